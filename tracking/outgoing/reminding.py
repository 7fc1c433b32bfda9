"""A công văn đôn đốc as an outgoing document: kept when drafted, and its round counts when the document gets its number."""

from __future__ import annotations

import datetime as dt

from sqlmodel import Session, col, select

from drafting.spec import Spec
from tracking.outgoing.life import add_draft
from tracking.register.actor import Actor
from tracking.register.database import Register, Unit
from tracking.register.outgoing_tables import LetterDocument
from tracking.register.refusals import NotFound
from tracking.register.tables import Assignment, Letter, LetterAssignment


def keep_letter(register: Register, actor: Actor, letter_id: int, spec: Spec) -> int:
    """The drafted letter as an outgoing document tied to the duties it reminds of. Returns the document's id; again, the same."""
    actor.need("admin", "officer", "leader")
    with register.command(actor, "keep_letter") as unit:
        known = unit.session.get(LetterDocument, letter_id)
        if known is not None:
            return known.document_id
        if unit.session.get(Letter, letter_id) is None:
            raise NotFound("Không có công văn đôn đốc này. Lập lại công văn.")
        query = select(col(Assignment.duty_id)).join(LetterAssignment, col(LetterAssignment.assignment_id) == col(Assignment.id))
        duties = unit.session.exec(query.where(LetterAssignment.letter_id == letter_id).order_by(col(Assignment.id)))
        document_id = add_draft(unit, spec, list(duties), "Đôn Đốc lập từ danh sách quá hạn")
        unit.session.add(LetterDocument(letter_id=letter_id, document_id=document_id))
        return document_id


def letter_of(session: Session, document_id: int) -> Letter | None:
    """The letter that an outgoing document is; None for any other document."""
    query = select(Letter).where(Letter.id == LetterDocument.letter_id, LetterDocument.document_id == document_id)
    return session.exec(query).first()


def count_round(unit: Unit, document_id: int, number: str | None, issued_on: dt.date | None) -> None:
    """The document got its number (None: lost it): a letter's round counts from then, or counts no longer."""
    letter = letter_of(unit.session, document_id)
    if letter is not None:
        letter.number, letter.issued_on, letter.numbered_at = number, issued_on, unit.now if number else None
        unit.touch("letter", letter.id)
