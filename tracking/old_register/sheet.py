"""An old tracking spreadsheet as rows of named fields: headings found by their wording, merged cells spread, formulas never run."""

from __future__ import annotations

import functools
import re
import tomllib
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from drafting.errors import InvalidInput
from drafting.orthography import fold, squash
from tracking.reading.package import Package, parse_xml

_PART_BYTES = 24 * 1024**2
_HEADING_WITHIN = 30
_WIDEST = 60
_MOST_ROWS = 50_000
_FEWEST_HEADINGS = 3
_LONGEST_HEADING = 60

Value = Any
"""What a cell holds: text, a number, a day, or None."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row under the headings: its sheet and number there, its values by field, every filled value in order, formulas without result."""

    sheet: str
    number: int
    values: Mapping[str, Value]
    filled: tuple[Value, ...]
    is_banner: bool
    unsolved: tuple[str, ...]


@functools.cache
def words() -> dict[str, Any]:
    """The wordings of `columns.toml`."""
    return tomllib.loads(files("tracking.old_register").joinpath("columns.toml").read_text("utf-8"))


def field_of(heading: Value) -> str | None:
    """The field that a column's heading names; None where no wording fits."""
    key = plain(heading)
    return _field_named(key) if key and len(key) <= _LONGEST_HEADING else None


@functools.lru_cache(maxsize=4096)
def _field_named(key: str) -> str | None:
    known = _wordings()
    if key in known:
        return known[key]
    near = [wording for wording in known if len(wording) > 4 and re.search(rf"\b{re.escape(wording)}\b", key)]
    return known[max(near, key=lambda wording: (key.startswith(wording), len(wording)))] if near else None


@dataclass(frozen=True, slots=True)
class Sheets:
    """A workbook as read. columns: field → heading; headings: every heading of the table, in order; lines: the rows under them."""

    columns: dict[str, str]
    headings: tuple[str, ...]
    lines: tuple[Line, ...]


def read_lines(path: Path, chosen: Mapping[str, str] = MappingProxyType({})) -> Sheets:
    """The headings by field, and every row under them up to the last filled one, of all visible sheets that have such headings.

    chosen: heading → the field that a person says it fills ("" for none), over what its wording says.
    Raises InvalidInput where the file is broken or hostile, or no sheet has the headings of a tracking list.
    """
    _check(path)
    try:
        shown = openpyxl.load_workbook(path, data_only=True, keep_links=False)
        written = openpyxl.load_workbook(path, data_only=False, keep_links=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError) as error:
        raise InvalidInput(f"«{path.name}»: không mở được như một bảng Excel (.xlsx). Lưu lại bằng Excel rồi thử lại.") from error
    columns: dict[str, str] = {}
    headings: tuple[str, ...] = ()
    lines: list[Line] = []
    for sheet in shown.worksheets:
        if sheet.sheet_state == "visible":
            found, all_of_it, rows = _sheet_lines(sheet, written[sheet.title], chosen)
            columns, headings = columns or found, headings or all_of_it
            lines += rows
    if not columns:
        raise InvalidInput(
            f"«{path.name}»: không thấy dòng tiêu đề có cột «Nội dung nhiệm vụ» trong {_HEADING_WITHIN} dòng đầu. "
            "Thêm dòng tiêu đề rồi nhập lại."
        )
    return Sheets(columns, headings, tuple(lines))


def plain(value: Value) -> str:
    """Words without marks, case, punctuation and double spaces, as wordings are kept."""
    return squash(re.sub(r"[^\w\s&-]", " ", fold(str(value)))) if value is not None else ""


@functools.cache
def _wordings() -> dict[str, str]:
    return {plain(wording): field for field, wordings in words()["headings"].items() for wording in wordings}


def _check(path: Path) -> None:
    """Every part expanded within limits and looked at for entities before the workbook is opened."""
    with Package(path, path.name) as package:
        for member in package.names():
            if member.lower().endswith((".xml", ".rels")):
                data = package.read(member, _PART_BYTES)
                if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
                    parse_xml(data, path.name)


def _sheet_lines(sheet: Worksheet, written: Worksheet, chosen: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...], list[Line]]:
    width, height = min(sheet.max_column or 1, _WIDEST), min(sheet.max_row or 1, _MOST_ROWS)
    table = [list(row) for row in sheet.iter_rows(max_row=height, max_col=width, values_only=True)]
    banners = _spread(sheet, table, width)
    start, columns = _heading(sheet, table)
    if not columns:
        return {}, (), []
    labels = [_heading_of(table, start, index) for index in range(width)]
    columns = _as_chosen(columns, labels, chosen)
    formulas = {
        (cell.row, cell.column)
        for row in written.iter_rows(min_row=start + 1, max_row=height, max_col=width)
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=") and table[cell.row - 1][cell.column - 1] is None
    }
    last = max((at for at, row in enumerate(table) if any(_filled(value) for value in row)), default=-1)
    lines = [_line(sheet.title, at, table[at], columns, at in banners, formulas) for at in range(start, last + 1)]
    return {field: labels[index] for index, field in columns.items()}, tuple(dict.fromkeys(filter(None, labels))), lines


def _line(title: str, at: int, row: list[Value], columns: Mapping[int, str], banner: bool, formulas: set[tuple[int, int]]) -> Line:
    values: dict[str, Value] = {}
    for index, field in columns.items():
        if _filled(row[index]) and field not in values:
            values[field] = row[index]
    filled = tuple(value for value in row if _filled(value))
    unsolved = tuple(field for index, field in columns.items() if (at + 1, index + 1) in formulas)
    distinct = {str(value) for value in filled}
    alone = len(distinct) == 1 and (banner or len(filled) == 1) and not unsolved
    return Line(title, at + 1, values, filled, alone, unsolved)


def _spread(sheet: Worksheet, table: list[list[Value]], width: int) -> set[int]:
    """Give every cell of a merged area the area's value; returns the rows (from 0) that one area covers over half the width."""
    banners = set()
    for area in sheet.merged_cells.ranges:
        if area.min_row > len(table) or area.min_col > width:
            continue
        value = table[area.min_row - 1][area.min_col - 1]
        for at in range(area.min_row - 1, min(area.max_row, len(table))):
            for index in range(area.min_col - 1, min(area.max_col, width)):
                table[at][index] = value
        if area.min_row == area.max_row and (area.max_col - area.min_col + 1) * 2 > width:
            banners.add(area.min_row - 1)
    return banners


def _heading(sheet: Worksheet, table: list[list[Value]]) -> tuple[int, dict[int, str]]:
    """The first row (from 0) under the headings, and the field of each column; {} where the sheet has no such headings."""
    for at, row in enumerate(table[:_HEADING_WITHIN]):
        depth = max(
            (area.max_row - at for area in sheet.merged_cells.ranges if area.min_row == at + 1 and area.max_row - area.min_row < 4),
            default=1,
        )
        columns = _fields(table, at, at + depth, len(row))
        if "text" in columns.values() and len(columns) >= _FEWEST_HEADINGS:
            return at + depth, columns
    return 0, {}


def _fields(table: list[list[Value]], first: int, end: int, width: int) -> dict[int, str]:
    """The field of each column: the lowest heading over it that names one; a field is filled by the first column that names it."""
    found: dict[int, str] = {}
    for index in range(width):
        labels = [table[at][index] for at in range(min(end, len(table)) - 1, first - 1, -1)]
        field = next((named for label in labels if (named := field_of(label))), None)
        if field is not None and field not in found.values():
            found[index] = field
    return found


def _heading_of(table: list[list[Value]], start: int, index: int) -> str:
    """The heading over a column: the lowest that names a field, else the lowest filled one."""
    labels = [table[at][index] for at in range(start - 1, max(-1, start - 4), -1) if _filled(table[at][index])]
    return squash(str(next((label for label in labels if field_of(label)), labels[0] if labels else "")))[:_LONGEST_HEADING]


def _as_chosen(columns: dict[int, str], labels: Sequence[str], chosen: Mapping[str, str]) -> dict[int, str]:
    """The columns with a person's choices over them; a field stays with one column."""
    wanted = {index: chosen[label] for index, label in enumerate(labels) if label in chosen}
    kept = {index: field for index, field in columns.items() if index not in wanted and field not in wanted.values()}
    return dict(sorted({**kept, **{index: field for index, field in wanted.items() if field}}.items()))


def _filled(value: Value) -> bool:
    return value is not None and bool(str(value).strip())
