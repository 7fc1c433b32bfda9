"""Where something stands in a description, as one word: "subject", "opening.1", "body.3" (the fourth line in reading order), "annex.0.2".

Forms, findings, the printed page and the duties that a draft carries out all speak of the same places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafting.spec_values import Node, Spec

_PARTS = {"signature": "signers", "signers": "signers", "annexes": "annex"}


def node_places(spec: Spec) -> Iterator[tuple[str, Node]]:
    """Every line of the body and of the annexes with its place."""
    yield from _numbered("body", spec.body)
    for index, annex in enumerate(spec.annexes):
        yield from _numbered(f"annex.{index}", annex.body if annex.tasks is None else annex.tasks)


def place_of_pointer(spec: Spec, pointer: str) -> str:
    """The place that a JSON pointer into the description names ("/body/1/children/0" is "body.3")."""
    steps = pointer.strip("/").split("/")
    part = _PARTS.get(steps[0], steps[0])
    if part == "body":
        return _node_place("body", spec.body, steps[1:])
    if part == "annex" and len(steps) > 1:
        annex = spec.annexes[int(steps[1])]
        return _node_place(f"annex.{steps[1]}", annex.body if annex.tasks is None else annex.tasks, steps[3:])
    return ".".join((part, *steps[1:2])) if part in ("bases", "opening", "closing", "fields", "addressees", "recipients") else part


def _numbered(part: str, nodes: Sequence[Node]) -> Iterator[tuple[str, Node]]:
    walked = (node for top in nodes for node in top.walk())
    return ((f"{part}.{number}", node) for number, node in enumerate(walked))


def _node_place(part: str, nodes: Sequence[Node], steps: Sequence[str]) -> str:
    indexes = [int(step) for step in steps if step.isdigit()]
    if not indexes:
        return part
    number = -1
    for index in indexes:
        number += 1 + sum(len(list(node.walk())) for node in nodes[:index])
        nodes = nodes[index].children
    return f"{part}.{number}"
