"""Rules (đường kẻ) below lines of text: drawn lines, borders, rows of underscores; how long, where their middle is, whether solid."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from drafting.drawings import Drawing
from drafting.format import MM_PER_POINT
from drafting.parts.piece import Piece
from drafting.text_width import width_mm
from drafting.word import Paragraph

TYPED_RULE = re.compile(r"^[_\-–—―─=~.·*\s]{3,}$")
_MIN_LENGTH_MM = 3.0
_INSIDE_PART = 0.35
_BORDER_SOLID = ("single", "thick", "thinThickSmallGap")


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule. middle_mm: from the page's left edge, None where it cannot be told. how: what draws it."""

    length_mm: float
    middle_mm: float | None
    solid: bool
    how: Literal["drawn", "border", "typed", "cell", "underline"]
    paragraph: Paragraph


def rules_below(column: Sequence[Piece]) -> dict[Piece, list[RuleLine]]:
    """The rules of a column of pieces, top to bottom (blank ones included), by the piece with words that each lies under.

    Places are reckoned by laying the column out: line heights, gaps, and each drawing's offset from its paragraph.
    """
    tops: list[float] = []
    y = 0.0
    previous_after = 0.0
    for piece in column:
        paragraph = piece.paragraph
        gap = max(previous_after, paragraph.before_pt * MM_PER_POINT)
        tops.append(y + gap)
        y += gap + piece.height_mm
        previous_after = paragraph.after_pt * MM_PER_POINT
    out: dict[Piece, list[RuleLine]] = {}
    for place, piece in enumerate(column):
        for at, rule in _rules_of(piece, tops[place]):
            owner = _above(column, tops, at) if rule.how in ("drawn", "border") else _before(column, place, rule)
            if owner is not None:
                out.setdefault(owner, []).append(rule)
    return out


def _rules_of(piece: Piece, top: float) -> list[tuple[float, RuleLine]]:
    paragraph = piece.paragraph
    bottom = top + piece.height_mm
    found: list[tuple[float, RuleLine]] = []
    for drawing in paragraph.drawings:
        if drawing.kind == "line" and drawing.outlined and drawing.width_mm >= _MIN_LENGTH_MM and drawing.height_mm < drawing.width_mm / 4:
            near = drawing.y_mm is not None and drawing.y_from in ("paragraph", "line", "text")
            at = top + (drawing.y_mm or 0.0) if near else bottom
            found.append((at, RuleLine(drawing.width_mm, _middle(drawing, paragraph), drawing.dash in ("solid", ""), "drawn", paragraph)))
    for side, at in (("bottom", bottom), ("top", top)):
        style, _ = paragraph.borders.get(side, ("none", 0.0))
        if style not in ("none", "nil"):
            room = paragraph.frame.width_mm - paragraph.left_mm - paragraph.right_mm
            middle = paragraph.frame.left_mm + paragraph.left_mm + room / 2
            found.append((at, RuleLine(room, middle, style in _BORDER_SOLID, "border", paragraph)))
    if piece.text and TYPED_RULE.match(piece.text):
        length = width_mm(piece.text, piece.size, bold=piece.bold)
        solid = set(piece.text.replace(" ", "")) <= set("_—―─")
        found.append((bottom, RuleLine(length, piece.middle_mm, solid, "typed", paragraph)))
    elif piece.solid and all(run.underline not in (None, "none") for run in piece.solid):
        found.append((bottom, RuleLine(piece.width_mm(piece.printed_lines[-1]), piece.middle_mm, True, "underline", paragraph)))
    return found


def _middle(drawing: Drawing, paragraph: Paragraph) -> float | None:
    frame = paragraph.frame
    if drawing.x_from == "inline":
        if paragraph.align == "center":
            return frame.left_mm + frame.width_mm / 2 + (paragraph.left_mm + paragraph.first_mm - paragraph.right_mm) / 2
        return frame.left_mm + paragraph.left_mm + paragraph.first_mm + drawing.width_mm / 2
    if drawing.x_align is not None:
        if drawing.x_align == "center":
            return frame.left_mm + frame.width_mm / 2 if drawing.x_from != "page" else 105.0
        return None
    if drawing.x_mm is None:
        return None
    if drawing.x_from == "page":
        return drawing.x_mm + drawing.width_mm / 2
    return frame.left_mm + drawing.x_mm + drawing.width_mm / 2


def _above(column: Sequence[Piece], tops: Sequence[float], at: float) -> Piece | None:
    """The piece with words that lies nearest above the height `at`."""
    found = None
    for piece, top in zip(column, tops, strict=True):
        if piece.text and not TYPED_RULE.match(piece.text) and top + piece.height_mm * _INSIDE_PART < at:
            found = piece
    return found


def _before(column: Sequence[Piece], place: int, rule: RuleLine) -> Piece | None:
    if rule.how == "underline":
        return column[place]
    return next((piece for piece in reversed(column[:place]) if piece.text and not TYPED_RULE.match(piece.text)), None)
