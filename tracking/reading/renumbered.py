"""Pages of several files put behind one another: their numbers counted on."""

from __future__ import annotations

from dataclasses import replace

from tracking.reading.page import Block, Line, Page


def renumbered(page: Page, number: int) -> Page:
    """The page under another number, its lines and tables with it."""
    return replace(page, number=number, blocks=tuple(_moved(block, number - page.number) for block in page.blocks))


def _moved(block: Block, by: int) -> Block:
    if isinstance(block, Line):
        return replace(block, page=block.page + by)
    rows = tuple(tuple(replace(cell, blocks=tuple(_moved(inner, by) for inner in cell.blocks)) for cell in row) for row in block.rows)
    return replace(block, page=block.page + by, rows=rows)
