"""Letterheads set in narrow lines: the national name, the motto or the day broken over two lines, with another column before it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from tracking.reading.page import Block, Line
from tracking.structure.flat import flat, flat_words
from tracking.structure.knowledge import phrase

WITHIN = 30
"""Blocks from the start among which a letterhead stands."""
LONGEST = 110
"""Characters of two such lines together."""

_DAY_OPEN = re.compile(r"(?:\bngay\W*\d{0,2}|\bngay\b.{0,12}\bthang\W*\d{0,2}|\bngay\b.{0,24}\bnam)$")
_DAY_REST = re.compile(r"(?:\d{1,2}\s*)?(?:thang\W*\d{0,2}\s*)?nam\W*\d{4}\W*|(?:19|20)\d\d\W*")
_NUMBER = re.compile(r"\W*s[o6]\s?[:.]")


def whole_lines(blocks: Sequence[Block]) -> list[Block | None]:
    """The blocks; of two lines that belong together the first holds both, and None stands in the place of the second."""
    out: list[Block | None] = list(blocks)
    for at in range(min(len(blocks), WITHIN) - 1):
        above, below = out[at], blocks[at + 1]
        if isinstance(above, Line) and isinstance(below, Line) and _belong(above, below):
            out[at] = dataclasses.replace(above, text=f"{above.text} {below.text}", words=())
            out[at + 1] = None
    return out


def _belong(above: Line, below: Line) -> bool:
    if above.column != below.column or len(above.text) + len(below.text) > LONGEST:
        return False
    if any(_goes_on(above.text, below.text, name) for name in ("national", "motto")):
        return True
    bare = flat(above.text).rstrip()
    return bool(_NUMBER.match(bare) and _DAY_OPEN.search(bare) and _DAY_REST.fullmatch(flat(below.text).strip()))


def _goes_on(above: str, below: str, name: str) -> bool:
    """Whether a fixed phrase begins behind other words at the end of one line and ends at the start of the next."""
    words, first, second = phrase(name), flat_words(above), flat_words(below)
    for taken in range(2, len(words)):
        rest = len(words) - taken
        if len(first) > taken and tuple(first[-taken:]) == words[:taken] and tuple(second[:rest]) == words[taken:]:
            return True
    return False
