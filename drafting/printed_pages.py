"""On which printed page each paragraph begins: found in the PDF that LibreOffice makes of the document."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2

from drafting.libreoffice import convert
from drafting.orthography import fold
from drafting.word import Word

_KEY_LENGTHS = (60, 30, 14)


def pages_of(path: Path, word: Word, indexes: Sequence[int]) -> dict[int, int]:
    """Paragraph index → page, from 1, for those paragraphs whose words are found. Raises PartMissing without LibreOffice."""
    texts = _page_texts(path)
    wanted = set(indexes)
    found: dict[int, int] = {}
    page = offset = 0
    for paragraph in word.paragraphs:
        key = _squeezed(paragraph.words)
        place = _seek(texts, key, page, offset) if key else None
        if place is not None:
            page, offset = place
        if paragraph.index in wanted and texts:
            found[paragraph.index] = page + 1
    return found


def _seek(texts: Sequence[str], key: str, page: int, offset: int) -> tuple[int, int] | None:
    """Where the words begin at or after a place; shorter beginnings are tried where the whole is broken over pages."""
    for length in _KEY_LENGTHS:
        piece = key[:length]
        for number in range(page, min(page + 3, len(texts))):
            at = texts[number].find(piece, offset if number == page else 0)
            if at >= 0:
                return number, at
        if len(key) <= length:
            continue
    return None


def _page_texts(path: Path) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="dondoc-") as scratch:
        pdf = convert(path, "pdf", Path(scratch))
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [_squeezed(document[number].get_textpage().get_text_range()) for number in range(len(document))]
        finally:
            document.close()


def _squeezed(text: str) -> str:
    return fold(text).replace(" ", "")
