"""Sentences of letters and conclusions that give duties in ways of their own, each in a small letter of ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tracking.language.letter import Letter, read
from tracking.duty import Duty
from tracking.extract import extract

_LETTER = Letter(
    "SỞ CÔNG THƯƠNG",
    "41/SCT-VP",
    "chuẩn bị hội chợ mùa thu",
    "GIÁM ĐỐC",
    "Để hội chợ diễn ra chu đáo, Sở Công Thương có ý kiến như sau:\n",
)


def duties(folder: Path, body: str, to: str = "Phòng Thương mại, Trung tâm Khuyến công") -> tuple[Duty, ...]:
    return read(folder, _LETTER.around(body, f"Kính gửi: {to}"))


@pytest.mark.parametrize(
    ("words", "owners", "coordinators", "due"),
    [
        ("Chi cục Quản lý thị trường: rà lại bảng giá, xong trước ngày 20/3/2024.", ("Chi cục Quản lý thị trường",), (), "2024-03-20"),
        (
            "Đội trưởng Đội Bảo vệ phối hợp cùng Công an phường Nam Sa: cắm rào chắn trong các ngày 9, 10, 11/4.",
            ("Đội trưởng Đội Bảo vệ",),
            ("Công an phường Nam Sa",),
            "2024-04-11",
        ),
        (
            "Phòng Quản lý thu chủ trì, có sự phối hợp của Phòng Công nghệ thông tin quét mã gian hàng (hạn: 18/3/2024).",
            ("Phòng Quản lý thu",),
            ("Phòng Công nghệ thông tin",),
            "2024-03-18",
        ),
        ("Đảng ủy Khối doanh nghiệp tỉnh lãnh đạo các chi bộ vận động đăng ký gian hàng.", ("Đảng ủy Khối doanh nghiệp tỉnh",), (), None),
    ],
)
def test_a_unit_before_its_act_is_read_with_its_helpers_and_its_day(
    tmp_path: Path, words: str, owners: tuple[str, ...], coordinators: tuple[str, ...], due: str | None
) -> None:
    (duty,) = duties(tmp_path, f"1. {words}")
    assert duty.owners == owners
    assert duty.coordinators == coordinators
    assert (duty.deadline.due.isoformat() if duty.deadline.due else None) == due


def test_points_that_are_named_take_the_common_day(tmp_path: Path) -> None:
    found = duties(
        tmp_path,
        "1. Lập sơ đồ gian hàng.\n2. Thuê nhà bạt.\n3. Dựng cổng chào.\n"
        "Các việc tại điểm 1 và 2 nêu trên phải hoàn thành trước ngày 25/3/2024.",
    )
    assert [duty.deadline.due is not None for duty in found] == [True, True, False]


def test_a_line_without_a_number_heads_the_dashes_below_it(tmp_path: Path) -> None:
    found = duties(tmp_path, "Phòng Thương mại:\n- Lập sơ đồ gian hàng.\nTrung tâm Khuyến công:\n- Thuê nhà bạt cho hội chợ.")
    assert [duty.owners for duty in found] == [("Phòng Thương mại",), ("Trung tâm Khuyến công",)]


def test_a_sentence_behind_the_act_says_who_is_charged_with_it(tmp_path: Path) -> None:
    (duty,) = duties(tmp_path, "1. Tổ chức họp báo vào sáng 02/4/2024 tại hội trường. Giao Văn phòng Sở chuẩn bị.")
    assert duty.owners == ("Văn phòng Sở",)


def test_an_answer_to_a_citizen_gives_no_task(tmp_path: Path) -> None:
    assert not duties(tmp_path, "1. Đề nghị bà gửi thêm giấy tờ về gian hàng trước ngày 20/3/2024.", to="Bà Trần Thị Lụa, khu phố 2")


def test_the_day_is_shared_where_the_next_act_has_the_same(tmp_path: Path) -> None:
    found = duties(tmp_path, "1. Phòng Thương mại in vé mời trước ngày 22/3/2024; Trung tâm Khuyến công đặt biển hiệu cùng thời gian trên.")
    assert [str(duty.deadline.due) for duty in found] == ["2024-03-22", "2024-03-22"]


def test_a_division_of_work_in_a_school_gives_the_acts_to_its_parts_though_circles_number_them(tmp_path: Path) -> None:
    body = (
        "I. Các tiểu ban\n1. Tiểu ban hậu cần (cô Lê Hoài - Trưởng tiểu ban)\n① Thuê bàn ghế, xong trước ngày 02/4/2024;\n"
        "② Mua hoa trang trí sân khấu.\nII. Bộ phận thủ quỹ\nLập bảng dự chi trình Hiệu trưởng.\n"
    )
    read = [(duty.owners, duty.deadline.due and duty.deadline.due.isoformat()) for duty in duties(tmp_path, body, "Toàn trường")]
    assert read == [(("Tiểu ban hậu cần",), "2024-04-02"), (("Tiểu ban hậu cần",), None), (("Bộ phận thủ quỹ",), None)]


@pytest.mark.parametrize(
    ("words", "owner"),
    [
        ("Ủy ban bầu cử xã niêm yết danh sách tại trụ sở.", "Ủy ban bầu cử xã"),
        ("Giao UBND các xã (trừ các xã: Hạ Thanh, Vĩnh Tuy) thành lập tổ kiểm đếm.", "UBND các xã"),
        ("Sở Công Thương cũng đề nghị các nơi gửi bảng giá niêm yết.", "các nơi"),
    ],
)
def test_a_verb_inside_a_name_or_behind_an_exception_ends_no_name_too_early(tmp_path: Path, words: str, owner: str) -> None:
    (duty,) = duties(tmp_path, f"1. {words}")
    assert duty.owners == (owner,)


def test_lines_of_a_web_page_and_its_headline_order_nothing(tmp_path: Path) -> None:
    path = tmp_path / "tin.txt"
    path.write_text(
        "Tăng cường dọn dẹp kênh mương\nNgày đăng: 02/4/2024  10:15\nXem cỡ chữ:\n"
        "Ngày 01/4/2024, UBND huyện Sa Kỳ có Công văn số 12/UBND về dọn dẹp kênh mương.\n"
        "Theo đó, yêu cầu:\n1. Phòng Kinh tế: Lập danh sách tuyến kênh.\n",
        "utf-8",
    )
    assert [duty.text for duty in extract(path).duties] == ["Lập danh sách tuyến kênh"]


def test_who_answers_for_what_may_go_wrong_is_told_with_the_act_before(tmp_path: Path) -> None:
    answers = "Phòng Thương mại và Đội Bảo vệ chịu trách nhiệm trước Giám đốc nếu để cháy"
    (duty,) = duties(tmp_path, f"1. Phòng Thương mại kiểm tra chợ; {answers}.")
    assert duty.owners == ("Phòng Thương mại",)


def test_a_closing_that_sets_a_day_for_a_report_is_a_duty_whoever_received_the_letter(tmp_path: Path) -> None:
    closing = "Nhận được công văn này, yêu cầu Trưởng các phòng nghiêm túc làm và nộp báo cáo về Sở trước 9h00 ngày 23/4/2024."
    last = duties(tmp_path, f"1. Quét dọn gian hàng.\n{closing}\n")[-1]
    assert (last.owners, last.deadline.due and last.deadline.due.isoformat()) == (("Trưởng các phòng",), "2024-04-23")


def test_a_page_without_letterhead_and_foot_is_read_less_surely(tmp_path: Path) -> None:
    words = "Giao Chi cục Thủy lợi rà soát các cống dưới đê."
    path = tmp_path / "tin.txt"
    path.write_text(words + "\n", "utf-8")
    (told,) = extract(path).duties
    (written,) = duties(tmp_path, words)
    assert told.confidence < 0.9
    assert told.confidence < written.confidence


def page(folder: Path, text: str) -> list[tuple[str, tuple[str, ...], str | None]]:
    """What a page of running words orders: text, owners, day."""
    path = folder / "trang.txt"
    path.write_text(text, "utf-8")
    return [(duty.text, duty.owners, duty.deadline.due and duty.deadline.due.isoformat()) for duty in extract(path).duties]


def test_a_time_on_its_own_numbered_line_dates_the_acts_beside_it_before(tmp_path: Path) -> None:
    time = "2. Thời gian: từ ngày 02/4/2024 đến hết ngày 05/4/2024."
    body = f"1. Phòng Thương mại treo băng rôn tại cổng chợ.\n{time}\n3. Trung tâm Khuyến công in tờ rơi.\n"
    days = [duty.deadline.due and duty.deadline.due.isoformat() for duty in duties(tmp_path, body)]
    assert days == ["2024-04-05", None]


def test_a_closing_that_has_units_complete_the_same_work_by_a_day_dates_what_they_were_given(tmp_path: Path) -> None:
    given = "Theo đó, giao Chi cục Thủy lợi kiểm đếm cống dưới đê.\nGiao UBND các xã lập tổ kiểm đếm cống ở thôn.\n"
    whom = "Chủ tịch UBND huyện yêu cầu Chi cục Thủy lợi và UBND các xã"
    closing = f"{whom} khẩn trương triển khai và hoàn thành việc kiểm đếm trước ngày 15/6/2024.\n"
    assert [row[1:] for row in page(tmp_path, given + closing)] == [
        (("Chi cục Thủy lợi",), "2024-06-15"),
        (("UBND các xã",), "2024-06-15"),
    ]


def test_a_page_of_news_that_tells_of_a_letter_in_one_sentence_gives_its_order(tmp_path: Path) -> None:
    text = (
        "Ngày 3-5, Sở Công Thương có văn bản đề nghị Chi cục Quản lý thị trường kiểm tra các điểm bán xăng, sản phẩm dầu nhờn của tỉnh.\n"
    )
    told = "kiểm tra các điểm bán xăng, sản phẩm dầu nhờn của tỉnh"
    assert page(tmp_path, text) == [(told, ("Chi cục Quản lý thị trường",), None)]


def test_a_rhythm_without_a_comma_stands_before_its_unit(tmp_path: Path) -> None:
    (duty,) = duties(tmp_path, "Hằng tuần các phòng chuyên môn báo cáo Giám đốc tình hình bán hàng.")
    assert (duty.owners, duty.deadline.frequency) == (("các phòng chuyên môn",), "weekly")
