"""Tables as grids: merged cells, heads, pages and group rows."""

from tracking.reading.page import Cell, Line, Table
from tracking.structure.tables import grid_of
from tracking.structure.tree import build_tree

HEAD = ["STT", "Nhiệm vụ", "Chủ trì", "Thời gian"]


def _table(*rows: list[str | tuple[str, int, int]]) -> Table:
    """Rows of texts; (text, rows, columns) for a merged cell."""
    made = []
    for row, cells in enumerate(rows):
        column = 0
        line = []
        for cell in cells:
            text, down, across = cell if isinstance(cell, tuple) else (cell, 1, 1)
            line.append(Cell((Line(text, whole=True),), row, column, down, across))
            column += across
        made.append(tuple(line))
    return Table(tuple(made))


def test_a_head_names_the_columns() -> None:
    grid = grid_of(_table(HEAD, ["1", "Rà soát", "Sở A", "Quý I"]))
    assert grid.titles == tuple(HEAD)
    assert [row.texts for row in grid.rows] == [("1", "Rà soát", "Sở A", "Quý I")]


def test_a_row_over_all_columns_is_a_group() -> None:
    grid = grid_of(_table(HEAD, [("I. Thể chế", 1, 4)], ["1", "Rà soát", "Sở A", "Quý I"]))
    assert [row.group for row in grid.rows] == [True, False]


def test_a_row_that_numbers_the_columns_is_left_out() -> None:
    grid = grid_of(_table(HEAD, ["(1)", "(2)", "(3)", "(4)"], ["1", "Rà soát", "Sở A", "Quý I"]))
    assert len(grid.rows) == 1


def test_a_table_goes_on_over_the_page_with_its_head_repeated() -> None:
    first = _table(HEAD, ["1", "Rà soát", "Sở A", "Quý I"])
    second = _table(HEAD, ["2", "Ban hành", "Sở B", "Quý II"])
    (node,) = build_tree([first, Line("2"), second]).children[:1]
    assert node.grid is not None
    assert [row.texts[1] for row in node.grid.rows] == ["Rà soát", "Ban hành"]


def test_a_table_goes_on_over_the_page_without_a_head() -> None:
    first = _table(HEAD, ["1", "Rà soát", "Sở A", "Quý I"])
    second = _table(["2", "Ban hành", "Sở B", "Quý II"], ["3", "Công bố", "Sở C", "Quý III"])
    (node,) = build_tree([first, second]).children
    assert node.grid is not None
    assert [row.texts[1] for row in node.grid.rows] == ["Rà soát", "Ban hành", "Công bố"]


def test_a_head_repeated_inside_the_table_says_nothing_of_its_own() -> None:
    grid = grid_of(_table(HEAD, ["1", "Rà soát", "Sở A", "Quý I"], HEAD, ["2", "Ban hành", "Sở B", "Quý II"]))
    assert [row.texts[1] for row in grid.rows] == ["Rà soát", "Ban hành"]


def test_a_numbered_title_over_merged_columns_is_a_group() -> None:
    grid = grid_of(_table(HEAD, ["III", ("Sau hội nghị", 1, 3)], ["1", "Rà soát", "Sở A", "Quý I"]))
    assert [row.group for row in grid.rows] == [True, False]
