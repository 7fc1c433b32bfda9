"""What opens over a page is as sound as the page: every dialog, fold and drawer, in light and dark, and no wider than its window."""

from __future__ import annotations

import ast
import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as Late
from sqlmodel import select

import ui
from drafting.spec import read_spec
from tracking.duty import Deadline, DocumentInfo, Duty, Reading, Source
from tracking.office_templates import save_template, starting_template
from tracking.outgoing.kept_spec import kept_form
from tracking.outgoing.life import save_draft, take_step
from tracking.outgoing.numbers import record_number
from tracking.outgoing.working_copies import WorkingCopy, keep_copy
from tracking.register import accounts, extensions, review, work
from tracking.register.actor import LOCAL, Actor
from tracking.register.database import Register
from tracking.register.directives import register_reading
from tracking.register.tables import Assignment

PASSWORD = "mật khẩu đủ dài"
SAMPLE = Path(__file__).parents[2] / "templates" / "samples" / "cong-van-mau.json"
AT_ONCE = {
    *("In", "Tiếp nhận", "Xác nhận hoàn thành", "Trình", "Duyệt", "Kiểm tra xong", "Sao lưu và tải về", "Lưu", "Lọc", "Tìm", "Xem"),
    *("Xuất Excel", "Tải bản Word", "Tải bản PDF", "Đăng xuất", "Tiếp tục thực hiện", "Khóa"),
}
STARTS_AT_ONCE = ("Đồng ý", "Giao Sở")
"""Buttons that act without asking; each is pressed in the tests of somebody's day."""
REACHED_ELSEWHERE = {
    "Chọn đơn vị": "a share whose owner no office bears",
    "Thêm danh mục xã, phường": "offered until the list of communes is there",
    "Giữ lại": "a directive that another one replaced",
}
"""Dialogs that this office has no occasion for, and when they open; all are the same small form."""
pytestmark = pytest.mark.browser


def titles_in_the_code() -> set[str]:
    """The titles of the dialogs that the code holds as plain words."""
    found = set()
    for path in Path(ui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "FormDialog":
                found |= {str(title.value) for title in node.args[:1] if isinstance(title, ast.Constant)}
    return found


@pytest.fixture
def duties(register: Register, people: dict[str, Actor]) -> dict[str, int]:
    """Duties of the Sở Nội vụ in the states that offer the different forms, by the name of what is special about each."""
    today = register.today()
    late = Deadline("date", today - dt.timedelta(days=9), text="trước hạn")
    soon = Deadline("date", today + dt.timedelta(days=20), text="sau hạn")
    special = {
        "late": late,
        "asked": soon,
        "reported": Deadline(),
        "returned": Deadline(),
        "suspended": soon,
        "recurring": Deadline("recurring", frequency="monthly", text="định kỳ hằng tháng"),
        "relative": Deadline("relative", anchor="event", amount=5, unit="days", text="05 ngày kể từ khi có hướng dẫn"),
    }
    texts = {name: f"Việc thứ {index} của tổ công tác {name}" for index, name in enumerate(special)}
    rows = tuple(
        Duty(texts[name], 0, str(index), ("Sở Nội vụ",), ("Sở Tư pháp",), deadline=day, source=Source(texts[name]), confidence=0.97)
        for index, (name, day) in enumerate(special.items(), 1)
    )
    issued = today - dt.timedelta(days=30)
    info = DocumentInfo("công văn", "15/UBND-TH", issued, "Ủy ban nhân dân tỉnh Lào Cai", subject="công tác nội vụ")
    directive = register_reading(register, people["clerk"], Reading((info,), rows), [])
    ids = dict(zip(special, review.confirm_duties(register, people["officer"], directive), strict=True))
    with register.reading() as session:
        query = select(Assignment.duty_id, Assignment.id).where(Assignment.role == "lead")
        shares = {duty: share for duty, share in session.exec(query).all() if share}
    extensions.ask_extension(register, people["unit"], shares[ids["asked"]], "postpone", "Chờ số liệu", today + dt.timedelta(days=40))
    work.report_done(register, people["unit"], shares[ids["reported"]], number="1/BC-SNV")
    other = people["other"].office_id
    work.propose_return(register, people["unit"], shares[ids["returned"]], "Ngoài chức năng", other)
    work.suspend(register, people["leader"], shares[ids["suspended"]], "Chờ hướng dẫn")
    return ids


@pytest.fixture
def papers(register: Register, people: dict[str, Actor]) -> dict[str, int]:
    """Outgoing documents in the states that offer the different forms, a template and a draft half typed."""
    spec = read_spec(SAMPLE)
    found = {name: save_draft(register, people["officer"], spec) for name in ("draft", "submitted", "approved", "numbered")}
    for name, ways in {"submitted": ("submit",), "approved": ("submit", "approve"), "numbered": ("submit", "approve")}.items():
        for way in ways:
            take_step(register, LOCAL, found[name], way)
    record_number(register, people["clerk"], found["numbered"], "7/UBND-TH", register.today())
    start = starting_template(register, "giấy mời", register.settings.spool / "mau.docx")
    found["template"] = save_template(register, people["officer"], start, "Giấy mời.docx")
    keep_copy(register, people["admin"], WorkingCopy("abc", kept_form(spec)))
    return found


def _asks(words: str) -> bool:
    return bool(words) and "\n" not in words and words not in AT_ONCE and not words.startswith(STARTS_AT_ONCE)


class Walk:
    """Presses every button of a page once and looks at what it opens."""

    def __init__(self, page: Page, server: str) -> None:
        self.page, self.server = page, server
        self.faults: list[str] = []
        self.titles: set[str] = set()
        self.kind = ""  # pages of one kind have the same buttons: each is pressed once
        self.pressed: set[str] = set()

    def over(self, address: str) -> None:
        """One page: first its folds, then each of its buttons."""
        kind = re.sub(r"\d+", "", address)
        if kind != self.kind:
            self.kind, self.pressed = kind, set()
        self._open(address)
        self._judge(address, "#noi-dung")
        while (words := self._next()) is not None:
            self.pressed.add(words)
            button = self.page.locator("#noi-dung button:visible").get_by_text(words, exact=True).first
            button.dispatch_event("click")  # an open fold may lie over it
            try:
                self.page.locator(".q-dialog .sheet").wait_for(timeout=900)
            except Late:
                self._open(address)
                continue
            self._dialog(f"{address} «{words}»")
            self.page.keyboard.press("Escape")
            self.page.locator(".q-dialog").wait_for(state="detached")

    def _open(self, address: str) -> None:
        self.page.goto(self.server + address)
        self.page.wait_for_selector("h1")
        self.page.wait_for_timeout(400)  # a socket that fell back to polling is never idle
        self._unfold()

    def _unfold(self) -> None:
        self.page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")

    def _next(self) -> str | None:
        """The words of a button that has not been pressed."""
        self._unfold()
        script = (
            "[...document.querySelectorAll('#noi-dung button')].filter((b) => b.offsetParent && !b.disabled).map((b) => b.innerText.trim())"
        )
        shown: list[str] = self.page.evaluate(script)
        return next((words for words in shown if _asks(words) and words not in self.pressed), None)

    def _dialog(self, where: str) -> None:
        self.page.wait_for_function("document.querySelector('.q-dialog__inner').getAnimations({subtree: true}).length === 0")
        self.titles.add(self.page.locator(".q-dialog h2").first.inner_text())
        self._judge(where, ".q-dialog")
        box = self.page.locator(".q-dialog .sheet").bounding_box()
        width = self.page.evaluate("innerWidth")
        if box is None or box["x"] < 0 or box["x"] + box["width"] > width:
            self.faults.append(f"{where}: wider than {width}")

    def _judge(self, where: str, within: str) -> None:
        for theme in ("light", "dark"):
            self.page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
            for fault in Axe().run(self.page, context=within).response["violations"]:
                if fault["impact"] in ("serious", "critical"):
                    self.faults.append(f"{where}, {theme}: {fault['id']} {fault['nodes'][0]['target']}")


@pytest.fixture
def walk(serve: Callable[[Path], str], browser: Browser, register: Register, people: dict[str, Actor]) -> Callable[..., Walk]:
    server: list[str] = []

    def started(who: str, width: int = 1440) -> Walk:
        server[:] = server or [serve(register.settings.data)]
        token, _ = accounts.sign_in(register, people[who].login, PASSWORD)
        context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", base_url=server[0])
        context.add_cookies([{"name": "dondoc", "value": token, "url": server[0]}])
        return Walk(context.new_page(), server[0])

    return started


def test_every_dialog_of_every_page_is_sound(walk: Callable[..., Walk], duties: dict[str, int], papers: dict[str, int]) -> None:
    office = walk("admin")
    for name in ("late", "asked", "reported", "returned", "suspended", "recurring", "relative"):
        office.over(f"/nhiem-vu/{duties[name]}")
    for address in ("/co-quan", "/quan-tri/tai-khoan", "/quan-tri/quy-uoc", "/quan-tri/lich-nghi", "/tai-khoan", "/soan-thao", "/don-doc"):
        office.over(address)
    for name in ("draft", "submitted", "approved", "numbered"):
        office.over(f"/van-ban-di/{papers[name]}")
    office.over(f"/soan-thao/mau/{papers['template']}")
    office.over("/ra-soat/1")
    leader, unit = walk("leader"), walk("unit")
    leader.over("/")
    leader.over(f"/van-ban-di/{papers['numbered']}")
    unit.over("/")
    unit.over(f"/nhiem-vu/{duties['asked']}")
    assert office.faults + leader.faults + unit.faults == []
    assert titles_in_the_code() - office.titles - leader.titles - unit.titles == set(REACHED_ELSEWHERE)


def test_on_a_phone_dialogs_fit_and_the_drawer_is_sound(walk: Callable[..., Walk], duties: dict[str, int]) -> None:
    unit = walk("unit", 390)
    unit.over(f"/nhiem-vu/{duties['late']}")
    unit.page.locator("[data-menu]").click()
    unit.page.locator(".side.open").wait_for()
    unit._judge("drawer", ".side")
    assert unit.titles >= {"Báo cáo hoàn thành", "Cập nhật tiến độ"}
    assert unit.faults == []
