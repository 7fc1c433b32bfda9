"""A hundred files that mean harm or merely are as offices send them: how each is made, and which exit status it may get.

0 read, 3 absent, damaged or hostile, 4 a secrecy mark. Each maker writes into an empty folder and returns the file.
"""

from __future__ import annotations

import base64
import gzip
import io
import random
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from tests.tracking.reading.conftest import WordMaker, font_file

Make = Callable[[Path], Path]
FILES: dict[str, tuple[Make, frozenset[int]]] = {}
READ, REFUSED, SECRET, EITHER = frozenset({0}), frozenset({3}), frozenset({4}), frozenset({0, 3})

LETTER = (
    "ỦY BAN NHÂN DÂN\nXÃ ĐÔNG HÒA\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 61/UBND-KT\n"
    "Đông Hòa, ngày 04 tháng 3 năm 2024\nV/v trồng cây phân tán\nKính gửi: Các thôn.\nỦy ban nhân dân xã yêu cầu:\n"
    "1. Phòng Kinh tế lập danh sách tuyến đường trước ngày 20/3/2024.\n2. Các thôn phối hợp thực hiện./.\nCHỦ TỊCH\nLò Văn An\n"
)
MARKED = LETTER.replace("Số: 61", "{mark}\nSố: 61")


def file(name: str, allowed: frozenset[int]) -> Callable[[Make], Make]:
    def keep(make: Make) -> Make:
        FILES[name] = (make, allowed)
        return make

    return keep


def raw(name: str, data: bytes | Callable[[], bytes], allowed: frozenset[int], ending: str = ".bin") -> None:
    """A file of these bytes."""

    def make(folder: Path) -> Path:
        path = folder / f"tep{ending}"
        path.write_bytes(data() if callable(data) else data)
        return path

    FILES[name] = (make, allowed)


def zipped(members: dict[str, bytes], store: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if store else zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return out.getvalue()


def word_bytes(text: str = LETTER) -> bytes:
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed(data: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """A package with one member changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    members[member] = change(members.get(member, b""))
    return zipped(members)


def word_with(folder: Path, body: str, **parts: str) -> Path:
    return WordMaker(folder)(body, extra=None, **parts)


def body_of(text: str = LETTER) -> str:
    return "".join(WordMaker.p(line.replace("&", "&amp;")) for line in text.splitlines())


# Broken and cut short

for share in (0.02, 0.5, 0.9, 0.99):
    raw(f"Word cut at {share}", lambda share=share: word_bytes()[: int(len(word_bytes()) * share)], REFUSED, ".docx")  # type: ignore[misc]
raw("PDF of a header only", b"%PDF-1.7\n", REFUSED, ".pdf")
raw("PDF with rubbish before it", b"\xff" * 700 + b"%PDF-1.4\n1 0 obj<<>>endobj", REFUSED, ".pdf")
raw("PNG cut inside its header", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", REFUSED, ".png")
raw("JPEG of two bytes more than its mark", b"\xff\xd8\xff\xe0\0", REFUSED, ".jpg")
raw("TIFF whose directory is itself", b"II*\0\x08\0\0\0" + b"\0\0" + struct.pack("<I", 8), REFUSED, ".tif")
raw("OLE header and nothing", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 2000, REFUSED, ".doc")
raw("RTF with ten thousand open braces", b"{\\rtf1" + b"{" * 10_000, EITHER, ".rtf")
raw("gzip under the name of a PDF", gzip.compress(b"x" * 100), REFUSED, ".pdf")
raw("a shell script", b"#!/bin/sh\nrm -rf /\n", REFUSED, ".txt")
raw("a film", b"\0\0\0\x18ftypmp42" + b"\0" * 300, REFUSED, ".docx")
raw("only spaces", b" \r\n\t" * 3000, REFUSED, ".txt")
raw("only a byte order mark", b"\xef\xbb\xbf", EITHER, ".txt")
raw("Word without its document", lambda: changed(word_bytes(), "word/document.xml", lambda _: b""), REFUSED, ".docx")
raw("Word whose document is HTML", lambda: changed(word_bytes(), "word/document.xml", lambda _: b"<html><p>x</html>"), REFUSED, ".docx")
raw("Word without relations", lambda: zipped({"word/document.xml": b"<a/>", "[Content_Types].xml": b"<Types/>"}), REFUSED, ".docx")
raw(
    "Word with a wrong checksum",
    lambda: word_bytes().replace(b"PK\x01\x02", b"PK\x01\x02", 1)[:-30] + b"\0" * 30,
    REFUSED,
    ".docx",
)

# Bombs

raw("a zip of forty zips", lambda: zipped({f"{n}.zip": zipped({"a.txt": b"x"}) for n in range(40)}), REFUSED, ".zip")


def _nested(levels: int) -> bytes:
    data = LETTER.encode()
    name = "a.txt"
    for level in range(levels):
        data, name = zipped({name: data}, store=True), f"{level}.zip"
    return data


raw("a zip nested twelve deep", lambda: _nested(12), REFUSED, ".zip")
raw("a text bomb in a zip", lambda: zipped({"a.txt": b"0" * 30_000_000}), REFUSED, ".zip")
raw(
    "a Word whose styles are a bomb",
    lambda: changed(word_bytes(), "word/styles.xml", lambda _: b"<a>" + b" " * 80_000_000),
    REFUSED,
    ".docx",
)
raw("six thousand members", lambda: zipped({f"{n}.txt": b"" for n in range(6000)}), REFUSED, ".zip")
raw("forty-five documents", lambda: zipped({f"{n}.txt": LETTER.encode() for n in range(45)}), REFUSED, ".zip")
raw(
    "two members of one name",
    lambda: zipped({"a.txt": LETTER.encode()}) + zipped({"a.txt": b"x"}),
    EITHER,
    ".zip",
)
raw("paths that climb out", lambda: zipped({"../../../../tmp/thoat.txt": LETTER.encode(), "/etc/a.txt": b"x y z"}), READ, ".zip")
raw("names with a line break and a turn", lambda: zipped({"a\n\u202eb.txt": LETTER.encode()}), READ, ".zip")
raw("an archive of programs", lambda: zipped({"a.exe": b"MZ", "b.js": b"x"}), REFUSED, ".zip")
raw("a zip whose comment is a zip", lambda: zipped({"a.txt": LETTER.encode()}).replace(b"PK\x05\x06", b"PK\x05\x06"), READ, ".zip")


def _png(width: int, height: int, colour: int = 0) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


raw("a picture of 60,000 pixels a side", _png(60_000, 60_000), REFUSED, ".png")
raw("a picture one pixel high and 60,000 wide", _png(60_000, 1), REFUSED, ".png")
raw("a picture of a thousand million pixels that says one", _png(31_000, 31_000), REFUSED, ".png")
raw("a picture of no pixels", _png(0, 0), REFUSED, ".png")
raw("a picture whose data ends early", _png(1600, 2300), EITHER, ".png")


@file("one pixel", READ)
def _(folder: Path) -> Path:
    Image.new("RGB", (1, 1), "white").save(folder / "a.png")
    return folder / "a.png"


@file("a strip of 20,000 by 4 pixels", READ)
def _(folder: Path) -> Path:
    Image.new("L", (20_000, 4), 255).save(folder / "a.png")
    return folder / "a.png"


@file("a palette with transparency", READ)
def _(folder: Path) -> Path:
    image = Image.new("P", (400, 500), 0)
    image.save(folder / "a.gif", transparency=0)
    return folder / "a.gif"


@file("a TIFF of 700 pages", REFUSED)
def _(folder: Path) -> Path:
    page = Image.new("1", (8, 8), 1)
    page.save(folder / "a.tif", save_all=True, append_images=[page] * 699)
    return folder / "a.tif"


@file("a CMYK photograph", READ)
def _(folder: Path) -> Path:
    Image.new("CMYK", (900, 1200), (0, 0, 0, 0)).save(folder / "a.jpg")
    return folder / "a.jpg"


@file("a picture of sixteen bits", READ)
def _(folder: Path) -> Path:
    Image.new("I;16", (600, 800), 65_000).save(folder / "a.png")
    return folder / "a.png"


# XML that loops or calls out

LAUGHS = "<!DOCTYPE a [<!ENTITY x0 'ha'>" + "".join(f"<!ENTITY x{n} '{f'&x{n - 1};' * 10}'>" for n in range(1, 10)) + "]><a>&x9;</a>"
raw("a thousand million laughs as HTML", f"<html>{LAUGHS}</html>".encode(), EITHER, ".html")
raw("laughs as edXML", f"<?xml version='1.0'?>{LAUGHS.replace('<a>', '<edXML>').replace('</a>', '</edXML>')}".encode(), REFUSED, ".xml")
raw("laughs in a Word part", lambda: changed(word_bytes(), "word/styles.xml", lambda _: LAUGHS.encode()), REFUSED, ".docx")
raw("entities in the relations", lambda: changed(word_bytes(), "word/_rels/document.xml.rels", lambda _: LAUGHS.encode()), REFUSED, ".docx")
raw(
    "an entity in UTF-16",
    lambda: changed(
        word_bytes(), "word/document.xml", lambda _: "<?xml version='1.0' encoding='UTF-16'?><!DOCTYPE a><a/>".encode("utf-16")
    ),
    REFUSED,
    ".docx",
)
raw(
    "a file of the machine as a picture of a page",
    b"<html><body><p>" + LETTER.replace("\n", "</p><p>").encode() + b"</p><img src='file:///etc/passwd'></body></html>",
    READ,
    ".html",
)
RELATION = (
    '<Relationship Id="x{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{target}" TargetMode="{mode}"/>'
)


def _related(*extra: str) -> bytes:
    return changed(
        word_bytes(),
        "word/_rels/document.xml.rels",
        lambda old: old.replace(b"</Relationships>", "".join(extra).encode() + b"</Relationships>"),
    )


raw(
    "a relation to itself",
    lambda: _related(RELATION.format(n=1, kind="header", target="document.xml", mode="Internal")),
    EITHER,
    ".docx",
)
raw(
    "a relation to a place of the net",
    lambda: _related(RELATION.format(n=1, kind="attachedTemplate", target="http://127.0.0.1:9/x.dotm", mode="External")),
    READ,
    ".docx",
)
raw(
    "a relation that climbs out",
    lambda: _related(RELATION.format(n=1, kind="image", target="../../../../etc/passwd", mode="Internal")),
    READ,
    ".docx",
)
raw(
    "two thousand relations",
    lambda: _related(*(RELATION.format(n=n, kind="header", target="x.xml", mode="Internal") for n in range(2000))),
    EITHER,
    ".docx",
)


@file("a style based on itself", READ)
def _(folder: Path) -> Path:
    styles = '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    body = WordMaker.p("Kính gửi: Các thôn.", '<w:pStyle w:val="A"/>') + body_of()
    return word_with(folder, body, styles=styles)


@file("a list numbered by itself", READ)
def _(folder: Path) -> Path:
    numbering = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    styles = '<w:style w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    return word_with(folder, WordMaker.listed("Rà soát cây trồng.") + body_of(), numbering=numbering, styles=styles)


@file("a list whose numbers are huge", READ)
def _(folder: Path) -> Path:
    numbering = WordMaker.lists([("upperRoman", "%1."), ("decimal", "%1.%2.%9")]).replace(
        'w:val="1"/><w:numFmt', 'w:val="99999999"/><w:numFmt'
    )
    return word_with(folder, WordMaker.listed("Rà soát.") + WordMaker.listed("Báo cáo.", level=1) + body_of(), numbering=numbering)


@file("tables nested three hundred deep", EITHER)
def _(folder: Path) -> Path:
    inner = WordMaker.p("đáy")
    for _ in range(300):
        inner = WordMaker.table(WordMaker.cell("", inner=inner + WordMaker.p("x")))
    return word_with(folder, body_of() + inner)


@file("a cell that spans a million columns", EITHER)
def _(folder: Path) -> Path:
    wide = WordMaker.cell("a", '<w:gridSpan w:val="1000000"/>') + WordMaker.cell("b", '<w:gridSpan w:val="-5"/>')
    return word_with(folder, body_of() + WordMaker.table(wide, WordMaker.cell("c", "<w:vMerge/>")))


@file("text of no width and hidden text", READ)
def _(folder: Path) -> Path:
    thin = WordMaker.p("x" * 5000, run='<w:w w:val="1"/><w:sz w:val="1"/>') + WordMaker.p("MẬT", run="<w:vanish/>")
    return word_with(folder, body_of() + thin)


@file("one paragraph of two million letters", EITHER)
def _(folder: Path) -> Path:
    return word_with(folder, WordMaker.p("Sở Nội vụ rà soát. " * 110_000))


@file("thirty thousand paragraphs", EITHER)
def _(folder: Path) -> Path:
    return word_with(folder, body_of() + WordMaker.p("Nội dung.") * 30_000)


@file("a field that asks for a command", READ)
def _(folder: Path) -> Path:
    field = '<w:p><w:fldSimple w:instr="DDEAUTO c:\\\\windows\\\\cmd.exe /k calc"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'
    return word_with(folder, body_of() + field)


# Disguises

raw(
    "a web page under the name of an old Word file",
    f"<html><body><p>{LETTER.replace(chr(10), '</p><p>')}</p></body></html>".encode(),
    READ,
    ".doc",
)
raw("a Word file under the name of an old one", word_bytes, READ, ".doc")
raw(
    "RTF under the name of an old Word file",
    b"{\\rtf1\\ansi " + b"Phong Kinh te ra soat danh sach truoc ngay 20/3/2024.\\par}",
    READ,
    ".doc",
)
raw("a text under the name of a PDF", LETTER.encode(), READ, ".pdf")
raw("a Word file under the name of a picture", word_bytes, READ, ".png")
raw("a spreadsheet that is a Word file", word_bytes, READ, ".xlsx")
raw("a PDF behind a zip", lambda: zipped({"a.pdf": b"%PDF-1.4 x"}), REFUSED, ".zip")
raw("a template with code in its words", word_bytes(LETTER + "{{ cycler.__init__.__globals__ }} ${7*7} <%= 7 %>"), READ, ".docx")
raw("a page of JSON", b'{"duties": [1, 2, 3], "text": "x"}', EITHER, ".json")

# Names

for label, leaf in {
    "a name with a line break": "cong\nvan.txt",
    "a name that turns right to left": "cong\u202ecod.txt",
    "a name of 200 letters": "ă" * 100 + ".txt",
    "a name of markup": "<b onclick='x'>&amp;.txt",
    "a name of quotes and braces": "'\";{{7*7}}$(id)`.txt",
    "a name in NFD": unicodedata.normalize("NFD", "Kế hoạch trồng cây.txt"),
    "a name that begins with a dash": "-rf.txt",
    "a name without an ending": "vanban",
    "a name that is only an ending": ".txt",
}.items():

    @file(label, READ)
    def _(folder: Path, leaf: str = leaf) -> Path:
        (folder / leaf).write_text(LETTER, "utf-8")
        return folder / leaf


# Encodings

for codec in ("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"):
    raw(f"text in {codec}", LETTER.encode(codec), READ if codec != "utf-32" else EITHER, ".txt")
raw("text in Windows 1258", unicodedata.normalize("NFC", LETTER).encode("cp1258", "replace"), READ, ".txt")
raw("decomposed text", unicodedata.normalize("NFD", LETTER).encode(), READ, ".txt")
raw(
    "text in the letters of VIQR",
    b"Uy ban nha^n da^n xa~ ye^u ca^`u Pho`ng Kinh te^' ra` soa't tru+o+'c nga`y 20/3/2024.\n" * 5,
    READ,
    ".txt",
)
raw("text with every twentieth byte wrong", lambda: bytes(b if n % 20 else 0xFF for n, b in enumerate(LETTER.encode() * 4)), EITHER, ".txt")
raw("text with marks piled up", ("Rà soát" + "\u0301" * 5000 + " danh sách.\n" + LETTER).encode(), EITHER, ".txt")
raw("one line of four million letters", ("Sở Nội vụ rà soát, " * 210_000).encode(), EITHER, ".txt")
raw("six million letters", ("Sở Nội vụ rà soát.\n" * 320_000).encode(), REFUSED, ".txt")
raw("text with terminal codes", ("\x1b[31m" + LETTER + "\x1b]0;x\x07").encode(), EITHER, ".txt")
raw("ten thousand numbers one below the other", ("1.\n" * 10_000 + LETTER).encode(), EITHER, ".txt")
raw("a date that catches", ("ngày " * 20_000 + "tháng " * 20_000).encode(), EITHER, ".txt")
raw("twenty thousand names in one sentence", ("Giao " + "Sở Nội vụ, " * 20_000 + "rà soát./.").encode(), EITHER, ".txt")
raw("brackets that never close", ("(" * 50_000 + LETTER).encode(), EITHER, ".txt")

# Web pages


def page(more: bytes) -> bytes:
    """A web page of the letter and more."""
    return b"<html><p>" + LETTER.replace("\n", "</p><p>").encode() + b"</p>" + more + b"</html>"


def picture_in_words(size: int) -> bytes:
    return b"<img src='data:image/png;base64," + base64.b64encode(random.Random(1).randbytes(size)) + b"'>"


raw("a page with ten megabytes of a picture in it", lambda: page(picture_in_words(7_000_000)), READ, ".html")
raw("a page five thousand divs deep", b"<html>" + b"<div>" * 5000 + LETTER.encode() + b"</div>" * 5000, EITHER, ".html")
raw("a page of scripts", b"<html><script>" + b"var a=1;" * 100_000 + b"</script><p>" + LETTER.encode() + b"</p></html>", READ, ".html")
raw("a page that never closes a comment", b"<html><p>" + LETTER.encode() + b"<!-- " + b"x" * 100_000, EITHER, ".html")
raw(
    "a table of rows that span a million",
    lambda: page(b"<table><tr><td rowspan=1000000 colspan=1000000>a</td></tr></table>"),
    EITHER,
    ".html",
)
raw("a page that says it is in another encoding", b"<html><meta charset='utf-7'><p>" + LETTER.encode() + b"</p></html>", READ, ".html")
raw("frames and forms", lambda: page(b"<iframe src='file:///etc/passwd'></iframe><form><input value='x'></form>"), READ, ".html")

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
