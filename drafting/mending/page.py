"""Mending the page: paper, margins, page numbers."""

from __future__ import annotations

import re

from lxml import etree

from drafting.format import Figure, Profile, drawn, figure, twips_of_mm
from drafting.mending.xml import child, drop, forget, properties, put, toggle
from drafting.ooxml import Element, R, W, qn
from drafting.word import Section, Word

_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OUR_HEADER = "headerSoTrang"
_HEADER = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"


def a4(section: Section) -> None:
    if section.element is None:
        return
    short, long = (str(twips_of_mm(float(figure("page", name).use))) for name in ("width", "height"))
    width, height = (long, short) if section.landscape else (short, long)
    put(section.element, "pgSz", w=width, h=height)


def portrait(section: Section) -> None:
    if section.element is not None:
        size = put(section.element, "pgSz", w=str(twips_of_mm(210)), h=str(twips_of_mm(297)))
        forget(size, "w:orient")


def margin(section: Section, name: str) -> None:
    """The nearest lawful margin; a gutter is taken away."""
    if section.element is None:
        return
    wanted = figure("page", f"margin_{name}")
    now = {"top": section.top_mm, "bottom": section.bottom_mm, "left": section.text_left_mm, "right": section.right_mm}[name]
    put(section.element, "pgMar", **{name: str(twips_of_mm(_nearest(wanted, now)))})
    if name == "left":
        put(section.element, "pgMar", gutter="0")


def _nearest(wanted: Figure, now: float) -> float:
    low, high = wanted.low or 0.0, wanted.high or now
    return low if now < low else high


def header_distance(section: Section) -> None:
    if section.element is not None:
        put(section.element, "pgMar", header=str(twips_of_mm(float(drawn("page", "header")))))


def same_margins(word: Word) -> None:
    settings = word.package.related("settings")
    if settings is not None:
        drop(settings, "mirrorMargins")


def number_pages(word: Word, profile: Profile) -> None:
    """Page numbers centred in a header of their own, none on page 1, none in the footers; counting from 1 in Arabic digits."""
    part = _header_part(word, profile)
    for section in word.sections:
        if section.element is None:
            continue
        for footer in section.footers.values():
            _take_numbers(footer.root)
        for reference in list(section.element.findall(qn("w:headerReference"))):
            kind = reference.get(qn("w:type"), "default")
            holds = section.headers.get(kind)
            kept = (
                kind == "first" and holds is not None and not holds.has_page_number and any(p.words or p.drawings for p in holds.paragraphs)
            )
            if not kept:
                section.element.remove(reference)
        for kind in ("even", "default") if word.even_and_odd else ("default",):
            reference = etree.Element(qn("w:headerReference"))
            reference.set(qn("w:type"), kind)
            reference.set(qn("r:id"), part)
            section.element.insert(0, reference)
        if section.index == 0:
            forget(child(section.element, "titlePg"), "w:val")
            if (numbers := section.element.find(qn("w:pgNumType"))) is not None:
                forget(numbers, "w:start")
        if (numbers := section.element.find(qn("w:pgNumType"))) is not None:
            forget(numbers, "w:fmt")


def is_numbered_anew(word: Word) -> bool:
    """Whether the header of our own making is already in the package."""
    return any(name.rpartition("/")[2].startswith(_OUR_HEADER) for name in word.package.parts)


def start_at_one(section: Section) -> None:
    if section.element is not None:
        put(section.element, "pgNumType", start="1")


def _take_numbers(root: Element) -> None:
    """Takes PAGE fields out of a footer, simple or in runs."""
    for field in list(root.iter(qn("w:fldSimple"))):
        if field.get(qn("w:instr"), "").split()[:1] == ["PAGE"] and (parent := field.getparent()) is not None:
            parent.remove(field)
    for paragraph in root.iter(qn("w:p")):
        inside: list[Element] = []
        code, depth = "", 0
        for run in list(paragraph.iter(qn("w:r"))):
            kinds = [mark.get(qn("w:fldCharType")) for mark in run.iter(qn("w:fldChar"))]
            depth += kinds.count("begin")
            if depth:
                inside.append(run)
                code += "".join(text.text or "" for text in run.iter(qn("w:instrText")))
            if "end" in kinds and depth:
                depth -= 1
                if not depth:
                    if code.split()[:1] == ["PAGE"]:
                        for one in inside:
                            if (parent := one.getparent()) is not None:
                                parent.remove(one)
                    inside, code = [], ""


def _header_part(word: Word, profile: Profile) -> str:
    """Adds the header to the package; the id of its relationship."""
    package = word.package
    folder = package.main.rpartition("/")[0]
    names = set(package.parts)
    name = next(f"{folder}/{_OUR_HEADER}{n or ''}.xml" for n in range(100) if f"{folder}/{_OUR_HEADER}{n or ''}.xml" not in names)
    root = etree.Element(qn("w:hdr"), nsmap={"w": W, "r": R})
    paragraph = etree.SubElement(root, qn("w:p"))
    put(properties(paragraph, "pPr"), "jc", val="center")
    put(properties(paragraph, "pPr"), "spacing", before="0", after="0", line="240", lineRule="auto")
    put(properties(paragraph, "pPr"), "ind", left="0", right="0", firstLine="0")
    field = etree.SubElement(paragraph, qn("w:fldSimple"))
    field.set(qn("w:instr"), "PAGE")
    run = etree.SubElement(field, qn("w:r"))
    rpr = properties(run, "rPr")
    put(rpr, "rFonts", **dict.fromkeys(("ascii", "hAnsi", "cs", "eastAsia"), "Times New Roman"))
    toggle(run, "b", False)
    toggle(run, "i", False)
    put(rpr, "sz", val=f"{float(drawn('page_number', 'size', profile)) * 2:.0f}")
    etree.SubElement(run, qn("w:t")).text = "2"
    package.parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    types = package.tree("[Content_Types].xml")
    if types is not None:
        etree.SubElement(types, f"{{{_CONTENT_TYPES}}}Override", PartName=f"/{name}", ContentType=_HEADER)
    base = package.main.rpartition("/")[2]
    relations = package.tree(f"{folder}/_rels/{base}.rels")
    taken = re.findall(r"rId(\d+)", " ".join(rel.get("Id", "") for rel in relations)) if relations is not None else []
    made = f"rId{max((int(number) for number in taken), default=0) + 1}"
    if relations is not None:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
        etree.SubElement(relations, f"{{{_RELATIONSHIPS}}}Relationship", Id=made, Type=kind, Target=name.rpartition("/")[2])
    return made
