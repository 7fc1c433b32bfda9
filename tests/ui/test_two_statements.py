"""A directive that gives one duty two days in two places: both are kept and shown, and one key takes the right one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from nicegui.testing import User
from playwright.sync_api import Page, expect

from tracking.importing import import_file
from tracking.register import queries, review
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.screens.directives import Proposal, desk
from ui.pages.review_grid import row_of
from ui.parts.review_statements import statements

PATIENCE = 80
TASK = "Kiểm kê toàn bộ hồ sơ lưu trữ giấy trong kho và lập danh mục hồ sơ quá hạn bảo quản"
TEXT = """ỦY BAN NHÂN DÂN XÃ HÀ CHÂU
Số: 7/KH-UBND
Hà Châu, ngày 05 tháng 01 năm 2026
KẾ HOẠCH
Sắp xếp lại kho hồ sơ năm 2026
II. NHIỆM VỤ
1. Giao {body}: {task}, hoàn thành trước ngày {day}.
Nơi nhận:
- Như trên.
CHỦ TỊCH
Lê An
PHỤ LỤC
(Kèm theo Kế hoạch số 7/KH-UBND)
| TT | Nội dung | Chủ trì | Thời hạn |
| --- | --- | --- | --- |
| 1 | {task} | Sở Nội vụ | Trước ngày 10/4/2026 |
| 2 | Thay biển tên và sơ đồ các dãy giá ở hai tầng kho | Phòng Kinh tế | Quý II/2026 |
| 3 | Tập huấn cách dùng phần mềm mượn trả cho người giữ kho | Phòng Kinh tế | Tháng 6/2026 |
"""
Bring = Callable[[str, str], int]


@pytest.fixture
def bring(register: Register, people: dict[str, Actor], tmp_path: Path) -> Bring:
    """Imports the plan as it came, the body giving the duty to `body` by `day`; returns the directive."""

    def brought(body: str, day: str) -> int:
        path = tmp_path / "ke_hoach.txt"
        path.write_text(TEXT.format(task=TASK, body=body, day=day), "utf-8")
        found = import_file(register, people["clerk"], path)
        assert found.directive is not None
        return found.directive

    return brought


def said_twice(register: Register, people: dict[str, Actor], directive: int) -> Proposal:
    (found,) = (row for row in desk(register, people["officer"], directive).proposals if row.text.startswith("Kiểm kê"))
    return found


def test_both_days_are_kept_with_the_earlier_in_force(register: Register, people: dict[str, Actor], bring: Bring) -> None:
    found = said_twice(register, people, bring("Sở Nội vụ", "20/3/2026"))
    assert found.deadline["due"] == "2026-03-20"
    assert [(row.value["due"], row.taken) for row in statements(found)] == [("2026-03-20", True), ("2026-04-10", False)]
    assert row_of(found)["unsure"]
    assert "Trước ngày 10/4/2026" in row_of(found)["doubt"]["deadline"]


def test_the_earlier_day_enters_the_register_where_nobody_chose(register: Register, people: dict[str, Actor], bring: Bring) -> None:
    directive = bring("Sở Nội vụ", "20/3/2026")
    review.confirm_duties(register, people["officer"], directive)
    (row,) = (row for row in queries.duties(register, directive=directive) if row["text"].startswith("Kiểm kê"))
    assert row["due_on"] == dt.date(2026, 3, 19).isoformat()


async def test_the_other_day_is_taken_by_a_click_and_taken_back(
    sign_in: Callable[[str], User], register: Register, people: dict[str, Actor], bring: Bring
) -> None:
    directive = bring("Sở Nội vụ", "20/3/2026")
    user = sign_in("officer")
    await user.open(f"/ra-soat/{directive}")
    user.find("Xác nhận phần đầu").click()
    await user.should_see("Văn bản ghi nhiều thời hạn cho việc này", retries=PATIENCE)
    user.find("Trước ngày 10/4/2026").click()
    await user.should_see("Trước ngày 10/4/2026 (phụ lục mục 1) · đang dùng", retries=PATIENCE)
    assert said_twice(register, people, directive).deadline["due"] == "2026-04-10"
    user.find("Hoàn tác").click()
    await user.should_see("trước ngày 20/3/2026 (nội dung mục II.1) · đang dùng", retries=PATIENCE)
    assert said_twice(register, people, directive).deadline["due"] == "2026-03-20"


@pytest.mark.browser
def test_one_key_takes_the_other_lead(page: Page, register: Register, people: dict[str, Actor], bring: Bring) -> None:
    directive = bring("Sở Tư pháp", "10/4/2026")
    page.goto(f"/ra-soat/{directive}")
    page.get_by_role("button", name="Xác nhận phần đầu").click()
    told = page.get_by_text("những đơn vị chủ trì khác nhau")
    expect(told).to_be_visible()
    expect(page.get_by_role("button", name="Sở Nội vụ").first).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("2")
    expect(page.get_by_role("button", name="Sở Tư pháp (nội dung mục II.1) · đang dùng")).to_be_visible()
    assert said_twice(register, people, directive).owners == ("Sở Tư pháp",)
