"""The components (ô) of an administrative document, found in a Word file made by anyone (Phụ lục I, Mục IV).

Reading goes down the page: letterhead, title block, Kính gửi, căn cứ, body, signature and recipients, annexes, copy block.
What cannot be found is left empty, so that a rule can say so.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import cached_property

from drafting.dates import first_date
from drafting.kinds import Kind, kind_named
from drafting.number import number_in
from drafting.orthography import compare_key, fold
from drafting.parts.annexes import Annex, CopyBlock, find_annexes, find_copy
from drafting.parts.letterhead import Letterhead, find_letterhead
from drafting.parts.opening import Opening, find_opening
from drafting.parts.piece import Piece, whole
from drafting.parts.roles import Role, role_of
from drafting.parts.ruling import RuleLine
from drafting.parts.signing import Signing, find_signing
from drafting.word import Paragraph, Word

LETTER = "công văn"
_ANNEX_OPENS_BY = 5
"""The paragraph by which the label "Phụ lục" stands in a file that is an annex alone; a stamp of number and time may stand above it."""


@dataclass
class Components:
    """The document by components. other_ruleset: why the rules of the decree do not apply, "" where they do."""

    word: Word
    head: Letterhead
    opening: Opening
    signing: Signing
    body: list[Piece] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)
    copy: CopyBlock | None = None
    contact: list[Piece] = field(default_factory=list)
    other_ruleset: str = ""

    @cached_property
    def kind(self) -> Kind | None:
        """The kind by its printed title, by the V/v of a công văn, then by the symbol."""
        if self.opening.title:
            named = kind_named(" ".join(piece.text for piece in self.opening.title).strip(" .:"))
            if named is not None:
                return named
        if self.is_letter:
            return kind_named(LETTER)
        number = number_in(self.head.number.text) if self.head.number else None
        return number.kind if number else None

    @property
    def is_letter(self) -> bool:
        """Whether it is a công văn: V/v under the number and no title (a line "CÔNG VĂN" counts as none)."""
        real = [piece for piece in self.opening.title if piece.key.strip(" .:") != LETTER]
        if real:
            return False
        return bool(self.head.letter_subject) or bool(self.opening.title) or self.opening.addressees_label is not None

    @property
    def kind_name(self) -> str:
        return self.kind.name if self.kind else ""

    @property
    def issued_on(self) -> dt.date | None:
        """The day of the document; None where it is blank or no day of the calendar."""
        return first_date(self.head.place_and_date.text) if self.head.place_and_date else None

    @cached_property
    def rules(self) -> dict[Piece, list[RuleLine]]:
        """The rules below lines of the letterhead and of the title block, by line."""
        return {**self.head.rules, **self.opening.rules}

    @property
    def is_annex_alone(self) -> bool:
        """Whether the file is an annex kept apart from its document: it opens with "Phụ lục" and has no letterhead."""
        return bool(self.annexes) and not self.head.found and self.annexes[0].first <= _ANNEX_OPENS_BY

    @property
    def is_copy_alone(self) -> bool:
        """Whether the file is only the block that makes a copy, to stand below a document printed from elsewhere."""
        return self.copy is not None and self.head.national_name is None and not self.opening.title

    @cached_property
    def main_text(self) -> str:
        """The words of the document without its annexes."""
        first = min((annex.first for annex in self.annexes), default=len(self.word.paragraphs) + 1)
        return "\n".join(paragraph.words for paragraph in self.word.paragraphs if paragraph.index < first)


def locate(word: Word) -> Components:
    """The components of a document."""
    head = find_letterhead(word)
    annexes = find_annexes(word, head.last)
    first_annex = min((annex.first for annex in annexes), default=len(word.paragraphs) + 1)
    copied = find_copy(word, head.last, first_annex)
    end = min(first_annex, copied.first if copied else first_annex)
    if copied is None and head.national_name is None:
        copied = find_copy(word, 0, first_annex)
    main = [paragraph for paragraph in word.paragraphs if paragraph.index < end]
    signing = find_signing(main, head.last)
    flow = [whole(p) for p in main if p.index not in head.used and p.index not in signing.used and p.index > 0]
    opening = find_opening(flow, head, signing.first)
    parts = Components(word, head, opening, signing, annexes=annexes, copy=copied)
    parts.contact = _contact(word, flow)
    if parts.is_annex_alone:
        return parts
    parts.body = [piece for piece in _body(flow, opening, signing) if piece not in parts.contact]
    previous: Role | None = None
    for piece in parts.body:
        previous = role_of(piece, previous)
        parts.roles.append(previous)
    parts.other_ruleset = _other_ruleset(parts)
    return parts


def _body(flow: list[Piece], opening: Opening, signing: Signing) -> list[Piece]:
    """Cell 6 outside tables: from the last line of the opening to the signature, blank paragraphs left out."""
    last = signing.first if signing.found else len(flow) + 10**6
    return [
        piece
        for piece in flow
        if piece.text and opening.last < piece.paragraph.index < last and piece.paragraph.frame.kind == "body" and not _ruling(piece)
    ]


def _ruling(piece: Piece) -> bool:
    return not any(char.isalnum() for char in piece.text) and len(piece.text) >= 3 and piece.text not in ("./.", ".../.")


_CONTACT = (
    "dia chi:",
    "dia chi ",
    "dien thoai:",
    "dt:",
    "email:",
    "thu dien tu:",
    "website:",
    "fax:",
    "trang thong tin dien tu:",
    "so dien thoai:",
)


def _contact(word: Word, flow: list[Piece]) -> list[Piece]:
    """The contact block (ô 13): in the footer of page 1, or in a box or frame near the foot."""
    found: list[Piece] = []
    section = word.sections[0]
    seen: set[int] = set()
    for footer in section.footers.values():
        if id(footer) in seen:
            continue
        seen.add(id(footer))
        pieces = [whole(paragraph) for paragraph in footer.paragraphs if paragraph.words]
        if any(_is_contact(piece) for piece in pieces):
            found += pieces
    found += [piece for piece in flow if piece.paragraph.frame.kind == "box" and _is_contact(piece)]
    return found


def _is_contact(piece: Piece) -> bool:
    return sum(label in piece.folded for label in _CONTACT) >= 1


def _other_ruleset(parts: Components) -> str:
    head = parts.word.paragraphs[:40]
    party = next((p for p in head if compare_key(p.words).startswith("đảng cộng sản việt nam") and len(p.words) < 60), None)
    if party is not None:
        return "văn bản của Đảng (có tiêu đề «ĐẢNG CỘNG SẢN VIỆT NAM»)"
    number = number_in(parts.head.number.text) if parts.head.number else None
    if number is not None and number.year and _normative(number.symbol):
        return f"văn bản quy phạm pháp luật (số «{number}»)"
    return ""


def _normative(symbol: str) -> bool:
    """Whether the first group of the symbol is one that normative documents also carry."""
    return re.match(r"(nq|qd|nd|tt|ttlt|qh\d*|pl|l)\b", fold(symbol)) is not None


def first_words(paragraph: Paragraph, count: int = 60) -> str:
    """The beginning of a paragraph, for naming it to people."""
    return paragraph.words if len(paragraph.words) <= count else paragraph.words[: count - 1].rstrip() + "…"
