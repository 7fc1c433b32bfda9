"""The value that the walk over a head fills: what stands there, as pieces."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracking.structure.dating import DateLine
from tracking.structure.numbering import NumberLine
from tracking.structure.pieces import Piece


@dataclass(slots=True)
class Head:
    """What the head of a document says, as pieces. end: the index of the first piece of the content."""

    offices: list[Piece] = field(default_factory=list)
    number: NumberLine | None = None
    number_piece: Piece | None = None
    date: DateLine | None = None
    date_piece: Piece | None = None
    kind: str | None = None
    title: Piece | None = None
    about: list[Piece] = field(default_factory=list)
    subject: list[Piece] = field(default_factory=list)
    salutation: Piece | None = None
    addressees: list[Piece] = field(default_factory=list)
    authority: list[Piece] = field(default_factory=list)
    urgency: Piece | None = None
    attached: Piece | None = None
    party: bool = False
    letterhead: bool = False
    enacts: str | None = None
    end: int = 0
