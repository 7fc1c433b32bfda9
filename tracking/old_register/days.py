"""The days of a spreadsheet's cells: real days, serial numbers of Excel, written days, and the empty day of 1970."""

from __future__ import annotations

import datetime as dt
import re

from drafting.dates import first_date
from drafting.orthography import squash
from tracking.duty import Deadline
from tracking.language.deadline import read_field
from tracking.old_register.sheet import Value, plain, words

_EPOCH = dt.date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
_TWO_DIGIT_YEAR = re.compile(r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{2})$")
_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})")
_FIRST_YEAR = 1990


def day_of(value: Value) -> dt.date | None:
    """The day in a cell; None where there is none or it is the empty day that exports write (1970-01-01, 1900-01-00)."""
    found = _any_day(value)
    return found if found is not None and found.year >= _FIRST_YEAR else None


def is_empty_day(value: Value) -> bool:
    """Whether the cell holds a day of before 1990, which is how programs export "no day"."""
    found = _any_day(value)
    return found is not None and found.year < _FIRST_YEAR


def deadline_of(value: Value, issued_on: dt.date) -> Deadline | None:
    """The deadline of a due cell; kind none where it sets none; None where its words are not understood."""
    day = day_of(value)
    if day is not None and not (isinstance(value, str) and re.search(r"[^\W\d_]", value)):
        return Deadline(kind="date", due=day, text=f"{day.day:02d}/{day.month:02d}/{day.year}")
    text = squash(str(value)) if value is not None else ""
    if not text or plain(text) in words()["words"]["undated"] or is_empty_day(value):
        return Deadline(text="")
    found = read_field(text, issued_on)
    if found.deadline.kind == "none":
        return None
    return found.deadline


def _any_day(value: Value) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _EPOCH + dt.timedelta(days=int(value)) if int(value) in _SERIALS or value == 0 else None
    return _written_day(squash(str(value)))


def _written_day(text: str) -> dt.date | None:
    short, iso = _TWO_DIGIT_YEAR.match(text), _ISO.match(text)
    if short:
        day, month, year = (int(part) for part in short.groups())
        return _made(2000 + year, month, day)
    if iso:
        return _made(*(int(part) for part in iso.groups()))
    if re.fullmatch(r"\d{5}", text):
        return _any_day(int(text))
    return first_date(text)


def _made(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
