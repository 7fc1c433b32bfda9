"""A report, or any list, as an Excel workbook: text is text (never a formula), days and counts as people read them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from tracking.reports.kinds import Column
from tracking.reports.report import Report
from tracking.reports.words import cell, period, reconciliation, total_cell

_FONT = "Times New Roman"
BAND = "band_label"
"""The column whose cells take the colour of the band."""


def write_workbook(report: Report, path: Path) -> Path:
    """The report as .xlsx: title, period, the table with its sums, and the sentence that reconciles it."""
    lines = [[cell(column, row, position) for column in report.kind.columns] for position, row in enumerate(report.rows, 1)]
    sums = [total_cell(column, report.totals) for column in report.kind.columns] if len(report.rows) > 1 else None
    colours = [str(row.get("band_colour") or "") for row in report.rows]
    return write_table(path, report.kind.title, period(report), report.kind.columns, lines, sums, reconciliation(report), colours)


def write_table(
    path: Path,
    title: str,
    subtitle: str,
    columns: Sequence[Column],
    lines: Iterable[Sequence[str | int]],
    sums: Sequence[str | int] | None = None,
    note: str = "",
    colours: Sequence[str] = (),
) -> Path:
    """A titled table as .xlsx, ready to print on A4 across, the heading repeated on every page.

    colours: of the band of each line ("#2E7D32"), "" for none; the band's words stand in it, so that colour never stands alone.
    """
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    sheet = book.add_worksheet("Báo cáo")
    last = len(columns) - 1
    sheet.merge_range(0, 0, 0, last, title.upper(), book.add_format({"font_name": _FONT, "font_size": 14, "bold": True, "align": "center"}))
    sheet.merge_range(1, 0, 1, last, subtitle, book.add_format({"font_name": _FONT, "font_size": 12, "italic": True, "align": "center"}))
    heading = _format(book, bold=True, align="center", bg_color="#E8EEF4")
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width)
        sheet.write_string(3, index, column.label, heading)
    formats = {align: _format(book, align=align) for align in ("left", "center", "right")}
    banded = {colour: _format(book, align="center", bg_color=colour) for colour in set(colours) if colour}
    row = 3
    for line, colour in itertools.zip_longest(lines, colours, fillvalue=""):
        row += 1
        _write(sheet, row, columns, line, formats)
        for index, column in enumerate(columns):
            if colour and column.key == BAND:
                sheet.write_string(row, index, str(line[index]), banded[colour])
    if sums is not None:
        row += 1
        bold = {align: _format(book, align=align, bold=True) for align in formats}
        _write(sheet, row, columns, ["Tổng cộng" if index == 1 and not value else value for index, value in enumerate(sums)], bold)
    if note:
        sheet.write_string(row + 2, 0, note, book.add_format({"font_name": _FONT, "font_size": 11, "italic": True}))
    sheet.freeze_panes(4, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3)
    book.close()
    return path


def _format(book: Any, **more: Any) -> Any:
    return book.add_format({"font_name": _FONT, "font_size": 11, "border": 1, "valign": "vcenter", "text_wrap": True, **more})


def _write(sheet: Any, row: int, columns: Sequence[Column], line: Sequence[str | int], formats: dict[str, Any]) -> None:
    for index, (column, value) in enumerate(zip(columns, line, strict=True)):
        if isinstance(value, int):
            sheet.write_number(row, index, value, formats[column.align])
        else:
            sheet.write_string(row, index, value, formats[column.align])
