"""From a deadline as read to the register's day: `due_on`, the last day on which the duty is still on time.

A day written in the document stays what it is. "Trước ngày D" ends with D-1 (a decision of the office). A term counted in
days does not count the day it starts from and, where it ends on a day off, runs to the next working day
(Bộ luật Dân sự 2015, Điều 147, 148; a default that the office confirms).
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Any

from tracking.working_days import Calendar


@dataclass(frozen=True, slots=True)
class Anchors:
    """The days that a relative term may count from; None where not known (yet)."""

    signed: dt.date | None = None
    received: dt.date | None = None
    effective: dt.date | None = None
    event: dt.date | None = None
    received_at: dt.datetime | None = None
    """The moment of arrival in Asia/Ho_Chi_Minh, where it was recorded on the day itself: hours count from it."""


def last_day_on_time(deadline: dict[str, Any], anchors: Anchors, calendar_: Calendar, eve: bool = True) -> dt.date | None:
    """`due_on` of a deadline in its JSON shape; None where no day follows from it. eve: "trước ngày D" ends with D-1."""
    kind, due = deadline.get("kind"), day_in(deadline.get("due"))
    if kind == "date" and due is not None:
        return due - dt.timedelta(days=1) if deadline.get("before") and not deadline.get("time") and eve else due
    if kind == "period":
        return due
    if kind == "relative":
        return _term_end(deadline, anchors, calendar_) or due
    return None


def last_hour_on_time(deadline: dict[str, Any], anchors: Anchors) -> str | None:
    """The hour ("HH:MM") of the last day, where hours are counted; None where the whole day is on time."""
    if deadline.get("time"):
        return str(deadline["time"])
    end = _hours_end(deadline, anchors)
    return f"{end:%H:%M}" if end is not None else None


def _hours_end(deadline: dict[str, Any], anchors: Anchors) -> dt.datetime | None:
    """The end of a term of hours from the moment of arrival."""
    amount, at = deadline.get("amount"), anchors.received_at
    if deadline.get("unit") != "hours" or deadline.get("anchor") != "received" or amount is None or at is None:
        return None
    return at + dt.timedelta(hours=amount)


def day_in(value: Any) -> dt.date | None:
    """The day of an ISO text or day; None for None or ""."""
    if isinstance(value, dt.date):
        return value
    return dt.date.fromisoformat(value) if value else None


def _term_end(deadline: dict[str, Any], anchors: Anchors, calendar_: Calendar) -> dt.date | None:
    amount, unit, anchor = deadline.get("amount"), deadline.get("unit"), deadline.get("anchor")
    start: dt.date | None = getattr(anchors, anchor) if anchor else None
    if start is None or amount is None or unit is None:
        return None
    if unit == "working_days":
        return calendar_.add_working_days(start, amount)
    if unit == "hours" and (end := _hours_end(deadline, anchors)) is not None:
        return end.date()
    if unit == "hours":
        return start + dt.timedelta(days=-(-amount // 24))
    if unit in ("months", "years"):
        return calendar_.next_working_day(plus_months(start, amount * (12 if unit == "years" else 1)))
    return calendar_.next_working_day(start + dt.timedelta(days=amount * (7 if unit == "weeks" else 1)))


def plus_months(day: dt.date, months: int) -> dt.date:
    """The same day of the month n months later, the month's last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
