"""The clerk's day by keyboard, on a desk and on a phone: files in, the review desk as cards and as a grid, a meeting, an old sheet."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tracking.duty import Deadline, DocumentInfo, Duty, Reading, Source
from tracking.register import accounts, queries, review
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.directives import register_reading
from tracking.register.stored_files import FileFound, look
from tracking.screens.directives import desk

PASSWORD = "mật khẩu đủ dài"
BODY = "Ủy ban nhân dân tỉnh Lào Cai"
EVIL = "<img src=x onerror='window.hacked=1'>{{7*7}}"
WIDTHS = [1440, 390]
Open = Callable[..., Page]
pytestmark = pytest.mark.browser


@pytest.fixture
def register(open_office: tuple[Register, str]) -> Register:
    return open_office[0]


@pytest.fixture
def opened(open_office: tuple[Register, str], chromium: Browser, people: dict[str, Actor]) -> Iterator[Open]:
    """Opens an address as somebody of the office; a broken script fails the test."""
    register, server = open_office
    expect.set_options(timeout=20_000)
    with ExitStack() as ends:

        def page(address: str, width: int = 1440, who: str = "clerk") -> Page:
            token, _ = accounts.sign_in(register, people[who].login, PASSWORD)
            context = chromium.new_context(viewport={"width": width, "height": 900}, locale="vi-VN")
            ends.callback(context.close)
            context.grant_permissions(["clipboard-read", "clipboard-write"])
            context.add_cookies([{"name": "dondoc", "value": token, "url": server}])
            found = context.new_page()
            found.set_default_timeout(20_000)
            found.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
            found.goto(server + address)
            expect(found.locator("h1")).to_be_visible()
            found.wait_for_load_state("networkidle")
            return found

        yield page


@pytest.fixture
def annex(register: Register, people: dict[str, Actor], tmp_path: Path) -> int:
    """Thirty rows of an annex: the fourth without a lead, the eighth doubtful and full of markup."""
    day = register.today() + dt.timedelta(days=30)
    until = Deadline("date", day, text=f"chậm nhất ngày {day:%d/%m/%Y}")
    duties = [_row(place, until) for place in range(1, 31)]
    duties[3] = Duty("Việc chưa rõ ai", 0, "4", source=Source("Việc chưa rõ ai"), confidence=0.5, missing=("owner",))
    owners = ("Sở Nội vụ", f"Sở {EVIL}")
    duties[7] = Duty(EVIL, 0, EVIL, owners, (EVIL,), (), EVIL, source=Source(EVIL), confidence=0.5)
    info = DocumentInfo("kế hoạch", "21/KH-UBND", register.today(), BODY, subject=f"phân công {EVIL}")
    return register_reading(register, people["clerk"], Reading((info,), tuple(duties)), [_source(tmp_path, duties)])


@pytest.fixture
def letter(register: Register, people: dict[str, Actor], tmp_path: Path) -> int:
    """A letter with two certain duties and one without a lead."""
    texts = ("Rà soát vị trí việc làm", "Hướng dẫn số hóa hồ sơ", "Tổng hợp kết quả chung")
    duties = [Duty(text, 0, str(at), ("Sở Nội vụ",), source=Source(text), confidence=0.97) for at, text in enumerate(texts, 1)]
    duties[2] = Duty(texts[2], 0, "3", source=Source(texts[2]), confidence=0.4, missing=("owner",))
    info = DocumentInfo("công văn", "15/UBND-TH", register.today(), BODY, subject="triển khai công tác nội vụ")
    return register_reading(register, people["clerk"], Reading((info,), tuple(duties)), [_source(tmp_path, duties)])


def _source(folder: Path, duties: list[Duty]) -> FileFound:
    """The duties' words as the received file, like no other."""
    path = folder / "van-ban.txt"
    path.write_text(f"{folder}\n" + "\n".join(duty.text for duty in duties), "utf-8")
    return look(path)


def _row(place: int, until: Deadline) -> Duty:
    text = f"Lập danh mục hồ sơ nhóm {place}"
    return Duty(text, 0, str(place), ("Sở Nội vụ",), deadline=until, source=Source(text), confidence=0.97)


def _texts(page: Page, column: str, rows: int) -> list[str]:
    return page.locator(f".duty-grid td.g-{column}").all_inner_texts()[:rows]


@pytest.mark.parametrize("width", WIDTHS)
def test_an_annex_is_reviewed_as_a_grid_by_keyboard_alone(
    width: int, opened: Open, annex: int, register: Register, people: dict[str, Actor]
) -> None:
    page = opened(f"/ra-soat/{annex}", width)
    expect(page.locator(".duty-grid tbody tr")).to_have_count(31)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã xác nhận", exact=True)).to_be_visible()
    expect(page.locator("td:focus")).to_have_class("g-text doubt sel at")
    _names_a_lead(page)
    _fills_and_undoes(page)
    _pastes(page)
    _refuses_a_day_that_is_none(page)
    assert page.evaluate("window.hacked") is None
    expect(page.locator("td.g-text", has_text="onerror='window.hacked=1'")).to_have_count(1)
    _no_fault(page, width)
    page.keyboard.press("Alt+a")
    expect(page.locator(".desk-bar .tag").first).to_have_text("2 chờ rà soát")
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+Enter")
    expect(page.locator(".desk-bar .tag").first).to_have_text("1 chờ rà soát")
    expect(page.locator("tr.is-proposed td:focus")).to_have_count(1)
    page.keyboard.press("Alt+x")
    expect(page.get_by_text("Đã rà soát xong văn bản này.")).to_be_visible()
    assert len(queries.duties(register, directive=annex)) == 31


def _names_a_lead(page: Page) -> None:
    """The fourth row, by the initials of an office."""
    page.keyboard.press("ArrowRight")
    page.keyboard.type("syt")
    expect(page.get_by_role("option", name="Sở Y tế")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".duty-grid td.g-owners").nth(3)).to_have_text("Sở Y tế")


def _fills_and_undoes(page: Page) -> None:
    """Rows one to three: the lead of the first for all, a day for all, and both taken back."""
    page.keyboard.press("Control+Home")
    for key in ("ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    page.keyboard.type("Sở Tài chính")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Control+d")
    expect(page.locator(".duty-grid td.sending")).to_have_count(0)
    assert _texts(page, "owners", 4) == ["Sở Tài chính"] * 3 + ["Sở Y tế"]
    page.keyboard.press("Alt+h")
    page.keyboard.type("31/12/2027")
    page.keyboard.press("Enter")
    expect(page.locator(".duty-grid td.g-deadline", has_text="31/12/2027")).to_have_count(3)
    page.keyboard.press("Control+z")
    expect(page.locator(".duty-grid td.g-deadline", has_text="31/12/2027")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(page.locator(".duty-grid td.g-owners", has_text="Sở Tài chính")).to_have_count(1)


def _pastes(page: Page) -> None:
    """Two new rows as Excel copies them, one with a tab, a quote and a formula."""
    page.evaluate("words => navigator.clipboard.writeText(words)", 'Việc dán một\tSở Nội vụ\r\n"=1+1 ""x"""\tSở Y tế\r\n')
    page.keyboard.press("Control+End")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Control+v")
    expect(page.locator(".duty-grid tr.is-proposed")).to_have_count(32)
    assert _texts(page, "text", 32)[-2:] == ["Việc dán một", '=1+1 "x"']


def _refuses_a_day_that_is_none(page: Page) -> None:
    page.keyboard.press("Control+Home")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.keyboard.type("bao giờ cũng được nhé")
    page.keyboard.press("Enter")
    expect(page.locator("td.refused")).to_have_text("bao giờ cũng được nhé")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("F2")
    page.keyboard.press("Escape")
    expect(page.locator("td.refused")).to_have_count(0)


def _no_fault(page: Page, width: int) -> None:
    page.wait_for_timeout(400)  # what comes in by degrees is judged when it stands
    faults = [fault for fault in Axe().run(page).response["violations"] if fault["impact"] in ("serious", "critical")]
    assert [(fault["id"], fault["nodes"][0]["target"]) for fault in faults] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_cards_are_settled_edited_split_merged_rejected_and_taken_back_by_keys(
    width: int, opened: Open, letter: int, register: Register, people: dict[str, Actor]
) -> None:
    page = opened(f"/ra-soat/{letter}", width)
    waiting = page.locator(".desk-bar .tag").first
    page.keyboard.press("Enter")
    expect(page.locator("article[aria-current=true]")).to_contain_text("Cần xem kỹ: chưa rõ đơn vị chủ trì")
    page.keyboard.press("e")
    expect(page.get_by_label("Nội dung nhiệm vụ")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Tổng hợp kết quả; gửi báo cáo")
    page.keyboard.press("Control+Enter")
    expect(page.locator("article[aria-current=true] .text")).to_have_text("Tổng hợp kết quả; gửi báo cáo")
    page.keyboard.press("s")
    expect(page.get_by_label("Tách thành")).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(waiting).to_have_text("4 chờ rà soát")
    page.keyboard.press("u")
    expect(waiting).to_have_text("3 chờ rà soát")
    page.keyboard.press("m")
    expect(waiting).to_have_text("2 chờ rà soát")
    page.keyboard.press("u")
    expect(waiting).to_have_text("3 chờ rà soát")
    page.keyboard.press("x")
    expect(waiting).to_have_text("2 chờ rà soát")
    page.keyboard.press("u")
    expect(waiting).to_have_text("3 chờ rà soát")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("gộp với mục trên")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Shift+A")
    expect(waiting).to_have_text("1 chờ rà soát")
    _no_fault(page, width)
    page.keyboard.press("x")
    expect(page.get_by_text("Đã rà soát xong văn bản này.")).to_be_visible()
    assert [proposal.state for proposal in desk(register, people["clerk"], letter).proposals] == [
        "confirmed",
        "confirmed",
        "rejected",
        "rejected",
    ]


def test_two_reviewers_are_told_of_each_other_and_nothing_typed_is_lost(
    opened: Open, annex: int, register: Register, people: dict[str, Actor]
) -> None:
    page = opened(f"/ra-soat/{annex}")
    page.keyboard.press("Enter")
    expect(page.locator("td:focus")).to_have_count(1)
    first = desk(register, people["officer"], annex).proposals[0].id
    review.edit_duty(register, people["officer"], first, text="Lời của người khác")
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("Lời của tôi")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Lê Chuyên Viên vừa")).to_be_visible()
    expect(page.locator("td.refused")).to_have_text("Lời của tôi")
    assert desk(register, people["officer"], annex).proposals[0].text == "Lời của người khác"


def test_pointing_at_a_duty_shows_its_words_and_the_words_show_the_duty(opened: Open, letter: int) -> None:
    page = opened(f"/ra-soat/{letter}")
    page.keyboard.press("Enter")
    mark = page.locator(".desk-source mark", has_text="số hóa hồ sơ")
    mark.click()
    expect(page.locator("article[aria-current=true]")).to_contain_text("số hóa hồ sơ")
    page.locator("article", has_text="vị trí việc làm").hover()
    expect(page.locator(".desk-source mark.on")).to_contain_text("vị trí việc làm")


def test_words_chosen_in_the_document_become_a_duty(opened: Open, letter: int, register: Register, people: dict[str, Actor]) -> None:
    page = opened(f"/ra-soat/{letter}")
    page.locator(".desk-source mark", has_text="số hóa hồ sơ").click(click_count=3)
    page.keyboard.press("n")
    expect(page.get_by_label("Nội dung nhiệm vụ")).to_have_value("Hướng dẫn số hóa hồ sơ")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".desk-bar .tag").first).to_have_text("4 chờ rà soát")
    assert desk(register, people["clerk"], letter).proposals[3].text == "Hướng dẫn số hóa hồ sơ"


def test_an_annex_added_later_brings_its_duties_and_is_shown_beside_them(opened: Open, letter: int, tmp_path: Path) -> None:
    sheet = tmp_path / "phu-luc-sau.txt"
    work = "Giao các đơn vị thực hiện các nhiệm vụ sau:\n1. Sở Y tế rà soát kho thuốc, xong trước ngày 20/12/2027.\n"
    sheet.write_text(f"{tmp_path}\n{work}", "utf-8")
    page = opened(f"/ra-soat/{letter}")
    page.locator(".q-uploader__input").set_input_files(sheet)
    expect(page.locator(".desk-bar .tag").first).to_have_text("4 chờ rà soát")
    page.get_by_role("button", name="phu-luc-sau.txt").press("Enter")
    expect(page.locator(".desk-source mark")).to_contain_text(["rà soát kho thuốc"])


def test_many_files_each_say_what_became_of_them_and_together_they_are_counted(opened: Open, register: Register, tmp_path: Path) -> None:
    head = "UBND XÃ AN BÌNH\nSố: 7/UBND-VP\nAn Bình, ngày 05 tháng 01 năm 2026\nYêu cầu các đơn vị thực hiện các nhiệm vụ sau:\n"
    work = "1. Phòng Kinh tế rà soát các tuyến đường, xong trước ngày 20/01/2026.\n"
    files = {
        "giao-viec.txt": head + work,
        "ban-sao.txt": head + work,
        "hong.pdf": "%PDF-1.4 không phải tệp PDF",
        "mat.txt": "TUYỆT MẬT\n" + head,
    }
    for name, words in files.items():
        (tmp_path / name).write_text(words, "utf-8")
    page = opened("/van-ban-den")
    page.locator("[data-drop] input[type=file]").set_input_files([tmp_path / "giao-viec.txt"])
    row = page.locator("[data-outcomes] li")
    expect(row).to_contain_text("1 nhiệm vụ đề xuất")
    expect(row).to_contain_text(re.compile(r"Số đến \d+/\d{4}, ngày đến"))
    page.locator("[data-drop] input[type=file]").set_input_files([tmp_path / name for name in list(files)[1:]])
    expect(page.locator("[data-summary]")).to_have_text(
        "Đã xong 4 trong 4 tệp: 1 có nhiệm vụ (1 nhiệm vụ), 1 đã có trong sổ, 1 không nhận, 1 chưa lưu."
    )
    page.get_by_role("link", name="Rà soát", exact=True).last.press("Enter")
    expect(page.get_by_role("heading", name="7/UBND-VP")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_what_was_said_at_a_meeting_goes_from_typed_lines_to_the_desk(width: int, opened: Open, register: Register) -> None:
    page = opened("/van-ban-den/ghi-viec", width)
    expect(page.get_by_label("Cuộc họp, nguồn ý kiến")).to_be_focused()
    page.keyboard.type("Giao ban tuần")
    page.get_by_label("Các việc được giao").focus()
    page.keyboard.insert_text("Sở Nội vụ rà soát biên chế các đơn vị, xong trước ngày 15/12/2027\nViệc đường vào bản Mù")
    _no_fault(page, width)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".duty-grid tr.is-proposed")).to_have_count(2)
    assert _texts(page, "owners", 1) == ["Sở Nội vụ"]


def test_an_old_spreadsheet_is_mapped_tried_and_then_written(opened: Open, register: Register, tmp_path: Path) -> None:
    before = len(queries.duties(register))
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["STT", "Số, ký hiệu", "Ngày văn bản", "Nội dung nhiệm vụ", "Ai làm", "Hạn hoàn thành"])
    for row, owner in enumerate(("Sở Nội vụ", "Ban Lạ", "Sở Y tế"), 1):
        sheet.append([row, f"{row}/UBND-TH", "05/01/2026", f"{EVIL} {row}", owner, "20/3/2026"])
    book.save(tmp_path / "so-cu.xlsx")
    page = opened("/van-ban-den/so-cu", who="officer")
    page.locator("input[type=file]").set_input_files(tmp_path / "so-cu.xlsx")
    expect(page.get_by_text("nhập được 0, trùng 0, cần sửa 3", exact=False)).to_be_visible(timeout=30_000)
    page.get_by_label("«Ai làm»").click()
    page.get_by_role("option", name="Chủ trì").click()
    expect(page.get_by_text("nhập được 2, trùng 0, cần sửa 1", exact=False)).to_be_visible(timeout=30_000)
    _no_fault(page, 1440)
    page.get_by_text("Giữ nguyên các tên còn lại").click()
    page.get_by_role("button", name="Nhập 3 dòng vào sổ").press("Enter")
    expect(page.get_by_text("Đã ghi vào sổ", exact=False)).to_be_visible(timeout=30_000)
    assert page.evaluate("window.hacked") is None
    assert len(queries.duties(register)) == before + 3
    assert not [path for path in register.settings.spool.iterdir() if path.suffix == ".xlsx"]
