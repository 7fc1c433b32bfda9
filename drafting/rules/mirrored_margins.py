"""Left and right margins are the same on every page.

Source: PL I.I.3.
Wrong: "Mirror margins" switched on
Right: one set of margins
"""

from __future__ import annotations

from collections.abc import Iterator

from drafting.finding import Finding
from drafting.rules.rule import Rule, Subject


def _mirrored(rule: Rule, subject: Subject) -> Iterator[Finding]:
    if subject.word.mirrored_margins:
        yield rule.finding("lề trang chẵn, lẻ đối xứng nhau", "một bộ lề cho mọi trang")


RULES = (Rule("PG-07", "W", "Lề trang", "PL I.I.3", _mirrored, fixable=True),)
