"""The line of place and day: "Bình Hòa, ngày 05 tháng 3 năm 2026" (Nghị định 30/2020/NĐ-CP, Phụ lục I.II.4), blank or damaged too."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from tracking.structure.flat import LOWER, UPPER, is_capitals

DATE_LINE = re.compile(
    r"\b(?:n?g[a-z]y|ng[a-z]|nga[a-z]|n[a-z]ay)(?P<day>[^a-z]{0,14}?(?:[0-9ilo]{2}|[a-z]{1,2}(?=[^a-z]))?[^a-z]{0,12}?)"
    r"(?:th[a-z]n?g|t[a-z]ang|than[a-z]|[a-z]hang)(?P<month>[^a-z]{0,14}?(?:[0-9ilo]{2}|[a-z](?=[^a-z]))?[^a-z]{0,12}?)(?:n[a-z]m|na[a-z]|(?<=\s)am(?=\s+(?:19|20)\d\d))"
    r"(?P<year>[^a-z0-9]{0,6}(?:\d(?:\s?\d){3}|20(?:\d[ilo]|[ilo]\d))(?![\da-z])|)"
)
"""For text without marks, one letter of each word forgiven. The three gaps hold what was printed, written by hand or left blank."""

_SHORT_DAY = re.compile(r"ngay\s+(?P<day>\d{1,2})\s?[/.\-]\s?(?P<month>\d{1,2})\s?[/.\-]\s?(?P<year>\d{4})\s*\.?\s*$")
_PLACE_JOINTS = ("-", "–")
_CLASS_ENDS = ("phố", "xã", "trấn", "khu")
"""Second syllables of class words ("Thành phố Hồ Chí Minh"), small inside the name of a place."""
_PLACE_SHORT = ("TP", "TX", "TT", "Q", "H", "P")
_HOUR = re.compile(r",?\s*(?:vào\s+)?(?:hồi|lúc)\s*\d{1,2}\s*(?:giờ|h|g|:)\s*(?:\d{1,2}\s*(?:phút|ph|p)?)?\s*,?\s*$", re.IGNORECASE)
"""The hour that an urgent telegram gives before its day."""
_CONFUSED = str.maketrans("ilo", "110")
_DIGITS = re.compile(r"\d+")
_APART = re.compile(r"(?<=\d)\s(?=\d)")
"""Digits of one figure that a scan set apart ("ngày 0 4 tháng 5 năm 20 10")."""
_SMALL_PLACE = re.compile(rf"^\W*(?P<place>[{UPPER}][{LOWER}]+(?:\s(?!ngày|hồi|lúc)[{LOWER}]{{2,}}){{1,2}})\s*,\s*$")
"""A place alone before the day whose later words lost their capitals ("Hà nội, ngày …")."""


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line of place and day as printed. day, month, year: None where blank; doubtful: something stands in the
    place of the day that cannot be trusted (handwriting, damage); hint: the digits that can be seen there."""

    place: str | None
    day: int | None
    month: int | None
    year: int | None
    doubtful: bool
    hint: str
    words: str

    @property
    def date(self) -> dt.date | None:
        """The day, where all of it can be read and the calendar has it."""
        if self.doubtful or self.day is None or self.month is None or self.year is None:
            return None
        try:
            return dt.date(self.year, self.month, self.day)
        except ValueError:
            return None

    def allows(self, day: dt.date) -> bool:
        """Whether a day known from elsewhere agrees with everything that can be read here."""
        return (
            self.month in (None, day.month)
            and self.year in (None, day.year)
            and (self.day in (None, day.day) if not self.doubtful else self.hint in f"{day.day:02d}")
        )


def read_date_line(text: str, bare: str) -> DateLine | None:
    """The line of place and day in the text (bare: the text without marks); None where there is none."""
    match = DATE_LINE.search(bare) or _SHORT_DAY.search(bare)
    if match is None:
        return None
    printed = {name: _APART.sub("", match[name].translate(_CONFUSED)) for name in ("day", "month", "year")}
    day, month, year = (_DIGITS.findall(words) for words in printed.values())
    hour = _HOUR.search(text[: match.start()])
    end = hour.start() if hour else match.start()
    start = place_before(text, end)
    place = text[start:end].strip(" ,.;:*_|`") if start is not None else None
    if place and (slipped := _SMALL_PLACE.match(text[:end])):
        place = " ".join(word.capitalize() for word in slipped["place"].split())
    clean = _is_clean(printed["day"])
    return DateLine(
        place=place or None,
        day=int(day[0]) if len(day) == 1 and 1 <= int(day[0]) <= 31 else None,
        month=int(month[0]) if len(month) == 1 and 1 <= int(month[0]) <= 12 and _is_clean(printed["month"]) else None,
        year=int(year[0]) if len(year) == 1 and 1945 <= int(year[0]) <= 2100 else None,
        doubtful=not clean or not _is_clean(printed["month"]),
        hint="".join(day),
        words=text[start if start is not None else match.start() : match.end()].strip(),
    )


def place_before(text: str, end: int) -> int | None:
    """Where the name of a place that stands right before `end` begins; None where no name stands there.

    Names are words with a capital ("Bà Rịa - Vũng Tàu", "Phường 3"); abbreviations in capitals ("HĐND") end them.
    """
    before = text[:end].rstrip(" ,.;:…\u00a0")
    if slipped := _SMALL_PLACE.match(text[:end]):
        return slipped.start("place")
    words = list(re.finditer(r"[^\s/)(]+", before))
    capitals = is_capitals(before[-30:])
    first = len(words)
    while (
        first > 0
        and len(words) - first < 8
        and (not before[words[first - 1].end() :].startswith(("/", ")")))
        and not before[: words[first - 1].start()].endswith("/")
        and _in_place(words[first - 1].group(), capitals)
    ):
        first -= 1
    while first < len(words) and (not words[first].group().lstrip("*_|`")[:1].isupper() or len(words[first].group()) == 1):
        first += 1
    return words[first].start() if first < len(words) else None


def _in_place(word: str, capitals: bool) -> bool:
    bare = word.strip(".,'’*_|`")
    if bare in _CLASS_ENDS or bare in _PLACE_JOINTS or bare.isdigit() or bare in _PLACE_SHORT:
        return True
    return bare[:1].isupper() and (capitals or bare[1:].islower() or bare.istitle() or "." in bare)


def _is_clean(gap: str) -> bool:
    """Whether the gap is blank (spaces, dots) or holds digits with nothing but spaces and dots around."""
    return re.fullmatch(r"[\s.…_,:;'’]*(?:\d{1,2}[-–]?)?[\s.…_,:;'’]*", gap) is not None
