"""Sections of a Word document: paper, margins, page numbers, and the headers and footers in force."""

from __future__ import annotations

from collections.abc import Callable

from drafting.ooxml import MM_PER_TWIP, Element, Package, number_of, on, qn
from drafting.word import Frame, HeaderPart, Section

_A4 = (11906.0, 16838.0)
_INCH = 1440.0


def text_frame(section: Section) -> Frame:
    """The text column of a section's pages."""
    return Frame("body", section.text_left_mm, section.text_width_mm)


def read_sections(body: Element, package: Package, header_part: Callable[[str], HeaderPart | None]) -> list[Section]:
    """The sections in order; one with Word's own figures where the file describes none."""
    elements: list[Element | None] = list(body.iter(qn("w:sectPr")))
    targets = package.targets(package.main)
    parts: dict[str, HeaderPart | None] = {}
    found: list[Section] = []
    for index, element in enumerate(elements or [None]):
        headers, footers = (dict(getattr(found[-1], kind)) if found else {} for kind in ("headers", "footers"))
        for inherited, tag in ((headers, "w:headerReference"), (footers, "w:footerReference")):
            for reference in element.findall(qn(tag)) if element is not None else ():
                part = targets.get(reference.get(qn("r:id"), ""), "")
                if part not in parts:
                    parts[part] = header_part(part)
                if (read := parts[part]) is not None:
                    inherited[reference.get(qn("w:type"), "default")] = read
        found.append(_section(index, element, headers, footers))
    return found


def _section(index: int, element: Element | None, headers: dict[str, HeaderPart], footers: dict[str, HeaderPart]) -> Section:
    size, margins, numbers, kind = (
        element.find(qn(f"w:{name}")) if element is not None else None for name in ("pgSz", "pgMar", "pgNumType", "type")
    )

    def length(source: Element | None, name: str, default: float) -> float:
        return number_of(source.get(qn(f"w:{name}")) if source is not None else None, default) * MM_PER_TWIP

    width, height = length(size, "w", 12240.0 if size is None else _A4[0]), length(size, "h", 15840.0 if size is None else _A4[1])
    start = numbers.get(qn("w:start")) if numbers is not None else None
    return Section(
        index,
        element,
        width,
        height,
        width > height,
        abs(length(margins, "top", _INCH)),
        abs(length(margins, "bottom", _INCH)),
        length(margins, "left", _INCH),
        length(margins, "right", _INCH),
        length(margins, "gutter", 0.0),
        length(margins, "header", _INCH / 2),
        element is not None and on(element.find(qn("w:titlePg"))) is True,
        numbers.get(qn("w:fmt"), "decimal") if numbers is not None else "decimal",
        int(number_of(start)) if start is not None else None,
        kind.get(qn("w:val"), "nextPage") if kind is not None else "nextPage",
        headers,
        footers,
    )
