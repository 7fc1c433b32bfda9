"""Roman numerals."""

from __future__ import annotations

import pytest

from drafting.roman import roman


@pytest.mark.parametrize(
    ("number", "figures"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (49, "XLIX"), (89, "LXXXIX"), (1994, "MCMXCIV")]
)
def test_a_number_is_written_in_roman_figures(number: int, figures: str) -> None:
    assert roman(number) == figures


@pytest.mark.parametrize("number", [0, -3])
def test_what_is_not_counted_has_no_figures(number: int) -> None:
    assert roman(number) == ""
