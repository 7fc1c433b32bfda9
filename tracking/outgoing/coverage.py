"""Point by point: which of the superior's duties a draft answers, by which line and by what day, and which not yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from drafting.dates import short
from drafting.orthography import squash
from drafting.spec_values import Node, Spec
from tracking.language.deadline import read_deadline
from tracking.outgoing.answering import carried_out
from tracking.outgoing.places import node_places
from tracking.register import states
from tracking.register.answers import answers
from tracking.register.database import Register
from tracking.register.tables import Assignment, Directive, Duty

_NOT_YET = ("proposed", "rejected")


@dataclass(frozen=True, slots=True)
class Point:
    """A superior's duty and the line of the draft that answers it.

    place: "" while no line does; deadline: the line's own, in its words; late: that day lies after the superior's; proposed: it waits at
    the review desk still and is not in the register, so that no line can be asked to answer it yet.
    """

    duty_id: int
    directive_id: int
    directive: str
    ordinal: str
    text: str
    owners: tuple[str, ...]
    due_on: dt.date | None
    deadline_words: str
    place: str = ""
    answer: str = ""
    deadline: str = ""
    late: bool = False
    proposed: bool = False


def open_duties(session: Session, directive_ids: Iterable[int], on: dt.date) -> list[Duty]:
    """The duties of these directives that somebody still has to do, in the order of the documents."""
    query = select(Duty).where(col(Duty.directive_id).in_(list(directive_ids)), col(Duty.parent_id).is_(None))
    rows = [duty for duty in session.exec(query.order_by(col(Duty.directive_id), col(Duty.position))) if duty.state not in _NOT_YET]
    lead = select(Assignment).where(col(Assignment.duty_id).in_([duty.id for duty in rows]), Assignment.role == "lead")
    shares = list(session.exec(lead))
    known = answers(session, shares, on)
    still = {share.duty_id for share in shares if known[share.id or 0].state in states.open_states()}
    return [duty for duty in rows if duty.id in still]


def coverage(register: Register, duty_ids: Sequence[int], spec: Spec) -> tuple[Point, ...]:
    """Each duty that the draft was begun for, and each open one of the same directives, with the line that answers it.

    Those of the same directives that nobody has reviewed yet are named as well, so that none is forgotten.
    """
    if not duty_ids:
        return ()
    with register.reading() as session:
        begun = list(session.exec(select(Duty).where(col(Duty.id).in_(list(duty_ids)))))
        directives = {duty.directive_id for duty in begun}
        rows = {duty.id: duty for duty in (*begun, *open_duties(session, directives, register.today()), *_waiting(session, directives))}
        duties = sorted(rows.values(), key=lambda duty: (duty.directive_id, duty.position))
        names = {row.id: _name(row) for row in session.exec(select(Directive).where(col(Directive.id).in_(directives)))}
    found = answered(spec, duties)
    today = register.today()
    return tuple(_point(duty, names[duty.directive_id], found.get(duty.id or 0), today) for duty in duties)


def _waiting(session: Session, directive_ids: Iterable[int]) -> Sequence[Duty]:
    """The duties of these directives that wait at the review desk."""
    return session.exec(select(Duty).where(col(Duty.directive_id).in_(list(directive_ids)), Duty.state == "proposed")).all()


def answered(spec: Spec, duties: Sequence[Duty]) -> dict[int, tuple[str, Node]]:
    """By duty id the place and the first task that carries the duty out."""
    found: dict[int, tuple[str, Node]] = {}
    for place, node in node_places(spec):
        duty = carried_out(node.text, duties) if node.form == "task" else None
        if duty is not None:
            found.setdefault(duty.id or 0, (place, node))
    return found


def _point(duty: Duty, directive: str, line: tuple[str, Node] | None, today: dt.date) -> Point:
    said = squash(str(duty.deadline.get("text") or ""))
    asked = (duty.id or 0, duty.directive_id, directive, duty.ordinal, duty.text, tuple(duty.owners), duty.due_on, said)
    waits = duty.state == "proposed"
    if line is None:
        return Point(*asked, proposed=waits)
    place, node = line
    own = read_deadline(node.deadline, today).due if node.deadline else None
    late = own is not None and duty.due_on is not None and own > duty.due_on
    return Point(*asked, place=place, answer=node.text, deadline=node.deadline or "", late=late, proposed=waits)


def _name(directive: Directive) -> str:
    return f"{directive.number or 'Không số'}{f' ngày {short(directive.issued_on)}' if directive.issued_on else ''}"
