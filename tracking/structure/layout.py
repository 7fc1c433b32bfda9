"""A source as its documents: where each begins and ends, and what stands in its head, body, tail and annexes."""

from __future__ import annotations

from collections.abc import Sequence

from tracking.reading.page import Block, Pages, lines_of
from tracking.structure.header import read_header
from tracking.structure.landmarks import annex_label
from tracking.structure.pieces import Piece, pieces_of
from tracking.structure.segments import Segment, part
from tracking.structure.sheet import Annex, Sheet

__all__ = ["Annex", "Sheet", "lay_out"]


def lay_out(pages: Pages) -> tuple[Sheet, ...]:
    """The documents of a source, at least one, in their order; the first is the document itself."""
    blocks = list(pages.blocks())
    pieces = pieces_of(blocks)
    segments = part(pieces)
    starts = [0, *(pieces[segment.start].block for segment in segments[1:]), len(blocks)]
    return tuple(_sheet(blocks, pieces, segment, starts[at], starts[at + 1]) for at, segment in enumerate(segments))


def _sheet(blocks: Sequence[Block], pieces: Sequence[Piece], segment: Segment, start: int, stop: int) -> Sheet:
    texts = [line.text for line in lines_of(list(blocks[start:stop]))]
    info, reasons = read_header(pieces, segment, texts)
    body = _block_at(pieces, segment.body, start, stop)
    tail = _block_at(pieces, segment.tail, body, stop)
    edges = [_block_at(pieces, at, tail, stop) for at in segment.annexes]
    annexes = tuple(_annex(blocks[a:b], pieces, at, segment) for at, a, b in zip(segment.annexes, edges, [*edges, stop][1:], strict=True))
    first = edges[0] if edges else stop
    return Sheet(info, tuple(blocks[start:body]), tuple(blocks[body:tail]), tuple(blocks[tail:first]), annexes, reasons)


def _block_at(pieces: Sequence[Piece], index: int, least: int, most: int) -> int:
    """The block in which the piece stands, within the document's own blocks."""
    block = pieces[index].block if index < len(pieces) else most
    return min(max(block, least), most)


def _annex(blocks: Sequence[Block], pieces: Sequence[Piece], index: int, segment: Segment) -> Annex:
    piece = pieces[index]
    label = annex_label(piece.text)
    title = label[1] if label else piece.text
    return Annex(label[0] if label else "", title, tuple(blocks))
