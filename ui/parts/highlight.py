"""Where quoted words stand in the lines of a source: spaces and line breaks do not matter, the characters do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line; duty is the id of the quoting duty, None for plain text."""

    text: str
    duty: int | None = None


def highlighted(lines: Sequence[str], quotes: Sequence[tuple[int, str]]) -> list[list[Piece]]:
    """Each line as pieces. Quotes come as (duty id, words); one that is not found marks nothing, and the first of two wins a place."""
    packed, places = _pack(lines)
    owner: dict[tuple[int, int], int] = {}
    start = 0
    for duty, quote in quotes:
        wanted = "".join(quote.split())
        at = packed.find(wanted, start) if wanted else -1
        if at < 0 and wanted:
            at = packed.find(wanted)
        if at < 0:
            continue
        start = at
        for place in places[at : at + len(wanted)]:
            owner.setdefault(place, duty)
    return [_pieces(index, line, owner) for index, line in enumerate(lines)]


def _pack(lines: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """All characters but spaces in one string, and the place (line, offset) of each."""
    packed: list[str] = []
    places: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        for offset, char in enumerate(line):
            if not char.isspace():
                packed.append(char)
                places.append((index, offset))
    return "".join(packed), places


def _pieces(index: int, line: str, owner: dict[tuple[int, int], int]) -> list[Piece]:
    pieces: list[Piece] = []
    begin, current = 0, owner.get((index, 0))
    for offset in range(1, len(line)):
        found = current if line[offset].isspace() else owner.get((index, offset))
        if found != current:
            pieces.append(Piece(line[begin:offset], current))
            begin, current = offset, found
    if line:
        pieces.append(Piece(line[begin:], current))
    return pieces
