"""What stands among the orders of a directive and is none: accounts, states of things, quoted law, rules for private people."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.tracking.language.letter import Letter, read
from tracking.duty import Duty
from tracking.language.somebody import is_outside, is_private

_LETTER = Letter("CHI CỤC THỦY LỢI MIỀN SA", "112/CCTL-KT", "giữ nước mùa khô", "CHI CỤC TRƯỞNG")
_TO = "Các Hạt quản lý đê"
_LEAD = "Chi cục Thủy lợi yêu cầu các Hạt quản lý đê thực hiện các nội dung sau:\n\n"


def duties(folder: Path, body: str, to: str = _TO) -> tuple[Duty, ...]:
    return read(folder, _LETTER.around(body, f"Kính gửi: {to}"))


@pytest.mark.parametrize(
    "told",
    [
        "Nạo vét được 1.240 mét kênh bằng máy của hợp tác xã.",
        "Một số Hạt có tỷ lệ đọc mực nước thấp như: Hạt Sông Con, Hạt Bến Tre.",
        "Đánh giá qua số liệu ba tháng, nhiều Hạt còn để kênh cạn ở đoạn cuối.",
        "Trong khi các trạm bơm đã chạy hết công suất, điều tiết nước ở cuối kênh không theo kịp.",
        "Lượng nước bơm hai tháng bằng 92,4% cùng kỳ năm 2023.",
        "Trường hợp xã tự lo được dầu bơm thì ngân sách huyện hỗ trợ một nửa tiền điện.",
        "Tại điểm a khoản 2 Điều 7 Quy chế vận hành quy định: người mở cống phải ghi sổ.",
    ],
)
def test_how_things_stand_is_no_duty(tmp_path: Path, told: str) -> None:
    body = f"{_LEAD}1. Rà soát các cống lấy nước.\n\n2. {told}\n\n3. Lập lịch mở cống từng tuần.\n"
    assert [duty.ordinal for duty in duties(tmp_path, body)] == ["1", "3"]


@pytest.mark.parametrize(
    "order",
    [
        "Bảo đảm tưới được 95% diện tích lúa.",
        "Rà soát một số cống có tỷ lệ rò rỉ cao.",
        "Trong khi chờ thay cánh cống, tiếp tục đắp bao giữ nước.",
        "Báo cáo lượng nước bơm, so sánh với cùng kỳ năm trước.",
        "Đối với đoạn kênh sạt lở thì khẩn trương đóng cọc gia cố.",
    ],
)
def test_an_order_that_speaks_of_numbers_and_states_is_one(tmp_path: Path, order: str) -> None:
    body = f"{_LEAD}1. Rà soát các cống lấy nước.\n\n2. {order}\n\n3. Lập lịch mở cống từng tuần.\n"
    assert [duty.ordinal for duty in duties(tmp_path, body)] == ["1", "2", "3"]


@pytest.mark.parametrize("scrap", ["gaa!", "&f⁄", "Kin", "é"])
def test_what_a_scan_makes_of_initials_behind_the_closing_is_nothing(tmp_path: Path, scrap: str) -> None:
    body = f"{_LEAD}1. Rà soát các cống lấy nước.\n\nChi cục yêu cầu các Hạt quản lý đê nghiêm túc triển khai thực hiện. {scrap}\n"
    assert [duty.text for duty in duties(tmp_path, body)] == ["Rà soát các cống lấy nước"]


def test_law_quoted_paragraph_by_paragraph_orders_nobody(tmp_path: Path) -> None:
    body = (
        "1. Về việc mở cống ban đêm\n\n"
        "Quy chế vận hành đã ban hành quy định:\n\n"
        "“a) Người vận hành phải có mặt trước giờ mở cống;\n\n"
        "b) Tổ thủy nông ghi sổ từng lần mở, báo cáo Hạt quản lý đê.”\n\n"
        "2. Đề nghị các Hạt quản lý đê phân công người trực đêm.\n"
    )
    (duty,) = duties(tmp_path, body)
    assert duty.text.startswith("phân công người trực đêm")


@pytest.mark.parametrize("name", ["người nộp thuế", "Các hộ nuôi tôm", "Đối với người sử dụng đất", "chủ vật nuôi"])
def test_people_who_deal_with_an_office_are_private(name: str) -> None:
    assert is_private(name)
    assert is_outside(name)


@pytest.mark.parametrize("name", ["Người đứng đầu đơn vị", "Chủ tịch UBND xã", "tổ chức đảng", "Gia đình và trẻ em"])
def test_those_with_a_post_are_not(name: str) -> None:
    assert not is_private(name)


def test_rules_for_private_people_are_no_tasks(tmp_path: Path) -> None:
    body = (
        f"{_LEAD}1. Hạt quản lý đê: phát mẫu đơn xin lấy nước cho từng thôn.\n\n"
        "2. Người lấy nước nộp hai bản đơn tại trạm bơm.\n\n"
        "3. Các hộ nuôi cá gửi bản cam kết kèm theo sổ hộ khẩu.\n"
    )
    assert [duty.ordinal for duty in duties(tmp_path, body)] == ["1"]


def test_kinds_of_firms_listed_under_an_act_belong_to_it(tmp_path: Path) -> None:
    body = (
        f"{_LEAD}1. Kiểm tra việc lấy nước mặt của những nơi sau:\n\n"
        "- Doanh nghiệp sản xuất nước đá, cung cấp cho tàu cá\n\n- Doanh nghiệp tổ chức nuôi tôm trên cát\n\n"
        "2. Lập lịch mở cống từng tuần.\n"
    )
    first, second = duties(tmp_path, body)
    assert (first.ordinal, second.ordinal) == ("1", "2")
    assert first.owners == second.owners


def test_firms_that_must_do_something_are_charged(tmp_path: Path) -> None:
    (duty,) = duties(tmp_path, "1. Doanh nghiệp khai thác cát phải lắp phao báo ở bãi tập kết trước ngày 20/3/2024.\n")
    assert duty.owners == ("Doanh nghiệp khai thác cát",)
    assert duty.deadline.due == dt.date(2024, 3, 20)


@pytest.mark.parametrize(
    ("words", "owner", "opens"),
    [
        ("Nếu kênh vỡ, nước tràn đường, hư hỏng cống, Hạt Sông Con lập biên bản.", "Hạt Sông Con", "lập biên bản"),
        ("Sau khi dân bình chọn, được duyệt, Sở Xây dựng công bố mẫu nhà.", "Sở Xây dựng", "công bố"),
        ("Trong năm 2024, Sở Y tế phải khám cho công nhân bơm nước.", "Sở Y tế", "khám cho"),
        ("Căn cứ nhu cầu của các cơ quan, tổ chức trên đê, UBND xã Tân Sa quyết định danh sách trực.", "UBND xã Tân Sa", "quyết định"),
    ],
)
def test_who_acts_behind_a_condition_is_charged_once(tmp_path: Path, words: str, owner: str, opens: str) -> None:
    (duty,) = duties(tmp_path, f"1. {words}\n")
    assert duty.owners == (owner,)
    assert opens in duty.text


@pytest.mark.parametrize(
    "words",
    [
        "Trong năm 2023, Sở Y tế tổ chức 12 lớp học bơi.",
        "Nhằm giữ nước cho vụ hè, tạo thuận lợi cho dân, Chi cục Thủy lợi đưa ra lịch bơm kèm theo.",
        "Tất cả các trường hợp đều được lấy mẫu nước vào ngày thứ 6.",
        "Chi cục Thủy lợi trả lời để các Hạt quản lý đê được rõ.",
        "Căn cứ chức năng, nhiệm vụ, quyền hạn được giao tổ chức triển khai thực hiện Kế hoạch theo quy định.",
        "Các Hạt quản lý đê theo chức năng triển khai đồng bộ các nhiệm vụ, giải pháp nêu trên.",
    ],
)
def test_what_only_closes_or_tells_orders_nothing(tmp_path: Path, words: str) -> None:
    assert duties(tmp_path, f"{_LEAD}1. Rà soát các cống lấy nước.\n\n2. {words}\n")[1:] == ()


def test_your_ministry_is_whom_the_letter_goes_to(tmp_path: Path) -> None:
    body = (
        "Ngày 02 tháng 2 năm 2024, Chi cục có văn bản số 31/TB-CCTL thông báo ý kiến chỉ đạo của Chủ tịch UBND tỉnh yêu cầu quý Sở "
        "sớm xây dựng mái che trạm bơm.\n\nChi cục Thủy lợi đề nghị quý Sở khẩn trương có báo cáo về việc này.\n"
    )
    (duty,) = duties(tmp_path, body, to="Sở Xây dựng")
    assert duty.owners == ("Sở Xây dựng",)
    assert duty.text.startswith("khẩn trương có báo cáo")


def test_what_a_unit_is_to_assign_to_its_own_people_is_its_duty(tmp_path: Path) -> None:
    body = (
        "1. Trách nhiệm của Ủy ban nhân dân các xã\n\na) Mở sổ ghi giờ bơm.\n\nb) Giao Trạm Thủy nông xem mực nước hằng ngày.\n\n"
        "2. Sở Y tế:\n\n- Giao các đội y tế xem mẫu nước ở trạm bơm.\n"
    )
    named = [(duty.ordinal, duty.owners) for duty in duties(tmp_path, body)]
    assert named == [
        ("1.a", ("Ủy ban nhân dân các xã",)),
        ("1.b", ("Ủy ban nhân dân các xã",)),
        ("2.-1", ("Sở Y tế",)),
    ]


def test_a_member_of_a_group_in_a_heading_is_charged_itself(tmp_path: Path) -> None:
    body = "1. Các sở, ban, ngành:\n\na) Mở sổ ghi giờ bơm.\n\nb) Giao Sở Nội vụ xem xét khen thưởng người trực bơm.\n"
    assert [duty.owners for duty in duties(tmp_path, body)] == [("Các sở, ban, ngành",), ("Sở Nội vụ",)]
