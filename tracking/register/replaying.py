"""Past answers by the database: of each assignment the events that decide, up to a day and a moment.

The last event that moves the state, the last that sets the day and the last report decide, as in `progress.after`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, case
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
    moved, dated, sent, before = aliased(Event), aliased(Event), aliased(Event), aliased(Event)
    joined = (
        last.join(Assignment.__table__, col(Assignment.id) == last.c.assignment_id)  # type: ignore[attr-defined]  # a table class has its __table__
        .join(moved, col(moved.id) == last.c.moved)
        .outerjoin(dated, col(dated.id) == last.c.dated)
        .outerjoin(sent, col(sent.id) == last.c.sent)
        .outerjoin(before, col(before.id) == last.c.before)
    )
    columns = Columns(col(moved.to_state), col(dated.due_on), col(dated.due_time), col(sent.effective_on), col(sent.effective_time))
    return Replayed(joined, columns, col(before.to_state), last.c.said)


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
