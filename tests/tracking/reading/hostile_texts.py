"""Files under false names, names of every kind, old encodings, web pages."""

from __future__ import annotations

import base64
import random
import unicodedata
from pathlib import Path

from tests.tracking.reading.hostile import EITHER, LETTER, READ, REFUSED, file, page, raw, word_bytes, zipped

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
raw("dashes and blanks on one line", ("- " * 60_000 + LETTER).encode(), EITHER, ".txt")
for mark in '_("/':
    raw(f"thirty thousand {mark} in one item", LETTER.replace("1. Phòng", "1. " + mark * 30_000 + " Phòng").encode(), EITHER, ".txt")
raw("thirty thousand numbers in one item", LETTER.replace("1. Phòng", "1. " * 10_000 + "Phòng").encode(), EITHER, ".txt")
raw("brackets that never close", ("(" * 50_000 + LETTER).encode(), EITHER, ".txt")

# Web pages


def picture_in_words(size: int) -> bytes:
    return b"<img src='data:image/png;base64," + base64.b64encode(random.Random(1).randbytes(size)) + b"'>"


raw("a page with ten megabytes of a picture in it", lambda: page(picture_in_words(7_000_000)), READ, ".html")
raw("a page five thousand divs deep", b"<html>" + b"<div>" * 5000 + LETTER.encode() + b"</div>" * 5000, EITHER, ".html")
raw("a page with a hundred thousand divs left open", b"<html>" + b"<div>" * 100_000 + LETTER.encode(), EITHER, ".html")
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
