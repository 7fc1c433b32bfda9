"""A unit's day in a browser, on a desk and on a phone: what to do next, why something came back, a report with proof, a question."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tracking.register import accounts, talking, work
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.screens.shares import Filters, shares

PASSWORD = "mật khẩu đủ dài"
REASON = "Thiếu biểu tổng hợp của hai phòng"
pytestmark = pytest.mark.browser


@pytest.fixture
def sent_back(register: Register, people: dict[str, Actor], confirmed: list[int]) -> None:
    """One duty was reported and sent back with its reason, one is newly assigned, and the office asks about it."""
    rows, _ = shares(register, people["unit"], Filters(), 1, 50)
    back, new = (next(row for row in rows if row.duty_id == duty) for duty in confirmed[:2])
    work.accept(register, people["unit"], back.assignment_id)
    work.report_done(register, people["unit"], back.assignment_id, "12/BC-SNV")
    work.redo(register, people["officer"], back.assignment_id, REASON)
    work.assign(register, people["leader"], new.assignment_id)
    talking.ask(register, people["officer"], new.assignment_id, "Đã có kinh phí chưa?")


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.usefixtures("sent_back")
def test_the_unit_is_shown_what_to_do_next_and_does_it(
    width: int, serve: Callable[[Path], str], browser: Browser, register: Register, people: dict[str, Actor], tmp_path: Path
) -> None:
    server = serve(register.settings.data)
    token, _ = accounts.sign_in(register, people["unit"].login, PASSWORD)
    context = browser.new_context(viewport={"width": width, "height": 844})
    context.add_cookies([{"name": "dondoc", "value": token, "url": server}])
    page = context.new_page()
    page.goto(server)
    expect(page.locator("h2").first).to_have_text(re.compile("^Yêu cầu thực hiện lại"))
    expect(page.locator(".asks > li").first.get_by_text(REASON)).to_be_visible()

    waiting = page.locator(".asks > li", has_text="Hướng dẫn số hóa")
    expect(waiting.get_by_text("Đã có kinh phí chưa?")).to_be_visible()
    waiting.get_by_role("button", name=re.compile("^Trả lời câu hỏi")).click()
    page.locator(".q-dialog").get_by_label("Nội dung").fill("Đã bố trí trong dự toán")
    page.locator(".q-dialog").get_by_role("button", name="Gửi").click()
    expect(page.locator(".q-dialog")).to_have_count(0)
    waiting.get_by_role("button", name=re.compile("^Tiếp nhận")).click()
    expect(waiting.get_by_role("button", name=re.compile("^Tiếp nhận"))).to_have_count(0)

    proof = tmp_path / "bieu.txt"
    proof.write_text("biểu đủ hai phòng", "utf-8")
    page.locator(".asks > li").first.get_by_role("button", name=re.compile("^Báo cáo hoàn thành")).click()
    dialog = page.locator(".q-dialog")
    dialog.get_by_label("Số, ký hiệu văn bản kết quả").fill("19/BC-SNV")
    dialog.locator("input[type=file]").set_input_files(proof)
    expect(dialog.locator("li", has_text="bieu.txt")).to_be_visible()
    dialog.get_by_role("button", name="Báo cáo hoàn thành").click()
    expect(page.get_by_role("heading", name=re.compile("^Chờ văn phòng xử lý"))).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    states = {row.state for row in shares(register, people["unit"], Filters())[0]}
    assert {"reported", "accepted"} <= states
    context.close()


@pytest.mark.usefixtures("sent_back")
def test_a_notice_is_new_until_it_is_opened(
    serve: Callable[[Path], str], browser: Browser, register: Register, people: dict[str, Actor]
) -> None:
    server = serve(register.settings.data)
    token, _ = accounts.sign_in(register, people["unit"].login, PASSWORD)
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_cookies([{"name": "dondoc", "value": token, "url": server}])
    page = context.new_page()
    page.goto(server)
    bell = page.locator(".side .bell")
    expect(bell.locator(".n")).to_have_text("3")
    bell.click()
    expect(page.locator(".notices .new")).to_have_count(3)
    page.locator(".notices li", has_text="Yêu cầu thực hiện lại").get_by_role("link").click()
    expect(page.get_by_role("heading", name="Quá trình")).to_be_visible()
    expect(page.locator(".side .bell .n")).to_have_text("2")
    page.goto(f"{server}/thong-bao")
    page.get_by_role("button", name="Đánh dấu đã đọc tất cả").click()
    expect(page.locator(".notices .new")).to_have_count(0)
    page.reload()
    expect(page.locator(".side .bell .n")).to_have_count(0)
    context.close()
