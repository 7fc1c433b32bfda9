"""A page of words and ruled lines as blocks in reading order: the last step that text PDFs and scans share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from tracking.reading.broken_lines import broken_lines
from tracking.reading.columns import lines_in_order
from tracking.reading.grid import Grid, GridCell
from tracking.reading.page import Block, Cell, Line, Table
from tracking.reading.tokens import Token, line_of, rows_of

_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—.\s]*", re.IGNORECASE)
_NOTE_START = re.compile(r"[\[(]?(?:\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|\*)[\])]?\s*\S")
_NOTE_MARK = re.compile(r"(?<=[^\W\d][^\w\s])[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|(?<=[^\W\d])[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}")
_EDGE = 0.1
_TELLING = 14
"""Characters from which the mean width of a line tells its size."""


@dataclass(slots=True)
class Sheet:
    """One page on its way to blocks: lines and tables in order, what stands in the margins apart."""

    number: int
    width: float
    height: float
    blocks: list[Block] = field(default_factory=list)
    margins: list[Line] = field(default_factory=list)


def sheet_of(
    tokens: Sequence[Token], grids: Sequence[Grid], number: int, width: float, height: float, *, sizes_known: bool = True
) -> Sheet:
    """The page's blocks: tables at their height among the lines, columns one after the other, page numbers put aside.

    `sizes_known` is False for recognised pictures, whose letter sizes are too rough; widths tell footnotes there.
    """
    sheet = Sheet(number, width, height)
    grids = [grid for grid in grids if _is_table(grid, tokens, width)]
    inside: list[list[Token]] = [[] for _ in grids]
    outside: list[Token] = []
    for token in tokens:
        home = next((i for i, grid in enumerate(grids) if holds(grid.box, token)), None)
        (outside if home is None else inside[home]).append(token)
    groups: list[tuple[float, list[Block]]] = []
    for grid, words in zip(grids, inside, strict=True):
        if words:
            groups.append((grid.box[1], [table_of(grid, words, number)]))
    rows = rows_of(outside)
    for at, lines in lines_in_order(rows, number, width):
        sheet.margins += [line for line in lines if _is_page_number(line, width, height)]
        kept: list[Block] = [line for line in lines if not _is_page_number(line, width, height)]
        if kept:
            groups.append((at, kept))
    groups.sort(key=lambda group: group[0])
    sheet.blocks = [block for _, blocks in groups for block in blocks]
    sheet.blocks = _with_footnotes(sheet.blocks, height, sizes_known)
    return sheet


def _is_table(grid: Grid, tokens: Sequence[Token], width: float) -> bool:
    """Whether crossing lines are a table and not a stamp, a logo or a flourish: wide enough, with words in a good part of its cells."""
    inside = [token for token in tokens if holds(grid.box, token)]
    if len(inside) < 4 or not is_wide(grid, width):
        return False
    return len({_cell_at(grid.cells, token) for token in inside}) >= 0.3 * len(grid.cells)


def is_wide(grid: Grid, width: float) -> bool:
    """Whether crossing lines are wide enough for a table on a page so wide; a narrow one is the box of a stamp or a note."""
    rows = max(cell.row for cell in grid.cells) + 1
    return grid.box[2] - grid.box[0] >= (0.25 if rows > 1 else 0.5) * width


def table_of(grid: Grid, tokens: Sequence[Token], page: int) -> Table:
    """The table of a grid with each word in the cell that holds its middle."""
    words: dict[int, list[Token]] = {}
    for token in tokens:
        index = _cell_at(grid.cells, token)
        words.setdefault(index, []).append(token)
    rows: list[list[Cell]] = [[] for _ in range(max(cell.row for cell in grid.cells) + 1)]
    for index, cell in enumerate(grid.cells):
        lines = [line_of(row.tokens, page, cell.box[0], cell.box[2]) for row in rows_of(words.get(index, ()))]
        rows[cell.row].append(Cell(broken_lines(lines, cell.box[2] - cell.box[0]), cell.row, cell.column, cell.row_span, cell.column_span))
    return Table(tuple(map(tuple, rows)), page=page, box=grid.box)


def holds(box: tuple[float, float, float, float], token: Token) -> bool:
    x, y = token.middle
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1


def _cell_at(cells: Sequence[GridCell], token: Token) -> int:
    """The cell that holds the token's middle, else the nearest."""

    def distance(index: int) -> float:
        x0, y0, x1, y1 = cells[index].box
        x, y = token.middle
        return max(x0 - x, 0, x - x1) + max(y0 - y, 0, y - y1)

    return min(range(len(cells)), key=distance)


def _is_page_number(line: Line, width: float, height: float) -> bool:
    """A number alone in the top or bottom margin, in the middle or at the outer edges."""
    if line.box is None or line.column is not None or not _PAGE_NUMBER.fullmatch(line.text):
        return False
    x0, top, x1, bottom = line.box
    in_margin = bottom < _EDGE * height or top > (1 - _EDGE) * height
    middle = (x0 + x1) / 2
    return in_margin and x1 - x0 < 0.15 * width and (abs(middle - width / 2) < 0.12 * width or middle > 0.8 * width)


def _with_footnotes(blocks: list[Block], height: float, sizes_known: bool) -> list[Block]:
    """The blocks with the lines of the footnotes marked: the small print that ends the page and begins with a note number."""
    sizes = [_print_size(line, sizes_known) for line in blocks if isinstance(line, Line)]
    known = [size for size in sizes if size]
    if len(known) < 6:
        return blocks
    small = 0.88 * median(known)
    start = len(blocks)
    while (
        start
        and isinstance(block := blocks[start - 1], Line)
        and block.column is None
        and (_print_size(block, sizes_known) or small + 1) <= small
    ):
        start -= 1
    notes = [line for line in blocks[start:] if isinstance(line, Line)]
    if not notes or notes[0].box is None or notes[0].box[1] < 0.45 * height or not _NOTE_START.match(notes[0].text):
        return blocks
    return [_without_note_marks(block) for block in blocks[:start]] + [replace(line, footnote=True) for line in notes]


def _print_size(line: Line, sizes_known: bool) -> float | None:
    """The size of a line's letters: as the file says, or from the mean width of its characters where a picture was recognised."""
    if sizes_known:
        return line.size
    if line.box is None or len(line.text) < _TELLING:
        return None
    return (line.box[2] - line.box[0]) / len(line.text)


def _without_note_marks(block: Block) -> Block:
    """The line without the raised numbers that refer to the notes of its page."""
    if not isinstance(block, Line) or not _NOTE_MARK.search(block.text):
        return block
    words = tuple(replace(word, text=_NOTE_MARK.sub("", word.text)) for word in block.words)
    return replace(block, text=_NOTE_MARK.sub("", block.text), words=words)


def without_running_heads(sheets: Sequence[Sheet]) -> None:
    """Moves to the margins what stands at the same place with the same words on most pages (running heads and feet)."""
    if len(sheets) < 3:
        return
    seen: dict[tuple[str, int], set[int]] = {}
    for sheet in sheets:
        for line in _margin_lines(sheet):
            seen.setdefault(_signature(line), set()).add(sheet.number)
    often = {key for key, pages in seen.items() if len(pages) * 2 > len(sheets) and len(pages) >= 3}
    for sheet in sheets:
        for line in [line for line in _margin_lines(sheet) if _signature(line) in often]:
            sheet.blocks.remove(line)
            sheet.margins.append(line)


def _margin_lines(sheet: Sheet) -> list[Line]:
    return [
        block
        for block in sheet.blocks
        if isinstance(block, Line) and block.box is not None and (block.box[3] < 0.09 * sheet.height or block.box[1] > 0.92 * sheet.height)
    ]


def _signature(line: Line) -> tuple[str, int]:
    top = line.box[1] if line.box else 0.0
    return re.sub(r"\d+", "#", line.text), round(top / 6)
