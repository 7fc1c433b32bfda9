"""Ways of published directives: who acts is somebody, what stands beside the orders is none, sections share what they say at their end."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.tracking.language.letter import Letter, read
from tracking.duty import Duty
from tracking.extract import extract
from tracking.language.somebody import is_anybody, names_somebody, stand_for, with_members

_LETTER = Letter("SỞ CÔNG THƯƠNG", "41/SCT-VP", "chuẩn bị phiên chợ", "GIÁM ĐỐC")
_TO = "Kính gửi: Các Chi cục Thuế huyện"
_PLAN = """UBND HUYỆN SA NAM
Số: 15/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sa Nam, ngày 04 tháng 3 năm 2024

KẾ HOẠCH
Giữ nước sạch năm 2024

"""


def duties(folder: Path, body: str, to: str = _TO) -> tuple[Duty, ...]:
    return read(folder, _LETTER.around(body, to))


def plan(folder: Path, body: str) -> tuple[Duty, ...]:
    return read(folder, _PLAN + body + _LETTER.foot)


@pytest.mark.parametrize(
    "name",
    ["Bộ Luật lao động năm 2019 (", "các vụ cháy rừng xảy ra", "Bản chất của việc này là giữ nước", "Nghị định số 5", "các hồ sơ chậm"],
)
def test_a_law_a_case_or_a_statement_is_nobody(name: str) -> None:
    assert not names_somebody(name)


@pytest.mark.parametrize("name", ["Bộ Tư pháp", "Các Vụ, Cục", "Chủ tịch UBND xã", "Luật sư trưởng", "các thôn"])
def test_an_office_or_a_post_is_somebody(name: str) -> None:
    assert names_somebody(name)


def test_a_clerk_of_no_name_is_for_the_unit_to_choose(tmp_path: Path) -> None:
    assert is_anybody("cán bộ")
    assert is_anybody("01 phòng đầu mối")
    assert not is_anybody("cán bộ địa chính xã")
    (duty,) = duties(tmp_path, "Sở yêu cầu các đơn vị thực hiện như sau:\n\n1. Phân công cán bộ trực máy bơm vào ban đêm.\n")
    assert duty.text.startswith("Phân công cán bộ trực")
    assert duty.owners == ("Các Chi cục Thuế huyện",)


def test_one_of_a_group_named_short_means_the_group() -> None:
    assert stand_for(("Chi cục Thuế",), ("các Chi cục Thuế",))
    assert stand_for(("Cục Thuế",), ("Cục Thuế các tỉnh",))
    assert not stand_for(("Cục Thuế",), ("Cục Hải quan các tỉnh",))
    assert not stand_for(("Sở",), ("các Sở",))


def test_members_meant_above_all_are_named_with_their_group() -> None:
    assert with_members("UBND các xã ven sông, trong đó trọng tâm là các xã: A, B") == "UBND các xã ven sông"


def test_helpers_parted_by_a_semicolon_are_one_list(tmp_path: Path) -> None:
    words = "1. Sở Y tế:\n- Chủ trì, phối hợp với Sở Tài chính; Sở Nội vụ rà soát biên chế trạm y tế.\n2. Sở Tư pháp:\n- Rà soát văn bản.\n"
    first, _ = duties(tmp_path, words)
    assert (first.owners, first.coordinators) == (("Sở Y tế",), ("Sở Tài chính", "Sở Nội vụ"))


def test_those_whom_an_act_concerns_give_no_duty_of_their_own(tmp_path: Path) -> None:
    words = "1. Kiểm tra thuế đối với các hộ mua bán qua mạng; các hộ nhận tiền từ nước ngoài bằng thẻ.\n2. Rà soát sổ bộ.\n"
    assert [duty.ordinal for duty in duties(tmp_path, words)] == ["1", "2"]


def test_an_undated_act_goes_with_the_dated_one_before_a_report(tmp_path: Path) -> None:
    words = (
        "1. Các phòng căn cứ nhiệm vụ được giao chỉ đạo: lập danh sách hộ vay trước ngày 20/3/2024; thẩm tra từng hộ; "
        "Báo cáo kết quả về Sở trước ngày 10/6/2024.\n2. Rà soát sổ bộ.\n"
    )
    first, second, _ = duties(tmp_path, words)
    assert first.text.startswith("lập danh sách")
    assert first.text.endswith("thẩm tra từng hộ")
    assert first.deadline.due == dt.date(2024, 3, 20)
    assert second.text.startswith("Báo cáo")
    assert second.deadline.due == dt.date(2024, 6, 10)


def test_what_a_superior_is_to_pass_by_a_month_has_that_limit(tmp_path: Path) -> None:
    (duty,) = duties(tmp_path, "1. Giao Sở Tư pháp hoàn thiện dự thảo, trình UBND tỉnh ban hành trong tháng 5 năm 2024.\n")
    assert duty.deadline.due == dt.date(2024, 5, 31)


def test_the_span_of_a_scheme_is_no_limit(tmp_path: Path) -> None:
    (duty,) = duties(tmp_path, "1. Yêu cầu Sở Y tế phổ biến Đề án giữ rừng đến năm 2030 và những năm tiếp theo.\n")
    assert duty.deadline.kind == "none"


@pytest.mark.parametrize(
    "words",
    [
        "Giữ nguồn nước là nhiệm vụ quan trọng, thể hiện trách nhiệm với đời sau.",
        "Tại văn bản số 8/SNV-TH ngày 02/01/2024, Giám đốc Sở đã giao Chi cục Thuế huyện rà soát sổ bộ.",
        "Căn cứ báo cáo của các đơn vị, Sở sẽ tổng hợp trình UBND tỉnh.",
        "Theo khoản 2 Điều 7 Nghị định này thì được miễn lệ phí chợ.",
    ],
)
def test_what_only_tells_gives_no_duty(tmp_path: Path, words: str) -> None:
    assert [duty.ordinal for duty in duties(tmp_path, f"1. Rà soát sổ bộ hộ kinh doanh.\n\n2. Thu nợ đọng.\n\n{words}\n")] == ["1", "2"]


def test_an_opening_before_the_lead_gives_no_duty(tmp_path: Path) -> None:
    words = (
        "Thời gian qua chợ quê đông dần. Các Chi cục Thuế cần hướng tới cách thu qua mạng.\n\n"
        "Sở đề nghị các Chi cục Thuế thực hiện các nội dung sau:\n\n1. Rà soát sổ bộ.\n\n2. Thu nợ đọng.\n"
    )
    assert [duty.ordinal for duty in duties(tmp_path, words)] == ["1", "2"]


def test_a_quotation_over_paragraphs_and_answers_to_readers_give_no_duty(tmp_path: Path) -> None:
    words = (
        "1. Rà soát sổ bộ hộ kinh doanh theo Nghị quyết, trong đó ghi:\n\n“Chợ quê được miễn thuế.\n\n"
        "Giao Sở Tài chính hoàn trả tiền đã thu.”\n\n2. Thu nợ đọng.\n\nChợ quê được quy định như thế nào?\n\n"
        "- Sở Tài chính có trách nhiệm lập dự toán chợ.\n"
    )
    assert "Sở Tài chính" not in {name for duty in duties(tmp_path, words) for name in duty.owners}


def test_results_sent_by_no_day_are_a_duty(tmp_path: Path) -> None:
    *_, last = duties(
        tmp_path, "1. Rà soát sổ bộ.\n\n2. Thu nợ đọng.\n\n3. Kết quả thực hiện báo cáo về Sở Công Thương (Phòng Thương mại).\n"
    )
    assert last.text.startswith("Kết quả thực hiện")
    assert last.owners == ("Các Chi cục Thuế huyện",)


def test_an_office_that_makes_a_conclusion_known_may_be_charged_by_it(tmp_path: Path) -> None:
    path = tmp_path / "ket-luan.txt"
    path.write_text(
        "VĂN PHÒNG UBND TỈNH\nSố: 9/TB-VP\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Bình Sa, ngày 04 tháng 3 năm 2024\n\nTHÔNG BÁO\nKết luận của Chủ tịch UBND tỉnh tại buổi họp về chợ quê\n\n"
        "Chủ tịch UBND tỉnh kết luận như sau:\n\n1. Sở Công Thương rà soát quy hoạch chợ.\n\n"
        "2. Văn phòng UBND tỉnh chủ trì, phối hợp với Sở Nội vụ đôn đốc các huyện thực hiện.\n" + _LETTER.foot,
        "utf-8",
    )
    assert [duty.owners for duty in extract(path).duties] == [("Sở Công Thương",), ("Văn phòng UBND tỉnh",)]


def test_a_section_says_at_its_end_who_does_its_tasks_and_when(tmp_path: Path) -> None:
    words = """I. GIỮ NGUỒN NƯỚC
1. Nội dung, biện pháp
a) Rào các giếng chung;
b) Vận động các hộ không đổ rác xuống kênh.
2. Cơ quan chủ trì, phối hợp
a) Cơ quan chủ trì
- Phòng Kinh tế.
- UBND các xã; Trạm Thủy nông huyện.
b) Cơ quan phối hợp
- Hội Nông dân huyện.
3. Thời gian thực hiện: Từ năm 2024 đến năm 2026 và tiếp theo.
"""
    made = plan(tmp_path, words)
    assert [duty.ordinal for duty in made] == ["I.1.a", "I.1.b"]
    assert all(duty.owners == ("Phòng Kinh tế", "UBND các xã", "Trạm Thủy nông huyện") for duty in made)
    assert all(duty.coordinators == ("Hội Nông dân huyện",) and duty.deadline.due == dt.date(2026, 12, 31) for duty in made)


def test_items_that_name_nobody_take_the_groups_of_the_first(tmp_path: Path) -> None:
    words = """II. NỘI DUNG CÔNG TÁC
1. Các phòng, ban thuộc huyện tiếp tục tuyên truyền giữ nước.
2. Rà soát các giếng chung.
3. Phân công người trực trạm bơm.
"""
    assert {duty.owners for duty in plan(tmp_path, words)} == {("Các phòng, ban thuộc huyện",)}


def test_a_plan_that_divides_its_work_gives_its_general_tasks_to_nobody(tmp_path: Path) -> None:
    units = ("Phòng Kinh tế", "Phòng Nội vụ", "Phòng Tư pháp", "Công an huyện", "Trạm Y tế huyện")
    divided = "".join(f"{at}. {unit}\n- Rà soát phần việc số {at} của mình.\n" for at, unit in enumerate(units, 1))
    made = plan(tmp_path, f"I. NHIỆM VỤ\n1. Nâng cao ý thức giữ nước.\n2. Đẩy mạnh trồng rừng.\nII. TỔ CHỨC THỰC HIỆN\n{divided}")
    assert [duty.owners[0] for duty in made] == list(units)


def test_syllables_whose_vowel_stands_apart_are_read_whole(tmp_path: Path) -> None:
    (duty,) = duties(tmp_path, "1. Bộ Y t ế rà soát ch ế độ trực đ ê m và phong trào đ ề n ơn.\n")
    assert duty.owners == ("Bộ Y tế",)
    assert "chế độ" in duty.text
    assert "đền ơn" in duty.text


def test_a_reminder_to_have_others_carry_it_out_is_no_duty(tmp_path: Path) -> None:
    words = "1. Rà soát sổ bộ.\n\n2. Thu nợ đọng.\n\nĐề nghị các Chi cục Thuế chỉ đạo các cơ quan liên quan tổ chức thực hiện.\n"
    assert [duty.ordinal for duty in duties(tmp_path, words)] == ["1", "2"]


def test_days_and_a_rhythm_in_one_field_are_yearly_from_their_last_month(tmp_path: Path) -> None:
    words = "I. NHIỆM VỤ\n1. Sửa quy chế trực đê\n- Chủ trì: Phòng Kinh tế\n- Thời gian: Tháng 4, 5/2024 và bổ sung hằng năm\n"
    (duty,) = plan(tmp_path, words)
    assert (duty.deadline.kind, duty.deadline.frequency, duty.deadline.due) == ("recurring", "yearly", dt.date(2024, 5, 31))


def test_a_group_that_is_named_again_stands_as_it_is_named(tmp_path: Path) -> None:
    body = "1. Các Chi cục Thuế rà soát danh sách hộ kinh doanh ở chợ.\n2. Chi cục Thuế lập sổ theo dõi từng hộ."
    found = duties(tmp_path, body, "Kính gửi: Chi cục Thuế các huyện")
    assert [duty.owners for duty in found] == [("Các Chi cục Thuế",), ("Chi cục Thuế các huyện",)]


def test_a_rhythm_of_reports_dates_no_other_task(tmp_path: Path) -> None:
    found = duties(
        tmp_path,
        "1. Rà soát danh sách hộ kinh doanh ở chợ.\n2. Lập sổ theo dõi từng hộ.\n"
        "Yêu cầu định kỳ báo cáo các nội dung nêu trên thay cho mẫu báo cáo năm trước.",
    )
    assert [duty.deadline.kind for duty in found[:2]] == ["none", "none"]
