"""What is done with a share besides its daily steps, in a real browser: passed on to a room, another day and hour, another duty in its
place, another office; the ladder of reminders and the list of communes for whoever administers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from drafting.dates import short
from tracking.duty import Deadline, DocumentInfo, Duty, Reading, Source
from tracking.register import accounts, review
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.directives import register_reading
from tracking.register.office_setup import add_office
from tracking.register.options import options_in_force
from tracking.screens.duty import duty_page

PASSWORD = "mật khẩu đủ dài"
ISSUER = "Ủy ban nhân dân tỉnh Lào Cai"
pytestmark = pytest.mark.browser
Opened = Callable[..., Page]


@pytest.fixture
def opened(open_office: tuple[Register, str], chromium: Browser, people: dict[str, Actor]) -> Iterator[Opened]:
    """Opens an address of the office's app as somebody, at a width."""
    register, server = open_office
    expect.set_options(timeout=30_000)
    with ExitStack() as contexts:

        def page_of(who: str, address: str, width: int = 1440) -> Page:
            token, _ = accounts.sign_in(register, people[who].login, PASSWORD)
            context = chromium.new_context(viewport={"width": width, "height": 900}, locale="vi-VN", base_url=server)
            contexts.callback(context.close)
            context.add_cookies([{"name": "dondoc", "value": token, "url": server}])
            page = context.new_page()
            page.set_default_timeout(30_000)
            page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
            page.goto(address)
            page.wait_for_selector("h1")
            return page

        yield page_of


@pytest.fixture
def duties(open_office: tuple[Register, str], people: dict[str, Actor]) -> list[int]:
    """An urgent directive of our own with a dated duty, one that waits for an event, and one that recurs without a day; in the register."""
    register = open_office[0]
    due = register.today() + dt.timedelta(days=20)
    event = Deadline("relative", anchor="event", amount=10, unit="days", text="trong 10 ngày sau khi có hướng dẫn")
    month = Deadline("recurring", frequency="monthly", rule="FREQ=MONTHLY", text="hằng tháng")
    times = (Deadline("date", due, text=f"chậm nhất ngày {due:%d/%m/%Y}"), event, month)
    texts = ("Rà soát vị trí việc làm", "Xây dựng kế hoạch tinh giản", "Báo cáo tình hình biên chế")
    rows = tuple(
        Duty(text, 0, str(place), ("Sở Nội vụ",), deadline=time, source=Source(text), confidence=0.97)
        for place, (text, time) in enumerate(zip(texts, times, strict=True), 1)
    )
    info = DocumentInfo("công văn", "27/UBND-NC", register.today(), ISSUER, subject="triển khai công tác nội vụ", urgency="HỎA TỐC")
    key = register_reading(register, people["clerk"], Reading((info,), rows), [])
    return review.confirm_duties(register, people["officer"], key)


def _send(page: Page, name: str) -> None:
    page.locator(".q-dialog").get_by_role("button", name=name, exact=True).click()
    expect(page.locator(".q-dialog")).to_have_count(0)


def _unfold(page: Page) -> None:
    """Open the heading's further actions."""
    page.locator(".further > summary").click()


def _sound(page: Page) -> None:
    """No fault of accessibility; a message that is fading away is waited for, since its half-faded colours are no one's to read."""
    expect(page.locator(".q-notification")).to_have_count(0)
    rows = Axe().run(page).response["violations"]
    assert [(row["id"], row["nodes"][0]["html"]) for row in rows if row["impact"] in ("serious", "critical")] == []


def test_each_way_to_steer_a_share(opened: Opened, duties: list[int], open_office: tuple[Register, str], people: dict[str, Actor]) -> None:
    register, home = open_office[0], people["unit"].office_id
    assert home is not None
    room = add_office(register, people["admin"], "Phòng Tổ chức, biên chế", parent_id=home, kind="phong")
    first, waiting, monthly = duties
    day = register.today() + dt.timedelta(days=8)

    unit = opened("unit", f"/nhiem-vu/{first}", 390)
    expect(unit.get_by_text("Hỏa tốc", exact=True)).to_be_visible()
    expect(unit.get_by_text("Việc khác của văn phòng")).to_have_count(0)
    unit.get_by_role("button", name="Giao tiếp cho phòng, người").click()
    form = unit.locator(".q-dialog")
    form.get_by_label("Phòng, đơn vị trực thuộc").click()
    unit.get_by_role("option", name="Phòng Tổ chức, biên chế").click()
    form.get_by_label("Người thực hiện").fill("Hà Thị Mai")
    form.get_by_label("Hạn nội bộ").fill(short(day))
    _send(unit, "Giao tiếp")
    _sound(unit)
    expect(unit.get_by_text(f"Hà Thị Mai, hạn {short(day)}")).to_be_visible()
    assert unit.evaluate("document.documentElement.scrollWidth") <= 390
    found = duty_page(register, people["unit"], first)
    assert found.history[0].payload["room"] == room

    page = opened("officer", f"/nhiem-vu/{first}")
    page.get_by_text("Việc khác của văn phòng").click()
    page.get_by_role("button", name="Điều chỉnh thời hạn").click()
    later = register.today() + dt.timedelta(days=30)
    page.locator(".q-dialog").get_by_label("Hạn mới").fill(short(later))
    page.locator(".q-dialog").get_by_label("Giờ, khi tính theo giờ").fill("16:30")
    _send(page, "Điều chỉnh")
    expect(page.get_by_text("16 giờ 30", exact=False).first).to_be_visible()

    page.goto(f"/nhiem-vu/{waiting}")
    page.get_by_text("Việc khác của văn phòng").click()
    page.get_by_role("button", name="Ghi ngày bắt đầu tính hạn").click()
    _send(page, "Tính hạn")
    expect(page.get_by_text("Ngày bắt đầu tính hạn", exact=True)).to_be_visible()
    page.get_by_text("Việc khác của văn phòng").click()
    page.get_by_role("button", name="Thay bằng nhiệm vụ khác").click()
    page.locator(".q-dialog").get_by_label("Nhiệm vụ thay thế").click()
    page.get_by_role("option", name="Rà soát vị trí việc làm").click()
    page.locator(".q-dialog").get_by_label("Lý do").fill("Gộp vào việc rà soát")
    _send(page, "Thay thế")
    expect(page.locator(".tag", has_text="Đã được thay thế").first).to_be_visible()

    page.goto(f"/nhiem-vu/{monthly}")
    page.get_by_text("Việc khác của văn phòng").click()
    page.get_by_role("button", name="Đặt ngày của kỳ").click()
    _send(page, "Đặt ngày")
    expect(page.get_by_role("heading", name="Các kỳ")).to_be_visible()

    page.goto(f"/nhiem-vu/{first}")
    page.get_by_text("Việc khác của văn phòng").click()
    _sound(page)
    page.get_by_role("button", name="Bàn giao nhiệm vụ").click()
    page.locator(".q-dialog").get_by_label("Đơn vị nhận").fill("Sở Tài chính")
    page.get_by_role("option", name="Sở Tài chính").click()
    page.locator(".q-dialog").get_by_label("Lý do").fill("Chuyển chức năng")
    _send(page, "Bàn giao")
    expect(page.get_by_role("heading", name="Sở Tài chính")).to_be_visible()

    page.goto("/so-nhiem-vu?tinh_trang=tat_ca")
    expect(page.locator(".list .tag", has_text="Hỏa tốc").first).to_be_visible()


def test_the_ladder_of_reminders_is_written_step_by_step(
    opened: Opened, open_office: tuple[Register, str], people: dict[str, Actor]
) -> None:
    register = open_office[0]
    page = opened("admin", "/quan-tri/quy-uoc")
    ladder = page.get_by_role("region", name="Nâng mức nhắc")
    expect(ladder.get_by_role("row")).to_have_count(4)
    page.get_by_role("button", name="Thêm bước").click()
    form = page.locator(".q-dialog")
    form.get_by_label("Số ngày hoặc số lần").fill("không")
    form.get_by_role("button", name="Thêm").click()
    expect(page.get_by_text("«không» không phải là số ngày, số lần")).to_be_visible()
    page.get_by_role("button", name="Đóng").click()
    form.get_by_label("Số ngày hoặc số lần").fill("5")
    _send(page, "Thêm")
    _sound(page)
    expect(ladder.get_by_role("row", name="Quá hạn 05 ngày làm việc")).to_be_visible()
    assert {"days": 5, "to": "leader"} in options_in_force(register, register.today())["escalation"]
    page.get_by_role("button", name="Bỏ bước: Quá hạn 05 ngày làm việc").click()
    _send(page, "Bỏ bước")
    expect(ladder.get_by_role("row")).to_have_count(4)
    assert {"days": 5, "to": "leader"} not in options_in_force(register, register.today())["escalation"]


def test_a_document_leads_to_its_relatives_and_its_sheet_and_may_be_withdrawn_where_it_came_in_by_mistake(
    opened: Opened, open_office: tuple[Register, str], people: dict[str, Actor]
) -> None:
    register = open_office[0]
    info = DocumentInfo("công văn", "91/BNV-VP", register.today(), "Bộ Nội vụ", subject="báo cáo biên chế")
    duty = Duty("Báo cáo biên chế", 0, "1", ("Sở Nội vụ",), source=Source("Báo cáo biên chế"), confidence=0.97)
    key = register_reading(register, people["clerk"], Reading((info,), (duty,)), [])
    [kept] = review.confirm_duties(register, people["officer"], key)
    page = opened("clerk", f"/ra-soat/{key}")
    _unfold(page)
    with page.expect_download() as sheet:
        page.get_by_role("link", name="Phiếu giải quyết").click()
    assert sheet.value.suggested_filename.endswith(".docx")
    _unfold(page)
    page.get_by_role("link", name="Văn bản liên quan").click()
    expect(page.get_by_role("heading", name="Văn bản liên quan")).to_be_visible()
    page.goto(f"/ra-soat/{key}")
    _unfold(page)
    page.get_by_role("button", name="Rút văn bản nhập nhầm").click()
    page.locator(".q-dialog").get_by_label("Lý do").fill("Gửi nhầm cơ quan")
    page.locator(".q-dialog").get_by_role("button", name="Rút văn bản", exact=True).click()
    page.wait_for_url("**/van-ban-den")
    page.goto(f"/nhiem-vu/{kept}")
    expect(page.get_by_text(f"Không có nhiệm vụ số {kept} trong sổ")).to_be_visible()
    officer = opened("officer", f"/ra-soat/{key}")
    _unfold(officer)
    expect(officer.get_by_role("link", name="Văn bản liên quan")).to_be_visible()
    expect(officer.get_by_role("button", name="Rút văn bản nhập nhầm")).to_have_count(0)
