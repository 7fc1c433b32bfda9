"""Ruled lines joined to tables: the cells they close, merged cells as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracking.duty import Box
from tracking.reading.rules import Rule, Rules

_NEAR = 4.0
_COVERED = 0.6


@dataclass(frozen=True, slots=True)
class GridCell:
    """A closed cell: its place and span in the table and its box in points."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its box and its cells in reading order."""

    box: Box
    cells: tuple[GridCell, ...]
    columns: tuple[float, ...]


def grids_of(rules: Rules) -> list[Grid]:
    """The tables that the lines draw: groups of crossing lines that close at least two cells."""
    out = []
    for horizontal, vertical in _groups(rules):
        grid = _grid(horizontal, vertical)
        if grid is not None and len(grid.cells) >= 2:
            out.append(grid)
    out.sort(key=lambda grid: -(grid.box[2] - grid.box[0]) * (grid.box[3] - grid.box[1]))
    kept: list[Grid] = []
    for grid in out:
        if not any(_inside(grid.box, other.box) for other in kept):
            kept.append(grid)
    return sorted(kept, key=lambda grid: grid.box[1])


def _groups(rules: Rules) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that touch one another, directly or through others."""
    horizontal, vertical = list(rules.horizontal), list(rules.vertical)
    owner = list(range(len(horizontal) + len(vertical)))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    for i, h in enumerate(horizontal):
        for j, v in enumerate(vertical):
            if h.start - _NEAR <= v.at <= h.end + _NEAR and v.start - _NEAR <= h.at <= v.end + _NEAR:
                owner[root(i)] = root(len(horizontal) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate(horizontal + vertical):
        groups.setdefault(root(i), ([], []))[0 if i < len(horizontal) else 1].append(rule)
    return [group for group in groups.values() if len(group[0]) >= 2 and group[1]]


def _places(values: Sequence[float]) -> list[float]:
    """The distinct places among values that differ by a hair."""
    out: list[list[float]] = []
    for value in sorted(values):
        if out and value - out[-1][-1] <= _NEAR:
            out[-1].append(value)
        else:
            out.append([value])
    return [sum(group) / len(group) for group in out]


def _grid(horizontal: list[Rule], vertical: list[Rule]) -> Grid | None:
    """The cells between the lines; sides left open at both ends are taken as closed."""
    left, right = min(h.start for h in horizontal), max(h.end for h in horizontal)
    xs = _places([v.at for v in vertical] + [left, right])
    ys = _places([h.at for h in horizontal])
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > 4000:
        return None
    count = len(xs) - 1
    owner = list(range(count * (len(ys) - 1)))

    def root(index: int) -> int:
        while owner[index] != index:
            index = owner[index]
        return index

    for r in range(len(ys) - 1):
        for c in range(count):
            if c + 1 < count and not _drawn(vertical, xs[c + 1], ys[r], ys[r + 1]):
                owner[root(r * count + c + 1)] = root(r * count + c)
            if r + 2 < len(ys) and not _drawn(horizontal, ys[r + 1], xs[c], xs[c + 1]):
                owner[root((r + 1) * count + c)] = root(r * count + c)
    areas: dict[int, list[tuple[int, int]]] = {}
    for index in range(len(owner)):
        areas.setdefault(root(index), []).append(divmod(index, count))
    cells = sorted((_cell(places, xs, ys) for places in areas.values()), key=lambda cell: (cell.row, cell.column))
    return Grid((xs[0], ys[0], xs[-1], ys[-1]), _closed_up(cells), tuple(xs))


def _drawn(rules: list[Rule], at: float, start: float, end: float) -> bool:
    """Whether lines at this place cover most of the stretch."""
    covered = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules if abs(rule.at - at) <= _NEAR)
    return covered >= _COVERED * (end - start)


def _cell(places: list[tuple[int, int]], xs: list[float], ys: list[float]) -> GridCell:
    rows, columns = [r for r, _ in places], [c for _, c in places]
    top, left, bottom, right = min(rows), min(columns), max(rows) + 1, max(columns) + 1
    return GridCell(top, left, bottom - top, right - left, (xs[left], ys[top], xs[right], ys[bottom]))


def _closed_up(cells: list[GridCell]) -> tuple[GridCell, ...]:
    """The cells with rows and columns counted without those that no cell begins in."""
    rows = {row: index for index, row in enumerate(sorted({cell.row for cell in cells}))}
    columns = {column: index for index, column in enumerate(sorted({cell.column for cell in cells}))}
    return tuple(
        GridCell(
            rows[cell.row],
            columns[cell.column],
            sum(1 for row in rows if cell.row <= row < cell.row + cell.row_span),
            sum(1 for column in columns if cell.column <= column < cell.column + cell.column_span),
            cell.box,
        )
        for cell in cells
    )


def _inside(inner: Box, outer: Box) -> bool:
    return inner[0] >= outer[0] - 2 and inner[1] >= outer[1] - 2 and inner[2] <= outer[2] + 2 and inner[3] <= outer[3] + 2
