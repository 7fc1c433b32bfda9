"""Vietnamese letters by case, for patterns: a range such as "À-Ỹ" would hold both."""

from __future__ import annotations

import re

_ALL = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1EA0, 0x1EFA))]
UPPER = "A-Z" + "".join(c for c in _ALL if c.isupper())
"""The inside of a character class of capitals."""

LOWER = "a-z" + "".join(c for c in _ALL if c.islower())
"""The inside of a character class of small letters."""


def cased(pattern: str) -> str:
    """A pattern with "‹U›" and "‹L›" inside its character classes written out as capitals and small letters."""
    return pattern.replace("‹U›", UPPER).replace("‹L›", LOWER)


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern of `cased`, compiled."""
    return re.compile(cased(pattern), flags)
