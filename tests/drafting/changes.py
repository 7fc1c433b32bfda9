"""Changes to a paragraph of a Word file such as a careless hand makes: to its words, letters, place and rules."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

Document = Any
Change = Callable[[Document], None]
LETTER, PLAN, DECISION, CODE, TURN = "cong-van", "ke-hoach", "quyet-dinh", "quy-che", "to-trinh"
QH, TN, DAY = "CỘNG HÒA", "Độc lập", "Lâm Sơn, ngày"
BODY = "Qua theo dõi"


@dataclass(frozen=True)
class Fault:
    """One fault. rule: the rule expected; spec: which description is drafted; issued, electronic: how it is checked."""

    name: str
    rule: str
    spec: str
    change: Change
    issued: bool = False
    electronic: bool = False


def planted(sound: bytes, change: Change) -> bytes:
    """The document with the change made."""
    document = docx.Document(io.BytesIO(sound))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# --- finding and changing ----------------------------------------------------------------------------------


def paragraphs(document: Document) -> Iterator[Paragraph]:
    for element in document.element.body.iter(qn("w:p")):
        yield Paragraph(element, document._body)


def at(document: Document, words: str) -> Paragraph:
    """The first paragraph whose words begin so, whatever their case; numbers that Word prints by itself are no words."""
    return next(paragraph for paragraph in paragraphs(document) if _begins(paragraph, words))


def _begins(paragraph: Paragraph, words: str) -> bool:
    return paragraph.text.replace("\xa0", " ").strip().casefold().startswith(words.casefold())


def after(document: Document, words: str) -> Paragraph:
    found = list(paragraphs(document))
    place = next(place for place, paragraph in enumerate(found) if _begins(paragraph, words))
    return found[place + 1]


def retype(paragraph: Paragraph, old: str, new: str) -> None:
    text = paragraph.text
    assert old in text, (old, text)
    runs = [run for run in paragraph.runs if run.text]
    runs[0].text = text.replace(old, new, 1)
    for run in runs[1:]:
        run._r.getparent().remove(run._r)


def size(points: float) -> Callable[[Paragraph], None]:
    def change(paragraph: Paragraph) -> None:
        for run in paragraph.runs:
            run.font.size = Pt(points)

    return change


def bold(on: bool) -> Callable[[Paragraph], None]:
    def change(paragraph: Paragraph) -> None:
        for run in paragraph.runs:
            run.bold = on

    return change


def italic(on: bool) -> Callable[[Paragraph], None]:
    def change(paragraph: Paragraph) -> None:
        for run in paragraph.runs:
            run.italic = on

    return change


def align(how: str) -> Callable[[Paragraph], None]:
    def change(paragraph: Paragraph) -> None:
        paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, how)

    return change


def lay(**figures: Any) -> Callable[[Paragraph], None]:
    def change(paragraph: Paragraph) -> None:
        for name, value in figures.items():
            setattr(paragraph.paragraph_format, name, value)

    return change


def numbered(marker: str) -> Callable[[Paragraph], None]:
    """The number typed by hand in the place of Word's own."""

    def change(paragraph: Paragraph) -> None:
        properties = paragraph._p.get_or_add_pPr()
        number = properties.get_or_add_numPr()
        number.get_or_add_numId().val = 0
        paragraph.paragraph_format.left_indent = Mm(0)
        paragraph.paragraph_format.first_line_indent = Mm(12.7)
        runs = [run for run in paragraph.runs if run.text]
        runs[0].text = f"{marker} {runs[0].text}"

    return change


def typed(old: str, new: str) -> Callable[[Paragraph], None]:
    return lambda paragraph: retype(paragraph, old, new)


def gone(paragraph: Paragraph) -> None:
    paragraph._p.getparent().remove(paragraph._p)


def emptied(paragraph: Paragraph) -> None:
    for run in paragraph.runs:
        run.text = ""


def unruled(paragraph: Paragraph) -> None:
    border = OxmlElement("w:pBdr")
    for side in ("top", "bottom"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "nil")
        border.append(line)
    properties = paragraph._p.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr")


def ruled(paragraph: Paragraph, style: str = "single") -> None:
    unruled(paragraph)
    line = paragraph._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom"))
    for name, value in (("val", style), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)


def dashed(paragraph: Paragraph) -> None:
    ruled(paragraph, "dashed")


def narrow(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.left_indent = Mm(30)
    paragraph.paragraph_format.right_indent = Mm(30)


def wide(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.left_indent = Mm(0)
    paragraph.paragraph_format.right_indent = Mm(0)


def font(name: str) -> Callable[[Paragraph], None]:
    def change(paragraph: Paragraph) -> None:
        for run in paragraph.runs:
            run.font.name = name

    return change


def red(paragraph: Paragraph) -> None:
    for run in paragraph.runs:
        run.font.color.rgb = RGBColor(0, 0x70, 0xC0)


def highlighted(paragraph: Paragraph) -> None:
    for run in paragraph.runs:
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def blank_before(paragraph: Paragraph) -> None:
    paragraph._p.addprevious(copy.deepcopy(OxmlElement("w:p")))


def then(words: str, *changes: Callable[[Paragraph], None]) -> Change:
    """Changes the first paragraph that begins with the words."""

    def change(document: Document) -> None:
        found = at(document, words)
        for one in changes:
            one(found)

    return change


def below(words: str, *changes: Callable[[Paragraph], None]) -> Change:
    """Changes the paragraph below the first that begins with the words."""

    def change(document: Document) -> None:
        found = after(document, words)
        for one in changes:
            one(found)

    return change


def copied(paragraph: Paragraph, text: str) -> Any:
    twin = copy.deepcopy(paragraph._p)
    retype(Paragraph(twin, paragraph._parent), paragraph.text, text)
    return twin


def last_words(document: Document) -> str:
    return next(paragraph.text for paragraph in paragraphs(document) if paragraph.text.endswith("./."))
