"""How a printed line stands to the lines around it: set apart as a title is, or going on with the line above."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracking.structure.flat import LOWER, UPPER
from tracking.structure.landmarks import begins_content, is_bullet
from tracking.structure.pieces import Piece

_FULL_STOP = re.compile(rf"[{LOWER}\d]{{2}}\.\s+[{UPPER}]")


def set_apart(piece: Piece) -> bool:
    """Whether the line is set apart as a title is: bold or centred, where the source tells."""
    line = piece.line
    return line is not None and bool(line.bold or line.centred)


def goes_on(piece: Piece, above: Piece) -> bool:
    """Whether a printed line begins with a small letter, specks before it aside, and so goes on with the line above."""
    line = piece.line
    printed = line is not None and not line.whole and piece.column == above.column
    return printed and re.match(rf"\W{{0,3}}[{LOWER}]", piece.text) is not None and not begins_content(piece.text)


def is_specked(piece: Piece, below: Piece | None) -> bool:
    """Whether what looks like a bullet is a speck before the one line of a name: no bullet follows, and no sentence."""
    return piece.text.rstrip()[-1:] not in ".;:" and (below is None or not is_bullet(below.text))


def opens_sentences(pieces: Sequence[Piece]) -> bool:
    """Whether the printed lines from the first on are sentences: a full stop inside them, or a colon at their end."""
    lines = list(pieces[:1])
    for piece in pieces[1:]:
        if not goes_on(piece, lines[-1]):
            break
        lines.append(piece)
    words = " ".join(line.text.strip() for line in lines)
    return len(lines) > 1 and (_FULL_STOP.search(words) is not None or words.endswith(":"))


def is_paragraph(piece: Piece, last: Piece) -> bool:
    """Whether a line is a paragraph of the content rather than one more printed line of a name."""
    if piece.line is None or not piece.line.whole or piece.table or last.text.rstrip().endswith((",", "-")):
        return False
    return len(piece.text) > 160 or piece.text.endswith((".", ":"))
