"""Words are black, none are highlighted; the mark of urgency alone is red.

Source: PL I.I.4.
Wrong: a heading in blue; a highlighted date
Right: automatic or black
"""

from __future__ import annotations

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
        colours = sorted({run.colour for run in paragraph.solid if run.colour.lower() not in _BLACK})
        if colours:
            yield rule.finding(f"{quoted(paragraph)} màu {', '.join(colours)}", "chữ màu đen", paragraph)
        if any(run.highlight for run in paragraph.solid):
            yield rule.finding(f"{quoted(paragraph)} được tô nền", "chữ không tô nền", paragraph)


_BLACK = ("auto", "000000", "windowtext", "")

RULES = (Rule("PG-11", "E", "Màu chữ", "PL I.I.4", _colour, fixable=True),)
