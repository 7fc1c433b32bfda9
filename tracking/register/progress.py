"""From events to the answer: state, day due, bucket, days late, as of a day and as known at a moment. Pure functions.

Moves are replayed in the order in which they were recorded (each was checked against the one before it); a day takes the
events that had happened by its end. A completion is dated by its report, so a late confirmation makes no late completion.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tracking.register import states

END_OF_TIME = dt.date.max
"""The day by which every event has happened."""
END_OF_DAY = "24:00"
"""Times are "HH:MM" in Asia/Ho_Chi_Minh: as text they stand in order, and this one after all."""
START_OF_DAY = "00:00"
"""The time taken of a report of which only the day is known: the unit is not late by what was not written down."""
UNIT_SAID = frozenset({"accept", "progress", "report", "propose_return", "ask_extension", "explain_delay"})
"""The events by which the unit itself says something of its share."""


@dataclass(frozen=True, slots=True)
class Due:
    """A day set as the last one on time (None: there is none), until an hour of it where hours are counted.

    extensions: how many moves to a later day it stands for.
    """

    on: dt.date | None
    extensions: int = 0
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """An event as progress sees it: the state it leads to and the day it sets, None where it does neither."""

    kind: str
    effective_on: dt.date
    recorded_at: dt.datetime
    to_state: str | None = None
    due: Due | None = None
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Where an assignment stands. reported_on: the day its standing report was sent; extensions: deadline moves granted.

    due_time, reported_time: the hours of these days, None where only the day counts.
    """

    state: str | None = None
    due_on: dt.date | None = None
    reported_on: dt.date | None = None
    extensions: int = 0
    due_time: str | None = None
    reported_time: str | None = None


def answer(facts: Iterable[Fact], as_of: dt.date | None = None, known_at: dt.datetime | None = None) -> Answer:
    """The answer from the facts effective by the end of `as_of` and recorded by `known_at`; state None: not there yet."""
    found = Answer()
    for fact in facts:
        if (as_of is None or fact.effective_on <= as_of) and (known_at is None or fact.recorded_at <= known_at):
            found = after(found, fact)
    return found


def after(found: Answer, fact: Fact) -> Answer:
    """The answer once one more fact is known."""
    if fact.due is not None:
        found = replace(found, due_on=fact.due.on, due_time=fact.due.time, extensions=found.extensions + fact.due.extensions)
    if fact.to_state is None:
        return found
    if fact.kind == "report":
        return replace(found, state=fact.to_state, reported_on=fact.effective_on, reported_time=fact.time)
    if fact.to_state in ("reported", "completed", "suspended", "withdrawn", "replaced"):
        return replace(found, state=fact.to_state)
    return replace(found, state=fact.to_state, reported_on=None, reported_time=None)


def bucket(found: Answer, as_of: dt.date, time: str = END_OF_DAY) -> str | None:
    """The bucket at a time of a day, its end unless said; None for what does not count (proposed, rejected, not there yet)."""
    if found.state is None or not states.states()[found.state].counts:
        return None
    if found.state in ("suspended", "withdrawn", "replaced"):
        return found.state
    done = "done" if found.state == "completed" else "open"
    if found.due_on is None:
        return f"{done}_no_deadline"
    late = is_late(found, as_of, time)
    if done == "done":
        return "done_late" if late else "done_on_time"
    return "open_overdue" if late else "open_in_time"


def is_late(found: Answer, as_of: dt.date, time: str = END_OF_DAY) -> bool:
    """Whether the last moment on time is past. What waits for confirmation or is done is judged by its report."""
    if found.due_on is None or found.state in (None, "suspended", "withdrawn", "replaced"):
        return False
    until = (as_of, time)
    if found.state in ("reported", "completed") and found.reported_on:
        until = (found.reported_on, found.reported_time or START_OF_DAY)
    return until > (found.due_on, found.due_time or END_OF_DAY)


def days_late(found: Answer, as_of: dt.date) -> int:
    """Days past the last day on time, 0 where there are none. What waits for confirmation or is done stops at its report."""
    if found.due_on is None or found.state in (None, "suspended", "withdrawn", "replaced"):
        return 0
    until = found.reported_on if found.state in ("reported", "completed") and found.reported_on else as_of
    return max(0, (until - found.due_on).days)


def roll_up(found: Sequence[str | None]) -> str | None:
    """The bucket of a duty from those of its lead assignments: the worst of what is open, else how it ended."""
    return next((code for code in _WORST_FIRST if code in found), None)


_WORST_FIRST = (
    "open_overdue",
    "open_in_time",
    "open_no_deadline",
    "suspended",
    "done_late",
    "done_on_time",
    "done_no_deadline",
    "replaced",
    "withdrawn",
)


def totals(found: Iterable[str | None]) -> dict[str, int]:
    """How many are in each bucket, and `total`, their sum."""
    counts = dict.fromkeys(states.buckets(), 0)
    for code in found:
        if code is not None:
            counts[code] += 1
    return {**counts, "total": sum(counts.values())}
