"""Menders of running text: indents, sizes, weights and numbers of the body and of annexes."""

from __future__ import annotations

from collections.abc import Callable

from drafting.finding import Finding
from drafting.format import drawn
from drafting.mending import body, letters, lists
from drafting.parts.piece import Piece
from drafting.parts.roles import Role
from drafting.rules.body_layout import FIRST_LINES, pieces_with_roles
from drafting.rules.rule import Subject

_NEAR_MM = 0.5
_SIGNS = {"article": "Điều {}.", "clause": "{}.", "point": "{})"}


def indexes(findings: list[Finding]) -> list[int]:
    return [finding.place.paragraph for finding in findings if finding.place.paragraph is not None]


def each(change: Callable[[Piece], None]) -> Callable[[Subject, list[Finding]], None]:
    def mend(subject: Subject, findings: list[Finding]) -> None:
        places = set(indexes(findings))
        for piece in (*subject.parts.body, *subject.parts.opening.bases):
            if piece.paragraph.index in places:
                change(piece)

    return mend


def indents(subject: Subject, findings: list[Finding]) -> None:
    usual = body.usual_indent(subject)
    places = set(indexes(findings))
    everywhere_alike = any(finding.rule == "ND-04" for finding in findings)
    for piece, role in pieces_with_roles(subject):
        numbered = role.name not in ("chapter", "section", "chapter_title", "roman")
        apart = everywhere_alike and numbered and abs(piece.paragraph.indent_mm - usual) > _NEAR_MM
        if apart or piece.paragraph.index in places:
            body.indent(piece, usual)


def bases(subject: Subject, findings: list[Finding]) -> None:
    del findings
    for piece in subject.parts.opening.bases:
        body.justify(piece)
        body.indent(piece, body.usual_indent(subject))


def body_sizes(subject: Subject, findings: list[Finding]) -> None:
    del findings
    profile = letters.profile_of(subject.parts)
    body.one_size(subject.parts.body, float(drawn("body", "size", profile)))
    for piece in subject.parts.body:
        if piece.italic:
            body.upright(piece)


def profile_sizes(subject: Subject, findings: list[Finding]) -> None:
    places = set(indexes(findings))
    opening, signing = subject.parts.opening, subject.parts.signing
    pieces = [*opening.title, *opening.subject, *opening.authority_line]
    pieces += [piece for one in signing.signatures for piece in (*one.titles, *one.other_titles, one.name) if piece is not None]
    pieces += subject.parts.body
    size = float(drawn("body", "size", letters.profile_of(subject.parts)))
    body.one_size([piece for piece in pieces if piece.paragraph.index in places], size)


def chapter_titles(subject: Subject, findings: list[Finding]) -> None:
    del findings
    for piece, role in pieces_with_roles(subject):
        if role.name == "chapter_title":
            letters.restyle([piece], "annex_title", letters.profile_of(subject.parts))


def numbered(subject: Subject, findings: list[Finding]) -> None:
    places = set(indexes(findings))
    body.weigh_numbered(subject)
    for piece, role in pieces_with_roles(subject):
        far = all(abs(piece.paragraph.indent_mm - allowed) > _NEAR_MM for allowed in FIRST_LINES)
        if role.name == "article" and (far or piece.paragraph.align == "center"):
            body.indent(piece, body.usual_indent(subject))
            body.justify(piece)
        if piece.paragraph.index in places and role.name in _SIGNS:
            _number(piece, role, body.usual_size(subject))


def _number(piece: Piece, role: Role, size: float | None) -> None:
    """The number that Word writes before the paragraph, in the letters and signs of its level."""
    lists.letters_of_number(piece.paragraph, bold=role.name == "article" or piece.bold, size=size)
    if (role.name == "article" and (role.word, role.sign) != ("Điều", ".")) or (role.name == "point" and (role.sign != ")" or role.opened)):
        lists.sign_of_number(piece, _SIGNS[role.name])


def roman_numbers(subject: Subject, findings: list[Finding]) -> None:
    for piece, role in pieces_with_roles(subject):
        if role.name == "roman" and piece.paragraph.index in set(indexes(findings)):
            lists.letters_of_number(piece.paragraph, bold=True)


def plain_weight(subject: Subject, findings: list[Finding]) -> None:
    for piece in subject.parts.body:
        if piece.paragraph.index in set(indexes(findings)):
            body.plain(piece)


def untabbed(subject: Subject, findings: list[Finding]) -> None:
    for piece in subject.parts.body:
        if piece.paragraph.index in set(indexes(findings)):
            body.without_leading_tabs(piece)
            body.indent(piece, body.usual_indent(subject))
