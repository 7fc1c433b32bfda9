"""What a file really is, by its first bytes and its inside."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

from tracking.reading import limits, refusals
from tracking.reading.package import Package

KINDS = {
    "docx": "tệp Word",
    "doc": "tệp Word cũ (.doc)",
    "rtf": "tệp RTF",
    "odt": "tệp OpenDocument",
    "pdf": "tệp PDF",
    "picture": "tệp ảnh",
    "html": "trang web",
    "text": "văn bản thuần",
    "edxml": "tệp edXML",
    "xlsx": "tệp Excel",
    "zip": "gói nén",
    "xls": "tệp Excel cũ (.xls)",
    "pptx": "tệp trình chiếu PowerPoint",
    "program": "chương trình chạy được",
    "sound": "tệp âm thanh hoặc phim",
    "data": "tệp dữ liệu cho máy (JSON, CSV…)",
    "source": "mã nguồn chương trình",
    "packed": "gói nén loại khác (rar, 7z, gz…)",
    "unknown": "tệp không rõ loại",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM", b"GIF87a", b"GIF89a")
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"#!")
_PACKED = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"(\xb5/\xfd")
_SOURCE_ENDINGS = {"py", "js", "ts", "css", "java", "c", "cpp", "h", "cs", "go", "rs", "php", "rb", "sh", "bat", "ps1", "vbs", "sql"}
_DATA_ENDINGS = {"json", "jsonl", "csv", "tsv", "yaml", "yml", "toml", "ini", "cfg", "conf", "log", "geojson", "ndjson", "parquet", "db"}
_SOUND = (b"ID3", b"OggS", b"fLaC", b"\x1aE\xdf\xa3")


def kind_of(path: Path, name: str) -> str:
    """The kind of the file, a key of KINDS. InvalidInput where it is absent, no file, empty, too large, locked or carries macros."""
    size = _size(path, name)
    try:
        with path.open("rb") as stream:
            head = stream.read(8192)
    except PermissionError as error:
        raise refusals.no_right(name) from error
    if not head.strip(b"\0 \t\r\n"):
        raise refusals.empty(name)
    kind = _by_bytes(head)
    if kind == "zip":
        return _inside_zip(path, name)
    if kind == "ole":
        return _inside_ole(path, name)
    if size > limits.FILE_BYTES:
        raise refusals.wrong_kind(name, KINDS[kind], size, limits.FILE_BYTES)
    return _of_text(path, name) if kind == "text" else kind


def _size(path: Path, name: str) -> int:
    try:
        found = os.stat(path)
    except FileNotFoundError as error:
        raise refusals.absent(name) from error
    except PermissionError as error:
        raise refusals.no_right(name) from error
    except (OSError, ValueError) as error:
        raise refusals.absent(name) from error
    if not stat.S_ISREG(found.st_mode):
        raise refusals.not_a_file(name)
    if found.st_size == 0:
        raise refusals.empty(name)
    if found.st_size > limits.FILE_BYTES:
        raise refusals.wrong_kind(name, "tệp quá lớn", found.st_size, limits.FILE_BYTES)
    return found.st_size


def _by_bytes(head: bytes) -> str:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return "zip"
    if head.startswith(_OLE):
        return "ole"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "picture"
    for signs, kind in ((_PROGRAMS, "program"), (_PACKED, "packed"), (_SOUND, "sound")):
        if head.startswith(signs):
            return kind
    if head[:4] == b"RIFF" or head[4:8] == b"ftyp":
        return "sound"
    return _by_words(head)


def _by_words(head: bytes) -> str:
    """Web page, edXML or text by the words at the start; two-byte encodings are looked at without their zero bytes."""
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if b"edxml" in start and start.startswith(b"<"):
        return "edxml"
    if start.startswith(
        (b"<!doctype html", b"<html", b"<head", b"<body", b"<div", b"<table", b"<p>", b"<meta", b"<?xml", b"<!--", b"<article", b"<h1")
    ):
        return "html"
    if start.startswith((b"mime-version:", b"from: <saved by", b"content-type: multipart/related")):
        return "html"
    if start.startswith(b"<") and (b"<html" in start or b"<body" in start or b"</p>" in start):
        return "html"
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[1::2].count(0) > len(head) * 0.2 or head[::2].count(0) > len(head) * 0.2
    return "text" if wide or head.count(0) * 200 <= len(head) else "unknown"


def _of_text(path: Path, name: str) -> str:
    """Plain text, or what machines write and read: told by its inside, and by its name where text alone cannot tell."""
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if ending in _SOURCE_ENDINGS:
        return "source"
    return "data" if ending in _DATA_ENDINGS or _is_json(path) else "text"


def _is_json(path: Path) -> bool:
    data = path.read_bytes().strip(b"\xef\xbb\xbf \t\r\n")
    if not (data.startswith(b"{") and data.endswith(b"}")) and not (data.startswith(b"[") and data.endswith(b"]")):
        return False
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _inside_zip(path: Path, name: str) -> str:
    with Package(path, name) as package:
        names = set(package.names())
        low = {found.lower() for found in names}
        if any(found.endswith("vbaproject.bin") for found in low) and any(found.startswith(("word/", "xl/", "ppt/")) for found in low):
            raise refusals.with_macro(name)
        if "[content_types].xml" in low:
            types = package.read(next(found for found in names if found.lower() == "[content_types].xml")).lower()
            if b"macroenabled" in types:
                raise refusals.with_macro(name)
        if any(found.startswith("word/document") for found in low):
            return "docx"
        if "xl/workbook.xml" in low:
            return "xlsx"
        if any(found.startswith("ppt/") for found in low):
            return "pptx"
        if "mimetype" in names and package.read("mimetype", 200).strip().startswith(b"application/vnd.oasis.opendocument.text"):
            return "odt"
        if "[content_types].xml" in low:
            return "docx"
        if not names:
            raise refusals.empty(name)
    return "zip"


def _inside_ole(path: Path, name: str) -> str:
    """The kind of an OLE compound file by the names in its directory, which stand in it as UTF-16."""
    data = path.read_bytes()

    def holds(entry: str) -> bool:
        return entry.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise refusals.encrypted(name)
    if holds("WordDocument"):
        return "doc"
    if holds("Workbook") or holds("Book"):
        return "xls"
    return "unknown"
