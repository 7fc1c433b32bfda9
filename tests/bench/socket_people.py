"""People at the app without a browser: each loads pages, holds a socket, presses buttons and waits for what the page is told.

The office has 30,000 shares of 180 units; everybody is signed in beforehand. An action is a page opened (with its socket), a form
opened by a button, or a form sent (one command). Its time runs from the press to the update that shows the outcome.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import hashlib
import json
import os
import random
import re
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import websockets
from register_rows import fill

from tracking.register.actor import LOCAL
from tracking.register.database import Register
from tracking.register.tables import Account, SignIn
from tracking.settings import Settings

SHARES, UNITS = 30_000, 180
PEOPLE = {"unit": 160, "officer": 25, "clerk": 9, "leader": 6}
PAUSE_S = 5.0
PATIENCE_S = 15.0
PAGES = {
    "unit": ("/", "/so-nhiem-vu", "/thong-bao", "/lich", "/so-nhiem-vu?tim=kiem+tra"),
    "officer": ("/", "/so-nhiem-vu", "/thong-bao", "/van-ban-den", "/don-doc", "/so-nhiem-vu?tinh_trang=open_overdue&trang=3"),
    "clerk": ("/", "/van-ban-den", "/ra-soat", "/so-nhiem-vu", "/thong-bao"),
    "leader": ("/", "/qua-han?don_vi=7", "/giao-ban", "/thong-bao", "/lich"),
}
_ELEMENTS = re.compile(r"parseElements\(String\.raw`(.*?)`\)", re.DOTALL)
_QUERY = re.compile(r"query: (\{.*?\}),\n")
_ESCAPES = (("&#36;", "$"), ("&#96;", "`"), ("&gt;", ">"), ("&lt;", "<"), ("&amp;", "&"))


def office(folder: Path) -> list[tuple[str, str]]:
    """Fill the register of an office; returns role and session token of each person."""
    with Register.open(Settings(folder)) as register:
        fill(register, SHARES, UNITS)
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
                people.append((role, token))
    return people[1:]


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


@dataclass
class Tally:
    """What was measured: seconds by kind of action, and what went wrong."""

    times: dict[str, list[float]] = field(default_factory=lambda: {"page": [], "form": [], "command": []})
    errors: list[str] = field(default_factory=list)

    def line(self, kind: str) -> str:
        found = sorted(self.times[kind])
        if not found:
            return f"{kind}: none"
        return f"{kind}: {len(found)}, 50 % {at(found, 0.5):.0f} ms, 95 % {at(found, 0.95):.0f} ms, longest {found[-1] * 1000:.0f} ms"


def at(found: list[float], share: float) -> float:
    """The time in ms under which that share of the sorted seconds lie."""
    return found[min(len(found) - 1, int(len(found) * share))] * 1000


class Person:
    """One browser's worth of talk with the server."""

    def __init__(self, base: str, role: str, token: str, http: httpx.AsyncClient, tally: Tally, seed: int) -> None:
        self.base, self.role, self.http, self.tally = base, role, http, tally
        self.cookie = {"cookie": f"dondoc={token}"}
        self.chance = random.Random(seed)
        self.elements: dict[int, dict[str, Any]] = {}
        self.updates: asyncio.Queue[dict[int, Any]] = asyncio.Queue()
        self.socket: Any = None
        self.reader: asyncio.Task[None] | None = None
        self.client_id, self.next_message = "", 0

    async def live(self, until: float) -> None:
        """An action every five seconds."""
        await asyncio.sleep(self.chance.random() * PAUSE_S)
        try:
            await self.visit("/", measured=False)
            while time.monotonic() < until:
                start = time.monotonic()
                await self.act()
                await asyncio.sleep(max(0.0, PAUSE_S - (time.monotonic() - start)))
        except (OSError, httpx.HTTPError, websockets.WebSocketException, TimeoutError, AssertionError) as error:
            self.tally.errors.append(f"{self.role}: {type(error).__name__} {error}")
        finally:
            await self.leave()

    async def act(self) -> None:
        """A page more often than a form, a form more often than a command."""
        buttons = [key for key, found in self.elements.items() if found.get("props", {}).get("label") == "Cập nhật tiến độ"]
        chance = self.chance.random()
        if not buttons or chance < 0.4:
            await self.visit(self.chance.choice(PAGES[self.role]) if chance < 0.3 or not buttons else "/")
            return
        dialog = await self.open_form(self.chance.choice(buttons))
        if chance > 0.85:
            await self.send_form(dialog)
        else:
            await self.emit(dialog, "hide", [])

    async def visit(self, path: str, measured: bool = True) -> None:
        """Load a page and connect its socket."""
        await self.leave()
        start = time.perf_counter()
        answer = await self.http.get(self.base + path, headers=self.cookie)
        assert answer.status_code == 200, f"{path} {answer.status_code}"
        found, query = _ELEMENTS.search(answer.text), _QUERY.search(answer.text)
        assert found, f"{path} is no page: {answer.text[:200]}"
        assert query
        raw = found[1]
        for escaped, plain in _ESCAPES:
            raw = raw.replace(escaped, plain)
        self.elements = {int(key): value for key, value in json.loads(raw).items()}
        self.client_id = re.search(r"'client_id': '([^']+)'", query[1])[1]  # type: ignore[index]  # every page has one
        await self.connect()
        if measured:
            self.tally.times["page"].append(time.perf_counter() - start)

    async def connect(self) -> None:
        ids = {"document_id": str(uuid.uuid4()), "tab_id": str(uuid.uuid4()), "next_message_id": 0, "implicit_handshake": "true"}
        query = urlencode({"EIO": 4, "transport": "websocket", "client_id": self.client_id, **ids})
        address = f"{self.base.replace('http', 'ws')}/_nicegui_ws/socket.io/?{query}"
        self.socket = await websockets.connect(address, additional_headers=self.cookie, max_size=None)
        assert (await self._said()).startswith("0")
        await self.socket.send("40")
        while not (said := await self._said()).startswith("40"):
            assert not said.startswith("44"), "the socket was refused"
        self.updates = asyncio.Queue()
        self.reader = asyncio.create_task(self._read())

    async def _said(self) -> str:
        return str(await asyncio.wait_for(self.socket.recv(), PATIENCE_S))

    async def _read(self) -> None:
        with contextlib.suppress(websockets.ConnectionClosed):
            async for message in self.socket:
                if message == "2":
                    await self.socket.send("3")
                elif message.startswith("42"):
                    await self._hear(*json.loads(message[2:])[:2])

    async def _hear(self, name: str, data: Any) -> None:
        if isinstance(data, dict) and "_id" in data:
            self.next_message = data["_id"] + 1
        if name == "update":
            changed = {int(key): value for key, value in data.items() if key.isdigit()}
            for key, value in changed.items():
                if value is None:
                    self.elements.pop(key, None)
                else:
                    self.elements[key] = value
            await self.updates.put(changed)

    async def leave(self) -> None:
        """Close the page."""
        if self.socket is not None:
            await self.socket.close()
            if self.reader is not None:
                await self.reader
            self.socket = None

    async def emit(self, key: int, event: str, args: list[Any]) -> None:
        heard = {found["type"]: found for found in self.elements[key].get("events", ())}
        assert event in heard, f"no {event} among {sorted(heard)} of {self.elements[key]['tag']}"
        listener = heard[event]
        message = {
            "id": key,
            "client_id": self.client_id,
            "listener_id": listener["listener_id"],
            "args": [json.dumps(arg) for arg in args],
        }
        await self.socket.send("42" + json.dumps(["event", message]))
        await self.socket.send("42" + json.dumps(["ack", {"client_id": self.client_id, "next_message_id": self.next_message}]))

    async def until(self, wanted: Any) -> int:
        """The element of an update that is what is wanted."""
        while True:
            changed = await asyncio.wait_for(self.updates.get(), PATIENCE_S)
            for key, value in changed.items():
                if value is not None and wanted(value):
                    return key

    async def open_form(self, key: int) -> int:
        """Press the button of a form; returns its dialog."""
        start = time.perf_counter()
        await self.emit(key, "click", [{}])
        dialog = await self.until(lambda value: "dialog" in value["tag"])
        self.tally.times["form"].append(time.perf_counter() - start)
        return dialog

    async def send_form(self, dialog: int) -> None:
        """Fill the form and send it: one command, then the page drawn anew."""
        inside = self._below(dialog)
        text = next(key for key in inside if "input" in self.elements[key]["tag"] or "textarea" in self.elements[key]["tag"])
        send = next(key for key in inside if self.elements[key].get("props", {}).get("label") == "Cập nhật")
        await self.emit(text, "update:value", ["Đã làm xong phần rà soát, còn phần tổng hợp."])
        start = time.perf_counter()
        await self.emit(send, "click", [{}])
        await self.until(lambda value: value["tag"] == "ol" and "asks" in value.get("class", ()))
        self.tally.times["command"].append(time.perf_counter() - start)

    def _below(self, key: int) -> list[int]:
        found = []
        waiting = [key]
        while waiting:
            element = self.elements.get(waiting.pop())
            for child in (element or {}).get("children", ()):
                found.append(child)
                waiting.append(child)
        return found


async def crowd(base: str, people: list[tuple[str, str]], seconds: float, tally: Tally) -> None:
    """Everybody acts until the time is over."""
    until = time.monotonic() + seconds
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=200)
    async with httpx.AsyncClient(timeout=PATIENCE_S, limits=limits) as http:
        persons = [Person(base, role, token, http, tally, seed) for seed, (role, token) in enumerate(people)]
        await asyncio.gather(*(person.live(until) for person in persons))


def run_crowd(base: str, people: list[tuple[str, str]], seconds: float) -> Tally:
    """The crowd in this process, nicer than the server."""
    os.nice(10)
    tally = Tally()
    asyncio.run(crowd(base, people, seconds, tally))
    return tally
