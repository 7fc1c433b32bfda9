"""A page picture made ready for recognition: stamps and ink signatures lightened, turned upright, skew taken out."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Grey = NDArray[np.uint8]
Colour = NDArray[np.uint8]

_TINT = 36
_STEEPEST = 5.0
_WORTH_TURNING = 0.15
_HEAD = 0.33
_STAMPED = 0.45
_BOLD = 1.2
_NEIGHBOURS = 8
"""Pixels to a side of the squares by which the light on the paper is judged."""
_SHADOW = 30.0
"""Levels of grey between the lightest and the darkest paper from which a shadow lies over the page."""


def without_ink(colour: Colour) -> Grey:
    """The picture in grey with red stamps, and blue ink below the head of the page, nearly white; black print stays.

    A coloured dot is given the lightest of its channels: red paste on white paper shows light through red, black print
    under the stamp stays dark in every channel. In the head, blue stays: numbers are often stamped or written in it.
    """
    red, green, blue = (colour[..., i].astype(np.int16) for i in range(3))
    grey = np.asarray(Image.fromarray(colour).convert("L")).astype(np.int16)
    reddish = (red - np.maximum(green, blue)) > _TINT
    grey = np.where(reddish, np.maximum(red, grey) + 40, grey)
    start = int(colour.shape[0] * _HEAD)
    bluish = (blue[start:] - red[start:]) > _TINT
    grey[start:] = np.where(bluish, np.maximum(blue[start:], grey[start:]) + 40, grey[start:])
    clean: Grey = np.clip(grey, 0, 255).astype(np.uint8)
    return clean


def red_in_head(colour: Colour) -> Grey | None:
    """What is printed in red in the upper part of the page, black on white; None where there is next to nothing."""
    head = colour[: int(colour.shape[0] * _STAMPED)].astype(np.int16)
    red = (head[..., 0] - np.maximum(head[..., 1], head[..., 2])) > _TINT + 14
    ys, xs = np.nonzero(red)
    if len(ys) < 250:
        return None
    top, bottom = max(int(ys.min()) - 20, 0), int(ys.max()) + 20
    left, right = max(int(xs.min()) - 20, 0), int(xs.max()) + 20
    cut: Grey = np.where(red[top:bottom, left:right], 0, 255).astype(np.uint8)
    return np.pad(cut, 20, constant_values=255)


def plain_grey(colour: Colour) -> Grey:
    """The picture in grey, nothing removed."""
    grey: Grey = np.asarray(Image.fromarray(colour).convert("L"))
    return grey


def is_coloured(colour: Colour) -> bool:
    """Whether enough dots carry colour for stamps or ink to be looked for; a sample of the picture decides."""
    sample = colour[::7, ::7].astype(np.int16)
    return bool(((sample.max(axis=2) - sample.min(axis=2)) > _TINT).mean() > 0.0005)


def contrasted(grey: Grey) -> Grey:
    """The picture with its paper at white and its print at black where the scan is pale or dim; good scans stay as they are."""
    low, high = np.percentile(grey[::5, ::5], (1, 70))
    if high - low < 25 or (high > 235 and low < 90):
        return grey
    spread = (grey.astype(np.float32) - low) * (250.0 / max(high - low, 1.0))
    out: Grey = np.clip(spread, 0, 255).astype(np.uint8)
    return out


def evened(grey: Grey) -> Grey:
    """The picture with its paper equally light everywhere, where a shadow lies over it; evenly lit pages stay as they are.

    Paper is the lightest thing around every dot: print is narrower than the neighbourhood that is looked at.
    """
    image = Image.fromarray(grey)
    small = image.resize((max(grey.shape[1] // _NEIGHBOURS, 1), max(grey.shape[0] // _NEIGHBOURS, 1)), Image.Resampling.BOX)
    paper = small.filter(ImageFilter.MaxFilter(7)).filter(ImageFilter.BoxBlur(3))
    levels = np.asarray(paper)
    low, high = (float(value) for value in np.percentile(levels, (2, 98)))
    if high - low < _SHADOW or low < 40:
        return grey
    ground = np.asarray(paper.resize(image.size, Image.Resampling.BILINEAR)).astype(np.float32)
    out: Grey = np.clip(grey.astype(np.float32) * (245.0 / np.maximum(ground, 30.0)), 0, 255).astype(np.uint8)
    return out


def skew_of(grey: Grey) -> float:
    """The angle in degrees by which the rows of print climb to the right (positive: counter-clockwise), within 5 degrees.

    At the right angle the dark dots fall into the fewest rows: the profile along it has the greatest variance.
    """
    step = max(grey.shape[1] // 800, 1)
    small = grey[::step, ::step]
    margin = small.shape[1] // 20
    ys, xs = np.nonzero(small[:, margin:-margin] < 140)
    if len(ys) < 500:
        return 0.0
    if len(ys) > 60_000:
        chosen = np.random.default_rng(0).choice(len(ys), 60_000, replace=False)
        ys, xs = ys[chosen], xs[chosen]

    def sharpness(angle: float) -> float:
        heights = ys + xs * math.tan(math.radians(angle))
        profile = np.bincount((heights - heights.min()).astype(np.int64))
        return float(np.square(np.diff(profile.astype(np.float64))).sum())

    coarse = max(np.arange(-_STEEPEST, _STEEPEST + 0.01, 0.5), key=sharpness)
    fine = max(np.arange(coarse - 0.5, coarse + 0.51, 0.1), key=sharpness)
    return 0.0 if abs(fine) < _WORTH_TURNING else round(float(fine), 2)


def turned(grey: Grey, degrees: float) -> Grey:
    """The picture turned about its middle by so many degrees clockwise, its size kept, white where nothing was."""
    image = Image.fromarray(grey).rotate(-degrees, resample=Image.Resampling.BILINEAR, fillcolor=255)
    out: Grey = np.asarray(image)
    return out


def bold_groups(grey: Grey, groups: list[list[tuple[int, int, int, int]]]) -> list[bool | None]:
    """Whether the words of each group (boxes x0, y0, x1, y1 in pixels) have thicker strokes than most of the page; None: cannot be told."""
    dark = grey < 128
    widths = [[_stroke(dark[max(y0, 0) : y1, max(x0, 0) : x1]) for x0, y0, x1, y1 in group] for group in groups]
    known = [width for group in widths for width in group if width]
    if len(known) < 20:
        return [None] * len(groups)
    usual = float(np.median(known))
    telling = [[width for width in group if width] for group in widths]
    return [float(np.mean(group)) > _BOLD * usual if group else None for group in telling]


def _stroke(dark: NDArray[np.bool_]) -> float | None:
    """The mean width of the strokes across the rows of a word, in pixels; None for specks."""
    if dark.shape[0] < 8 or dark.shape[1] < 14:
        return None
    starts = int(np.count_nonzero(dark[:, 1:] & ~dark[:, :-1])) + int(np.count_nonzero(dark[:, 0]))
    return float(np.count_nonzero(dark)) / starts if starts >= 8 else None


def erase_lines(grey: Grey, boxes: list[tuple[int, int, int, int]]) -> Grey:
    """The picture with these thin boxes (x0, y0, x1, y1 in pixels) white."""
    out = grey.copy()
    for x0, y0, x1, y1 in boxes:
        out[max(y0, 0) : max(y1, 0), max(x0, 0) : max(x1, 0)] = 255
    return out
