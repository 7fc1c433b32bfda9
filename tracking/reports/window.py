"""The period a report speaks of, and the day on which its figures close."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from drafting.errors import WrongUsage
from tracking.register.due import plus_months
from tracking.reports.kinds import ReportKind

YEARS = range(1900, 3000)
"""The years in which a day is taken as meant; any other is a slip of the keys."""


_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
"""The months of the windows that go by the calendar."""


@dataclass(frozen=True, slots=True)
class Window:
    """start None: everything since the register began. closing: the last day counted, never after `end`."""

    start: dt.date | None
    end: dt.date
    closing: dt.date


def window_of(kind: ReportKind, as_of: dt.date, start: dt.date | None = None, end: dt.date | None = None) -> Window:
    """The window asked for, else the kind's own window that began last by `as_of`. Raises WrongUsage where it ends before it starts,
    or for a year that nobody means.
    """
    for day in (as_of, start, end):
        if day is not None and day.year not in YEARS:
            raise WrongUsage(f"Ngày {day.isoformat()} không hợp lý. Nhập năm từ {YEARS.start} đến {YEARS.stop - 1}.")
    if start is None and end is None:
        start, end = _own(kind, as_of)
    last = end or as_of
    if start is not None and start > last:
        raise WrongUsage(f"Kỳ báo cáo bắt đầu {start.isoformat()} sau khi kết thúc {last.isoformat()}. Sửa --from hoặc --to.")
    return Window(start, last, min(last, as_of))


def _own(kind: ReportKind, as_of: dt.date) -> tuple[dt.date | None, dt.date | None]:
    if kind.window == "week":
        monday = as_of - dt.timedelta(days=as_of.weekday())
        return monday, monday + dt.timedelta(days=6)
    if isinstance(kind.window, str) and kind.window in _MONTHS:
        months = _MONTHS[kind.window]
        first = as_of.replace(month=(as_of.month - 1) // months * months + 1, day=1)
        return first, plus_months(first, months) - dt.timedelta(days=1)
    if isinstance(kind.window, tuple):
        return _yearly(kind.window, as_of)
    return None, None


def _yearly(days: tuple[str, str], as_of: dt.date) -> tuple[dt.date, dt.date]:
    """A window given by month and day, which may begin in the year before it ends."""
    first, last = days
    year = as_of.year if dt.date.fromisoformat(f"{as_of.year}-{first}") <= as_of else as_of.year - 1
    start = dt.date.fromisoformat(f"{year}-{first}")
    end = dt.date.fromisoformat(f"{year}-{last}")
    return start, end if end > start else end.replace(year=year + 1)
