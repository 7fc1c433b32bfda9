"""In an issued electronic document: the signature as a transparent blue PNG between title and name.

The seal as a transparent red PNG over its left third.

Source: PL I.II.7d, 8a.
Wrong: a white-backed JPEG; a black signature
Right: a file not yet signed is only noted; two PNG pictures with alpha, blue and red
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import numpy as np
from PIL import Image

from drafting.drawings import Drawing
from drafting.finding import Finding
from drafting.parts.piece import Piece
from drafting.rules.rule import Rule, Subject


def _signature(rule: Rule, subject: Subject) -> Iterator[Finding]:
    pictures = _pictures(subject)
    if pictures is None:
        return
    if not any(is_transparent and hue == "blue" for _, is_transparent, hue in pictures):
        found = "không có hình chữ ký PNG nền trong, màu xanh" if pictures else "chưa có hình ảnh chữ ký"
        yield rule.finding(found, "ảnh chữ ký PNG nền trong suốt, màu xanh", _place(subject), severity=None if pictures else "I")


def _seal(rule: Rule, subject: Subject) -> Iterator[Finding]:
    pictures = _pictures(subject)
    if pictures is None:
        return
    seals = [drawing for drawing, is_transparent, hue in pictures if is_transparent and hue == "red"]
    if not seals:
        found = "không có hình dấu PNG nền trong, màu đỏ" if pictures else "chưa có hình ảnh dấu"
        expected = "ảnh dấu cơ quan PNG nền trong suốt, màu đỏ"
        yield rule.finding(found, expected, _place(subject), severity=None if pictures else "I")
        return
    signatures = [drawing for drawing, _, hue in pictures if hue == "blue"]
    if signatures and seals[0].x_mm is not None and signatures[0].x_mm is not None:
        covered = (seals[0].x_mm + seals[0].width_mm - signatures[0].x_mm) / max(signatures[0].width_mm, 1.0)
        if not _LEAST <= covered <= _MOST or seals[0].x_mm > signatures[0].x_mm:
            yield rule.finding(f"dấu trùm {covered:.0%} chữ ký", "dấu trùm khoảng 1/3 chữ ký về bên trái", _place(subject))


def _place(subject: Subject) -> Piece | None:
    signatures = subject.parts.signing.signatures
    return signatures[0].titles[0] if signatures and signatures[0].titles else None


def _pictures(subject: Subject) -> list[tuple[Drawing, bool, str]] | None:
    """The pictures of the signature block with transparency and hue; None where the document is not issued electronically."""
    if not subject.issued or subject.medium != "electronic" or not subject.parts.signing.found:
        return None
    first = subject.parts.signing.first
    targets = subject.word.package.targets(subject.word.package.main)
    out: list[tuple[Drawing, bool, str]] = []
    for paragraph in subject.word.paragraphs:
        if paragraph.index < first:
            continue
        for drawing in paragraph.drawings:
            if drawing.kind == "picture":
                out.append((drawing, *look(subject.word.package.parts.get(targets.get(drawing.image, ""), b""))))
    return out


def look(data: bytes) -> tuple[bool, str]:
    """Whether a picture is a PNG with transparency, and whether its ink is mostly "red", "blue" or neither ("")."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.format != "PNG" or image.width * image.height > _MOST_PIXELS:
                return False, ""
            pixels = np.asarray(image.convert("RGBA").resize((64, 64)), dtype=np.int16).reshape(-1, 4)
    except (OSError, ValueError, Image.DecompressionBombError):
        return False, ""
    transparent = bool((pixels[:, 3] < 250).any())
    ink = pixels[(pixels[:, 3] > 60) & (pixels[:, :3].min(axis=1) < 200)]
    if not len(ink):
        return transparent, ""
    red, green, blue = (float(ink[:, channel].mean()) for channel in range(3))
    hue = "red" if red > blue + 30 and red > green + 30 else ("blue" if blue > red + 20 else "")
    return transparent, hue


_LEAST, _MOST = 0.20, 0.45
_MOST_PIXELS = 30_000_000

RULES = (
    Rule("CK-09", "W", "Chữ ký số", "PL I.II.7d", _signature),
    Rule("CK-10", "W", "Dấu cơ quan", "PL I.II.8a", _seal),
)
