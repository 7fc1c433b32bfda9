"""Paragraphs far longer than any that offices write, parted where a sentence ends, so that one paragraph never holds up the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracking.reading import limits, refusals
from tracking.reading.page import Block, Cell, Line, Page, Pages, Table, lines_of

_SENTENCE_END = re.compile(r"(?<=[.;:!?])\s")


def with_long_lines_parted(pages: Pages, name: str) -> Pages:
    """The pages with such paragraphs in parts, no character lost. InvalidInput where one is longer than any text of sentences."""
    longest = max((len(line.text) for line in lines_of(tuple(pages.blocks()))), default=0)
    if longest <= limits.LINE_CHARACTERS:
        return pages
    if longest > limits.LINE_CHARACTERS * 10:
        raise refusals.hostile(name, f"một đoạn văn dài {longest} ký tự, không phải văn bản hành chính")
    return replace(pages, pages=tuple(_page(page) for page in pages.pages))


def _page(page: Page) -> Page:
    return replace(page, blocks=tuple(part for block in page.blocks for part in _parts(block)))


def _parts(block: Block) -> Iterator[Block]:
    if isinstance(block, Table):
        yield replace(block, rows=tuple(tuple(_cell(cell) for cell in row) for row in block.rows))
    elif len(block.text) <= limits.LINE_CHARACTERS:
        yield block
    else:
        yield from _sentences(block)


def _cell(cell: Cell) -> Cell:
    return replace(cell, blocks=tuple(part for block in cell.blocks for part in _parts(block)))


def _sentences(line: Line) -> Iterator[Line]:
    """The line in parts of at most so many characters; the places of single words are kept with none of them."""
    start, size = 0, limits.LINE_CHARACTERS
    while start < len(line.text):
        stop = min(start + size, len(line.text))
        if stop < len(line.text):
            ends = [match.end() for match in _SENTENCE_END.finditer(line.text, start, stop)]
            stop = ends[-1] if ends else stop
        yield replace(line, text=line.text[start:stop], words=(), marker=line.marker if start == 0 else None)
        start = stop
