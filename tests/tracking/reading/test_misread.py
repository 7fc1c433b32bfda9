"""Words that recognition takes for others."""

from __future__ import annotations

import numpy as np
import pytest

from tracking.reading.misread import put_right
from tracking.reading.ocr import Found


def words(*texts: str) -> list[Found]:
    return [Found(text, 30 * at, 0, 30 * at + 24, 20, 1, 20.0, 20.0, 0.9) for at, text in enumerate(texts)]


def drawn(strokes: int) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    page = np.full((20, 40), 255, np.uint8)
    for at in range(strokes):
        page[2:18, 3 + 7 * at : 6 + 7 * at] = 0
    return page


@pytest.mark.parametrize(
    ("read", "strokes", "right"), [("II", 3, "III"), ("I,", 2, "II,"), ("II", 2, "II"), ("II", 1, "II"), ("I", 4, "I")]
)
def test_lost_strokes_of_a_roman_figure_are_counted_in_the_picture(read: str, strokes: int, right: str) -> None:
    assert [word.text for word in put_right(drawn(strokes), [Found(read, 0, 0, 32, 20, 1, 20.0, 20.0, 0.9)])] == [right]


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("trước ngày 05 hăng tháng.", "trước ngày 05 hằng tháng."),
        ("trước ngày 25 bằng tháng", "trước ngày 25 hằng tháng"),
        ("kinh phí bằng năm trước", "kinh phí bằng năm trước"),
        ("định kỳ hàng quý", "định kỳ hàng quý"),
        ("xếp hạng năm 2026", "xếp hạng năm 2026"),
        ("hăng hái tham gia", "hăng hái tham gia"),
    ],
)
def test_each_month_is_put_right_and_other_words_stay(read: str, right: str) -> None:
    assert " ".join(word.text for word in put_right(drawn(0), words(*read.split()))) == right
