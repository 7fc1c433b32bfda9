"""Letterheads as scans and text layers give them: figures and letters set apart, days misread, strangers' stamps between the lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tracking.duty import DocumentInfo
from tracking.extract import extract
from tracking.reading.page import Cell, Line, Page, Pages, Table
from tracking.structure.landmarks import kind_of_title
from tracking.structure.layout import lay_out
from tracking.structure.numbering import read_number_line

NATIONAL = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
BODY = [
    "Thời gian qua việc thu gom rác còn chậm.",
    "1. Phòng Kinh tế kiểm tra các điểm tập kết trước ngày 20/3/2024.",
    "2. Các thôn phối hợp./.",
]


def header(*lines: str) -> DocumentInfo:
    return lay_out(Pages((Page(1, tuple(Line(line) for line in (*lines, *BODY)), "text"),)))[0].info


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 1 402/TNMT-QLĐĐ", "1402/TNMT-QLĐĐ"),
        ("Só: 66/KH-SN V", "66/KH-SNV"),
        ("SỐ : 15 /CT -UBND", "15/CT-UBND"),
        ("Số: 88 /BC T-ĐTT", "88/BCT-ĐTT"),
        ("Số: 518/UBND VX", "518/UBND-VX"),
        ("Số: 21/KV V-TH", "21/KVV-TH"),
        ("Số: 77/HD-VKS _", "77/HD-VKS"),
        ("Số 12-KL/ĐU _", "12-KL/ĐU"),
        ("Số::290/HD- CHCN", "290/HD-CHCN"),
        ("Số: 311UBDT-CSDT", "311/UBDT-CSDT"),
    ],
)
def test_a_number_whose_figures_or_letters_stand_apart_is_closed_up(line: str, number: str) -> None:
    found = read_number_line(line)
    assert found is not None
    assert found.number == number


@pytest.mark.parametrize("line", ["1 402/TNMT-QLĐĐ kèm theo", "Số: 12 TRẦN PHÚ, PHƯỜNG AN BÌNH", "Số lượng 1 402/năm"])
def test_other_lines_with_figures_are_no_number(line: str) -> None:
    found = read_number_line(line)
    assert found is None or found.number is None


@pytest.mark.parametrize(
    "day",
    [
        "Bình Hòa, ngày 0 4 tháng o5 năm 2010",
        "Bình Hòa, ngày O4 tháng 05 năm 20 10",
        "Bình hòa, ngày 04 tháng 5 năm 2010",
        "Bình Hòa, nhày 04 thàng 5 nắm 2010",
        ": Bình Hòa, ngày 04 tháng 5-năm 2010:",
        "Bình Hòa., ngày04 tháng 5năm 2010.",
        "*Bình Hòa, ngày 04 tháng 5 năm 2010*",
        "Bình Hòa,\nngày 04 tháng 5 năm 2010",
    ],
)
def test_a_day_is_read_however_its_line_was_worn(day: str) -> None:
    info = header("SỞ XÂY DỰNG BÌNH HÒA", "Số: 96/SXD-VP", "V/v dọn rác ven kênh", *NATIONAL, *day.split("\n"), "Kính gửi: Các phòng.")
    assert (info.place, info.issued_on, info.subject) == ("Bình Hòa", date(2010, 5, 4), "dọn rác ven kênh")


@pytest.mark.parametrize("day", ["Bình Hòa, ngày A) tháng 05 năm 2010", "Bình Hòa, ngày `; tháng 05 năm 2010"])
def test_a_day_written_by_hand_is_not_guessed_and_its_line_is_no_subject(day: str) -> None:
    info = header("SỞ XÂY DỰNG BÌNH HÒA", "Số: 96/SXD-VP", "V/v dọn rác", *NATIONAL, day, "Kính gửi: Các phòng.")
    assert (info.place, info.issued_on, info.subject) == ("Bình Hòa", None, "dọn rác")


@pytest.mark.parametrize(
    "national",
    [
        ["CỘNG HÒA XÃ HỘI CHU NGH A VIÊT NAM", "DC lập - Tự do - Hạnh phúc"],
        ["CỘNGHÒA XÃ HỘI CHỦ NGHĨA VIỆTNAM", "Dộc lập - Tự đo - Hạnh phúc"],
        ["TƯ NNN,", "xế — «"],
    ],
)
def test_a_damaged_national_name_ends_no_head(national: list[str]) -> None:
    lines = ["SỞ XÂY DỰNG BÌNH HÒA", "Số: 96/SXD-VP", "V/v dọn rác ven kênh"]
    info = header(*lines, *national, "Bình Hòa, ngày 04 tháng 5 năm 2010", "Kính gửi: Các phòng.")
    assert (info.number, info.issued_on, info.subject) == ("96/SXD-VP", date(2010, 5, 4), "dọn rác ven kênh")


@pytest.mark.parametrize(
    "stamp",
    [
        ["CỔNG THÔNG TIN ĐIỆN TỬ", "ĐẾN", "Giờ: 10:22", "Ngày: 06/6/2019"],
        ["VĂN PHÒNG UBND HUYỆN", "ĐẾN Số: 812", "Ngày: 06/6/2019", "Chuyển: TH"],
        ["ĐẾN", "Số:.....4521......", "Ngày:...05/5/2010...", "Chuyển:............"],
    ],
)
@pytest.mark.parametrize("place", [0, 2, 5])
def test_a_receiver_s_stamp_with_its_name_is_no_part_of_the_letterhead(stamp: list[str], place: int) -> None:
    lines = ["UBND TỈNH BÌNH HÒA", "SỞ XÂY DỰNG", "Số: 96/KH-SXD", *NATIONAL, "Bình Hòa, ngày 04 tháng 5 năm 2010"]
    at = place if place != 2 else 3
    info = header(*lines[:at], *stamp, *lines[at:], "KẾ HOẠCH", "Dọn rác ven kênh")
    assert (info.number, info.issued_on, info.issuer) == ("96/KH-SXD", date(2010, 5, 4), "Sở Xây dựng")
    assert info.subject == "Dọn rác ven kênh"


def test_a_line_of_a_subject_that_begins_with_a_word_like_den_is_no_stamp() -> None:
    lines = ["SỞ XÂY DỰNG BÌNH HÒA", *NATIONAL, "Số: 96/KH-SXD", "Bình Hòa, ngày 04 tháng 5 năm 2010", "KẾ HOẠCH"]
    info = header(*lines, "Phát triển nhà ở của tỉnh giai đoạn 2010 - 2015,", "đến năm 2020 có xét tầm nhìn")
    assert info.subject == "Phát triển nhà ở của tỉnh giai đoạn 2010 - 2015, đến năm 2020 có xét tầm nhìn"


def test_a_title_run_together_with_its_subject_is_parted() -> None:
    lines = ["SỞ XÂY DỰNG BÌNH HÒA", *NATIONAL, "Số: 96/KH-SXD", "Bình Hòa, ngày 04 tháng 5 năm 2010"]
    info = header(*lines, "KẾ HOẠCH Dọn rác ven kênh trong mùa khô")
    assert (info.kind, info.subject) == ("kế hoạch", "Dọn rác ven kênh trong mùa khô")


@pytest.mark.parametrize("line", ["Số: 103/VP-KT, ngày 09 tháng 3 năm 2012", "Số: 103/VP-KT hồi 17 giờ 00 ngày 09/3/2012"])
def test_number_and_day_may_stand_on_one_line(line: str) -> None:
    info = header("CHỈ THỊ", line, "Về việc dọn rác ven kênh")
    assert (info.kind, info.number, info.issued_on) == ("chỉ thị", "103/VP-KT", date(2012, 3, 9))


def columns(left: list[str], right: list[str], middle: list[str], sign: list[str]) -> DocumentInfo:
    lines = [Line(text, column="left") for text in left] + [Line(text, column="right") for text in right]
    lines += [Line(text) for text in (*middle, *BODY)] + [Line("Nơi nhận:", column="left"), Line("- Lưu: VT.", column="left")]
    lines += [Line(text, column="right") for text in sign]
    return lay_out(Pages((Page(1, tuple(lines), "scan", 595, 842),)))[0].info


RIGHT = [*NATIONAL, "Bình Hòa, ngày 04 tháng 5 năm 2010"]


def test_a_number_too_worn_to_read_is_null_and_hides_neither_issuer_nor_subject() -> None:
    left = ["SỞ XÂY DỰNG BÌNH HÒA", "_Số: SXDVP", "VÀ dọn rác ven kênh"]
    info = columns(left, RIGHT, ["Kính gửi: Các phòng."], ["GIÁM ĐỐC", "- Hà Văn Sáu"])
    assert (info.number, info.issuer, info.subject) == (None, "Sở Xây dựng Bình Hòa", "dọn rác ven kênh")
    assert info.signer == "Hà Văn Sáu"


def test_a_title_with_a_speck_like_a_colon_is_still_the_title() -> None:
    left = ["SỞ Y TẾ", "BỆNH VIỆN BÌNH HÒA", "Số: 204/KH-BV"]
    info = columns(left, RIGHT, ["KẾ HOẠCH:", "Ứng phó dịch bệnh mùa hè."], ["GIÁM ĐỐC", "..BS.CKH Phạm Thị Lụa"])
    assert (info.kind, info.subject, info.signer) == ("kế hoạch", "Ứng phó dịch bệnh mùa hè", "Phạm Thị Lụa")


def test_the_subject_of_a_poorly_read_scan_has_its_marks_put_back(tmp_path: Path) -> None:
    path = tmp_path / "quet.txt"
    worn = ["Thưc hiện kê hoach của Uy ban nhân dân tinh, Sở yêu câu các đơn vi:"]
    worn += [f"{at}. Phòng Kinh tê chủ trì, phôi hơp vơi Văn phòng tông hơp, báo cáo kêt quả trước ngày {at}/5/2023." for at in range(1, 8)]
    head = ["SỞ XÂY DỰNG BÌNH HÒA", "Số: 96/SXD-VP", "V/v triên khai kê hoach phòng, chông thiên tai", *NATIONAL]
    path.write_text("\n".join([*head, "Bình Hòa, ngày 04 tháng 5 năm 2023", "Kính gửi: Các phòng.", *worn]), "utf-8")
    assert extract(path).document.subject == "triển khai kế hoạch phòng, chống thiên tai"


@pytest.mark.parametrize(
    ("line", "kind"),
    [("ĐẾN : | CHỈ THỊ", "chỉ thị"), ("DEN i: _¬ KẾ HOẠCH", "kế hoạch"), ("ĐẾN NĂM 2030", None), ("ĐẾN HẾT THÁNG BA", None)],
)
def test_a_title_is_found_behind_what_a_stamp_leaves_on_its_line(line: str, kind: str | None) -> None:
    found = kind_of_title(line)
    assert (found[0] if found else None) == kind


def test_the_box_of_a_stamp_among_the_lines_does_not_end_the_head() -> None:
    box = Table(((Cell((Line("VĂN PHÒNG"),), 0, 0), Cell((Line("`"),), 0, 1)), (Cell((Line("ĐỀN Sỗ"),), 1, 0),)), 1)
    lines = ["UBND XÃ TÂN HƯNG", *NATIONAL, "Số: 31/UBND-KT", "Tân Hưng, ngày 02 tháng 3 năm 2026"]
    blocks: tuple[Line | Table, ...] = (*(Line(text) for text in lines), box, Line("Kính gửi: Các thôn."), *(Line(text) for text in BODY))
    sheet = lay_out(Pages((Page(1, blocks, "scan"),)))[0]
    assert sheet.info.addressees == ("Các thôn",)
    assert [block.text for block in sheet.body if isinstance(block, Line)] == BODY


def test_a_name_below_the_words_of_a_seal_is_that_of_who_signs() -> None:
    lines = [
        "UBND XÃ TÂN HƯNG",
        *NATIONAL,
        "Số: 31/UBND-KT",
        "Tân Hưng, ngày 02 tháng 3 năm 2026",
        "V/v thu gom rác",
        "Kính gửi: Các thôn.",
        *BODY,
    ]
    end = ["Nơi nhận:", "- Như trên;", "CHỦ TỊCH", "CƠ QUAN *", "Vu Phuong", "'Tô Thanh An"]
    assert lay_out(Pages((Page(1, tuple(Line(text) for text in (*lines, *end)), "scan"),)))[0].info.signer == "Tô Thanh An"


def test_a_line_of_a_bold_subject_goes_on_though_it_begins_like_a_paragraph() -> None:
    lines = [Line(text, bold=False) for text in ("UBND XÃ TÂN HƯNG", *NATIONAL, "Số: 31/KH-UBND", "Tân Hưng, ngày 02 tháng 3 năm 2026")]
    title = [Line(text, bold=True, centred=True) for text in ("KẾ HOẠCH", "Tổ chức lễ thành lập xã và", "Ngày vì môi trường")]
    blocks: tuple[Line, ...] = (*lines, *title, *(Line(text, bold=False) for text in BODY))
    assert lay_out(Pages((Page(1, blocks, "scan"),)))[0].info.subject == "Tổ chức lễ thành lập xã và Ngày vì môi trường"
