"""The components are found however an office lays out its letterhead."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt

from drafting.check import check
from drafting.components import locate
from drafting.effective import read_word
from drafting.errors import InvalidInput
from tests.drafting import word_files

TODAY = dt.date(2026, 12, 31)


@pytest.mark.parametrize("layout", ["one row", "two rows", "tabs", "boxes"])
def test_a_letterhead_is_found_in_any_layout(layout: str, tmp_path: Path) -> None:
    parts = locate(read_word(word_files.letter(tmp_path / "cv.docx", layout)))
    head = parts.head
    assert [piece.text for piece in head.parent] == ["UBND TỈNH AN HÒA"]
    assert [piece.text for piece in head.issuer] == ["SỞ XÂY DỰNG"]
    assert head.number is not None
    assert head.number.text == "Số: 21/SXD-VP"
    assert head.place_and_date is not None
    assert head.place_and_date.text == "An Hòa, ngày 06 tháng 4 năm 2026"
    assert [piece.text for piece in head.letter_subject] == ["V/v bảo trì trụ sở"]
    assert parts.kind_name == "công văn"
    assert parts.opening.addressees_label is not None
    assert [piece.text for piece in parts.signing.recipients] == ["- Như trên;", "- Lưu: VT, TH."]
    assert parts.signing.signatures[0].name is not None
    assert parts.signing.signatures[0].name.text == "Phan Thị Mai"
    assert len(parts.body) == 1


def test_a_sound_letter_of_another_hand_has_no_fault(tmp_path: Path) -> None:
    found = check(word_files.letter(tmp_path / "cv.docx", "two rows"), as_of=TODAY)
    assert [(finding.rule, finding.found) for finding in found if finding.severity == "E"] == []


def test_drawn_lines_are_rules_and_their_absence_is_seen(tmp_path: Path) -> None:
    path = word_files.letter(tmp_path / "cv.docx", "two rows")
    document = docx.Document(str(path))
    for run in list(document.tables[0].rows[0].cells[0].paragraphs[1].runs)[1:]:
        run._r.getparent().remove(run._r)
    document.save(str(path))
    assert [finding.rule for finding in check(path, as_of=TODAY) if finding.severity == "E"] == ["CQ-04"]


def test_underscores_count_as_rules(tmp_path: Path) -> None:
    rules = {finding.rule for finding in check(word_files.letter(tmp_path / "cv.docx", "tabs"), as_of=TODAY)}
    assert not rules & {"CQ-04", "TN-05"}


def test_toggles_of_styles_switch_one_another(tmp_path: Path) -> None:
    document = word_files.blank()
    heavy = document.styles.add_style("Nặng", WD_STYLE_TYPE.PARAGRAPH)
    heavy.font.bold = True
    strong = document.styles.add_style("Đậm", WD_STYLE_TYPE.CHARACTER)
    strong.font.bold = True
    paragraph = document.add_paragraph(style=heavy)
    for style, direct in ((None, None), (strong, None), (strong, True)):
        run = paragraph.add_run("chữ", style=style)
        run.bold = direct
    document.save(str(tmp_path / "a.docx"))
    assert [run.bold for run in read_word(tmp_path / "a.docx").paragraphs[0].runs] == [True, False, True]


def test_spacing_indents_and_sizes_come_through_styles(tmp_path: Path) -> None:
    document = word_files.blank()
    base = document.styles.add_style("Gốc", WD_STYLE_TYPE.PARAGRAPH)
    base.paragraph_format.space_before, base.paragraph_format.first_line_indent = Pt(6), Mm(10)
    child = document.styles.add_style("Con", WD_STYLE_TYPE.PARAGRAPH)
    child.base_style, child.font.size = base, Pt(13)
    document.add_paragraph("một đoạn", style=child)
    document.save(str(tmp_path / "a.docx"))
    paragraph = read_word(tmp_path / "a.docx").paragraphs[0]
    assert paragraph.before_pt == 6
    assert paragraph.first_mm == pytest.approx(10, abs=0.1)
    assert paragraph.size == 13


def test_list_numbers_are_part_of_the_words(tmp_path: Path) -> None:
    document = word_files.blank()
    for text in ("một", "hai"):
        document.add_paragraph(text, style="List Number")
    document.save(str(tmp_path / "a.docx"))
    assert [paragraph.words for paragraph in read_word(tmp_path / "a.docx").paragraphs] == ["1. một", "2. hai"]


def _zip(path: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", data)
    return path


@pytest.mark.parametrize(
    "data",
    [b"", b"not a zip", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"PK\x03\x04 broken", b"%PDF-1.4"],
    ids=["empty", "text", "old or encrypted Word", "broken zip", "PDF"],
)
def test_a_file_that_is_no_word_file_gets_one_sentence(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "hỏng.docx"
    path.write_bytes(data)
    with pytest.raises(InvalidInput, match=r"hỏng\.docx") as caught:
        check(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "xml",
    [
        b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><w:document xmlns:w='x'/>",
        b"<w:document",
        b"<a/>",
        b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>",
    ],
    ids=["entities", "cut short", "another root", "no body"],
)
def test_a_word_file_with_a_wrong_heart_gets_one_sentence(xml: bytes, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        check(_zip(tmp_path / "a.docx", word__document=xml))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="không-có"):
        check(tmp_path / "không-có.docx")


def test_a_file_that_unpacks_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="quá lớn"):
        check(_zip(tmp_path / "bom.docx", word__document=bytes(70_000_000)))


def test_an_empty_document_lacks_its_components_and_does_not_crash(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "a.docx"))
    assert {"X-02", "PG-01"} <= {finding.rule for finding in check(tmp_path / "a.docx")}


def test_ten_pages_are_checked_within_a_second(tmp_path: Path) -> None:
    import time

    path = word_files.letter(tmp_path / "cv.docx", "two rows")
    document = docx.Document(str(path))
    anchor = document.tables[-1]._tbl
    sentence = "Các phòng rà soát, báo cáo kết quả theo quy định và chịu trách nhiệm trước Giám đốc Sở về tiến độ thực hiện. "
    for _ in range(90):
        word_files.body(document, sentence * 4)
        anchor.addprevious(document.paragraphs[-1]._p)
    document.save(str(path))
    check(path)
    started = time.process_time()
    check(path)
    assert time.process_time() - started < 1.0


@pytest.mark.slow
def test_pages_of_findings_come_from_the_printed_document(tmp_path: Path) -> None:
    from drafting.libreoffice import available

    if not available():
        pytest.skip("LibreOffice is not installed")
    path = word_files.letter(tmp_path / "cv.docx", "two rows")
    document = docx.Document(str(path))
    document.tables[-1].rows[0].cells[0].paragraphs[1].runs[0].font.size = Pt(15)
    document.tables[-1].rows[0].cells[0].paragraphs[1].paragraph_format.page_break_before = True
    document.save(str(path))
    found = {finding.rule: finding.place.page for finding in check(path, as_of=TODAY, pages=True)}
    assert found["NN-03"] in (1, 2)
    assert all(page is None or page >= 1 for page in found.values())


@pytest.mark.parametrize("value", ["nan", "inf", "1e999", "", "-7", "mười"])
def test_nonsense_in_measures_is_taken_as_absent(value: str, tmp_path: Path) -> None:
    path = word_files.letter(tmp_path / "cv.docx", "two rows")
    document = docx.Document(str(path))
    for element in document.element.body.iter():
        for name in ("w", "val", "left", "before", "line"):
            key = f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"
            if key in element.attrib and element.tag.endswith(("}sz", "}tcW", "}spacing", "}ind", "}gridCol", "}color", "}gridSpan")):
                element.set(key, value)
    document.save(str(path))
    assert isinstance(check(path), list)


def test_a_signature_of_tabbed_lines_is_found(tmp_path: Path) -> None:
    document = word_files.blank()
    word_files.table_letter(document, rows=2)
    word_files.line(document, "Kính gửi: Các phòng thuộc Sở.", 14)
    word_files.body(document, "Đề nghị các phòng rà soát tình trạng trụ sở./.")
    for left, right in (("Nơi nhận:", "GIÁM ĐỐC"), ("- Như trên;", ""), ("- Lưu: VT, TH.", ""), ("", ""), ("", "Phan Thị Mai")):
        word_files.line(document, f"{left}\t\t\t{right}" if right else left, 13, centred=False)
    document.save(str(tmp_path / "a.docx"))
    signing = locate(read_word(tmp_path / "a.docx")).signing
    assert signing.label is not None
    assert [piece.text for piece in signing.recipients] == ["- Như trên;", "- Lưu: VT, TH."]
    assert [piece.text for piece in signing.signatures[0].titles] == ["GIÁM ĐỐC"]
    assert signing.signatures[0].name is not None
    assert signing.signatures[0].name.text == "Phan Thị Mai"
