"""Drafts of this sitting: kept in memory for their author alone, fetched as Word, PDF or pictures of pages."""

from __future__ import annotations

import secrets
import tempfile
from collections import OrderedDict
from pathlib import Path
from urllib.parse import quote

from fastapi import Request
from nicegui import app
from starlette.responses import PlainTextResponse, Response

from drafting.errors import DondocError
from tracking.register.database import Register
from ui.auth import actor_from
from ui.draft_work import Made
from ui.jobs import apart
from ui.pictures import picture

_MOST = 60
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_kept: OrderedDict[str, tuple[int | None, Made]] = OrderedDict()


def keep(account_id: int | None, made: Made) -> str:
    """Keep a draft for its author; returns the name by which it is fetched."""
    token = secrets.token_urlsafe(18)
    _kept[token] = (account_id, made)
    while len(_kept) > _MOST:
        _kept.popitem(last=False)
    return token


def add_routes(register: Register) -> None:
    """The addresses of a draft's files."""

    @app.get("/soan-thao/ban/{token}.docx")
    async def word(request: Request, token: str) -> Response:
        made = await _mine(request, register, token)
        return made if isinstance(made, Response) else _download(made.word, f"{made.name}.docx", _WORD)

    @app.get("/soan-thao/ban/{token}.pdf")
    async def pdf(request: Request, token: str) -> Response:
        made = await _mine(request, register, token)
        if isinstance(made, Response):
            return made
        if made.pdf is None:
            return PlainTextResponse(made.without_pdf, 404)
        return _download(made.pdf, f"{made.name}.pdf", "application/pdf")

    @app.get("/soan-thao/ban/{token}/{page}.png")
    async def leaf(request: Request, token: str, page: int) -> Response:
        made = await _mine(request, register, token)
        if isinstance(made, Response):
            return made
        try:
            png = await _drawn(made, page)
        except DondocError as refused:
            return PlainTextResponse(str(refused), 404)
        return Response(png, media_type="image/png", headers={"cache-control": "private, max-age=3600"})


async def _mine(request: Request, register: Register, token: str) -> Made | Response:
    actor = await actor_from(request, register)
    if actor is None:
        return PlainTextResponse("Phiên làm việc đã hết. Đăng nhập lại.", 401)
    account, made = _kept.get(token, (None, None))
    if made is None or account != actor.account_id:
        return PlainTextResponse("Không có bản dự thảo này. Soạn lại từ các nhiệm vụ đã chọn.", 404)
    return made


async def _drawn(made: Made, page: int) -> bytes:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(made.pdf or b"")
        file.flush()
        return await apart(picture, Path(file.name), "du-thao.pdf", page)


def _download(content: bytes, name: str, kind: str) -> Response:
    return Response(content, media_type=kind, headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"})
