"""Days as administrative documents write them, both ways (Nghị định 30/2020/NĐ-CP, Phụ lục I.II.4b)."""

from __future__ import annotations

import datetime as dt
import re

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

_LONG = r"ngày\s*(?P<d1>\d{1,2})\s*tháng\s*(?P<m1>\d{1,2})\s*(?:năm|,)?\s*(?P<y1>\d{4})"
_SHORT = r"(?<![\d/])(?P<d2>\d{1,2})\s*[/.\-]\s*(?P<m2>\d{1,2})\s*[/.\-]\s*(?P<y2>\d{4})(?!\d)"
DATE = re.compile(f"{_LONG}|{_SHORT}", re.IGNORECASE)


def written(day: dt.date | None) -> str:
    """ "ngày 05 tháng 01 năm 2026"; blanks to be filled by hand where there is no day.

    Days below 10 and months 1 and 2 take a leading 0, other months do not.
    """
    if day is None:
        return "ngày     tháng     năm     "
    return f"ngày {day.day:02d} tháng {month_written(day.month)} năm {day.year}"


def month_written(month: int) -> str:
    """The month with a leading 0 for 1 and 2 only."""
    return f"{month:02d}" if month <= 2 else str(month)


def short(day: dt.date) -> str:
    """ "05/9/2026", as pages and lists show a day: day below 10 and months 1, 2 with 0."""
    return f"{day.day:02d}/{month_written(day.month)}/{day.year}"


def short_with_weekday(day: dt.date) -> str:
    """ "thứ Hai 14/12/2026", for a day on which somebody must act."""
    return f"{WEEKDAYS[day.weekday()]} {short(day)}"


def date_of(match: re.Match[str]) -> dt.date | None:
    """The day that a match of `DATE` names; None where the calendar has no such day."""
    day, month, year = (match.group(name + "1") or match.group(name + "2") for name in ("d", "m", "y"))
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def first_date(text: str) -> dt.date | None:
    """The first full day (day, month and year) written in the text, long or short form."""
    return next((day for match in DATE.finditer(text) if (day := date_of(match))), None)
