"""Stamps set into a Word file as small pictures: what they say is looked at for a mark of secrecy and is no text of the document."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from tracking.reading import limits, ocr, picture
from tracking.reading.page import Line

_LARGEST_BYTES = 4 * 1024**2
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF")
_WIDE = (1.2, 9.0)
"""Width to height of a stamp that holds a line of words."""
_READ_HEIGHT = 120
"""Pixels to which a stamp is brought in height: its letters then have the size that recognition likes."""


def stamp_lines(pictures: Sequence[bytes]) -> list[Line]:
    """The lines that can be read on the pictures which have the shape of a stamp; empty where Tesseract is absent."""
    if not pictures or not ocr.is_installed():
        return []
    return [line for data in pictures for line in _lines(data)]


def _lines(data: bytes) -> Iterator[Line]:
    image = _opened(data)
    if image is None or not _WIDE[0] <= image.width / max(image.height, 1) <= _WIDE[1]:
        return
    scale = _READ_HEIGHT / image.height
    grey = image.resize((max(round(image.width * scale), 1), _READ_HEIGHT), Image.Resampling.BICUBIC)
    padded = ImageOps.expand(grey, 40, fill=255)
    try:
        words = ocr.recognise(picture.contrasted(np.asarray(padded)), layout=11)
    except ocr.Unreadable:
        return
    found: dict[int, list[str]] = {}
    for word in words:
        found.setdefault(word.line, []).append(word.text)
    yield from (Line(" ".join(texts)) for texts in found.values())


def _opened(data: bytes) -> Image.Image | None:
    """The picture in grey on white; None where it is none, or far too large for a stamp."""
    if len(data) > _LARGEST_BYTES:
        return None
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            if max(image.size) > limits.PICTURE_SIDE or image.width * image.height > limits.PIXELS // 12:
                return None
            solid = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return Image.alpha_composite(Image.new("RGBA", solid.size, "white"), solid).convert("L")
