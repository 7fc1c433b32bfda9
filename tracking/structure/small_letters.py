"""Letterheads whose capitals came out as small letters: old fonts of capitals (.VnTimeH) and web pages in sentence case.

Such a source is known by its national name, alone on a line and not in capitals. Only lines that a letterhead,
title or signature can hold are set in capitals again; everything else stays as it is.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from tracking.structure.flat import find_phrase, is_capitals
from tracking.structure.knowledge import kind_names, phrase, starting
from tracking.structure.pieces import Piece

LETTERHEAD_WITHIN = 45
"""Pieces from the start among which the national name must stand."""
TITLE_WITHIN = 16
"""Pieces after the national name among which title and authority line stand."""
LONGEST = 70
"""Characters of a line of a letterhead or of an office above a signature."""

_AUTHORITY = re.compile(r"\W*(?:tm|kt|tl|tuq|t/m|k/t|t/l)\s?[./]?\s*[a-z]")


def with_capitals(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, the lines of such a letterhead, title and signature in capitals; unchanged where the letterhead has capitals."""
    anchor = _anchor(pieces)
    if anchor is None:
        return list(pieces)
    number = next((at for at, piece in enumerate(pieces[:anchor]) if re.match(r"\W*(?:so\s?[:.]?\s*[\d/…]|v/v)", piece.flat)), anchor)
    return [
        dataclasses.replace(piece, text=piece.text.upper()) if _was_capital(pieces, at, anchor, number) else piece
        for at, piece in enumerate(pieces)
    ]


def _anchor(pieces: Sequence[Piece]) -> int | None:
    for at, piece in enumerate(pieces[:LETTERHEAD_WITHIN]):
        for name in ("national", "party"):
            if _is_phrase(piece.text, name):
                return None if is_capitals(piece.text) else at
    return None


def _is_phrase(text: str, name: str) -> bool:
    found = find_phrase(text, phrase(name)) if len(text) < LONGEST else None
    return found is not None and found[1] - found[0] >= 0.9 * len(text.strip())


def _was_capital(pieces: Sequence[Piece], at: int, anchor: int, number: int) -> bool:
    """Whether the line stood in capitals: names of bodies above the number, title, authority line, offices above a signature."""
    piece = pieces[at]
    text, bare = piece.text, piece.flat
    if piece.opaque or len(text) > LONGEST or not text[:1].isalpha():
        return False
    if any(_is_phrase(text, name) for name in ("national", "party")):
        return True
    small = text == text.lower()
    if at <= anchor + TITLE_WITHIN:
        after_title = at > 0 and pieces[at - 1].flat.strip(" :") in kind_names()
        if bare.strip(" :") in kind_names() or (small and (at < number or (after_title and bare.startswith("cua ")))):
            return True
        if (small or at <= anchor) and _names_body(bare):
            return not text.endswith((".", ",", ";", ":"))
    return small and bool(starting("positions").match(bare) or _AUTHORITY.match(bare))


def _names_body(bare: str) -> bool:
    return bool(starting("office_heads").match(bare) or starting("office_continues").match(bare) or starting("urgency").match(bare))
