"""Each margin lies in its range: top and bottom 20–25, left (gutter included) 30–35, right 15–20 mm.

Source: PL I.I.3.
Wrong: left margin 25 mm
Right: left margin 30 mm
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from drafting.finding import Finding
from drafting.format import figure
from drafting.rules.places import first_of
from drafting.rules.rule import Rule, Subject, millimetres, tolerance
from drafting.word import Section


def _margin(name: str) -> Callable[[Rule, Subject], Iterator[Finding]]:
    def find(rule: Rule, subject: Subject) -> Iterator[Finding]:
        wanted = figure("page", f"margin_{name}")
        for section in subject.word.sections:
            found = _measured(section, name)
            if not wanted.allows(found, tolerance("length")):
                yield rule.finding(
                    f"phần {section.index + 1}: lề {_NAMES[name]} {millimetres(found)}", wanted.range_text, first_of(subject, section)
                )

    return find


def _measured(section: Section, name: str) -> float:
    """The margin as it lies when the page is held so that its words read upright."""
    edges = {"top": section.top_mm, "bottom": section.bottom_mm, "left": section.text_left_mm, "right": section.right_mm}
    return edges[name]


_NAMES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}

RULES = (
    Rule("PG-03", "E", "Lề trang", "PL I.I.3", _margin("top"), fixable=True),
    Rule("PG-04", "E", "Lề trang", "PL I.I.3", _margin("bottom"), fixable=True),
    Rule("PG-05", "E", "Lề trang", "PL I.I.3", _margin("left"), fixable=True),
    Rule("PG-06", "E", "Lề trang", "PL I.I.3", _margin("right"), fixable=True),
)
