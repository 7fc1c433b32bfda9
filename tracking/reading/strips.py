"""Parts of a page picture recognised one below the other: columns and table cells, which recognition would run together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from tracking.reading import ocr

Grey = NDArray[np.uint8]
Part = tuple[int, int, int, int]
"""x0, y0, x1, y1 in pixels of the page."""

_APART = 40
_AROUND = 10
_DARK = 150
_FEWEST_DOTS = 12
_TALLEST = 24_000
"""Pixels: Tesseract takes no picture of 32,768 or more."""


def recognised_apart(grey: Grey, parts: Sequence[Part], layout: int, lines: int, *, trimmed: bool = True) -> list[ocr.Found]:
    """The words of the parts in their order; boxes are those on the page, line numbers begin above `lines`. Raises Unreadable.

    The parts stand in one column on a picture of their own, so that no line runs from one into another; `trimmed` cuts
    the white around their print, which cells want and whole columns do not.
    """
    inside = [part for part in (_on_page(grey, part) for part in parts) if part]
    out: list[ocr.Found] = []
    for group in _groups([part for part in (_inked(grey, part) for part in inside) if part] if trimmed else inside):
        out += _recognised(grey, group, layout, max([lines, *(word.line for word in out)]), _APART if trimmed else 0)
    return out


def _on_page(grey: Grey, part: Part) -> Part | None:
    """The part as far as it lies on the page; None where nothing of it does."""
    height, width = grey.shape
    x0, y0, x1, y1 = max(part[0], 0), max(part[1], 0), min(part[2], width), min(part[3], height)
    return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None


def _recognised(grey: Grey, parts: Sequence[Part], layout: int, lines: int, margin: int) -> list[ocr.Found]:
    heights = [bottom - top + _APART for _, top, _, bottom in parts]
    starts = [margin, *(margin + height for height in accumulate(heights))]
    canvas = np.full((starts[-1], max(x1 - x0 for x0, _, x1, _ in parts) + 2 * margin), 255, np.uint8)
    for start, (x0, top, x1, bottom) in zip(starts, parts, strict=False):
        canvas[start : start + bottom - top, margin : margin + x1 - x0] = grey[top:bottom, x0:x1]
    return [_moved(word, starts, parts, lines, margin) for word in ocr.recognise(canvas, layout)]


def _moved(word: ocr.Found, starts: Sequence[int], parts: Sequence[Part], lines: int, margin: int) -> ocr.Found:
    """The word at its place on the page."""
    at = min(max(bisect_right(starts, (word.top + word.bottom) / 2) - 1, 0), len(parts) - 1)
    across, down = parts[at][0] - margin, parts[at][1] - starts[at]
    return replace(
        word,
        x0=word.x0 + across,
        x1=word.x1 + across,
        top=word.top + down,
        bottom=word.bottom + down,
        base=word.base + down,
        line=word.line + lines,
    )


def _inked(grey: Grey, part: Part) -> Part | None:
    """The part without the white around its print; None where nothing is printed."""
    x0, top, x1, bottom = max(part[0], 0), max(part[1], 0), part[2], part[3]
    dark = grey[top:bottom, x0:x1] < _DARK
    if np.count_nonzero(dark) < _FEWEST_DOTS:
        return None
    ys, xs = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    return (
        max(x0 + int(xs[0]) - _AROUND, x0),
        max(top + int(ys[0]) - _AROUND, top),
        min(x0 + int(xs[-1]) + _AROUND, x1),
        min(top + int(ys[-1]) + _AROUND, bottom),
    )


def _groups(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """The parts in groups that make no picture too tall."""
    group: list[Part] = []
    height = 0
    for part in parts:
        height += part[3] - part[1] + _APART
        if group and height > _TALLEST:
            yield group
            group, height = [], part[3] - part[1] + _APART
        group.append(part)
    if group:
        yield group
