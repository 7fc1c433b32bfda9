"""A source as its documents: where each begins and ends, and what stands in its head, body, tail and annexes."""

from __future__ import annotations

from tracking.duty import DocumentInfo
from tracking.reading.page import Pages
from tracking.structure.sheet import Annex, Sheet

__all__ = ["Annex", "Sheet", "lay_out"]


def lay_out(pages: Pages) -> tuple[Sheet, ...]:
    """The documents of a source, at least one, in their order; the first is the document itself."""
    return (Sheet(DocumentInfo(), body=tuple(pages.blocks())),)
