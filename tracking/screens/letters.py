"""The letters of reminder (công văn đôn đốc) that were drafted, with what each reminds of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from tracking.register.actor import Actor, Role
from tracking.register.database import Register
from tracking.register.outgoing_tables import LetterDocument
from tracking.register.refusals import NotFound
from tracking.register.tables import Assignment, Letter, LetterAssignment, Office
from tracking.settings import Settings

READERS: tuple[Role, ...] = ("admin", "clerk", "officer", "leader")


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter: its round, the offices it goes to, how many shares it reminds of, its number once it is signed."""

    id: int
    round: int
    offices: tuple[str, ...]
    shares: int
    as_of: dt.date
    new_due_on: dt.date | None
    number: str
    issued_on: dt.date | None
    has_file: bool
    document_id: int = 0


def letters(register: Register, actor: Actor, most: int = 100) -> list[LetterRow]:
    """The newest letters first."""
    actor.need(*READERS)
    with register.reading() as session:
        found = session.exec(select(Letter).order_by(col(Letter.id).desc()).limit(most))
        return [_row(session, letter, kept_at(register.settings, letter.id or 0).exists()) for letter in found]


def letter_file(register: Register, actor: Actor, letter_id: int) -> tuple[Path, str]:
    """Where the letter's Word file lies and its name."""
    actor.need(*READERS)
    with register.reading() as session:
        letter = session.get(Letter, letter_id)
        path = kept_at(register.settings, letter_id)
        if letter is None or not path.exists():
            raise NotFound("Không có tệp của công văn đôn đốc này. Lập lại công văn.")
        return path, f"don-doc-lan-{letter.round}-{letter_id}.docx"


def kept_at(settings: Settings, letter_id: int) -> Path:
    """Where the Word file of a drafted letter is kept."""
    return settings.data / "letters" / f"{letter_id}.docx"


def _row(session: Session, letter: Letter, has_file: bool) -> LetterRow:
    query = select(Assignment.name, Office.name).outerjoin(Office, col(Assignment.office_id) == col(Office.id))
    query = query.join(LetterAssignment, col(LetterAssignment.assignment_id) == col(Assignment.id))
    names = [office or written for written, office in session.exec(query.where(LetterAssignment.letter_id == letter.id))]
    link = session.get(LetterDocument, letter.id)
    return LetterRow(
        letter.id or 0,
        letter.round,
        tuple(dict.fromkeys(names)),
        len(names),
        letter.as_of,
        letter.new_due_on,
        letter.number or "",
        letter.issued_on,
        has_file,
        link.document_id if link is not None else 0,
    )
