"""Điều, khoản, điểm: "Điều n." bold and upright in the size of the body; "n." bold only as a title alone; "a)" plain.

Source: PL I.II.6đ.
Wrong: "ĐIỀU 1:"; a titled khoản not bold; "a."
Right: Điều 1. …; 1. Mục đích (bold); a) …
"""

from __future__ import annotations

from collections.abc import Iterator

from drafting.finding import Finding
from drafting.parts.piece import Piece
from drafting.parts.roles import is_heading
from drafting.rules.body_layout import FIRST_LINES, pieces_with_roles
from drafting.rules.rule import Rule, Subject, in_annexes_too, millimetres, points, quoted, tolerance
from drafting.rules.sizes import body_size
from drafting.word import Run


def _article(rule: Rule, subject: Subject) -> Iterator[Finding]:
    usual = body_size(subject)
    found = pieces_with_roles(subject)
    for place, (piece, role) in enumerate(found):
        if role.name != "article":
            continue
        name = f"«Điều {role.ordinal}»"
        if role.word != "Điều" or role.sign != ".":
            yield rule.finding(quoted(piece), f"«Điều {role.ordinal}.»", piece, fixable=piece.paragraph.list_level is not None)
        label = _label_runs(piece, len(role.word) + 1 + len(role.ordinal))
        titled = (
            any(_has_letters(run) for other, _ in found[place + 1 : place + 2] for run in other.solid)
            and is_heading(piece, role)
            and any(not run.bold for run in piece.solid if _has_letters(run))
        )
        if any(not run.bold for run in label):
            yield rule.finding(f"{name} không đậm", "chữ đậm", piece)
        elif titled:
            yield rule.finding(f"tiêu đề {quoted(piece)} không đậm", "chữ đậm", piece)
        if any(run.italic for run in label):
            yield rule.finding(f"{name} in nghiêng", "chữ đứng", piece)
        sizes = sorted({run.size for run in label if run.size != usual})
        if sizes:
            yield rule.finding(f"{name} cỡ {', '.join(map(points, sizes))}", "cùng cỡ với nội dung", piece)
        indent = piece.paragraph.indent_mm
        if piece.paragraph.align == "center":
            yield rule.finding(f"{name} căn giữa", "đầu dòng lùi 10 mm hoặc 12,7 mm", piece)
        elif not any(abs(indent - allowed) <= tolerance("length") for allowed in FIRST_LINES):
            yield rule.finding(f"{quoted(piece)} lùi đầu dòng {millimetres(indent)}", "10 mm hoặc 12,7 mm", piece)


def _label_runs(piece: Piece, length: int) -> list[Run]:
    """The runs that hold the first `length` characters; Word's own number counts as one run."""
    if piece.paragraph.marker_run is not None:
        return [piece.paragraph.marker_run]
    out: list[Run] = []
    for run in piece.solid:
        if length <= 0:
            break
        out.append(run)
        length -= len(run.text)
    return out


def _clause(rule: Rule, subject: Subject) -> Iterator[Finding]:
    usual = body_size(subject)
    found = pieces_with_roles(subject)
    for place, (piece, role) in enumerate(found):
        if role.name != "clause":
            continue
        if piece.size != usual:
            yield rule.finding(f"{quoted(piece)} cỡ {points(piece.size)}", "cùng cỡ với nội dung", piece)
        if role.sign != ".":
            yield rule.finding(quoted(piece), f"«{role.ordinal}.»", piece, fixable=False)
        following = found[place + 1][1] if place + 1 < len(found) else None
        heads = following is not None and following.name in ("plain", "point", "dash", "chain", "clause")
        titled = is_heading(piece, role) and heads
        if titled and not all(run.bold for run in piece.solid if _has_letters(run)):
            yield rule.finding(f"khoản có tiêu đề {quoted(piece)} không đậm", "chữ đậm", piece)
        elif piece.bold and not is_heading(piece, role) and not piece.text.endswith(":"):
            yield rule.finding(f"khoản không có tiêu đề {quoted(piece)} in đậm", "chữ không đậm", piece)
        elif (title := run_in_title(piece)) and not titled:
            yield rule.finding(f"khoản có tiêu đề «{title}» cùng dòng với nội dung", "tiêu đề đậm trên dòng riêng", piece, fixable=False)
        number = piece.paragraph.marker_run
        if number is not None and number.bold and not piece.bold and not titled:
            yield rule.finding(f"số «{piece.paragraph.marker}» in đậm", "chữ không đậm", piece, severity="W")
        if titled and piece.italic:
            yield rule.finding(f"khoản có tiêu đề {quoted(piece)} in nghiêng", "chữ đứng", piece)


def run_in_title(piece: Piece) -> str:
    """The bold sentence that opens a paragraph whose rest is plain: a title that runs on into the text; "" where there is none."""
    runs = [run for run in piece.solid if _has_letters(run)]
    plain = next((place for place, run in enumerate(runs) if not run.bold), len(runs))
    bold = " ".join(run.text.strip() for run in runs[:plain])
    rest = " ".join(run.text.strip() for run in runs[plain:])
    ends = bold.endswith(".") or rest.startswith(".")
    return bold.rstrip(". ") if ends and len(bold.split()) > 1 and len(rest.split()) > _RUN_ON_WORDS else ""


def _has_letters(run: Run) -> bool:
    return any(char.isalpha() for char in run.text)


def _point(rule: Rule, subject: Subject) -> Iterator[Finding]:
    usual = body_size(subject)
    for piece, role in pieces_with_roles(subject):
        if role.name != "point":
            continue
        if role.sign != ")" or role.opened or role.ordinal.isupper():
            counted = piece.paragraph.list_level is not None and role.ordinal.islower()
            yield rule.finding(quoted(piece), f"«{role.ordinal.lower()})»", piece, fixable=counted)
        letters = [run for run in piece.solid if _has_letters(run)]
        if letters and piece.bold:
            yield rule.finding(f"điểm {quoted(piece)} in đậm", "chữ không đậm", piece)
        if letters and piece.italic:
            yield rule.finding(f"điểm {quoted(piece)} in nghiêng", "chữ đứng", piece)
        if piece.size != usual:
            yield rule.finding(f"{quoted(piece)} cỡ {points(piece.size)}", "cùng cỡ với nội dung", piece)


_RUN_ON_WORDS = 3

RULES = (
    Rule("CT-05", "E", "Điều", "PL I.II.6đ", in_annexes_too(_article), fixable=True),
    Rule("CT-07", "E", "Khoản", "PL I.II.6đ", in_annexes_too(_clause), fixable=True),
    Rule("CT-08", "E", "Điểm", "PL I.II.6đ", in_annexes_too(_point), fixable=True),
)
