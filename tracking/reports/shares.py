"""What reports count: each lead assignment with its answer at the close of the window and before it began."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from tracking.register import progress
from tracking.register.answers import answers
from tracking.register.progress import Answer
from tracking.register.tables import Assignment, Directive, Duty, Event, Letter, LetterAssignment, Office
from tracking.reports.window import Window

_CHUNK = 500
NO_OWNER = "Chưa rõ đơn vị chủ trì"
UNIT_SAID = ("accept", "progress", "report", "propose_return", "ask_extension", "explain_delay")
CLOSED = ("done_on_time", "done_late", "done_no_deadline", "withdrawn", "replaced")


@dataclass(frozen=True, slots=True)
class Share:
    """One counted assignment. bucket: at the close; before: its bucket on the eve of the window, None where it was not there yet."""

    assignment: Assignment
    duty: Duty
    directive: Directive
    office: str
    answer: Answer
    bucket: str
    before: str | None

    @property
    def is_opening(self) -> bool:
        """Carried over: it was there and not closed when the window began."""
        return self.before is not None and self.before not in CLOSED

    @property
    def is_open(self) -> bool:
        return self.bucket.startswith("open_")


def counted_shares(
    session: Session, window: Window, known_at: dt.datetime | None, role: str = "lead", following: bool = False
) -> list[Share]:
    """The assignments that the window counts, in order of office, due day, place; what was closed before it began is left out.

    following: those that only follow what carries them out, instead of the counted ones.
    """
    query = (
        select(Assignment, Duty, Directive)
        .where(Assignment.duty_id == Duty.id, Duty.directive_id == Directive.id)
        .where(Assignment.role == role, col(Assignment.opens_on) <= window.closing, col(Duty.standing).is_(False))
    )
    if role == "lead":
        query = query.where(col(Assignment.counts).is_(not following))
    rows = list(session.exec(query))
    offices = office_names(session)
    found = [assignment for assignment, _, _ in rows]
    now = answers(session, found, window.closing, known_at)
    eve = window.start - dt.timedelta(days=1) if window.start else None
    then = answers(session, found, eve, known_at) if eve else {}
    origin = handed_over(session, eve, window.closing, known_at) if eve else {}
    shares = []
    for assignment, duty, directive in rows:
        key = assignment.id or 0
        bucket = progress.bucket(now[key], window.closing)
        before = progress.bucket(then[origin.get(key, key)], eve) if eve else None
        if bucket is None or (before in CLOSED and bucket in CLOSED):
            continue
        office = offices.get(assignment.office_id or 0) or assignment.name or NO_OWNER
        shares.append(Share(assignment, duty, directive, office, now[key], bucket, before))
    return sorted(shares, key=_order)


def handed_over(session: Session, eve: dt.date, until: dt.date, known_at: dt.datetime | None) -> dict[int, int]:
    """Shares made by a hand-over after `eve`, each with the share whose place it took: carried over, not assigned anew."""
    query = select(Event).where(Event.kind == "hand_over", col(Event.effective_on) > eve, col(Event.effective_on) <= until)
    if known_at is not None:
        query = query.where(col(Event.recorded_at) <= known_at)
    before = {int(event.payload["to"]): event.assignment_id or 0 for event in session.exec(query)}
    found = {}
    for key, first in before.items():
        while first in before:
            first = before[first]
        found[key] = first
    return found


def _order(share: Share) -> tuple[str, dt.date, dt.date, int, int]:
    last = dt.date.max
    return (share.office, share.answer.due_on or last, share.directive.issued_on or last, share.duty.position, share.assignment.id or 0)


def office_names(session: Session) -> dict[int, str]:
    """The names of all offices by id."""
    return {office.id or 0: office.name for office in session.exec(select(Office))}


def last_updates(session: Session, ids: Iterable[int], as_of: dt.date, known_at: dt.datetime | None) -> dict[int, dt.date]:
    """The last day on which the unit itself said something of each assignment."""
    found: dict[int, dt.date] = {}
    for chunk in _chunks(list(ids)):
        query = select(Event.assignment_id, func.max(Event.effective_on)).where(
            col(Event.assignment_id).in_(chunk), col(Event.effective_on) <= as_of, col(Event.kind).in_(UNIT_SAID)
        )
        if known_at is not None:
            query = query.where(col(Event.recorded_at) <= known_at)
        for key, day in session.exec(query.group_by(col(Event.assignment_id))):
            found[key or 0] = day
    return found


def rounds(session: Session, ids: Iterable[int], as_of: dt.date, known_at: dt.datetime | None) -> dict[int, int]:
    """How many numbered letters have reminded of each assignment."""
    found: dict[int, int] = {}
    for chunk in _chunks(list(ids)):
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
    for chunk in _chunks(sorted(set(duty_ids))):
        query = select(Assignment).where(col(Assignment.duty_id).in_(chunk), Assignment.role == "coordinator").order_by(col(Assignment.id))
        for share in session.exec(query):
            found.setdefault(share.duty_id, []).append(names.get(share.office_id or 0, share.name))
    return found


def _chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))
