"""Recurring duties (nhiệm vụ định kỳ): the days of their occurrences, and the next one as of a day.

Occurrences are made only where the document gives a day. Where it gives none, the next period's last day is shown as the
next occurrence and a person is asked for the day: nothing falls due by itself.
"""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
import re
from collections.abc import Iterator
from typing import Any

from tracking.register.due import day_in

_DATED = re.compile(r"BYMONTHDAY|BYDAY|BYYEARDAY|FREQ=DAILY")
_BYMONTH = re.compile(r"BYMONTH=([\d,]+)")
_MONTHS = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}
_PERIOD_ENDS = (
    (re.compile(r"quý\s+(?:I|1)\b", re.IGNORECASE), 3),
    (re.compile(r"(?:6|06|sáu)\s+tháng", re.IGNORECASE), 6),
    (re.compile(r"quý\s+(?:III|3)\b", re.IGNORECASE), 9),
    (re.compile(r"\bnăm\b", re.IGNORECASE), 12),
)


def is_dated(deadline: dict[str, Any]) -> bool:
    """Whether the document gives the day of each occurrence."""
    return deadline.get("kind") == "recurring" and bool(
        _DATED.search(deadline.get("rule") or "") or (deadline.get("due") and deadline.get("frequency") in _MONTHS)
    )


def occurrences(deadline: dict[str, Any], since: dt.date, eve: bool = True) -> Iterator[dt.date]:
    """The last days on time of the occurrences of a dated rule from a day on, without end; empty where not dated."""
    if not is_dated(deadline):
        return
    shift = dt.timedelta(days=1 if deadline.get("before") and eve and not deadline.get("time") else 0)
    first, rule = day_in(deadline.get("due")), deadline.get("rule") or ""
    days = _by_rule(rule, since) if _DATED.search(rule) else _by_frequency(deadline["frequency"], first or since)
    for day in days:
        if day - shift >= since and (first is None or day >= min(first, since) or day == first):
            yield day - shift


def next_on(deadline: dict[str, Any], issued_on: dt.date | None, as_of: dt.date, eve: bool = True) -> dt.date | None:
    """The next occurrence as of a day: its last day on time, else the last day of the running period; None where unknown."""
    if deadline.get("kind") != "recurring":
        return None
    since = max(as_of, issued_on or as_of)
    dated = next(iter(occurrences(deadline, since, eve)), None)
    return dated or _period_end(deadline, since)


def _by_rule(rule: str, since: dt.date) -> Iterator[dt.date]:
    """Days of an RFC 5545 rule; a day that a month lacks falls on its last day."""
    from dateutil.rrule import rrulestr

    start = dt.datetime.combine(since.replace(day=1), dt.time())
    clamped = re.sub(r"BYMONTHDAY=(29|30|31)\b", _clamped, rule)
    for moment in rrulestr(clamped, dtstart=start):
        yield moment.date()


def _clamped(match: re.Match[str]) -> str:
    days = ",".join(str(day) for day in range(28, int(match.group(1)) + 1))
    return f"BYMONTHDAY={days};BYSETPOS=-1"


def _by_frequency(frequency: str, first: dt.date) -> Iterator[dt.date]:
    last_of_month = first.day == calendar.monthrange(first.year, first.month)[1]
    for step in itertools.count():
        index = first.year * 12 + first.month - 1 + step * _MONTHS[frequency]
        year, month = divmod(index, 12)
        if year >= dt.MAXYEAR:
            return
        length = calendar.monthrange(year, month + 1)[1]
        yield dt.date(year, month + 1, length if last_of_month else min(first.day, length))


def _period_end(deadline: dict[str, Any], as_of: dt.date) -> dt.date | None:
    frequency = deadline.get("frequency")
    if frequency == "daily":
        return as_of
    if frequency == "weekly":
        return as_of + dt.timedelta(days=6 - as_of.weekday())
    months = [12] if frequency == "yearly" else [n for n in range(1, 13) if n % _MONTHS.get(frequency or "", 13) == 0]
    named = _BYMONTH.search(deadline.get("rule") or "")
    if named:
        months = sorted(int(month) for month in named.group(1).split(","))
    elif frequency == "several":
        months = [month for pattern, month in _PERIOD_ENDS if pattern.search(deadline.get("text") or "")]
    ends = (dt.date(year, m, calendar.monthrange(year, m)[1]) for year in (as_of.year, as_of.year + 1) for m in months)
    return next((day for day in ends if day >= as_of), None)
