"""The line of place and date: "<place>, ngày … tháng … năm …", italic 13–14, centred under Tiêu ngữ.

Source: PL I.II.4.
Wrong: Hà Nội 5/3/2026; upright; set left
Right: Bình Hòa, ngày 05 tháng 3 năm 2026 in italics
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from drafting.finding import Finding
from drafting.rules.rule import Rule, Subject, form_faults, quoted


def _pattern(rule: Rule, subject: Subject) -> Iterator[Finding]:
    piece = subject.parts.head.place_and_date
    if piece is None:
        if subject.parts.head.motto is not None and "biên bản" not in subject.parts.kind_name and not _undated(subject):
            certain = subject.parts.kind is not None or not subject.parts.opening.title
            expected = "«Địa danh, ngày … tháng … năm …»"
            yield rule.finding("không thấy dòng địa danh và thời gian", expected, severity=None if certain else "W")
        return
    match = _FORM.match(piece.text)
    blank = match is not None and not all(match[name].strip(" .…_") for name in ("day", "month", "year"))
    if match is None or (subject.issued and blank):
        yield rule.finding(quoted(piece), "«Địa danh, ngày … tháng … năm …»", piece)


def _undated(subject: Subject) -> bool:
    return (
        subject.parts.kind_name in ("hợp đồng", "bản thỏa thuận", "bản ghi nhớ", "giấy nghỉ phép", "thư công")
        and not subject.parts.head.place_and_date
    )


def _form(properties: str) -> Callable[[Rule, Subject], Iterator[Finding]]:
    def find(rule: Rule, subject: Subject) -> Iterator[Finding]:
        piece = subject.parts.head.place_and_date
        yield from form_faults(rule, [piece] if piece else [], "place_and_date", properties)

    return find


def _under_motto(rule: Rule, subject: Subject) -> Iterator[Finding]:
    head = subject.parts.head
    yield from _form("align")(rule, subject)
    if head.place_and_date is not None and head.motto is not None and head.place_and_date in head.left and head.in_table is not None:
        yield rule.finding("dòng địa danh ở ô bên trái", "dưới Tiêu ngữ, nửa bên phải", head.place_and_date, fixable=False)
    elif head.place_and_date is not None and head.motto is not None and head.place_and_date.paragraph.index < head.motto.paragraph.index:
        yield rule.finding("dòng địa danh đứng trên Tiêu ngữ", "dưới Tiêu ngữ", head.place_and_date)


_FORM = re.compile(
    r"^\S.*?, ngày\s*(?P<day>\d{1,2}|[\s.…_]*)\s*tháng\s*(?P<month>\d{1,2}|[\s.…_]*)\s*năm\s*(?P<year>\d{4}|20[\s.…_]*|[\s.…_]*)$"
)

RULES = (
    Rule("DD-01", "E", "Địa danh, thời gian", "PL I.II.4", _pattern),
    Rule("DD-06", "E", "Địa danh, thời gian", "PL I.II.4c", _form("italic bold size"), fixable=True),
    Rule("DD-07", "E", "Địa danh, thời gian", "PL I.II.4c", _under_motto, fixable=True),
)
