"""The line of the number: "Số:" in the left cell under the issuing body, ordinary case with its colon, size 13, plain.

Centred, level with the date.

Source: PL I.II.3c, 4c.
Wrong: "Số 75/KH-UBND"; "SỐ: …"; bold; a line lower than the date
Right: Số: 75/KH-UBND, 13 plain, on the line of the date
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from drafting.finding import Finding
from drafting.parts.piece import Piece
from drafting.rules.levels import level_difference_mm
from drafting.rules.rule import Rule, Subject, form_faults, millimetres, quoted


def _present(rule: Rule, subject: Subject) -> Iterator[Finding]:
    head = subject.parts.head
    if head.number is None:
        astray = next((piece for piece in head.right if re.match(r"^Số\s*:?[^/]*/", piece.text)), None)
        if astray is not None:
            yield rule.finding(f"{quoted(astray)} ở ô bên phải", "dòng «Số: …» ở ô bên trái, dưới tên cơ quan ban hành", astray)
        elif head.found:
            yield rule.finding("không thấy dòng số, ký hiệu ở ô bên trái", "dòng «Số: …» dưới tên cơ quan ban hành")
    elif not re.match(r"^s[ốô]", head.number.text, re.IGNORECASE):
        yield rule.finding(quoted(head.number), "dòng bắt đầu bằng «Số:»", head.number)
    elif head.issuer and head.issuer[-1].paragraph.index > head.number.paragraph.index and head.number.paragraph.frame.kind != "box":
        yield rule.finding("dòng số đứng trên tên cơ quan ban hành", "dòng số dưới tên cơ quan ban hành", head.number)


def _label(rule: Rule, subject: Subject) -> Iterator[Finding]:
    piece = subject.parts.head.number
    if piece is not None and re.match(r"^s[ốô]", piece.text, re.IGNORECASE) and not re.match(r"^Số:", piece.text):
        yield rule.finding(quoted(piece), "«Số:» chữ in thường, dấu hai chấm liền sau", piece)


def _form(properties: str) -> Callable[[Rule, Subject], Iterator[Finding]]:
    def find(rule: Rule, subject: Subject) -> Iterator[Finding]:
        piece = subject.parts.head.number
        yield from form_faults(rule, [piece] if piece else [], "number", properties)

    return find


def _level(rule: Rule, subject: Subject) -> Iterator[Finding]:
    head = subject.parts.head
    if head.number is None or head.place_and_date is None:
        return
    apart = level_difference_mm(head, head.number, head.place_and_date)
    if apart is not None and abs(apart) > _LEVEL_MM:
        yield rule.finding(
            f"số, ký hiệu lệch {millimetres(abs(apart))} so với dòng địa danh, ngày",
            "cùng một dòng",
            head.number,
            fixable=_in_one_row(head.number, head.place_and_date),
        )


def _in_one_row(one: Piece, other: Piece) -> bool:
    frames = (one.paragraph.frame, other.paragraph.frame)
    return frames[0].kind == "cell" and (frames[0].table, frames[0].row) == (frames[1].table, frames[1].row)


_LEVEL_MM = 2.5

RULES = (
    Rule("SO-01", "E", "Số, ký hiệu", "PL I.II.3c", _present),
    Rule("SO-02", "E", "Số, ký hiệu", "PL I.II.3c", _label),
    Rule("SO-03", "E", "Số, ký hiệu", "PL I.II.3c", _form("size bold italic"), fixable=True),
    Rule("SO-04", "E", "Số, ký hiệu", "PL I.II.3c", _form("align"), fixable=True),
    Rule("SO-14", "E", "Số, ký hiệu", "PL I.II.4c", _level),
)
