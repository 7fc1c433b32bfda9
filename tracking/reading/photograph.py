"""A photograph of a sheet of paper: where the sheet lies in it, and the sheet flattened as if it had been scanned.

A sheet is told by being light on something darker on all sides but one at most, and by filling the four-sided figure between its
corners. Anything else (a scan, a photograph in which paper fills the frame) stays as it is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from tracking.duty import Box

Point = tuple[float, float]
Corners = tuple[Point, Point, Point, Point]
"""Top left, top right, bottom right, bottom left, as shares of the picture's width and height."""

_LOOKED_AT = 400
"""Pixels of the longer side of the small picture in which the sheet is looked for."""
_BLUR = 4
_DARKER = 40
"""Levels by which the surroundings are darker than the paper."""
_LEAST_SHARE, _MOST_SHARE = 0.2, 0.985
"""Of the frame: what a sheet takes."""
_LEAST_FILLED = 0.9
"""Of the figure between its corners: how much of it is light."""
_TAPER, _SLIMMEST = 1.5, 2.2
"""How much longer one side may be than the opposite one, and than its neighbour."""
_LEVELS = (60.0, 75.0, 90.0, 110.0, 130.0)
"""Levels tried where a shadow lies over the sheet, so that no one level parts all of it from what is around."""
_DARK_EDGE = 0.6
"""Of an edge of the frame: how much is dark where the sheet does not reach it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The photograph around a flattened sheet: its size in points, and the way from points of the sheet to points of the photograph."""

    width: float
    height: float
    way: tuple[float, ...]

    def back(self, box: Box) -> Box:
        """The upright box around where the sheet's box lies in the photograph."""
        points = [_through(self.way, x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return round(min(xs), 1), round(min(ys), 1), round(max(xs), 1), round(max(ys), 1)


def sheet_in(image: Image.Image) -> Corners | None:
    """The corners of the sheet of paper that lies in the picture; None where none can be told from its surroundings."""
    small = image.reduce(max(max(image.size) // (2 * _LOOKED_AT), 1)).convert("L")
    small.thumbnail((_LOOKED_AT, _LOOKED_AT))
    grey = np.asarray(small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.BoxBlur(_BLUR)))
    levels = [level for level in (_between(grey), *_LEVELS) if level is not None]
    sheets = [corners for level in levels if (corners := _sheet_above(grey, level)) is not None]
    return max(sheets, key=lambda corners: _across(corners) * _down(corners), default=None)


def _sheet_above(grey: NDArray[np.uint8], level: float) -> Corners | None:
    """The corners of the sheet where everything lighter than the level is one; None where it is not."""
    light = grey > level
    if not _LEAST_SHARE < light.mean() < _MOST_SHARE or sum(edge.mean() < 1 - _DARK_EDGE for edge in _edges(light)) < 3:
        return None
    if float(grey[light].mean()) - float(grey[~light].mean()) < _DARKER:
        return None
    corners = _corners(light)
    return corners if _like_a_sheet(corners, light.shape) and _filled(light, corners) >= _LEAST_FILLED else None


def flattened(image: Image.Image, corners: Corners, width: int, height: int) -> Image.Image:
    """The sheet between the corners as a picture of this size."""
    shrink = int(min(image.width * _across(corners) / width, image.height * _down(corners) / height))
    source = image.reduce(shrink) if shrink >= 2 else image
    way = _way((width, height), [(x * source.width, y * source.height) for x, y in corners])
    return source.transform((width, height), Image.Transform.PERSPECTIVE, way, Image.Resampling.BICUBIC, fillcolor="white")


def sheet_size(image: Image.Image, corners: Corners) -> tuple[float, float]:
    """Width and height of the sheet in the picture's pixels, the longer of its opposite sides."""
    points = [(x * image.width, y * image.height) for x, y in corners]
    sides = [math.dist(points[at], points[(at + 1) % 4]) for at in range(4)]
    return max(sides[0], sides[2]), max(sides[1], sides[3])


def frame_around(corners: Corners, sheet: tuple[float, float], frame: tuple[float, float]) -> Frame:
    """The way back from a flattened sheet of this size to a photograph of that size, both in points."""
    return Frame(*frame, _way(sheet, [(x * frame[0], y * frame[1]) for x, y in corners]))


def _between(grey: NDArray[np.uint8]) -> float | None:
    """The level between paper and surroundings (Otsu's: where the two groups lie furthest apart); None where they are too near."""
    counts = np.bincount(grey.ravel(), minlength=256).astype(np.float64)
    below, levels = np.cumsum(counts), np.arange(256)
    sums = np.cumsum(counts * levels)
    with np.errstate(divide="ignore", invalid="ignore"):
        dark, light = sums / below, (sums[-1] - sums) / (below[-1] - below)
        apart = np.nan_to_num(below * (below[-1] - below) * (light - dark) ** 2)
    at = int(apart.argmax())
    return float(at) if light[at] - dark[at] >= _DARKER else None


def _edges(light: NDArray[np.bool_]) -> list[NDArray[np.bool_]]:
    return [light[2], light[-3], light[:, 2], light[:, -3]]


def _corners(light: NDArray[np.bool_]) -> Corners:
    """The light dots furthest out towards each corner of the frame."""
    ys, xs = np.nonzero(light)
    height, width = light.shape
    found = []
    for towards in (-xs - ys, xs - ys, xs + ys, ys - xs):
        at = int(towards.argmax())
        found.append(((float(xs[at]) + 0.5) / width, (float(ys[at]) + 0.5) / height))
    return found[0], found[1], found[2], found[3]


def _like_a_sheet(corners: Corners, shape: tuple[int, ...]) -> bool:
    """Whether opposite sides are of nearly one length, and the sides those of paper: none twice the other."""
    points = [(x * shape[1], y * shape[0]) for x, y in corners]
    top, right, bottom, left = (math.dist(points[at], points[(at + 1) % 4]) for at in range(4))
    if min(top, right, bottom, left) < 10:
        return False
    return max(top / bottom, bottom / top, left / right, right / left) < _TAPER and max(top / left, left / top) < _SLIMMEST


def _filled(light: NDArray[np.bool_], corners: Corners) -> float:
    """How much of the figure between the corners is light, 0 for a figure that is turned over or next to nothing."""
    height, width = light.shape
    points = [(x * width, y * height) for x, y in corners]
    ys, xs = np.mgrid[0:height, 0:width]
    inside = np.ones(light.shape, dtype=bool)
    for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
        inside &= (x1 - x0) * (ys + 0.5 - y0) - (y1 - y0) * (xs + 0.5 - x0) >= 0
    count = int(inside.sum())
    return float((light & inside).sum() / count) if count > _LEAST_SHARE * light.size else 0.0


def _across(corners: Corners) -> float:
    return max(corners[1][0] - corners[0][0], corners[2][0] - corners[3][0])


def _down(corners: Corners) -> float:
    return max(corners[3][1] - corners[0][1], corners[2][1] - corners[1][1])


def _way(size: tuple[float, float], corners: list[Point]) -> tuple[float, ...]:
    """The eight numbers of the projection that takes an upright sheet of this size to the corners."""
    width, height = size
    rows, wanted = [], []
    for (x, y), (u, v) in zip(((0, 0), (width, 0), (width, height), (0, height)), corners, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    return tuple(float(value) for value in np.linalg.solve(np.array(rows, dtype=np.float64), np.array(wanted)))


def _through(way: tuple[float, ...], x: float, y: float) -> Point:
    a, b, c, d, e, f, g, h = way
    over = g * x + h * y + 1
    return (a * x + b * y + c) / over, (d * x + e * y + f) / over
