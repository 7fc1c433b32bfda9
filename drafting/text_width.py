"""How wide words stand in Times New Roman, and where a line of given width breaks: for rules drawn in proportion to a line."""

from __future__ import annotations

import functools
import json
from importlib.resources import files

from drafting.format import MM_PER_POINT
from drafting.orthography import nfc

LINE_HEIGHT = 1.15
"""A single-spaced line of this face, in parts of its size."""

_EM = 2048
_ELSE = "n"
"""A character the table does not know is taken as wide as this letter."""


def width_mm(text: str, size_pt: float, *, bold: bool = False, italic: bool = False) -> float:
    """The width of the text on one line, without kerning, as Word sets it by default."""
    widths = _widths(("bold_italic" if italic else "bold") if bold else ("italic" if italic else "regular"))
    return sum(widths.get(char, widths[_ELSE]) for char in nfc(text)) / _EM * size_pt * MM_PER_POINT


def lines(text: str, room_mm: float, size_pt: float, *, bold: bool = False, italic: bool = False) -> list[str]:
    """The lines the text breaks into at spaces; a word wider than the room stands alone. At least one line."""
    broken = [""]
    for word in text.split(" "):
        longer = f"{broken[-1]} {word}" if broken[-1] else word
        if not broken[-1] or width_mm(longer, size_pt, bold=bold, italic=italic) <= room_mm:
            broken[-1] = longer
        else:
            broken.append(word)
    return broken


def even_room_mm(text: str, room_mm: float, size_pt: float, *, bold: bool = False, italic: bool = False) -> float:
    """The narrowest room that breaks the text into no more lines than `room_mm` does, so that its lines are of like length."""
    count = len(lines(text, room_mm, size_pt, bold=bold, italic=italic))
    low, high = 0.0, room_mm
    while high - low > 0.5:
        middle = (low + high) / 2
        broken = lines(text, middle, size_pt, bold=bold, italic=italic)
        fits = len(broken) <= count and all(width_mm(line, size_pt, bold=bold, italic=italic) <= middle for line in broken)
        low, high = (low, middle) if fits else (middle, high)
    return high


@functools.cache
def _widths(face: str) -> dict[str, int]:
    table = json.loads(files("templates").joinpath("metrics.json").read_text("utf-8"))[face]
    return {char: int(width) for width, chars in table.items() for char in chars}
