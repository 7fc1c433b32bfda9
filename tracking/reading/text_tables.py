"""Tables typed in plain text, cells parted by upright strokes or by tabs, become the same value as a table of Word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from tracking.reading.page import Block, Cell, Line, Table

FEWEST_ROWS = 3
"""Rows below which strokes or tabs may be chance."""

MOST_BORDERS = 12
"""Lines of strokes and blank lines in a row after which no table goes on."""

_BORDER = re.compile(r"[|+│┼├└┌╔╠╚]?[\s:]*[-=─━═][-=─━═\s|+:│┼┤┬┴┐┘╗╝║╣╦╩╬]*")
_STROKE = re.compile(r"[|│║]")
_HEAD = re.compile(
    r"(?:s(?:ố)?\s*)?tt\.?|số thứ tự|(?:nội dung|nhiệm vụ|công việc|hoạt động|thời gian|tháng|ngày|tuần|đơn vị|bộ phận)(?:\s.{0,40})?",
    re.IGNORECASE,
)


def with_tables(lines: Sequence[str], page: int) -> Iterator[str | Table]:
    """The lines of a page in order, each run of lines that is a table given as one value."""
    at = 0
    while at < len(lines):
        run = _run(lines, at, _stroke_cells) or _run(lines, at, _tab_cells)
        if run is None:
            yield lines[at]
            at += 1
        else:
            rows, at = run
            yield _table(rows, page)


def _run(lines: Sequence[str], start: int, cells_of: Callable[[str], list[str] | None]) -> tuple[list[list[str]], int] | None:
    """The rows of the table that begins at `start`, and the line after it; None where none begins."""
    rows: list[list[str]] = []
    at, bare = start, 0
    while at < len(lines) and bare < MOST_BORDERS:
        border = _is_border(lines[at])
        cells = None if border else cells_of(lines[at])
        if cells is not None:
            rows.append(cells)
        elif lines[at].strip() and not border:
            break
        bare = 0 if cells is not None else bare + 1
        at += 1
    while at > start and not lines[at - 1].strip():
        at -= 1
    if not rows or not lines[start].strip() or len(rows) < FEWEST_ROWS:
        return None
    width = _usual_width(rows)
    return (_whole_rows(rows, width), at) if width > 1 and _opens_table(rows[0]) else None


def _opens_table(row: Sequence[str]) -> bool:
    """Whether a row is the head of a table of tasks, or a numbered row of one that began on the page before."""
    return any(_HEAD.fullmatch(cell) for cell in row[:2]) or (len(row) > 2 and re.fullmatch(r"\d{1,3}\.?", row[0]) is not None)


def _stroke_cells(line: str) -> list[str] | None:
    """The cells of a line parted by strokes, those at its edges left out; None where it has none."""
    inner = re.sub(r"^\s*[|│║]|[|│║]\s*$", "", line)
    return [cell.strip() for cell in _STROKE.split(inner)] if _STROKE.search(inner) else None


def _tab_cells(line: str) -> list[str] | None:
    """The cells of a line parted by tabs; None where no tab stands between words."""
    return [cell.strip() for cell in line.split("\t")] if "\t" in line.strip() else None


def _is_border(line: str) -> bool:
    return _BORDER.fullmatch(line.strip()) is not None


def _usual_width(rows: Sequence[Sequence[str]]) -> int:
    """How many columns most rows have; 0 where the rows do not agree."""
    usual, count = Counter(map(len, rows)).most_common(1)[0]
    return usual if count * 3 >= len(rows) * 2 else 0


def _whole_rows(rows: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    """Rows of equal width; a row that only goes on with the one above is joined to it."""
    whole: list[list[str]] = []
    for row in rows:
        cells = [*row, *[""] * (width - len(row))][:width]
        cells[-1] = " ".join([cells[-1], *row[width:]]).strip()
        if whole and _goes_on(whole[-1], cells):
            whole[-1] = [f"{above}\n{below}" if below else above for above, below in zip(whole[-1], cells, strict=True)]
        else:
            whole.append(cells)
    return whole


def _goes_on(above: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a row holds only further printed lines of the row above: it has no number and begins in small letters."""
    filled = [(up, cell) for up, cell in zip(above, cells, strict=True) if cell]
    return bool(filled) and not cells[0] and all(up and cell[0].islower() for up, cell in filled)


def _table(rows: Sequence[Sequence[str]], page: int) -> Table:
    made = []
    for number, row in enumerate(rows):
        cells = []
        for column, words in enumerate(row):
            blocks: tuple[Block, ...] = tuple(Line(line.strip(), page=page, whole=True) for line in words.split("\n") if line.strip())
            cells.append(Cell(blocks, number, column))
        made.append(tuple(cells))
    return Table(tuple(made), page)
