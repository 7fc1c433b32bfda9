"""The common value of every reader: a source as pages of lines and tables, the text as found (NFC).

Word, PDF, scans, web pages and plain text all end here. Nothing in a `Page` is interpreted: no line is
dropped, joined or moved except that the two columns of a letterhead are given column by column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from tracking.duty import Box

Origin = Literal["word", "pdf", "scan", "html", "text", "sheet", "edxml"]


@dataclass(frozen=True, slots=True)
class Word:
    """One word with its box, in points from the top left; confidence in 0..1 where it was recognised (OCR)."""

    text: str
    box: Box
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, or a whole paragraph where the source knows paragraphs.

    whole: True when `text` is a complete paragraph (Word, HTML); False when it may go on in the next line (PDF, scan).
    marker: the automatic number that Word shows before the text ("1.", "a)", "-"); it is not part of `text`.
    level: the list level of that number, 0 the outermost. size: font size in points. None: the source does not say.
    column: "left" or "right" for the lines of a two-column block (letterhead, signature block), else None.
    goes_on: the print broke the line at the edge of its table cell: the next line of the cell goes on with its words.
    """

    text: str
    page: int = 1
    box: Box | None = None
    words: tuple[Word, ...] = ()
    whole: bool = False
    marker: str | None = None
    level: int | None = None
    bold: bool | None = None
    italic: bool | None = None
    centred: bool | None = None
    size: float | None = None
    indent: float | None = None
    column: Literal["left", "right"] | None = None
    footnote: bool = False
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its lines, and how many rows and columns it covers (merged cells)."""

    blocks: tuple[Block, ...]
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1

    @property
    def text(self) -> str:
        return joined_text(lines_of(self.blocks))


@dataclass(frozen=True, slots=True)
class Table:
    """A table in its place among the lines; rows hold each cell once, at its top left position.

    ruled: False when the table has no visible borders (a layout table such as a letterhead).
    """

    rows: tuple[tuple[Cell, ...], ...]
    page: int = 1
    box: Box | None = None
    ruled: bool = True


Block = Line | Table


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the source; a source without pages is one page with no size. Sizes in points.

    readable: False when the page is a picture from which no text could be got; `note` says why, in Vietnamese.
    """

    number: int
    blocks: tuple[Block, ...]
    origin: Origin
    width: float | None = None
    height: float | None = None
    readable: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """A whole source, with what the reader wants the person to know (Vietnamese sentences).

    stated: what an envelope around the document says of it (edXML): pairs of a name of `DocumentInfo`, or "due",
    "priority", "steering", "answers", "task_codes", and its text; days as YYYY-MM-DD.
    """

    pages: tuple[Page, ...]
    warnings: tuple[str, ...] = ()
    stated: tuple[tuple[str, str], ...] = ()

    def blocks(self) -> Iterator[Block]:
        """All blocks in reading order; every line and table knows its page."""
        for page in self.pages:
            yield from page.blocks


def joined_text(lines: Iterable[Line], *, markers: bool = False) -> str:
    """The words of the lines of a cell: lines that the print broke are one, others stand apart; with automatic markers where asked."""
    out, before = "", None
    for line in lines:
        words = " ".join(f"{line.marker or ''} {line.text}".split()) if markers else line.text
        if words:
            out += (" " if before is not None and before.goes_on else "\n" if before is not None else "") + words
            before = line
    return out


def lines_of(blocks: tuple[Block, ...] | list[Block]) -> Iterator[Line]:
    """Every line of the blocks in reading order, tables walked row by row, nested tables included."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from lines_of(cell.blocks)
