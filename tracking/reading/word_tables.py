"""The tables of a Word file with their merged cells, and whether a reader sees their borders."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from tracking.reading.page import Block, Cell, Table
from tracking.reading.word_styles import Styles, W, number, value

_NO_LINE = {"nil", "none", None}
_WRAPPERS = {W + tag for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_WIDEST = 200


def read(node: etree._Element, page: int, styles: Styles, blocks_of: Callable[[etree._Element], tuple[Block, ...]]) -> tuple[Table, int]:
    """The table of a w:tbl and how many cells it has; deleted rows are left out, merged cells stand once.

    `blocks_of` gives the blocks of one w:tc in order.
    """
    grid: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}
    count = 0
    for row in _children(node, "tr"):
        if row.find(f"{W}trPr/{W}del") is not None:
            continue
        cells: list[Cell] = []
        column = int(number(value(row.find(W + "trPr"), "gridBefore")) or 0)
        below: dict[int, tuple[int, int]] = {}
        for tc in _children(row, "tc"):
            count += 1
            properties = tc.find(W + "tcPr")
            span = min(max(int(number(value(properties, "gridSpan")) or 1), 1), _WIDEST)
            blocks = blocks_of(tc)
            if _continues(properties) and column in above:
                top = above[column]
                _extend(grid, top, blocks)
                below[column] = top
            else:
                cells.append(Cell(blocks, len(grid), column, 1, span))
                if properties is not None and properties.find(W + "vMerge") is not None:
                    below[column] = (len(grid), len(cells) - 1)
            column += span
        above = below
        grid.append(cells)
    return Table(tuple(map(tuple, grid)), page=page, ruled=_ruled(node, styles)), count


def _children(node: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in node:
        if child.tag == W + tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _continues(properties: etree._Element | None) -> bool:
    merge = properties.find(W + "vMerge") if properties is not None else None
    return merge is not None and (merge.get(W + "val") or "continue") == "continue"


def _extend(grid: list[list[Cell]], top: tuple[int, int], blocks: tuple[Block, ...]) -> None:
    """Lets the merged cell cover one row more; words hidden in a continued cell are kept with it."""
    row, index = top
    cell = grid[row][index]
    grid[row][index] = Cell(cell.blocks + blocks, cell.row, cell.column, len(grid) - cell.row + 1, cell.column_span)


def _ruled(node: etree._Element, styles: Styles) -> bool:
    """Whether the table shows inner lines, by its own borders, its style's, or those of most of its cells."""
    properties = node.find(W + "tblPr")
    borders = properties.find(W + "tblBorders") if properties is not None else None
    if borders is None:
        borders = styles.table_borders(value(properties, "tblStyle"))
    if borders is not None and _drawn(borders) >= 3:
        return _own_borders(node) is not False
    return _own_borders(node) is True


def _own_borders(node: etree._Element) -> bool | None:
    """True when most cells draw two or more sides themselves, False when most erase theirs, None otherwise."""
    cells = [tc for row in _children(node, "tr") for tc in _children(row, "tc")]
    drawn = erased = 0
    for tc in cells:
        borders = tc.find(f"{W}tcPr/{W}tcBorders")
        if borders is not None and len(borders):
            sides = _drawn(borders)
            drawn += sides >= 2
            erased += sides == 0 and len(borders) >= 3
    if not cells:
        return None
    return True if drawn * 2 > len(cells) else False if erased * 2 > len(cells) else None


def _drawn(borders: etree._Element) -> int:
    """How many sides of a border element have a visible line."""
    return sum(
        1
        for side in borders
        if side.tag.rsplit("}", 1)[-1] not in ("tl2br", "tr2bl")
        and side.get(W + "val") not in _NO_LINE
        and side.get(W + "color") != "FFFFFF"
    )
