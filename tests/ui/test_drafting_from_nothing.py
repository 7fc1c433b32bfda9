"""A document drafted from nothing in a real browser, by keyboard, with its page and the findings beside it, up to the issued files."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from tracking.outgoing.life import document_page, documents
from tracking.register import accounts
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.options import set_option

PASSWORD = "mật khẩu đủ dài"
HEAD = {
    "place": "Lào Cai",
    "short": "UBND",
    "unit": "TH",
    "position": "CHỦ TỊCH",
    "signer": "Lý Văn Sơn",
    "authority": ["TM. ỦY BAN NHÂN DÂN"],
}
PATIENCE = 60_000
pytestmark = pytest.mark.browser
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
Opened = Callable[..., Page]


def opener(contexts: ExitStack, browser: Browser, server: str, register: Register, people: dict[str, Actor]) -> Opened:
    """Opens an address of the office's app as somebody, at a width."""
    set_option(register, people["admin"], "letterhead", HEAD, register.today())
    expect.set_options(timeout=30_000)

    def page_of(who: str, address: str, width: int = 1440) -> Page:
        token, _ = accounts.sign_in(register, people[who].login, PASSWORD)
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="vi-VN")
        contexts.callback(context.close)
        context.add_cookies([{"name": "dondoc", "value": token, "url": server}])
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
        page.goto(server + address)
        page.wait_for_selector("h1")
        return page

    return page_of


@pytest.fixture
def opened(open_office: tuple[Register, str], chromium: Browser, people: dict[str, Actor]) -> Iterator[Opened]:
    """The office's app on the server of this module."""
    with ExitStack() as contexts:
        yield opener(contexts, chromium, open_office[1], open_office[0], people)


@pytest.fixture
def kept(open_office: tuple[Register, str]) -> Register:
    """The register of this module's server."""
    return open_office[0]


def lines(page: Page, key: str = "body") -> list[list[Any]]:
    """The outline's lines as the author sees them: form, level, words."""
    script = f"dondocOutlines.of({json.dumps(key)}).lines.map((line) => [line.form, line.level, line.text])"
    found: list[list[Any]] = page.evaluate(script)
    return found


def start(page: Page, last: str = "Tổ chức thực hiện") -> None:
    """Wait for the outline, then stand at the end of its first line."""
    expect(page.locator("[data-outline=body] .ol-text").last).to_have_value(last)
    page.locator("[data-outline=body] .ol-text").first.click()
    page.keyboard.press("End")


@needs_office
def test_a_plan_from_nothing_by_keyboard_to_its_issued_files(opened: Opened, kept: Register, tmp_path: Path) -> None:
    page = opened("officer", "/soan-thao")
    page.get_by_role("link", name="Kế hoạch", exact=True).press("Enter")
    expect(page.get_by_role("img", name="Trang 1 của dự thảo")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".findings li", has_text="trích yếu")).to_be_visible()

    page.locator(".findings li", has_text="trích yếu").hover()
    expect(page.locator(".draft-form [data-place=subject].on")).to_be_visible()
    page.locator(".findings li", has_text="trích yếu").click()
    expect(page.get_by_label("Trích yếu")).to_be_focused()
    expect(page.locator(".findings li.on", has_text="trích yếu")).to_be_visible()
    page.keyboard.type("Kiểm tra công vụ quý IV năm 2026")
    start(page)
    for keys in ("Enter", "Đánh giá việc chấp hành kỷ cương", "Enter", "Khách quan, đúng đối tượng", "ArrowDown", "End", "Enter"):
        page.keyboard.press(keys) if keys in ("Enter", "ArrowDown", "End") else page.keyboard.type(keys)
    page.keyboard.type("Lập danh sách đơn vị được kiểm tra")
    page.keyboard.press("Alt+l")
    page.locator("[data-place='body.4'] input[data-field=owners]").fill("Sở Nội vụ; Sở Tài chính")
    page.locator("[data-place='body.4'] input[data-field=deadline]").fill("trước ngày 30/12/2026")
    expect(page.locator("[data-place='body.4'] .ol-mark")).to_have_text("1.", timeout=PATIENCE)
    expect(page.get_by_text("Đúng thể thức")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".preview .place[data-place='body.4']")).to_be_attached(timeout=PATIENCE)

    page.reload()
    start(page)
    assert lines(page)[4] == ["task", 1, "Lập danh sách đơn vị được kiểm tra"]
    assert page.locator("[data-field=owners]").nth(4).input_value() == "Sở Nội vụ; Sở Tài chính"
    before = len(documents(kept))

    page.keyboard.press("Control+s")
    page.wait_for_url(re.compile(r"/van-ban-di/\d+/sua"))
    row = document_page(kept, int(page.url.split("/")[-2]))
    assert len(documents(kept)) == before + 1, "a version is saved only when it is asked for"
    assert (row["version"], row["subject"]) == (1, "Kiểm tra công vụ quý IV năm 2026")
    page.get_by_role("button", name="Lưu và trình").click()
    expect(page.get_by_text("Đã trình ký")).to_be_visible()
    page.context.close()

    leader = opened("leader", f"/van-ban-di/{row['id']}")
    leader.get_by_role("button", name="Duyệt").click()
    expect(leader.get_by_text("Đã duyệt, chờ cấp số").first).to_be_visible()
    leader.context.close()

    clerk = opened("clerk", f"/van-ban-di/{row['id']}")
    clerk.get_by_role("button", name="Cấp số").click()
    clerk.locator(".q-dialog").get_by_role("button", name="Cấp số").click()
    expect(clerk.get_by_role("heading", name="Kế hoạch số 01/KH-UBND")).to_be_visible(timeout=PATIENCE)
    for name, begins in (("Tải bản Word", b"PK"), ("Tải bản PDF", b"%PDF-")):
        with clerk.expect_download() as download:
            clerk.get_by_role("link", name=name).click()
        file = tmp_path / name
        download.value.save_as(file)
        assert file.read_bytes().startswith(begins)
    words = [paragraph.text for paragraph in docx.Document(io.BytesIO((tmp_path / "Tải bản Word").read_bytes())).paragraphs]
    assert "Lập danh sách đơn vị được kiểm tra." in words
    clerk.context.close()


def test_the_outline_is_written_by_keyboard_alone(opened: Opened) -> None:
    page = opened("officer", "/soan-thao/moi?loai=kế hoạch")
    start(page)
    key = page.keyboard
    key.press("Enter")
    key.type("Một")
    key.press("Enter")
    key.type("Hai")
    key.press("Tab")
    assert lines(page)[:3] == [["heading", 0, "Mục đích, yêu cầu"], ["text", 1, "Một"], ["text", 2, "Hai"]]
    key.press("Shift+Tab")
    key.press("Alt+ArrowUp")
    assert lines(page)[1:3] == [["text", 1, "Hai"], ["text", 1, "Một"]]
    key.press("Control+z")
    assert lines(page)[1:3] == [["text", 1, "Một"], ["text", 1, "Hai"]]
    key.press("Enter")
    key.press("Backspace")
    assert [line[2] for line in lines(page)[:4]] == ["Mục đích, yêu cầu", "Một", "Hai", "Nhiệm vụ"]
    key.press("Enter")
    key.press("Enter")
    assert lines(page)[3] == ["heading", 0, ""], "Enter on an empty line goes up a level"
    key.press("Control+z")
    key.press("Control+z")
    assert len(lines(page)) == 5
    key.press("Home")
    key.press("Backspace")
    assert lines(page)[1] == ["text", 1, "Một Hai"], "Backspace at the beginning joins two lines"
    key.press("ArrowUp")
    key.press("Alt+ArrowDown")
    assert [line[2] for line in lines(page)] == ["Nhiệm vụ", "Mục đích, yêu cầu", "Một Hai", "Tổ chức thực hiện"]
    key.press("Alt+l")
    assert lines(page)[1][0] == "text", "Alt L changes the form"
    key.press("Escape")
    key.press("Tab")
    assert not page.evaluate("document.activeElement.matches('.ol-line:nth-child(2) .ol-text')"), "Esc, Tab leaves the line"


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        ("1. Rà soát\n2. Tổng hợp\na) Số\nb) Nơi\n3. Gửi", [(1, "Rà soát"), (1, "Tổng hợp"), (2, "Số"), (2, "Nơi"), (1, "Gửi")]),
        ("Dòng thường\n\n  Dòng hai  ", [(1, "Dòng thường"), (1, "Dòng hai")]),
        ("I. Phần đầu\n1. Ý\n- Nhỏ\nII. Phần sau", [(1, "Phần đầu"), (2, "Ý"), (3, "Nhỏ"), (1, "Phần sau")]),
    ],
)  # fmt: skip
def test_pasted_lines_become_lines_of_their_levels(chromium: Browser, pasted: str, expected: list[tuple[int, str]]) -> None:
    page = chromium.new_page()
    root = Path(__file__).parents[2] / "ui" / "static"
    page.set_content(
        '<div data-outline="body" data-name="Nội dung" data-nodes=\'[{"heading": "Mục", "children": [{"text": "a"}]}]\'></div>'
    )
    page.evaluate("window.dondocOutlines = null")
    for name in ("pasted.js", "outline.js"):
        page.add_script_tag(path=root / name)
    script = """(text) => { const area = dondocOutlines.of("body").lines[1].area, data = new DataTransfer();
        area.focus(); area.value = ""; data.setData("text/plain", text);
        area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })); }"""
    page.evaluate(script, pasted)
    assert [(level, text) for _, level, text in lines(page)[1:]] == expected
    page.close()


def test_rows_of_a_spreadsheet_become_rows_of_tasks(opened: Opened) -> None:
    page = opened("officer", "/soan-thao/moi?loai=kế hoạch")
    page.get_by_role("button", name="Thêm phụ lục bảng nhiệm vụ").click()
    page.get_by_label("Tên phụ lục").fill("Phân công nhiệm vụ")
    area = page.locator("[data-outline='annex.0'] .ol-text").first
    area.click()
    rows = "1\tRà soát biên chế\tSở Nội vụ\tSở Tài chính; Sở Y tế\ttrước 30/12/2026\tBáo cáo\n2\tTập huấn\tSở Y tế\t\tQuý IV/2026\t"
    area.evaluate(
        """(area, text) => { const data = new DataTransfer(); data.setData("text/plain", text);
        area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })); }""",
        rows,
    )
    nodes = page.evaluate("dondocOutlines.of('annex.0').nodes()")
    owners = page.locator("[data-outline='annex.0'] [data-field=owners]").first
    owners.fill("Sở Nội vụ; Sở Y")
    offered = page.locator("#ten-co-quan option[value='Sở Nội vụ; Sở Y tế']")
    expect(offered).to_be_attached()
    assert nodes == [
        {
            "task": "Rà soát biên chế",
            "owners": ["Sở Nội vụ"],
            "coordinators": ["Sở Tài chính", "Sở Y tế"],
            "deadline": "trước 30/12/2026",
            "deliverable": "Báo cáo",
        },
        {"task": "Tập huấn", "owners": ["Sở Y tế"], "deadline": "Quý IV/2026"},
    ]
    expect(page.locator(".findings li", has_text="chưa nhắc đến")).to_be_visible(timeout=PATIENCE)


@needs_office
def test_the_old_picture_stays_until_the_new_one_is_there_and_only_the_last_change_counts(opened: Opened) -> None:
    page = opened("officer", "/soan-thao/moi?loai=thông báo")
    first = page.get_by_role("img", name="Trang 1 của dự thảo")
    expect(first).to_be_visible(timeout=PATIENCE)
    before = first.get_attribute("src")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url) if request.url.endswith("/1.png") else None)
    page.get_by_label("Trích yếu").press_sequentially("Về lịch trực", delay=120)
    expect(first).to_have_attribute("src", str(before))
    typed = time.monotonic()
    expect(first).not_to_have_attribute("src", str(before), timeout=PATIENCE)
    print(f"từ phím đến bản in: {time.monotonic() - typed:.1f} giây")
    assert len(fetched) == 1, "one print for all the keys"


def test_without_libreoffice_the_findings_stay_live_and_a_sentence_stands_for_the_page(
    serve: Callable[[Path], str], chromium: Browser, register: Register, people: dict[str, Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent))
    with ExitStack() as contexts:
        opened = opener(contexts, chromium, serve(register.settings.data), register, people)
        _draft_without_pages(opened("officer", "/soan-thao/moi?loai=công văn"))


def _draft_without_pages(page: Page) -> None:
    expect(page.get_by_text("Chưa xem được bản in: Chưa có LibreOffice")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".findings li", has_text="kính gửi")).to_be_visible()
    page.get_by_label("Kính gửi").fill("Sở Nội vụ")
    expect(page.locator(".findings li", has_text="kính gửi")).to_have_count(0, timeout=PATIENCE)
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải bản Word").click()
    assert download.value.suggested_filename == "du-thao.docx"


@needs_office
def test_on_a_phone_the_lines_have_buttons_and_one_side_is_shown_at_a_time(opened: Opened) -> None:
    page = opened("officer", "/soan-thao/moi?loai=kế hoạch", 390)
    start(page)
    line = page.locator("[data-outline=body] .ol-line").nth(1)
    line.get_by_label("Thao tác với dòng").click()
    line.get_by_label("Xuống một cấp").click()
    assert lines(page)[1] == ["heading", 1, "Nhiệm vụ"]
    line.get_by_label("Thêm dòng dưới").click()
    page.keyboard.type("Việc thứ nhất")
    assert lines(page)[2] == ["text", 2, "Việc thứ nhất"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Bản in", exact=True).click()
    expect(page.get_by_role("img", name="Trang 1 của dự thảo")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_label("Trích yếu")).to_be_hidden()
    page.locator(".findings li", has_text="trích yếu").click()
    expect(page.get_by_label("Trích yếu")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_another_program_left_in_a_pasted_text_stops_nothing_and_a_wrong_day_loses_nothing(opened: Opened) -> None:
    page = opened("officer", "/soan-thao/moi?loai=thông báo")
    page.get_by_text("Phần khác").click()
    page.get_by_label("Ngày ban hành").fill("ngày kia")
    page.get_by_label("Trích yếu").fill("lịch\x0btrực\x07 ban\u00ad ngày \u200bTết")
    area = page.locator("[data-outline=body] .ol-text").first
    area.fill("Trực\x0bban\x02 cả ngày")
    expect(page.locator("[data-keep-state=yes]")).to_contain_text("chưa lưu thành bản")
    page.reload()
    expect(page.get_by_label("Trích yếu")).to_have_value("lịch trực ban ngày Tết")
    expect(area).to_have_value("Trực ban cả ngày")


def test_the_kind_is_changed_at_the_desk_and_its_symbol_follows(opened: Opened) -> None:
    page = opened("officer", "/soan-thao/moi?loai=thông báo")
    page.get_by_label("Trích yếu").fill("kiểm tra công vụ")
    page.locator("[data-place=kind] input").fill("giấy mời")
    page.get_by_role("option", name="Giấy mời").click()
    expect(page.get_by_label("Ký hiệu", exact=True)).to_have_value("GM-UBND")
    expect(page.get_by_label("Các dòng có nhãn")).to_be_visible()
    expect(page.get_by_label("Trích yếu")).to_have_value("kiểm tra công vụ")


def test_a_step_takes_what_was_typed_with_it_and_a_second_draft_is_found_again(opened: Opened, kept: Register) -> None:
    page = opened("officer", "/soan-thao/moi?loai=thông báo")
    page.get_by_label("Trích yếu").fill("lịch nghỉ lễ")
    page.get_by_role("button", name="Lưu dự thảo").click()
    page.wait_for_url(re.compile(r"/van-ban-di/\d+/sua"))
    document = int(page.url.split("/")[-2])
    page.get_by_label("Trích yếu").fill("lịch nghỉ lễ Quốc khánh")
    expect(page.locator("[data-keep-state=yes]")).to_contain_text("chưa lưu thành bản")
    page.goto(page.url.removesuffix("/sua"))
    expect(page.get_by_text("nội dung nhập dở")).to_be_visible()
    page.get_by_role("button", name="Trình", exact=True).click()
    expect(page.get_by_text("Đã trình ký")).to_be_visible()
    found = document_page(kept, document)
    assert (found["version"], found["subject"]) == (2, "lịch nghỉ lễ Quốc khánh")
