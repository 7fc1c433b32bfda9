"""Body letters: 13–14, upright; ordinary case and plain weight outside headings.

Source: PL I.II.6e.
Wrong: a paragraph in 12; a paragraph in italics; a paragraph in bold
Right: 14 plain
"""

from __future__ import annotations

from collections.abc import Iterator

from drafting.finding import Finding
from drafting.format import figure
from drafting.parts.piece import Piece
from drafting.parts.roles import is_heading
from drafting.rules.body_layout import pieces_with_roles
from drafting.rules.rule import Rule, Subject, in_annexes_too, points, quoted


def _form(rule: Rule, subject: Subject) -> Iterator[Finding]:
    wanted = figure("body", "size")
    for piece, role in pieces_with_roles(subject):
        if role.name in OWN_FORM or (role.name == "clause" and is_heading(piece, role)):
            continue
        wrong = sorted({run.size for run in piece.solid if not run.raised and not wanted.allows(run.size)})
        if wrong:
            yield rule.finding(f"{quoted(piece)} cỡ {', '.join(map(points, wrong))}", f"cỡ chữ {wanted.range_text}", piece)
        if piece.italic:
            yield rule.finding(f"{quoted(piece)} in nghiêng", "chữ đứng", piece)


def _plain(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece, role in pieces_with_roles(subject):
        if role.name in ("chapter", "section", "chapter_title", "roman", "article", "clause", "chain"):
            continue
        if piece.bold and not (role.name == "plain" and _short_title(piece)):
            yield rule.finding(f"{quoted(piece)} in đậm", "chữ thường, không đậm", piece, fixable=len(piece.printed_lines) > 1)
        elif piece.capitals and len(piece.text) > _ISOLATED:
            set_so = not "".join(run.text for run in piece.solid).isupper()
            yield rule.finding(f"{quoted(piece)} viết hoa toàn bộ", "chữ in thường", piece, fixable=set_so)
        elif any(run.bold or run.italic for run in piece.solid if len(run.text.strip()) > 3) and not piece.bold and not piece.italic:
            yield rule.finding(f"{quoted(piece)} có chữ nhấn đậm, nghiêng", "hạn chế nhấn mạnh trong nội dung", piece, severity="I")


def _short_title(piece: Piece) -> bool:
    return piece.paragraph.align == "center" or (len(piece.text) < 40 and piece.capitals)


OWN_FORM = ("chapter", "section", "chapter_title", "roman")
"""Headings whose letters a rule of their own judges."""

_ISOLATED = 25

RULES = (
    Rule("ND-01", "E", "Nội dung", "PL I.II.6e", in_annexes_too(_form), fixable=True),
    Rule("ND-08", "W", "Nội dung", "PL I.II.6e", in_annexes_too(_plain)),
)
