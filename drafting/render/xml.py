"""Paragraphs and tables as Word's XML, and their place in a sub-document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree
from markupsafe import Markup

from drafting.format import drawn, twips_of_mm
from drafting.render.outline import Paragraph
from drafting.render.styles import R, W

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BRACES = {ord("{"): "&#123;", ord("}"): "&#125;"}
"""Braces as XML spells them: docxtpl rewrites some pairs of braces in what it has already filled in."""


_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot hold, and those that docxtpl takes for commands (bell, form feed)."""


def q(name: str) -> str:
    """The name in Word's namespace."""
    return f"{{{W}}}{name}"


def add(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    """A new last child with attributes of Word's namespace."""
    return etree.SubElement(parent, q(name), {q(key): value for key, value in attributes.items()})


def printable(text: str) -> str:
    """The text without the characters that no document can hold."""
    return _UNPRINTABLE.sub("", text)


def safe(text: str) -> Markup:
    """The text as it may stand in XML, out of reach of the template language."""
    return Markup(str(Markup.escape(printable(text))).translate(_BRACES))


def add_paragraph(parent: etree._Element, made: Paragraph) -> etree._Element:
    """The paragraph as the last child."""
    element = add(parent, "p")
    properties = add(element, "pPr")
    add(properties, "pStyle", val=made.style)
    if made.keep_next:
        add(properties, "keepNext")
    if made.item is not None:
        number = add(properties, "numPr")
        add(number, "ilvl", val=str(made.item[1]))
        add(number, "numId", val=str(made.item[0]))
    if made.text:
        run = add(element, "r")
        if made.bold or made.caps:
            look = add(run, "rPr")
            if made.bold:
                add(look, "b")
                add(look, "bCs")
            if made.caps:
                add(look, "caps")
        add_text(run, made.text)
    return element


def add_text(run: etree._Element, text: str) -> None:
    element = add(run, "t")
    element.set(_SPACE, "preserve")
    element.text = printable(text)


def add_table(parent: etree._Element, widths_mm: Sequence[float], rows: Sequence[Sequence[Paragraph]], heads: int) -> None:
    """A ruled table of fixed widths: the first `heads` rows repeat on each page, no row breaks over two pages."""
    table = add(parent, "tbl")
    properties = add(table, "tblPr")
    widths = [twips_of_mm(width) for width in widths_mm]
    add(properties, "tblW", w=str(sum(widths)), type="dxa")
    borders = add(properties, "tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        add(borders, side, val="single", sz="4", space="0", color="000000")
    add(properties, "tblLayout", type="fixed")
    margins = add(properties, "tblCellMar")
    padding = str(twips_of_mm(drawn("table", "padding")))
    for side in ("top", "left", "bottom", "right"):
        add(margins, side, w=padding if side in ("left", "right") else "40", type="dxa")
    grid = add(table, "tblGrid")
    for width in widths:
        add(grid, "gridCol", w=str(width))
    for at, cells in enumerate(rows):
        _add_row(table, widths, cells, head=at < heads)


def _add_row(table: etree._Element, widths: Sequence[int], cells: Sequence[Paragraph], *, head: bool) -> None:
    row = add(table, "tr")
    properties = add(row, "trPr")
    add(properties, "cantSplit")
    if head:
        add(properties, "tblHeader")
    for width, made in zip(widths, cells, strict=True):
        cell = add(row, "tc")
        look = add(cell, "tcPr")
        add(look, "tcW", w=str(width), type="dxa")
        if head:
            add(look, "vAlign", val="center")
        add_paragraph(cell, made)


class SubDocument:
    """A piece of document for a template's `{{p … }}`, as docxtpl's own sub-document gives it (its elements, without their body)
    but built of our elements and never read as template language."""

    def __init__(self) -> None:
        self.body: etree._Element = etree.Element(q("body"), nsmap={"w": W, "r": R})

    def __html__(self) -> str:
        whole = etree.tostring(self.body, encoding="unicode")
        inside = whole[whole.index(">") + 1 : whole.rindex("<")] if len(self.body) else ""
        return inside.translate(_BRACES)

    __str__ = __html__
