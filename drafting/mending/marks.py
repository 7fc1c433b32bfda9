"""Mending the boxes of marks and the block of addresses at the foot of page 1."""

from __future__ import annotations

from lxml import etree

from drafting.format import twips_of_mm
from drafting.mending.xml import drop, properties, put
from drafting.ooxml import Element, qn
from drafting.rules.marks import lone_cell_of
from drafting.word import HeaderPart, Paragraph, Section

_SIDES = ("top", "left", "bottom", "right")


def draw_box(paragraph: Paragraph, colour: str) -> None:
    """Single lines around the table of one cell that holds the mark."""
    cell = lone_cell_of(paragraph)
    if cell is None:
        return
    table = next(cell.iterancestors(qn("w:tbl")))
    look = table.find(qn("w:tblPr"))
    if look is None:
        return
    drop(look, "tblBorders")
    borders = etree.Element(qn("w:tblBorders"))
    for side in _SIDES:
        line = etree.SubElement(borders, qn(f"w:{side}"))
        for name, value in (("val", "single"), ("sz", "8"), ("space", "0"), ("color", colour)):
            line.set(qn(f"w:{name}"), value)
    _put_in_table_properties(look, borders)


def resize_box(paragraph: Paragraph, width_mm: float, height_mm: float) -> None:
    """The box of one cell gets its lawful size."""
    cell = lone_cell_of(paragraph)
    if cell is None:
        return
    table = next(cell.iterancestors(qn("w:tbl")))
    width = str(twips_of_mm(width_mm))
    for name in ("tblW", "gridCol", "tcW"):
        for element in table.iter(qn(f"w:{name}")):
            element.set(qn("w:w"), width)
            if name != "gridCol":
                element.set(qn("w:type"), "dxa")
    row = next(cell.iterancestors(qn("w:tr")))
    look = row.find(qn("w:trPr"))
    if look is None:
        look = etree.Element(qn("w:trPr"))
        row.insert(0, look)
    drop(look, "trHeight")
    height = etree.SubElement(look, qn("w:trHeight"))
    height.set(qn("w:val"), str(twips_of_mm(height_mm)))
    height.set(qn("w:hRule"), "exact")


def _put_in_table_properties(look: Element, borders: Element) -> None:
    before = (
        "tblStyle",
        "tblpPr",
        "tblOverlap",
        "bidiVisual",
        "tblStyleRowBandSize",
        "tblStyleColBandSize",
        "tblW",
        "jc",
        "tblCellSpacing",
        "tblInd",
    )
    at = sum(1 for child in look if str(child.tag).rpartition("}")[2] in before)
    look.insert(at, borders)


def rule_above(paragraph: Paragraph) -> None:
    """A rule of the full width above the first line of the addresses."""
    ppr = properties(paragraph.element, "pPr")
    put(ppr, "ind", left="0", right="0", firstLine="0")
    border = put(ppr, "pBdr")
    top = etree.SubElement(border, qn("w:top"))
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)


def only_on_first(section: Section, repeated: HeaderPart) -> None:
    """Takes the footer that repeats the addresses off the pages after the first."""
    if section.element is None:
        return
    kinds = [kind for kind, part in section.footers.items() if part is repeated and kind != "first"]
    for reference in list(section.element.findall(qn("w:footerReference"))):
        if reference.get(qn("w:type"), "default") in kinds:
            section.element.remove(reference)
