"""A .docx as a package of XML parts, opened without trusting it, and the small grammar of its values.

Units of the file are twentieths of a point (twips), half points (w:sz) and English metric units (EMU); here they
become points or millimetres at once.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lxml import etree

from drafting.errors import InvalidInput

Element = etree._Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
WPG = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
V = "urn:schemas-microsoft-com:vml"
OFFICE = "urn:schemas-microsoft-com:office:office"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": A.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": WP.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/picture": PIC.encode(),
}
_PREFIXES = {"w": W, "r": R, "a": A, "wp": WP, "wps": WPS, "wpg": WPG, "pic": PIC, "v": V, "o": OFFICE, "mc": MC}

MM_PER_TWIP = 25.4 / 1440
MM_PER_EMU = 1 / 36000
MM_PER_PT = 25.4 / 72
_MAX_UNPACKED = 300_000_000
_MAX_PART = 60_000_000
_MAX_MEMBERS = 5000


def qn(name: str) -> str:
    """The full name of "w:p" and the like."""
    prefix, _, local = name.partition(":")
    return f"{{{_PREFIXES[prefix]}}}{local}"


def on(element: Element | None) -> bool | None:
    """The value of an on/off element: None where it is absent, True where it carries no value."""
    if element is None:
        return None
    return element.get(_VAL, "true") not in ("0", "false", "off", "none")


def number_of(text: str | None, default: float = 0.0) -> float:
    """A bare number of the file, or a measure such as "12pt" or "2cm", in twips; `default` where it is absent or nonsense."""
    if text is None:
        return default
    for unit, factor in _UNITS.items():
        if text.endswith(unit):
            text, scale = text[: -len(unit)], factor
            break
    else:
        scale = 1.0
    try:
        value = float(text) * scale
    except ValueError:
        return default
    return value if abs(value) < _MOST else default


_VAL = qn("w:val")
_MOST = 1e12
"""No measure of a page is greater; what is (or is no number at all) is taken as absent."""
_UNITS = {"pt": 20.0, "mm": 1 / MM_PER_TWIP, "cm": 10 / MM_PER_TWIP, "in": 1440.0, "pc": 240.0, "pi": 240.0}


@dataclass
class Package:
    """The parts of one .docx: raw bytes by name, XML trees on demand, and where each relationship leads."""

    name: str
    parts: dict[str, bytes]
    trees: dict[str, Element] = field(default_factory=dict)

    def tree(self, part: str) -> Element | None:
        """The root of an XML part; None where the package has none. Raises InvalidInput where it is broken."""
        if part not in self.trees:
            if part not in self.parts:
                return None
            self.trees[part] = _parsed(self.parts[part], self.name)
        return self.trees[part]

    def targets(self, part: str) -> dict[str, str]:
        """Relationship id → name of the part it leads to, for one part; links out of the package are left out."""
        folder, base = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", base + ".rels"))
        if root is None:
            return {}
        return {
            rel.get("Id", ""): posixpath.normpath(posixpath.join(folder, rel.get("Target", ""))).lstrip("/")
            if not rel.get("Target", "").startswith("/")
            else rel.get("Target", "").lstrip("/")
            for rel in root.iter(f"{{{RELATIONSHIPS}}}Relationship")
            if rel.get("TargetMode") != "External"
        }

    @cached_property
    def main(self) -> str:
        """The name of the main document part."""
        root = self.tree("_rels/.rels")
        for rel in root.iter(f"{{{RELATIONSHIPS}}}Relationship") if root is not None else ():
            if rel.get("Type", "").endswith("/officeDocument"):
                return posixpath.normpath(rel.get("Target", "").lstrip("/"))
        return "word/document.xml"

    def related(self, kind: str) -> Element | None:
        """The part that the main document calls its styles, numbering, theme, settings …; None where it has none."""
        folder, base = posixpath.split(self.main)
        root = self.tree(posixpath.join(folder, "_rels", base + ".rels"))
        for rel in root.iter(f"{{{RELATIONSHIPS}}}Relationship") if root is not None else ():
            if rel.get("Type", "").endswith("/" + kind) and rel.get("TargetMode") != "External":
                return self.tree(self.targets(self.main).get(rel.get("Id", ""), ""))
        return None


def open_package(path: Path) -> Package:
    """The package of a .docx. Raises InvalidInput, in one Vietnamese line, where the file is absent, is no .docx or is not safe to open."""
    if not path.is_file():
        raise InvalidInput(f"Không có tệp «{path}». Hãy kiểm tra lại đường dẫn.")
    return package_of(path.name, path.read_bytes())


def package_of(name: str, data: bytes) -> Package:
    """The package in the bytes of a .docx; `name` is shown in messages. Raises as `open_package`."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InvalidInput(f"«{name}» là tệp .doc kiểu cũ hoặc .docx có mật khẩu. Hãy mở bằng Word, bỏ mật khẩu và lưu lại thành .docx.")
    try:
        parts = _unpacked(name, data)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError) as error:
        raise InvalidInput(f"«{name}» không phải tệp .docx hoặc đã hỏng. Hãy mở lại bằng Word và lưu thành .docx.") from error
    package = Package(name, parts)
    body = package.tree(package.main)
    if body is None or body.tag != qn("w:document") or body.find(qn("w:body")) is None:
        raise InvalidInput(f"«{name}» không có phần nội dung của văn bản Word. Hãy lưu lại thành .docx.")
    return package


def _unpacked(name: str, data: bytes) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        if len(members) > _MAX_MEMBERS or sum(member.file_size for member in members) > _MAX_UNPACKED:
            raise InvalidInput(f"«{name}» bung ra quá lớn, không an toàn để mở. Hãy bỏ bớt hình ảnh rồi lưu lại.")
        for member in members:
            if member.file_size > _MAX_PART and member.filename.endswith((".xml", ".rels")):
                raise InvalidInput(f"«{name}» có phần «{member.filename}» quá lớn, không an toàn để mở. Hãy lưu lại bằng Word.")
            if not member.is_dir():
                parts[posixpath.normpath(member.filename.replace("\\", "/")).lstrip("/")] = archive.read(member)
    return parts


def _parsed(data: bytes, name: str) -> Element:
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise InvalidInput(f"«{name}» có khai báo thực thể XML, không an toàn để mở. Hãy lưu lại bằng Word.")
    for strict, transitional in _STRICT.items():
        if strict in data:
            data = data.replace(strict, transitional)
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as error:
        raise InvalidInput(f"«{name}» có phần XML bị hỏng. Hãy mở lại bằng Word và lưu thành .docx.") from error
