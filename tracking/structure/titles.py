"""Titles that are not printed as the form has them: in small letters, or lost, with only the subject left below the letterhead."""

from __future__ import annotations

import re

from tracking.structure.flat import flat
from tracking.structure.knowledge import kind_names, starting
from tracking.structure.landmarks import begins_content, is_bullet
from tracking.structure.pieces import Piece

LONGEST_SUBJECT = 420
"""Characters of a line that is the whole subject."""
SHORTEST_SUBJECT = 12
"""Characters of a line that can be a subject by itself."""


def small_title(text: str, kind: str | None = None) -> tuple[str, str] | None:
    """The type and the subject behind it that a line in small letters gives ("Kế hoạch trực hồ năm 2026"); None for other lines.

    kind: the type that the symbol of the number names; only a line that begins with it may go on with a subject.
    """
    bare = flat(text).strip(" *_:.-–|")
    if not text.lstrip(" *_|")[:1].isupper():
        return None
    if bare in kind_names():
        return kind_names()[bare], ""
    name = flat(kind or "")
    at = flat(text).find(name) if kind else -1
    if at < 0 or not bare.startswith(f"{name} ") or text.rstrip().endswith((".", ":", ";")) or len(text) > LONGEST_SUBJECT:
        return None
    rest = text[at + len(name) :].strip(" :-–")
    return (kind or "", rest) if not re.match(r"(?:so|nay|tren|do)\b", flat(rest)) else None


def may_entitle(piece: Piece) -> bool:
    """Whether a line may be a subject by itself: no sentence, no item of the content, no name of the one who decides."""
    text = piece.text.rstrip()
    if piece.opaque or piece.numbered or not SHORTEST_SUBJECT <= len(text) <= LONGEST_SUBJECT or is_bullet(text) or begins_content(text):
        return False
    if text.endswith((":", ";")) or (text.endswith(".") and not text.endswith("...")):
        return False
    decides = starting("office_heads").match(piece.flat) or starting("positions").match(piece.flat)
    return not (piece.capitals and decides) and starting("never_subject").match(piece.flat) is None
