"""Letterheads as portals, law sites and news pages print them: broken over lines, behind words of the page, told in a sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tracking.duty import DocumentInfo
from tracking.reading.choose import read_pages
from tracking.reading.page import Line, Page, Pages, lines_of
from tracking.structure.layout import lay_out


def header(text: str, whole: bool = False) -> DocumentInfo:
    lines = tuple(Line(line, whole=whole) for line in text.strip().splitlines() if line.strip())
    return lay_out(Pages((Page(1, lines, "text"),)))[0].info


BODY = """
Thời gian qua, việc trồng cây phân tán còn chậm.
1. Phòng Kinh tế lập danh sách tuyến đường cần trồng cây trước ngày 20/3/2024.
2. Các thôn phối hợp thực hiện./.
"""
LETTERHEAD = """
ỦY BAN NHÂN DÂN
XÃ ĐÔNG HÒA
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 61/KH-UBND
Đông Hòa, ngày 04 tháng 3 năm 2024
KẾ HOẠCH
TRỒNG CÂY PHÂN TÁN NĂM 2024
"""


def assert_is_the_plan(info: DocumentInfo) -> None:
    assert (info.kind, info.number, info.issued_on) == ("kế hoạch", "61/KH-UBND", date(2024, 3, 4))
    assert info.issuer == "Ủy ban nhân dân xã Đông Hòa"
    assert (info.subject or "").lower() == "trồng cây phân tán năm 2024"


def test_cells_of_a_letterhead_broken_over_lines_are_whole_again() -> None:
    broken = """
    ỦY
    BAN NHÂN DÂN
    XÃ ĐÔNG HÒA
    |
    CỘNG
    HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    Độc lập -
    Tự do - Hạnh phúc
    |
    Số:
    61/KH-UBND
    |
    Đông Hòa, ngày 04
    tháng 3 năm 2024
    |
    KẾ HOẠCH
    TRỒNG CÂY PHÂN TÁN
    NĂM 2024
    """
    assert_is_the_plan(header(broken + BODY))


def test_words_of_the_page_above_a_letterhead_are_no_part_of_it() -> None:
    page = """
    09:15, Ngày 11/11/2025
    KẾ HOẠCH VÀ CHƯƠNG TRÌNH
    Kế hoạch Số: 61/KH-UBND V/v trồng cây năm nay
    Ngày 05/3/2024 xã đã ban hành kế hoạch trồng cây, mời các bạn cùng xem.
    """
    assert_is_the_plan(header(page + LETTERHEAD + BODY))


def test_a_title_in_capitals_ends_where_sentences_begin() -> None:
    told = "\nNăm 2024, xã phấn đấu trồng mới nhiều\ncây xanh trên các tuyến đường thôn."
    assert_is_the_plan(header(LETTERHEAD + told + BODY))


def test_capitals_below_the_letterhead_are_the_subject_where_the_line_of_the_type_was_lost() -> None:
    assert_is_the_plan(header(LETTERHEAD.replace("KẾ HOẠCH\n", "") + BODY))


@pytest.mark.parametrize("title", ["K Ế  H O Ạ C H", "KẾ H OẠCH", "KÊ HO ẠCH"])
def test_the_letters_of_a_title_may_stand_apart(title: str) -> None:
    assert_is_the_plan(header(LETTERHEAD.replace("KẾ HOẠCH", title) + BODY))


def test_a_symbol_inside_a_title_is_no_place_before_a_day() -> None:
    title = "THỰC HIỆN CHỈ THỊ SỐ 7/CT-TTg NGÀY 09 THÁNG 02 NĂM 2024 VỀ TRỒNG CÂY"
    info = header(LETTERHEAD.replace("TRỒNG CÂY PHÂN TÁN NĂM 2024", title) + BODY)
    assert (info.subject or "").lower() == title.lower()
    assert info.issued_on == date(2024, 3, 4)


LETTER = """
SỎ Y TẾ BÌNH HÒA
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 812/SYT-NVD
{about}
Bình Hòa, ngày 02 tháng 4 năm 2019
Kính gửi: Các bệnh viện.
Sở Y tế đề nghị các bệnh viện rà soát kho thuốc trước ngày 10/4/2019./.
"""


@pytest.mark.parametrize(
    ("about", "subject"),
    [
        ("V/v\n: Triển khai rà soát kho thuốc.", "Triển khai rà soát kho thuốc"),
        ("Về: rà soát kho thuốc", "rà soát kho thuốc"),
        ("Về việc rà soát kho thuốc", "rà soát kho thuốc"),
    ],
)
def test_the_subject_of_a_letter_is_read_however_it_is_introduced(about: str, subject: str) -> None:
    info = header(LETTER.format(about=about))
    assert (info.kind, info.number, info.issuer) == ("công văn", "812/SYT-NVD", "Sở Y tế Bình Hòa")
    assert info.subject == subject


def test_a_name_glued_to_the_office_is_the_one_who_signs() -> None:
    end = "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTL. CHỦ TỊCH ỦY\nBAN NHÂN DÂN XÃ\nCÔNG CHỨC VĂN PHÒNGLò Thị Mai"
    assert header(LETTERHEAD + BODY + end.replace("CÔNG CHỨC VĂN PHÒNG", "CHÁNH VĂN PHÒNG")).signer == "Lò Thị Mai"


PROPERTIES = {
    "on lines of their own": "Số hiệu: 61/KH-UBND\nLoại văn bản: Kế hoạch\nCơ quan ban hành: Ủy ban nhân dân xã Đông Hòa\n"
    "Người ký: Đinh Văn Sáu\nNgày ban hành: 04/03/2024\nNgày hiệu lực: Đang cập nhật",
    "two to a line": "Số hiệu: 61/KH-UBND Loại văn bản: Kế hoạch\nNơi ban hành: Ủy ban nhân dân xã Đông Hòa Người ký: Đinh Văn Sáu\n"
    "Ngày ban hành: 04/03/2024 Ngày hiệu lực: Đã biết",
    "labels above values": "Số ký hiệu\n61/KH-UBND\nNgày ban hành\n04/03/2024\nCơ quan ban hành\nỦy ban nhân dân xã Đông Hòa\n"
    "Loại văn bản\nKế hoạch\nNgười ký\nĐinh Văn Sáu",
}


@pytest.mark.parametrize("table", PROPERTIES.values(), ids=PROPERTIES)
def test_a_table_of_properties_gives_what_the_text_does_not_say(table: str) -> None:
    info = header("Trồng cây phân tán năm 2024\n" + table + "\n" + BODY)
    assert (info.kind, info.number, info.issued_on) == ("kế hoạch", "61/KH-UBND", date(2024, 3, 4))
    assert (info.issuer, info.signer) == ("Ủy ban nhân dân xã Đông Hòa", "Đinh Văn Sáu")


def test_the_letterhead_wins_over_the_table_of_properties() -> None:
    table = "Số hiệu: 16/QĐ-UBND\nNgày ban hành: 09/09/2020\nCơ quan ban hành: Ủy ban nhân dân huyện Bắc Hòa\nNgười ký: Đinh Văn Sáu\n"
    info = header(table + LETTERHEAD + BODY)
    assert_is_the_plan(info)
    assert info.signer == "Đinh Văn Sáu"


def test_two_words_that_look_like_labels_are_no_table() -> None:
    info = header("Ban hành kế hoạch trồng cây tại các thôn\nNgày ban hành: 04/03/2024\nNgười ký: Đinh Văn Sáu\n" + BODY)
    assert (info.issued_on, info.signer) == (None, None)


@pytest.mark.parametrize(
    ("lead", "number", "issued_on", "kind", "issuer", "signer"),
    [
        (
            "Ngày 04/3/2024, thay mặt tỉnh, Phó Chủ tịch UBND tỉnh Lào Cai Đinh Văn Sáu đã ký ban hành văn bản số 61/UBND-NLN như sau:",
            "61/UBND-NLN", date(2024, 3, 4), "công văn", "UBND tỉnh Lào Cai", "Đinh Văn Sáu",
        ),
        (
            "LTS: Ngày 04-3-2024, Ban Chấp hành Đảng bộ tỉnh đã ban hành Nghị quyết số 09-NQ/TU về trồng cây. Báo tỉnh đăng toàn văn.",
            "09-NQ/TU", date(2024, 3, 4), "nghị quyết", "Ban Chấp hành Đảng bộ tỉnh", None,
        ),
        (
            "(Báo tỉnh) - Ngày 4/3/2024, Bộ Y tế có Công văn số 61/BYT-DP gửi UBND các tỉnh về việc trồng cây thuốc.",
            "61/BYT-DP", date(2024, 3, 4), "công văn", "Bộ Y tế", None,
        ),
        (
            "Chiều nay 4/3/2024, Giám đốc Sở Xây dựng Đinh Văn Sáu đã ký văn bản hỏa tốc đề nghị các xã trồng cây.",
            None, date(2024, 3, 4), "công văn", "Sở Xây dựng", "Đinh Văn Sáu",
        ),
        (
            "Ngày 4-3-2024, Thủ tướng Chính phủ đã có Công văn (số 61/TTg-NN) chỉ đạo các bộ trồng cây.",
            "61/TTg-NN", date(2024, 3, 4), "công văn", "Thủ tướng Chính phủ", None,
        ),
    ],
)  # fmt: skip
def test_a_lead_of_any_paper_names_the_document(
    lead: str, number: str | None, issued_on: date, kind: str, issuer: str, signer: str | None
) -> None:
    info = header("Đẩy mạnh trồng cây tại các xã vùng cao\n" + lead + "\n" + BODY, whole=True)
    assert (info.number, info.issued_on, info.kind) == (number, issued_on, kind)
    assert (info.issuer, info.signer) == (issuer, signer)


def test_a_province_after_the_class_word_is_not_taken_for_a_person() -> None:
    lead = "Ngày 04/3/2024, Chủ tịch UBND tỉnh Hà Giang đã ban hành Công văn số 61/UBND-NLN về trồng cây, nội dung như sau:"
    info = header("Đẩy mạnh trồng cây tại các xã vùng cao\n" + lead + "\n" + BODY, whole=True)
    assert (info.issuer, info.signer) == ("UBND tỉnh Hà Giang", None)


@pytest.mark.parametrize(
    "line",
    [
        "Căn cứ tình hình, Ủy ban nhân dân tỉnh ban hành Kế hoạch trồng cây như sau:",
        "Căn cứ tình hình, UBND tỉnh xây dựng Kế hoạch trồng cây như sau:",
    ],
)
def test_a_committee_whose_place_the_page_lost_is_named_by_the_sentence_in_which_it_acts(line: str) -> None:
    lost = LETTERHEAD.replace("XÃ ĐÔNG HÒA\n", "").replace("Đông Hòa", "Lào Cai")
    assert header(lost + line + BODY).issuer == "Ủy ban nhân dân tỉnh Lào Cai"


def test_a_committee_whose_place_the_page_lost_is_named_by_the_line_of_the_one_who_decides() -> None:
    lost = LETTERHEAD.replace("XÃ ĐÔNG HÒA\n", "").replace("KẾ HOẠCH", "QUYẾT ĐỊNH").replace("/KH-", "/QĐ-")
    decides = "ỦY BAN NHÂN DÂN XÃ ĐÔNG HÒA\nCăn cứ Luật Lâm nghiệp ngày 15 tháng 11 năm 2017;\nQUYẾT ĐỊNH:\nĐiều 1. Trồng cây.\n"
    assert header(lost + decides).issuer == "Ủy ban nhân dân xã Đông Hòa"


def test_a_letterhead_that_ran_together_with_the_content_into_one_paragraph_is_still_read() -> None:
    flat = (
        "UBND TỈNH LÀO CAI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM SỞ Y TẾ Độc lập - Tự do - Hạnh phúc Số : 812 /SYT-NVD Lào Cai, ngày 02 "
        "tháng4 năm 2019 V/v rà soát kho thuốc. Kính gửi: - Các bệnh viện; - Các trung tâm y tế. Qua kiểm tra, Sở Y tế thấy còn thuốc "
        "hết hạn. Sở Y tế đề nghị các bệnh viện rà soát kho thuốc, báo cáo Sở Y tế trước ngày 10/4/2019./."
    )
    info = header(flat, whole=True)
    assert (info.kind, info.number, info.issued_on) == ("công văn", "812/SYT-NVD", date(2019, 4, 2))
    assert (info.issuer, info.subject) == ("Sở Y tế", "rà soát kho thuốc")
    assert info.addressees == ("Các bệnh viện", "Các trung tâm y tế")


_TOLD = (
    "<p>Thời gian qua, việc trồng cây phân tán còn chậm.</p>"
    "<p>1. Phòng Kinh tế lập danh sách tuyến đường cần trồng cây trước ngày 20/3/2024.</p><p>2. Các thôn phối hợp thực hiện.</p>"
)
_ROWS = {
    "Số ký hiệu": "61/KH-UBND",
    "Ngày ban hành": "04/03/2024",
    "Cơ quan ban hành": "Ủy ban nhân dân xã Đông Hòa",
    "Người ký": "Đinh Văn Sáu",
    "Loại văn bản": "Kế hoạch",
    "Trích yếu": "Trồng cây phân tán năm 2024",
}


@pytest.mark.parametrize(
    "page",
    [
        "<h1>Văn bản</h1><table>" + "".join(f"<tr><th>{a}</th><td>{b}</td></tr>" for a, b in _ROWS.items()) + f"</table><div>{_TOLD}</div>",
        "<dl>" + "".join(f"<dt>{a}</dt><dd>{b}</dd>" for a, b in _ROWS.items()) + f"</dl>{_TOLD}",
        "<ul>" + "".join(f"<li><b>{a}</b>: {b}</li>" for a, b in _ROWS.items()) + f"</ul>{_TOLD}",
        "<div class='sidebar'>" + "".join(f"<p>{a}: {b}</p>" for a, b in _ROWS.items()) + f"</div><div>{_TOLD}</div>",
    ],
    ids=["table", "list of terms", "bullets", "box beside"],
)
def test_a_portal_s_properties_are_read_in_every_markup_and_the_content_below_them_stays(page: str, tmp_path: Path) -> None:
    path = tmp_path / "trang.html"
    path.write_text(f"<html><body><nav><a href='/'>Trang chủ</a></nav>{page}</body></html>", "utf-8")
    sheet = lay_out(read_pages(path))[0]
    info = sheet.info
    assert (info.kind, info.number, info.issued_on) == ("kế hoạch", "61/KH-UBND", date(2024, 3, 4))
    assert (info.issuer, info.signer, info.subject) == ("Ủy ban nhân dân xã Đông Hòa", "Đinh Văn Sáu", "Trồng cây phân tán năm 2024")
    assert any(line.text.startswith("1. Phòng Kinh tế") for line in lines_of(sheet.body))


def test_a_letterhead_in_narrow_lines_is_read_whole() -> None:
    lines = [
        "SỞ XÂY DỰNG CỘNG HÒA XÃ HỘI CHỦ", "NGHĨA VIỆT NAM", "BÌNH HÒA Độc lập - Tự do -", "Hạnh phúc",
        "Số: 41/SXD-VP Bình Hòa, ngày 05 tháng", "3 năm 2026", "V/v trực hồ chứa", "Kính gửi: Các thôn.",
        "Mùa khô kéo dài.", "1. Kiểm tra hồ.",
    ]  # fmt: skip
    info = lay_out(Pages((Page(1, tuple(Line(text) for text in lines), "text"),)))[0].info
    assert (info.issuer, info.number, str(info.issued_on)) == ("Sở Xây dựng Bình Hòa", "41/SXD-VP", "2026-03-05")


def test_a_worn_number_behind_the_name_of_a_body_is_no_part_of_the_name() -> None:
    lines = [
        "SỞ XÂY DỰNG Số: 4 § j)SXD-VP",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Bình Hòa, ngày 05 tháng 3 năm 2026",
        "Kính gửi: Các thôn.",
    ]
    info = lay_out(Pages((Page(1, tuple(Line(text) for text in (*lines, "Mùa khô kéo dài.")), "text"),)))[0].info
    assert (info.issuer, info.number) == ("Sở Xây dựng", None)
