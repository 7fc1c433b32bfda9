"""Outgoing documents as a list, and one of them with what its reader may do now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sqlmodel import Session, col, func, select

from drafting.errors import PartMissing
from drafting.spec import Spec
from tracking.outgoing import life
from tracking.outgoing.coverage import Point, coverage
from tracking.outgoing.kept_spec import spec_from
from tracking.outgoing.life import Step
from tracking.outgoing.numbers import freeze
from tracking.passages import gather
from tracking.register import stored_files
from tracking.register.actor import Actor, Role
from tracking.register.database import Register
from tracking.register.outgoing_tables import LetterDocument, OutgoingDocument
from tracking.register.refusals import NotFound
from tracking.register.searched import searched
from tracking.register.tables import Account, Letter

READERS: tuple[Role, ...] = ("admin", "clerk", "officer", "leader")
NUMBERERS: tuple[Role, ...] = ("clerk", "officer", "admin")
CANCELLERS: tuple[Role, ...] = ("clerk", "leader")
EDITABLE = ("draft", "reviewed", "submitted")
"""The states in which a new version may be saved."""


@dataclass(frozen=True, slots=True)
class OutgoingRow:
    """A document in the list."""

    id: int
    state: str
    state_label: str
    number: str
    issued_on: dt.date | None
    kind: str
    subject: str
    author: str
    version: int
    changed_at: dt.datetime


@dataclass(frozen=True, slots=True)
class OutgoingPage:
    """One document. offered: the steps its reader may take now; round: of a công văn đôn đốc, 0 for any other document.

    points: the superior's duties point by point, with the line that answers each.
    """

    data: dict[str, Any]
    author: str
    offered: tuple[Step, ...]
    may_edit: bool
    may_number: bool
    may_cancel_number: bool
    round: int
    points: tuple[Point, ...]


def outgoing_list(
    register: Register, actor: Actor, state: str = "", kind: str = "", words: str = "", page: int = 1, size: int = 25
) -> tuple[list[OutgoingRow], int]:
    """One page of the outgoing documents, the last one made first; words are searched without marks in number, kind and subject."""
    actor.need(*READERS)
    query = select(OutgoingDocument.id, OutgoingDocument.number, OutgoingDocument.kind, OutgoingDocument.subject)
    if state:
        query = query.where(OutgoingDocument.state == state)
    if kind:
        query = query.where(OutgoingDocument.kind == kind)
    wanted = searched(words).split()
    with register.reading() as session:
        found = session.exec(query.order_by(col(OutgoingDocument.id).desc())).all()
        ids = [key for key, *texts in found if _holds(" ".join(text or "" for text in texts), wanted)]
        shown = ids[max(0, page - 1) * size :][:size]
        rows = session.exec(select(OutgoingDocument).where(col(OutgoingDocument.id).in_(shown)))
        names = _names(session)
        return [_row(row, names) for row in sorted(rows, key=lambda row: -(row.id or 0))], len(ids)


def state_counts(register: Register, actor: Actor) -> dict[str, int]:
    """How many documents stand in each state."""
    actor.need(*READERS)
    with register.reading() as session:
        query = select(OutgoingDocument.state, func.count()).group_by(OutgoingDocument.state)
        return dict.fromkeys(life.state_labels(), 0) | dict(session.exec(query).all())


def outgoing_page(register: Register, actor: Actor, document_id: int) -> OutgoingPage:
    """One document for its reader. Raises NotFound."""
    actor.need(*READERS)
    data = life.document_page(register, document_id)
    with register.reading() as session:
        names = _names(session)
        query = select(Letter.round).where(Letter.id == LetterDocument.letter_id, LetterDocument.document_id == document_id)
        letter_round = session.exec(query).first() or 0
    state = data["state"]
    steps = tuple(step for step in life.steps().values() if state in step.sources and _has(actor, step.by))
    duties = [duty["id"] for duty in data["duties"]]
    return OutgoingPage(
        data,
        names.get(data["author_id"], "Dòng lệnh"),
        steps,
        may_edit=state in EDITABLE,
        may_number=state == "approved" and _has(actor, NUMBERERS),
        may_cancel_number=state == "issued" and _has(actor, CANCELLERS),
        round=letter_round,
        points=() if letter_round else coverage(register, duties, spec_from(data["spec"])),
    )


def draft_spec(register: Register, actor: Actor, document_id: int, version: int | None = None) -> Spec:
    """The description of a document, for those who may read it."""
    actor.need(*READERS)
    return life.spec_of(register, document_id, version)


def difference(register: Register, actor: Actor, document_id: int, old: int, new: int) -> list[tuple[str, str]]:
    """Two versions word by word: ("same" | "removed" | "added", words)."""
    before, after = draft_spec(register, actor, document_id, old), draft_spec(register, actor, document_id, new)
    return [(what, words) for what, words in life.compare(before, after)]


def issue_files(register: Register, actor: Actor, document_id: int) -> None:
    """Make and keep the Word file and the PDF of an issued document; the Word file alone where this machine makes no PDF.

    The library of passages takes up what was issued.
    """
    actor.need(*READERS)
    try:
        freeze(register, actor, document_id)
    except PartMissing:
        freeze(register, actor, document_id, pdf=False)
    gather(register, actor)


def issued_file(register: Register, actor: Actor, document_id: int, ending: Literal["docx", "pdf"]) -> tuple[Path, str]:
    """Where the frozen file lies and the name it is fetched by."""
    actor.need(*READERS)
    with register.reading() as session:
        row = session.get(OutgoingDocument, document_id)
        found = None if row is None else row.docx_sha256 if ending == "docx" else row.pdf_sha256
        if row is None or found is None:
            raise NotFound("Chưa có bản ban hành của văn bản này. Cấp số, rồi bấm Lập bản ban hành.")
        return stored_files.path_of(register.settings, found), f"{(row.number or 'van-ban').replace('/', '-')}.{ending}"


def _has(actor: Actor, roles: tuple[Role, ...]) -> bool:
    return actor.is_local or actor.role in roles


def _holds(text: str, wanted: list[str]) -> bool:
    have = searched(text)
    return all(word in have for word in wanted)


def _names(session: Session) -> dict[int | None, str]:
    return dict(session.exec(select(Account.id, Account.name)).all())


def _row(row: OutgoingDocument, names: dict[int | None, str]) -> OutgoingRow:
    return OutgoingRow(
        row.id or 0,
        row.state,
        life.state_labels()[row.state],
        row.number or "",
        row.issued_on,
        row.kind,
        row.subject,
        names.get(row.author_id, "Dòng lệnh"),
        row.version,
        row.changed_at,
    )
