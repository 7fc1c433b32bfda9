"""Blocks of two columns on a page (letterhead; Nơi nhận beside the signature), found by the white gutter that their rows share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafting.orthography import fold
from tracking.reading.page import Line
from tracking.reading.tokens import Row, Token, edges, line_of

Gap = tuple[float, float]

_MIDDLE = (0.22, 0.74)
_NARROWEST = 6.5
_TWO_ROWS = 9.0
_ONE_ROW = 34.0
_DEEPEST_GAP = 160.0


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
    middle = sum(gutter) / 2
    lefts, rights = [], []
    for row in rows:
        before = [token for token in row.tokens if token.middle[0] < middle]
        after = [token for token in row.tokens if token.middle[0] >= middle]
        if before:
            lefts.append(replace(line_of(before, page, left), column="left"))
        if after:
            rights.append(replace(line_of(after, page, left), column="right"))
    return lefts + rights


def two_columns(rows: Sequence[Row], width: float) -> list[TwoColumns]:
    """The two-column blocks of a page from top to bottom; none overlaps another."""
    out: list[TwoColumns] = []
    index = 0
    while index < len(rows):
        block = _block_at(rows, index, width, out[-1].last + 1 if out else 0)
        if block is None:
            index += 1
        else:
            out.append(block)
            index = block.last + 1
    return out


def _block_at(rows: Sequence[Row], start: int, width: float, floor: int) -> TwoColumns | None:
    """The block that has its first two-sided row at `start`, grown while its rows share a gutter."""
    best: TwoColumns | None = None
    for seed in _gaps(rows[start], width):
        gap, last = seed, start
        for index in range(start + 1, len(rows)):
            if rows[index].top - rows[index - 1].bottom > _DEEPEST_GAP:
                break
            shared = _shared(gap, rows[index])
            if shared is None:
                break
            gap, last = shared, index
        block = _trimmed(rows, start, last, gap, floor)
        if block and _is_block(rows, block, seed) and (best is None or block.last - block.first > best.last - best.first):
            best = block
    return best


def _gaps(row: Row, width: float) -> list[Gap]:
    """The white stretches between words of a row that could be a gutter, widest first."""
    found = []
    for before, after in zip(row.tokens, row.tokens[1:], strict=False):
        gap = (before.x1, after.x0)
        if gap[1] - gap[0] >= _NARROWEST and gap[1] > _MIDDLE[0] * width and gap[0] < _MIDDLE[1] * width:
            found.append(gap)
    return sorted(found, key=lambda gap: gap[0] - gap[1])[:3]


def _shared(gap: Gap, row: Row) -> Gap | None:
    """The widest part of the gap that no word of the row touches; None where less than a gutter is left."""
    pieces = [gap]
    for token in row.tokens:
        pieces = [
            part
            for piece in pieces
            for part in ((piece[0], min(piece[1], token.x0)), (max(piece[0], token.x1), piece[1]))
            if part[1] > part[0]
        ]
    best = max(pieces, key=lambda piece: piece[1] - piece[0], default=None)
    return best if best and best[1] - best[0] >= _NARROWEST else None


def _sides(row: Row, gap: Gap) -> tuple[list[Token], list[Token]]:
    middle = sum(gap) / 2
    return [t for t in row.tokens if t.x1 <= middle], [t for t in row.tokens if t.x0 >= middle]


def _is_block(rows: Sequence[Row], block: TwoColumns, seed: Gap) -> bool:
    both = sum(1 for row in rows[block.first : block.last + 1] if all(_sides(row, block.gutter)))
    gutter = block.gutter[1] - block.gutter[0]
    if _names_a_head(rows[block.first : block.last + 1], block.gutter):
        return True
    return both >= 3 or (both == 2 and gutter >= _TWO_ROWS) or (both == 1 and seed[1] - seed[0] >= _ONE_ROW)


def _names_a_head(rows: Sequence[Row], gutter: Gap) -> bool:
    """Whether the right side opens with the national name or the left one with Nơi nhận: then one shared row is enough."""
    for row in rows:
        before, after = _sides(row, gutter)
        if before and after:
            right, left = fold(" ".join(t.text for t in after)), fold(" ".join(t.text for t in before))
            if right.startswith(("cong hoa xa hoi", "dang cong san")) or left.startswith("noi nhan"):
                return True
    return False


def _trimmed(rows: Sequence[Row], start: int, last: int, gap: Gap, floor: int) -> TwoColumns | None:
    """The block cut to the rows that plainly belong to one of its columns."""
    both = [index for index in range(start, last + 1) if all(_sides(rows[index], gap))]
    if not both:
        return None
    final = both[-1]
    for index in range(both[-1] + 1, last + 1):
        if not _belongs(rows, index, both, gap, rows[index].top - rows[index - 1].bottom):
            break
        final = index
    first = start
    for index in range(start - 1, floor - 1, -1):
        if _shared(gap, rows[index]) is None or not _belongs(rows, index, both, gap, rows[index + 1].top - rows[index].bottom, before=True):
            break
        gap = _shared(gap, rows[index]) or gap
        first = index
    return TwoColumns(first, final, gap)


def _belongs(rows: Sequence[Row], index: int, both: Sequence[int], gap: Gap, space: float, *, before: bool = False) -> bool:
    """Whether a one-sided row next to the block belongs to the column on its side: under its middle, or at its left edge."""
    row = rows[index]
    left, right = _sides(row, gap)
    if left and right:
        return True
    side = 0 if left else 1
    kin = [_sides(rows[other], gap)[side] for other in both]
    spread = [(tokens[0].x0, tokens[-1].x1) for tokens in kin if tokens]
    x0, x1 = min(a for a, _ in spread), max(b for _, b in spread)
    centred = any(abs((a + b) / 2 - (row.x0 + row.x1) / 2) < 22 for a, b in spread)
    near = space < 1.6 * row.size
    if side == 1:
        return centred and (near or not before)
    if before:
        return near and fold(row.text).startswith("noi nhan")
    return near and row.x1 <= gap[0] + 1 and (centred or abs(row.x0 - x0) < 8) and row.x1 <= x1 + 60
