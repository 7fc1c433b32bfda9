"""A named type has its title: one of the types of Điều 7, capitals, bold, upright, 13–14, centred; a công văn has none.

Source: PL I.II.5b, Đ7.
Wrong: "Kế hoạch" in lower case; a line CÔNG VĂN
Right: KẾ HOẠCH, 14 bold, centred
"""

from __future__ import annotations

from collections.abc import Iterator

from drafting.components import LETTER
from drafting.finding import Finding
from drafting.kinds import kind_named
from drafting.rules.rule import Rule, Subject, form_faults, quoted


def _form(rule: Rule, subject: Subject) -> Iterator[Finding]:
    pieces = [piece for piece in subject.parts.opening.title if piece.key.strip(" .:") != LETTER]
    yield from form_faults(rule, pieces, "title", "caps bold italic size align")


def _known(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece in subject.parts.opening.title:
        if kind_named(piece.text.strip(" .:")) is None:
            yield rule.finding(f"tên loại {quoted(piece)}", "một trong các loại văn bản của Điều 7", piece)


def _not_a_letter(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece in subject.parts.opening.title:
        if piece.key.strip(" .:") == LETTER:
            yield rule.finding("có dòng «CÔNG VĂN»", "công văn không ghi tên loại", piece)


RULES = (
    Rule("TL-01", "E", "Tên loại", "PL I.II.5b", _form, fixable=True),
    Rule("TL-02", "W", "Tên loại", "Đ7", _known),
    Rule("TL-03", "E", "Tên loại", "PL I.II.5b, M1.5", _not_a_letter),
)
