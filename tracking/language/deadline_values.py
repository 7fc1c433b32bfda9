"""What each kind of deadline rule means: from the matched words and atoms to a `Deadline`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from tracking.duty import Anchor, Deadline
from tracking.language.deadline_days import Context, day_of, first_day, last_day, month_end, number, this_end
from tracking.language.deadline_recurring import frequency_of, frequency_of_unit, recurring, windows
from tracking.language.deadline_rules import Atom, Rule
from tracking.working_days import Calendar


@dataclass(frozen=True, slots=True)
class Match:
    """The words that a rule matched, in the first view, with their atoms and the parts that the rule names."""

    words: str
    atoms: list[Atom]
    parts: dict[str, str]
    rule: Rule

    def of(self, signs: str) -> list[Atom]:
        """The atoms of these kinds, in order."""
        return [atom for atom in self.atoms if atom.sign in signs]


def value_of(match: Match, context: Context) -> Deadline | None:
    """The deadline that the words mean (text left empty); None where the rule finds on a closer look that they mean none."""
    return _VALUES[match.rule.value](match, context)


def time_of(atoms: list[Atom]) -> str | None:
    """ "16:30" of the last <T> atom; None where there is none or the clock has no such time."""
    times = [atom for atom in atoms if atom.sign == "T"]
    if not times:
        return None
    parts = times[-1].parts
    hour, minute = int(parts.get("h") or parts.get("h2") or parts["h3"]), int(parts.get("mi") or parts.get("mi2") or parts.get("mi3") or 0)
    return f"{hour:02d}:{minute:02d}" if hour < 25 and minute < 60 else None


def _day(match: Match, context: Context) -> Deadline:
    time = time_of(match.atoms)
    last = match.of("D")[-1]
    return Deadline(
        "period" if "d0" in last.parts else "date",
        day_of(last, context),
        before=bool(match.rule.data.get("before")) and time is None,
        time=time,
    )


def _future_day(match: Match, context: Context) -> Deadline | None:
    """A day alone is a limit only where it is still to come: a day behind the document's own is a cited one."""
    found = _day(match, context)
    written = any("y" in part for atom in match.of("D") for part in atom.parts)
    is_ahead = found.due is not None and context.issued_on is not None and found.due > context.issued_on
    return found if is_ahead and (written or re.match(r"\D", match.words)) else None


def _future_range(match: Match, context: Context) -> Deadline | None:
    """Days alone that are all still to come."""
    found = _future_day(match, context)
    return replace(found, kind="period") if found is not None else None


def _range(match: Match, context: Context) -> Deadline:
    due: dt.date | None = None
    for atom in match.of("DMQHYX"):
        due = last_day(atom, context, due)
    return Deadline("period", due, time=time_of(match.atoms))


def _period(match: Match, context: Context) -> Deadline | None:
    atoms = match.of("MQHYXS")
    if match.rule.data.get("with_part") and not any("part" in atom.parts for atom in atoms):
        return None
    if match.rule.data.get("with_range") and not re.search(r"đến|-|–", atoms[0].parts["list"]):
        return None
    ends: list[dt.date] = []
    for atom in atoms:
        end = last_day(atom, context, ends[-1] if ends else None)
        ends.extend([end] if end else [])
    return Deadline("period", max(ends, default=None))


def _before_period(match: Match, context: Context) -> Deadline:
    """ "trước tháng 12": the first day of the period, itself too late."""
    return Deadline("date", first_day(match.of("MQY")[0], context), before=True)


def _fixed(match: Match, context: Context) -> Deadline:
    data = match.rule.data
    return Deadline(data["kind"], frequency=data.get("frequency"))


def _event(match: Match, context: Context) -> Deadline:
    return Deadline("relative", anchor="event")


_UNITS = {
    "giờ": "hours", "giờ làm việc": "hours", "ngày": "days", "ngày làm việc": "working_days", "tuần": "weeks", "tháng": "months",
    "quý": "months", "năm": "years",
}  # fmt: skip
_DOCUMENT = "(?:văn bản|công văn|kế hoạch|chỉ thị|thông báo|công điện|quyết định|hướng dẫn|nghị quyết|chương trình|phương án)"
_OWN = rf"(?:$|[ ,.]*{_DOCUMENT}?(?: này)?[ ,.]*$)"
_ANCHORS: tuple[tuple[re.Pattern[str], Anchor], ...] = (
    (re.compile(r"^(?:tới|nữa)$"), "signed"),
    (re.compile(r"^ ?(?:được )?(?:ký|ban hành)(?: ban hành)?" + _OWN), "signed"),
    (
        re.compile(
            r"^ ?(?:văn bản|công văn|kế hoạch|chỉ thị|thông báo|công điện|quyết định)(?: này)?(?: được| có)? (?:ban hành|ký)[ ,.]*$"
        ),
        "signed",
    ),
    (re.compile(r"^ ?(?:được )?(?:nhận|tiếp nhận)(?: được)?" + _OWN), "received"),
    (re.compile(r"^.{0,40}có hiệu lực"), "effective"),
)


def _term(match: Match, context: Context) -> Deadline:
    atom = match.of("N")[0]
    amount, unit = number(atom.parts["n"]), _UNITS[atom.parts["u"]]
    if atom.parts["u"] == "quý":
        amount *= 3
    event = match.parts.get("event")
    anchor: Anchor | None = None if event is None else next((a for p, a in _ANCHORS if p.search(event)), "event")
    start = context.issued_on if anchor == "signed" else None
    due = term_end(start, amount, unit) if start else None
    return Deadline("relative", due, anchor=anchor, amount=amount, unit=unit)  # type: ignore[arg-type]  # unit is one of _UNITS


def term_end(start: dt.date, amount: int, unit: str) -> dt.date:
    """The last day of a term as counted from a day that is itself not counted; no shift for days off."""
    if unit == "working_days":
        return Calendar.standard().add_working_days(start, amount)
    if unit in ("months", "years"):
        year, month = divmod(start.year * 12 + start.month - 1 + amount * (12 if unit == "years" else 1), 12)
        return dt.date(year, month + 1, min(start.day, month_end(year, month + 1).day))
    days = {"hours": -(-amount // 24), "days": amount, "weeks": amount * 7}[unit]
    return start + dt.timedelta(days=days)


def _first_then(match: Match, context: Context) -> Deadline:
    first = _period(match, context)
    again = recurring(match.atoms, match.words, context, default="yearly")
    return Deadline("recurring", first.due if first else None, frequency=again.frequency, rule=again.rule)


def _recurring(match: Match, context: Context) -> Deadline:
    return recurring(match.atoms, match.words, context, match.parts, time_of(match.atoms))


def _windows(match: Match, context: Context) -> Deadline:
    months = windows(match.atoms, match.words)
    return Deadline("recurring", frequency="several", rule=f"FREQ=YEARLY;BYMONTH={','.join(map(str, months))}")


def _half_yearly(match: Match, context: Context) -> Deadline | None:
    if not re.search(r"(?:6|sáu) tháng", match.words):
        return None
    return Deadline("recurring", frequency="half-yearly", rule="FREQ=YEARLY;BYMONTH=6,12")


def _frequencies(match: Match, context: Context) -> Deadline:
    named = {frequency_of(atom)[0] for atom in match.of("F")} | ({"yearly"} if match.of("Y") else set())
    rest = re.sub(r"(?:0?6|sáu) tháng", "", match.words)
    six = rest != match.words
    if six and named <= {"half-yearly", "yearly"} and not re.search(r"quý|tháng|tuần", rest):
        every_year = re.search(r"(?:hằng|hàng|mỗi) năm", rest) is not None
        return Deadline("recurring", frequency="several" if every_year else "half-yearly", rule="FREQ=YEARLY;BYMONTH=6,12")
    return Deadline("recurring", frequency="several")


def _rhythm_only(match: Match, context: Context) -> Deadline:
    return recurring(match.of("F"), "", context)


def _by_unit(match: Match, context: Context) -> Deadline:
    frequency, rule = frequency_of_unit(match.parts["unit"])
    return Deadline("recurring", frequency=frequency, rule=rule)


def _bare_year(match: Match, context: Context) -> Deadline:
    return Deadline("period", dt.date(int(match.parts["year"]), 12, 31))


def _this(match: Match, context: Context) -> Deadline:
    """ "trong tuần", "trong năm", "hôm nay": the running unit of the document's own day."""
    today = context.issued_on
    if match.parts.get("day") or match.parts.get("unit") == "ngày":
        ahead = 1 if match.parts.get("day", "").endswith("mai") else 0
        return Deadline("date", today + dt.timedelta(days=ahead) if today else None, time=time_of(match.atoms))
    return Deadline("period", this_end(match.parts["unit"], context))


_VALUES: dict[str, Callable[[Match, Context], Deadline | None]] = {
    "day": _day,
    "future-day": _future_day,
    "future-range": _future_range,
    "range": _range,
    "period": _period,
    "before-period": _before_period,
    "fixed": _fixed,
    "event": _event,
    "term": _term,
    "first-then": _first_then,
    "recurring": _recurring,
    "windows": _windows,
    "half-yearly": _half_yearly,
    "frequencies": _frequencies,
    "this": _this,
    "rhythm-only": _rhythm_only,
    "by-unit": _by_unit,
    "bare-year": _bare_year,
}
