"""A register with an office and one person of each role, the app on it, and a signed-in user without a browser."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import URLError

import pytest
from nicegui.testing import User
from nicegui.testing.user_simulation import user_simulation
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tracking.duty import Deadline, DocumentInfo, Duty, Missing, Reading, Source
from tracking.register import accounts, review
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.directives import register_reading
from tracking.register.office_setup import offices, set_own_body
from tracking.register.stored_files import look
from tracking.settings import Settings
from ui.app import build

PASSWORD = "mật khẩu đủ dài"
BODY = "Ủy ban nhân dân tỉnh Lào Cai"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture
def empty_register(tmp_path: Path) -> Iterator[Register]:
    """A register that nobody has set up."""
    with Register.open(Settings.load(tmp_path / "empty", {})) as found:
        yield found


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Actor]]:
    """The data of an office with its people, made once and copied for each test."""
    data = tmp_path_factory.mktemp("office") / "data"
    with Register.open(Settings.load(data, {})) as register:
        return data, _people(register)


@pytest.fixture
def people(prepared: tuple[Path, dict[str, Actor]]) -> dict[str, Actor]:
    """One account of each role; the unit's is of the Sở Nội vụ, "other" of another sở."""
    return prepared[1]


@pytest.fixture
def register(prepared: tuple[Path, dict[str, Actor]], tmp_path: Path) -> Iterator[Register]:
    """The register of an office with its people."""
    shutil.copytree(prepared[0], tmp_path / "data")
    with Register.open(Settings.load(tmp_path / "data", {})) as found:
        yield found


def _people(register: Register) -> dict[str, Actor]:
    admin = accounts.create_administrator(register, "admin", PASSWORD, "Nguyễn Quản Trị")
    set_own_body(register, admin, BODY)
    units = {row["name"]: row["id"] for row in offices(register) if row["name"].startswith("Sở ")}
    home = units.pop("Sở Nội vụ")
    found = {"admin": admin}
    for role, name in (("clerk", "Trần Văn Thư"), ("officer", "Lê Chuyên Viên"), ("leader", "Phạm Lãnh Đạo")):
        found[role] = accounts.add_account(register, admin, role, PASSWORD, name, role)
    found["unit"] = accounts.add_account(register, admin, "unit", PASSWORD, "Hoàng Đơn Vị", "unit", home)
    found["other"] = accounts.add_account(register, admin, "other", PASSWORD, "Vũ Nơi Khác", "unit", min(units.values()))
    return found


def sample_reading(today: dt.date) -> Reading:
    """A directive of ours with a dated, an undated and an unsure duty."""
    due = today + dt.timedelta(days=20)
    dated = Deadline("date", due, text=f"chậm nhất ngày {due:%d/%m/%Y}")
    home = ("Sở Nội vụ",)
    duties = (
        _duty("1", "Rà soát vị trí việc làm của đơn vị trực thuộc", home, dated, 0.97),
        _duty("2", "Hướng dẫn số hóa hồ sơ lưu trữ", home, Deadline(), 0.95),
        _duty("3", "<b>Tổng hợp</b> & báo cáo kết quả chung", (), Deadline(), 0.4),
    )
    issued = today - dt.timedelta(days=10)
    info = DocumentInfo("công văn", "15/UBND-TH", issued, BODY, subject="triển khai công tác nội vụ", signer="Đỗ Văn Ký")
    return Reading((info,), duties)


def _duty(ordinal: str, text: str, owners: tuple[str, ...], deadline: Deadline, sure: float) -> Duty:
    missing: tuple[Missing, ...] = () if owners else ("owner",)
    return Duty(text, 0, ordinal, owners, deadline=deadline, source=Source(text), confidence=sure, missing=missing)


@pytest.fixture
def directive(register: Register, people: dict[str, Actor], tmp_path: Path) -> int:
    """The directive on the review desk, with its text as its file."""
    reading = sample_reading(register.today())
    source = tmp_path / "cong-van.txt"
    source.write_text("\n".join(f"{duty.ordinal}. {duty.text}" for duty in reading.duties), "utf-8")
    return register_reading(register, people["clerk"], reading, [look(source)])


@pytest.fixture
def confirmed(register: Register, people: dict[str, Actor], directive: int) -> list[int]:
    """The directive's duties in the register."""
    return review.confirm_duties(register, people["officer"], directive)


@pytest.fixture
async def app_user(register: Register) -> AsyncIterator[User]:
    """Somebody at the app who has not signed in."""
    async with user_simulation() as user:
        build(register)
        yield user


@pytest.fixture
async def first_visitor(empty_register: Register) -> AsyncIterator[User]:
    """Somebody at an app that nobody has set up."""
    async with user_simulation() as user:
        build(empty_register)
        yield user


@pytest.fixture
def sign_in(app_user: User, register: Register, people: dict[str, Actor]) -> Callable[[str], User]:
    """Signs in as the person of that key."""

    def signed(who: str) -> User:
        token, _ = accounts.sign_in(register, people[who].login, PASSWORD)
        app_user.http_client.cookies.set("dondoc", token)
        return app_user

    return signed


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[Path], str]]:
    """Starts a real server on a folder; returns its address."""
    with ExitStack() as ends:
        yield lambda data: ends.enter_context(running(data, tmp_path / "server.log"))


@contextmanager
def running(data: Path, log: Path) -> Iterator[str]:
    """A real server on a folder, for as long as the block runs; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "ui.cli", "serve", "--port", str(port), "--data", str(data)]
    free = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "NICEGUI_"))}
    with log.open("w") as out, subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=free) as process:
        try:
            _wait_for(f"http://127.0.0.1:{port}/healthz", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


@pytest.fixture
def page(serve: Callable[[Path], str], browser: Browser, register: Register, people: dict[str, Actor]) -> Page:
    """The officer's browser on a running server."""
    server = serve(register.settings.data)
    token, _ = accounts.sign_in(register, people["officer"].login, PASSWORD)
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="vi-VN", base_url=server)
    context.add_cookies([{"name": "dondoc", "value": token, "url": server}])
    found = context.new_page()
    found.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)
    found.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    return found


@pytest.fixture(scope="module")
def open_office(prepared: tuple[Path, dict[str, Actor]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Register, str]]:
    """The register of an office and the address of a real server on it, the same for all tests of a module."""
    folder = tmp_path_factory.mktemp("open-office")
    shutil.copytree(prepared[0], folder / "data")
    with Register.open(Settings.load(folder / "data", {})) as register, running(folder / "data", folder / "server.log") as server:
        yield register, server


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser of a module that has no tests within an event loop."""
    yield from _chromium()


@pytest.fixture
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window and without a word to anybody."""
    yield from _chromium()


def _chromium() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield found
        found.close()


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(f"no answer from {address}: {log.read_text('utf-8')}")
