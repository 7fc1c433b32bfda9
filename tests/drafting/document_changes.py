"""Changes to a Word file beyond one paragraph: sections, headers and footers, pictures, what stands where."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from PIL import Image

from tests.drafting.changes import Change, Document, after, align, at, bold, emptied, gone, paragraphs, retype


def section(**figures: Any) -> Change:
    def change(document: Document) -> None:
        for name, value in figures.items():
            setattr(document.sections[0], name, value)

    return change


def moved_below(words: str, target: str) -> Change:
    def change(document: Document) -> None:
        at(document, target)._p.addnext(at(document, words)._p)

    return change


def header(*changes: Callable[[Paragraph], None]) -> Change:
    def change(document: Document) -> None:
        for paragraph in document.sections[0].header.paragraphs:
            for one in changes:
                one(paragraph)

    return change


def header_field_gone(document: Document) -> None:
    for one in document.sections:
        for run in list(one.header._element.iter(qn("w:r"), qn("w:fldSimple"))):
            run.getparent().remove(run)


def number_to_footer(document: Document) -> None:
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer.paragraphs[0]._p.append(field)


def no_title_page(document: Document) -> None:
    document.sections[0].different_first_page_header_footer = False


def page_start(value: str, kind: str = "start") -> Change:
    def change(document: Document) -> None:
        properties = document.sections[0]._sectPr
        for old in properties.findall(qn("w:pgNumType")):
            properties.remove(old)
        numbers = OxmlElement("w:pgNumType")
        numbers.set(qn(f"w:{kind}"), value)
        properties.append(numbers)

    return change


def annex_pages_go_on(document: Document) -> None:
    for properties in document.element.body.iter(qn("w:sectPr")):
        for old in properties.findall(qn("w:pgNumType")):
            properties.remove(old)


def mirrored(document: Document) -> None:
    document.settings.element.append(OxmlElement("w:mirrorMargins"))


def landscape(document: Document) -> None:
    for table in list(document.element.body.iter(qn("w:tbl"))):
        for paragraph in table.iter(qn("w:p")):
            table.addprevious(copy.deepcopy(paragraph))
        table.getparent().remove(table)
    document.sections[0].page_width, document.sections[0].page_height = Mm(297), Mm(210)


def titled_letter(document: Document) -> None:
    target = at(document, "Kính gửi")
    twin = copy.deepcopy(target._p)
    target._p.addprevious(twin)
    new = Paragraph(twin, document._body)
    emptied(new)
    new.runs[0].text = "CÔNG VĂN"
    align("CENTER")(new)
    bold(True)(new)


def typed_indent(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.first_line_indent = Mm(0)
    retype(paragraph, paragraph.text, "\t" + paragraph.text)


def end_mark_alone(document: Document) -> None:
    found = next(paragraph for paragraph in paragraphs(document) if paragraph.text.endswith("./."))
    retype(found, "./.", "")
    twin = copy.deepcopy(found._p)
    found._p.addnext(twin)
    retype(Paragraph(twin, document._body), found.text, "./.")


def merged_bases(document: Document) -> None:
    first, second = at(document, "Căn cứ"), after(document, "Căn cứ")
    retype(first, first.text, f"{first.text} {second.text}")
    gone(second)


def contact(*changes: Callable[[Paragraph], None]) -> Change:
    def change(document: Document) -> None:
        for paragraph in document.sections[0].first_page_footer.paragraphs:
            for one in changes:
                one(paragraph)

    return change


def banner(*changes: Callable[[Paragraph], None]) -> Change:
    """Changes what stands in the header of page 1."""

    def change(document: Document) -> None:
        for element in document.sections[0].first_page_header._element.iter(qn("w:p")):
            for one in changes:
                one(Paragraph(element, document._body))

    return change


def pictured(inks: tuple[str, str]) -> Change:
    """A signature and a seal between title and name: each "blue", "red", "black" on nothing, or "white" paper."""

    def change(document: Document) -> None:
        run = at(document, "PHÓ CHỦ TỊCH").add_run()
        for ink in inks:
            run.add_picture(io.BytesIO(picture(ink)), width=Mm(30))

    return change


def picture(ink: str) -> bytes:
    colours = {"blue": (20, 40, 200, 255), "red": (220, 20, 20, 255), "black": (10, 10, 10, 255), "white": (255, 255, 255, 255)}
    image = Image.new("RGBA", (60, 30), (255, 255, 255, 255) if ink == "white" else (0, 0, 0, 0))
    image.paste(colours["blue" if ink == "white" else ink], (5, 5, 50, 25))
    out = io.BytesIO()
    (image.convert("RGB") if ink == "white" else image).save(out, "PNG")
    return out.getvalue()


def annex_alone(stamp_size: float) -> Change:
    """The last annex in a file of its own, with the line of number and time at its head."""

    def change(document: Document) -> None:
        label = at(document, "Phụ lục II")
        for element in list(label._p.itersiblings(preceding=True)):
            element.getparent().remove(element)
        stamp = label.insert_paragraph_before()
        stamp.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = stamp.add_run("Số: 75/KH-SNV; 03/02/2026; 09:15:20 +07:00")
        run.font.size, run.font.name = Pt(stamp_size), "Times New Roman"

    return change
