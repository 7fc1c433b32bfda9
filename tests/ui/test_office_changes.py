"""In a browser: an office ends and its duties go to its heir, a leaver's to a colleague, a share is split, an unclear mail is settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tracking import mailings
from tracking.register import accounts, directing, office_setup, queries
from tracking.register.actor import LOCAL, Actor
from tracking.register.database import Register
from tracking.register.desk_tables import Mailing

PASSWORD = "mật khẩu đủ dài"
pytestmark = pytest.mark.browser


@pytest.fixture
def open_as(serve: Callable[[Path], str], browser: Browser, register: Register, people: dict[str, Actor]) -> Callable[[str], Page]:
    server = serve(register.settings.data)

    def opened(who: str) -> Page:
        token, _ = accounts.sign_in(register, people[who].login, PASSWORD)
        context = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=server)
        context.add_cookies([{"name": "dondoc", "value": token, "url": server}])
        page = context.new_page()
        page.set_default_timeout(30_000)
        expect.set_options(timeout=30_000)
        return page

    return opened


def choose(page: Page, label: str, name: str) -> None:
    field = page.locator(".q-dialog").get_by_label(label, exact=True)
    if field.evaluate("found => found.tagName") == "INPUT":
        field.fill(name)
    else:
        field.click()
    page.locator(".q-menu .q-item", has_text=name).first.click()


def test_an_office_ends_and_its_duties_go_to_its_heir(
    open_as: Callable[[str], Page], register: Register, people: dict[str, Actor], confirmed: list[int]
) -> None:
    page = open_as("admin")
    page.goto("/co-quan?tim=Sở Nội vụ")
    page.get_by_role("button", name="Kết thúc hoạt động Sở Nội vụ", exact=True).click()
    expect(page.get_by_text("Đang chủ trì 02")).to_be_visible()
    choose(page, "Đơn vị kế thừa", "Sở Tư pháp")
    page.locator(".q-dialog").get_by_role("button", name="Ghi kết thúc").click()
    expect(page.get_by_text("Đã ghi Sở Nội vụ kết thúc.")).to_be_visible()
    page.get_by_role("button", name="Bàn giao tất cả của Sở Nội vụ").click()
    dialog = page.locator(".q-dialog", has_text="Bàn giao tất cả: Sở Nội vụ")
    dialog.get_by_label("Lý do, căn cứ").fill("Nghị quyết sắp xếp tổ chức bộ máy")
    dialog.get_by_role("button", name="Bàn giao tất cả").click()
    expect(page.get_by_text("Đã bàn giao 02 phần việc.")).to_be_visible()
    offices = {share["office"] for row in queries.duties(register) for share in row["assignments"]}
    assert offices == {"Sở Tư pháp", None}
    [ended] = [row for row in office_setup.offices(register) if row["name"] == "Sở Nội vụ"]
    assert ended["valid_until"] == register.today() - dt.timedelta(days=1)


def test_a_leader_says_who_oversees_splits_a_share_and_hands_a_leavers_duties_on(
    open_as: Callable[[str], Page], register: Register, people: dict[str, Actor], confirmed: list[int]
) -> None:
    page = open_as("leader")
    page.goto(f"/nhiem-vu/{confirmed[0]}")
    page.get_by_text("Việc khác của văn phòng").first.click()
    page.get_by_role("button", name="Phân công phụ trách, theo dõi").click()
    choose(page, "Lãnh đạo phụ trách", "Phạm Lãnh Đạo")
    choose(page, "Chuyên viên theo dõi", "Lê Chuyên Viên")
    page.locator(".q-dialog").get_by_role("button", name="Phân công", exact=True).click()
    expect(page.locator("dl", has_text="Chuyên viên theo dõi")).to_contain_text("Lê Chuyên Viên")
    page.get_by_text("Việc khác của văn phòng").first.click()
    page.get_by_role("button", name="Tách phần việc").click()
    dialog = page.locator(".q-dialog")
    dialog.get_by_label("Nội dung phần tách ra").fill("Lập dự toán kinh phí")
    choose(page, "Đơn vị nhận phần tách ra", "Sở Tài chính")
    dialog.get_by_label("Lý do").fill("Đúng chức năng")
    dialog.get_by_role("button", name="Tách", exact=True).click()
    expect(page.locator(".history")).to_contain_text("Tách phần việc")
    assert any(row["text"] == "Lập dự toán kinh phí" for row in queries.duties(register))
    page = open_as("admin")
    page.goto("/quan-tri/tai-khoan")
    page.get_by_role("button", name="Bàn giao việc của Lê Chuyên Viên").click()
    choose(page, "Người nhận", "Trần Văn Thư")
    page.locator(".q-dialog").get_by_role("button", name="Bàn giao", exact=True).click()
    expect(page.get_by_text("Đã bàn giao 02 nhiệm vụ.")).to_be_visible()
    with register.reading() as session:
        assert {who.officer for who in directing.directed(session, confirmed).values()} == {"Trần Văn Thư"}


def test_an_administrator_settles_a_mail_of_which_nobody_knows(open_as: Callable[[str], Page], register: Register) -> None:
    with register.command(LOCAL, "claim_mail") as unit:
        unit.session.add(
            Mailing(message_id="<mot@dondoc>", recipient="stp@coquan.example", content="", claimed_at=unit.now - dt.timedelta(hours=1))
        )
    page = open_as("admin")
    page.goto("/quan-tri")
    row = page.locator("tr", has_text="stp@coquan.example")
    row.get_by_role("button", name="Gửi lại").click()
    expect(page.get_by_text("Chưa khai máy chủ thư")).to_be_visible()
    row.get_by_role("button", name="Coi là đã gửi").click()
    expect(row).to_have_count(0)
    assert mailings.unsettled(register, LOCAL) == []
