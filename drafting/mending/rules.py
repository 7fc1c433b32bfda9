"""Mending drawn rules: what is missing or of the wrong length is drawn anew as the border of a thin line of its own."""

from __future__ import annotations

from lxml import etree

from drafting.components import Components
from drafting.format import drawn, twips_of_mm
from drafting.mending.xml import drop, properties, put
from drafting.ooxml import Element, qn
from drafting.parts.piece import Piece

_THIN = "20"


def draw_rule(parts: Components, piece: Piece, component: str) -> None:
    """Below the piece: a solid rule of the component's share of its last line, centred; rules that stood there are taken away."""
    for line in parts.rules.get(piece, []):
        take_away(line.paragraph.element)
    share = float(drawn(component, "rule"))
    length = piece.width_mm(piece.printed_lines[-1]) * share
    room = piece.paragraph.frame.width_mm
    middle = (piece.middle_mm or piece.paragraph.frame.left_mm + room / 2) - piece.paragraph.frame.left_mm
    paragraph = etree.Element(qn("w:p"))
    ppr = properties(paragraph, "pPr")
    border = put(ppr, "pBdr")
    bottom = etree.SubElement(border, qn("w:bottom"))
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    put(ppr, "spacing", before="40", after="0", line=_THIN, lineRule="exact")
    left, right = max(middle - length / 2, 0.0), max(room - middle - length / 2, 0.0)
    put(ppr, "ind", left=str(twips_of_mm(left)), right=str(twips_of_mm(right)), firstLine="0")
    put(ppr, "jc", val="center")
    put(put(ppr, "rPr"), "sz", val="2")
    piece.paragraph.element.addnext(paragraph)


def take_away(paragraph: Element) -> None:
    """The rule of a paragraph: its border or its drawn line. A row of typed dashes is words, and stays."""
    ppr = paragraph.find(qn("w:pPr"))
    if ppr is not None:
        drop(ppr, "pBdr")
    for run in paragraph.findall(qn("w:r")):
        for shape in run:
            if shape.tag in (qn("mc:AlternateContent"), qn("w:drawing"), qn("w:pict")) and shape.find(f".//{qn('w:txbxContent')}") is None:
                run.remove(shape)
