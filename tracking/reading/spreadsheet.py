"""A spreadsheet (.xlsx) as one page a sheet: its heading lines, then its table with merged cells."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from drafting.orthography import nfc
from tracking.reading import limits, refusals
from tracking.reading.package import Package, parse_xml
from tracking.reading.page import Block, Cell, Line, Page, Pages, Table

_SHEET_BYTES = 24 * 1024**2
_WIDEST = 120
_TABLE_CELLS = 3


def read_spreadsheet(path: Path, name: str) -> tuple[Pages, tuple[Line, ...]]:
    """The visible sheets of a workbook; cells show their stored results, never formulas. InvalidInput where it is broken or hostile."""
    _checked(path, name)
    try:
        book = openpyxl.load_workbook(path, data_only=True, keep_links=False, rich_text=False)
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        EOFError,
    ) as error:
        raise refusals.damaged(name, "sổ Excel không mở được") from error
    pages: list[Page] = []
    cells = 0
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            number = len(pages) + 1
            blocks = _blocks(sheet, number)
            cells += sum(len(row) for block in blocks if isinstance(block, Table) for row in block.rows)
            if cells > limits.TABLE_CELLS:
                raise refusals.hostile(name, f"có hơn {limits.TABLE_CELLS} ô")
            if blocks:
                pages.append(Page(number, blocks, "sheet"))
    book.close()
    if not pages:
        raise refusals.empty(name)
    return Pages(tuple(pages)), ()


def _checked(path: Path, name: str) -> None:
    """Every XML part expanded once within the limits and looked at for entities before the workbook is opened."""
    total = 0
    with Package(path, name) as package:
        for member in package.names():
            if member.lower().endswith((".xml", ".rels")):
                data = package.read(member, _SHEET_BYTES)
                total += len(data)
                if total > 2 * _SHEET_BYTES:
                    raise refusals.hostile(name, f"nội dung bung ra hơn {refusals.in_words(2 * _SHEET_BYTES)}")
                if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
                    parse_xml(data, name)


def _blocks(sheet: Worksheet, page: int) -> tuple[Block, ...]:
    merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    hidden = {(row, column) for area in sheet.merged_cells.ranges for row, column in _covered(area.bounds)}
    rows: list[list[tuple[int, int, str]]] = []
    numbers: list[int] = []
    widest = min(sheet.max_column or 1, _WIDEST)
    for at in _rows_used(sheet):
        if at in sheet.row_dimensions and sheet.row_dimensions[at].hidden:
            continue
        texts = [(at, column, _value(sheet, at, column)) for column in range(1, widest + 1) if (at, column) not in hidden]
        if any(text for _, _, text in texts):
            rows.append(texts)
            numbers.append(at)
    start = next((i for i, texts in enumerate(rows) if sum(1 for _, _, text in texts if text) >= _TABLE_CELLS), len(rows))
    blocks: list[Block] = []
    for texts in rows[:start]:
        blocks += _heading([text for _, _, text in texts if text], page)
    if start < len(rows):
        blocks.append(_table(rows[start:], numbers[start:], merged, page))
    return tuple(blocks)


def _rows_used(sheet: Worksheet) -> list[int]:
    """The rows that hold a cell. The library's own walk makes every cell up to the last one, millions where one stands far out."""
    return sorted({row for row, column in sheet._cells if column <= _WIDEST})


def _value(sheet: Worksheet, row: int, column: int) -> str:
    return _shown(sheet._cells[row, column].value) if (row, column) in sheet._cells else ""


def _heading(texts: Sequence[str], page: int) -> list[Line]:
    """The lines above the table; two cells beside each other are the two sides of a letterhead."""
    out = []
    for index, text in enumerate(texts):
        for part in text.split("\n"):
            if part.strip():
                column = None if len(texts) != 2 else "left" if index == 0 else "right"
                out.append(Line(part.strip(), page=page, whole=True, column="left" if column == "left" else "right" if column else None))
    return out


def _table(
    rows: Sequence[Sequence[tuple[int, int, str]]], numbers: Sequence[int], merged: dict[tuple[int, int], object], page: int
) -> Table:
    used = sorted({column for texts in rows for _, column, text in texts if text})
    places = {column: index for index, column in enumerate(range(used[0], used[-1] + 1))}
    lines = {number: index for index, number in enumerate(numbers)}
    grid = []
    for index, texts in enumerate(rows):
        cells = []
        for row, column, text in texts:
            if column not in places:
                continue
            down, across = _span(merged.get((row, column)), lines, places)
            blocks = tuple(Line(part.strip(), page=page, whole=True) for part in text.split("\n") if part.strip())
            cells.append(Cell(blocks, index, places[column], down, across))
        grid.append(tuple(cells))
    return Table(tuple(grid), page=page)


def _span(area: object, lines: dict[int, int], places: dict[int, int]) -> tuple[int, int]:
    bounds = getattr(area, "bounds", None)
    if bounds is None:
        return 1, 1
    left, top, right, bottom = bounds
    return max(sum(1 for row in lines if top <= row <= bottom), 1), max(sum(1 for column in places if left <= column <= right), 1)


def _covered(bounds: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    """The cells that a merged area hides: all but its first. An absurdly large area hides none."""
    left, top, right, bottom = bounds
    if (right - left + 1) * (bottom - top + 1) > limits.TABLE_CELLS:
        return []
    return [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1) if (row, column) != (top, left)]


def _shown(value: object) -> str:
    """A cell's value as people read it: days as 05/3/2026, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime | dt.date):
        day = value if not isinstance(value, dt.datetime) else value.date()
        return f"{day.day:02d}/{day.month}/{day.year}" if day.month > 2 else f"{day.day:02d}/{day.month:02d}/{day.year}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return nfc(str(value)).strip()
