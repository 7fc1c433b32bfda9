"""Answers for a day and a moment: kept ones where nothing happened or was recorded since, replayed from the events elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, and_, case
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from tracking.register import progress, states
from tracking.register.events import answer_of, fact
from tracking.register.progress import Answer
from tracking.register.tables import Assignment, Event

_CHUNK = 500


def answers(session: Session, shares: Sequence[Assignment], as_of: dt.date, known_at: dt.datetime | None = None) -> dict[int, Answer]:
    """The answer of each assignment as of the end of a day, as known at a moment; not there yet: state None."""
    found: dict[int, Answer] = {}
    moved: list[int] = []
    for share in shares:
        if share.changed_on <= as_of and (known_at is None or share.changed_at <= known_at):
            found[share.id or 0] = answer_of(share)
        else:
            moved.append(share.id or 0)
    return found | replay(session, moved, as_of, known_at)


def replay(session: Session, ids: Iterable[int], as_of: dt.date, known_at: dt.datetime | None) -> dict[int, Answer]:
    """Answers computed from the events alone."""
    wanted = list(ids)
    found = dict.fromkeys(wanted, Answer())
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        rows = session.exec(select(Event).where(col(Event.assignment_id).in_(chunk)).order_by(col(Event.assignment_id), col(Event.id)))
        for key, events in groupby(rows, key=lambda event: event.assignment_id):
            found[key or 0] = progress.answer(map(fact, events), as_of, known_at)
    return found


def bucket_column(as_of: dt.date, state: Any = None, due_on: Any = None, reported_on: Any = None) -> ColumnElement[str]:
    """`progress.bucket` in SQL, of the kept answer or of the columns given; a test holds the two equal."""
    state = col(Assignment.state) if state is None else state
    due_on = col(Assignment.due_on) if due_on is None else due_on
    reported_on = col(Assignment.reported_on) if reported_on is None else reported_on
    until = case((state.in_(("reported", "completed")), func.coalesce(reported_on, as_of)), else_=as_of)
    late = until > due_on
    return case(
        (state.in_(("suspended", "withdrawn", "replaced")), state),
        (and_(state == "completed", due_on.is_(None)), "done_no_deadline"),
        (and_(state == "completed", late), "done_late"),
        (state == "completed", "done_on_time"),
        (due_on.is_(None), "open_no_deadline"),
        (late, "open_overdue"),
        else_="open_in_time",
    )


def counted() -> ColumnElement[bool]:
    """The assignments that belong to totals: leads, no standing parent, confirmed."""
    uncounted = [code for code, state in states.states().items() if not state.counts]
    return and_(col(Assignment.counts).is_(True), col(Assignment.state).not_in(uncounted))


Counts = dict[int | None, dict[str, int]]
"""Counted assignments by office id (None: unresolved) and bucket; offices with none are left out."""


def count(session: Session, as_of: dt.date, known_at: dt.datetime | None = None, *where: ColumnElement[bool]) -> Counts:
    """The counts at the end of a day, as known at a moment, of the assignments that meet the conditions."""
    kept = col(Assignment.changed_on) <= as_of
    if known_at is not None:
        kept = and_(kept, col(Assignment.changed_at) <= known_at)
    bucket = bucket_column(as_of)
    found: Counts = {}
    query = (
        select(col(Assignment.office_id), bucket, func.count()).where(counted(), kept, *where).group_by(col(Assignment.office_id), bucket)
    )
    for office_id, code, number in [*session.exec(query), *session.exec(_changed_since(as_of, known_at, ~kept, *where))]:
        counts = found.setdefault(office_id, dict.fromkeys(states.buckets(), 0))
        counts[code] += number
    return found


def _changed_since(as_of: dt.date, known_at: dt.datetime | None, *where: ColumnElement[bool]) -> Any:
    """The counts of assignments about which something happened or was recorded later, from their events up to then.

    The last event that moves the state, the last that sets the day and the last report decide, as in `progress.after`.
    """
    event = aliased(Event)
    then = col(event.effective_on) <= as_of
    if known_at is not None:
        then = and_(then, col(event.recorded_at) <= known_at)
    kinds = {"moved": col(event.to_state).is_not(None), "dated": col(event.sets_due).is_(True), "sent": col(event.kind) == "report"}
    ids = [func.max(case((condition, col(event.id)))).label(name) for name, condition in kinds.items()]
    shares = select(col(Assignment.id)).where(col(Assignment.counts).is_(True), col(Assignment.opens_on) <= as_of, *where)
    key = col(event.assignment_id)
    last = select(key, *ids).where(key.in_(shares), then).group_by(key).subquery()
    moved, dated, sent = aliased(Event), aliased(Event), aliased(Event)
    state = col(moved.to_state)
    bucket = bucket_column(as_of, state, col(dated.due_on), col(sent.effective_on))
    uncounted = [code for code, found in states.states().items() if not found.counts]
    return (
        select(col(Assignment.office_id), bucket, func.count())
        .select_from(last)
        .join(Assignment, col(Assignment.id) == last.c.assignment_id)
        .join(moved, col(moved.id) == last.c.moved)
        .outerjoin(dated, col(dated.id) == last.c.dated)
        .outerjoin(sent, col(sent.id) == last.c.sent)
        .where(state.not_in(uncounted))
        .group_by(col(Assignment.office_id), bucket)
    )
