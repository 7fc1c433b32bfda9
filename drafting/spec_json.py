"""A description written as JSON again: the same value that `parse_spec` reads, without the keys that say nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from drafting.errors import WrongUsage
from drafting.spec_values import Annex, Node, Signature, Spec

_PLAIN = ("serial", "symbol", "place", "subject", "issuing_authority", "archive", "urgency", "circulation", "drafter", "copies")
_LISTS = ("addressees", "bases", "opening", "closing", "recipients")


def spec_as_json(spec: Spec) -> dict[str, Any]:
    """The description as `dondoc draft` takes it. Raises WrongUsage for an annex that only the program makes (a grid)."""
    value: dict[str, Any] = {"kind": spec.kind.name, "issuer": _said(asdict(spec.issuer))}
    value |= {name: getattr(spec, name) for name in _PLAIN} | {name: list(getattr(spec, name)) for name in _LISTS}
    value |= {
        "issued_on": spec.issued_on and spec.issued_on.isoformat(),
        "body": _nodes(spec.body),
        "annexes": [_annex(annex) for annex in spec.annexes],
        "contact": spec.contact and _said(asdict(spec.contact)),
        "fields": [asdict(field) for field in spec.fields],
    }
    signatures = [_signature(signature) for signature in spec.signers]
    value |= {"signature": signatures[0]} if len(signatures) == 1 else {"signers": signatures}
    return _said(value)


def _nodes(nodes: Sequence[Node]) -> list[dict[str, Any]]:
    return [_node(node) for node in nodes]


def _node(node: Node) -> dict[str, Any]:
    lists = {"owners": list(node.owners), "coordinators": list(node.coordinators)}
    rest = {"deadline": node.deadline, "deliverable": node.deliverable, "children": _nodes(node.children)}
    return _said({node.form: node.text, **lists, **rest})


def _annex(annex: Annex) -> dict[str, Any]:
    if annex.grid is not None:
        raise WrongUsage(f"Phụ lục «{annex.title}» là bảng số liệu do chương trình lập, không ghi được thành đặc tả JSON.")
    content = {"body": _nodes(annex.body)} if annex.tasks is None else {"tasks": _nodes(annex.tasks)}
    return {"title": annex.title, "landscape": annex.landscape, **content}


def _signature(signature: Signature) -> dict[str, Any]:
    return _said({"authority": list(signature.authority), "position": signature.position, "name": signature.name})


def _said(value: dict[str, Any]) -> dict[str, Any]:
    """The keys that say something."""
    return {key: item for key, item in value.items() if item is not None and item != []}
