"""Picture files (PNG, JPEG, TIFF, WebP, BMP, GIF) as scanned pages: a photograph is a page, a TIFF may hold many."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from tracking.reading import limits, ocr, photograph, refusals, scan
from tracking.reading.joined_tables import join_over_pages
from tracking.reading.page import Line, Page, Pages
from tracking.reading.paper import without_running_heads

_FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF")
_A4_WIDTH = 595.3
_ROOM = 1.6
"""By how much larger a photograph is decoded than a page that fills the frame would be."""
_BELIEVED_DPI = (90, 700)
_BELIEVED_INCHES = (5.0, 18.0)


def read_picture_file(path: Path, name: str) -> tuple[Pages, tuple[Line, ...]]:
    """The recognised pages of a picture file. Its size is read before it is decoded; InvalidInput where it is too large or broken."""
    return read_picture_sources([path], name)


def read_picture_sources(sources: Sequence[Path | BinaryIO], name: str) -> tuple[Pages, tuple[Line, ...]]:
    """The recognised pages of several pictures, one after the other."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        scanned = list(scan.read_pictures(_all_pages(sources, name), name))
    sheets = [found.sheet for found in scanned]
    without_running_heads(sheets)
    join_over_pages(sheets)
    pages = tuple(
        Page(one.sheet.number, tuple(one.sheet.blocks), "scan", one.sheet.width, one.sheet.height, one.readable, one.note)
        for one in scanned
    )
    margins = tuple(line for sheet in sheets for line in sheet.margins)
    return Pages(pages, tuple(one.note for one in scanned if one.note)), margins


def _all_pages(sources: Sequence[Path | BinaryIO], name: str) -> Iterator[scan.Picture]:
    number = 0
    for source in sources:
        try:
            image = Image.open(source, formats=_FORMATS)
        except Image.DecompressionBombError as error:
            raise refusals.hostile(name, "ảnh quá lớn để giải nén") from error
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
            raise refusals.damaged(name, "không mở được theo định dạng ảnh") from error
        with image:
            frames = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
            if number + frames > limits.PAGES:
                raise refusals.hostile(name, f"có {number + frames} trang, quá {limits.PAGES} trang")
            _bounded(image, name)
            for page in _pages(image, frames, name):
                number += 1
                yield replace(page, number=number)


def _bounded(image: Image.Image, name: str) -> None:
    width, height = image.size
    if max(width, height) > limits.PICTURE_SIDE or width * height > limits.PIXELS:
        raise refusals.hostile(name, f"ảnh {width} × {height} điểm, quá lớn")


def _pages(image: Image.Image, frames: int, name: str) -> Iterator[scan.Picture]:
    """Each frame upright as its camera says, in colour, at the scale of recognition."""
    for number in range(frames):
        try:
            image.seek(number)
            _bounded(image, name)
            width, height = image.size
            scale, points = _scale(image, width, height)
            if scale < 0.6:
                image.draft("RGB", (round(width * scale * _ROOM), round(height * scale * _ROOM)))
            upright = _on_white(ImageOps.exif_transpose(image))
            corners = photograph.sheet_in(upright)
            if corners is not None:
                yield _flattened(number + 1, upright, corners)
                continue
            ratio = width * scale / image.size[0]
            target = (max(round(upright.width * ratio), 1), max(round(upright.height * ratio), 1))
            frame = upright if upright.size == target else upright.resize(target, Image.Resampling.BICUBIC)
            yield scan.Picture(number + 1, np.asarray(frame), frame.width * points, frame.height * points)
        except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
            raise refusals.damaged(name, f"ảnh không giải mã được ở trang {number + 1}") from error


def _flattened(number: int, image: Image.Image, corners: photograph.Corners) -> scan.Picture:
    """The sheet of paper in a photograph as a page of A4's width at the scale of recognition, its places those of the photograph."""
    across, down = photograph.sheet_size(image, corners)
    lying = across > down
    width = round(_A4_WIDTH / 72 * ocr.DPI * (across / down if lying else 1.0))
    height = round(width * down / across)
    points = 72 / ocr.DPI
    scale = width * points / across
    frame = photograph.frame_around(corners, (width * points, height * points), (image.width * scale, image.height * scale))
    flat = photograph.flattened(image, corners, width, height)
    return scan.Picture(number, np.asarray(flat), width * points, height * points, frame)


def _on_white(image: Image.Image) -> Image.Image:
    """The picture in RGB; what is transparent shows as white paper."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        solid = image.convert("RGBA")
        paper = Image.new("RGBA", solid.size, "white")
        return Image.alpha_composite(paper, solid).convert("RGB")
    return image.convert("RGB")


def _scale(image: Image.Image, width: int, height: int) -> tuple[float, float]:
    """By how much to scale the picture for recognition, and how many points one pixel of the result is.

    The picture's own resolution is believed where it gives a sheet of paper; else the shorter side is taken as that of A4.
    """
    dpi = image.info.get("dpi", (0, 0))[0] or 0
    dpi = float(dpi)
    shorter = min(width, height)
    if not (_BELIEVED_DPI[0] <= dpi <= _BELIEVED_DPI[1] and _BELIEVED_INCHES[0] <= shorter / dpi <= _BELIEVED_INCHES[1]):
        dpi = shorter / (_A4_WIDTH / 72)
    return min(ocr.DPI / dpi, 2.0), 72 / dpi / min(ocr.DPI / dpi, 2.0)
