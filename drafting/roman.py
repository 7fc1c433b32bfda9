"""Roman numerals, as parts, sections and annexes are numbered and as Word counts a list."""

from __future__ import annotations

_FIGURES = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def roman(number: int) -> str:
    """The Roman numeral of a number; "" for 0 and below."""
    out = ""
    for worth, letters in _FIGURES:
        times, number = divmod(number, worth) if number > 0 else (0, number)
        out += letters * times
    return out
