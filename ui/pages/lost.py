"""What stands where no page does: an address that leads nowhere, and a page that broke off, in our words and with the ways on."""

from __future__ import annotations

import html
import logging

from fastapi.exceptions import RequestValidationError
from nicegui import app
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from ui.parts.html import box, link, words
from ui.theme import address, dress

_WAYS = (("Về Hôm nay", "/"), ("Sổ nhiệm vụ", "/so-nhiem-vu"), ("Trợ giúp", "/tro-giup"))
NOWHERE = ("Không có trang này", "Địa chỉ gõ thiếu hoặc sai, hoặc mục ấy đã được gỡ. Tìm lại từ danh sách, hoặc bằng ô Tìm ở đầu mục lục.")
BROKEN = (
    "Chưa mở được trang này",
    "Máy chủ gặp lỗi khi dựng trang; chưa có gì thay đổi trong sổ. Mở lại sau ít phút; còn lỗi thì báo quản trị xem nhật ký máy chủ.",
)
_log = logging.getLogger(__name__)


def add() -> None:
    """Answer with our own pages wherever the toolkit would show its own."""
    app.add_exception_handler(404, _nowhere)
    app.add_exception_handler(RequestValidationError, _nowhere)
    app.add_exception_handler(Exception, _broken)
    app.on_page_exception(_in_place)


def _nowhere(request: Request, _: Exception) -> Response:
    return _answer(request, 404, *NOWHERE)


def _broken(request: Request, found: Exception) -> Response:
    _log.error("%s broke off", request.url.path, exc_info=found)
    return _answer(request, 500, *BROKEN)


def _answer(request: Request, status: int, title: str, sentence: str) -> Response:
    """A page for who reads pages, a line for programs. Nothing of the address or the fault stands in it."""
    if "text/html" not in request.headers.get("accept", ""):
        return PlainTextResponse(sentence, status)
    ways = "".join(f'<a class="btn{" primary" if href == "/" else ""}" href="{href}">{html.escape(name)}</a>' for name, href in _WAYS)
    return HTMLResponse(
        f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{html.escape(title)} · Đôn Đốc</title><link rel="icon" href="{address("logo.svg")}">'
        f'<link rel="stylesheet" href="{address("app.css")}"><script src="{address("app.js")}"></script></head>'
        f'<body><main class="lost"><a class="brand" href="/"><img src="{address("logo.svg")}" alt="">Đôn Đốc</a>'
        f'<h1>{html.escape(title)}</h1><p>{html.escape(sentence)}</p><p class="row">{ways}</p></main></body></html>',
        status,
    )


def _in_place() -> None:
    """The same, drawn by the toolkit where it caught the fault itself; it keeps the fault in its log."""
    dress()
    with box("lost", "main"):
        words("Đôn Đốc", "p", "brand")
        words(BROKEN[0], "h1")
        words(BROKEN[1], "p")
        with box("row", "p"):
            for name, href in _WAYS:
                link(name, href, "btn primary" if href == "/" else "btn")
