"""Files that mean harm or merely are as offices send them: what makes one, and which exit status it may get.

0 read, 3 absent, damaged or hostile, 4 a secrecy mark. Each maker writes into an empty folder and returns the file.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx

from tests.tracking.reading.conftest import WordMaker

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


def page(more: bytes) -> bytes:
    """A web page of the letter and more."""
    return b"<html><p>" + LETTER.replace("\n", "</p><p>").encode() + b"</p>" + more + b"</html>"


def png_header(width: int, height: int, colour: int = 0) -> bytes:
    """A PNG that says this size and holds next to no data."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
