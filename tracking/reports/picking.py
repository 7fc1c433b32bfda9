"""Which assignments a window counts and where each stands at its close, decided by the database without loading them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, case, literal, not_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from tracking.register import progress
from tracking.register.answer_columns import bucket_column, uncounted, unwalked
from tracking.register.answers import answers
from tracking.register.progress import END_OF_DAY
from tracking.register.replaying import replayed, unchanged
from tracking.register.tables import Assignment, Duty, Event
from tracking.reports.window import Window

CLOSED_STATES = ("completed", "withdrawn", "replaced")
CLOSED = ("done_on_time", "done_late", "done_no_deadline", "withdrawn", "replaced")
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Scope:
    """Which assignments: leads that count, what only follows them, or coordinators; buckets: only those, all where none is named.

    offices (0: none known), directives, duties: only those of these, all where None.
    """

    role: str = "lead"
    following: bool = False
    buckets: tuple[str, ...] = ()
    offices: tuple[int, ...] | None = None
    directives: tuple[int, ...] | None = None
    duties: tuple[int, ...] | None = None


LEADS = Scope()


@dataclass(frozen=True, slots=True)
class Pick:
    """Where a counted assignment stands: its bucket at the close, and whether it was there and not closed when the window began."""

    bucket: str
    is_opening: bool


def picked(session: Session, window: Window, known_at: dt.datetime | None, scope: Scope = LEADS, time: str = END_OF_DAY) -> dict[int, Pick]:
    """The assignments that the window counts, by id; what was closed before it began is left out."""
    eve = eve_of(window)
    found: dict[int, Pick] = {}
    for key, code, opening in session.execute(_kept(window.closing, known_at, eve, scope, time)):
        found[key] = Pick(code, bool(opening))
    for key, code, was in session.execute(_changed(window.closing, known_at, eve, scope, time)):
        if not (was == "closed" and code in CLOSED):
            found[key] = Pick(code, was == "open")
    if eve is not None and scope == replace(scope, role="lead", following=False):
        _carry_over(session, found, window, eve, known_at)
    return {key: pick for key, pick in found.items() if not scope.buckets or pick.bucket in scope.buckets}


def longest_overdue(session: Session, closing: dt.date, known_at: dt.datetime | None, time: str, most: int) -> dict[int, Pick]:
    """What is overdue at the end of a day, those longest due first, at most so many; what was open then is found by walking its days."""
    scope = Scope(buckets=("open_overdue",))
    due = col(Assignment.due_on)
    walked = _kept(closing, known_at, None, scope, time).add_columns(due).where(col(Assignment.open).is_(True), due <= closing)
    found = [(day, key) for key, _, _, day in session.execute(walked.order_by(due, col(Assignment.id)).limit(most))]
    past = replayed(_moved_on(closing, known_at, None, LEADS), closing, known_at)
    late = bucket_column(closing, time, past.columns) == "open_overdue"
    changed = select_columns(col(Assignment.id), past.columns.due_on).select_from(past.joined)
    changed = changed.where(late, col(Assignment.opens_on) <= closing)
    found += [(day, key) for key, day in session.execute(changed.order_by(past.columns.due_on, col(Assignment.id)).limit(most))]
    return {key: Pick("open_overdue", False) for _, key in sorted(found)[:most]}


def eve_of(window: Window) -> dt.date | None:
    """The day before the window; None where it has no beginning."""
    return window.start - dt.timedelta(days=1) if window.start else None


def _within(closing: dt.date, scope: Scope) -> list[ColumnElement[bool]]:
    where = [col(Assignment.role) == scope.role, col(Assignment.opens_on) <= closing]
    if scope.offices is not None:
        office = col(Assignment.office_id)
        where.append(office.in_(scope.offices) | office.is_(None) if 0 in scope.offices else office.in_(scope.offices))
    if scope.directives is not None:
        where.append(col(Assignment.duty_id).in_(select(col(Duty.id)).where(col(Duty.directive_id).in_(scope.directives))))
    if scope.duties is not None:
        where.append(col(Assignment.duty_id).in_(scope.duties))
    counts = scope.role == "lead" and not scope.following
    flag = col(Assignment.counts)
    if scope.directives is None and scope.duties is None:
        where.append(flag.is_(counts))
    else:
        where.append(unwalked(flag) if counts else ~unwalked(flag))
    if scope.role != "lead" or scope.following:
        standing = select(col(Duty.id)).where(col(Duty.standing).is_(True))
        where.append(col(Assignment.duty_id).not_in(standing))
    return where


def _kept(closing: dt.date, known_at: dt.datetime | None, eve: dt.date | None, scope: Scope, time: str) -> Any:
    bucket = bucket_column(closing, time)
    where = [*_within(closing, scope), unchanged(eve or closing, known_at), col(Assignment.state).not_in(uncounted())]
    if eve is not None:
        where.append(col(Assignment.state).not_in(CLOSED_STATES))
    if scope.buckets:
        where.append(bucket.in_(scope.buckets))
    return select_columns(col(Assignment.id), bucket, literal(int(eve is not None))).where(*where)


def _changed(closing: dt.date, known_at: dt.datetime | None, eve: dt.date | None, scope: Scope, time: str) -> Any:
    past = replayed(_moved_on(closing, known_at, eve, scope), closing, known_at, eve)
    bucket = bucket_column(closing, time, past.columns)
    query = select_columns(col(Assignment.id), bucket, there_before(past.before)).select_from(past.joined)
    return query.where(past.columns.state.not_in(uncounted()), col(Assignment.opens_on) <= closing)


def _moved_on(closing: dt.date, known_at: dt.datetime | None, eve: dt.date | None, scope: Scope) -> Any:
    """The assignments whose kept answer does not hold for the day; of all that count an index alone tells them."""
    every = scope == replace(LEADS, buckets=scope.buckets)
    where = [col(Assignment.counts).is_(True)] if every else _within(closing, scope)
    return select(col(Assignment.id)).where(*where, not_(unchanged(eve or closing, known_at)))


def there_before(state: Any) -> ColumnElement[str]:
    """Where an assignment stood on the eve: "none", "open" or "closed"."""
    none = state.is_(None) | state.in_(uncounted())
    return case((none, "none"), (state.in_(CLOSED_STATES), "closed"), else_="open")


def _carry_over(session: Session, found: dict[int, Pick], window: Window, eve: dt.date, known_at: dt.datetime | None) -> None:
    for key, is_closed in carried_over(session, window, eve, known_at).items():
        if key in found and is_closed and found[key].bucket in CLOSED:
            del found[key]
        elif key in found:
            found[key] = replace(found[key], is_opening=not is_closed)


def carried_over(session: Session, window: Window, eve: dt.date, known_at: dt.datetime | None) -> dict[int, bool]:
    """Shares made by a hand-over within the window that took over what was there on the eve, and whether that was closed."""
    origin = handed_over(session, eve, window.closing, known_at)
    rows = {share.id or 0: share for share in shares_of(session, set(origin.values()))}
    then = answers(session, list(rows.values()), eve, known_at)
    before = {key: progress.bucket(then[first], eve) for key, first in origin.items() if first in then}
    return {key: code in CLOSED for key, code in before.items() if code is not None}


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


def shares_of(session: Session, ids: Iterable[int]) -> list[Assignment]:
    """The assignments of these ids."""
    found: list[Assignment] = []
    for chunk in chunks(sorted(ids)):
        found += session.exec(select(Assignment).where(col(Assignment.id).in_(chunk))).all()
    return found


def chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    """The ids in pieces small enough for one query."""
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))
