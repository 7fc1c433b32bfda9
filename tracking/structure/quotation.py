"""What sentences of a page can say of the document they quote, and the words by which they say it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafting.kinds import OTHER, kinds
from drafting.number import NUMBER, PARTY_NUMBER
from tracking.structure.clutter import is_of_page
from tracking.structure.flat import flat
from tracking.structure.knowledge import kind_names
from tracking.structure.landmarks import begins_content
from tracking.structure.numbering import NumberLine, read_number_line
from tracking.structure.pieces import Piece
from tracking.structure.properties import is_property
from tracking.structure.subject import tidy

LONGEST_TITLE = 420
"""Characters of a title of a page."""

NUMBERED = rf"(?:{NUMBER.pattern}|{PARTY_NUMBER.pattern.replace('serial', 'serial2').replace('symbol', 'symbol2')})"
KIND = rf"(?P<kind>(?i:văn bản|{'|'.join(kind.name for kind in kinds())}))"
_NAMED_HEADING = re.compile(rf"^\W*[A-ZĐ][^\W\d]+(?:\s[^\W\d]+){{0,3}}\s(?:số:?\s*)?{NUMBERED}(?:\s(?:năm\s)?(?:19|20)\d\d)?(?=\s\w)")
FOLLOWS = re.compile(
    r"(?:sau|dưới) đây là|nội dung (?:cụ thể )?như sau|cụ thể như sau|như sau\s*:|toàn văn|nội dung chính|theo đó", re.IGNORECASE
)
ABOUT = re.compile(r"(?:^|[\s,])(?:về việc|V/v|v/v|về)\s+(?P<about>.+?)(?:\.\s|\.$|$)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What the sentences of a page say of the document they quote; None where they do not. end: the first piece of its content."""

    kind: str | None = None
    number: str | None = None
    issued_on: dt.date | None = None
    issuer: str | None = None
    signer: str | None = None
    subject: str | None = None
    piece: Piece | None = None
    title: Piece | None = None
    end: int = 0


def number_of(match: re.Match[str]) -> NumberLine | None:
    named = match.groupdict()
    start = match.start("serial") if named["serial"] else match.start("serial2")
    written = re.split(r"\snăm\s", match.string[start : match.start("rest")])[0]
    return read_number_line(f"Số: {written.rstrip(' ,)')}")


def of_heading(text: str) -> str | None:
    """The subject that a heading gives: what follows type and number, where it begins with them ("Thông tư 05/2020/TT-BYT …")."""
    match = _NAMED_HEADING.match(text)
    return tidy(text[match.end() :] if match else text)


def heading_at(pieces: Sequence[Piece]) -> int | None:
    """The line most like the heading of a page: among the first, long enough and not a sentence."""
    for at, piece in enumerate(pieces[:12]):
        if is_property(piece.text) or (at and is_property(pieces[at - 1].text, alone=True)) or is_of_page(piece.text):
            continue
        if 25 <= len(piece.text) <= LONGEST_TITLE and not piece.text.rstrip().endswith((".", ":", ";")) and not begins_content(piece.text):
            return at
    return None


def agrees(named: str | None, kind: str | None) -> bool:
    return kind is None or named is None or named.lower() in ("văn bản", kind)


def kind_named(named: str | None, by_symbol: str | None) -> str:
    if named is None or named.lower() == "văn bản":
        return by_symbol or "công văn"
    return kind_names().get(flat(named), OTHER)
