"""In a browser: a superior's headings become a form that a report is shown and exported in, and the office sets its rule of scores."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from tracking.register import accounts
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.reports.layouts import layouts

pytestmark = pytest.mark.browser


def test_a_form_and_a_rule_of_scores_are_set_and_used(
    serve: Callable[[Path], str], browser: Browser, register: Register, people: dict[str, Actor], confirmed: list[int]
) -> None:
    server = serve(register.settings.data)
    token, _ = accounts.sign_in(register, people["admin"].login, "mật khẩu đủ dài")
    context = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=server)
    context.add_cookies([{"name": "dondoc", "value": token, "url": server}])
    page = context.new_page()
    expect.set_options(timeout=30_000)
    page.goto("/quan-tri/quy-uoc")
    page.get_by_role("button", name="Thêm biểu mẫu").click()
    page.get_by_label("Tên biểu mẫu").fill("Biểu tỉnh")
    page.get_by_label("Tiêu đề các cột").fill("TT\tNội dung công việc\tCơ quan chủ trì\tMã trên trục")
    page.get_by_role("button", name="Lưu biểu mẫu").click()
    expect(page.get_by_role("cell", name="Biểu tỉnh", exact=True)).to_be_visible()
    assert layouts(register)["Biểu tỉnh"].columns == (
        ("stt", "TT"),
        ("text", "Nội dung công việc"),
        ("office", "Cơ quan chủ trì"),
        ("", "Mã trên trục"),
    )
    page.get_by_role("button", name="Sửa cột của biểu mẫu Biểu tỉnh").click()
    page.locator(".q-dialog").get_by_role("button", name="Lưu cột").click()
    expect(page.locator(".q-dialog")).to_have_count(0)
    page.get_by_role("button", name="Đặt quy tắc").click()
    page.get_by_label("Các mức").fill("90; Tốt; #2E7D32\n0; Chưa đạt; đỏ")
    page.locator(".q-dialog").get_by_role("button", name="Đặt quy tắc").click()
    expect(page.get_by_text("mỗi mức có from")).to_be_visible()
    page.get_by_label("Các mức").fill("90; Tốt; #2E7D32")
    page.locator(".q-dialog").get_by_role("button", name="Đặt quy tắc").click()
    expect(page.get_by_text("Mức: Tốt từ 90")).to_be_visible()
    page.goto("/bao-cao?loai=t1")
    page.get_by_role("link", name="Biểu tỉnh").click()
    expect(page.locator("thead th")).to_have_text(["TT", "Nội dung công việc", "Cơ quan chủ trì", "Mã trên trục"])
    answer = context.request.get("/bao-cao.xlsx?loai=t1&mau=Biểu tỉnh")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.body())).active
    assert [cell.value for cell in sheet[4]] == ["TT", "Nội dung công việc", "Cơ quan chủ trì", "Mã trên trục"]
    page.goto("/bao-cao?loai=scores")
    expect(page.locator("h1")).to_have_text("Báo cáo")
    context.close()
