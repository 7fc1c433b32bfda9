"""Multilevel numbering as Word keeps it: "I." → "1." → "a)" → "-", "1." → "a)" → "-", "Điều 1." → "1." → "a)".

Word's own letters run a b c d e f …; the decree's run a b c d đ e g h i k … (no f, j, w, z; PL I.II.6đ). So "đ)" is a list
of its own, and after a gap the letters start anew at the letter they must have; the rest is Word's counting.
"""

from __future__ import annotations

from typing import Literal

from lxml import etree

from drafting.format import drawn, twips_of_mm
from drafting.render.styles import W

Scheme = Literal["named", "letter", "articles"]

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The letters of điểm in order, as the decree itself uses them."""

_BULLETS = (("bullet", "-"), *(("bullet", "+"),) * 6)
_ITEM = ("decimal", "%{}.")
_POINT = ("lowerLetter", "%{})")
_LEVELS: dict[Scheme, tuple[tuple[str, str], ...]] = {
    "named": (("upperRoman", "%{}."), _ITEM, _POINT, *_BULLETS),
    "letter": (_ITEM, _POINT, *_BULLETS),
    "articles": (("decimal", "Điều %{}."), _ITEM, _POINT, *_BULLETS),
}
_ABSTRACT: dict[Scheme, int] = {"named": 0, "letter": 1, "articles": 2}
_ABSTRACT_D = 3
DEEPEST = 8


def numbering_xml() -> str:
    """The numbering part of every template: the three schemes and the letter đ; lists themselves are added while drafting."""
    kinds = "".join(_abstract(number, _LEVELS[scheme]) for scheme, number in _ABSTRACT.items())
    letter_d = _abstract(_ABSTRACT_D, (("decimal", "đ)"),) * (DEEPEST + 1))
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:numbering xmlns:w="{W}">{kinds}{letter_d}</w:numbering>'


def _abstract(number: int, levels: tuple[tuple[str, str], ...]) -> str:
    first_line = twips_of_mm(drawn("body", "first_line"))
    rows = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val="{text.format(at + 1)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="{first_line}"/></w:pPr>{_weight(text)}</w:lvl>'
        for at, (form, text) in enumerate(levels[: DEEPEST + 1])
    )
    return f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{rows}</w:abstractNum>'


def _weight(text: str) -> str:
    return "<w:rPr><w:b/><w:bCs/></w:rPr>" if text.startswith("Điều") else ""


class Lists:
    """The lists of one part of a document (its body, or an annex): gives each item the list and level that print its marker."""

    def __init__(self, numbering: etree._Element, scheme: Scheme) -> None:
        self._numbering = numbering
        self._scheme = scheme
        self._main: int | None = None
        self._letter_d: int | None = None
        self._after_gap = 0

    def is_lettered(self, level: int) -> bool:
        """Whether items at that level are marked a), b), c)."""
        return _LEVELS[self._scheme][min(level, DEEPEST)] == _POINT

    def item(self, level: int, index: int) -> tuple[int, int]:
        """The list's number and level for the item with that place among its siblings (0 the first)."""
        level = min(level, DEEPEST)
        if not self.is_lettered(level) or index < LETTERS.index("đ"):
            return self._the_main(), level
        letter = LETTERS[index]
        if letter == "đ":
            if self._letter_d is None:
                self._letter_d = self._add(_ABSTRACT_D, {})
            return self._letter_d, level
        if letter == "e":
            return self._the_main(), level
        if letter in "gkx":  # the letter before it, f, j or w, is no letter of the decree
            self._after_gap = self._add(_ABSTRACT[self._scheme], {level: ord(letter) - ord("a") + 1})
        return self._after_gap, level

    def _the_main(self) -> int:
        if self._main is None:
            self._main = self._add(_ABSTRACT[self._scheme], dict.fromkeys(range(DEEPEST + 1), 1))
        return self._main

    def _add(self, abstract: int, starts: dict[int, int]) -> int:
        number = 1 + len(self._numbering.findall(f"{{{W}}}num"))
        num = etree.SubElement(self._numbering, f"{{{W}}}num", {f"{{{W}}}numId": str(number)})
        etree.SubElement(num, f"{{{W}}}abstractNumId", {f"{{{W}}}val": str(abstract)})
        for level, start in starts.items():
            override = etree.SubElement(num, f"{{{W}}}lvlOverride", {f"{{{W}}}ilvl": str(level)})
            etree.SubElement(override, f"{{{W}}}startOverride", {f"{{{W}}}val": str(start)})
        return number
