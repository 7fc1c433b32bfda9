"""Recurring deadlines (định kỳ): how often, and the RFC 5545 rule of their days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from tracking.duty import Deadline, Frequency
from tracking.language.deadline_days import Context, months_of, number, quarters_of
from tracking.language.deadline_rules import Atom

_BY_UNIT: dict[tuple[str, int], Frequency] = {
    ("ngày", 1): "daily", ("ngày", 7): "weekly", ("tuần", 1): "weekly", ("tháng", 1): "monthly", ("tháng", 3): "quarterly",
    ("quý", 1): "quarterly", ("quý", 2): "half-yearly", ("tháng", 6): "half-yearly", ("tháng", 12): "yearly", ("năm", 1): "yearly",
    ("học kỳ", 1): "half-yearly", ("nửa năm", 1): "half-yearly",
}  # fmt: skip
_RRULE_UNIT = {"ngày": "DAILY", "tuần": "WEEKLY", "tháng": "MONTHLY", "năm": "YEARLY"}
_WEEKDAYS = {
    "hai": "MO", "2": "MO", "ba": "TU", "3": "TU", "tư": "WE", "4": "WE", "năm": "TH", "5": "TH", "sáu": "FR", "6": "FR",
    "bảy": "SA", "7": "SA",
}  # fmt: skip
_QUARTER_MONTHS = {"cuối": (3, 6, 9, 12), "đầu": (1, 4, 7, 10), "giữa": (2, 5, 8, 11), "thứ hai": (2, 5, 8, 11)}
_BARE = {
    "daily": "FREQ=DAILY",
    "weekly": "FREQ=WEEKLY",
    "monthly": "FREQ=MONTHLY",
    "quarterly": "FREQ=YEARLY;BYMONTH=3,6,9,12",
    "half-yearly": "FREQ=YEARLY;BYMONTH=6,12",
    "yearly": "FREQ=YEARLY",
}
_SEVERAL_A_YEAR: dict[int, Frequency] = {1: "yearly", 2: "half-yearly", 4: "quarterly"}


def recurring(
    atoms: list[Atom],
    words: str,
    context: Context,
    parts: dict[str, str] | None = None,
    time: str | None = None,
    default: Frequency = "quarterly",
) -> Deadline:
    """The recurring deadline of these atoms: frequency, rule with its days where they are given, "trước" kept."""
    rhythm = next((a for a in atoms if a.sign == "F"), None)
    frequency, bare = frequency_of(rhythm) if rhythm else (default, _BARE[default])
    days = [a for a in atoms if a.sign in "KD"]
    months = _months(atoms)
    before = bool(re.search(r"(?<!\w)trước(?!\w)", words)) and bool(days) and time is None
    if any(a.sign == "D" for a in days):
        count = len({(a.parts.get("m"), a.parts["d"]) for a in days if a.sign == "D"})
        return Deadline("recurring", None, before, time, _SEVERAL_A_YEAR.get(count, "several"), _yearly_days(days))
    if days and "wd" in days[0].parts:
        named = ",".join(dict.fromkeys(_weekday(a.parts["wd"]) for a in days if "wd" in a.parts))
        return Deadline("recurring", None, before, time, "weekly", f"FREQ=WEEKLY;BYDAY={named}")
    numbers = ",".join(str(n) for a in days for n in _days_of_month(a))
    which = (parts or {}).get("which")
    if which or (frequency == "quarterly" and days):
        inside = ",".join(map(str, _QUARTER_MONTHS[which or "cuối"]))
        return Deadline("recurring", None, before, time, "quarterly", f"FREQ=YEARLY;BYMONTH={inside};BYMONTHDAY={numbers}")
    of_one_year = any(a.sign == "M" and a.parts.get("y") for a in atoms)
    if months and not of_one_year and frequency in ("yearly", "half-yearly", "quarterly"):
        counted: Frequency = _SEVERAL_A_YEAR.get(len(months), "several") if frequency == "yearly" else frequency
        rule = f"FREQ=YEARLY;BYMONTH={','.join(map(str, months))}" + (f";BYMONTHDAY={numbers}" if days else "")
        return Deadline("recurring", None, before, time, counted, rule)
    if days:
        base = {"monthly": "FREQ=MONTHLY", "half-yearly": "FREQ=YEARLY;BYMONTH=6,12", "yearly": "FREQ=YEARLY;BYMONTH=12"}.get(
            frequency, bare
        )
        return Deadline("recurring", None, before, time, frequency, _by_month_day(base, numbers))
    return Deadline("recurring", None, False, time, frequency, bare)


def frequency_of(atom: Atom) -> tuple[Frequency, str]:
    """The frequency of an <F> atom and the rule that has no days yet."""
    unit, count = atom.parts["u"], number(atom.parts["n"]) if "n" in atom.parts else 1
    if unit == "năm" and "times" in atom.parts and (counted := _SEVERAL_A_YEAR.get(number(atom.parts["times"]))):
        return counted, _BARE[counted]
    return frequency_of_unit(unit, count)


def frequency_of_unit(unit: str, count: int = 1) -> tuple[Frequency, str]:
    """The frequency of "mỗi <count> <unit>" and its rule."""
    if unit in ("giờ", "tiếng"):
        return "daily", f"FREQ=HOURLY;INTERVAL={count}"
    known = _BY_UNIT.get((unit, count))
    if known:
        return known, _BARE[known]
    if unit == "quý":
        unit, count = "tháng", count * 3
    return "several", f"FREQ={_RRULE_UNIT[unit]};INTERVAL={count}"


def windows(atoms: list[Atom], words: str) -> list[int]:
    """The months that end the reporting periods named: "quý I, 6 tháng, quý III, năm" → 3, 6, 9, 12."""
    months = {quarter * 3 for atom in atoms if atom.sign == "Q" for quarter in quarters_of(atom)}
    months |= {int(n) for n in re.findall(r"(?<!\d)0?([69])(?= tháng)", words)}
    months |= {6} if "sáu tháng" in words else set()
    months |= {9} if "chín tháng" in words else set()
    months |= {12} if re.search(r"(?:năm(?: 20\d\d)?|hằng năm|hàng năm)$", words) else set()
    if not any(atom.sign == "Q" for atom in atoms) and "quý" in words:
        months |= {3, 6, 9, 12}
    return sorted(months)


def _months(atoms: Iterable[Atom]) -> list[int]:
    found: set[int] = set()
    for atom in atoms:
        if atom.sign == "M":
            found.update(months_of(atom))
        elif atom.sign == "Q":
            found.update(quarter * 3 for quarter in quarters_of(atom))
        elif atom.sign == "H":
            found.add(12 if atom.parts["half"] == "cuối" else number(atom.parts.get("n", "6")))
        elif atom.sign == "Y" and "part" in atom.parts:
            found.add({"đầu": 1, "giữa": 6}.get(atom.parts["part"], 12))
    return sorted(found)


def _days_of_month(atom: Atom) -> list[int]:
    """The days of the month that an atom names, in figures or words ("mùng hai"); -1 for the last."""
    if "dw" in atom.parts:
        return [number(atom.parts["dw"])]
    return [int(day) for day in re.findall(r"\d+", atom.parts.get("d", ""))] or [-1]


def _weekday(words: str) -> str:
    return _WEEKDAYS[words.split()[-1]] if words.startswith("thứ") else "SU"


def _yearly_days(days: list[Atom]) -> str:
    """One rule where the days of the months agree, else one line for each; a month's day 29 to 31 is clamped by the reader."""
    dated = [a for a in days if a.sign == "D"]
    pairs = [(number(a.parts["m"]), number(a.parts["d"])) for a in dated if "m" in a.parts]
    for atom in (a for a in days if a.sign == "K" and "d" in a.parts):
        pairs.append((pairs[-1][0], number(atom.parts["d"])))
    pairs = sorted({(m, d) for m, d in pairs if _exists(m, d)})
    if not pairs:
        return "FREQ=YEARLY"
    if len({d for _, d in pairs}) == 1:
        return f"FREQ=YEARLY;BYMONTH={','.join(str(m) for m, _ in pairs)};BYMONTHDAY={pairs[0][1]}"
    if len({m for m, _ in pairs}) == 1:
        return f"FREQ=YEARLY;BYMONTH={pairs[0][0]};BYMONTHDAY={','.join(str(d) for _, d in pairs)}"
    return "\n".join(f"RRULE:FREQ=YEARLY;BYMONTH={m};BYMONTHDAY={d}" for m, d in pairs)


def _by_month_day(base: str, numbers: str) -> str:
    """The rule of these days of the month; one line a day where a month may lack one of several (29, 30, 31)."""
    listed = numbers.split(",")
    if len(listed) > 1 and any(int(day) > 28 for day in listed):
        return "\n".join(f"RRULE:{base};BYMONTHDAY={day}" for day in listed)
    return f"{base};BYMONTHDAY={numbers}"


def _exists(month: int, day: int) -> bool:
    try:
        dt.date(2024, month, day)
    except ValueError:
        return False
    return True
