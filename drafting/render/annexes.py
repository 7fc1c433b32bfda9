"""Annexes (phụ lục): each a section of its own with its own page numbers, headed by label, title and what it belongs to (PL I.III.1)."""

from __future__ import annotations

import copy
from typing import Any

from docxtpl import DocxTemplate
from lxml import etree

from drafting.dates import written as date_written
from drafting.format import Profile, drawn
from drafting.render.fields import Medium, number_of
from drafting.render.frames import section
from drafting.render.numbering import Lists
from drafting.render.outline import Paragraph, paragraphs, scheme_of, with_end_mark
from drafting.render.rules import fit
from drafting.render.styles import R, W
from drafting.render.wording import capital, joined, wording
from drafting.render.xml import SubDocument, add, add_paragraph, add_table
from drafting.roman import roman
from drafting.spec_values import Annex, Grid, Node, Spec

_UNKNOWN_NUMBER = " " * 12


def annexes_of(spec: Spec, template: DocxTemplate, profile: Profile, medium: Medium) -> SubDocument:
    """The annexes after the signature; the template's last section becomes that of the last annex."""
    inserted = SubDocument()
    if not spec.annexes:
        return inserted
    last = template.get_docx().element.body.sectPr
    sections = [copy.deepcopy(last), *(_section(annex) for annex in spec.annexes)]
    for index, annex in enumerate(spec.annexes):
        _break(inserted.body, sections[index])
        holder: Any = etree.Element("holder")
        _head(holder, spec, index, medium)
        _content(holder, annex, template)
        fit(holder, profile, landscape=_landscape(annex))
        inserted.body.extend(list(holder))
    _break(inserted.body, None)
    last.getparent().replace(last, sections[-1])
    return inserted


def _landscape(annex: Annex) -> bool:
    """A page lies on its side for a table only (PL I.I.2); an annex of text stands upright whatever was asked."""
    return annex.landscape and annex.is_table


def _section(annex: Annex) -> etree._Element:
    xml = section(first_header="rIdEmptyHead", first_footer="rIdEmptyFoot", landscape=_landscape(annex), annex=True)
    return etree.fromstring(f'<root xmlns:w="{W}" xmlns:r="{R}">{xml}</root>')[0]


def _break(body: etree._Element, ends: etree._Element | None) -> None:
    """The paragraph that ends a section; with None, the one a table at the end of the document needs after it."""
    properties = add(add(body, "p"), "pPr")
    add(properties, "pStyle", val="HetKhoi")
    if ends is not None:
        properties.append(ends)


def _head(body: etree._Element, spec: Spec, index: int, medium: Medium) -> None:
    label = "Phụ lục" if len(spec.annexes) == 1 else f"Phụ lục {roman(index + 1)}"
    add_paragraph(body, Paragraph("PhuLuc", label))
    add_paragraph(body, Paragraph("TieuDePhuLuc", spec.annexes[index].title.upper()))
    add_paragraph(body, Paragraph("KemTheo", f"(Kèm theo {_reference(spec, medium)})"))
    rule = add_paragraph(body, Paragraph("DuongKe", ""))
    add(add(rule[0], "pBdr"), "bottom", val="single", sz="6", space="0", color="000000")


def _reference(spec: Spec, medium: Medium) -> str:
    """The document an annex belongs to; in an electronic document number and day stay open, since the system gives them (PL I.III.1c)."""
    kind = capital(spec.kind.name)
    if medium == "electronic":
        return f"{kind} số {_UNKNOWN_NUMBER} {date_written(None)} của {spec.issuer.name}"
    return f"{kind} số {number_of(spec).lstrip() if spec.serial else number_of(spec)} {date_written(spec.issued_on)} của {spec.issuer.name}"


def _content(body: etree._Element, annex: Annex, template: DocxTemplate) -> None:
    if annex.is_table:
        add_paragraph(body, Paragraph("Normal", ""))
        if annex.grid is not None:
            _grid(body, annex.grid, sum(_widths(annex)))
        else:
            _table(body, annex)
        return
    scheme = scheme_of(annex.body, letter=False)
    lists = Lists(template.get_docx().part.numbering_part.element, scheme)
    for paragraph in with_end_mark(paragraphs(annex.body, lists, scheme)):
        add_paragraph(body, paragraph)


def _table(body: etree._Element, annex: Annex) -> None:
    widths = _widths(annex)
    heads = [Paragraph("BangDau", head) for head in wording()["table"]["heads"]]
    rows = [_row(number, task) for number, task in enumerate(annex.tasks or (), start=1)]
    add_table(body, widths, [heads, *rows], heads=1)


def _row(number: int, task: Node) -> list[Paragraph]:
    cells = [task.text, joined(task.owners), joined(task.coordinators), task.deadline or "", task.deliverable or ""]
    return [Paragraph("BangGiua", str(number)), *(Paragraph("BangChu", text) for text in cells)]


def _widths(annex: Annex) -> list[float]:
    """The columns of a table of tasks in mm; their sum is the width of any table on such a page."""
    return list(drawn("table", "columns_wide" if _landscape(annex) else "columns"))


def _grid(body: etree._Element, grid: Grid, width_mm: float) -> None:
    share = width_mm / sum(grid.widths)
    heads = [Paragraph("BangDau", head) for head in grid.heads]
    rows = [[Paragraph("BangGiua" if at in grid.centred else "BangChu", text) for at, text in enumerate(row)] for row in grid.rows]
    add_table(body, [share * width for width in grid.widths], [heads, *rows], heads=1)
