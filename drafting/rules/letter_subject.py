"""Trích yếu of a công văn: "V/v …" in the left cell, 6 pt under the number, 12–13, plain, centred, no rule below.

Source: PL I.II.5b, M1.5.
Wrong: V/v in italics; "Về việc …"; glued to the number
Right: V/v triển khai …, 12 plain, 6 pt under the number
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from drafting.finding import Finding
from drafting.format import figure
from drafting.parts.piece import is_capitals
from drafting.rules.lines import rules_under
from drafting.rules.rule import Rule, Subject, form_faults, points, quoted


def _label(rule: Rule, subject: Subject) -> Iterator[Finding]:
    number = subject.parts.head.number
    for piece in subject.parts.head.letter_subject[:1]:
        if not re.match(r"^V/v ", piece.text):
            yield rule.finding(quoted(piece), "bắt đầu bằng «V/v »", piece)
        if number is not None and number.paragraph.frame.kind == "cell" and piece.paragraph.index < number.paragraph.index:
            yield rule.finding("V/v đứng trên số, ký hiệu", "V/v dưới số, ký hiệu", piece)


def _form(properties: str) -> Callable[[Rule, Subject], Iterator[Finding]]:
    def find(rule: Rule, subject: Subject) -> Iterator[Finding]:
        yield from form_faults(rule, subject.parts.head.letter_subject, "letter_subject", properties)

    return find


def _style(rule: Rule, subject: Subject) -> Iterator[Finding]:
    yield from _form("size bold italic")(rule, subject)
    for piece in subject.parts.head.letter_subject:
        if is_capitals(re.sub(r"^V\s*/\s*v", "", piece.text, flags=re.IGNORECASE)) and len(piece.text) > 8:
            yield rule.finding(
                f"{quoted(piece)} viết bằng chữ in hoa", "chữ in thường", piece, fixable=any(run.caps for run in piece.solid)
            )


def _gap(rule: Rule, subject: Subject) -> Iterator[Finding]:
    head = subject.parts.head
    if head.number is None or not head.letter_subject or not head.letter_subject[0].measurable:
        return
    piece = head.letter_subject[0]
    frames = (head.number.paragraph.frame, piece.paragraph.frame)
    if "box" in (frames[0].kind, frames[1].kind):
        return
    if head.number.paragraph is piece.paragraph:
        yield rule.finding("V/v nằm liền dòng với số, ký hiệu", "đoạn riêng, cách số, ký hiệu 6 pt", piece, fixable=False)
        return
    places = [place for place, other in enumerate(head.left) if other in (head.number, piece)]
    blank = any(not other.text for other in head.left[places[0] + 1 : places[1]]) if len(places) == 2 else False
    after, before = head.number.paragraph.after_pt, piece.paragraph.before_pt
    wanted = float(figure("letter_subject", "before").use)
    if blank or all(abs(gap - wanted) > _SLACK_PT for gap in (max(after, before), after + before)):
        found = "có dòng trống giữa số, ký hiệu và V/v" if blank else f"V/v cách số, ký hiệu {points(max(after, before))}"
        yield rule.finding(found, f"cách {points(wanted)}", piece)


def _not_ruled(rule: Rule, subject: Subject) -> Iterator[Finding]:
    found = [line for line in rules_under(subject, subject.parts.head.letter_subject) if line.how != "underline"]
    if found:
        last, drawn = subject.parts.head.letter_subject[-1], all(line.how in ("drawn", "border") for line in found)
        yield rule.finding("có đường kẻ dưới V/v", "không kẻ dưới trích yếu công văn", last, fixable=drawn)


_SLACK_PT = 1.0

RULES = (
    Rule("VV-01", "E", "Trích yếu công văn", "PL I.II.5b", _label),
    Rule("VV-02", "E", "Trích yếu công văn", "PL I.II.5b", _style, fixable=True),
    Rule("VV-03", "E", "Trích yếu công văn", "PL I.II.5b", _form("align"), fixable=True),
    Rule("VV-04", "E", "Trích yếu công văn", "PL I.II.5b", _gap, fixable=True),
    Rule("VV-05", "W", "Trích yếu công văn", "M1.5", _not_ruled),
)
