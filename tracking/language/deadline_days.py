"""From the atoms of a deadline to days: the year that is not written, the last and first day of a period."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from tracking.language.deadline_rules import Atom

_NUMBERS = {
    "nhất": 1, "một": 1, "giêng": 1, "đầu": 1, "đầu tiên": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8,
    "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12, "mười lăm": 15, "hai mươi": 20, "ba mươi": 30, "bốn mươi lăm": 45,
    "sáu mươi": 60, "chín mươi": 90,
}  # fmt: skip
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "l": 1}
_DAY_OF_PART = {"đầu": 10, "nửa đầu": 15, "thượng tuần": 10, "tuần đầu": 7, "giữa": 20, "trung tuần": 20}


@dataclass(frozen=True, slots=True)
class Context:
    """What a deadline is read against: the document's own day, and the year it plans for where it says so."""

    issued_on: dt.date | None = None
    year: int | None = None

    def in_year(self, day_of: Callable[[int], dt.date | None], not_before: dt.date | None = None) -> dt.date | None:
        """The day in the year that is not written: the planned year, else the document's, else the next if already past."""
        floor = not_before or (None if self.year else self.issued_on)
        year = self.year or (self.issued_on.year if self.issued_on else None) or (not_before.year if not_before else None)
        if year is None:
            return None
        if not_before is not None:
            year = max(year, not_before.year)
        day = day_of(year)
        return day_of(year + 1) if day is not None and floor is not None and day < floor else day


def number(words: str) -> int:
    """ "05" → 5, "mười" → 10; of a range ("02-03") the greater."""
    found = re.findall(r"\d+", words)
    return max(map(int, found)) if found else _NUMBERS[words.strip()]


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def safe_date(year: int, month: int, day: int) -> dt.date | None:
    """The day, None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def written_year(atom: Atom) -> int | None:
    """The year that stands in the atom."""
    found = next((atom.parts[k] for k in ("y", "y2", "y3") if atom.parts.get(k)), None)
    return int(found) if found else None


def day_of(atom: Atom, context: Context, not_before: dt.date | None = None) -> dt.date | None:
    """The calendar day of a <D> atom; None where it cannot be told or does not exist."""
    day = number(atom.parts["d"])
    if (which := atom.parts.get("which")) is not None:
        if context.issued_on is None:
            return None
        ahead = _months_on(context.issued_on, 0 if which == "này" else 1)
        return safe_date(ahead.year, ahead.month, day)
    month = number(atom.parts["m"])
    year = written_year(atom)
    if year is not None:
        return safe_date(year, month, day)
    return context.in_year(lambda y: safe_date(y, month, day), not_before)


def last_day(atom: Atom, context: Context, not_before: dt.date | None = None) -> dt.date | None:
    """The last day of the (last) period that an atom names, or the day of a <D>."""
    if atom.sign == "D":
        return day_of(atom, context, not_before)
    if atom.sign in "YS":
        return _year_end(atom, context)
    if atom.sign == "X":
        return _next_end(atom, context)
    year = written_year(atom)
    at = _END_IN_YEAR[atom.sign]
    if year is not None:
        return at(atom, year)
    return context.in_year(lambda y: at(atom, y), not_before)


def first_day(atom: Atom, context: Context) -> dt.date | None:
    """The first day of the first period that an atom names."""
    end = last_day(atom, context)
    if end is None:
        return None
    if atom.sign == "M":
        return dt.date(end.year, months_of(atom)[0], 1)
    if atom.sign == "Q":
        return dt.date(end.year, quarters_of(atom)[0] * 3 - 2, 1)
    return dt.date(end.year, 1, 1)


def months_of(atom: Atom) -> list[int]:
    """The months that an <M> atom lists."""
    return [number(w) for w in re.split(r"tháng|,|;|&|-|–|và|đến hết|đến", atom.parts["list"]) if w.strip()]


def quarters_of(atom: Atom) -> list[int]:
    """The quarters that a <Q> atom lists."""
    words = (w.strip() for w in re.split(r"quý|,|;|&|-|–|và|đến hết|đến", atom.parts["list"]) if w.strip())
    return [quarter(w) for w in words]


def quarter(word: str) -> int:
    """ "iii", "3", "ba" → 3; l and 1 read as i where scanning took one for the other."""
    if word in _NUMBERS:
        return _NUMBERS[word]
    if word.isdigit() and len(word) == 1:
        return int(word)
    return _QUARTERS.get(word.replace("l", "i").replace("1", "i"), 1)


def _month_atom_end(atom: Atom, year: int) -> dt.date | None:
    month = months_of(atom)[-1]
    day = _DAY_OF_PART.get(atom.parts.get("part", ""))
    return dt.date(year, month, day) if day else month_end(year, month)


def _quarter_atom_end(atom: Atom, year: int) -> dt.date | None:
    month = quarters_of(atom)[-1] * 3
    back = {"đầu": 2, "giữa": 1}.get(atom.parts.get("part", ""), 0)
    return month_end(year, month - back)


def _half_end(atom: Atom, year: int) -> dt.date | None:
    if atom.parts["half"] == "cuối":
        return dt.date(year, 12, 31)
    return month_end(year, number(atom.parts["n"]) if "n" in atom.parts else 6)


_END_IN_YEAR = {"M": _month_atom_end, "Q": _quarter_atom_end, "H": _half_end}


def _year_end(atom: Atom, context: Context) -> dt.date | None:
    years = [int(y) for y in re.findall(r"20\d{2}", atom.parts.get("list", "") or atom.parts.get("y", ""))]
    if atom.sign == "S":
        return None
    year = years[-1] if years else context.year or (context.issued_on.year if context.issued_on else None)
    month = {"đầu": 3, "giữa": 6}.get(atom.parts.get("part", ""), 12)
    return month_end(year, month) if year else None


def _next_end(atom: Atom, context: Context) -> dt.date | None:
    if "week_of_year" in atom.parts:
        return _week_of_year_end(atom, context)
    if "week" in atom.parts:
        return _week_of_month_end(atom, context)
    return this_end(atom.parts["unit"], context, 0 if atom.parts["which"] == "này" else 1)


def this_end(unit: str, context: Context, step: int = 0) -> dt.date | None:
    """The last day of the running (step 0) or next (step 1) tuần, tháng, quý or năm, seen from the document's day."""
    today = context.issued_on
    if today is None:
        return dt.date(context.year + step, 12, 31) if context.year and unit == "năm" else None
    if unit == "tuần":
        return today + dt.timedelta(days=6 - today.weekday() + 7 * step)
    if unit == "tháng":
        return _months_on(today, step)
    if unit == "quý":
        return _months_on(dt.date(today.year, (today.month + 2) // 3 * 3, 1), 3 * step)
    return dt.date(today.year + step, 12, 31)


def _week_of_month_end(atom: Atom, context: Context) -> dt.date | None:
    """The Sunday of the n-th week that begins in the month's first days; the month's end for the last week."""
    month = number(atom.parts["m"])
    week = atom.parts["week"]

    def end(year: int) -> dt.date | None:
        last = month_end(year, month)
        if week.startswith("cuối"):
            return last
        first = dt.date(year, month, 1)
        sunday = first + dt.timedelta(days=6 - first.weekday())
        return min(sunday + dt.timedelta(weeks=number(week) - 1), last)

    year = written_year(atom)
    return end(year) if year else context.in_year(end)


def _week_of_year_end(atom: Atom, context: Context) -> dt.date | None:
    """The Sunday of the numbered week of a year; None where the year has no such week."""
    week = number(atom.parts["week_of_year"])

    def end(year: int) -> dt.date | None:
        try:
            return dt.date.fromisocalendar(year, week, 7)
        except ValueError:
            return None

    year = written_year(atom)
    return end(year) if year else context.in_year(end)


def _months_on(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return month_end(year, month + 1)
