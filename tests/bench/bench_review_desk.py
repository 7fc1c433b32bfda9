"""The review desk's minute, on a real server in Chromium. Run: python tests/bench/bench_review_desk.py

A ten-page directive with 20 well-read duties and one with an annex of 60 rows, each reviewed by keyboard alone in two ways: the
certain ones at once, and one by one. Counted: keystrokes, waits for the server and their time. At most 25 keystrokes for the 20.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from drafting.draft import draft
from drafting.kinds import kind_named
from drafting.libreoffice import convert
from drafting.spec_values import Annex, Issuer, Node, Signature, Spec
from tracking.importing import import_file
from tracking.register import accounts
from tracking.register.actor import Actor
from tracking.register.database import Register
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

    def line(self, name: str) -> str:
        longest = max(self.waits) * 1000
        return f"{name}: {self.keys} keystrokes, {len(self.waits)} waits, {sum(self.waits):.1f} s in all, longest {longest:.0f} ms"


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
                "annex of 60 rows, the certain ones at once": _review(browser, server, token, ids[2], at_once=True),
                "annex of 60 rows, one by one": _review(browser, server, token, ids[3], at_once=False),
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


def _review(browser: Browser, server: str, token: str, directive: int, at_once: bool) -> Run:
    """The document reviewed to its end: header, then what is unsure one by one, then the certain ones."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="vi-VN")
    context.add_cookies([{"name": "dondoc", "value": token, "url": server}])
    page = context.new_page()
    page.goto(f"{server}/ra-soat/{directive}")
    page.wait_for_selector(".desk-source [data-duty]", timeout=60_000)
    page.wait_for_timeout(500)
    run = Run()
    run.press(page, "Enter", "() => document.body.innerText.includes('Đã xác nhận')")
    while (left := _waiting(page)) > 0:
        sure = page.locator("article[aria-current=true] .tag.done").count() > 0
        if at_once and sure:
            run.press(page, "Shift+A", f"() => {_COUNT} === 0")
        else:
            run.press(page, "Enter", f"() => {_COUNT} === {left - 1}")
    context.close()
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
