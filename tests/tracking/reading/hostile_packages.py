"""Broken and cut files, bombs, pictures of absurd size, XML that loops or calls out, Word files that refer to themselves."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path

from PIL import Image

from tests.tracking.reading.conftest import WordMaker
from tests.tracking.reading.hostile import (
    EITHER,
    LETTER,
    READ,
    REFUSED,
    body_of,
    changed,
    file,
    png_header,
    raw,
    word_bytes,
    word_with,
    zipped,
)

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


raw("a picture of 60,000 pixels a side", png_header(60_000, 60_000), REFUSED, ".png")
raw("a picture one pixel high and 60,000 wide", png_header(60_000, 1), REFUSED, ".png")
raw("a picture of a thousand million pixels that says one", png_header(31_000, 31_000), REFUSED, ".png")
raw("a picture of no pixels", png_header(0, 0), REFUSED, ".png")
raw("a picture whose data ends early", png_header(1600, 2300), EITHER, ".png")


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
