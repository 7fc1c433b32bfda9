"""Small Word files made by hand for the tests: letterheads and signatures as offices lay them out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

Document = Any
BOX = (
    "<w:r {ns}><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'"
    " style='position:absolute;margin-left:{left}pt;margin-top:0;width:{width}pt;height:60pt' stroked='f'>"
    "<v:textbox><w:txbxContent>{words}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
LINE = (
    "<w:r {ns}><w:pict><v:line xmlns:v='urn:schemas-microsoft-com:vml' style='position:absolute'"
    " from='{start}pt,{y}pt' to='{end}pt,{y}pt'/></w:pict></w:r>"
)


def blank() -> Document:
    """An empty document of lawful page and letters."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Mm(30), Mm(15), Mm(20), Mm(20)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    fonts = style.element.rPr.rFonts
    for slot in ("w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(slot), "Times New Roman")
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.0
    return document


def line(where: Any, text: str, size: float = 13, *, bold: bool = False, italic: bool = False, centred: bool = True) -> Any:
    """A line of words in a document or cell."""
    first = where.paragraphs[0] if hasattr(where, "_tc") and not where.paragraphs[0].text and len(where.paragraphs) == 1 else None
    paragraph = first if first is not None else where.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def drawn_line(paragraph: Any, start: float, end: float, y: float) -> None:
    """A drawn line, in points from the left edge and the top of the paragraph."""
    paragraph._p.append(parse_xml(LINE.format(ns=nsdecls("w"), start=start, end=end, y=y)))


def box(paragraph: Any, left: float, width: float, *lines: str) -> None:
    """A text box without outline holding centred bold lines of 13 points."""
    words = "".join(
        f"<w:p><w:pPr><w:jc w:val='center'/></w:pPr><w:r><w:rPr><w:b/><w:sz w:val='26'/></w:rPr><w:t>{text}</w:t></w:r></w:p>"
        for text in lines
    )
    paragraph._p.append(parse_xml(BOX.format(ns=nsdecls("w"), left=left, width=width, words=words)))


def body(document: Document, *texts: str) -> None:
    """Paragraphs of the body as the decree wants them."""
    for text in texts:
        paragraph = line(document, text, 14, centred=False)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(12.7)
        paragraph.paragraph_format.space_before = Pt(6)


def signed(document: Document) -> None:
    """Recipients and signature in a table without lines."""
    cells = document.add_table(1, 2).rows[0].cells
    line(cells[0], "Nơi nhận:", 12, bold=True, italic=True, centred=False)
    for text in ("- Như trên;", "- Lưu: VT, TH."):
        line(cells[0], text, 11, centred=False)
    line(cells[1], "GIÁM ĐỐC", 14, bold=True)
    line(cells[1], "Phan Thị Mai", 14, bold=True).paragraph_format.space_before = Pt(70)


def table_letter(document: Document, *, rows: int) -> None:
    """A letterhead in a table of one row or two, with drawn lines."""
    table = document.add_table(rows, 2)
    top, bottom = table.rows[0].cells, table.rows[-1].cells
    for column, width in enumerate((Mm(65), Mm(100))):
        table.columns[column].width = width
        for row in table.rows:
            row.cells[column].width = width
    line(top[0], "UBND TỈNH AN HÒA")
    drawn_line(line(top[0], "SỞ XÂY DỰNG", bold=True), 62, 102, 17)
    line(top[1], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True)
    drawn_line(line(top[1], "Độc lập - Tự do - Hạnh phúc", 14, bold=True), 50, 221, 18)
    line(bottom[0], "Số: 21/SXD-VP").paragraph_format.space_before = Pt(6)
    line(bottom[0], "V/v bảo trì trụ sở", 12).paragraph_format.space_before = Pt(6)
    line(bottom[1], "An Hòa, ngày 06 tháng 4 năm 2026", 14, italic=True).paragraph_format.space_before = Pt(6)


def tabbed_letter(document: Document) -> None:
    """A letterhead of lines parted by tabs."""
    for left, right in (
        ("UBND TỈNH AN HÒA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("SỞ XÂY DỰNG", "Độc lập - Tự do - Hạnh phúc"),
        ("_______", "__________________"),
        ("Số: 21/SXD-VP", "An Hòa, ngày 06 tháng 4 năm 2026"),
        ("V/v bảo trì trụ sở", ""),
    ):
        paragraph = line(document, left, bold=left.startswith("SỞ"), centred=False)
        if right:
            paragraph.add_run("\t")
            run = paragraph.add_run(right)
            run.bold, run.italic, run.font.size = right.isupper(), "ngày" in right, Pt(13)


def boxed_letter(document: Document) -> None:
    """A letterhead of two text boxes side by side."""
    paragraph = document.add_paragraph()
    box(paragraph, 0, 180, "UBND TỈNH AN HÒA", "SỞ XÂY DỰNG", "Số: 21/SXD-VP", "V/v bảo trì trụ sở")
    box(paragraph, 190, 280, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "An Hòa, ngày 06 tháng 4 năm 2026")


def letter(path: Path, layout: str) -> Path:
    """A công văn whose letterhead is laid out as "one row", "two rows", "tabs" or "boxes"."""
    document = blank()
    if layout == "tabs":
        tabbed_letter(document)
    elif layout == "boxes":
        boxed_letter(document)
    else:
        table_letter(document, rows=1 if layout == "one row" else 2)
    line(document, "Kính gửi: Các phòng thuộc Sở.", 14).paragraph_format.space_before = Pt(12)
    body(document, "Đề nghị các phòng rà soát tình trạng trụ sở trước ngày 20 tháng 4 năm 2026./.")
    signed(document)
    document.save(path)
    return path
