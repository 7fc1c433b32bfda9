"""Blocks of two columns on a page (letterhead; Nơi nhận beside the signature), found by the white gutter that their rows share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from drafting.orthography import fold
from tracking.reading.page import Line
from tracking.reading.tokens import Row, Token, edges, line_of

Gap = tuple[float, float]

_MIDDLE = (0.27, 0.68)
_NARROWEST = 6.5
_TWO_ROWS = 9.0
_ONE_ROW = 34.0
_DEEPEST_GAP = 170.0
_RIGHT_HALF = 0.36
_RECIPIENTS = re.compile(r"(?:\W*\w{0,3}\W+)?noi nhan\b")
_NATIONAL = ("cong hoa xa hoi", "dang cong san viet")


@dataclass(frozen=True, slots=True)
class TwoColumns:
    """Rows `first` to `last` (inclusive) that stand in two columns parted by the gutter."""

    first: int
    last: int
    gutter: Gap


def lines_in_order(rows: Sequence[Row], page: int, width: float) -> list[tuple[float, list[Line]]]:
    """The lines of the page in reading order, in groups with the height where each begins.

    A block of two columns is one group: its left lines from top to bottom, then its right ones, each marked with its column.
    """
    left, right = edges(rows, width)
    blocks = {block.first: block for block in two_columns(rows, width)}
    out: list[tuple[float, list[Line]]] = []
    index = 0
    while index < len(rows):
        block = blocks.get(index)
        if block is None:
            out.append((rows[index].top, [line_of(rows[index].tokens, page, left, right)]))
            index += 1
            continue
        inside = rows[block.first : block.last + 1]
        out.append((min(row.top for row in inside), _column_lines(inside, block.gutter, page, left)))
        index = block.last + 1
    return out


def _column_lines(rows: Sequence[Row], gutter: Gap, page: int, left: float) -> list[Line]:
    lefts, rights = [], []
    for row in rows:
        before, after = _sides(row, gutter)
        if before:
            lefts.append(replace(line_of(before, page, left), column="left"))
        if after:
            rights.append(replace(line_of(after, page, left), column="right"))
    return lefts + rights


def two_columns(rows: Sequence[Row], width: float) -> list[TwoColumns]:
    """The two-column blocks of a page from top to bottom; none overlaps another.

    Letterheads and signature blocks are known by their fixed words, even where the two sides share no row; other blocks
    by a gutter that several rows share.
    """
    taken = [False] * len(rows)
    out: list[TwoColumns] = []
    for finder in (_letterhead_at, _signature_at, _plain_at):
        for index in range(len(rows)):
            block = None if taken[index] else finder(rows, index, width, taken)
            if block is not None:
                out.append(block)
                taken[block.first : block.last + 1] = [True] * (block.last - block.first + 1)
    return sorted(out, key=lambda block: block.first)


def _letterhead_at(rows: Sequence[Row], index: int, width: float, taken: Sequence[bool]) -> TwoColumns | None:
    """The block that has the national name (or the Party's) on the right side of this row."""
    row = rows[index]
    for at in range(1, len(row.tokens)):
        if fold(" ".join(token.text for token in row.tokens[at : at + 5])).startswith(_NATIONAL):
            gap = (row.tokens[at - 1].x1, row.tokens[at].x0)
            if gap[1] - gap[0] < 1.5:
                gap = (gap[0] - 1.0, gap[1] + 1.0)
            return _grown(rows, index, gap, taken, letterhead=True)
    return None


def _signature_at(rows: Sequence[Row], index: int, width: float, taken: Sequence[bool]) -> TwoColumns | None:
    """The block that has Nơi nhận on the left side at this row and a signature on the right, beside or near it."""
    row = rows[index]
    if not _RECIPIENTS.match(fold(row.text)):
        return None
    gaps = _gaps(row, width) if len(row.tokens) > 2 else []
    gap = gaps[0] if gaps else (row.x1, width)
    last = index
    for at in range(index + 1, len(rows)):
        shared = None if taken[at] or rows[at].top - rows[at - 1].bottom > _DEEPEST_GAP else _shared(gap, rows[at])
        if shared is None:
            break
        gap, last = shared, at
    first = index
    while first and not taken[first - 1] and _above_signature(rows[first - 1], rows[first], gap, width):
        first -= 1
        gap = _shared(gap, rows[first]) or gap
    inside = rows[first : last + 1]
    right = [row for row in inside if any(token.x0 >= max(sum(gap) / 2, _RIGHT_HALF * width) for token in row.tokens)]
    return TwoColumns(first, last, gap) if right else None


def _above_signature(row: Row, below: Row, gap: Gap, width: float) -> bool:
    """Whether the row is a line of the signer's authority or office that stands a little higher than Nơi nhận."""
    return row.x0 >= max(gap[0], _RIGHT_HALF * width) and below.top - row.bottom < 1.7 * row.size and len(row.text) < 60


def _plain_at(rows: Sequence[Row], index: int, width: float, taken: Sequence[bool]) -> TwoColumns | None:
    """The block that begins at this two-sided row, known by its gutter alone."""
    if _addresses(rows[index]):
        return None
    best: TwoColumns | None = None
    for seed in _gaps(rows[index], width):
        block = _grown(rows, index, seed, taken)
        if block and _is_block(rows, block, seed, width) and (best is None or block.last - block.first > best.last - best.first):
            best = block
    return best


def _grown(rows: Sequence[Row], start: int, gap: Gap, taken: Sequence[bool], *, letterhead: bool = False) -> TwoColumns | None:
    """The rows from `start` on that keep the gutter free, cut to those that plainly belong to one of its columns."""
    narrowest = 1.0 if letterhead else _NARROWEST
    last = start
    for index in range(start + 1, len(rows)):
        if taken[index] or rows[index].top - rows[index - 1].bottom > _DEEPEST_GAP or _addresses(rows[index]):
            break
        shared = _shared(gap, rows[index], narrowest)
        if shared is None or _torn(rows[index], shared):
            break
        gap, last = shared, index
    return _trimmed(rows, start, last, gap, taken, letterhead)


def _torn(row: Row, gap: Gap) -> bool:
    """Whether the gutter would only part two words of one running line."""
    before, after = _sides(row, gap)
    return bool(before and after) and after[0].x0 - before[-1].x1 < _NARROWEST


def _trimmed(rows: Sequence[Row], start: int, last: int, gap: Gap, taken: Sequence[bool], letterhead: bool) -> TwoColumns | None:
    both = [index for index in range(start, last + 1) if all(_sides(rows[index], gap))]
    if not both:
        return None
    final = both[-1]
    for index in range(both[-1] + 1, last + 1):
        if not _belongs(rows, index, both, gap, rows[index].top - rows[index - 1].bottom):
            break
        final = index
    first = start
    for index in range(start - 1, -1, -1):
        shared = _shared(gap, rows[index])
        one_sided = not all(_sides(rows[index], gap))
        space = rows[index + 1].top - rows[index].bottom
        left_only = one_sided and bool(_sides(rows[index], gap)[0])
        if taken[index] or shared is None or not one_sided or (left_only and not letterhead):
            break
        if not _belongs(rows, index, both, gap, space, before=True):
            break
        gap, first = shared, index
    return TwoColumns(first, final, gap)


def _belongs(rows: Sequence[Row], index: int, both: Sequence[int], gap: Gap, space: float, *, before: bool = False) -> bool:
    """Whether a one-sided row next to the block belongs to the column on its side: under its middle, or at its left edge."""
    row = rows[index]
    left, _ = _sides(row, gap)
    kin = [_sides(rows[other], gap)[0 if left else 1] for other in both]
    spread = [(tokens[0].x0, tokens[-1].x1) for tokens in kin if tokens]
    centred = any(abs((a + b) / 2 - (row.x0 + row.x1) / 2) < 22 for a, b in spread)
    near = space < 1.6 * row.size
    if before:
        return centred and near
    if not left:
        return centred
    return near and (centred or abs(row.x0 - min(a for a, _ in spread)) < 8)


def _is_block(rows: Sequence[Row], block: TwoColumns, seed: Gap, width: float) -> bool:
    middle = sum(block.gutter) / 2
    if not _MIDDLE[0] * width < middle < _MIDDLE[1] * width:
        return False
    both = sum(1 for row in rows[block.first : block.last + 1] if all(_sides(row, block.gutter)))
    gutter = block.gutter[1] - block.gutter[0]
    if both == 1:
        row = rows[block.first]
        print_width = sum(token.x1 - token.x0 for token in row.tokens)
        return seed[1] - seed[0] >= _ONE_ROW and print_width < 0.5 * width
    return both >= 3 or gutter >= _TWO_ROWS


def _addresses(row: Row) -> bool:
    """Whether the row opens the addressees ("Kính gửi:"), which stand beside their label and are no second column."""
    return fold(row.text).startswith("kinh gui")


def _gaps(row: Row, width: float) -> list[Gap]:
    """The white stretches between words of a row that could be a gutter, widest first."""
    found = []
    for before, after in pairwise(row.tokens):
        gap = (before.x1, after.x0)
        if gap[1] - gap[0] >= _NARROWEST and gap[1] > _MIDDLE[0] * width and gap[0] < _MIDDLE[1] * width:
            found.append(gap)
    return sorted(found, key=lambda gap: gap[0] - gap[1])[:3]


def _shared(gap: Gap, row: Row, narrowest: float = _NARROWEST) -> Gap | None:
    """The widest part of the gap that no word of the row touches; None where less than a gutter is left."""
    pieces = [gap]
    for token in row.tokens:
        halves = [half for piece in pieces for half in ((piece[0], min(piece[1], token.x0)), (max(piece[0], token.x1), piece[1]))]
        pieces = [piece for piece in halves if piece[1] > piece[0]]
    best = max(pieces, key=lambda piece: piece[1] - piece[0], default=None)
    return best if best and best[1] - best[0] >= narrowest else None


def _sides(row: Row, gap: Gap) -> tuple[list[Token], list[Token]]:
    middle = sum(gap) / 2
    return [t for t in row.tokens if t.middle[0] < middle], [t for t in row.tokens if t.middle[0] >= middle]
