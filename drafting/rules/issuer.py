"""The issuing body: in the left cell level with Quốc hiệu, capitals, 12–13, bold, centred, with a centred solid rule of 1/3–1/2 below.

Source: PL I.II.2b, c.
Wrong: name not bold; no rule; a rule as long as the name
Right: SỞ CÔNG THƯƠNG, 13 bold, a short rule below
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from drafting.finding import Finding
from drafting.rules.levels import level_difference_mm
from drafting.rules.lines import missing_rule, wrong_length
from drafting.rules.rule import Rule, Subject, form_faults, millimetres, quoted


def _present(rule: Rule, subject: Subject) -> Iterator[Finding]:
    head = subject.parts.head
    if not head.issuer:
        if head.found:
            yield rule.finding("không thấy tên cơ quan ban hành ở ô bên trái", "tên cơ quan ban hành ngang hàng với Quốc hiệu")
        return
    if head.national_name is None:
        return
    first = (head.parent or head.issuer)[0]
    apart = level_difference_mm(head, first, head.national_name)
    if apart is not None and abs(apart) > _LEVEL_MM:
        yield rule.finding(f"{quoted(first)} lệch {millimetres(abs(apart))} so với Quốc hiệu", "ngang hàng với Quốc hiệu", first)


def _form(properties: str) -> Callable[[Rule, Subject], Iterator[Finding]]:
    def find(rule: Rule, subject: Subject) -> Iterator[Finding]:
        yield from form_faults(rule, subject.parts.head.issuer, "issuer", properties)

    return find


def _ruled(rule: Rule, subject: Subject) -> Iterator[Finding]:
    if subject.parts.head.issuer:
        yield from missing_rule(rule, subject, *subject.parts.head.issuer[-1:])


def _length(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece in subject.parts.head.issuer[-1:]:
        yield from wrong_length(rule, subject, piece, "rule_part", "dài 1/3 đến 1/2 dòng chữ")


_LEVEL_MM = 6.0

RULES = (
    Rule("CQ-01", "E", "Cơ quan ban hành", "PL I.II.2c", _present),
    Rule("CQ-02", "E", "Cơ quan ban hành", "PL I.II.2b", _form("caps size bold italic"), fixable=True),
    Rule("CQ-03", "E", "Cơ quan ban hành", "PL I.II.2b", _form("align"), fixable=True),
    Rule("CQ-04", "E", "Cơ quan ban hành", "PL I.II.2b", _ruled, fixable=True),
    Rule("CQ-05", "W", "Cơ quan ban hành", "PL I.II.2b", _length, fixable=True),
)
