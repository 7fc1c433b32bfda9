"""Parts of a page recognised apart: what reaches over the edge of the page is cut to it."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from tracking.reading.strips import recognised_apart


def page_with(text: str) -> np.ndarray:
    picture = Image.new("L", (900, 400), 255)
    font = ImageFont.load_default(size=40)
    ImageDraw.Draw(picture).text((60, 300), text, fill=0, font=font)
    return np.asarray(picture)


@pytest.mark.slow
def test_a_part_that_reaches_over_the_edge_is_cut_to_the_page() -> None:
    found = recognised_apart(page_with("THANG 2026"), [(-20, 250, 1200, 900), (0, 500, 900, 700)], 6, 0, trimmed=False)
    assert "2026" in [word.text for word in found]
    assert all(0 <= word.x0 < word.x1 <= 900 and 250 <= word.top < word.bottom <= 400 for word in found)


def test_parts_off_the_page_hold_no_words() -> None:
    assert recognised_apart(page_with("THANG"), [(0, 500, 900, 700), (950, 0, 990, 300)], 6, 0) == []
