"""How the register moved: what was open, overdue, newly given and done at the end of each week or month, and what falls due when."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlmodel import col, func, select

from tracking.register.actor import Actor
from tracking.register.answers import count
from tracking.register.database import Register
from tracking.register.tables import Assignment
from tracking.screens.shares import Filters, conditions

Period = Literal["week", "month"]


@dataclass(frozen=True, slots=True)
class Point:
    """The end of one period. in_time, overdue: open shares (those without a day among in_time); given, done: within the period."""

    start: dt.date
    end: dt.date
    in_time: int
    overdue: int
    given: int
    done: int


def trend(register: Register, actor: Actor, period: Period = "week", points: int = 10) -> list[Point]:
    """The last periods, the running one (up to today) last; a unit sees its own shares. Counted anew from the events."""
    today = register.today()
    ends = _ends(today, period, points + 1)
    with register.reading() as session:
        scope = [col(Assignment.office_id) == actor.office_id] if actor.role == "unit" else []
        sums = [_sums(count(session, end, None, *scope).values()) for end in ends]
    found = []
    for before, now, last, end in zip(sums, sums[1:], ends, ends[1:], strict=False):
        given, done = now["total"] - before["total"], now["done"] - before["done"]
        found.append(Point(last + dt.timedelta(days=1), end, now["in_time"], now["overdue"], max(0, given), max(0, done)))
    return found


def due_days(register: Register, actor: Actor, since: dt.date, until: dt.date) -> dict[dt.date, int]:
    """How many open shares fall due on each day of a stretch; days with none are left out."""
    with register.reading() as session:
        where = conditions(session, actor, Filters("open", since=since, until=until), register.today(), register.time())
        query = select(col(Assignment.due_on), func.count()).where(*where).group_by(col(Assignment.due_on))
        return {day: number for day, number in session.exec(query) if day is not None}


def _ends(today: dt.date, period: Period, points: int) -> list[dt.date]:
    """The last days of the periods, oldest first; the running one ends today."""
    found = [today]
    day = today - dt.timedelta(days=today.weekday() + 1) if period == "week" else today.replace(day=1) - dt.timedelta(days=1)
    while len(found) < points:
        found.append(day)
        back = 7 if period == "week" else monthrange(day.year, day.month)[1]
        day -= dt.timedelta(days=back)
    return found[::-1]


def _sums(rows: Iterable[dict[str, int]]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for counts in rows:
        for code, number in counts.items():
            sums["total"] += number
            if code == "open_overdue":
                sums["overdue"] += number
            elif code.startswith("open_"):
                sums["in_time"] += number
            elif code.startswith("done_"):
                sums["done"] += number
    return sums
