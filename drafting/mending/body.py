"""Mending the body: alignment, indents, gaps, line spacing, sizes and weights of its paragraphs."""

from __future__ import annotations

from drafting.format import drawn, twips_of_mm, twips_of_points
from drafting.mending.letters import resize
from drafting.mending.xml import child, forget, properties, put, toggle
from drafting.ooxml import qn
from drafting.parts.piece import Piece, dominant_size
from drafting.parts.roles import is_heading
from drafting.rules.body_layout import FIRST_LINES, pieces_with_roles
from drafting.rules.rule import Subject


def justify(piece: Piece) -> None:
    put(properties(piece.paragraph.element, "pPr"), "jc", val="both")


def indent(piece: Piece, millimetres: float) -> None:
    """First line at that place, the others at the margin."""
    ppr = properties(piece.paragraph.element, "pPr")
    put(ppr, "ind", left="0", right="0", firstLine=str(twips_of_mm(millimetres)))
    forget(
        child(ppr, "ind"),
        "w:hanging",
        "w:start",
        "w:end",
        "w:rightChars",
        "w:leftChars",
        "w:firstLineChars",
        "w:hangingChars",
        "w:startChars",
    )


def usual_indent(subject: Subject) -> float:
    """The first-line indent most of the body has, of the two lawful ones; the greater where it has neither."""
    found = [piece.paragraph.indent_mm for piece in subject.parts.body]
    near = [allowed for indent_mm in found for allowed in FIRST_LINES if abs(indent_mm - allowed) <= 0.5]
    return max(set(near), key=near.count) if near else max(FIRST_LINES)


def open_gap(piece: Piece) -> None:
    """The least gap before the paragraph."""
    ppr = properties(piece.paragraph.element, "pPr")
    put(ppr, "spacing", before=str(twips_of_points(float(drawn("body", "before")))), beforeLines="0", beforeAutospacing="0")
    if piece.paragraph.contextual:
        put(ppr, "contextualSpacing", val="0")


def single_spaced(piece: Piece) -> None:
    put(properties(piece.paragraph.element, "pPr"), "spacing", line="240", lineRule="auto")


def close(piece: Piece) -> None:
    """Single spacing and no gap above."""
    single_spaced(piece)
    ppr = properties(piece.paragraph.element, "pPr")
    put(ppr, "spacing", before="0", beforeLines="0", beforeAutospacing="0")


def one_size(pieces: list[Piece], points: float) -> None:
    for piece in pieces:
        for run in piece.runs:
            if run.size != points and not run.raised:
                resize(run, points)


def upright(piece: Piece) -> None:
    for run in piece.runs:
        if run.italic:
            toggle(run.element, "i", False)


def plain(piece: Piece) -> None:
    """Plain weight, and letters as they were typed."""
    for run in piece.runs:
        if run.bold:
            toggle(run.element, "b", False)
        if run.caps:
            toggle(run.element, "caps", False)


def without_leading_tabs(piece: Piece) -> None:
    """Takes out the tabs typed before the first word."""
    for run in piece.paragraph.runs:
        for mark in list(run.element):
            if mark.tag == qn("w:tab"):
                run.element.remove(mark)
            elif mark.tag != qn("w:rPr") and (mark.tag != qn("w:t") or (mark.text or "").strip()):
                return


def usual_size(subject: Subject) -> float | None:
    """The size of most letters of the body."""
    return dominant_size(run for piece in subject.parts.body for run in piece.solid)


def weigh_numbered(subject: Subject) -> None:
    """Điều bold, khoản bold where it is a title, điểm plain, all upright and in the size of the body."""
    size = usual_size(subject)
    for piece, role in pieces_with_roles(subject):
        if role.name not in ("article", "clause", "point"):
            continue
        if size is not None:
            one_size([piece], size)
        if role.name == "article":
            _bold_label(piece, len(role.word) + 1 + len(role.ordinal), whole=is_heading(piece, role))
            continue
        wanted = role.name == "clause" and is_heading(piece, role)
        for run in piece.runs:
            if run.bold != wanted and (wanted or piece.bold):
                toggle(run.element, "b", wanted)
            if run.italic and piece.italic and (wanted or role.name == "point"):
                toggle(run.element, "i", False)


def _bold_label(piece: Piece, length: int, *, whole: bool) -> None:
    for run in piece.solid:
        if length <= 0 and not whole:
            return
        toggle(run.element, "b", True)
        if length > 0:
            toggle(run.element, "i", False)
        length -= len(run.text)


def head_spacing(piece: Piece, above: Piece) -> None:
    """V/v six points under the number."""
    put(
        properties(piece.paragraph.element, "pPr"),
        "spacing",
        before=str(twips_of_points(float(drawn("letter_subject", "before")))),
        beforeLines="0",
    )
    unspaced_after(above)


def unspaced_after(piece: Piece) -> None:
    """No gap below."""
    ppr = properties(piece.paragraph.element, "pPr")
    put(ppr, "spacing", after="0", afterLines="0", afterAutospacing="0")
