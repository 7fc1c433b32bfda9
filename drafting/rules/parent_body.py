"""The parent body, if printed: above the issuing body, capitals, 12–13, not bold, upright, centred; single spacing, no rule between.

Source: PL I.II.2b.
Wrong: the parent in bold; a rule under it
Right: UBND TỈNH … in 13 plain, then SỞ … in bold
"""

from __future__ import annotations

from collections.abc import Iterator

from drafting.finding import Finding
from drafting.rules.lines import loose_lines, rules_under
from drafting.rules.rule import Rule, Subject, form_faults


def _form(rule: Rule, subject: Subject) -> Iterator[Finding]:
    yield from form_faults(rule, subject.parts.head.parent, "parent", "caps size bold italic align")


def _close(rule: Rule, subject: Subject) -> Iterator[Finding]:
    head = subject.parts.head
    if not head.parent or not head.issuer:
        return
    yield from loose_lines(rule, head.left, head.parent[-1], head.issuer[0], "cơ quan ban hành", "cơ quan chủ quản")
    if rules_under(subject, head.parent):
        drawn = all(line.how in ("drawn", "border") for line in rules_under(subject, head.parent))
        yield rule.finding("có đường kẻ dưới cơ quan chủ quản", "chỉ kẻ dưới cơ quan ban hành", head.parent[-1], fixable=drawn)


RULES = (
    Rule("CQ-06", "E", "Cơ quan chủ quản", "PL I.II.2b", _form, fixable=True),
    Rule("CQ-07", "E", "Cơ quan chủ quản", "PL I.II.2b", _close, fixable=True),
)
