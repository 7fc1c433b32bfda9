"""Times that stand above or behind the duties they are of: in the heading of a unit, in the words that lead to a list, in «như trên»."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tracking.duty import Duty
from tracking.extract import extract

HEAD = "SỞ Y TẾ\nSố: 4/SYT-VP\nHà Châu, ngày 04 tháng 3 năm 2026\nV/v sắp xếp kho\nKính gửi: Các phòng thuộc Sở.\n"
FOOT = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nGIÁM ĐỐC\nLê An\n"
TWENTIETH = dt.date(2026, 3, 20)


def read(tmp_path: Path, body: str) -> tuple[Duty, ...]:
    path = tmp_path / "cong_van.txt"
    path.write_text(HEAD + body + FOOT, "utf-8")
    return extract(path).duties


@pytest.mark.parametrize(
    "heading",
    ["1. Văn phòng Sở (trước ngày 20/3/2026):", "1. Văn phòng Sở, trước ngày 20/3/2026:", "1. Văn phòng Sở - xong trước ngày 20/3/2026:"],
)
def test_a_heading_of_a_unit_with_a_day_gives_both_to_the_items_below(tmp_path: Path, heading: str) -> None:
    duties = read(tmp_path, f"{heading}\n- Rà soát hồ sơ trong kho.\n- Lập danh mục giá kệ.\n2. Phòng Kế hoạch:\n- Tổng hợp kinh phí.")
    assert [(duty.owners, duty.deadline.due) for duty in duties] == [
        (("Văn phòng Sở",), TWENTIETH),
        (("Văn phòng Sở",), TWENTIETH),
        (("Phòng Kế hoạch",), None),
    ]


def test_a_day_in_the_words_that_lead_to_a_list_dates_its_items(tmp_path: Path) -> None:
    duties = read(
        tmp_path,
        "Sở yêu cầu các phòng hoàn thành trước ngày 20/3/2026 các việc sau:\n1. Rà soát kho.\n2. Lập danh mục, xong 15/3/2026.",
    )
    assert [duty.deadline.due for duty in duties] == [TWENTIETH, dt.date(2026, 3, 15)]


@pytest.mark.parametrize(
    "lead",
    [
        "Trong năm 2026, Sở yêu cầu các phòng tập trung các việc sau:",
        "Căn cứ Kế hoạch ban hành trước ngày 20/3/2026, Sở yêu cầu các phòng thực hiện các việc sau:",
        "UBND tỉnh giao Sở báo cáo trước ngày 20/3/2026; Sở đề nghị các phòng thực hiện các việc sau:",
        "UBND tỉnh yêu cầu Sở xong trước ngày 20/3/2026. Sở giao các phòng thực hiện các việc sau:",
        "Sở yêu cầu các phòng thực hiện các việc sau:",
    ],
)
def test_a_span_or_a_cited_day_in_such_words_dates_nothing(tmp_path: Path, lead: str) -> None:
    duties = read(tmp_path, f"{lead}\n1. Rà soát hồ sơ trong kho.\n2. Lập danh mục giá kệ.")
    assert [duty.deadline.kind for duty in duties] == ["none", "none"]


def test_a_cell_that_says_as_above_has_the_time_of_the_row_above(tmp_path: Path) -> None:
    rows = ("| 1 | Rà soát hồ sơ trong kho | Văn phòng Sở | Trước 20/3/2026 |", "| 2 | Lập danh mục giá kệ | Phòng Kế hoạch | nt |")
    table = "\n".join(("| TT | Nội dung | Chủ trì | Thời hạn |", "| --- | --- | --- | --- |", *rows))
    assert [duty.deadline.due for duty in read(tmp_path, table)] == [TWENTIETH, TWENTIETH]


def test_a_report_in_brackets_with_a_rhythm_of_its_own_is_a_duty_apart(tmp_path: Path) -> None:
    duties = read(tmp_path, "1. Theo dõi việc thu gom rác thải và tham mưu cách xử lý (Báo cáo hằng tuần).\n2. Rà soát hồ sơ trong kho.")
    assert [duty.deadline.frequency for duty in duties] == [None, "weekly", None]
    assert "Báo cáo" in duties[1].text
