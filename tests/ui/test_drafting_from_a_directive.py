"""From a directive to its plan in three clicks; which duties the plan answers; passages of the office put in where they fit."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from nicegui.testing import User
from playwright.sync_api import Page, expect

from drafting.spec import parse_spec
from tracking.outgoing.life import document_page, documents, save_draft, take_step
from tracking.outgoing.numbers import take_number
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.screens.outgoing import issue_files

PASSWORD = "mật khẩu đủ dài"
PATIENCE = 60_000
PASSAGE = "Văn phòng theo dõi, tổng hợp tình hình, báo cáo vào ngày làm việc cuối tuần"


@pytest.fixture
def issued(register: Register, people: dict[str, Actor], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> int:
    """A plan of the office with a passage under Tổ chức thực hiện, issued; no PDF is needed here."""
    value = {
        "kind": "kế hoạch",
        "issuer": {"name": "Ủy ban nhân dân tỉnh Lào Cai"},
        "symbol": "KH-UBND",
        "subject": "Trực ban",
        "body": [{"heading": "Tổ chức thực hiện", "children": [{"text": PASSAGE}, {"text": "Sở Tài chính bảo đảm kinh phí"}]}],
        "signature": {"position": "CHỦ TỊCH", "name": "Lý Văn Sơn"},
    }
    key = save_draft(register, people["officer"], parse_spec(value))
    take_step(register, people["officer"], key, "submit")
    take_step(register, people["leader"], key, "approve")
    take_number(register, people["clerk"], key)
    monkeypatch.setenv("PATH", str(tmp_path))
    issue_files(register, people["clerk"], key)
    monkeypatch.undo()
    return key


@pytest.mark.browser
def test_three_clicks_lead_from_a_directive_to_its_plan_and_a_duty_left_out_is_taken_up(
    page: Page, register: Register, directive: int, confirmed: list[int]
) -> None:
    page.goto("/van-ban-den")
    page.get_by_role("link", name="15/UBND-TH").click()
    page.get_by_role("link", name="Soạn văn bản triển khai").click()
    page.locator(f"input[name=nv][value='{confirmed[2]}']").uncheck()
    page.get_by_role("button", name="Kế hoạch: phụ lục phân công").click()

    expect(page.get_by_text("Đã có việc cho 02 trong 03 nhiệm vụ được giao")).to_be_visible(timeout=PATIENCE)
    left = page.locator(".points li", has_text="Chưa có việc")
    expect(left).to_contain_text("<b>Tổng hợp</b> & báo cáo kết quả chung")
    left.get_by_role("button", name="Thêm việc").click()
    expect(page.get_by_text("Đã có việc cho 03 trong 03 nhiệm vụ được giao")).to_be_visible(timeout=PATIENCE)
    assert page.evaluate("dondocOutlines.of('annex.0').nodes().length") == 3
    page.get_by_text("Đã có việc cho 03").click()
    page.locator(".points li").nth(2).click()
    expect(page.locator("[data-place='annex.0.2'] .ol-text")).to_be_focused()

    page.locator("[data-place='annex.0.0'] [data-field=deadline]").fill("chậm nhất ngày 31 tháng 12 năm 2030")
    expect(page.get_by_text("01 việc có hạn sau hạn cấp trên giao")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Lưu dự thảo").click()
    page.wait_for_url(re.compile(r"/van-ban-di/\d+/sua"))
    [row] = documents(register)
    assert [duty["id"] for duty in document_page(register, row["id"])["duties"]] == confirmed


@pytest.mark.browser
def test_a_passage_is_offered_for_the_section_and_put_into_the_line(page: Page, issued: int) -> None:
    page.goto("/soan-thao/moi?loai=kế hoạch")
    page.locator("[data-outline=body] .ol-text").last.click()
    expect(page.get_by_text("Đoạn mẫu cho «Tổ chức thực hiện»")).to_be_visible()
    page.get_by_text("Đoạn mẫu cho «Tổ chức thực hiện»").click()
    page.get_by_label("Tìm trong thư viện").fill("theo doi tong hop")
    page.keyboard.press("Enter")
    offered = page.locator(".passages .hits li")
    expect(offered).to_have_count(1)
    offered.get_by_role("button", name="Chèn").click()
    found = page.evaluate("dondocOutlines.of('body').lines.map((line) => [line.form, line.level, line.text])")
    assert found[-1] == ["text", 1, PASSAGE]
    page.get_by_label("Kết thúc").click()
    expect(page.get_by_text("Đoạn mẫu cho «Kết thúc»")).to_be_visible()
    page.locator(".passages .hits li").first.get_by_role("button", name="Chèn").click()
    expect(page.get_by_label("Kết thúc")).to_have_value(PASSAGE)


async def test_the_library_takes_up_what_was_issued_at_once(register: Register, issued: int, sign_in: Callable[[str], User]) -> None:
    from sqlmodel import select

    from tracking.register.template_tables import Passage

    with register.reading() as session:
        assert PASSAGE in set(session.exec(select(Passage.text)))


async def test_a_directive_without_open_duties_says_what_to_do_first(sign_in: Callable[[str], User], directive: int) -> None:
    user = sign_in("officer")
    await user.open(f"/soan-thao/moi?van-ban={directive}")
    await user.should_see("không còn nhiệm vụ chưa hoàn thành")


async def test_a_recorded_number_can_be_struck_out_from_the_page(
    sign_in: Callable[[str], User], register: Register, people: dict[str, Actor], confirmed: list[int]
) -> None:
    from tracking.outgoing.numbers import record_number
    from tracking.planning import plan_from_duties

    spec = dataclasses.replace(plan_from_duties(register, confirmed[:1]).spec, symbol="UBND-NC")
    key = save_draft(register, people["officer"], spec)
    take_step(register, people["officer"], key, "submit")
    take_step(register, people["leader"], key, "approve")
    record_number(register, people["clerk"], key, "77/UBND-NC", register.today())
    user = sign_in("clerk")
    await user.open(f"/van-ban-di/{key}")
    user.find("Hủy số").click()
    await user.should_see("kèm lý do và không cấp lại")
