"""A source as its documents: where each begins and ends, and what stands in its head, body, tail and annexes."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from tracking.duty import Reason
from tracking.reading.page import Block, Pages, lines_of
from tracking.structure.found import WHY
from tracking.structure.header import read_header
from tracking.structure.landmarks import annex_label, role_of
from tracking.structure.pieces import Piece, pieces_of
from tracking.structure.segments import Segment, part
from tracking.structure.sheet import Annex, Sheet
from tracking.structure.small_letters import with_capitals
from tracking.structure.spacing import spaced
from tracking.structure.worn_markers import mended_markers

LONGEST_TITLE = 6
"""Lines of the title of an annex."""

__all__ = ["Annex", "Sheet", "lay_out"]


def lay_out(pages: Pages) -> tuple[Sheet, ...]:
    """The documents of a source, at least one, in their order; the first is the document itself."""
    blocks = mended_markers(spaced(list(pages.blocks())))
    pieces = with_capitals(pieces_of(blocks))
    segments = part(pieces)
    starts = [0, *(pieces[segment.start].block for segment in segments[1:]), len(blocks)]
    sheets = [_sheet(blocks, pieces, segment, starts[at], starts[at + 1]) for at, segment in enumerate(segments)]
    return tuple(_with_main(sheet, segment, sheets[0]) for sheet, segment in zip(sheets, segments, strict=True))


def _sheet(blocks: Sequence[Block], pieces: Sequence[Piece], segment: Segment, start: int, stop: int) -> Sheet:
    body = _block_at(pieces, segment.body, start, stop)
    head, content = ([line.text for line in lines_of(list(part))] for part in (blocks[start:body], blocks[body:stop]))
    info, reasons = read_header(pieces, segment, [*head, *content], content)
    tail = _block_at(pieces, segment.tail, body, stop)
    edges = [_block_at(pieces, at, tail, stop) for at in segment.annexes]
    annexes = tuple(
        _annex(blocks[a:b], pieces[: segment.stop], at) for at, a, b in zip(segment.annexes, edges, [*edges, stop][1:], strict=True)
    )
    first = edges[0] if edges else stop
    return Sheet(info, tuple(blocks[start:body]), tuple(blocks[body:tail]), tuple(blocks[tail:first]), annexes, reasons)


def _with_main(sheet: Sheet, segment: Segment, main: Sheet) -> Sheet:
    """An attached document ("Ban hành kèm theo Quyết định số …") has the issuer and the day of the one that issues it."""
    attached = segment.head.attached
    if sheet is main or attached is None or segment.head.letterhead:
        return sheet
    missing = {name: value for name in ("issuer", "issued_on") if getattr(sheet.info, name) is None and (value := getattr(main.info, name))}
    reasons = tuple(Reason(name, "attached.main", attached.text, WHY["attached.main"]) for name in missing)
    return dataclasses.replace(sheet, info=dataclasses.replace(sheet.info, **missing), reasons=(*sheet.reasons, *reasons))


def _block_at(pieces: Sequence[Piece], index: int, least: int, most: int) -> int:
    """The block in which the piece stands, within the document's own blocks."""
    block = pieces[index].block if index < len(pieces) else most
    return min(max(block, least), most)


def _annex(blocks: Sequence[Block], pieces: Sequence[Piece], index: int) -> Annex:
    piece = pieces[index]
    label = annex_label(piece.text)
    lines = [label[1] if label else piece.text]
    for other in pieces[index + 1 : index + 1 + LONGEST_TITLE]:
        if (
            role_of(other) in ("attached", "rule")
            or other.opaque
            or not (other.capitals or (other.bold and other.line and other.line.centred))
        ):
            break
        lines.append(other.text)
    return Annex(label[0] if label else "", " ".join(line for line in lines if line), tuple(blocks))
