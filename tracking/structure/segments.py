"""The pieces of a source parted into its documents, and each document into head, body, tail and annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracking.structure.head import Head
from tracking.structure.heads import has_landmarks, read_head
from tracking.structure.knowledge import kind_names, starting
from tracking.structure.landmarks import Role, annex_label, is_bullet, kind_of_title, role_of
from tracking.structure.pieces import Piece
from tracking.structure.quotation import Quotation
from tracking.structure.quoted import read_quotation
from tracking.structure.signing import is_authority, name_in, signs

FORM_WITHIN = 10
"""Pieces: a letterhead so soon after the label of an annex is a form to fill in, not a document."""
BRACKET_WITHIN = 8
"""Pieces between a title and the words "(Ban hành kèm theo …)" that make it the title of an attached document."""
TITLE_WITHIN = 4
"""Pieces between the label of an annex and its title."""
LETTERHEAD_REACH = 16
"""Pieces before the national name that may still belong to its letterhead (left column printed first)."""

_BLANKS = re.compile(r"\.{3,}|…|_{3,}")


@dataclass(slots=True)
class Segment:
    """One document as ranges of pieces: [start, body) head, [body, tail) content, [tail, …) end; annexes by their first piece."""

    start: int
    head: Head
    body: int
    tail: int
    annexes: list[int] = field(default_factory=list)
    stop: int = 0
    quotation: Quotation | None = None

    @property
    def tail_stop(self) -> int:
        return self.annexes[0] if self.annexes else self.stop


def part(pieces: Sequence[Piece]) -> list[Segment]:
    """The documents among the pieces, at least one, in order; together they cover every piece."""
    segments: list[Segment] = []
    start = 0
    while not segments or start < len(pieces):
        walker = _Walker(pieces, start)
        segments.append(walker.run())
        start = segments[-1].stop
        if not pieces:
            break
    return segments


def _head(pieces: Sequence[Piece]) -> tuple[Head, Quotation | None]:
    """The head of the first document; for a page without a letterhead also what its sentences say of the document they quote."""
    head = read_head(pieces)
    if head.letterhead:
        return head, None
    quotation = read_quotation(pieces, addressed=head.salutation)
    if not has_landmarks([role_of(piece) for piece in pieces[:40]]):
        head = Head(end=max(quotation.end, 0))
    return head, quotation


class _Walker:
    """Walks one document from its first piece to the first piece of the next."""

    def __init__(self, pieces: Sequence[Piece], start: int) -> None:
        self.pieces = pieces
        head, quotation = _head(pieces[start:])
        body = start + head.end
        self.segment = Segment(start, head, body, tail=len(pieces), stop=len(pieces), quotation=quotation)
        self.state = "body"
        self.signed = False

    def run(self) -> Segment:
        segment = self.segment
        for index in range(segment.body, len(self.pieces)):
            piece = self.pieces[index]
            role = role_of(piece)
            if (first := self._next_document(index, piece, role)) is not None:
                segment.stop = first
                break
            self._advance(index, piece, role)
        segment.annexes = [at for at in segment.annexes if at < segment.stop]
        segment.tail = min(segment.tail, segment.tail_stop)
        return segment

    def _advance(self, index: int, piece: Piece, role: Role) -> None:
        if self.state == "body" and self._begins_tail(index, piece, role):
            self.state = "tail"
            self.segment.tail = index
        elif self._begins_annex(index, piece, role):
            self.state = "annex"
            self.segment.annexes.append(index)
        if self.state == "tail" and name_in(piece.text):
            self.signed = True

    def _begins_tail(self, index: int, piece: Piece, role: Role) -> bool:
        if role == "recipients":
            return True
        if not signs(piece):
            return False
        following = self.pieces[index + 1 : index + 10]
        return (
            is_authority(piece.text)
            or len(following) < 6
            or any(role_of(other) == "recipients" or name_in(other.text) for other in following)
        )

    def _begins_annex(self, index: int, piece: Piece, role: Role) -> bool:
        if role == "annex":
            return self.state != "body" or self._stands_alone(piece)
        if self.state == "body" or piece.opaque or is_bullet(piece.text):
            return False
        if role not in ("title", "text", "attached") or not piece.capitals or signs(piece) or piece.column is not None:
            return False
        if starting("office_heads").match(piece.flat) and any(
            role_of(other) in ("national", "party") for other in self.pieces[index : index + 12]
        ):
            return False
        listed = bool(starting("annex_lists").match(piece.flat))
        if self.state == "annex":
            return listed and self._bracketed(index) and index - self.segment.annexes[-1] > TITLE_WITHIN
        if self._first_on_page(index) and (listed or self._bracketed(index)):
            return True
        return self.signed and (listed or self._bracketed(index) or self._first_on_page(index) or self._set_apart(piece))

    def _next_document(self, index: int, piece: Piece, role: Role) -> int | None:
        """The first piece of the next document, where this piece shows that one begins; None otherwise."""
        if role in ("national", "party"):
            return None if self._is_form(index) else self._letterhead_start(index)
        if role != "title" or (self.state == "body" and not (self._first_on_page(index) and self._bracketed(index))):
            return None
        named = kind_of_title(piece.text)
        if named is None or named[0] not in kind_names().values() or piece.column == "left":
            return None
        if self.state == "tail":
            return index if self.signed or self._bracketed(index) or self._first_on_page(index) else None
        return index if self._bracketed(index) and not self._labelled(index) else None

    def _is_form(self, index: int) -> bool:
        near = self.pieces[max(self.segment.body, index - 4) : index + 5]
        blank = any(_BLANKS.search(piece.text) and re.search(r"\w", piece.text) for piece in near)
        named = any("ten co quan" in piece.flat or "ten don vi" in piece.flat or "co quan, don vi" in piece.flat for piece in near)
        if self.state == "annex":
            return blank or named or index - self.segment.annexes[-1] <= FORM_WITHIN
        return named or (blank and self.state == "body")

    def _letterhead_start(self, index: int) -> int:
        """Where the letterhead begins to which the national name at `index` belongs."""
        piece = self.pieces[index]
        first = index
        for at in range(index - 1, max(self.segment.body, index - LETTERHEAD_REACH) - 1, -1):
            other = self.pieces[at]
            if other.block == piece.block:
                first = at
                continue
            if other.page != piece.page or self._belongs_to_end(other):
                break
            if (other.capitals and starting("office_heads").match(other.flat)) or role_of(other) in ("urgency", "number"):
                first = at
        return first

    def _belongs_to_end(self, piece: Piece) -> bool:
        return piece.opaque or signs(piece) or is_bullet(piece.text) or name_in(piece.text) is not None or role_of(piece) == "recipients"

    def _bracketed(self, index: int) -> bool:
        return any(role_of(piece) == "attached" for piece in self.pieces[index + 1 : index + 1 + BRACKET_WITHIN])

    def _labelled(self, index: int) -> bool:
        return any(annex_label(piece.text) for piece in self.pieces[max(0, index - 4) : index])

    def _first_on_page(self, index: int) -> bool:
        page = self.pieces[index].page
        for other in reversed(self.pieces[self.segment.start : index]):
            if other.page != page:
                return True
            if role_of(other) not in ("page", "rule"):
                return False
        return False

    def _stands_alone(self, piece: Piece) -> bool:
        return piece.capitals or self._set_apart(piece)

    def _set_apart(self, piece: Piece) -> bool:
        return piece.line is not None and bool(piece.line.bold or piece.line.centred)
