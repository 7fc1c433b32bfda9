"""Faults that Word itself makes or hides: by styles, defaults, themes, lists, tabs, and lines run together or broken apart."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from tests.drafting.changes import (
    BODY,
    CODE,
    DAY,
    DECISION,
    LETTER,
    PLAN,
    QH,
    TN,
    Change,
    Document,
    Fault,
    after,
    align,
    at,
    copied,
    gone,
    lay,
    paragraphs,
    retype,
    ruled,
    size,
    then,
    typed,
)  # fmt: skip


def _element(tag: str, **attributes: str) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def style_of(words: str, change: Callable[[Any], None]) -> Change:
    """Changes the style of a paragraph, and with it every paragraph of that style."""
    return lambda document: change(at(document, words).style)


def by_defaults(document: Document) -> None:
    """The defaults of the document name another font, as a new file of Word does."""
    fonts = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:rFonts')}")
    for slot in ("ascii", "hAnsi"):
        fonts.set(qn(f"w:{slot}"), "Calibri")


def toggled(document: Document) -> None:
    """Bold by a character style over a bold paragraph style prints plain."""
    style = document.styles.add_style("Chữ đậm", 2)
    style.font.bold = True
    for run in at(document, QH).runs:
        run.style = style


def half_plain(words: str) -> Change:
    def change(document: Document) -> None:
        paragraph = at(document, words)
        run = paragraph.runs[0]
        middle = len(run.text) // 2
        twin = copy.deepcopy(run._r)
        text = run.text
        run.text = text[:middle]
        run._r.addnext(twin)
        paragraph.runs[1].text = text[middle:]
        paragraph.runs[1].bold = False

    return change


def level_of(words: str, change: Callable[[Any], None]) -> Change:
    """Changes the list level that numbers a paragraph, and every number of that level."""

    def changed(document: Document) -> None:
        number = at(document, words)._p.pPr.numPr
        numbering = document.part.numbering_part.element
        num = next(one for one in numbering.findall(qn("w:num")) if one.get(qn("w:numId")) == str(number.numId.val))
        wanted = num.find(qn("w:abstractNumId")).get(qn("w:val"))
        lists = numbering.findall(qn("w:abstractNum"))
        abstract = next(one for one in lists if one.get(qn("w:abstractNumId")) == wanted)
        change(next(level for level in abstract.findall(qn("w:lvl")) if level.get(qn("w:ilvl")) == str(number.ilvl.val)))

    return changed


def level_letters(tag: str, **attributes: str) -> Callable[[Any], None]:
    def change(level: Any) -> None:
        rpr = level.find(qn("w:rPr"))
        if rpr is None:
            rpr = _element("w:rPr")
            level.append(rpr)
        rpr.append(_element(tag, **attributes))

    return change


def level_text(text: str) -> Callable[[Any], None]:
    return lambda level: level.find(qn("w:lvlText")).set(qn("w:val"), text)


def bulleted(level: Any) -> None:
    level.find(qn("w:numFmt")).set(qn("w:val"), "bullet")
    level_text("\uf0b7")(level)
    level_letters("w:rFonts", ascii="Symbol", hAnsi="Symbol")(level)


def white_rule(paragraph: Paragraph) -> None:
    ruled(paragraph)
    paragraph._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom")).set(qn("w:color"), "FFFFFF")


def broken_name(document: Document) -> None:
    name = at(document, QH)
    first, second = name.text[:19], name.text[20:]
    name._p.addnext(copied(name, second))
    retype(name, name.text, first)


def tabbed_number(document: Document) -> None:
    paragraph = document.sections[0].header.paragraphs[0]
    align("LEFT")(paragraph)
    run = _element("w:r")
    run.append(_element("w:tab"))
    paragraph._p.pPr.addnext(run)


def joined_recipients(document: Document) -> None:
    first = at(document, "- Như trên")
    second = after(document, "- Như trên")
    retype(first, first.text, f"{first.text} {second.text}")
    gone(second)


def above(words: str, target: str) -> Change:
    return lambda document: at(document, target)._p.addprevious(at(document, words)._p)


def in_annex(words: str, *changes: Callable[[Paragraph], None]) -> Change:
    """Changes a paragraph of running text put into the last annex."""

    def change(document: Document) -> None:
        source = next(paragraph for paragraph in paragraphs(document) if paragraph.style.name == "Body Text")
        twin = copied(source, words + " và các nội dung khác có liên quan, bảo đảm đúng tiến độ, đúng quy định và tiết kiệm trong năm.")
        last = list(paragraphs(document))[-1]
        last._p.addprevious(twin)
        for one in changes:
            one(Paragraph(twin, document._body))

    return change


FAULTS: tuple[Fault, ...] = (
    Fault("the defaults name Calibri", "PG-08", LETTER, by_defaults),
    Fault("the style of the body in Arial", "PG-08", LETTER, style_of(BODY, lambda style: setattr(style.font, "name", "Arial"))),
    Fault("numbers in Arial", "PG-08", LETTER, level_of("Các sở, ban, ngành", level_letters("w:rFonts", ascii="Arial", hAnsi="Arial"))),
    Fault("bullets of a symbol font", "PG-08", LETTER, level_of("Rà soát toàn bộ", bulleted)),
    Fault("page number pushed by a tab", "PG-13", PLAN, tabbed_number),
    Fault("Quốc hiệu over two paragraphs", "QH-06", LETTER, broken_name),
    Fault("a blank line above Quốc hiệu", "QH-05", LETTER, then(QH, lambda p: p.insert_paragraph_before() and None)),
    Fault("bold of two styles", "QH-04", LETTER, toggled),
    Fault("Tiêu ngữ without its last phrase", "TN-01", LETTER, then(TN, typed(" - Hạnh phúc", ""))),
    Fault("a white rule below Tiêu ngữ", "TN-05", LETTER, lambda d: white_rule(after(d, TN))),
    Fault("half of the issuing body plain", "CQ-02", LETTER, half_plain("ỦY BAN NHÂN DÂN")),
    Fault("number zero", "SO-05", LETTER, then("Số:", typed("1204", "00"))),
    Fault("a slash between groups", "SO-07", LETTER, then("Số:", typed("UBND-NC", "UBND/NC"))),
    Fault("a year at the end", "SO-13", LETTER, then("Số:", typed("UBND-NC", "UBND-NC/2026"))),
    Fault("CV at the end of the symbol", "SO-11", LETTER, then("Số:", typed("UBND-NC", "UBND-CV"))),
    Fault("place in capitals", "DD-08", LETTER, then(DAY, typed("Lâm Sơn", "LÂM SƠN"))),
    Fault("trích yếu in capitals", "TY-01", PLAN, then("Cải cách hành chính, chuyển", lambda p: retype(p, p.text, p.text.upper()))),
    Fault("trích yếu above its title", "X-03", PLAN, above("Cải cách hành chính, chuyển", "KẾ HOẠCH")),
    Fault("V/v above the number", "VV-01", LETTER, above("V/v", "Số:")),
    Fault("KÍNH GỬI", "KG-04", LETTER, then("Kính gửi", typed("Kính gửi", "KÍNH GỬI"))),
    Fault("first addressee beside Kính gửi", "KG-06", LETTER, lambda d: retype(at(d, "Kính gửi"), ":", ": - Các sở;")),
    Fault("a căn cứ in the middle", "CC-07", DECISION, then("Căn cứ", align("CENTER"))),
    Fault(
        "body style with gaps in lines",
        "ND-06",
        LETTER,
        style_of(BODY, lambda style: setattr(style.paragraph_format, "space_before", Pt(0))),
    ),
    Fault("right indent", "ND-15", LETTER, then(BODY, lay(right_indent=Mm(20)))),
    Fault("end mark twice", "ND-09", LETTER, then("Yêu cầu các cơ quan", typed("./.", "././."))),
    Fault(
        "a citation written out again",
        "ND-11",
        LETTER,
        lambda d: (
            [
                retype(at(d, words), old, old + " Kế hoạch số 15/KH-UBND ngày 03 tháng 3 năm 2026 của tỉnh,")
                for words, old in ((BODY, "Qua"), ("Rà soát toàn bộ", "Rà soát"))
            ]
            and None
        ),
    ),
    Fault("the number of an article in italics", "CT-05", CODE, level_of("Phạm vi điều chỉnh", level_letters("w:i"))),
    Fault("articles numbered ĐIỀU 1:", "CT-05", CODE, level_of("Phạm vi điều chỉnh", level_text("ĐIỀU %1:"))),
    Fault("an article in the middle", "CT-05", CODE, then("Phạm vi điều chỉnh", align("CENTER"))),
    Fault(
        "a title that runs on",
        "CT-07",
        LETTER,
        then("Các sở, ban, ngành", lambda p: setattr(p.add_run(". Khẩn trương làm ngay việc này."), "bold", False)),
    ),
    Fault("points numbered a.", "CT-08", LETTER, level_of("Rà soát toàn bộ", level_text("%2."))),
    Fault("KÝ THAY spelt out", "CK-03", LETTER, then("KT. CHỦ TỊCH", typed("KT.", "KÝ THAY"))),
    Fault("a prefix of its own", "CK-03", LETTER, then("KT. CHỦ TỊCH", typed("KT.", "TQ."))),
    Fault("two recipients on a line", "NN-04", LETTER, joined_recipients),
    Fault(
        "Kèm theo above the title", "PL-05", PLAN, lambda d: after(d, "DANH MỤC NHIỆM VỤ NĂM")._p.addnext(at(d, "DANH MỤC NHIỆM VỤ NĂM")._p)
    ),
    Fault("Kèm theo without brackets", "PL-05", PLAN, then("(Kèm theo", lambda p: retype(p, p.text, p.text.strip("()")))),
    Fault("Kèm theo in bold", "PL-05", PLAN, then("(Kèm theo", lambda p: setattr(p.runs[0], "bold", True))),
    Fault("annex text in 12", "ND-01", PLAN, in_annex("Nội dung", size(12))),
    Fault("annex text at double spacing", "ND-07", PLAN, in_annex("Nội dung", lay(line_spacing=2.0))),
    Fault("annex text set left", "ND-02", PLAN, in_annex("Nội dung", align("LEFT"))),
    Fault("a sentence begins small", "VH-01", LETTER, then(BODY, typed("theo dõi,", "theo dõi. đến nay,"))),
    Fault("thành phố Hồ Chí Minh", "VH-02", LETTER, then(BODY, typed("theo dõi", "theo dõi ở thành phố Hồ Chí Minh"))),
)
