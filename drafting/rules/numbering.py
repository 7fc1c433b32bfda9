"""Numbers run on without gaps: letters in Vietnamese order, each level anew under its parent.

Điều through the whole document; no "1.1." chains.

Source: PL I.II.6c, đ.
Wrong: a) b) d); Điều 1, Điều 3; 1.1.
Right: a) b) c) d) đ) e)
"""

from __future__ import annotations

from collections.abc import Iterator

from drafting.finding import Finding
from drafting.list_numbers import written
from drafting.parts.piece import Piece
from drafting.parts.roles import Role
from drafting.rules.body_layout import pieces_with_roles
from drafting.rules.rule import Rule, Subject, in_annexes_too

ALPHABET = "abcdđeghiklmnopqrstuvxy"
_LEVELS = ("part", "chapter", "section", "subsection", "article", "roman", "clause", "point")


def _letters(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece, expected, found in _breaks(subject, points=True):
        yield rule.finding(f"điểm «{found})»", f"«{expected})»", piece)
    for piece, role in pieces_with_roles(subject):
        if role.name == "point" and role.ordinal.lower() not in ALPHABET:
            yield rule.finding(f"điểm «{role.ordinal})»", "chữ cái tiếng Việt (không dùng f, j, w, z, ă, â …)", piece)


def _runs_on(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece, expected, found in _breaks(subject, points=False):
        yield rule.finding(f"số thứ tự «{found}»", f"«{expected}»", piece)


def _breaks(subject: Subject, *, points: bool) -> Iterator[tuple[Piece, str, str]]:
    """Where an ordinal is neither the next nor the first of a new run: the piece, what was due, what stands there."""
    last: dict[str, int] = {}
    for piece, role in pieces_with_roles(subject):
        level = _level_of(role)
        if level is None:
            continue
        value = _value(role)
        if value is None:
            continue
        due = last.get(level, 0) + 1
        above = _LEVELS.index(level)
        for deeper in _LEVELS[above + 1 :]:
            if deeper != "article":
                last.pop(deeper, None)
        last[level] = value
        if value != due and (level == "point") is points:
            yield piece, _written(due, role), role.ordinal


def _level_of(role: Role) -> str | None:
    if role.name == "chapter":
        return "part" if role.word.lower() == "phần" else "chapter"
    if role.name == "section":
        return "subsection" if role.word.lower().startswith("tiểu") else "section"
    return role.name if role.name in ("article", "roman", "clause", "point") else None


def _value(role: Role) -> int | None:
    if role.name == "point":
        place = ALPHABET.find(role.ordinal.lower())
        return place + 1 if place >= 0 else None
    if role.ordinal.isdigit():
        return int(role.ordinal)
    return _roman_value(role.ordinal)


def _roman_value(text: str) -> int | None:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    if not text or any(char not in values for char in text.upper()):
        return None
    digits = [values[char] for char in text.upper()]
    return sum(-digit if digit < max(digits[place:]) else digit for place, digit in enumerate(digits))


def _written(value: int, role: Role) -> str:
    if role.name == "point":
        return ALPHABET[min(value, len(ALPHABET)) - 1]
    return written(value, "decimal" if role.ordinal.isdigit() else "upperRoman")


def _chains(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece, role in pieces_with_roles(subject):
        if role.name == "chain":
            yield rule.finding(f"đánh số «{role.ordinal}»", "1. rồi a)", piece)


RULES = (
    Rule("CT-09", "E", "Điểm", "PL I.II.6đ", in_annexes_too(_letters)),
    Rule("CT-10", "E", "Số thứ tự", "PL I.II.6c", in_annexes_too(_runs_on)),
    Rule("CT-11", "W", "Số thứ tự", "PL I.II.6đ", in_annexes_too(_chains)),
)
