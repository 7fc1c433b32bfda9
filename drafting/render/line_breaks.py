"""Where a centred line of several breaks: into as few lines as it needs, of like length, and at words that open a phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from drafting.render.wording import wording
from drafting.text_width import even_room_mm, lines, width_mm

_STEP_MM = 1.0
_SLACK_MM = 1.0
"""Room beyond the measured width: a hair's breadth more or less must not break a line."""
_MID_PHRASE = 0.35
_DANGLING = 0.35
_FIGURE_ALONE = 1.0
_IN_A_DATE = re.compile(r"(ngày|tháng) [\d ]+\n(tháng|năm)$")


def telling_room_mm(text: str, room_mm: float, size_pt: float, *, bold: bool = False, italic: bool = False) -> float:
    """The room that breaks the text best, slack included; never more than `room_mm`."""
    narrow = even_room_mm(text, room_mm, size_pt, bold=bold, italic=italic)
    best: tuple[float, float] | None = None
    width = narrow
    while width <= room_mm + _STEP_MM / 2:
        broken = lines(text, min(width, room_mm), size_pt, bold=bold, italic=italic)
        lengths = [width_mm(line, size_pt, bold=bold, italic=italic) for line in broken]
        cost = _uneven(lengths) + _awkward(broken)
        if best is None or cost < best[0] - 1e-9:
            best = (cost, max(lengths))
        width += _STEP_MM
    wide = best[1] if best is not None else narrow
    return min(wide + _SLACK_MM, room_mm)


def _uneven(lengths: Sequence[float]) -> float:
    """How much shorter the shortest line is than the longest, as a part of it."""
    return (max(lengths) - min(lengths)) / max(lengths) if max(lengths) else 0.0


def _awkward(broken: Sequence[str]) -> float:
    """What is wrong with the places where it breaks: inside a phrase, after its first word, before a figure."""
    opening = {word.casefold() for word in wording()["lines"]["opening"]}
    cost = 0.0
    for above, below in pairwise(broken):
        first, last = below.split(" ")[0].casefold().strip("(,"), above.split(" ")[-1].casefold()
        if first[:1].isdigit() or _IN_A_DATE.search(f"{above}\n{first}"):
            cost += _FIGURE_ALONE
        elif first not in opening and not above.endswith((",", ";", "-")):
            cost += _MID_PHRASE
        if last in opening:
            cost += _DANGLING
    return cost
