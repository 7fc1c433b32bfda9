"""Sheets of plain lines and tables are set as they are asked for."""

from __future__ import annotations

import io

import docx
import pytest

from tracking.plain_sheet import PlainSheet


def test_columns_are_as_wide_as_asked_in_the_grid_and_in_the_cells() -> None:
    paper = PlainSheet()
    paper.table(("Ngày", "Việc"), (1, 3), [("01/3/2026", "Tiếp nhận"), ("02/3/2026", "Báo cáo")])
    (table,) = docx.Document(io.BytesIO(paper.as_bytes())).tables
    narrow, wide = (column.width for column in table.columns)
    assert narrow is not None
    assert wide is not None
    assert wide / narrow == pytest.approx(3, rel=0.01)
    assert [[cell.width for cell in row.cells] for row in table.rows] == [[narrow, wide]] * 3
