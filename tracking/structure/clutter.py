"""What a web page prints above the letterhead of the document that it shows: its own title, a sentence, a day, a table of properties."""

from __future__ import annotations

from collections.abc import Sequence

from tracking.structure.landmarks import Role
from tracking.structure.pieces import Piece

REACH = 24
"""Pieces above the national name that may still belong to its letterhead (a left column that is printed first)."""
MOST_ABOUT_LINES = 5
"""Printed lines of a trích yếu in the left column."""

_NEUTRAL = ("rule", "page", "stamp", "motto")
_OWN = ("number", "about", "urgency", "party", "national")
_WORDED = ("text", "title", "about", "number", "date", "salutation", "attached", "enact", "annex", "recipients")


def letterhead_begins(pieces: Sequence[Piece], roles: Sequence[Role], within: int) -> int:
    """The first piece of the letterhead; 0 where nothing but the letterhead stands there, or no national name within so many pieces."""
    anchor = next((at for at, role in enumerate(roles[:within]) if role in ("national", "party")), None)
    if anchor is None or pieces[anchor].column is not None:
        return 0
    first = _upwards(pieces, roles, anchor)
    foreign = any(role in _WORDED and not piece.capitals for piece, role in zip(pieces[:first], roles[:first], strict=True))
    return first if foreign else 0


def _upwards(pieces: Sequence[Piece], roles: Sequence[Role], anchor: int) -> int:
    """How far up from the national name the lines of a letterhead go."""
    first, waiting, named = anchor, 0, False
    for at in range(anchor - 1, max(anchor - REACH, 0) - 1, -1):
        piece, role = pieces[at], roles[at]
        if role in _NEUTRAL:
            continue
        if named and role in ("number", "about"):
            break
        if piece.capitals and role == "text":
            first, waiting, named = at, 0, True
        elif role in _OWN or (role == "date" and "," in piece.text and not piece.text[:1].isdigit()):
            first, waiting = at, 0
        elif role == "text" and len(piece.text) < 90 and waiting < MOST_ABOUT_LINES:
            waiting += 1
        else:
            break
    return first
