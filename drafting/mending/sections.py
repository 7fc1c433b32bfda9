"""Mending where annexes begin: each in a section of its own, on a new page, its pages counted from 1."""

from __future__ import annotations

import copy

from lxml import etree

from drafting.mending.xml import child, properties, put
from drafting.ooxml import qn
from drafting.parts.annexes import Annex
from drafting.word import Word


def own_section(word: Word, annex: Annex) -> None:
    """Ends the section before the annex, with the same paper and headers."""
    label = annex.label.paragraph.element if annex.label is not None else None
    section = word.sections[min(annex.section, len(word.sections) - 1)].element
    parent = label.getparent() if label is not None else None
    if label is None or section is None or parent is None or parent.tag != qn("w:body"):
        return
    ending = etree.Element(qn("w:p"))
    properties(ending, "pPr").append(copy.deepcopy(section))
    label.addprevious(ending)
    new_page(word, annex)
    put(section, "pgNumType", start="1")


def new_page(word: Word, annex: Annex) -> None:
    section = word.sections[min(annex.section, len(word.sections) - 1)].element
    if section is not None:
        child(section, "type").set(qn("w:val"), "nextPage")
