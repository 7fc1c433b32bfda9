"""Ways in which offices of every kind say who must act, with whom and by when, each in a small directive of ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tracking.language.letter import OF_PROVINCE, read
from tracking.duty import Duty
from tracking.extract import extract

_ALL = ("Các sở, ban, ngành", "UBND các xã, phường")


def duties(folder: Path, body: str, to: str = "; ".join(_ALL)) -> tuple[Duty, ...]:
    return read(folder, OF_PROVINCE.around(body, f"Kính gửi: {to}"))


@pytest.mark.parametrize(
    ("words", "owners", "coordinators", "due"),
    [
        ("Giao Sở Tài chính chủ trì phối hợp với Sở Xây dựng rà soát nguồn vốn.", ("Sở Tài chính",), ("Sở Xây dựng",), None),
        (
            "Giao Sở Tài chính chủ trì, Sở Xây dựng, Sở Công Thương phối hợp thẩm định giá gian hàng trước ngày 20/3/2024.",
            ("Sở Tài chính",),
            ("Sở Xây dựng", "Sở Công Thương"),
            "2024-03-20",
        ),
        (
            "Giao Giám đốc: Sở Du lịch, Sở Y tế, Công an tỉnh phối hợp với Báo Bình Sa cử người trực gian hàng.",
            ("Giám đốc: Sở Du lịch", "Sở Y tế", "Công an tỉnh"),
            ("Báo Bình Sa",),
            None,
        ),
        (
            "Giao Sở Xây dựng trên cơ sở quy hoạch các điểm đỗ, khu vui chơi, hướng dẫn các phường kẻ vạch chỗ đỗ xe.",
            ("Sở Xây dựng",),
            (),
            None,
        ),
        (
            "Các địa phương chưa có bãi đỗ xe khẩn trương bố trí mặt bằng, gửi Sở Xây dựng trước ngày 10/4/2024 để tổng hợp.",
            ("Các địa phương chưa có bãi đỗ xe",),
            (),
            "2024-04-10",
        ),
        ("Trạm Chăn nuôi và Thú y: dự trữ hóa chất, phun khử trùng khu ẩm thực.", ("Trạm Chăn nuôi và Thú y",), (), None),
        ("Sở Giao thông vận tải hoàn chỉnh hồ sơ luồng tuyến xe đưa đón khách.", ("Sở Giao thông vận tải",), (), None),
        ("Cấp ủy các chi bộ xây dựng kế hoạch vận động đảng viên tham quan hội chợ.", ("Cấp ủy các chi bộ",), (), None),
        (
            "Các sở, ban, ngành khác căn cứ chức năng chủ động triển khai phần việc của ngành mình.",
            ("Các sở, ban, ngành khác",),
            (),
            None,
        ),
        (
            "Giao Công an tỉnh: Chủ trì, phối hợp với các lực lượng chức năng phân luồng giao thông.",
            ("Công an tỉnh",),
            ("các lực lượng chức năng",),
            None,
        ),
        ("Giám đốc Sở Giáo dục và Đào tạo cho học sinh nghỉ học ngày 25 và 26/4.", ("Giám đốc Sở Giáo dục và Đào tạo",), (), "2024-04-26"),
        ("Mỗi tuần phúc tra ít nhất một lần các gian hàng thực phẩm.", _ALL, (), None),
        ("Tổ chức họp mặt doanh nghiệp: 7h30 ngày 20/4/2024 tại hội trường lớn.", _ALL, (), "2024-04-20"),
    ],
)
def test_one_act_is_read_with_its_owner_its_helpers_and_its_day(
    tmp_path: Path, words: str, owners: tuple[str, ...], coordinators: tuple[str, ...], due: str | None
) -> None:
    (duty,) = duties(tmp_path, f"1. {words}")
    assert (duty.owners, duty.coordinators) == (owners, coordinators)
    assert (duty.deadline.due and duty.deadline.due.isoformat()) == due


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "Sở Tài chính cân đối kinh phí, Sở Xây dựng thẩm định thiết kế, Sở Công Thương tổng hợp trình UBND tỉnh trước ngày 25/3/2024.",
            {"Sở Tài chính": None, "Sở Xây dựng": None, "Sở Công Thương": "2024-03-25"},
        ),
        (
            "Đề nghị các hộ kinh doanh kê khai mặt hàng và UBND các xã, phường niêm yết bảng giá tại chợ.",
            {"các hộ kinh doanh": None, "UBND các xã, phường": None},
        ),
        (
            "Thống nhất giao Sở Du lịch làm chủ đầu tư cổng chào; giao Sở Xây dựng thẩm định hồ sơ trước ngày 15/3/2024.",
            {"Sở Du lịch": None, "Sở Xây dựng": "2024-03-15"},
        ),
        ("Đồng ý cho Nhà hát tỉnh lùi lịch tổng duyệt đến ngày 12/4/2024; Sở Du lịch theo dõi việc tập luyện.", {"Sở Du lịch": None}),
    ],
)
def test_each_unit_of_one_sentence_has_its_own_act(tmp_path: Path, words: str, found: dict[str, str | None]) -> None:
    made = duties(tmp_path, f"1. {words}")
    assert {duty.owners[0]: duty.deadline.due and duty.deadline.due.isoformat() for duty in made} == found


@pytest.mark.parametrize(
    "words",
    [
        "Sở Du lịch chỉ đạo Ban Quản lý chợ, các phường và Hội Nông dân tỉnh trưng bày sản phẩm.",
        "Sở Du lịch phối hợp với Sở Y tế, Sở Công Thương và Công an tỉnh kiểm tra các gian hàng.",
    ],
)
def test_units_that_are_only_led_or_help_have_no_duty_of_their_own(tmp_path: Path, words: str) -> None:
    (duty,) = duties(tmp_path, f"1. {words}")
    assert duty.owners == ("Sở Du lịch",)


@pytest.mark.parametrize(
    "words",
    [
        "Ngày 12/01/2024, Văn phòng UBND tỉnh có Công văn số 12/VP-TH giao Sở Du lịch báo cáo trong 10 ngày làm việc.",
        "Theo khoản 2 Điều 14 Luật Hộ tịch, cơ quan đăng ký giải quyết trong 03 ngày làm việc kể từ ngày nhận đủ hồ sơ.",
        "Nếu có khó khăn, vướng mắc, chủ động thông tin về Sở Công Thương để tháo gỡ.",
        "Người đứng đầu đơn vị để xảy ra vi phạm phải chịu trách nhiệm trước Chủ tịch UBND tỉnh.",
        "Hội chợ khai mạc lúc 8 giờ ngày 15/4/2024 tại sân vận động tỉnh.",
        "(Sao gửi Tờ trình số 12/TTr-SCT kèm theo)",
    ],
)
def test_accounts_law_troubles_and_enclosures_order_nothing(tmp_path: Path, words: str) -> None:
    assert duties(tmp_path, f"{words}\n") == ()


def test_a_sentence_that_only_dates_dates_what_stands_above(tmp_path: Path) -> None:
    made = duties(tmp_path, "1. Rà soát quỹ thiên tai.\n2. Lập danh sách hộ đã nộp.\nCác đơn vị thực hiện trước ngày 24/3/2024.\n")
    assert {duty.deadline.due and duty.deadline.due.isoformat() for duty in made} == {"2024-03-24"}
    assert len(made) == 2


def test_a_rhythm_ends_only_the_report_that_it_belongs_to(tmp_path: Path) -> None:
    (duty,) = duties(
        tmp_path, "Yêu cầu các đơn vị nghiêm túc thực hiện; giao Sở Tài chính đôn đốc, tổng hợp báo cáo trước ngày 25 hằng tháng.\n"
    )
    assert (duty.owners, duty.deadline.frequency) == (("Sở Tài chính",), "monthly")


def test_those_addressed_may_be_named_shorter_before_a_colon(tmp_path: Path) -> None:
    made = duties(
        tmp_path,
        "- Các Điện lực: ký thỏa thuận giờ cao điểm.\n- Phòng Kinh doanh: in tờ gấp.\n",
        "Các Điện lực trực thuộc; Phòng Kinh doanh",
    )
    assert [duty.owners for duty in made] == [("Các Điện lực",), ("Phòng Kinh doanh",)]


def test_a_time_of_the_year_after_a_review_is_no_deadline(tmp_path: Path) -> None:
    (duty,) = duties(tmp_path, "1. Sở Nội vụ đưa kết quả vào tiêu chí xếp loại cuối năm.")
    assert duty.deadline.kind == "none"


def test_a_petition_passed_on_is_a_duty_of_the_one_who_gets_it(tmp_path: Path) -> None:
    words = "UBND tỉnh chuyển đơn đến Thanh tra tỉnh để xem xét, giải quyết theo thẩm quyền trước ngày 15/5/2024."
    (duty,) = duties(tmp_path, f"Sở Nội vụ nhận được đơn của ông Lê An.\n{words}\n", "Thanh tra tỉnh")
    assert (duty.owners, duty.deadline.due and duty.deadline.due.isoformat()) == (("Thanh tra tỉnh",), "2024-05-15")


_PLAN = """ỦY BAN NHÂN DÂN XÃ LỘC AN
Số: 77/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lộc An, ngày 14 tháng 02 năm 2025
KẾ HOẠCH
Phòng, chống dịch bệnh gia súc năm 2025
I. MỤC ĐÍCH, YÊU CẦU
Ngăn dịch vào địa bàn.
II. NỘI DUNG
1. Truyền thông
a) Phát bản tin trên loa xã.
b) In tờ rơi cho hộ nuôi.
2. Giám sát
a) Lập danh sách hộ nuôi, cập nhật tổng đàn hằng tuần.
b) Lấy mẫu xét nghiệm khi có gia súc ốm.
III. TỔ CHỨC THỰC HIỆN
1. Phòng Kinh tế: tổng hợp báo cáo UBND xã vào thứ Năm hằng tuần.
2. {units} căn cứ Kế hoạch này tổ chức thực hiện, báo cáo trước ngày 25/02/2025.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Văn Bình
"""


def test_tasks_of_a_plan_that_name_nobody_fall_to_those_who_carry_it_out_and_say_so(tmp_path: Path) -> None:
    path = tmp_path / "ke_hoach.txt"
    path.write_text(_PLAN.format(units="Các phòng, đơn vị, trưởng các thôn"), "utf-8")
    made = [duty for duty in extract(path).duties if duty.ordinal.startswith("II.")]
    assert len(made) == 4
    assert {duty.owners for duty in made} == {("Các phòng, đơn vị", "trưởng các thôn")}
    assert all(any(reason.rule == "SUY-TU-KH" and "suy ra" in reason.why for reason in duty.reasons) for duty in made)


def test_one_named_unit_does_not_take_the_tasks_that_name_nobody(tmp_path: Path) -> None:
    path = tmp_path / "ke_hoach.txt"
    path.write_text(_PLAN.format(units="Trạm Thú y"), "utf-8")
    made = [duty for duty in extract(path).duties if duty.ordinal.startswith("II.")]
    assert len(made) == 4
    assert all(duty.owners == () and "owner" in duty.missing for duty in made)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "Phòng Kỹ thuật: Đ/c Nam hoàn thiện hồ sơ gian hàng. Đ/c Hùng khảo sát điểm đấu nối điện trước ngày 12/3/2024.",
            [("Đ/c Nam", None), ("Đ/c Hùng", "2024-03-12")],
        ),
        ("Thống nhất mua 02 máy phát điện; giao P. Vật tư tổ chức chào giá, xong trong tháng 4/2024.", [("P. Vật tư", "2024-04-30")]),
        (
            "Trưởng các phòng triển khai phần việc của mình theo bảng phân công; báo cáo quý trước ngày 15 tháng cuối quý.",
            [("Trưởng các phòng", None), ("Trưởng các phòng", "quarterly")],
        ),
        ("Các Bộ, cơ quan định kỳ hàng quý và trước ngày 15 tháng 12 hàng năm báo cáo Chính phủ.", [("Các Bộ, cơ quan", "several")]),
    ],
)
def test_conclusions_of_a_meeting_are_read_person_by_person_and_report_by_report(
    tmp_path: Path, words: str, found: list[tuple[str, str | None]]
) -> None:
    made = duties(tmp_path, f"1. {words}")
    assert [(duty.owners[0], duty.deadline.frequency or (duty.deadline.due and duty.deadline.due.isoformat())) for duty in made] == found


def test_a_name_that_no_list_knows_is_charged_where_its_neighbours_are(tmp_path: Path) -> None:
    words = "1/ Phòng Kinh doanh: thu tiền gian hàng.\n2/ Phòng Kỹ thuật: lắp đồng hồ điện.\n3/ XN Sơn Hà 1: súc xả tuyến ống cuối nguồn.\n"
    assert [duty.owners for duty in duties(tmp_path, words)][2] == ("XN Sơn Hà 1",)


@pytest.mark.parametrize(
    ("task", "owners", "coordinators", "due"),
    [
        ("In tờ rơi (Khoa Dược thực hiện; các Trạm Y tế phối hợp).", ("Khoa Dược",), ("các Trạm Y tế",), None),
        ("In tờ rơi giới thiệu vắc xin - Khoa Truyền thông - xong trước 30/4/2025.", ("Khoa Truyền thông",), (), "2025-04-30"),
    ],
)
def test_fields_behind_a_task_may_stand_in_a_bracket_or_between_dashes(
    tmp_path: Path, task: str, owners: tuple[str, ...], coordinators: tuple[str, ...], due: str | None
) -> None:
    path = tmp_path / "ke_hoach.txt"
    path.write_text(_PLAN.format(units="Trạm Thú y").replace("a) Phát bản tin trên loa xã.", f"a) {task}"), "utf-8")
    duty = next(duty for duty in extract(path).duties if duty.ordinal == "II.1.a")
    assert (duty.owners, duty.coordinators) == (owners, coordinators)
    assert (duty.deadline.due and duty.deadline.due.isoformat()) == due


def test_circled_numbers_of_a_scan_part_the_acts_of_one_unit(tmp_path: Path) -> None:
    words = "1. V01: Ø) Chủ trì chuẩn bị hội trường; ®) Phối hợp H0I đón tiếp đại biểu; (® Gửi giấy mời trước ngày 12/3/2024."
    made = duties(tmp_path, words)
    assert [duty.owners for duty in made] == [("V01",)] * 3
    assert made[1].coordinators == ("H0I",)


@pytest.mark.parametrize(
    "words",
    [
        "Hội nghị do Phó Chủ tịch UBND tỉnh chủ trì.",
        "(Các thành phần khác do các xã triệu tập)",
        "1. Ổn định tổ chức, giới thiệu đại biểu.",
        "Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy khẩn trương thực hiện tốt các nhiệm vụ trọng tâm sau.",
    ],
)
def test_programmes_remarks_and_lead_ins_order_nothing(tmp_path: Path, words: str) -> None:
    assert duties(tmp_path, f"{words}\n") == ()


def test_a_report_gathered_behind_a_semicolon_has_its_rhythm_to_itself(tmp_path: Path) -> None:
    words = "Sở Tài chính hướng dẫn quyết toán kinh phí; tổng hợp tình hình giải ngân, báo cáo UBND tỉnh trước ngày 20 hàng tháng."
    first, second = duties(tmp_path, f"1. {words}")
    assert first.deadline.kind == "none"
    assert (second.text, second.deadline.frequency) == ("tổng hợp tình hình giải ngân, báo cáo UBND tỉnh", "monthly")


def test_a_labelled_time_behind_the_helpers_leaves_them_helpers(tmp_path: Path) -> None:
    (duty,) = duties(tmp_path, "1. Cập nhật quy trình, phối hợp với Công an tỉnh; thời gian thực hiện: ngay sau khi ban hành.")
    assert (duty.text, duty.coordinators, duty.deadline.kind) == ("Cập nhật quy trình", ("Công an tỉnh",), "immediate")


@pytest.mark.parametrize(
    ("words", "owners", "coordinators", "due"),
    [
        ("Về thu hồi đất: giao UBND xã Hòa Sơn dứt điểm việc chi trả trước 30/4.", ("UBND xã Hòa Sơn",), (), "2024-04-30"),
        ("Đề nghị Báo Bình Sa định hướng dư luận về giá gian hàng.", ("Báo Bình Sa",), (), None),
        ("Yêu cầu Sở Xây dựng trong 7 ngày tới phải xong việc thẩm định.", ("Sở Xây dựng",), (), "2024-03-11"),
        ("Sở Du lịch báo cáo kết quả tại phiên họp thường kỳ tháng 4/2024.", ("Sở Du lịch",), (), "2024-04-30"),
        ("Cứ 10 ngày một lần, Sở Tài chính cập nhật tiến độ giải ngân.", ("Sở Tài chính",), (), None),
        ("Về lâu dài, Sở Xây dựng quy hoạch lại khu hội chợ trong quý II/2024.", ("Sở Xây dựng",), (), "2024-06-30"),
        ("Sở Y tế lập tổ trực cấp cứu trước 31/3/2024, cùng với Công an tỉnh.", ("Sở Y tế",), ("Công an tỉnh",), "2024-03-31"),
        ("Trên tinh thần đó, Sở Công Thương sắp xếp gian hàng trước 20/3/2024.", ("Sở Công Thương",), (), "2024-03-20"),
        ("Sở Tài chính bố trí lịch họp với các hội, dự kiến tuần cuối tháng 3.", ("Sở Tài chính",), (), "2024-03-31"),
        ("Sở Y tế theo dõi dịch bệnh, cùng Công an tỉnh hướng dẫn các gian hàng.", ("Sở Y tế",), ("Công an tỉnh",), None),
        (
            "Sở Du lịch phối hợp Đoàn Thanh niên, Hội Phụ nữ tỉnh trang trí gian hàng.",
            ("Sở Du lịch",),
            ("Đoàn Thanh niên", "Hội Phụ nữ tỉnh"),
            None,
        ),
    ],
)
def test_less_usual_words_of_offices_assign_too(
    tmp_path: Path, words: str, owners: tuple[str, ...], coordinators: tuple[str, ...], due: str | None
) -> None:
    (duty,) = duties(tmp_path, f"1. {words}")
    assert (duty.owners, duty.coordinators) == (owners, coordinators)
    assert (duty.deadline.due.isoformat() if duty.deadline.due else None) == due


@pytest.mark.parametrize(
    "heading",
    ["Công chức Văn hóa - Xã hội", "Kế toán ngân sách xã", "Bí thư chi bộ các thôn", "Hợp tác xã Hoa Sơn", "Thành viên Ban Tổ chức"],
)
def test_parts_of_an_office_head_the_duties_below_them(tmp_path: Path, heading: str) -> None:
    (duty,) = duties(tmp_path, f"I. PHÂN CÔNG NHIỆM VỤ\n1. {heading}\n- Soạn bài phát thanh về hội chợ.")
    assert duty.owners == (heading,)


def test_a_telegram_that_names_its_recipients_on_one_line_orders_them(tmp_path: Path) -> None:
    path = tmp_path / "cong_dien.txt"
    path.write_text(
        "BAN CHỈ ĐẠO QUỐC GIA\nPHÒNG THỦ DÂN SỰ\nSố: 05/CĐ-QG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Hà Nội, ngày 04 tháng 3 năm 2024\nCÔNG ĐIỆN\nỨng phó rét hại\nBan Chỉ đạo quốc gia điện: UBND các tỉnh miền núi\n"
        "Để chủ động ứng phó, Ban Chỉ đạo yêu cầu:\n1. Hướng dẫn người dân che chắn chuồng trại trong ngày 05/3.\n"
        "Nơi nhận:\n- Như trên.\nTRƯỞNG BAN\nHà Văn Lộc\n",
        "utf-8",
    )
    (duty,) = extract(path).duties
    assert duty.owners == ("UBND các tỉnh miền núi",)
    assert duty.deadline.due is not None
