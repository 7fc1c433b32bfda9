"""Past answers by the database: of each assignment the events that decide, up to a day and a moment.

The last event that moves the state, the last that sets the day and the last report decide, as in `progress.after`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, case, null
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import col, func

from tracking.register.answer_columns import Columns
from tracking.register.progress import UNIT_SAID
from tracking.register.tables import Assignment, Event


@dataclass(frozen=True, slots=True)
class Replayed:
    """Assignments joined to their deciding events. columns: their answer; before: their state on the eve, where one was asked.

    said: the last day on which the unit said something.
    """

    joined: FromClause
    columns: Columns
    before: Any
    said: Any


def unchanged(edge: dt.date, known_at: dt.datetime | None) -> ColumnElement[bool]:
    """The assignments whose kept answer holds for a day: nothing happened or was recorded since."""
    kept = col(Assignment.changed_on) <= edge
    return kept if known_at is None else and_(kept, col(Assignment.changed_at) <= known_at)


def replayed(shares: Select[Any], closing: dt.date, known_at: dt.datetime | None = None, eve: dt.date | None = None) -> Replayed:
    """The answers at the end of a day, as known at a moment, of the assignments selected by id; those not there yet are left out."""
    last = _last_events(shares, closing, known_at, eve)
    answers = (
        select_columns(
            last.c.assignment_id,
            _of(last.c.moved, "to_state").label("state"),
            _of(last.c.dated, "due_on").label("due_on"),
            _of(last.c.dated, "due_time").label("due_time"),
            _of(last.c.sent, "effective_on").label("reported_on"),
            _of(last.c.sent, "effective_time").label("reported_time"),
            _of(last.c.before, "to_state").label("before") if eve is not None else null().label("before"),
            last.c.said,
        )
        .where(last.c.moved.is_not(None))
        .cte("past")
        .prefix_with("MATERIALIZED")
    )
    assignment = Assignment.__table__  # type: ignore[attr-defined]  # a table class has its __table__
    joined = answers.join(assignment, col(Assignment.id) == answers.c.assignment_id)
    found = answers.c
    columns = Columns(found.state, found.due_on, found.due_time, found.reported_on, found.reported_time)
    return Replayed(joined, columns, found.before, found.said)


def _of(event_id: ColumnElement[int], name: str) -> Any:
    """A column of an event by its id: a look-up for each, where a join would read every event of the register."""
    event = aliased(Event)
    return select_columns(col(getattr(event, name))).where(col(event.id) == event_id).scalar_subquery()


def _last_events(shares: Select[Any], closing: dt.date, known_at: dt.datetime | None, eve: dt.date | None) -> Any:
    event = aliased(Event)
    then = [col(event.effective_on) <= closing]
    if known_at is not None:
        then.append(col(event.recorded_at) <= known_at)
    moves = col(event.to_state).is_not(None)
    by_eve = and_(moves, col(event.effective_on) <= eve) if eve is not None else and_(moves, col(event.id) < 0)
    kinds = {"moved": moves, "dated": col(event.sets_due).is_(True), "sent": col(event.kind) == "report", "before": by_eve}
    ids = [func.max(case((condition, col(event.id)))).label(name) for name, condition in kinds.items()]
    said = func.max(case((col(event.kind).in_(sorted(UNIT_SAID)), col(event.effective_on)))).label("said")
    key = col(event.assignment_id)
    return select_columns(key, *ids, said).where(key.in_(shares), *then).group_by(key).subquery()
