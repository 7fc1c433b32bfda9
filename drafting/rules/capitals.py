"""Capitals (Phụ lục II): sentences and lines begin with one; class words of units are small.

Organisations, days and special nouns in their dictionary form.

Source: PL II.
Wrong: thứ hai; Xã An Bình; ủy ban nhân dân
Right: thứ Hai; xã An Bình; Ủy ban nhân dân
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.finding import Finding
from drafting.orthography import same_tone_place
from drafting.parts.piece import Piece
from drafting.rules.proper_names import is_person_or_event, organisations
from drafting.rules.rule import Rule, Subject, quoted


def _texts(subject: Subject) -> list[Piece]:
    return [*subject.parts.opening.bases, *subject.parts.body]


def _sentences(rule: Rule, subject: Subject) -> Iterator[Finding]:
    roles = {id(piece): role for piece, role in zip(subject.parts.body, subject.parts.roles, strict=True)}
    for piece in _texts(subject):
        role = roles.get(id(piece))
        opening = (role.rest if role is not None else piece.text).lstrip("“\"'«( ")
        if opening[:1].isalpha() and opening[:1].islower():
            yield rule.finding(f"{quoted(piece)} mở đầu bằng chữ thường", "viết hoa chữ đầu dòng", piece)
        for match in re.finditer(r"(?<=[a-zà-ỹ0-9)”\"])[.?!] ([a-zà-ỹđ])", piece.text):
            before = piece.text[: match.start()].rsplit(" ", 1)[-1]
            short = before[:1].isupper() and len(before) <= _SHORT
            if match[1].islower() and not (short or before.isdigit() or "." in before or len(before) == 1):
                yield rule.finding(f"«…{piece.text[max(0, match.start() - 15) : match.end() + 15]}…»", "viết hoa chữ đầu câu", piece)


def _units(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece in _texts(subject):
        for match in _SMALL_CLASS.finditer(piece.text):
            yield rule.finding(f"«{match[0]}»", f"«{match[0][0].upper()}{match[0][1:]}»", piece)
        for match in _CLASS.finditer(piece.text):
            name = match["name"]
            whole = f"{match['word']} {name}"
            if not name[0].isupper() or whole.startswith("Thành phố Hồ Chí Minh") or is_person_or_event(name) or (match.start() == 0):
                continue
            before = piece.text[: match.start()].rstrip()
            if before.endswith((".", ":", "-", ";", ")", "“", "+")) or not before:
                continue
            yield rule.finding(f"«{whole}»", f"«{match['word'].lower()} {name}»", piece)


def _organisations(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece in _texts(subject):
        if piece.capitals:
            continue
        for name in organisations():
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", piece.text, re.IGNORECASE):
                found = match[0]
                if found != name and not found.isupper() and same_tone_place(found) != same_tone_place(name):
                    yield rule.finding(f"«{found}»", f"«{name}»", piece)


def _special(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece in _texts(subject):
        for match in _SPECIAL.finditer(piece.text):
            right = _special_form(match[0])
            if match[0] != right:
                yield rule.finding(f"«{match[0]}»", f"«{right}»", piece)


def _special_form(found: str) -> str:
    words = found.split(" ")
    head = words[0].lower()
    if head in ("thứ", "tháng"):
        return f"{words[0]} {words[1].capitalize()}"
    if head == "tết":
        return f"{words[0]} {words[1].capitalize()} {words[2].lower()}"
    return f"{words[0].capitalize()} {words[1].lower()}"


_NAME = r"[A-ZĐÀ-Ỹ][\wà-ỹ]*(?: [A-ZĐÀ-Ỹ][\wà-ỹ]*)*"
_CLASS = re.compile(rf"\b(?P<word>Tỉnh|Thành phố|Xã|Phường|Thị trấn|Huyện|Quận)\s(?P<name>{_NAME})")
_SMALL_CLASS = re.compile(r"\b(?:thành phố Hồ Chí Minh\b|(?:phường|quận) \d{1,2}\b(?!\s*(?:[.,]\d|/|%|[a-zà-ỹđ])))")
"""Units named by a number, and the one city whose class word is part of its name: written with a capital."""
_SHORT = 4
"""A stop after a word in capitals of so few letters ends an abbreviation ("TP.", "ThS."), not a sentence."""
_STANDS_ALONE = r"(?:(?<=của )|(?<=Đảng và )|(?<=Đảng, )|(?<=phục vụ )|(?<=trong )|(?<=giúp )|(?<=với ))(?:nhà nước|nhân dân)(?! tệ)"
_SPECIAL = re.compile(
    r"\b(?:[Tt]hứ (?:hai|ba|tư|năm|sáu|bảy)(?= (?:hằng|hàng|tuần|ngày)|,? ngày)|[Tt]háng (?:giêng|tám|chạp)\b"
    rf"|[Tt]ết (?:nguyên đán|Nguyên Đán|trung thu|Trung Thu)|{_STANDS_ALONE})\b"
)

RULES = (
    Rule("VH-01", "W", "Viết hoa", "PL II.I", _sentences),
    Rule("VH-02", "W", "Viết hoa", "PL II.III.1", _units),
    Rule("VH-03", "W", "Viết hoa", "PL II.IV", _organisations),
    Rule("VH-04", "W", "Viết hoa", "PL II.V.1, 8", _special),
)
