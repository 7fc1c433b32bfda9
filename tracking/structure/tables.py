"""A table as a grid: merged cells spread out, heads of two rows joined, pages put together, group rows told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from drafting.orthography import compare_key, squash
from tracking.reading.page import Cell, Line, Table, joined_text, lines_of

_FIGURES = re.compile(r"\(?\s*(?:\d{1,3}(?:\.\d{1,2}){0,2}|[IVX]{1,5}|[A-ZĐ]|[a-zđ])\s*\)?")


@dataclass(frozen=True, slots=True)
class GridCell:
    """What stands at one place of the grid. first: False where the cell is merged and began above or to the left."""

    lines: tuple[Line, ...] = ()
    first: bool = True

    @property
    def text(self) -> str:
        """The words with their automatic markers, single spaces, line breaks kept."""
        return joined_text(self.lines, markers=True)


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the head. group: the row is a title of the rows below it (one text over the columns)."""

    cells: tuple[GridCell, ...]
    group: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. titles: for each column, the words of its head, those of an upper head first; head: the rows they came from.

    aside: rows that say nothing of their own: the numbers of the columns, heads repeated on further pages.
    """

    titles: tuple[str, ...]
    rows: tuple[Row, ...]
    head: tuple[Row, ...] = ()
    aside: tuple[Row, ...] = ()

    def joined(self, other: Grid) -> Grid | None:
        """This grid with the rows of its continuation on the next page; None where `other` is a table of its own."""
        if len(other.titles) != len(self.titles):
            return None
        if [compare_key(t) for t in other.titles] == [compare_key(t) for t in self.titles]:
            return replace(self, rows=self.rows + other.rows, aside=self.aside + other.head + other.aside)
        if _looks_like_head(other.titles):
            return None
        figures = _column_figures(other.head)
        return replace(self, rows=self.rows + other.head[len(figures) :] + other.rows, aside=self.aside + figures + other.aside)


def grid_of(table: Table) -> Grid:
    """The grid of a table; a table without rows gives a grid without titles."""
    matrix = _spread(table.rows)
    if not matrix:
        return Grid((), ())
    height = _head_height(table.rows, matrix)
    titles = tuple(squash(" ".join(_unlike(row[column].text for row in matrix[:height]))) for column in range(len(matrix[0])))
    head = tuple(_row(cells) for cells in matrix[:height])
    rows = tuple(_row(cells) for cells in matrix[height:])
    figures = _column_figures(rows)
    below = rows[len(figures) :]
    titled = {each.texts for each in head}
    again = tuple(row for row in below if row.texts in titled)
    return Grid(titles, tuple(row for row in below if row.texts not in titled), head, figures + again)


def _spread(rows: Sequence[Sequence[Cell]]) -> list[list[GridCell]]:
    cells = [cell for row in rows for cell in row]
    if not cells:
        return []
    height = max(cell.row + cell.row_span for cell in cells)
    width = max(cell.column + cell.column_span for cell in cells)
    matrix = [[GridCell(first=False) for _ in range(width)] for _ in range(height)]
    for cell in cells:
        lines = tuple(lines_of(list(cell.blocks)))
        for row in range(cell.row, cell.row + max(cell.row_span, 1)):
            for column in range(cell.column, cell.column + max(cell.column_span, 1)):
                matrix[row][column] = GridCell(lines, first=(row, column) == (cell.row, cell.column))
    return matrix


def _head_height(rows: Sequence[Sequence[Cell]], matrix: list[list[GridCell]]) -> int:
    """How many rows the head has: the first, and those that its tall cells reach into."""
    first = rows[0] if rows else ()
    if len({id(cell.lines) for cell in matrix[0]}) == 1 and len(matrix) > 1 and len(matrix[0]) > 1:
        return 1
    tall = max((cell.row_span for cell in first), default=1)
    return min(max(tall, 1), 3, len(matrix)) if tall < len(matrix) else 1


def _row(cells: list[GridCell]) -> Row:
    filled = {cell.lines: at for at, cell in reversed(list(enumerate(cells))) if cell.text}
    words = [lines for lines in filled if not _FIGURES.fullmatch(squash(" ".join(line.text for line in lines)).rstrip("."))]
    spread = len(cells) > 2 and len(words) == 1
    return Row(tuple(cells), group=spread and filled[words[0]] <= 1 and len(filled) <= 2)


def _column_figures(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The first row where it only numbers the columns ("(1) (2) (3)"); empty where it does not."""
    if not rows or len(rows[0].cells) < 3:
        return ()
    texts = [text.strip() for text in rows[0].texts if text.strip()]
    return rows[:1] if len(texts) >= len(rows[0].cells) - 1 and all(map(_FIGURES.fullmatch, texts)) else ()


def _looks_like_head(titles: tuple[str, ...]) -> bool:
    return bool(titles) and compare_key(titles[0]) in ("stt", "tt", "số tt", "số thứ tự", "stt.")


def _unlike(texts: Iterable[str]) -> list[str]:
    found: list[str] = []
    for text in texts:
        if text and text not in found:
            found.append(text)
    return found
