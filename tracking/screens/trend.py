"""How the register moved: what was open, overdue, newly given and done at the end of each week or month, and what falls due when."""

from __future__ import annotations

import datetime as dt
import threading
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, col, func, select

from tracking.register import tally
from tracking.register.actor import Actor
from tracking.register.answers import count
from tracking.register.database import Register
from tracking.register.overview import bring_to
from tracking.register.tables import Assignment
from tracking.screens.shares import Filters, conditions

Period = Literal["week", "month"]
_KEPT_FOR = dt.timedelta(minutes=10)
_MOST_KEPT = 2000
_counting = threading.Lock()
"""One at a time counts: who asks for the same day meanwhile finds it kept."""
_kept: dict[tuple[str, dt.date, int | None], tuple[dt.datetime, Counter[str]]] = {}


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
    """The last periods, the running one (up to today) last; a unit sees its own shares.

    The running one is of this moment; the ends of past periods are counted from the events and kept for ten minutes.
    """
    today = register.today()
    ends = _ends(today, period, points + 1)
    office = actor.office_id if actor.role == "unit" else None
    bring_to(register, today)
    with register.reading() as session:
        now = tally.figures(session, today, None, None if office is None else [office], register.time())
        sums = [*(_past(register, session, end, office) for end in ends[:-1]), _sums(now.values())]
    found = []
    for before, after, last, end in zip(sums, sums[1:], ends, ends[1:], strict=False):
        given, done = after["total"] - before["total"], after["done"] - before["done"]
        found.append(Point(last + dt.timedelta(days=1), end, after["in_time"], after["overdue"], max(0, given), max(0, done)))
    return found


def _past(register: Register, session: Session, end: dt.date, office: int | None) -> Counter[str]:
    """The sums at the end of a past day, as known up to ten minutes ago."""
    key = (str(register.engine.url), end, office)
    with _counting:
        kept = _kept.get(key)
        if kept is None or not dt.timedelta() <= register.now() - kept[0] < _KEPT_FOR:
            if len(_kept) > _MOST_KEPT:
                _kept.clear()
            scope = [] if office is None else [col(Assignment.office_id) == office]
            kept = _kept[key] = (register.now(), _sums(count(session, end, None, *scope).values()))
        return kept[1]


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
