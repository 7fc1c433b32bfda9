"""What stands in a head and is no part of it: a web page's words above the letterhead, stamps of those who received it, dirt of a scan."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracking.structure.flat import flat
from tracking.structure.knowledge import starting
from tracking.structure.landmarks import Role
from tracking.structure.numbering import is_bare_label
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
        if role in _NEUTRAL or (role == "text" and is_dirt(piece.text)):
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


LONGEST_OF_PAGE = 90
"""Characters of a line of a page's own words."""
LONGEST_DIRT = 30
"""Characters of a line of dirt."""
MOST_SIGNS = 0.4
"""The share of signs from which on a short line is dirt and no words."""
STAMP_HEAD_WITHIN = 8
"""Pieces below a stamp within which a body's name shows that the one above the stamp is its head."""

_REPEATED = re.compile(r"([^\W\dIiXx_])\1\1")
_DOMAIN = re.compile(r"\b[\w-]+\.(?:vn|com|net|org)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"\W*(?:thu (?:hai|ba|tu|nam|sau|bay)|chu nhat)\b|\W*\d{1,2}[:h]\d{2}\b|\W*(?:ngay )?\d{1,2}/\d{1,2}/\d{4}\b")
_RULE = re.compile(r"[-–—_=*.…]{2,}")
_LONE = re.compile(r"\W*\w(?:\W+\w){1,2}\W*")
_RECEIVED = re.compile(r"\W*den(?!\s+(?:ngay|het|nam|nay)\s)\b")


def is_dirt(text: str) -> bool:
    """Whether a short line is what a scan made of specks and stamps: mostly signs, or one letter over and over ("TƯ NNN,", "xế — «")."""
    seen = [char for char in _RULE.sub("", text) if not char.isspace()]
    if not seen or len(text) > LONGEST_DIRT or is_bare_label(text):
        return False
    if _LONE.fullmatch(text):
        return True
    return _REPEATED.search(text) is not None or sum(not char.isalnum() for char in seen) >= MOST_SIGNS * len(seen)


def with_whole_stamps(pieces: Sequence[Piece], roles: Sequence[Role]) -> list[Role]:
    """The roles, the receiver's name above the word "ĐẾN" of its stamp made a part of the stamp where another body issues the document."""
    out = list(roles)
    for at in range(1, len(out)):
        if out[at] != "stamp" or out[at - 1] != "text" or not _RECEIVED.match(pieces[at].flat) or not pieces[at - 1].capitals:
            continue
        passed = "number" in out[: at - 1]
        following = zip(pieces[at + 1 : at + 1 + STAMP_HEAD_WITHIN], out[at + 1 :], strict=False)
        if passed or any(role == "text" and piece.capitals and starting("office_heads").match(piece.flat) for piece, role in following):
            out[at - 1] = "stamp"
    return out


def is_of_page(text: str) -> bool:
    """Whether a short line is furniture of a web page: its address, its day, words of its menus and buttons."""
    bare = flat(text)
    if len(text) > LONGEST_OF_PAGE:
        return False
    menu = len(re.findall(r"\s[|>»]\s", text)) > 1
    return menu or bool(_DOMAIN.search(text) or _WEEKDAY.match(bare) or starting("page_words").match(re.sub(r"^\W+", "", bare)))
