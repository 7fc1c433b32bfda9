"""Words as they were typed or pasted, made fit to print: composed, single spaces, no control characters of other programs."""

from __future__ import annotations

import datetime as dt
import unicodedata

from drafting.dates import first_date
from drafting.orthography import squash


def tidy(text: object) -> str:
    """The words; control characters part words, invisible ones (soft hyphens, joiners) go. "" for nothing."""
    return squash("".join(_kept(char) for char in str(text or "")))


def tidy_lines(text: object) -> list[str]:
    """The lines that say something, each tidy."""
    return [line for line in map(tidy, str(text or "").splitlines()) if line]


def day_said(text: object) -> dt.date | None:
    """The day that the words say; None for nothing. Raises ValueError with the sentence to show."""
    said = str(text or "").strip()
    day = first_date(said) if said else None
    if said and day is None:
        raise ValueError(f"«{said}» không phải là ngày. Viết ngày/tháng/năm, ví dụ 05/9/2026.")
    return day


def _kept(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cc":
        return " "
    return "" if category in ("Cf", "Cs", "Cn") else char
