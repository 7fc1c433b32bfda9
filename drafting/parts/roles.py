"""What a paragraph of the body is: phần, chương, mục, điều, "I.", khoản, điểm, a dash, plain words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from drafting.parts.piece import Piece

RoleName = Literal["chapter", "section", "chapter_title", "article", "roman", "clause", "chain", "point", "dash", "plain"]

_CHAPTER = re.compile(r"^(Phần|Chương)\s+(thứ\s+\w+|[IVXLC]+|\d+)\s*[.:]?\s*(.*)$", re.IGNORECASE)
_SECTION = re.compile(r"^(Mục|Tiểu mục)\s+([IVXLC]+|\d+)\s*[.:]?\s*(.*)$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(Điều)\s+(\d+)\s*([.:]?)\s*(.*)$", re.IGNORECASE)
_ROMAN = re.compile(r"^([IVXLC]{1,6})\s*([.)\-:/]|\s)\s*(\S.*)$")
_CHAIN = re.compile(r"^((?:\d+|[IVXLC]{1,6})(?:\.\d+)+)\.?\s+(.*)$")
_CLAUSE = re.compile(r"^(\d{1,3})\s*([.)/\-])\s*(?!\d)(\S.*)$")
_POINT = re.compile(r"^(\()?([a-zđăâêôơưA-ZĐ])\s*([).])\s*(\S.*)$")
_POINT_CAPITAL = re.compile(r"^[A-ZĐ]$")
_DASH = re.compile(r"^([-–—+*•●○▪■□✓➢\uf02d\uf0b7\uf0a7\uf0d8])\s*(\S.*)$")


@dataclass(frozen=True, slots=True)
class Role:
    """A paragraph's place in the numbering. ordinal: the number as written ("II", "3", "đ"); sign: what follows it; rest: the words."""

    name: RoleName
    word: str = ""
    ordinal: str = ""
    sign: str = ""
    rest: str = ""
    opened: bool = False


def role_of(piece: Piece, previous: Role | None) -> Role:
    """The role of a body paragraph; `previous` is that of the one before, for titles on a line of their own."""
    text = piece.text
    centred = piece.paragraph.align == "center"
    labels: tuple[tuple[re.Pattern[str], RoleName], ...] = ((_CHAPTER, "chapter"), (_SECTION, "section"))
    for pattern, name in labels:
        match = pattern.match(text)
        if match and (centred or not match[3] or piece.bold) and len(text) < 160 and (match[3] == "" or centred or match[3].isupper()):
            return Role(name, match[1], match[2], "", match[3])
    if (match := _ARTICLE.match(text)) and (match[3] or (piece.solid and piece.solid[0].bold)):
        return Role("article", match[1], match[2], match[3], match[4])
    if previous is not None and previous.name in ("chapter", "section") and not previous.rest and (centred or piece.bold):
        return Role("chapter_title", rest=text)
    if match := _CHAIN.match(text):
        return Role("chain", ordinal=match[1], rest=match[2])
    if (match := _ROMAN.match(text)) and (match[2].strip() or piece.bold) and (piece.bold or piece.capitals or len(text) < 120):
        return Role("roman", ordinal=match[1], sign=match[2].strip(), rest=match[3])
    if match := _CLAUSE.match(text):
        return Role("clause", ordinal=match[1], sign=match[2], rest=match[3])
    if (match := _POINT.match(text)) and (not _POINT_CAPITAL.match(match[2]) or match[3] == ")"):
        return Role("point", ordinal=match[2], sign=match[3], rest=match[4], opened=bool(match[1]))
    if match := _DASH.match(text):
        return Role("dash", sign=match[1], rest=match[2])
    return Role("plain", rest=text)


def is_heading(piece: Piece, role: Role) -> bool:
    """Whether a numbered paragraph is a title alone on its line: short, with no mark at its end."""
    if role.name not in ("clause", "roman", "article", "chain", "point"):
        return False
    return bool(role.rest) and len(role.rest) <= 180 and role.rest.rstrip()[-1] not in ".;:,…/" and len(piece.printed_lines) <= 3
