"""Documents that a text cites."""

from __future__ import annotations

from collections.abc import Sequence

from tracking.duty import Reference
from tracking.structure.pieces import Piece


def find_references(pieces: Sequence[Piece]) -> list[Reference]:
    """The documents cited, in order."""
    return []
