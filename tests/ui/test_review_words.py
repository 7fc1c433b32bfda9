"""How sure a reading is, and what it left open, is told in words; two times for one duty are both told with their places."""

from __future__ import annotations

from typing import Any

import pytest

from tracking.screens.directives import Proposal
from ui.pages.review_grid import row_of
from ui.parts.review_card import doubts
from ui.parts.review_statements import two_times


def proposal(**fields: Any) -> Proposal:
    base: dict[str, Any] = {
        "id": 1,
        "version": 1,
        "position": 0,
        "part": 0,
        "ordinal": "1",
        "text": "Rà soát biên chế",
        "owners": ("Sở Nội vụ",),
        "coordinators": (),
        "deadline": {"kind": "none", "text": ""},
        "deliverable": "",
        "quote": "",
        "spans": (),
        "reasons": (),
        "confidence": 0.97,
        "missing": (),
        "state": "proposed",
    }
    return Proposal(**(base | fields))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, []),
        ({"owners": (), "missing": ("owner",)}, ["chưa rõ đơn vị chủ trì"]),
        ({"confidence": 0.4}, ["chưa chắc là việc được giao"]),
        ({"confidence": 0.8, "missing": ("deliverable",)}, ["chưa chắc đúng từng chữ, đối chiếu với văn bản"]),
        ({"confidence": 0.8, "reasons": ({"field": "confidence", "why": "Hạn chỉ ghi năm."},)}, ["hạn chỉ ghi năm"]),
        ({"confidence": 0.8, "unknown": ("Sở Lạ",)}, ["«Sở Lạ» không có trong danh sách cơ quan"]),
    ],
)
def test_a_doubt_is_told_in_words(fields: dict[str, Any], words: list[str]) -> None:
    assert doubts(proposal(**fields)) == words


def test_two_times_for_one_duty_are_told_with_their_places_and_one_is_not() -> None:
    first = {"field": "deadline", "words": "trước ngày 15/12/2026", "why": "câu giao việc", "span": {"page": 2, "box": [0, 0, 1, 1]}}
    second = {"field": "deadline", "words": "31/12/2026", "why": "phụ lục dòng 4", "span": None}
    found = proposal(reasons=(first, second))
    assert two_times(found) == [("trước ngày 15/12/2026", "trang 2"), ("31/12/2026", "phụ lục dòng 4")]
    assert "trước ngày 15/12/2026 (trang 2)" in row_of(found)["doubt"]["deadline"]
    assert two_times(proposal(reasons=(first, first))) == []


def test_the_grid_marks_the_cell_that_is_in_doubt() -> None:
    row = row_of(proposal(owners=(), missing=("owner",), confidence=0.5))
    assert set(row["doubt"]) == {"owners", "text"}
    assert (row["status"], row["unsure"]) == ("Cần xem kỹ", True)
    assert row_of(proposal(state="confirmed"))["doubt"] == {}
