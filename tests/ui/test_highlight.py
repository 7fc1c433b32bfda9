"""Quoted words are found in the lines of a source, whatever the spaces and line breaks; no character is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.parts.highlight import highlighted


def test_a_quote_is_found_over_two_lines_and_other_spaces() -> None:
    lines = ["Giao Sở Tài chính chủ trì,", "phối  hợp các đơn vị lập dự toán."]
    found = highlighted(lines, [(7, "chủ trì, phối hợp các đơn vị")])
    assert [[(piece.text, piece.duty) for piece in line] for line in found] == [
        [("Giao Sở Tài chính ", None), ("chủ trì,", 7)],
        [("phối  hợp các đơn vị ", 7), ("lập dự toán.", None)],
    ]


def test_a_quote_that_is_not_there_marks_nothing() -> None:
    assert [piece.duty for line in highlighted(["Một dòng"], [(1, "dòng khác")]) for piece in line] == [None]


def test_equal_quotes_are_marked_one_after_another() -> None:
    found = highlighted(["Báo cáo hằng tháng."], [(1, "Báo cáo hằng tháng."), (2, "Báo cáo hằng tháng.")])
    assert [piece.duty for piece in found[0]] == [1]


@given(st.lists(st.text()), st.lists(st.tuples(st.integers(1, 9), st.text())))
def test_no_character_is_lost(lines: list[str], quotes: list[tuple[int, str]]) -> None:
    assert ["".join(piece.text for piece in line) for line in highlighted(lines, quotes)] == lines
