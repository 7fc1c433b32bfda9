"""Answers for a day and a moment: kept ones where nothing happened or was recorded since, replayed from the events elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from tracking.register import progress, states
from tracking.register.answer_columns import bucket_column, counted, uncounted
from tracking.register.events import answer_of, fact
from tracking.register.progress import END_OF_DAY, Answer
from tracking.register.replaying import replayed, unchanged
from tracking.register.tables import Assignment, Event

_CHUNK = 500
_FACT = tuple(
    col(getattr(Event, name))
    for name in (
        *("assignment_id", "kind", "to_state", "sets_due", "due_on", "due_time"),
        *("effective_on", "effective_time", "recorded_at", "payload"),
    )
)
"""The columns of an event that `fact` reads."""


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
        query = select(*_FACT).where(col(Event.assignment_id).in_(chunk), col(Event.effective_on) <= as_of)
        if known_at is not None:
            query = query.where(col(Event.recorded_at) <= known_at)
        rows = session.execute(query.order_by(col(Event.assignment_id), col(Event.id)))
        for key, events in groupby(rows, key=lambda row: row.assignment_id):
            found[key or 0] = progress.answer(map(fact, events))
    return found


Counts = dict[int | None, dict[str, int]]
"""Counted assignments by office id (None: unresolved) and bucket; offices with none are left out."""


def count(
    session: Session, as_of: dt.date, known_at: dt.datetime | None = None, *where: ColumnElement[bool], time: str = END_OF_DAY
) -> Counts:
    """The counts at a time of a day (its end), as known at a moment, of the assignments that meet the conditions."""
    kept = unchanged(as_of, known_at)
    bucket = bucket_column(as_of, time)
    found: Counts = {}
    query = (
        select(col(Assignment.office_id), bucket, func.count()).where(counted(), kept, *where).group_by(col(Assignment.office_id), bucket)
    )
    for office_id, code, number in [*session.exec(query), *session.exec(_changed_since(as_of, time, known_at, ~kept, *where))]:
        counts = found.setdefault(office_id, dict.fromkeys(states.buckets(), 0))
        counts[code] += number
    return found


def _changed_since(as_of: dt.date, time: str, known_at: dt.datetime | None, *where: ColumnElement[bool]) -> Any:
    """The counts of assignments about which something happened or was recorded later, from their events up to then."""
    shares = select(col(Assignment.id)).where(col(Assignment.counts).is_(True), col(Assignment.opens_on) <= as_of, *where)
    past = replayed(shares, as_of, known_at)
    bucket = bucket_column(as_of, time, past.columns)
    return (
        select(col(Assignment.office_id), bucket, func.count())
        .select_from(past.joined)
        .where(past.columns.state.not_in(uncounted()))
        .group_by(col(Assignment.office_id), bucket)
    )
