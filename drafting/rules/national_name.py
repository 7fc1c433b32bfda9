"""Quốc hiệu: exact words, capitals, 12–13, bold, upright, first in the right half at the top of page 1, on one line.

Source: PL I.II.1a.
Wrong: "Cộng hòa xã hội chủ nghĩa Việt Nam" in lower case, or broken over two lines
Right: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM, 13 bold
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from drafting.finding import Finding
from drafting.format import figure
from drafting.orthography import same_words
from drafting.rules.rule import Rule, Subject, form_faults, millimetres, quoted


def _words(rule: Rule, subject: Subject) -> Iterator[Finding]:
    head = subject.parts.head
    piece = head.national_name
    if piece is not None and head.name_goes_on is None and not same_words(piece.text, figure("national_name", "text").use):
        yield rule.finding(quoted(piece), f"«{figure('national_name', 'text').use}»", piece)


def _form(properties: str) -> Callable[[Rule, Subject], Iterator[Finding]]:
    def find(rule: Rule, subject: Subject) -> Iterator[Finding]:
        piece = subject.parts.head.national_name
        yield from form_faults(rule, [piece] if piece else [], "national_name", properties)

    return find


def _on_top(rule: Rule, subject: Subject) -> Iterator[Finding]:
    head = subject.parts.head
    piece = head.national_name
    if piece is None:
        return
    first = next((other for other in head.right if other.text), piece)
    marks = {id(mark) for mark in (head.urgency, head.circulation, head.secrecy)}
    before = [
        p
        for p in subject.word.paragraphs
        if p.index < piece.paragraph.index and p.words and p.index not in head.used and p.frame.kind == "body" and id(p) not in marks
    ]
    if first is not piece or before:
        yield rule.finding("Quốc hiệu không ở dòng đầu, bên phải trang 1", "dòng đầu, nửa bên phải, trang 1", piece)
    elif head.right and head.right[0] is not piece and head.right[0].height_mm > _BLANK_MM and piece.paragraph.frame.kind == "cell":
        blank = not any(other.paragraph.drawings for other in head.right if other.paragraph.index < piece.paragraph.index)
        yield rule.finding("có dòng trống trên Quốc hiệu", "Quốc hiệu ở dòng đầu", piece, fixable=blank)
    elif piece.middle_mm is not None and piece.middle_mm < subject.word.sections[0].width_mm / 2 - _LEFT_MM:
        yield rule.finding("Quốc hiệu ở nửa bên trái", "nửa bên phải, trang 1", piece)


def _one_line(rule: Rule, subject: Subject) -> Iterator[Finding]:
    piece = subject.parts.head.national_name
    if piece is None:
        return
    if (rest := subject.parts.head.name_goes_on) is not None:
        yield rule.finding(f"Quốc hiệu ngắt thành hai dòng {quoted(piece)}, {quoted(rest)}", "một dòng", piece)
        return
    if not piece.measurable:
        return
    width = piece.width_mm()
    if "\n" in piece.raw.strip() or (piece.paragraph.frame.kind != "body" and width > piece.room_mm + _SLACK_MM):
        found = f"Quốc hiệu dài {millimetres(width)}, ô chỉ rộng {millimetres(piece.room_mm)} nên xuống dòng"
        yield rule.finding(found, "một dòng", piece)


_SLACK_MM = 0.3
_BLANK_MM = 2.0
_LEFT_MM = 10.0

RULES = (
    Rule("QH-01", "E", "Quốc hiệu", "PL I.II.1a", _words),
    Rule("QH-02", "E", "Quốc hiệu", "PL I.II.1a", _form("caps"), fixable=True),
    Rule("QH-03", "E", "Quốc hiệu", "PL I.II.1a", _form("size"), fixable=True),
    Rule("QH-04", "E", "Quốc hiệu", "PL I.II.1a", _form("bold italic"), fixable=True),
    Rule("QH-05", "E", "Quốc hiệu", "PL I.II.1a", _on_top),
    Rule("QH-06", "W", "Quốc hiệu", "PL I.V", _one_line),
)
