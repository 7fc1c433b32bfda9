"""One person at the app without a browser: loads pages, holds a socket, presses buttons and waits for what the page is told.

What the person spends on reading a page that has come (a browser does that on another machine) is told apart in `own_s`.
"""

from __future__ import annotations

import asyncio
import contextlib
import html
import re
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any, TypeVar
from urllib.parse import urlencode

import httpx
import orjson
import websockets

T = TypeVar("T")
PATIENCE_S = 15.0
_ELEMENTS = re.compile(r"parseElements\(String\.raw`(.*?)`\)", re.DOTALL)
_CLIENT = re.compile(r"'client_id': '([^']+)'")
_ESCAPES = (("&#36;", "$"), ("&#96;", "`"), ("&gt;", ">"), ("&lt;", "<"), ("&amp;", "&"))
_PRESSABLE = re.compile(r'<button[^>]* data-deed="(\d+)"[^>]*>([^<]*)')


class Browser:
    """What a page knows and says: its elements as the server last told them, and its socket."""

    def __init__(self, base: str, token: str, http: httpx.AsyncClient) -> None:
        self.base, self.http = base, http
        self.cookie = {"cookie": f"dondoc={token}"}
        self.path = ""
        self.elements: dict[int, dict[str, Any]] = {}
        self.updates: asyncio.Queue[dict[int, Any] | None] = asyncio.Queue()
        self.socket: Any = None
        self.reader: asyncio.Task[None] | None = None
        self.client_id, self.next_message = "", 0
        self.own_s = 0.0

    async def visit(self, path: str) -> None:
        """Leave the page, load another and connect its socket."""
        await self.leave()
        answer = await self.http.get(self.base + path, headers=self.cookie)
        assert answer.status_code == 200, f"{path} {answer.status_code}"
        start = time.perf_counter()
        self._take(answer.text, path)
        self.own_s += time.perf_counter() - start
        await self._connect()

    def _take(self, page: str, path: str) -> None:
        found, client = _ELEMENTS.search(page), _CLIENT.search(page)
        assert found, f"{path} is no page: {page[:200]}"
        assert client
        raw = found[1]
        for escaped, plain in _ESCAPES:
            raw = raw.replace(escaped, plain)
        self.elements = {int(key): value for key, value in orjson.loads(raw).items()}
        self.client_id, self.path = client[1], path

    async def leave(self) -> None:
        """Close the page."""
        if self.socket is not None:
            await self.socket.close()
            if self.reader is not None:
                await self.reader
            self.socket = None

    def buttons(self, label: str) -> list[tuple[int, list[Any]]]:
        """Every button of that name: its element and what a click on it sends."""
        found: list[tuple[int, list[Any]]] = []
        for key, element in self.elements.items():
            props = element.get("props", {})
            if label in (props.get("label"), element.get("text") if element["tag"] == "button" else None):
                found.append((key, [{}]))
            inside = props.get("innerHTML", "")
            found += [(key, [int(number)]) for number, name in _PRESSABLE.findall(inside) if html.unescape(name) == label]
        return found

    async def press(self, button: tuple[int, list[Any]]) -> None:
        """Click a button."""
        await self.emit(button[0], "click", button[1])

    async def emit(self, key: int, event: str, args: list[Any]) -> None:
        """What the page says when an element is used."""
        self.updates = asyncio.Queue()
        heard = {found["type"]: found for found in reversed(self.elements[key].get("events", ()))}
        assert event in heard, f"no {event} among {sorted(heard)} of {self.elements[key]['tag']}"
        message = {
            "id": key,
            "client_id": self.client_id,
            "listener_id": heard[event]["listener_id"],
            "args": [orjson.dumps(arg).decode() for arg in args],
        }
        await self._say(["event", message])
        await self._say(["ack", {"client_id": self.client_id, "next_message_id": self.next_message}])

    async def _say(self, message: list[Any]) -> None:
        await self.socket.send("42" + orjson.dumps(message).decode())

    async def shout(self, event: str, arg: Any) -> None:
        """What the page's own scripts say: heard by the whole page."""
        key = next(key for key, found in self.elements.items() if any(e["type"] == event for e in found.get("events", ())))
        await self.emit(key, event, [arg])

    async def until(self, wanted: Callable[[dict[str, Any]], bool]) -> int:
        """The element of an update that is what is wanted."""
        while True:
            changed = await asyncio.wait_for(self.updates.get(), PATIENCE_S)
            assert changed is not None, "the server closed the socket"
            for key, value in changed.items():
                if value is not None and wanted(value):
                    return key

    def below(self, key: int) -> Iterator[int]:
        """The elements that an element holds."""
        waiting = [key]
        while waiting:
            for child in self.elements.get(waiting.pop(), {}).get("children", ()):
                yield child
                waiting.append(child)

    async def _connect(self) -> None:
        ids = {"document_id": str(uuid.uuid4()), "tab_id": str(uuid.uuid4()), "next_message_id": 0, "implicit_handshake": "true"}
        query = urlencode({"EIO": 4, "transport": "websocket", "client_id": self.client_id, **ids})
        address = f"{self.base.replace('http', 'ws')}/_nicegui_ws/socket.io/?{query}"
        # as a browser with this server: nothing is compressed, and only the server asks whether the other side is still there
        self.socket = await websockets.connect(address, additional_headers=self.cookie, max_size=None, compression=None, ping_interval=None)
        assert (await self._said()).startswith("0")
        await self.socket.send("40")
        while not (said := await self._said()).startswith("40"):
            assert not said.startswith("44"), "the socket was refused"
        self.reader = asyncio.create_task(self._read())

    async def _said(self) -> str:
        return str(await asyncio.wait_for(self.socket.recv(), PATIENCE_S))

    async def _read(self) -> None:
        with contextlib.suppress(websockets.ConnectionClosed):
            async for message in self.socket:
                if message == "2":
                    await self.socket.send("3")
                elif message.startswith("42"):
                    await self._hear(*orjson.loads(message[2:])[:2])
        await self.updates.put(None)

    async def _hear(self, name: str, data: Any) -> None:
        if isinstance(data, dict) and "_id" in data:
            self.next_message = data["_id"] + 1
        if name != "update":
            return
        changed = {int(key): value for key, value in data.items() if key.isdigit()}
        for key, value in changed.items():
            if value is None:
                self.elements.pop(key, None)
            else:
                self.elements[key] = value
        await self.updates.put(changed)
