"""Headings that are times, and owners in brackets, in plans that go month by month."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest

from tracking.extract import extract
from tracking.language.context import Context
from tracking.language.tail import tail_of
from tracking.language.timeline import time_of_title

SCHOOL = Context(kind="kế hoạch", issued_on=dt.date(2024, 9, 5), year=2024)


@pytest.mark.parametrize(
    ("title", "due"),
    [
        ("Tháng 9/2024:", "2024-09-30"),
        ("Tháng 10", "2024-10-31"),
        ("Tháng 01", "2025-01-31"),
        ("Tuần 1 (từ 09/9 đến 14/9)", "2024-09-14"),
        ("Giai đoạn 1: Từ tháng 10/2024 đến tháng 12/2024", "2024-12-31"),
        ("Giai đoạn chuẩn bị (tháng 9/2024)", "2024-09-30"),
        ("Trước ngày 15/9", "2024-09-15"),
    ],
)
def test_a_heading_that_is_only_a_time_dates_what_stands_below_it(title: str, due: str) -> None:
    found = time_of_title(title, SCHOOL)
    assert found is not None
    assert str(found.due) == due


def test_words_of_a_task_head_a_time_only_among_such_headings() -> None:
    found = time_of_title("Trọng tâm tháng 11 năm 2024", SCHOOL, ["Trọng tâm tháng 10 năm 2024"])
    assert found is not None
    assert str(found.due) == "2024-11-30"
    assert time_of_title("Trọng tâm tháng 11 năm 2024", SCHOOL, ["Đánh giá chung"]) is None


@pytest.mark.parametrize(
    "title",
    [
        "Rà soát hồ sơ tháng 9",
        "Thời gian: Tháng 9",
        "Ngày 20/9/2024",
        "Từ 13h30 đến 14h30 ngày 20/9/2024",
        "Năm học 2024-2025",
        "Tổ chuyên môn",
    ],
)
def test_acts_fields_and_programmes_of_an_event_are_no_such_headings(title: str) -> None:
    assert time_of_title(title, SCHOOL) is None


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Mở lớp bồi dưỡng bí thư chi đoàn (Ban Tổ chức, Huyện Đoàn Ba Tơ).", ("Ban Tổ chức", "Huyện Đoàn Ba Tơ")),
        ("Ra quân làm sạch bãi biển (các huyện, thị, thành Đoàn).", ("các huyện, thị, thành Đoàn",)),
        ("Gửi danh sách (qua Văn phòng Sở).", ()),
        ("Báo cáo Sở Nội vụ (Phòng Cải cách hành chính).", ()),
        ("Mở lớp bồi dưỡng (đợt 2).", ()),
    ],
)
def test_units_alone_in_a_bracket_do_the_act_where_nobody_else_is_named(text: str, owners: tuple[str, ...]) -> None:
    assert tail_of(text, unassigned=True).owners == owners
    assert tail_of(text).owners == ()


@pytest.mark.parametrize(
    ("text", "owners", "coordinators", "deadline"),
    [
        (
            "Rà soát nhu cầu cây giống của các thôn: Công chức Nông nghiệp, hoàn thành trước 05/01/2025.",
            ("Công chức Nông nghiệp",),
            (),
            "trước 05/01/2025",
        ),
        (
            "Cấp cây giống (Tổ Kinh tế chủ trì, phối hợp Hội Nông dân; ngày 27/01/2025).",
            ("Tổ Kinh tế",),
            ("Hội Nông dân",),
            "ngày 27/01/2025",
        ),
    ],
)
def test_what_stands_behind_the_owner_at_the_end_is_its_helpers_and_time(
    text: str, owners: tuple[str, ...], coordinators: tuple[str, ...], deadline: str
) -> None:
    tail = tail_of(text, unassigned=True)
    assert (tail.owners, tail.coordinators, tail.deadline) == (owners, coordinators, deadline)


def test_a_colon_before_no_unit_gives_no_owner() -> None:
    assert tail_of("Rà soát các nội dung sau: nhà ở, đất ở, hoàn thành trước 05/01/2025.", unassigned=True).owners == ()


def test_four_hundred_numbered_titles_are_read_in_seconds(tmp_path: Path) -> None:
    path = tmp_path / "ke_hoach.txt"
    lines = "".join(f"{n}. Nội dung công tác thứ {n}\n- Rà soát hồ sơ đợt {n}, gửi kết quả.\n" for n in range(1, 401))
    path.write_text(f"SỞ NỘI VỤ\nSố: 15/KH-SNV\nHà Trung, ngày 03 tháng 3 năm 2026\nKẾ HOẠCH\nCông tác năm 2026\n\n{lines}", "utf-8")
    begun = time.monotonic()
    extract(path)
    assert time.monotonic() - begun < 15
