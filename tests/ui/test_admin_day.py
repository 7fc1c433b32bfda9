"""An administrator's day in a browser: what is left to set up, a backup and its warning, days off, reminder rules, the log."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tracking.register import accounts
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.options import options_in_force
from tracking.register.upkeep import last_backup
from tracking.screens.days import office_calendar

PASSWORD = "mật khẩu đủ dài"
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1440, 390])
def test_the_administrator_copies_decides_and_looks_back(
    width: int, serve: Callable[[Path], str], browser: Browser, register: Register, people: dict[str, Actor], tmp_path: Path
) -> None:
    server = serve(register.settings.data)
    token, _ = accounts.sign_in(register, people["admin"].login, PASSWORD)
    context = browser.new_context(viewport={"width": width, "height": 844})
    context.add_cookies([{"name": "dondoc", "value": token, "url": server}])
    page = context.new_page()
    _copy(page, server, register, tmp_path)
    _decide(page, server, register)
    page.goto(f"{server}/quan-tri/nhat-ky?tim=sao luu")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody tr")).to_contain_text("Nguyễn Quản Trị")
    page.goto(f"{server}/quan-tri/nhat-ky?tim=không có ai như vậy")
    expect(page.get_by_text("Không có dòng nào khớp")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def _copy(page: Page, server: str, register: Register, folder: Path) -> None:
    page.goto(f"{server}/quan-tri")
    expect(page.get_by_text("Chưa có bản sao lưu nào")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Sao lưu và tải về").click()
    download.value.save_as(folder / "ban-sao.zip")
    assert "register.db" in zipfile.ZipFile(folder / "ban-sao.zip").namelist()
    page.reload()
    expect(page.get_by_text("Chưa có bản sao lưu nào")).to_have_count(0)
    expect(page.locator("li", has_text="Sao lưu lần đầu").get_by_text("Đã xong")).to_be_visible()
    assert not last_backup(register).old


def _decide(page: Page, server: str, register: Register) -> None:
    """A day off of the office's own, and the days before a deadline on which people are reminded."""
    page.goto(f"{server}/quan-tri/lich-nghi")
    page.get_by_role("button", name="Thêm ngày", exact=True).click()
    dialog = page.locator(".q-dialog")
    dialog.get_by_label("Ngày nghỉ").fill("04/3/2030")
    dialog.get_by_role("button", name="Thêm").click()
    expect(page.get_by_text("Ghi căn cứ")).to_be_visible()
    dialog.get_by_label("Căn cứ").fill("Quyết định 5/QĐ-UBND")
    dialog.get_by_role("button", name="Thêm").click()
    expect(page.get_by_role("cell", name="Thứ Hai 04/3/2030")).to_be_visible()
    today = register.today()
    assert not office_calendar(register, today).is_working_day(today.replace(2030, 3, 4))
    page.goto(f"{server}/quan-tri/quy-uoc")
    page.get_by_role("button", name=re.compile("Đổi: Nhắc trước hạn")).click()
    page.locator(".q-dialog").get_by_label("Giá trị").fill("10, 5, 0")
    page.locator(".q-dialog").get_by_role("button", name="Lưu").click()
    expect(page.locator("tr", has_text="Nhắc trước hạn").get_by_text("10, 5, 0")).to_be_visible()
    assert options_in_force(register, today)["reminder_offsets"] == [10, 5, 0]
