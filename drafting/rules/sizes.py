"""Sizes go together: the body in one size, the letterhead in 13/14/14 or 12/13/13, headings and signature in the size of the body.

Source: PL I.V, note.
Wrong: body in 14 with one paragraph in 13; Quốc hiệu 12 over Tiêu ngữ 14
Right: 13/14/14 with a body in 14
"""

from __future__ import annotations

from collections.abc import Iterator

from drafting.finding import Finding
from drafting.format import Profile, drawn
from drafting.parts.piece import dominant_size
from drafting.rules.body_layout import pieces_with_roles
from drafting.rules.rule import Rule, Subject, points, quoted


def _one_size(rule: Rule, subject: Subject) -> Iterator[Finding]:
    usual = body_size(subject)
    for piece, role in pieces_with_roles(subject):
        if role.name in _HEADINGS:
            continue
        wrong = sorted({run.size for run in piece.solid if not run.raised and run.size != usual})
        if wrong and usual is not None:
            yield rule.finding(f"{quoted(piece)} cỡ {', '.join(map(points, wrong))}", f"cùng cỡ {points(usual)} với phần còn lại", piece)


def body_size(subject: Subject) -> float | None:
    """The size of most letters of the body."""
    return dominant_size(run for piece in subject.parts.body for run in piece.solid)


def _letterhead(rule: Rule, subject: Subject) -> Iterator[Finding]:
    head = subject.parts.head
    trio = (head.national_name, head.motto, head.place_and_date)
    if any(piece is None for piece in trio):
        return
    sizes = tuple(piece.size for piece in trio if piece is not None)
    allowed = [tuple(drawn(name, "size", profile) for name in ("national_name", "motto", "place_and_date")) for profile in PROFILES]
    if sizes not in allowed:
        shown = "/".join(f"{size:g}" for size in sizes)
        yield rule.finding(f"Quốc hiệu/Tiêu ngữ/địa danh cỡ {shown}", "13/14/14 hoặc 12/13/13", head.national_name)


def _same_profile(rule: Rule, subject: Subject) -> Iterator[Finding]:
    usual = body_size(subject)
    if usual not in (13.0, 14.0):
        return
    opening, signing = subject.parts.opening, subject.parts.signing
    pieces = [*opening.title, *opening.subject, *opening.authority_line]
    pieces += [piece for signature in signing.signatures for piece in (*signature.titles, *signature.other_titles, signature.name) if piece]
    pieces += [piece for piece, role in pieces_with_roles(subject) if role.name in _HEADINGS]
    for piece in pieces:
        if piece.size != usual:
            yield rule.finding(f"{quoted(piece)} cỡ {points(piece.size)}", f"cùng cỡ {points(usual)} với nội dung", piece)


_HEADINGS = ("chapter", "section", "chapter_title", "roman")
PROFILES: tuple[Profile, Profile] = (14, 13)

RULES = (
    Rule("SZ-01", "E", "Cỡ chữ", "PL I.V ghi chú", _one_size, fixable=True),
    Rule("SZ-02", "W", "Cỡ chữ", "PL I.V ghi chú", _letterhead, fixable=True),
    Rule("SZ-03", "W", "Cỡ chữ", "PL I.V ghi chú", _same_profile, fixable=True),
)
