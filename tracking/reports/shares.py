"""What reports count: each lead assignment with its answer at the close of the window and before it began."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select as select_columns
from sqlalchemy.orm import load_only
from sqlmodel import Session, col, func, select

from tracking.register.answer_columns import looked_at
from tracking.register.answers import answers
from tracking.register.progress import END_OF_DAY, UNIT_SAID, Answer
from tracking.register.tables import Assignment, Directive, Duty, Event, Letter, LetterAssignment, Office
from tracking.reports.picking import LEADS, Pick, Scope, chunks, longest_overdue, picked
from tracking.reports.window import Window

NO_OWNER = "Chưa rõ đơn vị chủ trì"


@dataclass(frozen=True, slots=True)
class Share:
    """One counted assignment. bucket: at the close; is_opening: it was there and not closed when the window began."""

    assignment: Assignment
    duty: Duty
    directive: Directive
    office: str
    answer: Answer
    bucket: str
    is_opening: bool

    @property
    def is_open(self) -> bool:
        return self.bucket.startswith("open_")


def counted_shares(
    session: Session, window: Window, known_at: dt.datetime | None, scope: Scope = LEADS, time: str = END_OF_DAY
) -> list[Share]:
    """The assignments that the window counts, in order of office, due day, place; what was closed before it began is left out."""
    return sorted(_loaded(session, picked(session, window, known_at, scope, time), window, known_at), key=_order)


def first_shares(session: Session, window: Window, known_at: dt.datetime | None, scope: Scope, time: str, most: int) -> list[Share]:
    """The first of what the window counts, office by office in their order; of one office by the day in force now."""
    names = office_names(session)
    order = [*sorted(names, key=lambda key: names[key]), 0]
    found: list[Share] = []
    start, size = 0, _FIRST_OFFICES
    while len(found) < most and start < len(order):
        some = order[start : start + size]
        picks = picked(session, window, known_at, replace(scope, offices=tuple(some)), time)
        first = _by_office_and_day(session, picks, some)[: most - len(found)]
        found += sorted(_loaded(session, {key: picks[key] for key in first}, window, known_at), key=_order)
        start, size = start + size, size * 4
    return found


def first_overdue(session: Session, window: Window, known_at: dt.datetime | None, time: str, most: int) -> list[Share]:
    """What is overdue at the close of a window without a beginning, those longest due first."""
    return _loaded(session, longest_overdue(session, window.closing, known_at, time, most), window, known_at)


_FIRST_OFFICES = 1
"""So many offices are looked at first; four times as many each time that they do not fill what is asked for."""


def _by_office_and_day(session: Session, picks: dict[int, Pick], offices: Sequence[int]) -> list[int]:
    """These assignments in the order of the offices, then by the day in force, those without one last."""
    place = {office_id: at for at, office_id in enumerate(offices)}
    keys: dict[int, tuple[int, dt.date, int]] = {}
    columns = (col(Assignment.id), col(Assignment.office_id), col(Assignment.due_on))
    for chunk in chunks(sorted(picks)):
        for key, office_id, day in session.execute(select_columns(*columns).where(col(Assignment.id).in_(chunk))):
            keys[key] = (place[office_id or 0], day or dt.date.max, key)
    return sorted(picks, key=lambda key: keys[key])


def _loaded(session: Session, picks: dict[int, Pick], window: Window, known_at: dt.datetime | None) -> list[Share]:
    offices = office_names(session)
    shares = []
    for chunk in chunks(sorted(picks)):
        rows = list(session.exec(_WHOLE.where(col(Assignment.id).in_(chunk))))
        now = answers(session, [row[0] for row in rows], window.closing, known_at)
        for assignment, duty, directive in rows:
            key = assignment.id or 0
            office = offices.get(assignment.office_id or 0) or assignment.name or NO_OWNER
            pick = picks[key]
            shares.append(Share(assignment, duty, directive, office, now[key], pick.bucket, pick.is_opening))
    return shares


_OF_DUTY = (
    Duty.id,
    Duty.directive_id,
    Duty.position,
    Duty.ordinal,
    Duty.text,
    Duty.deliverable,
    Duty.deadline,
    Duty.standing,
    Duty.state,
    Duty.weight,
)
_OF_DIRECTIVE = (
    *(Directive.id, Directive.kind, Directive.number, Directive.issued_on, Directive.issuer, Directive.subject),
    *(Directive.origin, Directive.urgency, Directive.state),
)
_WHOLE = (
    select(Assignment, Duty, Directive)
    .where(Assignment.duty_id == Duty.id, Duty.directive_id == Directive.id)
    .options(load_only(*_OF_DUTY), load_only(*_OF_DIRECTIVE))  # type: ignore[arg-type]  # mapped columns
)
"""What a row of a report is made of, without what only the review desk reads: a long list is loaded in half the time."""


def _order(share: Share) -> tuple[str, dt.date, dt.date, int, int]:
    last = dt.date.max
    return (share.office, share.answer.due_on or last, share.directive.issued_on or last, share.duty.position, share.assignment.id or 0)


def office_names(session: Session) -> dict[int, str]:
    """The names of all offices by id."""
    return {key or 0: name for key, name in session.exec(select(Office.id, Office.name))}


def last_updates(session: Session, ids: Iterable[int], as_of: dt.date, known_at: dt.datetime | None) -> dict[int, dt.date]:
    """The last day on which the unit itself said something of each assignment."""
    found: dict[int, dt.date] = {}
    for chunk in chunks(list(ids)):
        query = select(Event.assignment_id, func.max(Event.effective_on)).where(
            col(Event.assignment_id).in_(chunk), col(Event.effective_on) <= as_of, looked_at(Event.kind).in_(sorted(UNIT_SAID))
        )
        if known_at is not None:
            query = query.where(col(Event.recorded_at) <= known_at)
        for key, day in session.exec(query.group_by(col(Event.assignment_id))):
            found[key or 0] = day
    return found


def rounds(session: Session, ids: Iterable[int], as_of: dt.date, known_at: dt.datetime | None) -> dict[int, int]:
    """How many numbered letters have reminded of each assignment."""
    found: dict[int, int] = {}
    for chunk in chunks(list(ids)):
        query = (
            select(LetterAssignment.assignment_id, func.count())
            .join(Letter, col(Letter.id) == col(LetterAssignment.letter_id))
            .where(col(LetterAssignment.assignment_id).in_(chunk), col(Letter.number).is_not(None), col(Letter.issued_on) <= as_of)
            .group_by(col(LetterAssignment.assignment_id))
        )
        if known_at is not None:
            query = query.where(col(Letter.numbered_at) <= known_at)
        found |= dict(session.exec(query).all())
    return found


def coordinators_of(session: Session, duty_ids: Iterable[int]) -> dict[int, list[str]]:
    """The coordinating offices of each duty, by their names in force or as written."""
    names = office_names(session)
    found: dict[int, list[str]] = {}
    for chunk in chunks(sorted(set(duty_ids))):
        query = select(Assignment).where(col(Assignment.duty_id).in_(chunk), Assignment.role == "coordinator").order_by(col(Assignment.id))
        for share in session.exec(query):
            found.setdefault(share.duty_id, []).append(names.get(share.office_id or 0, share.name))
    return found
