"""Shapes of rules about drawn rules and about lines that stand one under another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafting.finding import Finding
from drafting.parts.piece import SINGLE_LINE, Piece
from drafting.parts.ruling import RuleLine
from drafting.rules.rule import Rule, Subject, millimetres, part_of_line, points, quoted, tolerance

_LOOSE_PT = 3.0


def rules_under(subject: Subject, pieces: Sequence[Piece]) -> list[RuleLine]:
    """The rules below any line of a component."""
    return [rule for piece in pieces for rule in subject.parts.rules.get(piece, [])]


def missing_rule(rule: Rule, subject: Subject, *pieces: Piece) -> Iterator[Finding]:
    """A finding where no solid rule lies below the component; run underline alone is a warning."""
    found = rules_under(subject, pieces)
    drawn = [line for line in found if line.how != "underline"]
    if any(line.solid for line in drawn):
        return
    if drawn:
        yield rule.finding(f"đường kẻ dưới {quoted(pieces[-1])} không phải nét liền", "đường kẻ nét liền", pieces[-1])
    elif found:
        yield rule.finding(f"{quoted(pieces[-1])} gạch chân thay cho đường kẻ", "đường kẻ ngang nét liền ở dưới", pieces[-1], severity="W")
    else:
        yield rule.finding(f"không có đường kẻ dưới {quoted(pieces[-1])}", "đường kẻ ngang nét liền ở dưới", pieces[-1])


def wrong_length(rule: Rule, subject: Subject, piece: Piece, range_name: str, expected: str) -> Iterator[Finding]:
    """A finding where the rule below a line is too long or too short against it, or not centred on it."""
    allowed = part_of_line(range_name)
    for line in rules_under(subject, [piece]):
        if line.how == "underline":
            continue
        width = piece.width_mm(piece.printed_lines[-1])
        share = line.length_mm / width if width else 0.0
        if not allowed.allows(share):
            yield rule.finding(f"đường kẻ dài {share:.0%} dòng chữ ({millimetres(line.length_mm)})", expected, piece)
        middle = piece.middle_mm
        if line.middle_mm is not None and middle is not None and abs(line.middle_mm - middle) > tolerance("centre"):
            yield rule.finding(
                f"đường kẻ lệch {millimetres(abs(line.middle_mm - middle))} so với dòng chữ", "đường kẻ cân giữa dòng chữ", piece
            )


def loose_lines(rule: Rule, column: Sequence[Piece], above: Piece, below: Piece, name: str, other: str) -> Iterator[Finding]:
    """A finding where two lines that belong together at single spacing stand apart."""
    places = [place for place, piece in enumerate(column) if piece in (above, below)]
    if len(places) != 2:
        return
    between = column[places[0] + 1 : places[1]]
    if any(not piece.text for piece in between):
        yield rule.finding(f"có dòng trống giữa {other} và {name}", "cách nhau dòng đơn, không có dòng trống", below)
    spacing = line_multiple(below)
    if abs(spacing - 1.0) > tolerance("line"):
        yield rule.finding(f"{name} giãn dòng {spacing:.2f}".replace(".", ","), "dòng đơn", below)
    gap = max(above.paragraph.after_pt, below.paragraph.before_pt)
    if gap > _LOOSE_PT:
        yield rule.finding(f"{name} cách {other} {points(gap)}", "cách nhau dòng đơn", below)


def line_multiple(piece: Piece) -> float:
    """The line spacing as a multiple of single."""
    if piece.paragraph.line is not None:
        return piece.paragraph.line
    return (piece.paragraph.line_pt or 0.0) / (piece.size * SINGLE_LINE)
