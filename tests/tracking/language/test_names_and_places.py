"""Who is named in uncommon ways: with an apposition, as a place, with a word that is a verb elsewhere, in notes and under topics."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.tracking.language.letter import OF_PROVINCE, read
from tracking.duty import Duty

_TO = "Kính gửi:\n- Các sở, ban, ngành;\n- UBND các xã, phường."


def duties(folder: Path, body: str) -> tuple[Duty, ...]:
    return read(folder, OF_PROVINCE.around(f"\n{body}", _TO))


@pytest.mark.parametrize(
    ("words", "owners", "text"),
    [
        ("Sở Công Thương - cơ quan thường trực Ban Tổ chức - theo dõi việc bán vé.", ("Sở Công Thương",), "theo dõi việc bán vé"),
        ("Sở Du lịch, với vai trò thường trực, in áp phích hội chợ.", ("Sở Du lịch",), "in áp phích hội chợ"),
        ("Đề nghị các hiệp hội ngành hàng vận động hội viên dự chợ.", ("các hiệp hội ngành hàng",), "vận động hội viên dự chợ"),
        ("Các hạt quản lý đê cắm biển cấm xe nặng qua đê.", ("Các hạt quản lý đê",), "cắm biển cấm xe nặng qua đê"),
        (
            "Giao các Phó Chủ tịch UBND tỉnh theo lĩnh vực kiểm tra từng điểm chợ.",
            ("các Phó Chủ tịch UBND tỉnh",),
            "kiểm tra từng điểm chợ",
        ),
    ],
)
def test_who_must_act_is_the_name_alone(tmp_path: Path, words: str, owners: tuple[str, ...], text: str) -> None:
    (duty,) = duties(tmp_path, f"1. {words}\n")
    assert duty.owners == owners
    assert text in duty.text


def test_places_act_one_after_the_other(tmp_path: Path) -> None:
    body = "1. Về vệ sinh khu chợ: phường Đông Sa thu gom rác; xã Tân Sa phun thuốc muỗi.\n"
    assert [duty.owners for duty in duties(tmp_path, body)] == [("phường Đông Sa",), ("xã Tân Sa",)]


def test_a_note_that_obliges_is_an_order(tmp_path: Path) -> None:
    body = "1. Lập danh sách gian hàng.\n\nGhi chú: Các xã có gian hàng phải nộp tiền điện trong tháng 3 năm 2024.\n"
    last = duties(tmp_path, body)[-1]
    assert last.owners == ("Các xã có gian hàng",)
    assert last.deadline.due == dt.date(2024, 3, 31)


def test_a_topic_over_items_is_their_heading(tmp_path: Path) -> None:
    body = (
        "1. Đối với công tác tổng hợp, báo cáo kết quả hội chợ.\n\n"
        "- Sở Công Thương gom số liệu của các gian hàng.\n\n- Cục Thống kê kiểm đếm khách.\n"
    )
    assert [duty.owners for duty in duties(tmp_path, body)] == [("Sở Công Thương",), ("Cục Thống kê",)]


def test_what_a_report_must_hold_is_no_duty_of_its_own(tmp_path: Path) -> None:
    body = "1. Lập danh sách gian hàng.\n\n2. Báo cáo kết quả cần thể hiện số khách và doanh thu.\n"
    assert [duty.ordinal for duty in duties(tmp_path, body)] == ["1"]


def test_one_more_of_those_an_act_concerns_is_not_charged(tmp_path: Path) -> None:
    body = "1. Xếp loại thi đua đối với Lãnh đạo chi cục, Lãnh đạo trạm; Lãnh đạo phòng theo dõi, kiểm tra việc ghi sổ.\n"
    assert [duty.owners for duty in duties(tmp_path, body)] == [("Các sở, ban, ngành", "UBND các xã, phường")]


def test_a_time_inside_a_condition_is_no_limit(tmp_path: Path) -> None:
    (duty,) = duties(tmp_path, "1. Nhận hồ sơ thuê gian hàng; nếu đến hết tháng 6/2024 chợ chưa đóng thì kéo dài việc nhận.\n")
    assert duty.deadline.kind == "none"


def test_a_letter_about_who_was_charged_charges_nobody(tmp_path: Path) -> None:
    body = (
        "Ngày 10/1/2024, UBND tỉnh đã ban hành Quyết định số 9/QĐ-UBND về việc giao Sở Du lịch chỉ tiêu đón khách năm 2024. "
        "Triển khai chỉ tiêu ấy gặp nhiều khó khăn.\n\n"
        "UBND tỉnh yêu cầu các sở, ban, ngành thực hiện các việc sau:\n\n1. Lập danh sách gian hàng.\n"
    )
    (duty,) = duties(tmp_path, body)
    assert duty.owners == ("các sở, ban, ngành",)


@pytest.mark.parametrize(
    ("words", "owners"),
    [
        ("Thầy Lê Văn Bạn, Thư ký Hội chợ: soạn mẫu vé.", ("Thầy Lê Văn Bạn, Thư ký Hội chợ",)),
        ("Khối Công nghệ thông tin bổ sung trường dữ liệu gian hàng.", ("Khối Công nghệ thông tin",)),
        ("Trợ lý Tác huấn tổng hợp tình hình từng buổi chợ.", ("Trợ lý Tác huấn",)),
        ("Giao khoa Nội bố trí người trực cấp cứu ở chợ.", ("khoa Nội",)),
        ("Hộ kinh doanh có sạp trong diện thu hồi phải bàn giao sạp cho ban quản lý.", ()),
        ("Đảng viên có sạp trong diện thu hồi phải bàn giao sạp cho ban quản lý.", ("Đảng viên có sạp trong diện thu hồi",)),
    ],
)
def test_people_and_parts_of_offices_are_named(tmp_path: Path, words: str, owners: tuple[str, ...]) -> None:
    assert [duty.owners for duty in duties(tmp_path, f"1. {words}\n")] == ([owners] if owners else [])


def test_those_who_must_help_with_an_act_of_their_own_are_charged(tmp_path: Path) -> None:
    body = "1. Sở Tài chính rà lại 37 hóa đơn; các sở có hóa đơn sai phải cử người lên phối hợp.\n"
    assert [duty.owners for duty in duties(tmp_path, body)] == [("Sở Tài chính",), ("các sở có hóa đơn sai",)]


def test_what_those_who_receive_a_letter_must_report_is_an_order(tmp_path: Path) -> None:
    body = "1. Lập danh sách gian hàng.\n\nNhận được Công văn này đề nghị các đơn vị thực hiện và báo cáo kết quả trước ngày 28/3/2024.\n"
    assert duties(tmp_path, body)[-1].deadline.due == dt.date(2024, 3, 28)


def test_the_reminder_before_a_rhythm_of_reports_is_no_duty(tmp_path: Path) -> None:
    body = "1. Các phường triển khai thực hiện nghiêm túc, báo cáo kết quả về Sở Công Thương trước 16 giờ 00 hằng ngày.\n"
    (duty,) = duties(tmp_path, body)
    assert duty.deadline.frequency == "daily"


def test_one_item_that_acts_makes_a_topic_before_a_colon_a_heading(tmp_path: Path) -> None:
    body = (
        "1. Đối với gian hàng cũ:\n\n1.1. Các phường kiểm đếm từng gian, chụp ảnh.\n\n1.2. Gian không có khóa thì niêm phong sau.\n\n"
        "1.3. Gian đã hỏng để lại chờ xem xét.\n"
    )
    assert [duty.ordinal for duty in duties(tmp_path, body)] == ["1.1"]


def test_a_title_whose_items_hold_one_order_is_their_heading(tmp_path: Path) -> None:
    body = (
        "1. Cấp xã\n\n- Hội Nông dân các xã phát động thi gian hàng đẹp.\n\n- Doanh nghiệp có sản phẩm tiêu biểu tùy ý dự thi.\n\n"
        "- Người mua được nhận quà.\n"
    )
    assert [duty.owners for duty in duties(tmp_path, body)] == [("Hội Nông dân các xã",)]


def test_acts_numbered_in_small_letters_belong_to_who_is_named_before_them(tmp_path: Path) -> None:
    body = "1. Sở Xây dựng: (1) cấp phép dựng rạp; (2) kiểm tra dây điện trong tháng 3/2024.\n"
    assert [(duty.owners, duty.deadline.kind) for duty in duties(tmp_path, body)] == [
        (("Sở Xây dựng",), "none"),
        (("Sở Xây dựng",), "period"),
    ]


@pytest.mark.parametrize(
    ("words", "owners"),
    [
        (
            "Giao các Liên đoàn Lao động khu vực; Công đoàn ngành Dệt may; Công đoàn các khu chế xuất lập danh sách người dự.",
            ("các Liên đoàn Lao động khu vực", "Công đoàn ngành Dệt may", "Công đoàn các khu chế xuất"),
        ),
        ("Giao Chi cục Thuế/Phòng Tài chính lập dự toán hội chợ.", ("Chi cục Thuế", "Phòng Tài chính")),
        ("Cục Thanh tra, kiểm tra thuế cử người trực quầy.", ("Cục Thanh tra, kiểm tra thuế",)),
        ("Phòng Đào tạo, Phòng An ninh, bảo vệ bố trí lối đi.", ("Phòng Đào tạo", "Phòng An ninh, bảo vệ")),
        ("Các Hạt Kiểm lâm khu vực thì phối hợp với công an kiểm tra gỗ bày bán.", ("Các Hạt Kiểm lâm khu vực",)),
    ],
)
def test_lists_parted_by_semicolons_or_bars_and_names_with_commas_are_read_whole(
    tmp_path: Path, words: str, owners: tuple[str, ...]
) -> None:
    (duty,) = duties(tmp_path, f"1. {words}\n")
    assert duty.owners == owners


def test_a_semicolon_before_another_order_parts_two_duties(tmp_path: Path) -> None:
    found = duties(tmp_path, "1. Giao Sở Du lịch lập danh sách gian hàng; Sở Y tế bố trí xe cứu thương.\n")
    assert [duty.owners for duty in found] == [("Sở Du lịch",), ("Sở Y tế",)]
