"""Where the words of each place stand on the printed pages, for showing the line that is being typed on the picture of its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2

from drafting.orthography import fold

_KEY_LENGTHS = (60, 30, 14, 6)
_LINE_GAP = 4.0
"""Points by which the middles of two characters differ that stand on different lines."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The place's words on a page: shares of the page's width and height, from the top left."""

    place: str
    page: int
    left: float
    top: float
    width: float
    height: float


@dataclass
class _Page:
    """The letters of a page without blanks and marks, each with the number of the character that it came from."""

    number: int
    key: str
    origins: list[int]
    sheet: pypdfium2.PdfPage
    text: pypdfium2.PdfTextPage


def marks(document: pypdfium2.PdfDocument, said: Sequence[tuple[str, str]]) -> list[Mark]:
    """A mark for each (place, words) whose words are found, in their order; those not found are left out."""
    pages = [_page(document, number) for number in range(len(document))]
    found: list[Mark] = []
    page = offset = 0
    for place, words in said:
        where = _seek(pages, _squeezed(words), page, offset)
        if where is None:
            continue
        page, offset, length = where
        found.append(_mark(place, pages[page], offset, length))
    return found


def _seek(pages: Sequence[_Page], key: str, page: int, offset: int) -> tuple[int, int, int] | None:
    """(page, offset, letters) at or after a place; shorter beginnings are tried where the whole is broken over pages."""
    for length in _KEY_LENGTHS:
        piece = key[:length]
        for number in range(page, len(pages)) if piece else ():
            at = pages[number].key.find(piece, offset if number == page else 0)
            if at >= 0:
                return number, at, min(len(key), len(pages[number].key) - at) if length == _KEY_LENGTHS[0] else len(piece)
        if len(key) <= length:
            break
    return None


def _mark(place: str, page: _Page, offset: int, length: int) -> Mark:
    boxes = [page.text.get_charbox(origin) for origin in page.origins[offset : offset + length]]
    width, height = page.sheet.get_size()
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    bottom, top = min(box[1] for box in boxes), max(box[3] for box in boxes)
    return Mark(place, page.number + 1, left / width, 1 - top / height, (right - left) / width, (top - bottom) / height)


def _page(document: pypdfium2.PdfDocument, number: int) -> _Page:
    sheet = document[number]
    text = sheet.get_textpage()
    letters: list[str] = []
    origins: list[int] = []
    for origin, char in enumerate(text.get_text_range()):
        for letter in _squeezed(char):
            letters.append(letter)
            origins.append(origin)
    return _Page(number, "".join(letters), origins, sheet, text)


def _squeezed(text: str) -> str:
    return fold(text).replace(" ", "")
