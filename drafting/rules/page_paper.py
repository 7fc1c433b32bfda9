"""Every section is A4; upright, or sideways only where it holds a table.

Source: PL I.I.1, PL I.I.2.
Wrong: Letter paper; a sideways section of plain paragraphs.
Right: 210 × 297 mm; a sideways section around a wide table.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafting.finding import Finding
from drafting.format import figure
from drafting.rules.places import first_of
from drafting.rules.rule import Rule, Subject, tolerance
from drafting.word import Section


def _a4(rule: Rule, subject: Subject) -> Iterator[Finding]:
    wanted = sorted(figure("page", name).use for name in ("width", "height"))
    for section in subject.word.sections:
        found = sorted((section.width_mm, section.height_mm))
        if any(abs(one - other) > tolerance("box") for one, other in zip(found, wanted, strict=True)):
            size = f"{section.width_mm:.0f} × {section.height_mm:.0f} mm"
            yield rule.finding(f"phần {section.index + 1}: khổ giấy {size}", "khổ A4 (210 × 297 mm)", first_of(subject, section))


def _upright(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for section in subject.word.sections:
        if section.landscape and not holds_table(subject, section):
            yield rule.finding(
                f"phần {section.index + 1} quay ngang mà không có bảng", "trang dọc; chỉ quay ngang khi có bảng", first_of(subject, section)
            )


def holds_table(subject: Subject, section: Section) -> bool:
    """Whether a table of content stands in the section; those that lay out letterhead, signature and marks are none."""
    parts = subject.parts
    layout = {parts.head.in_table, parts.signing.in_table}
    marks = (parts.head.urgency, parts.head.secrecy, parts.head.circulation)
    layout |= {piece.paragraph.frame.table for piece in marks if piece is not None}
    layout |= {piece.paragraph.frame.table for one in parts.signing.signatures for piece in one.pieces}
    return any(table.section == section.index and table.index not in layout for table in subject.word.tables)


RULES = (
    Rule("PG-01", "E", "Khổ giấy", "PL I.I.1", _a4, fixable=True),
    Rule("PG-02", "E", "Kiểu trang", "PL I.I.2", _upright, fixable=True),
)
