"""A zip package (Word, Excel, archive) opened with its limits: no bomb, no password, no path, no entity gets through."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from types import TracebackType

from lxml import etree

from tracking.reading import limits, refusals

_STRICT = {
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
}


class Package:
    """The members of one zip file, read whole and counted while they expand.

    Every method raises InvalidInput with the file's name when the zip is broken, locked or a bomb.
    """

    def __init__(self, path: Path, name: str) -> None:
        self._name = name
        self._expanded = 0
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeError) as error:
            raise refusals.damaged(name, "gói nén không mở được") from error
        self._members = {info.filename.replace("\\", "/").lstrip("/"): info for info in self._zip.infolist()}
        if len(self._zip.infolist()) > limits.MEMBERS:
            self._zip.close()
            raise refusals.hostile(name, f"gói nén có {len(self._zip.infolist())} tệp con, quá {limits.MEMBERS}")

    def __enter__(self) -> Package:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._zip.close()

    def names(self) -> tuple[str, ...]:
        """The members' names as written, in the order of the file, folders left out."""
        return tuple(name for name, info in self._members.items() if not info.is_dir())

    def has(self, member: str) -> bool:
        return member in self._members

    def read(self, member: str, most: int = limits.PART_BYTES) -> bytes:
        """The member's bytes; refuses more than `most` bytes, and a share of packed to expanded bytes that only bombs have."""
        info = self._members[member]
        if info.flag_bits & 0x1:
            raise refusals.encrypted(self._name)
        out = bytearray()
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(1 << 20):
                    out += chunk
                    self._count(len(chunk), len(out), info.compress_size, most)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError) as error:
            raise refusals.damaged(self._name, f"phần «{refusals.shown_name(Path(member))}» trong gói không giải nén được") from error
        return bytes(out)

    def xml(self, member: str) -> etree._Element:
        """The member parsed as XML, entities and document types refused."""
        return parse_xml(self.read(member), self._name)

    def _count(self, chunk: int, member: int, packed: int, most: int) -> None:
        self._expanded += chunk
        bomb = member > limits.RATIO_FROM_BYTES and member > limits.RATIO * max(packed, 1)
        if bomb or member > most or self._expanded > limits.EXPANDED_BYTES:
            raise refusals.hostile(self._name, f"nội dung nén bung ra quá lớn (hơn {refusals.in_words(member)})")


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root of an XML text. A document type (entities live there) is refused before parsing; OOXML strict reads as transitional."""
    head = data[:4096].replace(b"\0", b"")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise refusals.hostile(name, "XML có khai báo DOCTYPE hoặc thực thể (entity)")
    if b"purl.oclc.org/ooxml" in head:
        for strict, plain in _STRICT.items():
            data = data.replace(strict, plain)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refusals.damaged(name, "XML sai cú pháp") from error
    if root is None:
        raise refusals.damaged(name, "XML rỗng")
    if root.getroottree().docinfo.internalDTD is not None:
        raise refusals.hostile(name, "XML có khai báo DOCTYPE hoặc thực thể (entity)")
    return root
