"""The review desk's minute, on a real server in Chromium. Run: python tests/bench/bench_review_desk.py

A ten-page directive with 20 well-read duties, reviewed as cards by keyboard alone: the certain ones at once, and one by one. One with
an annex of 60 rows, as a grid: the certain rows at once, and with twelve leads, six days and three pasted rows put right first. And how
long one acceptance takes on a desk of 60 and of 200 cards. Counted: keystrokes, waits for the server and their time. At most 25
keystrokes and a minute for the 20.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from drafting.draft import draft
from drafting.kinds import kind_named
from drafting.libreoffice import convert
from drafting.spec_values import Annex, Issuer, Node, Signature, Spec
from tracking.duty import Deadline, DocumentInfo, Duty, Reading, Source
from tracking.importing import import_file
from tracking.register import accounts
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.directives import register_reading
from tracking.register.office_setup import set_own_body
from tracking.register.unit import ZONE
from tracking.settings import Settings

BODY = "Ủy ban nhân dân tỉnh Lào Cai"
PASSWORD = "mật khẩu đủ dài"
TODAY = dt.datetime.now(ZONE).date()
MOST_KEYS = 25
_PARAGRAPHS = 36
MOST_SECONDS = 60.0
_UNITS = ("Sở Nội vụ", "Sở Tài chính", "Sở Y tế", "Sở Tư pháp", "Sở Xây dựng")
_WORKS = ("Rà soát quy trình", "Xây dựng kế hoạch", "Tổng hợp số liệu", "Kiểm tra việc chấp hành", "Lập danh mục")
_MATTERS = ("tiếp nhận hồ sơ", "sử dụng trụ sở", "quản lý tài sản", "đào tạo cán bộ", "tiếp công dân", "lưu trữ tài liệu")
_TALK = (
    "Công tác này thời gian qua đã đạt một số kết quả bước đầu; tuy nhiên ở một số nơi việc triển khai còn lúng túng, số liệu chưa đầy đủ. "
)


@dataclass
class Run:
    """What one review cost."""

    keys: int = 0
    waits: list[float] = field(default_factory=list)

    def press(self, page: Page, key: str, then: str) -> None:
        """One keystroke, and the wait until the page shows what it led to (a condition in script)."""
        start = time.perf_counter()
        page.keyboard.press(key)
        page.wait_for_function(then, timeout=20_000)
        self.keys += 1
        self.waits.append(time.perf_counter() - start)

    def type(self, page: Page, *keys: str) -> None:
        """Keystrokes that wait for nobody: moving about and typing."""
        for key in keys:
            page.keyboard.press(key)
        self.keys += len(keys)

    def line(self, name: str) -> str:
        middle, longest = statistics.median(self.waits) * 1000, max(self.waits) * 1000
        total = f"{len(self.waits)} waits, {sum(self.waits):.1f} s in all, median {middle:.0f} ms, longest {longest:.0f} ms"
        return f"{name}: {self.keys} keystrokes, {total}"


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="dondoc-bench-") as scratch:
        folder = Path(scratch)
        with Register.open(Settings.load(folder / "data", {})) as register:
            token, ids = _prepared(register, folder)
        with _serving(folder) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox"])
            runs = {
                "20 duties on ten pages, the certain ones at once": _review(browser, server, token, ids[0], at_once=True),
                "20 duties on ten pages, one by one": _review(browser, server, token, ids[1], at_once=False),
                "annex of 60 rows, the certain ones at once": _annex(browser, server, token, ids[2], _nothing),
                "annex of 60 rows, put right and accepted": _annex(browser, server, token, ids[3], _put_right),
                "60 cards, an acceptance": _accepting(browser, server, token, ids[4], 12),
                "200 cards, an acceptance": _accepting(browser, server, token, ids[5], 12),
            }
            browser.close()
    for name, run in runs.items():
        print(run.line(name))
    twenty = [run for name, run in runs.items() if name.startswith("20")]
    return 0 if all(run.keys <= MOST_KEYS and sum(run.waits) < MOST_SECONDS for run in twenty) else 1


def _prepared(register: Register, folder: Path) -> tuple[str, list[int]]:
    admin = accounts.create_administrator(register, "admin", PASSWORD, "Nguyễn Quản Trị")
    set_own_body(register, admin, BODY)
    officer = accounts.add_account(register, admin, "officer", PASSWORD, "Lê Chuyên Viên", "officer")
    ids = []
    for serial in (101, 102):
        ids.append(_brought(register, officer, _long_directive(serial, folder), 20, 9))
    for serial in (103, 104):
        ids.append(_brought(register, officer, _with_annex(serial, folder), 60, 1))
    ids += [register_reading(register, officer, _cards(number), []) for number in (60, 200)]
    return accounts.sign_in(register, "officer", PASSWORD)[0], ids


def _brought(register: Register, actor: Actor, path: Path, duties: int, pages: int) -> int:
    found = import_file(register, actor, path)
    if found.directive is None or found.duties != duties:
        raise SystemExit(f"{path.name}: {found.duties} duties read of {duties}; {found.warnings}")
    print(f"{path.name}: {found.duties} duties proposed")
    return found.directive


def _long_directive(serial: int, folder: Path) -> Path:
    """Twenty dated duties, four for each of five sở, after pages of talk: ten pages as a text PDF."""
    units = []
    for place, unit in enumerate(_UNITS):
        works = [f"{_work(place * 4 + number)} tại các đơn vị trực thuộc, báo cáo kết quả" for number in range(4)]
        tasks = tuple(Node("task", work, deadline=_by(20 + place * 4 + number)) for number, work in enumerate(works))
        units.append(Node("heading", unit, children=tasks))
    talk = tuple(_TALK * 5 for _ in range(_PARAGRAPHS))
    return convert(draft(_spec(serial, tuple(units), (), talk), folder / f"ten-pages-{serial}.docx"), "pdf", folder)


def _with_annex(serial: int, folder: Path) -> Path:
    """Sixty tasks in the table of an annex."""
    tasks = tuple(
        Node(
            "task",
            f"{_work(number)} đợt {number // 30 + 1}",
            owners=(_UNITS[number % 5],),
            deadline=_by(15 + number),
            deliverable="Báo cáo",
        )
        for number in range(60)
    )
    body = (Node("text", "Nhiệm vụ cụ thể của từng cơ quan nêu tại Phụ lục kèm theo."),)
    return draft(_spec(serial, body, (Annex("Phân công nhiệm vụ", landscape=True, tasks=tasks),)), folder / f"annex-{serial}.docx")


def _cards(number: int) -> Reading:
    """A document of so many certain duties, without a file."""
    until = Deadline("date", TODAY + dt.timedelta(days=20), text="đến hết tháng sau")
    duties = tuple(
        Duty(f"{_work(at)} đợt {at}", 0, str(at), (_UNITS[at % 5],), deadline=until, source=Source(_work(at)), confidence=0.97)
        for at in range(number)
    )
    return Reading((DocumentInfo("công văn", f"{number}/UBND-TH", TODAY, BODY, subject="nhiều việc"),), duties)


def _work(number: int) -> str:
    return f"{_WORKS[number % 5]} {_MATTERS[number % 6]}"


def _by(days: int) -> str:
    return f"trước ngày {TODAY + dt.timedelta(days=days):%d/%m/%Y}"


def _spec(serial: int, body: tuple[Node, ...], annexes: tuple[Annex, ...], talk: tuple[str, ...] = ()) -> Spec:
    kind = kind_named("kế hoạch")
    assert kind is not None
    return Spec(
        kind=kind,
        issuer=Issuer(BODY),
        serial=serial,
        symbol="KH-UBND",
        place="Lào Cai",
        issued_on=TODAY - dt.timedelta(days=4),
        subject="Triển khai một số nhiệm vụ trọng tâm",
        opening=(*talk, f"{BODY} ban hành Kế hoạch như sau:"),
        body=body,
        annexes=annexes,
        closing=("Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện",),
        signers=(Signature("CHỦ TỊCH", "Lý Văn Sơn", ("TM. ỦY BAN NHÂN DÂN",)),),
        recipients=("Các sở, ban, ngành",),
        archive="VT, TH",
    )


def _opened(browser: Browser, address: str, token: str, shows: str) -> Page:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="vi-VN")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.add_cookies([{"name": "dondoc", "value": token, "url": address}])
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(shows, timeout=60_000)
    page.wait_for_timeout(500)
    return page


def _annex(browser: Browser, server: str, token: str, directive: int, put_right: Callable[[Run, Page], None]) -> Run:
    """The annex reviewed to its end in the grid: header, corrections, the certain rows at once, the unsure ones one by one."""
    page = _opened(browser, f"{server}/ra-soat/{directive}?kieu=bang", token, ".duty-grid td")
    run = Run()
    run.press(page, "Enter", "() => document.activeElement.matches('td')")
    put_right(run, page)
    if _waiting(page):
        run.press(page, "Alt+a", f"() => {_COUNT} < 60")
    while (left := _waiting(page)) > 0:
        run.type(page, "Alt+ArrowDown")
        run.press(page, "Alt+Enter", f"() => {_COUNT} < {left}")
    page.context.close()
    return run


def _nothing(run: Run, page: Page) -> None:
    """Every row was read right."""


_SENT = "() => !document.querySelector('td.sending')"


def _put_right(run: Run, page: Page) -> None:
    """Rows 1 to 12 get another lead, rows 13 to 18 another day, three rows come from a spreadsheet."""
    run.type(page, "Control+Home", *["Shift+ArrowDown"] * 11, "Alt+l", "s", "y", "t")
    run.press(page, "Enter", _SENT)
    run.type(page, *["ArrowDown"], *["Shift+ArrowDown"] * 5, "Alt+h", *"30/6/2027")
    run.press(page, "Enter", _SENT)
    rows = "\n".join(f"Việc bổ sung {number}\tSở Tư pháp" for number in (1, 2, 3))
    page.evaluate("words => navigator.clipboard.writeText(words)", rows)
    run.type(page, "Control+End", "Home", "ArrowRight")
    run.press(page, "Control+v", f"() => {_COUNT} === 63")


def _accepting(browser: Browser, server: str, token: str, directive: int, times: int) -> Run:
    """So many acceptances one after another on a desk of cards."""
    page = _opened(browser, f"{server}/ra-soat/{directive}?kieu=the", token, ".proposal")
    settling, run = Run(), Run()
    settling.press(page, "Enter", "() => document.body.innerText.includes('Đã xác nhận')")
    for _ in range(times):
        run.press(page, "Enter", f"() => {_COUNT} === {_waiting(page) - 1}")
    page.context.close()
    return run


def _review(browser: Browser, server: str, token: str, directive: int, at_once: bool) -> Run:
    """The document reviewed to its end as cards: header, then what is unsure one by one, then the certain ones."""
    page = _opened(browser, f"{server}/ra-soat/{directive}?kieu=the", token, ".desk-source [data-duty]")
    run = Run()
    run.press(page, "Enter", "() => document.body.innerText.includes('Đã xác nhận')")
    while (left := _waiting(page)) > 0:
        sure = page.locator("article[aria-current=true] .tag.soon").count() == 0
        if at_once and sure:
            run.press(page, "Shift+A", f"() => {_COUNT} === 0")
        else:
            run.press(page, "Enter", f"() => {_COUNT} === {left - 1}")
    page.context.close()
    return run


_COUNT = "parseInt(document.querySelector('.desk-bar .tag')?.innerText ?? '-1')"


def _waiting(page: Page) -> int:
    return int(page.evaluate(f"() => {_COUNT}"))


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "ui.cli", "serve", "--port", str(port), "--data", str(folder / "data")]
    with (folder / "server.log").open("w") as log, subprocess.Popen(command, stdout=log, stderr=log, env=dict(os.environ)) as process:
        try:
            _wait(f"http://127.0.0.1:{port}/healthz")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait(address: str) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(main())
