"""The value of this stage: one document of a file, its own words about itself, and its blocks by place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracking.duty import DocumentInfo, Reason
from tracking.reading.page import Block, Line, lines_of


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex (phụ lục) of a document. label: "Phụ lục II"; title: the name below it, "" where there is none.

    `blocks` holds the whole annex, the lines of label and title included.
    """

    label: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document of a source. No block of the source is lost: each stands in exactly one of the four places.

    head: letterhead, number, day, title or V/v, Kính gửi; also the page furniture above them on a web page.
    body: căn cứ, opening and content up to the closing words. tail: Nơi nhận, signature and what follows them.
    reasons: for each header field, the words that decided it.
    """

    info: DocumentInfo
    head: tuple[Block, ...] = ()
    body: tuple[Block, ...] = ()
    tail: tuple[Block, ...] = ()
    annexes: tuple[Annex, ...] = ()
    reasons: tuple[Reason, ...] = ()

    def blocks(self) -> Iterator[Block]:
        """Every block of the document in the order of the source."""
        yield from self.head
        yield from self.body
        yield from self.tail
        for annex in self.annexes:
            yield from annex.blocks

    def lines(self) -> Iterator[Line]:
        """Every line of the document in the order of the source, tables walked row by row."""
        yield from lines_of(list(self.blocks()))
