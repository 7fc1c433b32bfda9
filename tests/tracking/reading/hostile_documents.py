"""Spreadsheets, PDF files, messages, marks of secrecy and what only looks like them."""

from __future__ import annotations

import io
import random
import struct
import unicodedata
import zlib
from pathlib import Path

import docx
import openpyxl
import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from tests.tracking.reading.conftest import WordMaker, font_file
from tests.tracking.reading.hostile import (
    EITHER,
    LETTER,
    MARKED,
    READ,
    REFUSED,
    SECRET,
    body_of,
    changed,
    file,
    page,
    png_header,
    raw,
    word_bytes,
    word_with,
    zipped,
)

# Spreadsheets


@file("a spreadsheet of formulas", READ)
def _(folder: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"])
    sheet.append([1, "=cmd|' /C calc'!A0", '=HYPERLINK("http://127.0.0.1","Sở")', "=1/0"])
    sheet.append([2, "Rà soát danh mục", "Sở Tư pháp", "Quý I năm 2026"])
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


@file("a spreadsheet that says it has a million rows", READ)
def _(folder: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"])
    sheet.append([1, "Rà soát danh mục", "Sở Tư pháp", "Quý I năm 2026"])
    sheet.cell(1_048_576, 16_384, "x")
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


@file("a spreadsheet of a hundred thousand empty rows", EITHER)
def _(folder: Path) -> Path:
    rows = "".join(f'<row r="{n}"/>' for n in range(3, 100_003)).encode()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Nhiệm vụ", "Cơ quan chủ trì"])
    sheet.append(["Rà soát danh mục", "Sở Tư pháp"])
    out = io.BytesIO()
    book.save(out)
    path = folder / "a.xlsx"
    path.write_bytes(changed(out.getvalue(), "xl/worksheets/sheet1.xml", lambda old: old.replace(b"</sheetData>", rows + b"</sheetData>")))
    return path


@file("a spreadsheet of shared words that are not there", EITHER)
def _(folder: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Nhiệm vụ", "Cơ quan"])
    out = io.BytesIO()
    book.save(out)
    path = folder / "a.xlsx"
    path.write_bytes(changed(out.getvalue(), "xl/sharedStrings.xml", lambda _: b"<sst/>"))
    return path


# PDFs


def _pdf(folder: Path, pages: int, width: float = 595, height: float = 842) -> Path:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(width, height)
    document.save(folder / "a.pdf")
    return folder / "a.pdf"


@file("a PDF of 10,000 tiny pages", REFUSED)
def _(folder: Path) -> Path:
    return _pdf(folder, 10_000, 3, 3)


@file("a PDF of one blank page", READ)
def _(folder: Path) -> Path:
    return _pdf(folder, 1)


@file("a PDF whose page is a kilometre wide", EITHER)
def _(folder: Path) -> Path:
    return _pdf(folder, 1, 2_800_000, 842)


@file("a PDF whose page is a hair", EITHER)
def _(folder: Path) -> Path:
    return _pdf(folder, 1, 0.01, 0.01)


raw(
    "a PDF whose text never ends",
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Contents 4 0 R>>endobj\n"
    b"4 0 obj<</Length 99999999>>stream\nBT /F1 12 Tf (a) Tj ET\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    EITHER,
    ".pdf",
)
raw(
    "a PDF with a script that opens",
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF",
    EITHER,
    ".pdf",
)

# edXML

raw("edXML cut in the middle", b"<?xml version='1.0'?><edXML:edXML xmlns:edXML='x'><edXML:edXMLEnvelope><edXML:", REFUSED, ".edxml")
raw(
    "edXML with a broken attachment",
    b"<edXML xmlns='http://www.mic.gov.vn/TBT/QCVN_102_2016'><Attachment>@@@@</Attachment></edXML>",
    EITHER,
    ".edxml",
)
raw("edXML of another root", b"<?xml version='1.0'?><edXMLnothing/>", EITHER, ".edxml")

# Secrecy marks and what only looks like them

for mark in ("MẬT", "TỐI MẬT", "TUYỆT MẬT", "T U Y Ệ T  M Ậ T"):
    raw(f"text stamped {mark}", MARKED.format(mark=mark).encode(), SECRET, ".txt")
    raw(f"Word stamped {mark}", lambda mark=mark: word_bytes(MARKED.format(mark=mark)), SECRET, ".docx")  # type: ignore[misc]
for near in ("MẬT ONG", "BẢO MẬT THÔNG TIN", "BÍ MẬT NHÀ NƯỚC", "MẬT ĐỘ DÂN SỐ", "ĐỘ MẬT: KHÔNG", "MẶT TRẬN TỔ QUỐC"):
    raw(f"text headed {near}", MARKED.format(mark=near).encode(), READ, ".txt")
raw("a page stamped", f"<html><p>{MARKED.format(mark='TỐI MẬT').replace(chr(10), '</p><p>')}</p></html>".encode(), SECRET, ".html")
raw(
    "a mark in the second file of a zip",
    lambda: zipped({"a.txt": LETTER.encode(), "phu-luc.txt": MARKED.format(mark="MẬT").encode()}),
    SECRET,
    ".zip",
)
raw("a mark in UTF-16", MARKED.format(mark="TUYỆT MẬT").encode("utf-16"), SECRET, ".txt")
raw("a mark in decomposed letters", unicodedata.normalize("NFD", MARKED.format(mark="MẬT")).encode(), SECRET, ".txt")


@file("a mark in a text box", SECRET)
def _(folder: Path) -> Path:
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{WordMaker.p('TỐI MẬT')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    return word_with(folder, f"<w:p>{box}</w:p>{body_of()}")


@file("a mark in a footer", SECRET)
def _(folder: Path) -> Path:
    return word_with(folder, body_of(), header1=WordMaker.p("TUYỆT MẬT"))


def stamp(words: str) -> Image.Image:
    """A red stamp as a picture of its own."""
    image = Image.new("RGB", (420, 150), "white")
    drawn = ImageDraw.Draw(image)
    drawn.rectangle((6, 6, 413, 143), outline="#d01c24", width=6)
    drawn.text((210, 75), words, font=ImageFont.truetype(str(font_file(True)), 72), fill="#d01c24", anchor="mm")
    return image


@file("a mark as a picture in a Word file with text", SECRET)
def _(folder: Path) -> Path:
    stamp("TỐI MẬT").save(folder / "dau.png")
    document = docx.Document()
    document.add_picture(str(folder / "dau.png"))
    for line in LETTER.splitlines():
        document.add_paragraph(line)
    document.save(str(folder / "a.docx"))
    return folder / "a.docx"


@file("another stamp as a picture in a Word file with text", READ)
def _(folder: Path) -> Path:
    stamp("HỎA TỐC").save(folder / "dau.png")
    document = docx.Document()
    document.add_picture(str(folder / "dau.png"))
    for line in LETTER.splitlines():
        document.add_paragraph(line)
    document.save(str(folder / "a.docx"))
    return folder / "a.docx"


# What only looks like a file of its kind

raw(
    "a page saved as mail, nested two thousand deep",
    b"MIME-Version: 1.0\n" + b"Content-Type: multipart/related; boundary=x\n\n--x\n" * 2000,
    REFUSED,
    ".mht",
)
raw(
    "a page saved as mail",
    lambda: (
        b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\nContent-Type: text/html; charset=utf-8\n\n'
        + page(b"")
        + b"\n--x--\n"
    ),
    READ,
    ".mht",
)
raw("five thousand rules of dashes", (("-" * 200 + "\n") * 5000 + LETTER).encode(), READ, ".txt")
raw("lines of five thousand tabs", (("\t" * 5000 + "x\n") * 50 + LETTER).encode(), READ, ".txt")
raw(
    "an old Word file of noise",
    lambda: (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + random.Random(2).randbytes(3000)
        + "WordDocument".encode("utf-16-le")
        + random.Random(3).randbytes(9000)
    ),
    REFUSED,
    ".doc",
)
SIZE = struct.pack("<I", len(LETTER.encode()))
raw("a zip that says four gigabytes", lambda: zipped({"a.txt": LETTER.encode()}).replace(SIZE, b"\xff\xff\xff\xfe"), EITHER, ".zip")
raw("a TIFF whose strip is elsewhere", b"II*\0" + struct.pack("<IHHHII", 8, 3, 256, 4, 1, 29_000) + b"\0" * 40, REFUSED, ".tif")


def _pdf_of(stream: bytes, page: bytes = b"") -> bytes:
    packed = zlib.compress(stream, 9)
    return (
        b"%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Contents 4 0 R" + page + b">>endobj\n"
        b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


raw("a PDF of two million strokes", lambda: _pdf_of(b"0 0 m 1 1 l S\n" * 2_000_000), EITHER, ".pdf")
NOTE = b"<</Type/Annot/Subtype/FreeText/Rect[0 0 9 9]/Contents(x)>>"
raw("a PDF of five thousand notes", lambda: _pdf_of(b"", b"/Annots[" + NOTE * 5000 + b"]"), EITHER, ".pdf")


@file("a Word file whose stamp says it has sixty thousand pixels", READ)
def _(folder: Path) -> Path:
    stamp("HỎA TỐC").save(folder / "dau.png")
    document = docx.Document()
    document.add_picture(str(folder / "dau.png"))
    for line in LETTER.splitlines():
        document.add_paragraph(line)
    document.save(str(folder / "b.docx"))
    path = folder / "a.docx"
    path.write_bytes(changed((folder / "b.docx").read_bytes(), "word/media/image1.png", lambda _: png_header(60_000, 20_000)))
    return path
