"""What is typed at the drafting desk is never lost: not by a reload at once, a closed tab, a lost connection or a second window."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocketRoute, expect

from drafting.spec import read_spec
from tracking.outgoing.life import save_draft
from tracking.outgoing.working_copies import copies
from tracking.register import accounts
from tracking.register.actor import Actor
from tracking.register.database import Register

PASSWORD = "mật khẩu đủ dài"
NOTICE = "/soan-thao/moi?loai=thông báo"
SAMPLE = Path(__file__).parents[2] / "templates" / "samples" / "cong-van-mau.json"
KEPT = "[data-keep-state=yes]"
pytestmark = pytest.mark.browser


class Windows:
    """A person's browser on the office's app; `open` gives one more window, in which nothing heard may be heard no more."""

    def __init__(self, browser: Browser, server: str, register: Register, who: Actor) -> None:
        token, _ = accounts.sign_in(register, who.login, PASSWORD)
        self.context: BrowserContext = browser.new_context(viewport={"width": 1440, "height": 900}, locale="vi-VN", base_url=server)
        self.context.add_cookies([{"name": "dondoc", "value": token, "url": server}])
        self.deaf = False

    def open(self, address: str) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
        page.route_web_socket(re.compile("_nicegui_ws"), self._between)
        page.goto(address)
        expect(page.locator("[data-outline=body] .ol-text").first).to_be_visible()
        return page

    def _between(self, socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        socket.on_message(lambda message: None if self.deaf and '"event"' in str(message) else server.send(message))


@pytest.fixture
def officer(open_office: tuple[Register, str], chromium: Browser, people: dict[str, Actor]) -> Iterator[Windows]:
    found = Windows(chromium, open_office[1], open_office[0], people["officer"])
    expect.set_options(timeout=30_000)
    yield found
    found.context.close()


@pytest.fixture
def clerk(open_office: tuple[Register, str], chromium: Browser, people: dict[str, Actor]) -> Iterator[Windows]:
    found = Windows(chromium, open_office[1], open_office[0], people["clerk"])
    yield found
    found.context.close()


def subjects(register: Register, who: Actor) -> list[str]:
    return [copy.subject for copy in copies(register, who)]


def test_words_typed_just_before_a_reload_stand_there_after_it(officer: Windows) -> None:
    page = officer.open(NOTICE)
    page.get_by_label("Trích yếu").click()
    page.keyboard.type("lịch trực Tết")
    page.locator("[data-outline=body] .ol-text").first.click()
    page.keyboard.type("Trực cả ngày")
    page.keyboard.press("Enter")
    page.keyboard.type("Đổi ca lúc 7 giờ")
    page.reload()
    expect(page.get_by_label("Trích yếu")).to_have_value("lịch trực Tết")
    expect(page.locator("[data-outline=body] .ol-text").nth(1)).to_have_value("Đổi ca lúc 7 giờ")
    expect(page.locator(KEPT)).to_contain_text("chưa lưu thành bản")


def test_what_the_server_never_heard_is_not_called_kept_and_comes_back_after_a_reload(
    officer: Windows, open_office: tuple[Register, str], people: dict[str, Actor]
) -> None:
    page = officer.open(NOTICE)
    page.get_by_label("Trích yếu").fill("việc đã nghe")
    expect(page.locator(KEPT)).to_contain_text("Đã giữ")
    officer.deaf = True
    page.get_by_label("Trích yếu").fill("việc chưa ai nghe")
    page.get_by_label("Họ tên người ký").fill("Lý Văn Sơn")
    page.locator("[data-outline=body] .ol-text").first.fill("Đoạn chưa ai nghe")
    expect(page.get_by_text("Đang giữ…")).to_be_visible()
    expect(page.get_by_text("Chưa gửi được, đang thử lại")).to_be_visible()
    assert "việc chưa ai nghe" not in subjects(open_office[0], people["officer"])
    officer.deaf = False
    page.reload()
    expect(page.get_by_label("Trích yếu")).to_have_value("việc chưa ai nghe")
    expect(page.get_by_label("Họ tên người ký")).to_have_value("Lý Văn Sơn")
    expect(page.locator("[data-outline=body] .ol-text").first).to_have_value("Đoạn chưa ai nghe")
    expect(page.locator(KEPT)).to_contain_text("Đã giữ")
    assert "việc chưa ai nghe" in subjects(open_office[0], people["officer"])


def test_when_the_connection_comes_back_what_was_not_heard_is_told_again(officer: Windows) -> None:
    page = officer.open(NOTICE)
    officer.deaf = True
    page.get_by_label("Trích yếu").fill("gửi lại")
    expect(page.get_by_text("Đang giữ…")).to_be_visible()
    officer.deaf = False
    expect(page.locator(KEPT)).to_contain_text("Đã giữ")


def test_what_a_closed_tab_could_not_send_is_offered_in_the_next(officer: Windows) -> None:
    page = officer.open(NOTICE)
    page.get_by_label("Trích yếu").fill("bắt đầu")
    expect(page.locator(KEPT)).to_contain_text("Đã giữ")
    page.wait_for_url(re.compile("/soan-thao/nhap/"))
    officer.deaf = True
    page.get_by_label("Trích yếu").fill("bắt đầu rồi đóng thẻ")
    address = page.url
    page.close(run_before_unload=True)
    officer.deaf = False
    page = officer.open(address)
    expect(page.get_by_text("Còn chữ chưa kịp gửi từ trước ở: Trích yếu")).to_be_visible()
    expect(page.get_by_label("Trích yếu")).to_have_value("bắt đầu")
    page.get_by_role("button", name="Lấy lại").click()
    expect(page.get_by_label("Trích yếu")).to_have_value("bắt đầu rồi đóng thẻ")
    expect(page.locator(KEPT)).to_contain_text("Đã giữ")


def test_the_same_draft_in_two_windows_tells_the_second_and_overwrites_nothing(
    officer: Windows, open_office: tuple[Register, str], people: dict[str, Actor]
) -> None:
    first = officer.open(NOTICE)
    first.get_by_label("Trích yếu").fill("bản chung")
    first.wait_for_url(re.compile("/soan-thao/nhap/"))
    second = officer.open(first.url)
    first.get_by_label("Trích yếu").fill("sửa ở thẻ thứ nhất")
    expect(first.locator(KEPT)).to_contain_text("Đã giữ")
    second.get_by_label("Trích yếu").fill("sửa ở thẻ thứ hai")
    expect(second.get_by_role("alert").filter(has_text="Khác ở: Trích yếu.")).to_be_visible()
    assert "sửa ở thẻ thứ nhất" in subjects(open_office[0], people["officer"])
    second.get_by_role("button", name="Giữ nội dung ở đây").click()
    expect(second.locator(KEPT)).to_contain_text("Đã giữ")
    assert "sửa ở thẻ thứ hai" in subjects(open_office[0], people["officer"])
    first.get_by_label("Trích yếu").fill("lại sửa ở thẻ thứ nhất")
    expect(first.get_by_text("Khác ở: Trích yếu.")).to_be_visible()
    first.reload()
    expect(first.get_by_label("Trích yếu")).to_have_value("sửa ở thẻ thứ hai")
    expect(first.get_by_text("Còn chữ chưa kịp gửi từ trước ở: Trích yếu")).to_be_visible()
    first.get_by_role("button", name="Lấy lại").click()
    expect(first.locator(KEPT)).to_contain_text("Đã giữ")
    second.get_by_label("Trích yếu").fill("thẻ thứ hai lần cuối")
    expect(second.get_by_text("Khác ở: Trích yếu.")).to_be_visible()
    second.get_by_role("button", name="Bỏ chữ ở đây, mở bản kia").click()
    expect(second.get_by_label("Trích yếu")).to_have_value("lại sửa ở thẻ thứ nhất")


def test_a_second_person_is_told_at_once_when_the_first_has_saved(
    officer: Windows, clerk: Windows, open_office: tuple[Register, str], people: dict[str, Actor]
) -> None:
    path = f"/van-ban-di/{save_draft(open_office[0], people['officer'], read_spec(SAMPLE))}/sua"
    theirs, mine = officer.open(path), clerk.open(path)
    theirs.get_by_label("Trích yếu").fill("bản của chuyên viên")
    theirs.get_by_role("button", name="Lưu thành bản mới").click()
    expect(theirs.locator(KEPT)).to_have_text("Đã lưu bản 2")
    mine.get_by_label("Trích yếu").fill("bản của văn thư")
    expect(mine.get_by_text("Lê Chuyên Viên vừa lưu bản 2.")).to_be_visible()
    expect(mine.locator(KEPT)).to_contain_text("chưa lưu thành bản")
