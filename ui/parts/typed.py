"""Words as they were typed or pasted, made fit to print: composed, single spaces, no control characters of other programs."""

from __future__ import annotations

import unicodedata

from drafting.orthography import squash


def tidy(text: object) -> str:
    """The words; control characters part words, invisible ones (soft hyphens, joiners) go. "" for nothing."""
    return squash("".join(_kept(char) for char in str(text or "")))


def tidy_lines(text: object) -> list[str]:
    """The lines that say something, each tidy."""
    return [line for line in map(tidy, str(text or "").splitlines()) if line]


def _kept(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cc":
        return " "
    return "" if category in ("Cf", "Cs", "Cn") else char
