"""Whether a Word file may serve as a template: nothing in it runs, fetches or opens anything, and it is no larger than a template.

Office staff get such files from anywhere. What a Word file can do besides holding words (macros, remote templates, embedded
objects, field codes that fetch, mail-merge sources, imported parts) is refused, each with one sentence that says how to mend it.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from drafting.errors import InvalidInput
from drafting.ooxml import RELATIONSHIPS, A, Element, Package, V, W, package_of, qn
from drafting.template_links import refuse_link, refuse_part
from drafting.template_word_fields import refuse_word_fields

MAX_UNPACKED = 80 * 1024**2
MAX_XML = 8 * 1024**2
"""One XML part: a thousand paragraphs with their formatting take one or two million bytes."""
MAX_MEMBERS = 500

_CODE = re.compile(r"\{[{%#]|[%}#]\}")
_TAG = re.compile(r"\{\{.+?\}\}|\{%.+?%\}|\{#.+?#\}", re.DOTALL)
_PROPERTIES = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}coreProperties"
_TEXT = {f"{{{W}}}t", f"{{{W}}}delText", f"{{{A}}}t"}
_XML_ENDINGS = (".xml", ".rels", ".vml", ".psmdcp")
_RENDERED = re.compile(r"word/(?:header\d*|footer\d*|footnotes\d*)\.xml|docProps/core\.xml")
_ELEMENTS = {
    qn("w:object"): "đối tượng nhúng (OLE)",
    qn("o:OLEObject"): "đối tượng nhúng (OLE)",
    qn("w:control"): "điều khiển ActiveX",
    qn("w:altChunk"): "phần nội dung nhập từ tệp khác (altChunk)",
    qn("w:subDoc"): "tài liệu con (subDoc)",
    qn("w:mailMerge"): "nguồn trộn thư (mail merge)",
    qn("w:movie"): "phim nhúng",
    qn("w:frameset"): "khung trang web (frameset)",
}


def checked_package(name: str, data: bytes) -> Package:
    """The package of a template whose every part has been looked at. Raises InvalidInput in one Vietnamese line."""
    _refuse_bomb(name, data)
    package = package_of(name, data)
    _refuse_other_kinds(package)
    for part in package.parts:
        refuse_part(name, part, package.parts[part])
        if part.endswith(_XML_ENDINGS):
            root = _tree(package, part)
            _refuse_elements(name, root)
            refuse_word_fields(name, root)
            for relation in root.iter(f"{{{RELATIONSHIPS}}}Relationship"):
                refuse_link(name, relation)
    return package


def refuse_misplaced_code(package: Package) -> None:
    """Raises InvalidInput where template code stands in a place that is never filled, or outside the words of a place that is."""
    for part in package.parts:
        root = package.tree(part) if part.endswith(_XML_ENDINGS) else None
        if root is None:
            continue
        if part == package.main or _RENDERED.fullmatch(part):
            _refuse_code_outside_words(package.name, root)
        elif _TAG.search("".join(str(words) for words in root.itertext())) or any(_TAG.search(value) for value in _attributes(root)):
            base = posixpath.basename(part).split(".")[0]
            where = {"comments": "lời bình", "endnotes": "chú thích cuối"}.get(base, f"phần «{part[:60]}»")
            raise InvalidInput(f"«{package.name}»: lệnh của mẫu nằm ở {where}, nơi không điền được. Chuyển trường vào nội dung văn bản.")


def _refuse_code_outside_words(name: str, root: Element) -> None:
    if root.tag == _PROPERTIES:
        return
    outside = (words or "" for element in root.iter() for words in (element.tail, None if element.tag in _TEXT else element.text))
    if any(_CODE.search(words) for words in (*outside, *_attributes(root))):
        raise InvalidInput(f"«{name}»: lệnh của mẫu nằm trong mã định dạng của Word, không phải trong chữ. Xóa và gõ lại trường ấy.")


def _attributes(root: Element) -> Iterator[str]:
    return (str(value) for element in root.iter() for value in element.attrib.values())


def _refuse_bomb(name: str, data: bytes) -> None:
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return  # package_of says in better words what it is
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise InvalidInput(f"«{name}»: bung ra quá lớn so với một tệp mẫu, không an toàn để mở. Bỏ bớt hình ảnh rồi lưu lại.")
    names = [posixpath.normpath(member.filename) for member in members if not member.is_dir()]
    if len({known.casefold() for known in names}) < len(names) or any(
        "\\" in member.filename or known.startswith(("/", "..")) for member, known in zip(members, names, strict=False)
    ):
        raise InvalidInput(f"«{name}»: gói tệp có tên phần trùng nhau hoặc không hợp lệ. Mở bằng Word và lưu lại thành .docx.")
    large = next((member for member in members if member.filename.endswith(_XML_ENDINGS) and member.file_size > MAX_XML), None)
    if large is not None:
        raise InvalidInput(f"«{name}»: phần «{large.filename[:60]}» quá lớn so với một tệp mẫu. Rút gọn mẫu rồi lưu lại.")


def _refuse_other_kinds(package: Package) -> None:
    """Macro files, Word templates (.dotx) and strict files bear other types than a plain .docx."""
    types = package.tree("[Content_Types].xml")
    declared = [row.get("ContentType", "") for row in types] if types is not None else []
    if any("macroenabled" in found.casefold() or "vbaproject" in found.casefold() for found in declared):
        raise InvalidInput(f"«{package.name}»: tệp có macro (.docm). Bỏ macro và lưu lại thành Word Document (.docx).")
    if not any(found.endswith("wordprocessingml.document.main+xml") for found in declared):
        raise InvalidInput(f"«{package.name}»: không phải tệp Word Document (.docx), có thể là .dotx. Lưu lại thành .docx rồi tải lên.")
    if b"purl.oclc.org/ooxml" in package.parts.get("_rels/.rels", b""):
        raise InvalidInput(f"«{package.name}»: tệp lưu theo dạng Strict Open XML. Lưu lại thành Word Document (*.docx).")


def _tree(package: Package, part: str) -> Element:
    """The part as XML without document type, in an encoding that was looked through."""
    data = package.parts[part]
    if (
        not data.strip()
        or data[:2] in (b"\xff\xfe", b"\xfe\xff")
        or re.match(rb"[^>]{0,200}encoding=[\"'](?!utf-?8[\"'])", data[:300], re.I)
    ):
        raise InvalidInput(f"«{package.name}»: phần «{part[:60]}» rỗng hoặc không dùng mã UTF-8. Mở bằng Word và lưu lại thành .docx.")
    root = package.tree(part)
    assert root is not None, "the part is in the package"
    if root.getroottree().docinfo.internalDTD is not None or any(isinstance(one, etree._Entity) for one in root.iter(etree.Entity)):
        raise InvalidInput(f"«{package.name}» có khai báo thực thể XML, không an toàn để mở. Hãy lưu lại bằng Word.")
    return root


def _refuse_elements(name: str, root: Element) -> None:
    for element in root.iter():
        words = _ELEMENTS.get(element.tag)
        if words is not None:
            raise InvalidInput(f"«{name}»: mẫu có {words}. Xóa khỏi mẫu rồi lưu lại.")
        if isinstance(element.tag, str) and element.tag.startswith(f"{{{V}}}"):
            outward = [str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] in ("src", "href") and value]
            if outward:
                raise InvalidInput(f"«{name}»: mẫu có hình lấy từ nơi khác («{outward[0][:60]}»). Chèn hẳn hình vào mẫu rồi lưu lại.")
