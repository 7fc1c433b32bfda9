"""Words are black, none are highlighted; the mark of urgency alone is red.

Source: PL I.I.4.
Wrong: a heading in blue; a highlighted date
Right: automatic or black
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.finding import Finding
from drafting.rules.font import everywhere
from drafting.rules.rule import Rule, Subject, quoted


def _colour(rule: Rule, subject: Subject) -> Iterator[Finding]:
    head = subject.parts.head
    marks = {piece.paragraph.index for piece in (head.urgency, head.secrecy, head.circulation) if piece is not None}
    for paragraph in everywhere(subject.word):
        if paragraph.index in marks and paragraph.index > 0:
            continue
        colours = sorted({run.colour for run in paragraph.printed if not is_black(run.colour)})
        if colours:
            yield rule.finding(f"{quoted(paragraph)} màu {', '.join(colours)}", "chữ màu đen", paragraph)
        if any(run.highlight for run in paragraph.solid):
            yield rule.finding(f"{quoted(paragraph)} được tô nền", "chữ không tô nền", paragraph)


def is_black(colour: str) -> bool:
    """Black, or so near it that print shows no difference (Word's lighter shades of text 1)."""
    if colour.lower() in ("auto", "windowtext", ""):
        return True
    return re.fullmatch(r"[0-9A-Fa-f]{6}", colour) is not None and all(int(colour[place : place + 2], 16) <= _DARK for place in (0, 2, 4))


_DARK = 0x1A

RULES = (Rule("PG-11", "E", "Màu chữ", "PL I.I.4", _colour, fixable=True),)
