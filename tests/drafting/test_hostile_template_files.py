"""Word files that do more than hold words: none of them may serve as a template, each is refused with one sentence."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.drafting import template_files as files


@pytest.mark.parametrize(
    ("kind", "target", "external", "words"),
    [
        ("attachedTemplate", "http://may-la.example/mau.dotm", True, "gắn với một mẫu khác"),
        ("attachedTemplate", "file:///C:/Users/x/Normal.dotm", True, "gắn với một mẫu khác"),
        ("image", "http://may-la.example/hinh.png", True, "liên kết ra ngoài tệp"),
        ("image", r"\\may-la\chung\hinh.png", True, "liên kết ra ngoài tệp"),
        ("image", "http://may-la.example/hinh.png", False, "liên kết ra ngoài tệp"),
        ("oleObject", "http://may-la.example/x.rtf", True, "OLE"),
        ("oleObject", "embeddings/oleObject1.bin", False, "OLE"),
        ("package", "embeddings/so.xlsx", False, "tệp nhúng"),
        ("control", "activeX/activeX1.xml", False, "ActiveX"),
        ("aFChunk", "chen.html", False, "altChunk"),
        ("subDocument", "con.docx", True, "tài liệu con"),
        ("frame", "http://may-la.example", True, "khung trang web"),
        ("mailMergeSource", "file:///C:/ds.xlsx", True, "trộn thư"),
        ("transform", "http://may-la.example/x.xsl", True, "XSLT"),
        ("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin", False, "macro"),
        ("http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes", "webextensions/t.xml", False, "add-in"),
        ("http://schemas.microsoft.com/office/2006/relationships/ui/extensibility", "customUI/customUI.xml", False, "customUI"),
        ("hyperlink", "file:///etc/passwd", True, "liên kết ra ngoài tệp"),
        ("hyperlink", "javascript:alert(1)", True, "liên kết ra ngoài tệp"),
        ("hyperlink", r"\\may-la\chung", True, "liên kết ra ngoài tệp"),
        ("hyperlink", "ms-msdt:/id PCWDiagnostic", True, "liên kết ra ngoài tệp"),
    ],
)
@pytest.mark.parametrize(
    "part", ["word/_rels/document.xml.rels", "word/_rels/settings.xml.rels", "word/_rels/header1.xml.rels", "_rels/.rels"]
)
def test_what_leads_out_of_the_file_is_refused(tmp_path: Path, kind: str, target: str, external: bool, words: str, part: str) -> None:
    path = files.related(files.template(tmp_path / "a.docx", "{{ so }}"), kind, target, external=external, part=part)
    assert words in files.refusal(path)


@pytest.mark.parametrize(
    ("member", "data", "words"),
    [
        ("word/vbaProject.bin", b"\xd0\xcf\x11\xe0", "macro"),
        ("word/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0", "tệp nhúng"),
        ("word/embeddings/so.xlsx", b"PK", "tệp nhúng"),
        ("word/chen.html", b"<script>", "tệp nhúng"),
        ("word/media/hinh.svg", b"<svg onload='x'/>", "tệp nhúng"),
        ("word/media/hinh.png", b"MZ chay", "không phải là hình"),
        ("tien-ich.exe", b"MZ", "tệp nhúng"),
        ("word/rong.xml", b"", "rỗng"),
        ("../../ngoai.xml", b"<a/>", "không hợp lệ"),
        ("word\\document.xml", b"<a/>", "không hợp lệ"),
        ("WORD/DOCUMENT.XML", b"<a/>", "không hợp lệ"),
        ("word/them.xml", b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "thực thể"),
        ("word/them.xml", b"<!DOCTYPE a [<!ENTITY x 'y'><!ENTITY z '&x;&x;&x;'>]><a>&z;</a>", "thực thể"),
        ("word/them.xml", b"<!-- " + b"x" * 5000 + b" --><!DOCTYPE a SYSTEM 'http://may-la.example/a.dtd'><a/>", "thực thể"),
        ("word/them.xml", "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>".encode("utf-16"), "UTF-8"),
        ("word/them.xml", b"<?xml version='1.0' encoding='UTF-7'?><a>+ADw-</a>", "UTF-8"),
        ("word/them.xml", b"<a><b></a>", "XML bị hỏng"),
        ("word/them.xml", b"<a>" * 5000 + b"</a>" * 5000, "XML bị hỏng"),
        ("word/them.xml", b"<a>" + b" " * 9_000_000 + b"</a>", "quá lớn"),
        ("word/media/to.png", b"\x89PNG" + b"\0" * 90_000_000, "quá lớn"),
    ],
)
def test_parts_that_no_template_needs_are_refused(tmp_path: Path, member: str, data: bytes, words: str) -> None:
    path = files.template(tmp_path / "a.docx", "{{ so }}")
    assert words in files.refusal(files.repacked(path, lambda parts: parts.__setitem__(member, data)))
    assert not (tmp_path / ".." / ".." / "ngoai.xml").exists()


def test_an_entity_in_the_document_itself_is_refused(tmp_path: Path) -> None:
    path = files.template(tmp_path / "a.docx", "{{ so }}")
    head = "<!DOCTYPE w:document [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><w:document"
    assert "thực thể" in files.refusal(files.replaced(path, "word/document.xml", "<w:document", head))


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    path = files.template(tmp_path / "a.docx", "{{ so }}")
    many = {f"word/media/{number}.png": b"\x89PNG" for number in range(600)}
    assert "quá lớn" in files.refusal(files.repacked(path, lambda parts: parts.update(many)))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml", ".dotx"),
        ("vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "vnd.ms-word.document.macroEnabled.main+xml", "macro"),
        (
            "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            "vnd.ms-word.template.macroEnabledTemplate.main+xml",
            "macro",
        ),
    ],
)
def test_other_kinds_of_word_file_are_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert words in files.refusal(files.replaced(files.template(tmp_path / "a.docx", "x"), "[Content_Types].xml", old, new))


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"<html>", b"{\\rtf1"]
)
def test_what_is_no_docx_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    assert "Word" in files.refusal(path)


BEGIN, END = (f"<w:fldChar w:fldCharType='{kind}'/>" for kind in ("begin", "end"))


def _field(*codes: str) -> str:
    inner = "".join(f"<w:instrText>{code}</w:instrText>" for code in codes)
    return f"<w:r>{BEGIN}{inner}<w:fldChar w:fldCharType='separate'/><w:t>x</w:t>{END}</w:r>"


@pytest.mark.parametrize(
    "xml",
    [
        _field(" INCLUDETEXT \"C:\\\\a.docx\" "),
        _field(" INCLUDEPICTURE http://may-la.example/a.png \\d "),
        _field(" DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k calc\" "),
        _field(" DD", "EAUTO cmd "),
        _field(" dde excel so "),
        _field(" LINK Excel.Sheet.8 \"C:\\\\so.xlsx\" "),
        _field(" IMPORT a.gif "),
        _field(" DATABASE \\d C:\\\\ds.mdb "),
        _field(" MACROBUTTON chay Bấm "),
        _field(" RD C:\\\\a.docx "),
        _field(" QUOTE 68 68 69 "),
        _field(" = 1 + 1 "),
        _field(""),
        _field(" HYPERLINK \"\\\\\\\\may-la\\\\chung\" "),
        _field(" HYPERLINK \"file:///etc/passwd\" "),
        f"<w:r>{BEGIN}{BEGIN}<w:instrText>DATE</w:instrText>{END}<w:instrText>PAGE</w:instrText>{END}</w:r>",
        "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>DDEAUTO cmd</w:instrText></w:r>",
        "<w:r><w:instrText>DDEAUTO cmd</w:instrText></w:r>",
        "<w:r><w:object/></w:r>",
        "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:imagedata src='http://may-la.example/a.png'/></v:shape></w:pict></w:r>",
    ],
)  # fmt: skip
def test_field_codes_that_fetch_or_run_are_refused(tmp_path: Path, xml: str) -> None:
    assert "Xóa" in (words := files.refusal(files.with_xml(tmp_path / "a.docx", xml, "{{ so }}"))) or "Chèn hẳn" in words


def test_a_field_code_in_short_form_is_refused_too(tmp_path: Path) -> None:
    document = files.lines("{{ so }}")
    document.paragraphs[0]._p.append(docx.oxml.parse_xml(f"<w:fldSimple {docx.oxml.ns.nsdecls('w')} w:instr=' DDEAUTO cmd '/>"))
    assert "DDEAUTO" in files.refusal(files.saved(document, tmp_path / "a.docx"))
