"""A duty that a directive gives in two places is read once, with both statements."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tracking.duty import Duty, Reading
from tracking.explain import explain
from tracking.extract import extract
from tracking.language.confidence import SURE

HEAD = "ỦY BAN NHÂN DÂN XÃ HÀ CHÂU\nSố: 7/KH-UBND\nHà Châu, ngày 05 tháng 01 năm 2026\nKẾ HOẠCH\nSắp xếp lại kho hồ sơ năm 2026\n"
BODY = "II. NHIỆM VỤ\n{body}\nNơi nhận:\n- Như trên.\nCHỦ TỊCH\nLê An\n"
ANNEX = "PHỤ LỤC\n(Kèm theo Kế hoạch số 7/KH-UBND)\n| TT | Nội dung | Chủ trì | Thời hạn |\n| --- | --- | --- | --- |\n"
OTHER_ROWS = (
    "| 8 | Thay biển tên và sơ đồ các dãy giá ở hai tầng kho | Phòng Kinh tế | Quý II/2026 |",
    "| 9 | Tập huấn cách dùng phần mềm mượn trả cho người giữ kho | Phòng Kinh tế | Tháng 6/2026 |",
)
TASK = "Kiểm kê toàn bộ hồ sơ lưu trữ giấy trong kho và lập danh mục hồ sơ quá hạn bảo quản"


def read(tmp_path: Path, body: str, *rows: str) -> Reading:
    path = tmp_path / "ke_hoach.txt"
    path.write_text(HEAD + BODY.format(body=body) + ("\n".join((ANNEX + rows[0], *rows[1:], *OTHER_ROWS, "")) if rows else ""), "utf-8")
    return extract(path)


def duties_like(reading: Reading, words: str) -> list[Duty]:
    return [duty for duty in reading.duties if words in duty.text]


def test_a_body_item_and_an_annex_row_with_other_days_are_one_duty_and_the_earlier_day_is_in_force(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        f"1. Giao Văn phòng: {TASK}, hoàn thành trước ngày 20/3/2026.\n2. Giao Phòng Kinh tế: Rà soát giá thuê mặt bằng chợ.",
        f"| 1 | {TASK} | Văn phòng | Trước ngày 10/4/2026 |",
    )
    (duty,) = duties_like(reading, "Kiểm kê toàn bộ hồ sơ")
    assert duty.deadline.due == dt.date(2026, 3, 20)
    (said,) = duty.said_elsewhere
    assert said.deadline is not None
    assert said.deadline.due == dt.date(2026, 4, 10)
    assert said.text == "Trước ngày 10/4/2026"
    assert duty.confidence < SURE
    assert len(duties_like(reading, "giá thuê mặt bằng")) == 1


def test_the_earlier_day_is_in_force_whichever_place_gives_it(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        f"1. Giao Văn phòng: {TASK}, hoàn thành trước ngày 20/5/2026.",
        f"| 1 | {TASK} | Văn phòng | Trước ngày 10/4/2026 |",
    )
    (duty,) = duties_like(reading, "Kiểm kê toàn bộ hồ sơ")
    assert duty.deadline.due == dt.date(2026, 4, 10)
    (said,) = duty.said_elsewhere
    assert said.deadline is not None
    assert said.deadline.due == dt.date(2026, 5, 20)


def test_another_lead_at_the_row_is_kept_beside(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        f"1. Giao Phòng Văn hóa - Xã hội: {TASK}, hoàn thành trước ngày 10/4/2026.",
        f"| 1 | {TASK} | Văn phòng | Trước ngày 10/4/2026 |",
    )
    (duty,) = duties_like(reading, "Kiểm kê toàn bộ hồ sơ")
    assert duty.owners == ("Văn phòng",)
    (said,) = duty.said_elsewhere
    assert said.owners == ("Phòng Văn hóa - Xã hội",)


@pytest.mark.parametrize("days", [("20/3/2026", "10/4/2026"), ("10/4/2026", "20/3/2026")])
def test_two_places_of_the_body_are_one_duty_at_the_place_whose_day_is_in_force(tmp_path: Path, days: tuple[str, str]) -> None:
    items = [f"1. Giao Văn phòng: {TASK}, hoàn thành trước ngày {day}." for day in days]
    reading = read(tmp_path, f"{items[0]}\nIII. TIẾN ĐỘ\n{items[1]}")
    (duty,) = duties_like(reading, "Kiểm kê toàn bộ hồ sơ")
    assert duty.deadline.due == dt.date(2026, 3, 20)
    assert "20/3/2026" in duty.source.quote
    assert [said.text for said in duty.said_elsewhere] == ["trước ngày 10/4/2026"]


def test_a_duty_said_twice_alike_is_read_once_with_nothing_to_choose(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        f"1. Giao Văn phòng: {TASK}, hoàn thành trước ngày 10/4/2026.",
        f"| 1 | {TASK} | Văn phòng | Trước ngày 10/4/2026 |",
    )
    (duty,) = duties_like(reading, "Kiểm kê toàn bộ hồ sơ")
    assert duty.said_elsewhere == ()


@pytest.mark.parametrize(
    "rows",
    [
        (f"| 1 | {TASK} | Văn phòng | Trước ngày 10/4/2026 |", f"| 2 | {TASK} | Phòng Kinh tế | Trước ngày 15/4/2026 |"),
        ("| 1 | Kiểm kê toàn bộ trang thiết bị trong kho và lập danh mục tài sản hỏng | Văn phòng | Trước ngày 10/4/2026 |",),
        (f"| 1 | {TASK} | Phòng Kinh tế | Trước ngày 10/4/2026 |",),
    ],
    ids=["two rows for two offices", "another task of alike words", "another office by another day"],
)
def test_what_may_be_two_duties_stays_two(tmp_path: Path, rows: tuple[str, ...]) -> None:
    reading = read(tmp_path, f"1. Giao Văn phòng: {TASK}, hoàn thành trước ngày 20/3/2026.", *rows)
    assert len(duties_like(reading, "Kiểm kê toàn bộ")) == 1 + len(rows)
    assert not any(duty.said_elsewhere for duty in reading.duties)


def test_short_reports_asked_of_two_offices_are_two_duties(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "1. Văn phòng báo cáo kết quả trước ngày 10/4/2026.\n2. Phòng Kinh tế báo cáo kết quả trước ngày 15/4/2026.",
    )
    assert [duty.owners for duty in duties_like(reading, "báo cáo kết quả")] == [("Văn phòng",), ("Phòng Kinh tế",)]


def test_the_contract_shows_the_other_statement_and_the_argument_tells_of_it(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        f"1. Giao Văn phòng: {TASK}, hoàn thành trước ngày 20/3/2026.",
        f"| 1 | {TASK} | Văn phòng | Trước ngày 10/4/2026 |",
    )
    (shown,) = (duty for duty in reading.as_json()["duties"] if "Kiểm kê" in duty["text"])
    assert shown["deadline"]["due"] == "2026-03-20"
    (said,) = shown["said_elsewhere"]
    assert said["deadline"]["due"] == "2026-04-10"
    assert set(said) == {"deadline", "text", "page", "place", "against"}
    assert said["place"].startswith("phụ lục")
    assert said["against"] == "nội dung mục II.1"
    assert any("01 nhiệm vụ ghi ở hai nơi" in warning for warning in reading.warnings)
    lines = "\n".join(explain(reading))
    assert "hai nơi" in lines
    assert "hạn sớm hơn" in lines
