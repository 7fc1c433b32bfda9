"""How a printed line stands to the lines around it: set apart as a title is, or going on with the line above."""

from __future__ import annotations

import re

from tracking.structure.flat import LOWER
from tracking.structure.landmarks import begins_content
from tracking.structure.pieces import Piece


def set_apart(piece: Piece) -> bool:
    """Whether the line is set apart as a title is: bold or centred, where the source tells."""
    line = piece.line
    return line is not None and bool(line.bold or line.centred)


def goes_on(piece: Piece, above: Piece) -> bool:
    """Whether a printed line begins with a small letter, specks before it aside, and so goes on with the line above."""
    line = piece.line
    printed = line is not None and not line.whole and piece.column == above.column
    return printed and re.match(rf"\W{{0,3}}[{LOWER}]", piece.text) is not None and not begins_content(piece.text)
