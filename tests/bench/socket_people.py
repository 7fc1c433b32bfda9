"""200 people of an office and what each does all day: an action every five seconds from a page that is open already.

The office has 30,000 shares of 180 units, and documents on the desk of each who reviews; everybody is signed in beforehand, opens a
page while nothing is measured, and starts at a moment of their own. About one action in six loads a whole page (another screen, a
filter, a search, a duty); the others go over the socket: a form opened, a form sent, a duty accepted on the desk, a chart turned.

An action takes from what is sent to the answer that is waited for. The people share one event loop: how late it was to whoever waited is
told apart (`Tally.late`), for that long an answer may have lain there. Who waits longer than `socket_person.PATIENCE_S` has failed.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import hashlib
import os
import random
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import uvloop
import websockets
from register_rows import fill
from socket_person import PATIENCE_S, Browser

from tracking.duty import Deadline, DocumentInfo, Duty, Reading, Source
from tracking.register.actor import LOCAL
from tracking.register.database import Register
from tracking.register.directives import register_reading
from tracking.register.tables import Account, SignIn
from tracking.settings import Settings

SHARES, UNITS = 30_000, 180
PEOPLE = {"unit": 160, "officer": 25, "clerk": 9, "leader": 6}
PAUSE_S, ARRIVALS_S = 5.0, 25.0
PAGE_SHARE = 0.2
_BEAT_S = 0.01
_ON_DESK, _DESKS = 24, 4
"""Duties of a document on the review desk, and such documents for each who reviews: enough for ten minutes."""
_ELSEWHERE = {
    "unit": ("/so-nhiem-vu", "/so-nhiem-vu?tinh_trang=open_overdue", "/so-nhiem-vu?tim=kiem+tra", "/thong-bao", "/lich", "/nhiem-vu/{}"),
    "officer": ("/", "/so-nhiem-vu?tinh_trang=reported", "/so-nhiem-vu?tim=thu+tuc", "/van-ban-den", "/don-doc", "/nhiem-vu/{}"),
    "clerk": ("/", "/van-ban-den", "/ra-soat", "/so-nhiem-vu", "/thong-bao"),
    "leader": ("/qua-han?don_vi=7", "/giao-ban", "/thong-bao", "/lich", "/so-nhiem-vu?tinh_trang=open_overdue"),
}
"""Where each goes from the page they work on; {} is a duty of their own list."""


@dataclass(frozen=True, slots=True)
class Who:
    """One person: role, session token, and the pages they work on, one after another."""

    role: str
    token: str
    homes: tuple[str, ...]


def office(folder: Path) -> list[Who]:
    """Fill the register of an office; returns its people."""
    with Register.open(Settings(folder)) as register:
        fill(register, SHARES, UNITS)
        desks = [f"/ra-soat/{_on_desk(register, number)}" for number in range(_DESKS * (PEOPLE["officer"] + PEOPLE["clerk"]))]
        people = []
        with register.command(LOCAL, "bench") as unit:
            roles = [role for role, number in PEOPLE.items() for _ in range(number)]
            for index, role in enumerate(["admin", *roles]):
                account = Account(login=f"nguoi{index}", name=f"Người {index}", role=role, password_hash="-", created_at=unit.now)
                account.office_id = index % UNITS + 1 if role == "unit" else None
                unit.session.add(account)
                unit.session.flush()
                token = secrets.token_urlsafe(32)
                ends = unit.now + dt.timedelta(days=1)
                digest = hashlib.sha256(token.encode()).hexdigest()
                unit.session.add(SignIn(token_hash=digest, account_id=account.id or 0, created_at=unit.now, expires_at=ends))
                at_desk = role in ("officer", "clerk")
                people.append(Who(role, token, tuple(desks.pop() for _ in range(_DESKS)) if at_desk else ("/",)))
    return people[1:]


def _on_desk(register: Register, number: int) -> int:
    """A document whose duties wait for review; its key."""
    day = register.today() - dt.timedelta(days=2)
    due = Deadline("date", day + dt.timedelta(days=40), text=f"trước ngày {day + dt.timedelta(days=40):%d/%m/%Y}")
    duties = tuple(
        Duty(text, 0, str(place + 1), (f"Cơ quan {place * 7 % UNITS + 1}",), deadline=due, source=Source(text), confidence=0.97)
        for place in range(_ON_DESK)
        for text in [f"Rà soát, tổng hợp việc thứ {place + 1} của văn bản {number}, gửi kết quả về văn phòng"]
    )
    info = DocumentInfo("công văn", f"{9000 + number}/UBND-TH", day, "Ủy ban nhân dân tỉnh", subject="triển khai nhiệm vụ", signer="Đỗ Ký")
    return register_reading(register, LOCAL, Reading((info,), duties), [])


@contextlib.contextmanager
def server(folder: Path) -> Iterator[tuple[str, int, Path]]:
    """A real server on the folder: its address, process id and log."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder.parent / "server.log"
    with log.open("w") as out:
        command = [sys.executable, "-m", "ui.cli", "serve", "--port", str(port), "--data", str(folder)]
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        try:
            _wait(f"http://127.0.0.1:{port}/healthz", process)
            yield f"http://127.0.0.1:{port}", process.pid, log
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


@contextlib.contextmanager
def crowd(number: int) -> Iterator[tuple[str, int, list[Who], list[str]]]:
    """An office and a server on it: its address, its process, so many of its people, and the faults in its log, known at the end."""
    with tempfile.TemporaryDirectory(prefix="dondoc-") as folder:
        data = Path(folder) / "data"
        people = office(data)
        faults: list[str] = []
        with server(data) as (base, pid, log):
            yield base, pid, people[:: max(1, len(people) // number)][:number], faults
        faults += [line for line in log.read_text("utf-8").splitlines() if "Error" in line or "Traceback" in line]


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=2):
            return
        if process.poll() is not None:
            break
        time.sleep(0.2)
    raise AssertionError(f"no answer from {address}")


def memory_mb(pid: int) -> float:
    """What the process holds in memory now."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))


def processor_s(pid: int) -> float:
    """The processor time of a process so far."""
    found = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(found[11]) + int(found[12])) / os.sysconf("SC_CLK_TCK")


@dataclass
class Tally:
    """What was measured: seconds by kind of action, what went wrong, and by how much the people's own event loop was late, each beat."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    late: list[float] = field(default_factory=list)

    def line(self, kind: str) -> str:
        """One kind in words."""
        found = sorted(self.times[kind])
        return f"{kind}: {len(found)}, 50 % {at(found, 0.5):.0f} ms, 95 % {at(found, 0.95):.0f} ms, longest {found[-1] * 1000:.0f} ms"

    def every(self) -> list[float]:
        """All times, sorted."""
        return sorted(time for times in self.times.values() for time in times)


def at(found: list[float], share: float) -> float:
    """The time in ms under which that share of the sorted seconds lie."""
    return found[min(len(found) - 1, int(len(found) * share))] * 1000 if found else 0.0


class Person:
    """Somebody who works on a page and goes to others now and then."""

    def __init__(self, base: str, who: Who, http: httpx.AsyncClient, tally: Tally, seed: int, only_pages: bool) -> None:
        self.who, self.tally, self.only_pages = who, tally, only_pages
        self.browser = Browser(base, who.token, http)
        self.chance = random.Random(seed)
        self.dialog: int | None = None
        self.homes = iter(who.homes)
        self.home = next(self.homes)
        self.doing = "the first page"

    async def live(self, start: float, until: float) -> None:
        """Arrive, open the page, then act every five seconds."""
        try:
            await asyncio.sleep(self.chance.random() * ARRIVALS_S)
            await self.browser.visit(self.home)
            await asyncio.sleep(max(0.0, start + self.chance.random() * PAUSE_S - time.monotonic()))
            while time.monotonic() < until:
                begun = time.monotonic()
                await self.act()
                await asyncio.sleep(max(0.0, PAUSE_S - (time.monotonic() - begun)))
        except (OSError, httpx.HTTPError, websockets.WebSocketException, TimeoutError, AssertionError) as error:
            self.tally.errors.append(f"{self.who.role} on {self.browser.path}, {self.doing}: {type(error).__name__} {error}")
        finally:
            await self.browser.leave()

    async def act(self) -> None:
        """One action."""
        if self.only_pages:
            await self._timed("page", self._go(self._elsewhere()))
        elif self.browser.path != self.home:
            await self._timed("page", self._go(self.home))
        elif self.dialog is not None:
            await self._finish_form()
        elif self.chance.random() < PAGE_SHARE / 2 * 1.3:  # each way out has a way back; a form takes two actions
            await self._timed("page", self._go(self._elsewhere()))
        elif self.who.role == "leader" and self.chance.random() < 0.3:
            await self._timed("chart", self._chart())
        elif self.home.startswith("/ra-soat/"):
            await self._review()
        else:
            await self._open_form()

    async def _timed(self, kind: str, deed: Awaitable[None]) -> None:
        self.doing, start, own_s = kind, time.perf_counter(), self.browser.own_s
        await deed
        self.tally.times[kind].append(time.perf_counter() - start - (self.browser.own_s - own_s))

    def _elsewhere(self) -> str:
        path = self.chance.choice(_ELSEWHERE[self.who.role])
        return path.format(self.chance.randrange(1, SHARES // 5)) if self.who.role != "unit" else path.replace("/nhiem-vu/{}", "/thong-bao")

    async def _go(self, path: str) -> None:
        self.dialog = None
        await self.browser.visit(path)

    async def _open_form(self, closing: Collection[int] = ()) -> None:
        """Open a form from the page; closing: the elements of one that goes, whose button may have the same name."""
        names = ("Cập nhật tiến độ", "Báo cáo hoàn thành") if self.who.role == "unit" else ("Yêu cầu thực hiện lại", "Ý kiến khác")
        buttons = [button for name in names for button in self.browser.buttons(name)[:6] if button[0] not in closing]
        assert buttons, "nothing to press"
        await self._timed("form opened", self._opened(self.chance.choice(buttons)))

    async def _opened(self, button: tuple[int, list[object]]) -> None:
        await self.browser.press(button)
        self.dialog = await self.browser.until(lambda value: "dialog" in value["tag"])

    async def _finish_form(self) -> None:
        """Send it where it is a report of progress, else give it up and open another."""
        dialog, self.dialog = self.dialog or 0, None
        send = [key for key in self.browser.below(dialog) if self.browser.elements[key].get("props", {}).get("label") == "Cập nhật"]
        if not send:
            inside = set(self.browser.below(dialog))
            await self.browser.emit(dialog, "hide", [])
            await self._open_form(inside)
            return
        text = next(key for key in self.browser.below(dialog) if "input" in self.browser.elements[key]["tag"])
        await self.browser.emit(text, "update:value", ["Đã làm xong phần rà soát, còn phần tổng hợp."])
        await self._timed("report sent", self._sent(send[0]))
        if dialog in self.browser.elements:  # mostly gone with the list that was drawn anew
            await self.browser.emit(dialog, "hide", [])

    async def _sent(self, button: int) -> None:
        await self.browser.press((button, [{}]))
        await self.browser.until(lambda value: "asks" in " ".join(value.get("class", ())) + value.get("props", {}).get("innerHTML", ""))

    async def _review(self) -> None:
        """The next step on the desk; once all is decided, the next document."""
        cards = [found for found in self.browser.elements.values() if found["tag"] == "article"]
        cards.sort(key=lambda card: int(card["props"].get("data-duty", 0)))
        if any("settled" not in card.get("class", ()) for card in cards):
            await self._timed("desk", self._desk(cards))
            return
        self.home = next(self.homes, self.home)
        await self._timed("page", self._go(self.home))

    async def _desk(self, cards: list[dict[str, Any]]) -> None:
        """The header settled, a duty accepted, or a step to another; none that the desk would not answer."""
        await self.browser.shout("desk_key", _desk_key(cards, self.chance))
        await self.browser.until(lambda value: True)

    async def _chart(self) -> None:
        await self.browser.press(self.browser.buttons(self.chance.choice(("Theo tuần", "Theo tháng")))[0])
        await self.browser.until(lambda value: "trend" in " ".join(value.get("class", ())))


def _desk_key(cards: list[dict[str, Any]], chance: random.Random) -> str:
    """Mostly Enter. Enter does nothing on what is decided, a step nothing at either end."""
    looks = [card.get("class", ()) for card in cards]
    here = next((place for place, look in enumerate(looks) if "current" in look), None)
    waiting = [place for place, look in enumerate(looks) if "settled" not in look]
    if here is None or (here in waiting and chance.random() < 0.7):
        return "Enter"
    return "j" if here < (len(looks) - 1 if here in waiting else waiting[-1]) else "k"


async def _crowd(base: str, people: list[Who], seconds: float, tally: Tally, only_pages: bool, begun: Callable[[], None]) -> None:
    start = time.monotonic() + ARRIVALS_S + PAUSE_S
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=200)
    async with httpx.AsyncClient(timeout=PATIENCE_S, limits=limits) as http, asyncio.TaskGroup() as group:
        for seed, who in enumerate(people):
            group.create_task(Person(base, who, http, tally, seed, only_pages).live(start, start + seconds))
        await asyncio.sleep(max(0.0, start - time.monotonic()))
        begun()
        while (now := time.monotonic()) < start + seconds:
            await asyncio.sleep(_BEAT_S)
            tally.late.append(time.monotonic() - now - _BEAT_S)


def run_crowd(base: str, people: list[Who], seconds: float, only_pages: bool = False, begun: Callable[[], None] = lambda: None) -> Tally:
    """The crowd in this process; `begun` is called when everybody sits at their page and the measuring starts."""
    tally = Tally()
    uvloop.run(_crowd(base, people, seconds, tally, only_pages, begun))
    tally.late.sort()
    return tally
