"""Mending the numbers that Word writes before paragraphs: their letters and signs, never what they count."""

from __future__ import annotations

import re

from drafting.format import drawn
from drafting.mending.xml import child, drop, forget, properties, put
from drafting.ooxml import Element, Package, qn
from drafting.parts.piece import Piece
from drafting.rules.font import is_symbol
from drafting.word import Paragraph

_VAL = qn("w:val")


def plain_letters(package: Package) -> None:
    """Numbers in the document's font, bullets of symbol fonts as dashes."""
    font = str(drawn("page", "font"))
    for level in _levels(package):
        rpr = level.find(qn("w:rPr"))
        fonts = rpr.find(qn("w:rFonts")) if rpr is not None else None
        if _is_bullet(level):
            if fonts is None or not any(is_symbol(str(name)) for name in fonts.attrib.values()):
                continue
            put_text(level, "-")
        put(properties(level, "rPr"), "rFonts", **dict.fromkeys(("ascii", "hAnsi", "cs", "eastAsia"), font))
        _without_themes(level)


def black_numbers(package: Package) -> None:
    for level in _levels(package):
        colour = put(properties(level, "rPr"), "color", val="auto")
        forget(colour, "w:themeColor", "w:themeTint", "w:themeShade")


def letters_of_number(paragraph: Paragraph, *, bold: bool, size: float | None = None) -> None:
    """The number upright, bold or not, in that size."""
    if paragraph.list_level is None:
        return
    rpr = properties(paragraph.list_level, "rPr")
    for name, wanted in (("b", bold), ("i", False)):
        element = child(rpr, name)
        if wanted:
            forget(element, "w:val")
        else:
            element.set(_VAL, "0")
    if size is not None:
        for name in ("sz", "szCs"):
            put(rpr, name, val=f"{size * 2:.0f}")


def sign_of_number(piece: Piece, pattern: str) -> None:
    """The signs around the figure of the item's own level: pattern has {} for it ("{})", "Điều {}.")."""
    level = piece.paragraph.list_level
    text = level.find(qn("w:lvlText")) if level is not None else None
    figure = re.search(r"%\d(?!.*%\d)", text.get(_VAL, "")) if text is not None else None
    if level is not None and figure is not None:
        put_text(level, pattern.format(figure[0]))


def put_text(level: Element, text: str) -> None:
    found = level.find(qn("w:lvlText"))
    if found is not None:
        found.set(_VAL, text)


def _levels(package: Package) -> list[Element]:
    root = package.related("numbering")
    return list(root.iter(qn("w:lvl"))) if root is not None else []


def _is_bullet(level: Element) -> bool:
    style = level.find(qn("w:numFmt"))
    return style is not None and style.get(_VAL) == "bullet"


def _without_themes(level: Element) -> None:
    fonts = level.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    if fonts is not None:
        forget(fonts, "w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme", "w:hint")


def unnumbered(level: Element) -> None:
    """Takes weight and slant from a level, so that its numbers print as the words do."""
    rpr = level.find(qn("w:rPr"))
    if rpr is not None:
        drop(rpr, "b", "bCs", "i", "iCs")
