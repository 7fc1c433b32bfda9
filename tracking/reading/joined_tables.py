"""Tables that run over pages made one: repeated heads dropped, a row cut by the page break put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from drafting.orthography import compare_key
from tracking.reading.page import Block, Cell, Line, Table
from tracking.reading.paper import Sheet

_NEAR = 9.0


def join_over_pages(sheets: Sequence[Sheet]) -> None:
    """Joins the table that ends a page with the one that begins the next where their edges and columns agree.

    The joined table stays on the page where it began; its lines keep their own pages and boxes.
    """
    holder: Sheet | None = None
    for before, after in pairwise(sheets):
        if holder is None or before.blocks:
            holder = before
        last = _last_table(holder.blocks)
        first = after.blocks[0] if after.blocks else None
        if last is None or not isinstance(first, Table) or not _alike(holder.blocks[last], first):
            continue
        table = holder.blocks[last]
        assert isinstance(table, Table)
        holder.blocks[last] = joined(table, first)
        del after.blocks[0]


def _last_table(blocks: Sequence[Block]) -> int | None:
    """The index of the table that ends a page, footnotes after it aside."""
    index = len(blocks) - 1
    while index >= 0 and isinstance(block := blocks[index], Line) and block.footnote:
        index -= 1
    return index if index >= 0 and isinstance(blocks[index], Table) else None


def _alike(a: Block, b: Block) -> bool:
    if not (isinstance(a, Table) and isinstance(b, Table) and a.box and b.box):
        return False
    return _columns(a) == _columns(b) and abs(a.box[0] - b.box[0]) < _NEAR and abs(a.box[2] - b.box[2]) < _NEAR


def _columns(table: Table) -> int:
    return max((cell.column + cell.column_span for row in table.rows for cell in row), default=0)


def joined(a: Table, b: Table) -> Table:
    """The rows of both tables as one."""
    rows = list(b.rows)
    heads = 0
    while heads < min(len(rows), len(a.rows)) and _words(rows[heads]) == _words(a.rows[heads]) and any(_words(rows[heads])):
        heads += 1
    rows = rows[heads:]
    kept = list(a.rows)
    if rows and kept and _cut(kept[-1], rows[0]):
        kept[-1] = _mended(kept[-1], rows[0])
        rows = rows[1:]
        heads += 1
    shift = len(kept) - heads
    moved = [tuple(replace(cell, row=cell.row + shift) for cell in row) for row in rows]
    return replace(a, rows=(*kept, *moved))


def _words(row: Sequence[Cell]) -> list[str]:
    return [compare_key(cell.text) for cell in row]


def _cut(last: Sequence[Cell], first: Sequence[Cell]) -> bool:
    """Whether the first row of a page goes on with the last of the page before: same cells, no number of its own, words that run on."""
    if [cell.column for cell in last] != [cell.column for cell in first] or len(first) < 2:
        return False
    if first[0].text.strip() or not last[0].text.strip():
        return False
    pairs = [(old.text.strip(), new.text.strip()) for old, new in zip(last, first, strict=True) if new.text.strip()]
    return bool(pairs) and any(new[0].islower() or (old and old[-1] not in ".;:!?") for old, new in pairs)


def _mended(last: Sequence[Cell], first: Sequence[Cell]) -> tuple[Cell, ...]:
    return tuple(replace(old, blocks=old.blocks + new.blocks) for old, new in zip(last, first, strict=True))
