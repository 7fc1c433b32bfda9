"""The answer of an assignment and its bucket as columns of the database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, or_
from sqlmodel import col, func

from tracking.register import states
from tracking.register.progress import END_OF_DAY, START_OF_DAY
from tracking.register.tables import Assignment


@dataclass(frozen=True, slots=True)
class Columns:
    """Where an answer stands in the database: the kept one of the assignment, or the columns of its deciding events."""

    state: Any
    due_on: Any
    due_time: Any
    reported_on: Any
    reported_time: Any


KEPT = Columns(
    col(Assignment.state), col(Assignment.due_on), col(Assignment.due_time), col(Assignment.reported_on), col(Assignment.reported_time)
)


def bucket_column(as_of: dt.date, time: str = END_OF_DAY, columns: Columns = KEPT) -> ColumnElement[str]:
    """`progress.bucket` in SQL; a test holds the two equal."""
    state, due_on, due_time = columns.state, columns.due_on, columns.due_time
    sent = and_(state.in_(("reported", "completed")), columns.reported_on.is_not(None))
    until = case((sent, columns.reported_on), else_=as_of)
    until_time = case((sent, func.coalesce(columns.reported_time, START_OF_DAY)), else_=time)
    late = or_(until > due_on, and_(until == due_on, due_time.is_not(None), until_time > due_time))
    return case(
        (state.in_(("suspended", "withdrawn", "replaced")), state),
        (and_(state == "completed", due_on.is_(None)), "done_no_deadline"),
        (and_(state == "completed", late), "done_late"),
        (state == "completed", "done_on_time"),
        (due_on.is_(None), "open_no_deadline"),
        (late, "open_overdue"),
        else_="open_in_time",
    )


def counted(walked: bool = True) -> ColumnElement[bool]:
    """The assignments that belong to totals: leads, no standing parent, confirmed; walked: an index of them may be walked."""
    counts = col(Assignment.counts).is_(True) if walked else unwalked(col(Assignment.counts))
    return and_(counts, col(Assignment.state).not_in(uncounted()))


def unwalked(flag: Any) -> ColumnElement[bool]:
    """Whether a flag is set, in words by which no index is walked: for where another condition leaves far fewer rows.

    SQLite would rather walk every open assignment than look up the few that a list of ids names.
    """
    return func.coalesce(flag, False).is_(True)


def looked_at(column: Any) -> ColumnElement[str]:
    """A column of words in a way by which no index is walked, as `unwalked` does for flags."""
    return func.coalesce(column, "")


def uncounted() -> list[str]:
    """The states that belong to no total."""
    return [code for code, state in states.states().items() if not state.counts]
