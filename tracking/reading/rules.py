"""The ruled lines of a page picture, told from text by their length and thinness."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Dark = NDArray[np.bool_]

_SHORTEST_PT = 24.0
_THICKEST_PT = 3.6
_BRIDGE_PT = 1.6


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line in points: `at` is its height (horizontal) or its distance from the left (vertical)."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Rules:
    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]


def find_rules(grey: Grey, points_per_pixel: float, dark_below: int = 170) -> Rules:
    """The lines of at least 24 points in a grey picture of a page, each once however thick it is drawn."""
    dark: Dark = grey < dark_below
    return Rules(_along_rows(dark, points_per_pixel), _along_rows(np.ascontiguousarray(dark.T), points_per_pixel))


def _along_rows(dark: Dark, scale: float) -> tuple[Rule, ...]:
    shortest = max(int(_SHORTEST_PT / scale), 8)
    candidates = np.flatnonzero(dark.sum(axis=1) >= shortest)
    runs: list[tuple[int, int, int]] = []
    bridge = max(int(_BRIDGE_PT / scale), 1)
    for y in candidates:
        wide: Dark = np.logical_or.reduce(dark[max(y - 1, 0) : y + 2], axis=0)
        runs += [(int(y), start, end) for start, end in _runs(wide, bridge) if _solid(dark[y], wide, start, end, shortest)]
    return tuple(_merged(runs, scale))


def _solid(row: Dark, wide: Dark, start: int, end: int, shortest: int) -> bool:
    """Whether a run is drawn through and not a row of letters standing close together."""
    return end - start >= shortest and bool(wide[start:end].mean() > 0.88) and bool(row[start:end].mean() > 0.5)


def _runs(row: Dark, bridge: int) -> list[tuple[int, int]]:
    """The dark stretches of a row, gaps of up to `bridge` pixels closed."""
    padded = np.diff(np.concatenate(([0], row.view(np.int8), [0])))
    starts, ends = np.flatnonzero(padded == 1), np.flatnonzero(padded == -1)
    if not len(starts):
        return []
    parted = starts[1:] - ends[:-1] > bridge
    firsts = starts[np.concatenate(([True], parted))]
    lasts = ends[np.concatenate((parted, [True]))]
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))


def _merged(runs: list[tuple[int, int, int]], scale: float) -> list[Rule]:
    """Runs on neighbouring rows joined to one line; what grows thicker than a line is no line."""
    thickest = max(_THICKEST_PT / scale, 4)
    open_lines: list[list[int]] = []
    done: list[list[int]] = []
    for y, start, end in runs:
        still: list[list[int]] = []
        for line in open_lines:
            (still if y - line[1] <= 2 else done).append(line)
        open_lines = still
        for line in open_lines:
            if start < line[3] and end > line[2] and min(end, line[3]) - max(start, line[2]) > 0.5 * min(end - start, line[3] - line[2]):
                line[1] = y
                line[2], line[3] = min(start, line[2]), max(end, line[3])
                break
        else:
            open_lines.append([y, y, start, end])
    done += open_lines
    return [
        Rule((top + bottom + 1) / 2 * scale, start * scale, end * scale)
        for top, bottom, start, end in done
        if bottom - top + 1 <= thickest and end - start > 4 * (bottom - top + 1)
    ]
