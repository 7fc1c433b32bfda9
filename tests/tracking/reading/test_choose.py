"""Files are taken by what they are, not by their names; every other file gets one Vietnamese line."""

from __future__ import annotations

import io
import os
import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafting.errors import DondocError, InvalidInput
from tracking.reading import limits, refusals
from tracking.reading.choose import read_pages

TEXT = "Kính gửi: Các phòng\nRà soát thủ tục và báo cáo trước ngày 15/3/2026."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(path: Path, name: str | None = None) -> str:
    with pytest.raises(InvalidInput) as caught:
        read_pages(path, name)
    message = str(caught.value)
    assert "\n" not in message
    assert message.count("«") >= 1
    return message


def png(width: int, height: int, data: bytes = b"") -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("ending", ["docx", "pdf", "doc", "png", "khong-duoi"])
def test_a_text_under_any_ending_is_read_as_text(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_text(TEXT, encoding="utf-8")
    assert [line.text for line in read_pages(path).blocks()] == TEXT.split("\n")  # type: ignore[union-attr]  # a text has lines only


def test_a_word_file_under_the_name_of_an_old_one_is_read(word: Any) -> None:
    assert read_pages(word(word.p("Nội dung"), name="a.doc")).pages[0].origin == "word"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "rỗng"),
        (b"\0" * 500, "rỗng"),
        (b"MZ" + b"\0" * 200, "chương trình"),
        (b"Rar!\x1a\x07" + b"x" * 50, "gói nén loại khác"),
        (OLE + b"\0" * 900 + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (OLE + b"\0" * 900, "không rõ loại"),
        (OLE + b"\0" * 900 + "Workbook".encode("utf-16-le"), "Excel cũ"),
        (b"PK\x03\x04" + b"x" * 400, "hỏng"),
        (os.urandom(3000) + b"\0\1\2\3" * 50, "không phải văn bản|không rõ loại|hỏng"),
        (png(60_000, 60_000), "quá lớn"),
        (png(60_000, 10), "60000 × 10"),
        (png(800, 900, b"abc"), "không giải mã được"),
        (zipped({"word/document.xml": b"<a/>", "word/vbaProject.bin": b"x"}), "macro"),
        (zipped({"[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled.main+xml"}), "macro"),
        (zipped({"ppt/presentation.xml": b"<a/>"}), "PowerPoint"),
        (zipped({}), "rỗng|hỏng"),
        (zipped({"a.exe": b"MZ"}), "không có văn bản nào"),
        (zipped({"a.txt": b"x" * (limits.RATIO_FROM_BYTES * 3)}), "bung ra quá lớn"),
        (zipped({"word/document.xml": b"<a>" + b" " * (limits.RATIO_FROM_BYTES * 3) + b"</a>"}), "bung ra quá lớn"),
        (zipped({"a.txt": zipped({"b.txt": b"x"})}), "gói nén nằm trong gói nén"),
        (zipped({"word/document.xml": b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "DOCTYPE"),
        (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><edXML>&b;</edXML>", "DOCTYPE"),
        (b"<html><body><script>x()</script></body></html>", "rỗng"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_gets_its_sentence(tmp_path: Path, data: bytes, found: str) -> None:
    path = tmp_path / "tệp.docx"
    path.write_bytes(data)
    assert re.search(found, refusal(path))


def test_absent_files_folders_and_unreadable_ones(tmp_path: Path) -> None:
    assert "Không tìm thấy «khong-co.pdf»" in refusal(tmp_path / "khong-co.pdf")
    assert "không phải là tệp" in refusal(tmp_path)
    assert "Không tìm thấy" in refusal(tmp_path / ("x" * 400))
    assert "Không tìm thấy" in refusal(Path("a\0b"))


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "lon.pdf"
    with path.open("wb") as stream:
        stream.truncate(limits.FILE_BYTES + 1)
    assert "tối đa 100 MB" in refusal(path)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("công văn.docx", "công văn.docx"),
        ("a\nb\r\n\x1b[31mc.docx", "a b [31mc.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\thu muc\\a.pdf", "a.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("", "tệp không tên"),
        ("\n", "tệp không tên"),
        ("x" * 300 + ".pdf", "x" * 108 + "….pdf"),
    ],
)
def test_names_are_made_safe_to_print(name: str, shown: str) -> None:
    assert refusals.shown_name(Path("khác"), name) == shown


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.4\n", OLE, b"<html>", b"\x89PNG\r\n\x1a\n", b"II*\0", b"\xff\xfe", b"<edXML>"]),
)
def test_no_bytes_bring_anything_but_pages_or_a_refusal(tmp_path: Path, data: bytes, start: bytes) -> None:
    path = tmp_path / "f.bin"
    path.write_bytes(start + data)
    try:
        said = f"{len(read_pages(path).pages)} pages"
    except DondocError as error:
        said = str(error)
    assert said != "0 pages"
    assert "\n" not in said


@pytest.mark.parametrize(("size", "words"), [(12, "12 byte"), (3_482, "3,4 KB"), (100 * 1024**2, "100 MB"), (5 * 1024**3, "5 GB")])
def test_sizes_in_words(size: int, words: str) -> None:
    assert refusals.in_words(size) == words


@pytest.mark.parametrize(
    ("name", "inside", "found"),
    [
        ("so-lieu.json", '{"so": 12}', "tệp dữ liệu"),
        ("van-ban.txt", '[{"so": 12, "trich_yeu": "giao việc"}]', "tệp dữ liệu"),
        ("bang.csv", "stt,don vi\n1,Phòng Kinh tế", "tệp dữ liệu"),
        ("chay.py", "import os\nprint(os.getcwd())", "mã nguồn"),
        ("trang.JS", "let so = 1;", "mã nguồn"),
    ],
)
def test_what_machines_read_is_no_document(tmp_path: Path, name: str, inside: str, found: str) -> None:
    path = tmp_path / name
    path.write_text(inside, "utf-8")
    message = refusal(path)
    assert f"«{name}» là {found}" in message
    assert "Nhận Word, PDF" in message


def test_text_in_curly_brackets_is_still_text(tmp_path: Path) -> None:
    path = tmp_path / "giay.txt"
    path.write_text("{ " + TEXT + " }", "utf-8")
    assert read_pages(path).pages
