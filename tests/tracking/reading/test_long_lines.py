"""Paragraphs of endless length are parted at sentence ends, and nothing of them is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.errors import InvalidInput
from tracking.reading import limits
from tracking.reading.long_lines import with_long_lines_parted
from tracking.reading.page import Cell, Line, Page, Pages, Table, lines_of


def pages(*blocks: Line | Table) -> Pages:
    return Pages((Page(1, blocks, "text"),))


def test_pages_of_usual_lines_stay_as_they_are() -> None:
    usual = pages(Line("Sở Nội vụ rà soát. " * 900))
    assert with_long_lines_parted(usual, "a.txt") is usual


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 60), st.sampled_from(["Sở Nội vụ rà soát danh mục. ", "không có dấu nào cả ", "a;b! c? "]))
def test_no_letter_is_lost_and_no_part_is_too_long(times: int, sentence: str) -> None:
    text = sentence * (times * 3000 // len(sentence) + 1)
    parts = list(with_long_lines_parted(pages(Line(text, marker="1.")), "a.txt").blocks())
    assert "".join(part.text for part in parts if isinstance(part, Line)) == text
    assert all(len(part.text) <= limits.LINE_CHARACTERS for part in parts if isinstance(part, Line))
    assert [part.marker for part in parts if isinstance(part, Line)] == ["1.", *[None] * (len(parts) - 1)]


def test_a_cell_is_parted_too() -> None:
    long = Line("Rà soát danh mục thủ tục. " * 1500)
    (table,) = with_long_lines_parted(pages(Table(((Cell((long,), 0, 0),),))), "a.docx").blocks()
    assert "".join(line.text for line in lines_of((table,))) == long.text
    assert len(list(lines_of((table,)))) > 1


def test_what_is_ten_times_as_long_is_no_document() -> None:
    with pytest.raises(InvalidInput, match="không phải văn bản hành chính"):
        with_long_lines_parted(pages(Line("a" * (limits.LINE_CHARACTERS * 10 + 1))), "a.txt")
