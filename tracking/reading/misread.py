"""Words that recognition is known to take for others, put right where the picture or the words beside them leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from tracking.reading.ocr import Found

Grey = NDArray[np.uint8]

_STROKES = re.compile(r"(I{1,2})([.,;:)]*)")
_MOST = 3
"""Strokes of a Roman figure that stand alike; four are never written."""
_BAND = (0.35, 0.65)
"""The part of a letter's height where upright strokes stand apart, clear of their feet."""
_EACH = re.compile(r"h[ăắẳẵặâấầẩẫậ]ng", re.IGNORECASE)
_PERIODS = ("tháng", "quý", "tuần", "năm")
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])")


def put_right(grey: Grey, words: Sequence[Found]) -> list[Found]:
    """The words with lost strokes of Roman figures counted in the picture ("Quý II" for III), and "hằng" before a period of time."""
    out: list[Found] = []
    for at, word in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) and words[at + 1].line == word.line else None
        figure = _STROKES.fullmatch(word.text)
        if figure:
            out.append(replace(word, text="I" * _strokes(grey, word, len(figure[1])) + figure[2]))
        elif after is not None and after.text.strip(".,;:)").lower() in _PERIODS and _is_each(word, words[max(at - 2, 0) : at]):
            out.append(replace(word, text="hằng"))
        else:
            out.append(word)
    return out


def _strokes(grey: Grey, word: Found, read: int) -> int:
    """How many upright strokes of one thickness the word has; as read where fewer, or where they are not alike."""
    height = word.bottom - word.top
    band = grey[word.top + round(_BAND[0] * height) : word.top + round(_BAND[1] * height), word.x0 : word.x1] < 128
    counts = {int(np.count_nonzero(np.diff(row.astype(np.int8), prepend=0) == 1)) for row in band}
    if len(counts) != 1:
        return read
    steady = np.diff(band.all(axis=0).astype(np.int8), prepend=0, append=0)
    widths = np.flatnonzero(steady == -1) - np.flatnonzero(steady == 1)
    count = counts.pop()
    alike = len(widths) == count and widths.max() <= 2 * widths.min()
    return count if read < count <= _MOST and alike else read


def _is_each(word: Found, before: Sequence[Found]) -> bool:
    """Whether the word before "tháng" or another period can only be "hằng": a form that is no word there, or "bằng" behind a day."""
    if _EACH.fullmatch(word.text):
        return True
    texts = [other.text.lower() for other in before if other.line == word.line]
    return word.text.lower() == "bằng" and len(texts) == 2 and texts[0] == "ngày" and _DAY.fullmatch(texts[1]) is not None
