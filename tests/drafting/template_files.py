"""Office templates made by hand for the tests, sound and hostile, and the tools to plant something in a package."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from drafting import template_filling
from drafting.errors import InvalidInput

RELATION = '<Relationship Id="rIdX" Type="{kind}" Target="{target}"{mode}/>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def lines(*texts: str) -> docx.document.Document:
    """A document of those paragraphs."""
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    return document


def saved(document: docx.document.Document, path: Path) -> Path:
    document.save(str(path))
    return path


def template(path: Path, *texts: str) -> Path:
    """A template of those paragraphs."""
    return saved(lines(*texts), path)


def letter(path: Path) -> Path:
    """A template with every kind of field: words, a list, rows of a table, a choice, a header, a footer."""
    document = lines(
        "Số: {{ so }}/UBND-VP", "V/v {{ trich_yeu }}", "{%p if khan %}", "KHẨN", "{%p endif %}", "Kính gửi: {{ kinh_gui | join('; ') }}"
    )
    table = document.add_table(3, 3)
    for cell, text in zip(table.rows[0].cells, ("{%tr for d in viec %}", "", ""), strict=True):
        cell.text = text
    for cell, text in zip(table.rows[1].cells, ("{{ loop.index }}", "{{ d.ten }}", "{{ d.han }}"), strict=True):
        cell.text = text
    for cell, text in zip(table.rows[2].cells, ("{%tr endfor %}", "", ""), strict=True):
        cell.text = text
    document.add_paragraph("{%p for n in noi_nhan %}")
    document.add_paragraph("- {{ n }};")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("Ghi chú: {{ ghi_chu | default('không') }}")
    document.sections[0].header.paragraphs[0].text = "Hồ sơ {{ ma_ho_so }}"
    document.sections[0].footer.paragraphs[0].text = "Chuyên viên: {{ soan_thao }}"
    return saved(document, path)


VALUES = {
    "so": 12,
    "trich_yeu": "rà soát văn bản & lưu trữ <2026>",
    "khan": True,
    "kinh_gui": ["Phòng Kinh tế", "Phòng Văn hóa"],
    "viec": [{"ten": "Lập danh sách", "han": "20/3/2026"}, {"ten": "Báo cáo", "han": "25/3/2026"}],
    "noi_nhan": ["Như trên", "Lưu: VT"],
    "ma_ho_so": "HS-01",
    "soan_thao": "Lê Thị Hoa",
}


def split_runs(path: Path, *pieces: str) -> Path:
    """A template whose one paragraph is cut into differently formatted runs."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    for number, piece in enumerate(pieces):
        paragraph.add_run(piece).bold = bool(number % 2)
    return saved(document, path)


def with_xml(path: Path, xml: str, *texts: str) -> Path:
    """A template with that XML as the content of one paragraph."""
    document = lines(*texts)
    document.add_paragraph()._p.append(parse_xml(xml.replace("<w:r>", f"<w:r {nsdecls('w', 'r')}>", 1)))
    return saved(document, path)


def repacked(path: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """The package with its parts changed by hand."""
    with zipfile.ZipFile(path) as found:
        parts = {name: found.read(name) for name in found.namelist()}
    change(parts)
    return packed(path, parts)


def packed(path: Path, parts: Mapping[str, bytes]) -> Path:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    path.write_bytes(out.getvalue())
    return path


def related(path: Path, kind: str, target: str, *, external: bool = False, part: str = "word/_rels/document.xml.rels") -> Path:
    """The template with one relationship more."""
    row = RELATION.format(kind=kind if "/" in kind else OFFICE + kind, target=target, mode=' TargetMode="External"' if external else "")
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'

    def change(parts: dict[str, bytes]) -> None:
        parts[part] = parts.get(part, empty).replace(b"</Relationships>", row.encode() + b"</Relationships>")

    return repacked(path, change)


def replaced(path: Path, part: str, old: str, new: str) -> Path:
    """The template with words of one part replaced."""

    def change(parts: dict[str, bytes]) -> None:
        assert old.encode() in parts[part], f"{part} holds {old}"
        parts[part] = parts[part].replace(old.encode(), new.encode())

    return repacked(path, change)


FOOTNOTES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="2"><w:p><w:r>
<w:t>{words}</w:t></w:r></w:p></w:footnote></w:footnotes>"""
TYPE = '<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'


def with_part(path: Path, part: str, kind: str, xml: str) -> Path:
    """The template with one part more, related to its document."""

    def change(parts: dict[str, bytes]) -> None:
        parts[part] = xml.encode()
        row = TYPE.format(part=part, kind=kind).encode()
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", row + b"</Types>")

    return related(repacked(path, change), kind, part.removeprefix("word/"))


def with_footnote(path: Path, words: str) -> Path:
    """The template with one footnote."""
    return with_part(path, "word/footnotes.xml", "footnotes", FOOTNOTES.format(words=words))


def refusal(path: Path) -> str:
    """The one line with which reading refuses the file."""
    with pytest.raises(InvalidInput) as caught:
        template_filling.read(path.name, path.read_bytes())
    words = str(caught.value)
    assert "\n" not in words
    assert words.startswith(f"«{path.name}»")
    return words
