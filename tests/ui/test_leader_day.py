"""A leader's day in a browser, on a desk and on a phone: what is late and why in one tap, decisions on the spot, a sheet of two pages."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from tracking.duty import Deadline, DocumentInfo, Duty, Reading, Source
from tracking.register import accounts, extensions, review, work
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.directives import register_reading
from tracking.register.stored_files import look
from tracking.screens.shares import Filters, Share, shares

PASSWORD = "mật khẩu đủ dài"
BODY = "Ủy ban nhân dân tỉnh Lào Cai"
pytestmark = pytest.mark.browser


def _duty(ordinal: str, text: str, due: dt.date) -> Duty:
    deadline = Deadline("date", due, text=f"chậm nhất ngày {due:%d/%m/%Y}")
    return Duty(text, 0, ordinal, ("Sở Nội vụ",), deadline=deadline, source=Source(text), confidence=0.97)


@pytest.fixture
def day(register: Register, people: dict[str, Actor], tmp_path: Path) -> dict[str, Share]:
    """A late duty with its cause, one with a request, one of a superior with a request, one reported; each by its first word."""
    today = register.today()
    ours = (
        _duty("1", "Kiểm kê trụ sở dôi dư", today - dt.timedelta(days=12)),
        _duty("2", "Hướng dẫn lập hồ sơ điện tử", today + dt.timedelta(days=3)),
        _duty("3", "Tổng hợp nhu cầu đào tạo", today + dt.timedelta(days=9)),
    )
    theirs = (_duty("1", "Báo cáo biên chế hằng năm", today + dt.timedelta(days=2)),)
    for number, issuer, duties in (("41/UBND-NC", BODY, ours), ("8/BNV-TCBC", "Bộ Nội vụ", theirs)):
        source = tmp_path / f"{number.partition('/')[0]}.txt"
        source.write_text("\n".join(duty.text for duty in duties), "utf-8")
        issued = today - dt.timedelta(days=30)
        info = DocumentInfo("công văn", number, issued, issuer, subject="công tác nội vụ", signer="Đỗ Văn Ký")
        review.confirm_duties(
            register, people["officer"], register_reading(register, people["clerk"], Reading((info,), duties), [look(source)])
        )
    found = {row.text.split()[0]: row for row in shares(register, people["officer"], Filters(), 1, 50)[0]}
    work.explain_delay(
        register,
        people["unit"],
        found["Kiểm"].assignment_id,
        "coordinator",
        "Sở Tài chính",
        today - dt.timedelta(days=9),
        note="chờ số liệu",
    )
    later = today + dt.timedelta(days=40)
    for word in ("Hướng", "Báo"):
        extensions.ask_extension(register, people["unit"], found[word].assignment_id, "postpone", "Khối lượng tăng", later)
    work.report_done(register, people["unit"], found["Tổng"].assignment_id, "31/BC-SNV", note="Đã đủ")
    return found


@pytest.mark.parametrize("width", [1440, 390])
def test_the_leader_sees_who_is_late_and_why_and_decides_on_one_screen(
    width: int, serve: Callable[[Path], str], browser: Browser, register: Register, people: dict[str, Actor], day: dict[str, Share]
) -> None:
    server = serve(register.settings.data)
    page = _signed_in(browser, server, register, people["leader"].login, width)
    page.goto(server)
    expect(page.locator("a.figure", has_text="Quá hạn").locator(".n")).to_have_text("1")
    expect(page.locator(".trend > li").first).to_be_visible()
    _grant(page, register, people, day)
    _confirm(page, register, people)
    page.locator(".bars a", has_text="Sở Nội vụ").click()
    expect(page.get_by_role("heading", name="Vì sao quá hạn")).to_be_visible()
    expect(page.get_by_text(re.compile("Chờ cơ quan phối hợp.*đang chờ Sở Tài chính"))).to_be_visible()
    expect(page.get_by_text("chờ số liệu")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def _grant(page: Page, register: Register, people: dict[str, Actor], day: dict[str, Share]) -> None:
    """Our own deadline moves at one press; a superior's asks for the superior's document first."""
    later = register.today() + dt.timedelta(days=40)
    asked = page.locator(".asks > li", has_text="Đề nghị").or_(page.locator(".asks > li", has_text="Lùi hạn"))
    expect(asked).to_have_count(2)
    asked.filter(has_text="Hướng dẫn").get_by_role("button", name=re.compile("^Đồng ý đến")).click()
    expect(page.locator(".asks > li", has_text="Hướng dẫn lập hồ sơ")).to_have_count(0)
    page.locator(".asks > li", has_text="Báo cáo biên chế").get_by_role("button", name=re.compile("^Đồng ý đến")).click()
    dialog = page.locator(".q-dialog")
    expect(dialog.get_by_text("Chỉ thay đổi khi có văn bản của Bộ Nội vụ")).to_be_visible()
    dialog.get_by_label("Số văn bản đồng ý").fill("77/BNV-TCBC")
    dialog.get_by_role("button", name="Quyết định").click()
    expect(page.locator(".asks > li", has_text="Báo cáo biên chế")).to_have_count(0)
    moved = {row.text.split()[0]: row.due_on for row in shares(register, people["leader"], Filters(), 1, 50)[0]}
    assert moved["Hướng"] == moved["Báo"] == later
    assert day["Hướng"].due_on != later


def _confirm(page: Page, register: Register, people: dict[str, Actor]) -> None:
    card = page.locator(".asks > li", has_text="Tổng hợp nhu cầu")
    expect(card.get_by_text("Văn bản kết quả 31/BC-SNV")).to_be_visible()
    card.get_by_role("button", name=re.compile("^Xác nhận hoàn thành")).click()
    expect(page.get_by_text("Không có việc nào chờ quyết định.")).to_be_visible()
    rows, total = shares(register, people["leader"], Filters("done"))
    assert (total, rows[0].state) == (1, "completed")


def test_the_meeting_sheet_prints_on_two_pages_however_many_offices_there_are(
    serve: Callable[[Path], str], browser: Browser, register: Register, people: dict[str, Actor], tmp_path: Path
) -> None:
    today = register.today()
    names = (
        "Sở Tài chính",
        "Sở Xây dựng",
        "Sở Y tế",
        "Sở Tư pháp",
        "Sở Công Thương",
        "Sở Nội vụ",
        "Sở Khoa học và Công nghệ",
        "Thanh tra tỉnh",
    )
    plain = [
        _duty(str(index), f"Rà soát danh mục công việc số {index} của các phòng chuyên môn trực thuộc", today - dt.timedelta(days=index))
        for index in range(1, 41)
    ]
    duties = tuple(dataclasses.replace(duty, owners=(names[index % len(names)],)) for index, duty in enumerate(plain))
    source = tmp_path / "dai.txt"
    source.write_text("\n".join(duty.text for duty in duties), "utf-8")
    info = DocumentInfo("công văn", "90/UBND-TH", today - dt.timedelta(days=70), BODY, subject="rà soát", signer="Đỗ Văn Ký")
    review.confirm_duties(
        register, people["officer"], register_reading(register, people["clerk"], Reading((info,), duties), [look(source)])
    )
    server = serve(register.settings.data)
    page = _signed_in(browser, server, register, people["leader"].login, 1440)
    page.goto(f"{server}/giao-ban")
    expect(page.get_by_text(re.compile("^Từ .*so với cuối tuần trước"))).to_be_visible()
    sheet = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    assert len(sheet) == 2
    assert "Theo đơn vị" in sheet[0].get_textpage().get_text_range()
    assert "Việc quá hạn cần xem trước" in sheet[1].get_textpage().get_text_range()
    sheet.close()
    page.context.close()


def _signed_in(browser: Browser, server: str, register: Register, login: str, width: int) -> Page:
    token, _ = accounts.sign_in(register, login, PASSWORD)
    context = browser.new_context(viewport={"width": width, "height": 900})
    context.add_cookies([{"name": "dondoc", "value": token, "url": server}])
    return context.new_page()
