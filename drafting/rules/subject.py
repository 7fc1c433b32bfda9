"""Trích yếu of a named type: right below the title, ordinary case, bold, upright, 13–14, centred, no final stop.

A centred solid rule of 1/3–1/2 below.

Source: PL I.II.5b.
Wrong: trích yếu in capitals or italics; no rule
Right: Triển khai … năm 2026, 14 bold, a short rule below
"""

from __future__ import annotations

from collections.abc import Iterator

from drafting.finding import Finding
from drafting.rules.lines import missing_rule, wrong_length
from drafting.rules.rule import Rule, Subject, form_faults


def _form(rule: Rule, subject: Subject) -> Iterator[Finding]:
    yield from form_faults(rule, subject.parts.opening.subject, "subject", "caps bold italic size align")


def _ruled(rule: Rule, subject: Subject) -> Iterator[Finding]:
    if subject.parts.opening.subject:
        yield from missing_rule(rule, subject, *subject.parts.opening.subject)


def _length(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece in subject.parts.opening.subject:
        yield from wrong_length(rule, subject, piece, "rule_part", "dài 1/3 đến 1/2 dòng chữ cuối")


def _no_stop(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece in (*subject.parts.opening.subject[-1:], *subject.parts.head.letter_subject[-1:]):
        if piece.text.endswith((".", ";", ":")):
            yield rule.finding(f"trích yếu kết thúc bằng «{piece.text[-1]}»", "không có dấu ở cuối", piece)


RULES = (
    Rule("TY-01", "E", "Trích yếu", "PL I.II.5b", _form, fixable=True),
    Rule("TY-02", "E", "Trích yếu", "PL I.II.5b", _ruled, fixable=True),
    Rule("TY-03", "W", "Trích yếu", "PL I.II.5b", _length, fixable=True),
    Rule("TY-04", "W", "Trích yếu", "mẫu", _no_stop),
)
