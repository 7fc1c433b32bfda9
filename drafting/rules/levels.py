"""How far apart two lines of a letterhead or signature block stand in height, reckoned by laying their columns out."""

from __future__ import annotations

from collections.abc import Sequence

from drafting.format import MM_PER_POINT
from drafting.parts.letterhead import Letterhead
from drafting.parts.piece import Piece


def level_difference_mm(head: Letterhead, left: Piece, right: Piece) -> float | None:
    """How much lower the left line stands than the right one; None where that cannot be told."""
    if left.paragraph is right.paragraph:
        return 0.0
    frames = (left.paragraph.frame, right.paragraph.frame)
    if any(frame.kind != "cell" for frame in frames) or frames[0].table != frames[1].table:
        return None
    if frames[0].row != frames[1].row:
        return 10.0 * (frames[0].row - frames[1].row)
    return top_in_row(head.left, left) - top_in_row(head.right, right)


def top_in_row(column: Sequence[Piece], piece: Piece) -> float:
    """The top of a line from the top of its table row, in millimetres."""
    y = after = 0.0
    for other in column:
        if other.paragraph.frame.row != piece.paragraph.frame.row or other.paragraph.frame.kind != "cell":
            continue
        y += max(after, other.paragraph.before_pt * MM_PER_POINT)
        if other is piece:
            return y
        y += other.height_mm
        after = other.paragraph.after_pt * MM_PER_POINT
    return y
