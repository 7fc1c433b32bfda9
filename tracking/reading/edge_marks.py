"""The strokes that recognition leaves down the edges of a scanned page ("| nghiệp, cá nhân …", "… từ ngày |"): no text and no table.

They are taken away only where they recur and stand alone: a table typed with strokes has strokes between its words too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_LEFT = re.compile(r"^(\s*)[|¦_]{1,2}(?=\s)")
_RIGHT = re.compile(r"\s[|¦]{1,2}\s*$")
_FEWEST = 6
_SHARE = 12
"""One line in so many must carry a stroke at an edge."""


def without_edge_marks(lines: Sequence[str]) -> list[str]:
    """The lines without the strokes at their edges, or as they are where the strokes belong to a table."""
    filled = [line for line in lines if line.strip()]
    marked = [line for line in filled if _LEFT.match(line) or _RIGHT.search(line)]
    tabular = sum(_has_inner(line) for line in filled)
    if len(marked) < _FEWEST or len(marked) * _SHARE < len(filled) or tabular * 5 > len(marked):
        return list(lines)
    return [line if _has_inner(line) else _bare(line) for line in lines]


def _has_inner(line: str) -> bool:
    """Whether a stroke stands between words."""
    return any(one.strip() and other.strip() for one, other in pairwise(_bare(line).split("|")))


def _bare(line: str) -> str:
    return _RIGHT.sub("", _LEFT.sub(r"\1 ", line))
