"""The words of a PDF page's text layer, as the page shows them: place, size and face of each."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as pdfium

from drafting.orthography import nfc
from tracking.reading import legacy_fonts
from tracking.reading.tokens import Token

Point = tuple[float, float]
Place = Callable[[float, float], Point]

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RULE = re.compile(r"[_\-–—]{4,}")
"""A rule drawn with characters; it says nothing."""
_HYPHENS = {0x02, 0xFFFE}
_ITALIC_FLAG = 64
_BOLD_WEIGHT = 600
_LEANING = 0.4
"""Rise over run from which a letter leans (22 degrees)."""
_APART, _JUMP = 0.12, 2.0
"""White between letters that run aslant, as shares of their size: from the first a space, from the second another stretch."""


@dataclass(slots=True)
class _Word:
    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    bold: bool
    italic: bool
    font: str


def place_on(page: Any) -> Place:
    """A function from the PDF's own coordinates of this page to points from the top left of the page as it is shown."""
    left, bottom, right, top = page.get_cropbox(fallback_ok=True)
    turn = page.get_rotation()

    def upright(x: float, y: float) -> Point:
        return x - left, top - y

    def quarter(x: float, y: float) -> Point:
        return y - bottom, x - left

    def half(x: float, y: float) -> Point:
        return right - x, y - bottom

    def three_quarters(x: float, y: float) -> Point:
        return top - y, right - x

    return {90: quarter, 180: half, 270: three_quarters}.get(turn, upright)


def _directions(place: Place) -> tuple[Point, Point]:
    """Where one step to the right and one step up in the PDF's own coordinates lead on the page as it is shown."""
    (x, y), (xr, yr), (xu, yu) = place(0, 0), place(1, 0), place(0, 1)
    return (xr - x, yr - y), (xu - x, yu - y)


class TextLayer:
    """Reads the words of one page after another; keeps what it has learned about fonts."""

    def __init__(self) -> None:
        self._faces: dict[tuple[bytes, int, int], tuple[bool, bool, str]] = {}
        self._buffer = ctypes.create_string_buffer(256)
        self._flags = ctypes.c_int()
        self._matrix = pdfium.FS_MATRIX()

    def tokens(self, page: Any) -> tuple[list[Token], list[Token]]:
        """The words of the page in the order of its content, text in NFC, old fonts converted; and the stretches written aslant.

        Notes that climb along a margin and watermarks are no part of the lines they cross. A page that is written aslant as a
        whole gives all its words, and is then told by what they make.
        """
        text_page = page.get_textpage()
        try:
            words, aslant = self._words(text_page, place_on(page), page.get_size())
        finally:
            text_page.close()
        if sum(len(word.text) for word in aslant) > sum(len(word.text) for word in words):
            words, aslant = words + aslant, []
        return [_token(word) for word in words if not _RULE.fullmatch(word.text)], [_token(run) for run in _runs(aslant)]

    def _words(self, text_page: Any, place: Place, size: Point) -> tuple[list[_Word], list[_Word]]:
        words: list[_Word] = []
        aslant: list[_Word] = []
        right, up = _directions(place)
        box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        seen: set[tuple[int, int, int]] = set()
        current: _Word | None = None
        raw = text_page.raw
        for index in range(text_page.count_chars()):
            code = pdfium.FPDFText_GetUnicode(raw, index)
            char = "-" if code in _HYPHENS else chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else ""
            if not char or char.isspace():
                current = None
                continue
            if unicodedata.combining(char) and current is not None:
                current.text += char
                continue
            if unicodedata.category(char) in ("Cc", "Cf", "Cn"):
                continue
            pdfium.FPDFText_GetLooseCharBox(raw, index, box)
            pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
            (xa, ya), (xb, yb) = place(box.left, box.top), place(box.right, box.bottom)
            x0, x1, top, bottom = min(xa, xb), max(xa, xb), min(ya, yb), max(ya, yb)
            base = place(x.value, y.value)[1]
            if x1 < 0 or bottom < 0 or x0 > size[0] or top > size[1]:
                current = None
                continue
            key = (code, round(x0 * 1.2), round(base * 1.2))
            if key in seen:
                continue
            seen.add(key)
            points = self._points(raw, index)
            if self._leans(right, up):
                aslant.append(_Word(char, x0, top, x1, bottom, base, points, False, False, ""))
                current = None
                continue
            if current is not None and _goes_on(current, x0, base, points):
                raised = points < 0.78 * current.size and base < current.base - 0.12 * current.size
                current.text += char.translate(_RAISED) if raised else char
                current.x1, current.top, current.bottom = max(current.x1, x1), min(current.top, top), max(current.bottom, bottom)
                continue
            bold, italic, font = self._face(raw, index)
            current = _Word(char, x0, top, x1, bottom, base, points, bold, italic, font)
            words.append(current)
        return words, aslant

    def _leans(self, right: Point, up: Point) -> bool:
        """Whether the letter whose matrix was just asked for runs up or down the page rather than across it."""
        across = self._matrix.a * right[0] + self._matrix.b * up[0]
        down = self._matrix.a * right[1] + self._matrix.b * up[1]
        return bool(abs(down) > _LEANING * abs(across))

    def _points(self, raw: Any, index: int) -> float:
        """The size of a letter as the page shows it: its font's, scaled by the matrix it is drawn with."""
        size = float(pdfium.FPDFText_GetFontSize(raw, index))
        if not pdfium.FPDFText_GetMatrix(raw, index, self._matrix):
            self._matrix.a, self._matrix.b = 1.0, 0.0
            return size
        scale = math.hypot(self._matrix.c, self._matrix.d)
        return size * scale if scale else size

    def _face(self, raw: Any, index: int) -> tuple[bool, bool, str]:
        length = pdfium.FPDFText_GetFontInfo(raw, index, self._buffer, 256, self._flags)
        name = self._buffer.raw[: max(min(length, 256) - 1, 0)]
        weight = pdfium.FPDFText_GetFontWeight(raw, index)
        key = (name, self._flags.value, weight)
        if key not in self._faces:
            shown = name.decode("utf-8", "replace")
            shown = shown.split("+", 1)[-1]
            low = shown.lower()
            bold = any(sign in low for sign in ("bold", "black", "heavy", "demi")) or weight >= _BOLD_WEIGHT
            italic = "italic" in low or "oblique" in low or (bool(self._flags.value & _ITALIC_FLAG) and "roman" not in low)
            self._faces[key] = (bold, italic, shown)
        return self._faces[key]


def _runs(letters: list[_Word]) -> list[_Word]:
    """Letters that run aslant as stretches of words, in the order in which they are drawn; a gap parts words, a jump stretches."""
    runs: list[_Word] = []
    before: _Word | None = None
    for letter in letters:
        gap = _between(before, letter) / max(letter.size, 1.0) if before else _JUMP
        before = replace(letter)
        if gap >= _JUMP:
            runs.append(letter)
            continue
        run = runs[-1]
        run.text += f" {letter.text}" if gap > _APART else letter.text
        run.x0, run.x1 = min(run.x0, letter.x0), max(run.x1, letter.x1)
        run.top, run.bottom = min(run.top, letter.top), max(run.bottom, letter.bottom)
        run.base = run.bottom
    return runs


def _between(one: _Word, other: _Word) -> float:
    """The white between two letters, along or across the page, whichever is more."""
    return max(other.top - one.bottom, one.top - other.bottom, other.x0 - one.x1, one.x0 - other.x1)


def _goes_on(word: _Word, x0: float, base: float, size: float) -> bool:
    """Whether a character at this place belongs to the word before it; a raised small digit does."""
    gap = x0 - word.x1
    return -0.6 * word.size < gap < 0.22 * word.size and abs(base - word.base) < 0.5 * word.size and size < 1.6 * word.size


def _token(word: _Word) -> Token:
    encoding = legacy_fonts.encoding_of_font(word.font, word.text)
    text = legacy_fonts.to_unicode(word.text, encoding) if encoding else word.text
    return Token(nfc(text), word.x0, word.top, word.x1, word.bottom, word.base, word.size, word.bold, word.italic)
