"""What stands before every request: a limit on bytes counted as they come, no posts from other sites, and the security headers."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 100 * 1024 * 1024
SMALL_BODY = 1024 * 1024
"""The limit of posts that carry no file."""
_SCRIPTS = "script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'"
_MEDIA = "img-src 'self' data: blob:; font-src 'self' data:"
HEADERS = {
    "content-security-policy": f"default-src 'self'; {_SCRIPTS}; {_MEDIA}; connect-src 'self' ws: wss:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
_log = logging.getLogger(__name__)


class TooLargeError(Exception):
    """The body passed its limit while it was being read."""


class Guard:
    """ASGI middleware. `Content-Length` is believed only to refuse early; the bytes themselves are counted."""

    def __init__(self, app: ASGIApp, most_bytes: int = MOST_BYTES) -> None:
        self.app = app
        self.most_bytes = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not same_site(Headers(scope=scope)):
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        if scope["method"] not in ("GET", "HEAD", "OPTIONS") and not same_site(headers):
            await _say(403, "Yêu cầu đến từ trang khác, không nhận. Mở lại trang rồi thực hiện.")(scope, receive, _with_headers(send))
            return
        limit = self.most_bytes if _carries_file(headers) else SMALL_BODY
        if not scope["path"].startswith("/_nicegui") or "/upload/" in scope["path"]:
            length = headers.get("content-length", "0")
            if not length.isdigit() or int(length) > limit:
                await _too_large(limit)(scope, receive, _with_headers(send))
                return
        counted = Counted(receive, limit)
        try:
            await self.app(scope, counted, _with_headers(send))
        except Exception:
            if not counted.too_large:  # anything else is not ours to answer
                raise
            _log.info("a body passed %s bytes and was cut off", limit)
            await _too_large(limit)(scope, receive, _with_headers(send))


def same_site(headers: Headers) -> bool:
    """Whether the request comes from our own pages, or from a program that is no browser (it says no origin)."""
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site", "none") in ("same-origin", "none")
    return urlsplit(origin).netloc == headers.get("host")


def _carries_file(headers: Headers) -> bool:
    return headers.get("content-type", "").startswith("multipart/form-data")


class Counted:
    """A body that is counted as it is read; too_large: it passed its limit and was cut off."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self.receive, self.limit = receive, limit
        self.seen = 0
        self.too_large = False

    async def __call__(self) -> Message:
        message = await self.receive()
        self.seen += len(message.get("body", b""))
        if self.seen > self.limit:
            self.too_large = True
            raise TooLargeError
        return message


def _with_headers(send: Send) -> Send:
    async def adding(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return adding


def _too_large(limit: int) -> PlainTextResponse:
    return _say(413, f"Nội dung gửi lên quá lớn, tối đa {limit // (1024 * 1024)} MB. Chưa lưu gì; chia nhỏ tệp rồi gửi lại.")


def _say(status: int, words: str) -> PlainTextResponse:
    return PlainTextResponse(words, status, headers={"connection": "close"})
