"""A document's life: saved in versions, commented, reviewed, submitted, returned or approved. Each function is one command."""

from __future__ import annotations

import difflib
import functools
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

from sqlmodel import col, select

from drafting.spec import Node, Spec
from tracking.outgoing.kept_spec import kept_form, spec_from
from tracking.register.actor import Actor, Role
from tracking.register.database import Register, Unit
from tracking.register.outgoing_tables import OutgoingDocument, OutgoingLine, OutgoingStep, OutgoingVersion
from tracking.register.refusals import ConflictError, NotAllowed, NotFound
from tracking.register.tables import Duty

_WRITERS: tuple[Role, ...] = ("officer", "clerk", "leader", "admin")


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a document's life and who may take it."""

    code: str
    label: str
    sources: tuple[str, ...]
    to: str
    by: tuple[Role, ...]
    reason: bool = False


@functools.cache
def steps() -> dict[str, Step]:
    """Every step by its code."""
    return {
        code: Step(code, row["label"], tuple(row["from"]), row["to"], tuple(row["by"]), row.get("reason", False))
        for code, row in _table()["step"].items()
    }


@functools.cache
def state_labels() -> dict[str, str]:
    """The Vietnamese label of each state."""
    return dict(_table()["states"])


def save_draft(register: Register, actor: Actor, spec: Spec, duty_ids: Sequence[int] = (), note: str = "") -> int:
    """A new draft with its first version, tied to the duties it carries out. Returns its id."""
    actor.need(*_WRITERS)
    with register.command(actor, "save_draft") as unit:
        return add_draft(unit, spec, duty_ids, note)


def add_draft(unit: Unit, spec: Spec, duty_ids: Sequence[int], note: str) -> int:
    """`save_draft` inside a running command."""
    document = OutgoingDocument(
        kind=spec.kind.name,
        subject=spec.subject or "",
        spec=kept_form(spec),
        author_id=unit.actor.account_id,
        created_at=unit.now,
        changed_at=unit.now,
    )
    unit.session.add(document)
    unit.session.flush()
    _keep_version(unit, document, note)
    _tie(unit, document, duty_ids)
    unit.touch("outgoingdocument", document.id)
    return document.id or 0


def revise(
    register: Register, actor: Actor, document_id: int, spec: Spec, version: int, note: str = "", duty_ids: Sequence[int] = ()
) -> int:
    """Save a new version over the one the person saw; an approved or issued document is not revised. Returns the new version.

    duty_ids: duties that the document carries out besides those it is tied to already.
    """
    actor.need(*_WRITERS)
    with register.command(actor, "revise_draft") as unit:
        document = get_document(unit, document_id)
        _add_version(unit, document, spec, version, note)
        _tie(unit, document, duty_ids)
        return document.version


def _add_version(unit: Unit, document: OutgoingDocument, spec: Spec, version: int, note: str) -> None:
    if document.state not in ("draft", "reviewed", "submitted"):
        raise NotAllowed(f"Văn bản {state_labels()[document.state].lower()}, không sửa được. Chuyển lại để sửa trước.")
    if document.version != version:
        who = _last_hand(unit, document)
        words = f"{who} vừa lưu bản {document.version}. Nội dung đang nhập được giữ lại; so hai bản rồi lưu."
        raise ConflictError(words, who, "revise_draft", document.changed_at)
    document.spec, document.kind, document.subject = kept_form(spec), spec.kind.name, spec.subject or ""
    document.version, document.changed_at, document.state = version + 1, unit.now, "draft"
    _keep_version(unit, document, note)
    unit.touch("outgoingdocument", document.id)


def _tie(unit: Unit, document: OutgoingDocument, duty_ids: Sequence[int]) -> None:
    known = set(unit.session.exec(select(OutgoingLine.duty_id).where(OutgoingLine.document_id == document.id)))
    for key in dict.fromkeys(duty_ids):
        if unit.session.get(Duty, key) is None:
            raise NotFound("Có nhiệm vụ đã chọn không còn trong sổ. Mở lại danh sách rồi chọn.")
        if key not in known:
            unit.session.add(OutgoingLine(document_id=document.id or 0, duty_id=key))


def take_step(register: Register, actor: Actor, document_id: int, code: str, note: str = "") -> None:
    """Take a step of the table. Raises NotAllowed where the document is elsewhere or words are missing, NoRight for another's step."""
    step = steps()[code]
    actor.need(*step.by)
    with register.command(actor, f"outgoing_{code}") as unit:
        document = get_document(unit, document_id)
        if document.state not in step.sources:
            raise NotAllowed(f"Văn bản {state_labels()[document.state].lower()}, không làm được «{step.label}». Mở lại văn bản.")
        if step.reason and not note.strip():
            raise NotAllowed(f"«{step.label}» cần ghi lý do.")
        document.state, document.changed_at = step.to, unit.now
        note_step(unit, document, code, note)


def comment(register: Register, actor: Actor, document_id: int, words: str) -> None:
    """A remark on the version in force."""
    actor.need(*_WRITERS)
    if not words.strip():
        raise NotAllowed("Ý kiến chưa có nội dung.")
    with register.command(actor, "comment_draft") as unit:
        note_step(unit, get_document(unit, document_id), "comment", words)


def documents(register: Register, state: str | None = None) -> list[dict[str, Any]]:
    """The outgoing documents, newest first, with labels."""
    with register.reading() as session:
        query = select(OutgoingDocument).order_by(col(OutgoingDocument.id).desc())
        if state is not None:
            query = query.where(OutgoingDocument.state == state)
        return [{**row.model_dump(), "state_label": state_labels()[row.state]} for row in session.exec(query)]


def document_page(register: Register, document_id: int) -> dict[str, Any]:
    """One document with its versions, steps and comments, and the duties it carries out. Raises NotFound."""
    with register.reading() as session:
        row = session.get(OutgoingDocument, document_id)
        if row is None:
            raise NotFound("Không có văn bản này. Mở lại danh sách văn bản đi.")
        versions = session.exec(
            select(OutgoingVersion).where(OutgoingVersion.document_id == document_id).order_by(col(OutgoingVersion.version))
        )
        taken = session.exec(select(OutgoingStep).where(OutgoingStep.document_id == document_id).order_by(col(OutgoingStep.id)))
        lines = session.exec(
            select(Duty).where(OutgoingLine.duty_id == Duty.id, OutgoingLine.document_id == document_id).order_by(col(Duty.id))
        )
        return {
            **row.model_dump(),
            "state_label": state_labels()[row.state],
            "versions": [version.model_dump() for version in versions],
            "steps": [step.model_dump() for step in taken],
            "duties": [{"id": duty.id, "ordinal": duty.ordinal, "text": duty.text} for duty in lines],
        }


def spec_of(register: Register, document_id: int, version: int | None = None) -> Spec:
    """The description of a document, in force or of an earlier version. Raises NotFound."""
    with register.reading() as session:
        row = session.get(OutgoingDocument, document_id)
        found: dict[str, Any] | None = row.spec if row else None
        if row is not None and version is not None:
            query = select(OutgoingVersion).where(OutgoingVersion.document_id == document_id, OutgoingVersion.version == version)
            kept = session.exec(query).first()
            found = kept.spec if kept else None
    if found is None:
        raise NotFound("Không có bản này của văn bản. Mở lại danh sách các bản.")
    return spec_from(found)


def compare(old: Spec, new: Spec) -> list[tuple[Literal["same", "removed", "added"], str]]:
    """The two texts word by word: runs of words kept, taken out, put in."""
    before, after = _words(old), _words(new)
    found: list[tuple[Literal["same", "removed", "added"], str]] = []
    for tag, a0, a1, b0, b1 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(("same", " ".join(before[a0:a1])))
            continue
        if a1 > a0:
            found.append(("removed", " ".join(before[a0:a1])))
        if b1 > b0:
            found.append(("added", " ".join(after[b0:b1])))
    return found


def get_document(unit: Unit, document_id: int) -> OutgoingDocument:
    """The row inside a running command. Raises NotFound."""
    document = unit.session.get(OutgoingDocument, document_id)
    if document is None:
        raise NotFound("Không có văn bản này. Mở lại danh sách văn bản đi.")
    return document


def note_step(unit: Unit, document: OutgoingDocument, kind: str, note: str) -> None:
    """Keep a step or comment beside the document."""
    actor = unit.actor
    unit.session.add(
        OutgoingStep(
            document_id=document.id or 0,
            kind=kind,
            version=document.version,
            at=unit.now,
            actor_id=actor.account_id,
            actor_name=actor.name,
            note=note.strip(),
        )
    )
    unit.touch("outgoingdocument", document.id)


def _keep_version(unit: Unit, document: OutgoingDocument, note: str) -> None:
    unit.session.add(
        OutgoingVersion(
            document_id=document.id or 0,
            version=document.version,
            spec=document.spec,
            saved_at=unit.now,
            actor_id=unit.actor.account_id,
            actor_name=unit.actor.name,
            note=note.strip(),
        )
    )


def _last_hand(unit: Unit, document: OutgoingDocument) -> str:
    query = select(OutgoingVersion).where(OutgoingVersion.document_id == document.id).order_by(col(OutgoingVersion.version).desc())
    last = unit.session.exec(query).first()
    return last.actor_name if last else "Người khác"


def _words(spec: Spec) -> list[str]:
    return [word for line in _lines(spec) for word in line.split()]


def _lines(spec: Spec) -> Iterable[str]:
    yield from (spec.issuer.parent or "", spec.issuer.name, spec.symbol or "", spec.place or "", spec.urgency or "", spec.subject or "")
    yield from (*spec.addressees, spec.issuing_authority or "", *spec.bases, *spec.opening)
    yield from (f"{field.label}: {field.value}" for field in spec.fields)
    yield from _node_lines(spec.body)
    for annex in spec.annexes:
        yield annex.title
        yield from _node_lines(annex.tasks or annex.body)
        if annex.grid is not None:
            yield from ("; ".join(row) for row in annex.grid.rows)
    yield from (*spec.closing, *(" ".join((*signer.authority, signer.position, signer.name)) for signer in spec.signers))
    yield from (*spec.recipients, spec.archive or "", spec.drafter or "", spec.circulation or "")


def _node_lines(nodes: Iterable[Node]) -> Iterable[str]:
    for node in nodes:
        yield node.text
        yield "; ".join(filter(None, (*node.owners, *node.coordinators, node.deadline, node.deliverable)))
        yield from _node_lines(node.children)


@functools.cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("tracking.outgoing").joinpath("steps.toml").read_text("utf-8"))
