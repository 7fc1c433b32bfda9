"""Drafts: what a person sees in them, and that they are the same each time."""

import json
import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pytest
from docx.document import Document
from lxml import etree

from drafting import libreoffice
from drafting.draft import draft, draft_pdf, drafted
from drafting.errors import InvalidInput
from drafting.format import drawn, twips_of_mm
from drafting.orthography import squash
from drafting.render.build_templates import build, template_bytes
from drafting.render.frames import FAMILIES
from drafting.spec import parse_spec, read_spec
from drafting.text_width import width_mm

SPECS = Path(__file__).parent / "specs"
TEMPLATES = Path(__file__).parents[2] / "templates"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def value_of(name: str, **changes: Any) -> dict[str, Any]:
    return {**json.loads((SPECS / f"{name}.json").read_text("utf-8")), **changes}


def opened(value: dict[str, Any], **how: Any) -> Document:
    return docx.Document(BytesIO(drafted(parse_spec(value), **how)))


def all_paragraphs(document: Document) -> list[Any]:
    return list(document.element.body.iter(W + "p"))


def text_of(paragraph: Any) -> str:
    return "".join(node.text or "" for node in paragraph.iter(W + "t"))


def style_of(paragraph: Any) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(W + "val")


def texts(document: Document, *styles: str) -> list[str]:
    return [squash(text_of(p)) for p in all_paragraphs(document) if (not styles or style_of(p) in styles) and text_of(p).strip()]


def indent_of(paragraph: Any) -> dict[str, int]:
    return {key.removeprefix(W): int(found) for key, found in paragraph.find(f"{W}pPr/{W}ind").attrib.items()}


def body_words(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [word for key, item in value.items() if key not in ("kind", "issued_on", "symbol", "landscape") for word in body_words(item)]
    if isinstance(value, list):
        return [word for item in value for word in body_words(item)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("family", FAMILIES)
def test_a_template_is_what_the_table_of_figures_builds(family: str, tmp_path: Path) -> None:
    assert (TEMPLATES / f"{family}.docx").read_bytes() == template_bytes(family)
    assert tmp_path / f"{family}.docx" in build(tmp_path)


def test_drafting_twice_gives_the_same_bytes(spec_file: Path) -> None:
    assert drafted(read_spec(spec_file)) == drafted(read_spec(spec_file))


def test_nothing_the_author_wrote_is_lost(spec_file: Path) -> None:
    package = drafted(read_spec(spec_file))
    with zipfile.ZipFile(BytesIO(package)) as parts:
        xml = b"".join(parts.read(name) for name in parts.namelist() if re.match(r"word/(document|header|footer)", name))
    roots = [etree.fromstring(piece) for piece in re.split(rb"(?=<\?xml)", xml) if piece.strip()]
    printed = squash(" ".join(text_of(p) for root in roots for p in root.iter(W + "p"))).casefold()
    value = json.loads(spec_file.read_text("utf-8"))
    missing = [word for word in body_words(value) if squash(word).rstrip(" .;:,").casefold() not in printed]
    assert missing == []


@pytest.mark.parametrize(
    "odd",
    [
        "R&D <b>đậm</b>",
        "ngoặc \"kép\" và 'đơn'",
        "{{ issuer }} {% if x %} {# y #}",
        "{_{ a }_} {_% b %_}",
        "%}{{%",
        "&amp; &#65;",
        "mũ ế = e\u0302\u0301",
    ],
)
def test_odd_characters_stand_in_every_place_as_written(odd: str) -> None:
    value = value_of(
        "cong-van",
        subject=f"Thử {odd} x",
        opening=[f"Mở {odd} x"],
        body=[{"heading": f"Mục {odd} x", "children": [{"task": f"Làm {odd} x"}]}],
        closing=[f"Hết {odd} x"],
        recipients=[f"Ban {odd} x"],
    )
    document = opened(value)
    printed = "\n".join(squash(text_of(p)) for p in all_paragraphs(document))
    assert printed.count(squash(odd)) == 6


def test_a_draft_without_number_and_day_leaves_room_for_them() -> None:
    document = opened(value_of("ke-hoach"))
    found = [text_of(p) for p in all_paragraphs(document) if style_of(p) in ("SoKyHieu", "DiaDanhThoiGian")]
    assert found == ["Số:        /KH-SNV", "Lâm Sơn, ngày     tháng     năm     "]


def test_an_issued_document_needs_its_number_and_day() -> None:
    with pytest.raises(InvalidInput, match="số và ngày ban hành"):
        drafted(parse_spec(value_of("ke-hoach")), mode="issued")
    assert drafted(parse_spec(value_of("cong-van")), mode="issued")


def test_numbers_below_ten_are_padded() -> None:
    assert texts(opened(value_of("chi-thi")), "SoKyHieu") == ["Số: 04/CT-UBND"]


def test_the_header_table_holds_the_national_name_on_one_line() -> None:
    for profile in (14, 13):
        room = drawn("layout", "header_right")
        assert width_mm(drawn("national_name", "text"), drawn("national_name", "size", profile), bold=True) < room - 3


@pytest.mark.parametrize("profile", [14, 13])
def test_the_motto_has_a_rule_of_its_own_length(profile: Any) -> None:
    document = opened(value_of("bao-cao"), profile=profile)
    paragraphs = all_paragraphs(document)
    rule = paragraphs[[style_of(p) for p in paragraphs].index("TieuNgu") + 1]
    assert style_of(rule) == "DuongKe"
    assert rule.find(f"{W}pPr/{W}pBdr/{W}bottom") is not None
    sides = indent_of(rule)
    length = twips_of_mm(drawn("layout", "header_right")) - sides["left"] - sides["right"]
    words = twips_of_mm(width_mm(drawn("motto", "text"), drawn("motto", "size", profile), bold=True))
    assert abs(length - words) < 20


def test_one_addressee_stands_after_the_colon_and_several_in_lines_below() -> None:
    assert texts(opened(value_of("cong-van-mot-noi")), "KinhGui", "KinhGuiDong") == ["Kính gửi: Ủy ban nhân dân thành phố Huế"]
    several = texts(opened(value_of("cong-van")), "KinhGui", "KinhGuiDong")
    assert several[:2] == ["Kính gửi:", "- Các sở, ban, ngành;"]
    assert several[-1].startswith("- Trung tâm")
    assert several[-1].endswith(".")


def test_recipients_begin_as_above_and_end_with_the_archive_line() -> None:
    value = value_of("cong-van", recipients=["Lãnh đạo tỉnh"])
    assert texts(opened(value), "NoiNhanDong") == ["- Như trên;", "- Lãnh đạo tỉnh;", "- Lưu: VT, NC. LTH.(140)."]


def test_a_decision_without_its_own_first_recipient_gets_one() -> None:
    value = value_of("quyet-dinh", recipients=["UBND tỉnh"])
    assert texts(opened(value), "NoiNhanDong")[0] == "- Như Điều 4;"


def test_legal_bases_end_with_semicolons_and_the_last_with_a_stop() -> None:
    bases = texts(opened(value_of("nghi-quyet")), "CanCu")
    assert [basis[-1] for basis in bases] == [";", ";", "."]


def test_the_last_words_carry_the_end_mark_once_and_stay_with_the_signature() -> None:
    document = opened(value_of("chi-thi"))
    marked = [p for p in all_paragraphs(document) if "./." in text_of(p)]
    assert len(marked) == 1
    assert text_of(marked[0]).endswith("năm 2026./.")
    assert marked[0].find(f"{W}pPr/{W}keepNext") is not None


def test_two_lines_of_text_stay_with_the_signature() -> None:
    for closing, kept in ((["Đoạn áp chót", "Ngắn"], 2), (["Đoạn áp chót", "Rất dài " * 30], 1)):
        paragraphs = [p for p in all_paragraphs(opened(value_of("thu-cong", closing=closing))) if style_of(p) == "BodyText"]
        assert [p.find(f"{W}pPr/{W}keepNext") is not None for p in paragraphs[-2:]] == [kept == 2, True]


def test_a_task_of_a_letter_is_one_sentence() -> None:
    sentences = texts(opened(value_of("cong-van")), "BodyText")
    assert (
        "Giao Sở Nội vụ: Tổ chức kiểm tra trực tiếp năm đơn vị, phối hợp với Thanh tra tỉnh; Văn phòng Ủy ban nhân dân tỉnh; "
        "hoàn thành trong Quý II năm 2026; sản phẩm: Kết luận kiểm tra." in sentences
    )


def test_a_task_of_a_named_type_has_a_line_for_each_field() -> None:
    lines = texts(opened(value_of("chi-thi")), "BodyText")
    at = lines.index("Rà soát, bổ sung phương án chữa cháy rừng của địa phương.")
    assert lines[at + 1 : at + 5] == [
        "Cơ quan chủ trì: UBND các xã có rừng.",
        "Cơ quan phối hợp: Chi cục Kiểm lâm; Công an tỉnh.",
        "Thời gian thực hiện: trước ngày 31 tháng 3 năm 2026.",
        "Sản phẩm: Phương án đã phê duyệt.",
    ]


def test_an_annex_has_its_own_pages_and_a_table_whose_head_repeats() -> None:
    document = opened(value_of("ke-hoach"))
    main, first, second = document.sections
    assert (main.orientation, first.orientation, second.orientation) == (0, 1, 0)
    assert all(section.different_first_page_header_footer for section in document.sections)
    starts = [section._sectPr.find(W + "pgNumType") for section in (first, second)]
    assert [start.get(W + "start") for start in starts] == ["1", "1"]
    table = document.tables[-1]
    assert table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
    assert len(table.rows) == 34
    number, task, *_, deadline, deliverable = (cell.text for cell in table.rows[2].cells)
    assert (number, deadline, deliverable) == ("2", "trước ngày 30 tháng 11 năm 2026", "Cơ sở dữ liệu")
    assert task == "Nhiệm vụ thứ 2: số hóa hồ sơ lưu trữ giai đoạn 2010 - 2020"
    assert texts(document, "PhuLuc") == ["Phụ lục I", "Phụ lục II"]


def test_an_annex_names_its_document_on_paper_and_leaves_it_open_electronically() -> None:
    value = value_of("ke-hoach", serial=9, issued_on="2026-01-05")
    paper, electronic = (texts(opened(value, medium=medium), "KemTheo")[0] for medium in ("paper", "electronic"))
    assert paper == "(Kèm theo Kế hoạch số 09/KH-SNV ngày 05 tháng 01 năm 2026 của Sở Nội vụ)"
    assert electronic == "(Kèm theo Kế hoạch số ngày tháng năm của Sở Nội vụ)"


def test_pages_are_numbered_at_the_top_from_the_second() -> None:
    section = opened(value_of("cong-van")).sections[0]
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml
    assert "PAGE" not in section.footer._element.xml


def test_the_contact_line_stands_at_the_foot_of_page_one_only() -> None:
    section = opened(value_of("cong-van")).sections[0]
    lines = [paragraph.text for paragraph in section.first_page_footer.paragraphs]
    assert any("Quang Trung" in line for line in lines)
    assert "Quang Trung" not in section.footer._element.xml


@pytest.mark.parametrize(("word", "width"), [("HỎA TỐC", 30), ("THƯỢNG KHẨN", 40), ("KHẨN", 20)])
def test_the_urgency_box_has_the_lawful_size(word: str, width: int) -> None:
    document = opened(value_of("cong-van", urgency=word))
    box = next(p for p in all_paragraphs(document) if style_of(p) == "DauKhan")
    table = next(box.iterancestors(W + "tbl"))
    assert int(table.find(f"{W}tblGrid/{W}gridCol").get(W + "w")) == twips_of_mm(width)
    assert int(table.find(f"{W}tr/{W}trPr/{W}trHeight").get(W + "val")) == twips_of_mm(8)


def test_every_size_follows_the_profile() -> None:
    for profile, half in ((14, "28"), (13, "26")):
        styles = opened(value_of("ke-hoach"), profile=profile).styles.element
        sizes = {
            style.get(W + "styleId"): style.find(f"{W}rPr/{W}sz").get(W + "val")
            for style in styles.iter(W + "style")
            if style.find(f"{W}rPr/{W}sz") is not None
        }
        assert sizes["BodyText"] == sizes["Title"] == sizes["ChucVu"] == half
        assert sizes["NoiNhanDong"] == "22"


def test_properties_name_the_document_and_no_program() -> None:
    properties = opened(value_of("ke-hoach")).core_properties
    assert properties.title.startswith("KẾ HOẠCH Cải cách hành chính")
    assert properties.language == "vi-VN"
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")


def test_minutes_have_two_signatures_side_by_side_and_recipients_below() -> None:
    document = opened(value_of("bien-ban"))
    signatures, recipients = document.tables[-2:]
    assert [cell.paragraphs[0].text for cell in signatures.rows[0].cells] == ["THƯ KÝ", "CHỦ TỌA"]
    assert recipients.rows[0].cells[0].text.startswith("Nơi nhận:")


def test_words_taken_from_elsewhere_may_hold_unprintable_characters() -> None:
    spec = parse_spec(value_of("cong-van"))
    made = replace(spec, subject="gửi \x07tài \x00liệu\x0c họp", closing=("Kết \x1f\ud800 thúc",))
    printed = "\n".join(text_of(p) for p in all_paragraphs(docx.Document(BytesIO(drafted(made)))))
    assert "V/v gửi tài liệu họp" in printed
    assert "Kết  thúc./." in printed


def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="Không ghi được"):
        draft(parse_spec(value_of("cong-van")), tmp_path / "không có" / "x.docx")
    assert draft(parse_spec(value_of("cong-van")), tmp_path / "x.docx").read_bytes()[:2] == b"PK"
    assert [path.name for path in tmp_path.iterdir()] == ["x.docx"]


def test_the_sample_document_is_what_its_description_drafts() -> None:
    samples = sorted((TEMPLATES / "samples").glob("*.json"))
    assert samples
    for path in samples:
        assert path.with_suffix(".docx").read_bytes() == drafted(read_spec(path))


@pytest.mark.slow
@pytest.mark.skipif(not libreoffice.available(), reason="LibreOffice is not installed")
def test_a_pdf_has_the_pages_of_the_document(tmp_path: Path) -> None:
    made = draft_pdf(parse_spec(value_of("ke-hoach")), tmp_path / "kế hoạch.pdf")
    with pdfplumber.open(made) as pdf:
        sizes = [(round(page.width), round(page.height)) for page in pdf.pages]
        first = pdf.pages[0].extract_text()
    assert sizes[0] == sizes[-1] == (595, 842)
    assert (842, 595) in sizes
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in first
    assert list(tmp_path.iterdir()) == [made]
