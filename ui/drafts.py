"""Drafts of this sitting: kept in memory for their author alone, fetched as Word, PDF or pictures of pages."""

from __future__ import annotations

import secrets
import tempfile
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from fastapi import Request
from nicegui import app
from starlette.responses import PlainTextResponse, Response

from drafting.errors import DondocError
from tracking.register.database import Register
from ui import spare
from ui.auth import actor_from
from ui.draft_work import Printed, Written
from ui.jobs import apart
from ui.pictures import picture

_MOST = 60
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(slots=True)
class _Kept:
    """Whose draft it is, the draft, and its print once that is made."""

    account_id: int | None
    written: Written
    printed: Printed | None = None


_kept: OrderedDict[str, _Kept] = OrderedDict()


def keep(account_id: int | None, written: Written) -> str:
    """Keep a draft for its author; returns the name by which it is fetched."""
    token = secrets.token_urlsafe(18)
    _kept[token] = _Kept(account_id, written)
    while len(_kept) > _MOST:
        _kept.popitem(last=False)
    return token


def keep_print(token: str, printed: Printed) -> None:
    """Keep the print beside its draft."""
    if token in _kept:
        _kept[token].printed = printed


def forget(token: str) -> None:
    """Another took its place."""
    _kept.pop(token, None)


def add_routes(register: Register) -> None:
    """The addresses of a draft's files; the LibreOffice that waits for the next one ends with the app."""
    app.on_shutdown(spare.close)

    @app.get("/soan-thao/ban/{token}.docx")
    async def word(request: Request, token: str) -> Response:
        kept = await _mine(request, register, token)
        return kept if isinstance(kept, Response) else _download(kept.written.word, f"{kept.written.name}.docx", _WORD)

    @app.get("/soan-thao/ban/{token}.pdf")
    async def pdf(request: Request, token: str) -> Response:
        kept = await _mine(request, register, token)
        if isinstance(kept, Response):
            return kept
        if kept.printed is None or kept.printed.pdf is None:
            return PlainTextResponse(kept.printed.missing if kept.printed else "Đang lập bản in. Tải lại sau ít giây.", 404)
        return _download(kept.printed.pdf, f"{kept.written.name}.pdf", "application/pdf")

    @app.get("/soan-thao/ban/{token}/{page}.png")
    async def leaf(request: Request, token: str, page: int) -> Response:
        kept = await _mine(request, register, token)
        if isinstance(kept, Response):
            return kept
        try:
            png = await _drawn(kept.printed, page)
        except DondocError as refused:
            return PlainTextResponse(str(refused), 404)
        return Response(png, media_type="image/png", headers={"cache-control": "private, max-age=3600"})


async def _mine(request: Request, register: Register, token: str) -> _Kept | Response:
    actor = await actor_from(request, register)
    if actor is None:
        return PlainTextResponse("Phiên làm việc đã hết. Đăng nhập lại.", 401)
    kept = _kept.get(token)
    if kept is None or kept.account_id != actor.account_id:
        return PlainTextResponse("Không còn bản in này. Mở lại bàn soạn thảo.", 404)
    return kept


async def _drawn(printed: Printed | None, page: int) -> bytes:
    if printed is not None and page in printed.pictures:
        return printed.pictures[page]
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write((printed and printed.pdf) or b"")
        file.flush()
        return await apart(picture, Path(file.name), "du-thao.pdf", page)


def _download(content: bytes, name: str, kind: str) -> Response:
    return Response(content, media_type=kind, headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"})
