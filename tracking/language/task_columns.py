"""What the columns of a task table hold: told by their titles and checked by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracking.language.deadline import read_field
from tracking.language.fields import column_of, listed_units
from tracking.language.owners import find_units
from tracking.language.rules import first_of
from tracking.structure.tables import Grid, Row

Columns = dict[str, list[int]]

MARK = re.compile(r"[xX×✓✔√*+●]")
"""A cell that only marks that the title of its column applies."""

_SURE_TIME = re.compile(r"thời|tiến độ|hạn|hoàn thành|lộ trình", re.IGNORECASE)
_PERIOD = re.compile(r"(?:Quý|Tháng|Tuần|6 tháng|Học kỳ|Ngày)(?!\w)[^()]*$|(?:Năm\s+)?\d{4}\W*$", re.IGNORECASE)
_BARE_UNIT = re.compile(r"đơn vị|thực hiện|giao", re.IGNORECASE)
_FIGURES = re.compile(r"[\d.,%/\s-]*")
_HOUR = re.compile(
    r"(?:từ\s+)?\d{1,2}\s*(?:h|g|giờ|:)\s*\d{0,2}(?:\s*(?:phút)?\s*(?:-|–|đến)\s*\d{1,2}\s*(?:h|g|giờ|:)\s*\d{0,2})?\W*(?:phút)?\W*$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\(?\s*(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-ZĐa-zđ])\s*[.)]?")


def columns_of(grid: Grid) -> tuple[Grid, Columns]:
    """The columns by what they hold, and the grid, its first row taken for a row where the table has no head."""
    columns: Columns = {}
    for at, title in enumerate(grid.titles):
        found = column_of(title)
        if found is not None and _holds(found[0], title, cells(grid, at)):
            columns.setdefault(found[0], []).append(at)
    if not columns and grid.titles and _NUMBERED.fullmatch(grid.titles[0]):
        grid = Grid(tuple("" for _ in grid.titles), grid.head + grid.rows, (), grid.aside)
        columns = _by_contents(grid)
    owners = columns.get("owner", [])
    leading = [at for at in owners if first_of("fields", "column_aside", grid.titles[at], whole=True) is None]
    if leading:
        columns["owner"] = leading
    if "task" not in columns and {"owner", "deadline"} & columns.keys():
        taken = {at for ats in columns.values() for at in ats}
        free = [at for at in range(len(grid.titles)) if at not in taken and _is_wordy(grid, at)]
        if free:
            columns["task"] = free
    if len(columns.get("task", [])) > 1:
        columns["task"] = [max(columns["task"], key=lambda at: sum(map(len, cells(grid, at))))]
    return grid, columns


def cells(grid: Grid, column: int) -> list[str]:
    """What stands in a column, group rows and empty cells left out."""
    return [row.texts[column] for row in grid.rows if not row.group and column < len(row.texts) and row.texts[column].strip()]


def number_column(grid: Grid, columns: Columns) -> int | None:
    """The column of row numbers: the first, where most of its cells are figures."""
    taken = {at for ats in columns.values() for at in ats}
    found = cells(grid, 0) if grid.titles and 0 not in taken else []
    return 0 if found and sum(_NUMBERED.fullmatch(each) is not None for each in found) * 2 > len(found) else None


def is_agenda(grid: Grid, columns: Columns) -> bool:
    """Whether the times are hours of one meeting ("8h00 - 8h15"): a programme, whose rows assign nothing."""
    times = [cell for at in columns.get("deadline", []) for cell in cells(grid, at)]
    return bool(times) and sum(_HOUR.match(time.strip()) is not None for time in times) * 2 > len(times)


def _holds(label: str, title: str, found: Sequence[str]) -> bool:
    """Whether the cells can be what the title says: no figures for units, times below a bare "Tháng" or "Năm"."""
    if not found:
        return True
    if label == "deadline" and not _SURE_TIME.search(title):
        return sum(_is_time(cell, title) or MARK.fullmatch(cell.strip()) is not None for cell in found) * 2 > len(found)
    if label == "owner" and _BARE_UNIT.fullmatch(title.strip()):
        return sum(map(_is_unit, found)) * 2 > len(found)
    if label in ("owner", "coordinator"):
        return sum(_FIGURES.fullmatch(cell) is not None for cell in found) * 2 < len(found)
    return True


def _is_time(cell: str, title: str = "") -> bool:
    head = re.match(r"(?:Tháng|Tuần|Quý|Năm|Ngày)(?!\w)", title, re.IGNORECASE)
    words = f"{head.group()} {cell}" if head and re.match(r"[\dIVX]", cell.strip()) else cell
    read = read_field(words, None, 2000)
    return read.whole and read.deadline.kind != "none"


def _is_unit(cell: str) -> bool:
    names = listed_units(cell)
    return bool(names) and all(first_of("owners", "head_words", name) or any(u.start == 0 for u in find_units(name)) for name in names)


def _by_contents(grid: Grid) -> Columns:
    """The columns of a table without titles: units, times, and the wordiest of the rest."""
    columns: Columns = {}
    for at in range(len(grid.titles)):
        found = cells(grid, at)
        for label, test in (("deadline", _is_time), ("owner", _is_unit)):
            if len(found) > 1 and sum(map(test, found)) * 5 >= len(found) * 4:
                columns.setdefault("coordinator" if label == "owner" and "owner" in columns else label, []).append(at)
                break
    return columns if "owner" in columns else {}


def _is_wordy(grid: Grid, at: int) -> bool:
    found = cells(grid, at)
    return (
        first_of("fields", "column_other", grid.titles[at], whole=True) is None and sum(len(c.split()) for c in found) >= 3 * len(found) > 0
    )


def marked_time(grid: Grid, row: Row, ats: Sequence[int]) -> str:
    """The time of the last column that a row marks ("Quý III" where an x stands below it); "" where it marks none."""
    marked = [at for at in ats if at < len(row.texts) and MARK.fullmatch(row.texts[at].strip())]
    period = _PERIOD.search(grid.titles[marked[-1]]) if marked else None
    return period.group() if period else ""
