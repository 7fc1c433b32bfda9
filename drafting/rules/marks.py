"""Marks: urgency in capitals, bold, 13–14, red, in a box of its lawful size at the left; secrecy above it; circulation in a box.

Source: PL I.III.2.
Wrong: KHẨN without a box; a box of 30 × 10 mm; "Hỏa tốc" in ordinary case
Right: KHẨN, red, in a box of 20 × 8 mm
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.finding import Finding
from drafting.format import figure
from drafting.ooxml import MM_PER_TWIP, Element, number_of, qn
from drafting.orthography import same_words
from drafting.parts.piece import Piece
from drafting.rules.rule import Rule, Subject, form_faults, quoted, tolerance
from drafting.word import Paragraph


def _urgency(rule: Rule, subject: Subject) -> Iterator[Finding]:
    piece = subject.parts.head.urgency
    if piece is None:
        return
    if not any(same_words(piece.text, word) for word in BOXES):
        yield rule.finding(quoted(piece), "HỎA TỐC, THƯỢNG KHẨN hoặc KHẨN", piece, fixable=False)
    yield from form_faults(rule, [piece], "urgency", "caps bold size")
    if box_of(subject, piece) is None:
        yield rule.finding(f"{quoted(piece)} không có khung viền", "khung viền đơn", piece, fixable=_boxable(piece))


def _boxable(piece: Piece) -> bool:
    return lone_cell_of(piece.paragraph) is not None


def box_of(subject: Subject, piece: Piece) -> tuple[float, float] | None:
    """Width and height of the box around a mark, in millimetres; None where no line surrounds it."""
    paragraph = piece.paragraph
    frame = paragraph.frame
    if frame.kind == "box" and frame.drawing is not None and frame.drawing.outlined:
        return frame.drawing.width_mm, frame.drawing.height_mm
    sides = [paragraph.borders.get(side, ("none", 0.0))[0] not in ("none", "nil") for side in ("top", "bottom", "left", "right")]
    if all(sides):
        return paragraph.frame.width_mm - paragraph.left_mm - paragraph.right_mm, piece.height_mm
    if frame.kind == "cell" and frame.table is not None:
        return _cell_box(subject, paragraph)
    return None


def _cell_box(subject: Subject, paragraph: Paragraph) -> tuple[float, float] | None:
    """The cell's own lines where all four are drawn."""
    cell = paragraph.element.getparent()
    while cell is not None and cell.tag != qn("w:tc"):
        cell = cell.getparent()
    if cell is None:
        return None
    borders = cell.find(f"{qn('w:tcPr')}/{qn('w:tcBorders')}")
    if not _surrounds(borders) and not _lone_ruled(cell, subject, paragraph):
        return None
    row = cell.getparent()
    height = row.find(f"{qn('w:trPr')}/{qn('w:trHeight')}") if row is not None else None
    tall = number_of(height.get(qn("w:val"))) * MM_PER_TWIP if height is not None else 0.0
    width = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
    wide = number_of(width.get(qn("w:w"))) * MM_PER_TWIP if width is not None else paragraph.frame.width_mm
    return wide, tall


def lone_cell_of(paragraph: Paragraph) -> Element | None:
    """The cell that holds a mark, where it is the only one of its table; None elsewhere."""
    cell = next(paragraph.element.iterancestors(qn("w:tc")), None)
    table = next(cell.iterancestors(qn("w:tbl")), None) if cell is not None else None
    return cell if table is not None and len(list(table.iter(qn("w:tc")))) == 1 else None


def _surrounds(borders: Element | None) -> bool:
    sides = [side.get(qn("w:val")) not in (None, "nil", "none") for side in borders] if borders is not None else []
    return sum(sides) >= 4


def _lone_ruled(cell: Element, subject: Subject, paragraph: Paragraph) -> bool:
    """Whether the cell is the only one of a table with lines around it."""
    table = cell.getparent()
    while table is not None and table.tag != qn("w:tbl"):
        table = table.getparent()
    if table is None or len(list(table.iter(qn("w:tc")))) != 1:
        return False
    styled = paragraph.index > 0 and subject.word.tables[paragraph.frame.table or 0].ruled
    return styled or _surrounds(table.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}"))


def _box_size(rule: Rule, subject: Subject) -> Iterator[Finding]:
    piece = subject.parts.head.urgency
    box = box_of(subject, piece) if piece is not None else None
    if piece is None or box is None:
        return
    for word, name in BOXES.items():
        if same_words(piece.text, word):
            wanted = (float(figure("urgency", name).use), float(figure("urgency", "height").use))
            if any(abs(found - right) > tolerance("box") for found, right in zip(box, wanted, strict=True)):
                yield rule.finding(
                    f"khung {box[0]:.0f} × {box[1]:.0f} mm", f"{wanted[0]:.0f} × {wanted[1]:.0f} mm", piece, fixable=_boxable(piece)
                )


def _place(rule: Rule, subject: Subject) -> Iterator[Finding]:
    head = subject.parts.head
    piece = head.urgency
    if piece is None:
        return
    frame = piece.paragraph.frame
    left = frame.left_mm + (frame.width_mm / 2 if frame.kind == "box" else 0.0)
    if left > 105:
        yield rule.finding(f"{quoted(piece)} ở bên phải", "bên trái, dưới số, ký hiệu", piece)
    if head.secrecy is not None and head.secrecy.paragraph.index > piece.paragraph.index:
        yield rule.finding("dấu khẩn ở trên dấu mật", "dưới dấu chỉ độ mật", piece)
    if not all(_is_red(run.colour) for run in piece.solid):
        yield rule.finding(f"{quoted(piece)} không phải màu đỏ", "mực đỏ tươi", piece, fixable=True)


def _is_red(colour: str) -> bool:
    if re.fullmatch(r"[0-9A-Fa-f]{6}", colour) is None:
        return False
    red, green, blue = (int(colour[place : place + 2], 16) for place in (0, 2, 4))
    return red >= 0xC0 and green <= 0x40 and blue <= 0x40


def _secrecy(rule: Rule, subject: Subject) -> Iterator[Finding]:
    head = subject.parts.head
    piece = head.secrecy
    if piece is None:
        return
    if piece.text not in ("TUYỆT MẬT", "TỐI MẬT", "MẬT"):
        yield rule.finding(quoted(piece), "TUYỆT MẬT, TỐI MẬT hoặc MẬT", piece)
    if head.urgency is not None and head.urgency.paragraph.index < piece.paragraph.index:
        yield rule.finding("dấu mật ở dưới dấu khẩn", "trên dấu chỉ mức độ khẩn", piece)


def _circulation(rule: Rule, subject: Subject) -> Iterator[Finding]:
    piece = subject.parts.head.circulation
    if piece is None:
        return
    yield from form_faults(rule, [piece], "circulation", "caps bold size")
    if box_of(subject, piece) is None:
        yield rule.finding(f"{quoted(piece)} không có khung viền", "khung viền đơn", piece, fixable=_boxable(piece))


BOXES = {"HỎA TỐC": "hoa_toc", "THƯỢNG KHẨN": "thuong_khan", "KHẨN": "khan"}

RULES = (
    Rule("MK-01", "E", "Dấu chỉ mức độ khẩn", "PL I.III.2b", _urgency, fixable=True),
    Rule("MK-02", "W", "Dấu chỉ mức độ khẩn", "PL I.III.2b", _box_size),
    Rule("MK-03", "W", "Dấu chỉ mức độ khẩn", "PL I.III.2b, IV", _place),
    Rule("MK-04", "W", "Dấu chỉ độ mật", "PL I.III.2a", _secrecy),
    Rule("MK-05", "E", "Chỉ dẫn phạm vi lưu hành", "PL I.III.2c", _circulation, fixable=True),
)
