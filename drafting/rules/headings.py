"""Phần, chương (Roman) and mục, tiểu mục (Arabic) on their own line, centred, bold, ordinary case.

Their titles below in capitals; "I." headings in capitals and bold.

Source: PL I.II.6d, đ; PL I.V 6b.
Wrong: CHƯƠNG I in capitals; a chapter without title; "I. Mục đích" in ordinary case
Right: Chương I / QUY ĐỊNH CHUNG; I. MỤC ĐÍCH
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from drafting.finding import Finding
from drafting.parts.piece import is_capitals
from drafting.rules.body_layout import pieces_with_roles
from drafting.rules.rule import Rule, Subject, form_faults, in_annexes_too, quoted


def _labels(name: str, roman: bool) -> Callable[[Rule, Subject], Iterator[Finding]]:
    def find(rule: Rule, subject: Subject) -> Iterator[Finding]:
        for piece, role in pieces_with_roles(subject):
            if role.name != name:
                continue
            yield from form_faults(rule, [piece], "chapter", "size bold italic align")
            if role.word.isupper():
                yield rule.finding(
                    f"«{role.word} {role.ordinal}»", f"«{role.word.capitalize()} {role.ordinal}» chữ in thường", piece, fixable=False
                )
            if role.rest:
                yield rule.finding(f"{quoted(piece)} có tiêu đề cùng dòng", "số thứ tự trên một dòng riêng", piece, fixable=False)
            is_roman = re.fullmatch(r"[IVXLC]+|thứ\s+\w+", role.ordinal) is not None
            if is_roman is not roman:
                yield rule.finding(f"«{role.word} {role.ordinal}»", "chữ số La Mã" if roman else "chữ số Ả Rập", piece, fixable=False)

    return find


def _titles(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece, role in pieces_with_roles(subject):
        if role.name == "chapter_title":
            if not piece.capitals:
                yield rule.finding(f"{quoted(piece)} không viết hoa toàn bộ", "tiêu đề chữ in hoa", piece)
            yield from form_faults(rule, [piece], "chapter", "size bold italic align")


def _needed(rule: Rule, subject: Subject) -> Iterator[Finding]:
    found = pieces_with_roles(subject)
    for place, (piece, role) in enumerate(found):
        following = found[place + 1][1].name if place + 1 < len(found) else ""
        if role.name in ("chapter", "section") and not role.rest and following != "chapter_title":
            yield rule.finding(f"{quoted(piece)} không có tiêu đề", "phần, chương, mục, tiểu mục có tiêu đề", piece)


def _roman(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece, role in pieces_with_roles(subject):
        if role.name != "roman":
            continue
        yield from form_faults(rule, [piece], "roman_heading", "size bold italic")
        if not is_capitals(role.rest):
            yield rule.finding(f"{quoted(piece)} không viết hoa toàn bộ", "tiêu đề chữ in hoa", piece)
        if role.sign != ".":
            yield rule.finding(quoted(piece), f"«{role.ordinal}.»", piece, fixable=False)
        marker = piece.paragraph.marker_run
        if marker is not None and not marker.bold:
            yield rule.finding(f"số «{piece.paragraph.marker}» không đậm", "chữ đậm", piece)


RULES = (
    Rule("CT-01", "E", "Phần, chương", "PL I.II.6đ", in_annexes_too(_labels("chapter", roman=True)), fixable=True),
    Rule("CT-02", "E", "Mục, tiểu mục", "PL I.II.6đ", in_annexes_too(_labels("section", roman=False)), fixable=True),
    Rule("CT-03", "E", "Tiêu đề phần, chương, mục", "PL I.II.6đ", in_annexes_too(_titles), fixable=True),
    Rule("CT-04", "E", "Tiêu đề phần, chương, mục", "PL I.II.6d", in_annexes_too(_needed)),
    Rule("CT-06", "E", "Tiêu đề mục", "PL I.V 6b", in_annexes_too(_roman), fixable=True),
)
