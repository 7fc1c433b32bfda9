"""Plants one fault at a time in sound documents: what a careless hand does, and the rule that must notice it.

`FAULTS` name the description to draft (tests/drafting/specs), the rule expected, and the change. `HARMLESS` change the
file and not the page: they must stay without findings.
"""

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
from PIL import Image

Document = Any
Change = Callable[[Document], None]
LETTER, PLAN, DECISION, CODE, TURN = "cong-van", "ke-hoach", "quyet-dinh", "quy-che", "to-trinh"


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


QH, TN, DAY = "CỘNG HÒA", "Độc lập", "Lâm Sơn, ngày"
BODY = "Qua theo dõi"

FAULTS: tuple[Fault, ...] = (
    Fault("paper is Letter", "PG-01", LETTER, section(page_width=Mm(216), page_height=Mm(279))),
    Fault("sideways without a table", "PG-02", LETTER, landscape),
    Fault("top margin 15 mm", "PG-03", LETTER, section(top_margin=Mm(15))),
    Fault("bottom margin 30 mm", "PG-04", LETTER, section(bottom_margin=Mm(30))),
    Fault("left margin 25 mm", "PG-05", LETTER, section(left_margin=Mm(25))),
    Fault("gutter makes the left margin 40 mm", "PG-05", LETTER, section(gutter=Mm(10))),
    Fault("right margin 25 mm", "PG-06", LETTER, section(right_margin=Mm(25))),
    Fault("mirrored margins", "PG-07", LETTER, mirrored),
    Fault("a paragraph in Arial", "PG-08", LETTER, then(BODY, font("Arial"))),
    Fault("a table cell in Calibri", "PG-08", PLAN, then("Nhiệm vụ thứ 1", font("Calibri"))),
    Fault("a legacy font", "PG-09", LETTER, then(BODY, font(".VnTime"))),
    Fault("a private-use character", "PG-09", LETTER, then(BODY, typed("Qua", "\uf0b7 Qua"))),
    Fault("decomposed letters", "PG-10", LETTER, then(BODY, typed("đến", "đê\u0301n"))),
    Fault("blue words", "PG-11", LETTER, then(BODY, red)),
    Fault("highlighted words", "PG-11", LETTER, then(BODY, highlighted)),
    Fault("no page number", "PG-12", PLAN, header_field_gone),
    Fault("page number in the footer", "PG-12", PLAN, number_to_footer),
    Fault("page number at the left", "PG-13", PLAN, header(align("LEFT"))),
    Fault("page number in 11", "PG-14", PLAN, header(size(11))),
    Fault("page number in italics", "PG-14", PLAN, header(italic(True))),
    Fault("page number on page 1", "PG-15", PLAN, no_title_page),
    Fault("page numbers from 2", "PG-16", PLAN, page_start("2")),
    Fault("Roman page numbers", "PG-16", PLAN, page_start("lowerRoman", "fmt")),
    Fault("words beside the page number", "PG-17", PLAN, header(lambda p: p.add_run(" trang") and None)),
    Fault("header below the margin", "PG-18", PLAN, section(header_distance=Mm(19))),
    Fault("one body paragraph in 13", "SZ-01", LETTER, then(BODY, size(13))),
    Fault("Tiêu ngữ of the other profile", "SZ-02", LETTER, then(TN, size(13))),
    Fault("title of the other profile", "SZ-03", PLAN, then("KẾ HOẠCH", size(13))),
    Fault("Quốc hiệu misspelt", "QH-01", LETTER, then(QH, typed("VIỆT", "VIÊT"))),
    Fault(
        "Quốc hiệu in lower case", "QH-02", LETTER, then(QH, typed(QH + " XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Cộng hòa xã hội chủ nghĩa Việt Nam"))
    ),
    Fault("Quốc hiệu in 14", "QH-03", LETTER, then(QH, size(14))),
    Fault("Quốc hiệu not bold", "QH-04", LETTER, then(QH, bold(False))),
    Fault("Quốc hiệu below Tiêu ngữ", "QH-05", LETTER, moved_below(QH, TN)),
    Fault("Quốc hiệu too wide for its cell", "QH-06", LETTER, then(QH, lay(left_indent=Mm(10)))),
    Fault("en dashes in Tiêu ngữ", "TN-01", LETTER, then(TN, typed("Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc"))),
    Fault("Tiêu ngữ without spaces", "TN-01", LETTER, then(TN, typed("lập - Tự", "lập-Tự"))),
    Fault("Tiêu ngữ in capitals", "TN-02", LETTER, then(TN, typed("Độc lập - Tự do - Hạnh phúc", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"))),
    Fault("Tiêu ngữ in 12", "TN-03", LETTER, then(TN, size(12))),
    Fault("Tiêu ngữ in italics", "TN-04", LETTER, then(TN, italic(True))),
    Fault("Tiêu ngữ at the left", "TN-04", LETTER, then(TN, align("LEFT"))),
    Fault("no rule below Tiêu ngữ", "TN-05", LETTER, below(TN, unruled)),
    Fault("a broken rule below Tiêu ngữ", "TN-05", LETTER, below(TN, dashed)),
    Fault("a short rule below Tiêu ngữ", "TN-06", LETTER, below(TN, narrow)),
    Fault("a blank line above Tiêu ngữ", "TN-07", LETTER, then(TN, blank_before)),
    Fault("Tiêu ngữ at double spacing", "TN-07", LETTER, then(TN, lay(line_spacing=2.0))),
    Fault("no issuing body", "CQ-01", LETTER, then("ỦY BAN NHÂN DÂN", emptied)),
    Fault("issuing body far below Quốc hiệu", "CQ-01", LETTER, then("ỦY BAN NHÂN DÂN", lay(space_before=Pt(40)))),
    Fault("issuing body not bold", "CQ-02", LETTER, then("ỦY BAN NHÂN DÂN", bold(False))),
    Fault("issuing body in 14", "CQ-02", PLAN, then("SỞ NỘI VỤ", size(14))),
    Fault("issuing body at the left", "CQ-03", LETTER, then("ỦY BAN NHÂN DÂN", align("LEFT"))),
    Fault("no rule below the issuing body", "CQ-04", PLAN, below("SỞ NỘI VỤ", unruled)),
    Fault("a rule as wide as the cell", "CQ-05", PLAN, below("SỞ NỘI VỤ", wide)),
    Fault("parent in bold", "CQ-06", PLAN, then("ỦY BAN NHÂN DÂN", bold(True))),
    Fault("parent in italics", "CQ-06", PLAN, then("ỦY BAN NHÂN DÂN", italic(True))),
    Fault("a rule between parent and issuer", "CQ-07", PLAN, then("ỦY BAN NHÂN DÂN", ruled)),
    Fault("a district in 2026", "CQ-08", PLAN, then("SỞ NỘI VỤ", typed("SỞ NỘI VỤ", "ỦY BAN NHÂN DÂN HUYỆN LÂM"))),
    Fault("no line of the number", "SO-01", LETTER, then("Số:", emptied)),
    Fault("Số in capitals", "SO-02", LETTER, then("Số:", typed("Số:", "SỐ:"))),
    Fault("Số without colon", "SO-02", LETTER, then("Số:", typed("Số:", "Số"))),
    Fault("number in 12", "SO-03", LETTER, then("Số:", size(12))),
    Fault("number in bold", "SO-03", LETTER, then("Số:", bold(True))),
    Fault("number at the left", "SO-04", LETTER, then("Số:", align("LEFT"))),
    Fault("number below 10 not padded", "SO-05", CODE, then("Số:", typed("02/", "2/"))),
    Fault("issued without a number", "SO-05", CODE, then("Số:", typed("02/", "     /")), issued=True),
    Fault("needless zeros", "SO-06", LETTER, then("Số:", typed("1204", "001204"))),
    Fault("spaces in the symbol", "SO-07", LETTER, then("Số:", typed("UBND-NC", "UBND - NC"))),
    Fault("an en dash in the symbol", "SO-07", LETTER, then("Số:", typed("UBND-NC", "UBND–NC"))),
    Fault("symbol in small letters", "SO-08", LETTER, then("Số:", typed("UBND-NC", "UBND-nc"))),
    Fault("abbreviation of another kind", "SO-09", PLAN, then("Số:", typed("KH-", "TB-"))),
    Fault("no agency in the symbol", "SO-10", PLAN, then("Số:", typed("KH-SNV", "KH"))),
    Fault("CV in the symbol", "SO-11", LETTER, then("Số:", typed("UBND-NC", "CV-UBND"))),
    Fault("no unit in the symbol of a letter", "SO-12", LETTER, then("Số:", typed("UBND-NC", "UBND"))),
    Fault("a year inside the number", "SO-13", LETTER, then("Số:", typed("1204/", "1204/2026/"))),
    Fault("number lower than the date", "SO-14", LETTER, then("Số:", lay(space_before=Pt(24)))),
    Fault("date as figures", "DD-01", LETTER, then(DAY, typed("ngày 11 tháng 02 năm 2026", "11/02/2026"))),
    Fault("no date line", "DD-01", LETTER, then(DAY, emptied)),
    Fault("day not padded", "DD-02", DECISION, then(DAY, typed("ngày 09", "ngày 9"))),
    Fault("month 2 not padded", "DD-03", LETTER, then(DAY, typed("tháng 02", "tháng 2"))),
    Fault("month 3 padded", "DD-04", LETTER, then(DAY, typed("tháng 02", "tháng 03"))),
    Fault("a day that does not exist", "DD-05", LETTER, then(DAY, typed("ngày 11", "ngày 30"))),
    Fault("issued on a day to come", "DD-05", LETTER, then(DAY, typed("năm 2026", "năm 2030")), issued=True),
    Fault("date upright", "DD-06", LETTER, then(DAY, italic(False))),
    Fault("date in bold", "DD-06", LETTER, then(DAY, bold(True))),
    Fault("date at the left", "DD-07", LETTER, then(DAY, align("LEFT"))),
    Fault("place in small letters", "DD-08", LETTER, then(DAY, typed("Lâm Sơn", "Lâm sơn"))),
    Fault("no comma after the place", "DD-08", LETTER, then(DAY, typed("Sơn,", "Sơn"))),
    Fault("class word before the place", "DD-09", LETTER, then(DAY, typed("Lâm Sơn", "Tỉnh Lâm Sơn"))),
    Fault("a district as place", "DD-10", LETTER, then(DAY, typed("Lâm Sơn", "Huyện Lâm Sơn"))),
    Fault("title in small letters", "TL-01", PLAN, then("KẾ HOẠCH", typed("KẾ HOẠCH", "Kế hoạch"))),
    Fault("title at the left", "TL-01", PLAN, then("KẾ HOẠCH", align("LEFT"))),
    Fault("title not bold", "TL-01", PLAN, then("KẾ HOẠCH", bold(False))),
    Fault("an unknown kind", "TL-02", PLAN, then("KẾ HOẠCH", typed("KẾ HOẠCH", "PHIẾU TRÌNH"))),
    Fault("a line CÔNG VĂN", "TL-03", LETTER, titled_letter),
    Fault("trích yếu not bold", "TY-01", PLAN, then("Cải cách hành chính, chuyển", bold(False))),
    Fault("trích yếu in italics", "TY-01", PLAN, then("Cải cách hành chính, chuyển", italic(True))),
    Fault("no rule below trích yếu", "TY-02", PLAN, below("Cải cách hành chính, chuyển", unruled)),
    Fault("a long rule below trích yếu", "TY-03", PLAN, below("Cải cách hành chính, chuyển", wide)),
    Fault("a stop after trích yếu", "TY-04", DECISION, then("Kiện toàn Tổ giúp việc về", lambda p: p.add_run(".") and None)),
    Fault("V/v spelt out", "VV-01", LETTER, then("V/v", typed("V/v", "Về việc"))),
    Fault("V/v in italics", "VV-02", LETTER, then("V/v", italic(True))),
    Fault("V/v in 14", "VV-02", LETTER, then("V/v", size(14))),
    Fault("V/v at the left", "VV-03", LETTER, then("V/v", align("LEFT"))),
    Fault("V/v glued to the number", "VV-04", LETTER, then("V/v", lay(space_before=Pt(0)))),
    Fault("a rule below V/v", "VV-05", LETTER, then("V/v", ruled)),
    Fault("a letter without Kính gửi", "KG-01", "cong-van-mot-noi", then("Kính gửi", emptied)),
    Fault("a tờ trình without Kính gửi", "KG-02", TURN, then("Kính gửi", emptied)),
    Fault(
        "Kính gửi in a quyết định", "KG-03", DECISION, lambda d: at(d, "GIÁM ĐỐC").insert_paragraph_before("Kính gửi: Sở Nội vụ.") and None
    ),
    Fault("Kính gửi in bold", "KG-04", LETTER, then("Kính gửi", bold(True))),
    Fault("Kính gửi without colon", "KG-05", LETTER, then("Kính gửi", typed("Kính gửi:", "Kính gửi"))),
    Fault("two addressees on a line", "KG-06", LETTER, then("- Các sở, ban, ngành;", typed("ngành;", "ngành; - Văn phòng;"))),
    Fault("an addressee without dash", "KG-07", LETTER, then("- Ủy ban nhân dân các", typed("- Ủy", "Ủy"))),
    Fault(
        "last addressee ends with a semicolon",
        "KG-07",
        LETTER,
        then("- Trung tâm Phục vụ", lambda p: retype(p, p.text, p.text.rstrip(".") + ";")),
    ),
    Fault("dashes out of line", "KG-08", LETTER, then("- Ủy ban nhân dân các", lay(left_indent=Mm(75)))),
    Fault("căn cứ upright", "CC-01", DECISION, then("Căn cứ", italic(False))),
    Fault(
        "căn cứ run together", "CC-02", DECISION, lambda d: retype(at(d, "Căn cứ"), ";", "; Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;")
    ),
    Fault("căn cứ ends with a comma", "CC-03", DECISION, then("Căn cứ", lambda p: retype(p, p.text, p.text.rstrip(";") + ","))),
    Fault("last căn cứ ends with a comma", "CC-04", DECISION, then("Xét đề nghị", typed("Sở.", "Sở,"))),
    Fault("căn cứ without a day", "CC-05", DECISION, then("Căn cứ", typed(" ngày 03 tháng 3 năm 2025", ""))),
    Fault(
        "a law with its number",
        "CC-06",
        DECISION,
        then("Căn cứ", lambda p: retype(p, p.text, "Căn cứ Luật Lưu trữ số 33/2024/QH15 ngày 21 tháng 6 năm 2024;")),
    ),
    Fault("căn cứ without indent", "CC-07", DECISION, then("Căn cứ", lay(first_line_indent=Mm(0)))),
    Fault("body in 12", "ND-01", LETTER, then(BODY, size(12))),
    Fault("body in italics", "ND-01", LETTER, then(BODY, italic(True))),
    Fault("body set left", "ND-02", LETTER, then(BODY, align("LEFT"))),
    Fault("first line at 5 mm", "ND-03", LETTER, then(BODY, lay(first_line_indent=Mm(5)))),
    Fault("two indents", "ND-04", LETTER, then(BODY, lay(first_line_indent=Mm(10)))),
    Fault("indent of tabs", "ND-05", LETTER, then(BODY, typed_indent)),
    Fault("gap 3 pt", "ND-06", LETTER, then("Rà soát toàn bộ", lay(space_before=Pt(3)))),
    Fault("double line spacing", "ND-07", LETTER, then(BODY, lay(line_spacing=2.0))),
    Fault("line spacing exactly 12 pt", "ND-07", LETTER, then(BODY, lay(line_spacing=Pt(12)))),
    Fault("a bold paragraph", "ND-08", LETTER, then(BODY, bold(True))),
    Fault("no end mark", "ND-09", LETTER, then("Yêu cầu các cơ quan", typed("./.", "."))),
    Fault("a blank before the end mark", "ND-09", LETTER, then("Yêu cầu các cơ quan", typed("./.", " ./."))),
    Fault("end mark on a line of its own", "ND-09", LETTER, end_mark_alone),
    Fault("a blank paragraph in the body", "ND-10", LETTER, then("Rà soát toàn bộ", blank_before)),
    Fault("first mention without day", "ND-11", LETTER, then(BODY, typed("Qua", "Theo Kế hoạch số 15/KH-UBND, qua"))),
    Fault(
        "no số in a citation", "ND-12", LETTER, then(BODY, typed("Qua", "Theo Kế hoạch 15/KH-UBND ngày 03 tháng 3 năm 2026 của tỉnh, qua"))
    ),
    Fault("Khoản with a capital", "ND-13", LETTER, then(BODY, typed("theo dõi", "theo dõi Khoản 2 Điều 5"))),
    Fault("lines after the first set in", "ND-15", LETTER, then(BODY, lay(left_indent=Mm(10), first_line_indent=Mm(2.7)))),
    Fault("CHƯƠNG in capitals", "CT-01", CODE, then("Chương II", typed("Chương", "CHƯƠNG"))),
    Fault("chapter at the left", "CT-01", CODE, then("Chương II", align("LEFT"))),
    Fault("a section in Roman numerals", "CT-02", CODE, then("Chương II", typed("Chương II", "Mục I"))),
    Fault("chapter title in small letters", "CT-03", CODE, then("QUY ĐỊNH CHUNG", typed("QUY ĐỊNH CHUNG", "Quy định chung"))),
    Fault("chapter without title", "CT-04", CODE, then("QUY ĐỊNH CHUNG", gone)),
    Fault("Điều not bold", "CT-05", CODE, then("Phạm vi điều chỉnh", bold(False))),
    Fault("Điều with a colon", "CT-05", CODE, then("Phạm vi điều chỉnh", numbered("Điều 1:"))),
    Fault("roman heading in small letters", "CT-06", PLAN, then("MỤC ĐÍCH", typed("MỤC ĐÍCH, YÊU CẦU", "Mục đích, yêu cầu"))),
    Fault("roman heading not bold", "CT-06", PLAN, then("MỤC ĐÍCH", bold(False))),
    Fault("titled khoản not bold", "CT-07", PLAN, then("Yêu cầu", bold(False))),
    Fault("Điều out of order", "CT-10", CODE, then("Tiếp nhận văn bản đến", numbered("Điều 4."))),
    Fault("a point with a stop", "CT-08", LETTER, then("Rà soát toàn bộ", numbered("a."))),
    Fault("a point in bold", "CT-08", LETTER, then("Rà soát toàn bộ", bold(True))),
    Fault("letters out of order", "CT-09", LETTER, then("Cập nhật tiến độ", numbered("c)"))),
    Fault("a letter that is not Vietnamese", "CT-09", LETTER, then("Cập nhật tiến độ", numbered("f)"))),
    Fault("a khoản left out", "CT-10", LETTER, then("Văn phòng Ủy ban", numbered("3."))),
    Fault("a chain of numbers", "CT-11", LETTER, then("Rà soát toàn bộ", numbered("1.1."))),
    Fault("signature at the left", "CK-01", LETTER, then("TM. ỦY BAN", lay(space_before=Pt(60)))),
    Fault("title of the signer in small letters", "CK-02", LETTER, then("PHÓ CHỦ TỊCH", typed("PHÓ CHỦ TỊCH", "Phó Chủ tịch"))),
    Fault("title of the signer not bold", "CK-02", LETTER, then("PHÓ CHỦ TỊCH", bold(False))),
    Fault("KT without stop", "CK-03", LETTER, then("KT. CHỦ TỊCH", typed("KT. ", "KT "))),
    Fault("KT without space", "CK-03", LETTER, then("KT. CHỦ TỊCH", typed("KT. ", "KT."))),
    Fault("KT above the head", "CK-04", LETTER, then("PHÓ CHỦ TỊCH", typed("PHÓ CHỦ TỊCH", "CHỦ TỊCH"))),
    Fault("name in capitals", "CK-06", LETTER, then("Lê Thị Thu Hà", typed("Lê Thị Thu Hà", "LÊ THỊ THU HÀ"))),
    Fault("name not bold", "CK-06", LETTER, then("Lê Thị Thu Hà", bold(False))),
    Fault("TS. before the name", "CK-07", LETTER, then("Lê Thị Thu Hà", typed("Lê", "TS. Lê"))),
    Fault("no room to sign", "CK-08", LETTER, then("Lê Thị Thu Hà", lay(space_before=Pt(10)))),
    Fault("no Nơi nhận", "NN-01", LETTER, then("Nơi nhận", emptied)),
    Fault("Nơi nhận upright", "NN-02", LETTER, then("Nơi nhận", italic(False))),
    Fault("Nơi nhận in 14", "NN-02", LETTER, then("Nơi nhận", size(14))),
    Fault("Nơi nhận without colon", "NN-02", LETTER, then("Nơi nhận", typed("nhận:", "nhận"))),
    Fault("recipients in 12", "NN-03", LETTER, then("- Như trên", size(12))),
    Fault("recipients in italics", "NN-03", LETTER, then("- Như trên", italic(True))),
    Fault("a recipient without dash", "NN-04", LETTER, then("- Thường trực", typed("- ", ""))),
    Fault("a recipient without semicolon", "NN-05", LETTER, then("- Thường trực", typed(";", ","))),
    Fault("Lưu without stop", "NN-05", PLAN, then("- Lưu", typed("CCHC.", "CCHC"))),
    Fault("Lưu not last", "NN-06", LETTER, moved_below("- Thường trực", "- Lưu")),
    Fault("Lưu without VT", "NN-06", PLAN, then("- Lưu", typed("VT, ", ""))),
    Fault("Lưu without unit", "NN-07", PLAN, then("- Lưu", typed("VT, CCHC", "VT"))),
    Fault("first recipient is not Như trên", "NN-08", LETTER, then("- Như trên", typed("Như trên", "Sở Nội vụ"))),
    Fault("Như Điều names no article", "NN-09", DECISION, then("- Như Điều", typed("Điều 4", "Điều 9"))),
    Fault(
        "annex not named in the body",
        "PL-01",
        PLAN,
        lambda d: (
            [retype(at(d, w), w2, "bảng") for w, w2 in (("Danh mục nhiệm vụ nêu", "Phụ lục I"), ("Chỉ tiêu phân bổ", "Phụ lục II"))]
            and None
        ),
    ),
    Fault("annexes in Arabic", "PL-02", PLAN, then("Phụ lục II", typed("II", "2"))),
    Fault("PHỤ LỤC in capitals", "PL-03", PLAN, then("Phụ lục I", typed("Phụ lục", "PHỤ LỤC"))),
    Fault("annex label in 13", "PL-03", PLAN, then("Phụ lục I", size(13))),
    Fault("annex title in small letters", "PL-04", PLAN, then("PHÂN BỔ", typed("PHÂN BỔ CHỈ TIÊU", "Phân bổ chỉ tiêu"))),
    Fault("Kèm theo upright", "PL-05", PLAN, then("(Kèm theo", italic(False))),
    Fault("annex names another document", "PL-06", PLAN, lambda d: None, issued=True),
    Fault("annex pages go on", "PL-07", PLAN, annex_pages_go_on),
    Fault("urgency in small letters", "MK-01", LETTER, then("KHẨN", typed("KHẨN", "Khẩn"))),
    Fault("urgency not bold", "MK-01", LETTER, then("KHẨN", bold(False))),
    Fault(
        "urgency in black",
        "MK-03",
        LETTER,
        then("KHẨN", lambda p: [setattr(r.font.color, "rgb", RGBColor(0, 0, 0)) for r in p.runs] and None),
    ),
    Fault("another word of urgency", "MK-02", LETTER, then("KHẨN", typed("KHẨN", "HỎA TỐC"))),
    Fault("secrecy in other words", "MK-04", LETTER, lambda d: at(d, "KHẨN")._p.addnext(copied(at(d, "KHẨN"), "MẬT")) and None),
    Fault("circulation not bold", "MK-05", "cong-van-mot-noi", banner(bold(False))),
    Fault("drafter mark in italics", "MK-06", LETTER, then("- Lưu", italic(True))),
    Fault("contact block in italics", "MK-07", LETTER, contact(italic(True))),
    Fault("contact block in 14", "MK-07", LETTER, contact(size(14))),
    Fault("no rule above the contact block", "MK-07", LETTER, contact(unruled)),
    Fault("a white-backed signature", "CK-09", LETTER, pictured(("white", "red")), issued=True, electronic=True),
    Fault("a black seal", "CK-10", LETTER, pictured(("blue", "black")), issued=True, electronic=True),
    Fault("a stamp in 14", "PL-08", PLAN, annex_alone(14), issued=True, electronic=True),
    Fault("form of copy in small letters", "SA-01", "ban-sao-y", then("SAO Y", typed("SAO Y", "Sao y"))),
    Fault("number of a copy", "SA-02", "ban-sao-y", then("Số:", typed("SY", "BS"))),
    Fault("sentence with a small letter", "VH-01", LETTER, then(BODY, typed("Qua", "qua"))),
    Fault("class word with a capital", "VH-02", LETTER, then(BODY, typed("theo dõi", "theo dõi tại Xã An Bình"))),
    Fault("organisation in small letters", "VH-03", LETTER, then(BODY, typed("theo dõi", "theo dõi của sở nội vụ"))),
    Fault("thứ hai", "VH-04", LETTER, then(BODY, typed("theo dõi", "theo dõi thứ hai hằng tuần"))),
    Fault(
        "nothing of the signer",
        "X-02",
        LETTER,
        lambda d: [emptied(at(d, w)) for w in ("TM. ỦY", "KT. CHỦ", "PHÓ CHỦ", "Lê Thị Thu Hà")] and None,
    ),
    Fault("Kính gửi after the body", "X-03", "cong-van-mot-noi", lambda d: moved_below("Kính gửi", last_words(d))(d)),
    Fault("neither title nor V/v", "X-04", LETTER, then("V/v", emptied)),
    Fault("a place left open when issued", "X-05", LETTER, then(BODY, typed("Qua", "Qua […]")), issued=True),
    Fault("a document of the Party", "X-01", LETTER, then(QH, lambda p: retype(p, p.text, "ĐẢNG CỘNG SẢN VIỆT NAM"))),
    Fault("a normative number", "X-01", DECISION, then("Số:", typed("27/QĐ", "27/2026/QĐ"))),
)


def copied(paragraph: Paragraph, text: str) -> Any:
    twin = copy.deepcopy(paragraph._p)
    retype(Paragraph(twin, paragraph._parent), paragraph.text, text)
    return twin


def last_words(document: Document) -> str:
    return next(paragraph.text for paragraph in paragraphs(document) if paragraph.text.endswith("./."))


# --- what must stay clean ----------------------------------------------------------------------------------


def split_runs(document: Document) -> None:
    for paragraph in list(paragraphs(document)):
        for run in paragraph.runs:
            if len(run.text) > 6 and not run._r.findall(qn("w:tab")):
                twin = copy.deepcopy(run._r)
                middle = len(run.text) // 2
                text = run.text
                run.text = text[:middle]
                run._r.addnext(twin)
                type(run)(twin, paragraph).text = text[middle:]


def bookmarks(document: Document) -> None:
    for number, paragraph in enumerate(paragraphs(document)):
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), str(number + 900))
            if tag == "w:bookmarkStart":
                mark.set(qn("w:name"), f"m{number}")
            paragraph._p.append(mark)


def rsids(document: Document) -> None:
    for paragraph in paragraphs(document):
        paragraph._p.set(qn("w:rsidR"), "00A10B22")


def spelling_marks(document: Document) -> None:
    for paragraph in paragraphs(document):
        for run in paragraph.runs:
            mark = OxmlElement("w:proofErr")
            mark.set(qn("w:type"), "spellStart")
            run._r.addprevious(mark)


def empty_runs(document: Document) -> None:
    for paragraph in paragraphs(document):
        if paragraph.text:
            run = paragraph.add_run("")
            run.bold, run.italic, run.font.size, run.font.name = True, True, Pt(30), "Arial"


def renamed_styles(document: Document) -> None:
    for style in document.styles.element.findall(qn("w:style")):
        if not style.get(qn("w:default")):
            style.find(qn("w:name")).set(qn("w:val"), "Kiểu " + style.get(qn("w:styleId")))


def rendered_breaks(document: Document) -> None:
    for paragraph in paragraphs(document):
        if paragraph.runs and paragraph.text:
            paragraph.runs[0]._r.insert(0, OxmlElement("w:lastRenderedPageBreak"))


def caps_property(document: Document) -> None:
    for words in (QH, "PHÓ CHỦ TỊCH"):
        paragraph = at(document, words)
        text = paragraph.text
        retype(paragraph, text, text.capitalize())
        paragraph.runs[0].font.all_caps = True


def deleted_words(document: Document) -> None:
    paragraph = at(document, BODY)
    deletion = OxmlElement("w:del")
    run = copy.deepcopy(paragraph.runs[0]._r)
    for text in run.findall(qn("w:t")):
        text.tag = qn("w:delText")
    deletion.append(run)
    paragraph._p.append(deletion)


def hidden_words(document: Document) -> None:
    run = at(document, BODY).add_run("ghi chú nội bộ")
    run.font.hidden, run.font.name, run.font.size = True, "Arial", Pt(8)


def tone_places(document: Document) -> None:
    retype(at(document, QH), "HÒA", "HOÀ")


def direct_formatting(document: Document) -> None:
    for paragraph in paragraphs(document):
        for run in paragraph.runs:
            if run.text and not run._r.findall(qn("w:tab")):
                run.font.name = "Times New Roman"


def inserted_words(document: Document) -> None:
    paragraph = at(document, BODY)
    run = paragraph.runs[0]._r
    insertion = OxmlElement("w:ins")
    run.addprevious(insertion)
    insertion.append(run)


HARMLESS: dict[str, Change] = {
    "runs split": split_runs,
    "bookmarks": bookmarks,
    "revision ids": rsids,
    "spelling marks": spelling_marks,
    "empty runs of odd formatting": empty_runs,
    "styles renamed": renamed_styles,
    "rendered page breaks": rendered_breaks,
    "capitals by property": caps_property,
    "deleted words": deleted_words,
    "hidden words": hidden_words,
    "the other tone places": tone_places,
    "the font named at each run": direct_formatting,
    "inserted words": inserted_words,
}
