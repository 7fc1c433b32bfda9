"""Body paragraphs: justified, first line at 10 or 12.7 mm (one value throughout), other lines at the margin.

At least 6 pt apart, lines single to 1.5.

Source: PL I.II.6e.
Wrong: set left; indent of typed blanks; gap 3 pt; double spacing
Right: both sides even, 12.7 mm, 6 pt, single
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from drafting.finding import Finding
from drafting.format import figure
from drafting.parts.piece import Piece
from drafting.parts.roles import Role, is_heading
from drafting.rules.lines import line_multiple
from drafting.rules.rule import Rule, Subject, in_annexes_too, millimetres, points, quoted, tolerance


def _justified(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece, role in pieces_with_roles(subject):
        align = piece.paragraph.align
        if align == "both" or role.name in _CENTRED_ROLES:
            continue
        short = len(piece.printed_lines) == 1 and (align == "center" or role.name == "roman" or is_heading(piece, role))
        if not short:
            how = {"left": "căn trái", "right": "căn phải", "center": "căn giữa"}.get(align, align)
            yield rule.finding(f"{quoted(piece)} {how}", "căn đều hai bên", piece)


def _first_line(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece, role in _indented(subject):
        indent = piece.paragraph.indent_mm
        if not _is_typed(piece) and not any(abs(indent - allowed) <= tolerance("length") for allowed in FIRST_LINES):
            if role.name == "roman" and abs(indent) <= tolerance("length"):
                continue
            yield rule.finding(f"{quoted(piece)} lùi đầu dòng {millimetres(indent)}", "10 mm hoặc 12,7 mm", piece)


def _one_indent(rule: Rule, subject: Subject) -> Iterator[Finding]:
    indents = [(piece, _nearest(piece.paragraph.indent_mm)) for piece, role in _indented(subject) if role.name != "roman"]
    known = [value for _, value in indents if value is not None]
    if len(set(known)) < 2:
        return
    usual = max(set(known), key=known.count)
    others = [(piece, value) for piece, value in indents if value is not None and value != usual]
    piece, value = others[0]
    more = f" và {len(others) - 1} đoạn khác" if len(others) > 1 else ""
    found = f"{quoted(piece)}{more} lùi {millimetres(value or 0.0)}, phần còn lại lùi {millimetres(usual)}"
    yield rule.finding(found, "một mức lùi cho cả văn bản", piece)


def _nearest(indent: float) -> float | None:
    return next((allowed for allowed in FIRST_LINES if abs(indent - allowed) <= tolerance("length")), None)


def _typed_indent(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece in subject.parts.body:
        if _is_typed(piece):
            tabs_only = not "".join(run.text for run in piece.paragraph.runs).startswith((" ", "\u00a0"))
            found = f"{quoted(piece)} lùi đầu dòng bằng dấu cách hoặc tab"
            yield rule.finding(found, "lùi đầu dòng bằng định dạng đoạn", piece, fixable=tabs_only)


def _is_typed(piece: Piece) -> bool:
    """Whether blanks or tabs typed before the first word push it in."""
    typed = "".join(run.text for run in piece.paragraph.runs)
    lead = typed[: len(typed) - len(typed.lstrip(" \t\u00a0"))]
    return "\t" in lead or len(lead) > 2


def _hanging(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece, _ in _indented(subject):
        paragraph = piece.paragraph
        if abs(paragraph.left_mm) > tolerance("length") and len(piece.printed_lines) > 1:
            listed = bool(paragraph.marker) and paragraph.first_mm < 0
            found = f"{quoted(piece)}: các dòng sau lùi {millimetres(paragraph.left_mm)}"
            yield rule.finding(found, "các dòng sau sát lề trái", piece, severity="I" if listed else None)
        if paragraph.right_mm > tolerance("length") and len(piece.printed_lines) > 1:
            found = f"{quoted(piece)}: các dòng dừng trước lề phải {millimetres(paragraph.right_mm)}"
            yield rule.finding(found, "các dòng tới sát lề phải", piece)


def _gaps(rule: Rule, subject: Subject) -> Iterator[Finding]:
    wanted = figure("body", "before").low or 6.0
    slack = tolerance("spacing")
    body = [piece.paragraph for piece in subject.parts.body]
    titles = {piece.paragraph.index for piece, role in pieces_with_roles(subject) if role.name == "chapter_title"}
    for above, below in pairwise(body):
        if any(subject.word.paragraphs[index - 1].frame.kind != "body" for index in range(above.index + 1, below.index)):
            continue
        if below.index in titles or below.index - above.index > 1 or above.section != below.section or below.breaks_page:
            continue
        together = above.contextual or below.contextual
        after = 0.0 if above.contextual and above.style == below.style else above.after_pt
        before = 0.0 if below.contextual and above.style == below.style else below.before_pt
        if max(after, before) >= wanted - slack:
            continue
        if after + before >= wanted - slack and not together:
            yield rule.finding(
                f"{quoted(below)} cách đoạn trên {points(after)} + {points(before)}", f"tối thiểu {points(wanted)}", below, severity="W"
            )
        else:
            yield rule.finding(f"{quoted(below)} cách đoạn trên {points(max(after, before))}", f"tối thiểu {points(wanted)}", below)


def _line_spacing(rule: Rule, subject: Subject) -> Iterator[Finding]:
    wanted = figure("body", "line_spacing")
    for piece in subject.parts.body:
        spacing = line_multiple(piece)
        if not wanted.allows(spacing, tolerance("line")):
            yield rule.finding(f"{quoted(piece)} giãn dòng {spacing:.2f}".replace(".", ","), "dòng đơn đến 1,5 dòng", piece)


def _blank(rule: Rule, subject: Subject) -> Iterator[Finding]:
    if not subject.parts.body:
        return
    first, last = subject.parts.body[0].paragraph.index, subject.parts.body[-1].paragraph.index
    for paragraph in subject.word.paragraphs[first - 1 : last]:
        if paragraph.frame.kind == "body" and not paragraph.words and not paragraph.drawings and not paragraph.breaks_page:
            before = subject.word.paragraphs[paragraph.index - 2]
            after = subject.word.paragraphs[paragraph.index] if paragraph.index < len(subject.word.paragraphs) else None
            beside_table = before.frame.kind == "cell" or (after is not None and after.frame.kind == "cell")
            if not beside_table and before.section == paragraph.section and (after is None or after.section == paragraph.section):
                yield rule.finding("đoạn trống dùng để giãn cách", "giãn cách bằng định dạng đoạn", paragraph)


def pieces_with_roles(subject: Subject) -> list[tuple[Piece, Role]]:
    """The body's paragraphs with what each is."""
    return list(zip(subject.parts.body, subject.parts.roles, strict=True))


def _indented(subject: Subject) -> list[tuple[Piece, Role]]:
    return [
        (piece, role) for piece, role in pieces_with_roles(subject) if role.name not in _CENTRED_ROLES and piece.paragraph.align != "center"
    ]


FIRST_LINES = (10.0, 12.7)
"""Where a first line stands, in millimetres: the decree names these two."""

_CENTRED_ROLES = ("chapter", "section", "chapter_title")

RULES = (
    Rule("ND-02", "E", "Nội dung", "PL I.II.6e", in_annexes_too(_justified), fixable=True),
    Rule("ND-03", "E", "Nội dung", "PL I.II.6e", in_annexes_too(_first_line), fixable=True),
    Rule("ND-04", "W", "Nội dung", "PL I.II.6e", _one_indent, fixable=True),
    Rule("ND-05", "W", "Nội dung", "lệ", _typed_indent),
    Rule("ND-06", "E", "Nội dung", "PL I.II.6e", in_annexes_too(_gaps), fixable=True),
    Rule("ND-07", "E", "Nội dung", "PL I.II.6e", in_annexes_too(_line_spacing), fixable=True),
    Rule("ND-10", "I", "Nội dung", "lệ", _blank),
    Rule("ND-15", "W", "Nội dung", "PL I.II.6e", in_annexes_too(_hanging), fixable=True),
)
