"""Setting properties in Word's XML in the order that its schema wants."""

from __future__ import annotations

from lxml import etree

from drafting.ooxml import Element, qn

_RUN_ORDER = """
    rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish
    webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang
    eastAsianLayout specVanish oMath
"""
_PARAGRAPH_ORDER = """
    pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
    suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid
    spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl
    divId cnfStyle rPr sectPr pPrChange
"""
_SECTION_ORDER = """
    headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols
    formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange
"""
_ORDERS = {"rPr": _RUN_ORDER.split(), "pPr": _PARAGRAPH_ORDER.split(), "sectPr": _SECTION_ORDER.split()}


def properties(parent: Element, name: str) -> Element:
    """The w:rPr or w:pPr of a run or paragraph, made where it has none."""
    found = parent.find(qn(f"w:{name}"))
    if found is None:
        found = etree.Element(qn(f"w:{name}"))
        parent.insert(0, found)
    return found


def child(parent: Element, name: str) -> Element:
    """The property of that name, made at its place in the schema's order where it is absent."""
    found = parent.find(qn(f"w:{name}"))
    if found is not None:
        return found
    order = _ORDERS[str(parent.tag).rpartition("}")[2]]
    made = etree.Element(qn(f"w:{name}"))
    place = order.index(name)
    for at, other in enumerate(parent):
        local = str(other.tag).rpartition("}")[2]
        if local in order and order.index(local) > place:
            parent.insert(at, made)
            return made
    parent.append(made)
    return made


def put(parent: Element, name: str, **attributes: str) -> Element:
    """The property with these attributes set; others it carries are kept."""
    element = child(parent, name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def drop(parent: Element, *names: str) -> None:
    """Takes properties away."""
    for name in names:
        for found in parent.findall(qn(f"w:{name}")):
            parent.remove(found)


def forget(element: Element, *names: str) -> None:
    """Takes attributes away."""
    for name in names:
        if qn(name) in element.attrib:
            del element.attrib[qn(name)]


def toggle(run: Element, name: str, wanted: bool) -> None:
    """Sets b, i or caps of a run outright."""
    element = child(properties(run, "rPr"), name)
    if wanted:
        forget(element, "w:val")
    else:
        element.set(qn("w:val"), "0")
