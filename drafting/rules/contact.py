"""The contact block stands at the foot of page 1 only: 11–12, upright, ordinary case, under a solid rule of the full text width.

Source: PL I.III.4.
Wrong: on every page; in italics; no rule
Right: first footer, 11 pt, a rule above
"""

from __future__ import annotations

from collections.abc import Iterator

from drafting.finding import Finding
from drafting.format import figure
from drafting.ooxml import qn
from drafting.parts.ruling import TYPED_RULE
from drafting.rules.rule import Rule, Subject, form_faults
from drafting.text_width import width_mm
from drafting.word import HeaderPart, Section


def _contact(rule: Rule, subject: Subject) -> Iterator[Finding]:
    pieces = subject.parts.contact
    if not pieces:
        return
    yield from form_faults(rule, pieces, "contact", "size italic caps")
    section = subject.word.sections[0]
    texts = {piece.text for piece in pieces}

    def holds(part: HeaderPart | None) -> bool:
        return part is not None and any(paragraph.words in texts for paragraph in part.paragraphs)

    in_footer = any(holds(part) for part in section.footers.values())
    everywhere = holds(section.footers.get("default")) and (subject.pages > 1 or not section.title_page)
    if everywhere and subject.pages > 1:
        yield rule.finding("khối địa chỉ lặp lại ở các trang sau", "chỉ ở chân trang 1", fixable=holds(section.footers.get("first")))
    if in_footer and not _ruled(subject, section):
        yield rule.finding("không có đường kẻ trên khối địa chỉ", "đường kẻ nét liền dài hết chiều rộng vùng chữ")


def _ruled(subject: Subject, section: Section) -> bool:
    texts = {piece.text for piece in subject.parts.contact}
    for part in section.footers.values():
        if not any(paragraph.words in texts for paragraph in part.paragraphs):
            continue
        for paragraph in part.paragraphs:
            room = section.text_width_mm - paragraph.left_mm - paragraph.right_mm
            bordered = any(paragraph.borders.get(side, ("none", 0.0))[0] not in ("none", "nil") for side in ("top", "bottom", "between"))
            if bordered and figure("tolerance", "rule_whole").allows(room / section.text_width_mm):
                return True
            drawn = [drawing.width_mm for drawing in paragraph.drawings if drawing.kind == "line"]
            if any(figure("tolerance", "rule_whole").allows(width / section.text_width_mm) for width in drawn):
                return True
            typed = paragraph.words if TYPED_RULE.match(paragraph.words) else ""
            if len(typed) > 3 and width_mm(typed, paragraph.size) / section.text_width_mm > 0.9:
                return True
        if any(True for _ in part.root.iter(qn("w:tblBorders"), qn("w:tcBorders"))):
            return True
    return False


RULES = (Rule("MK-07", "E", "Địa chỉ cơ quan", "PL I.III.4", _contact, fixable=True),)
