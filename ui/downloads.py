"""Files and page pictures, each only to those who may see what it belongs to. Nothing from outside is shown by the browser itself."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi import Request
from nicegui import app, run
from starlette.responses import FileResponse, PlainTextResponse, Response

from drafting.errors import DondocError
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.refusals import NoRight
from tracking.screens import directives, duty
from ui.auth import actor_from
from ui.jobs import apart
from ui.pictures import picture

_KEPT_PICTURES = 120
_pictures: OrderedDict[tuple[str, int], bytes] = OrderedDict()


def add_routes(register: Register) -> None:
    """Originals, evidence and pictures of pages."""

    @app.get("/van-ban/{directive_id}/tep/{file_id}")
    async def original(request: Request, directive_id: int, file_id: int) -> Response:
        return await guarded(request, register, _original, directive_id, file_id)

    @app.get("/minh-chung/{proof_id}")
    async def evidence(request: Request, proof_id: int) -> Response:
        return await guarded(request, register, _evidence, proof_id)

    @app.get("/van-ban/{directive_id}/trang/{page}.png")
    async def leaf(request: Request, directive_id: int, page: int, tep: int | None = None) -> Response:
        found = await guarded(request, register, _original, directive_id, tep)
        if not isinstance(found, FileResponse):
            return found
        try:
            png = await page_picture(Path(str(found.path)), found.filename or "", page)
        except DondocError as refused:
            return PlainTextResponse(str(refused), 404)
        return Response(png, media_type="image/png", headers={"cache-control": "private, max-age=3600"})


async def guarded(request: Request, register: Register, answer: Callable[..., Response], *args: Any) -> Response:
    """The answer for whoever sends the request: 401 without a session, 403 without the right, 404 where there is nothing."""
    actor = await actor_from(request, register)
    if actor is None:
        return PlainTextResponse("Phiên làm việc đã hết. Đăng nhập lại.", 401)
    try:
        found = await run.io_bound(answer, register, actor, *args)
    except NoRight as refused:
        return PlainTextResponse(str(refused), 403)
    except DondocError as refused:
        return PlainTextResponse(str(refused), 404)
    return found if found is not None else PlainTextResponse("", 503)


async def page_picture(path: Path, name: str, page: int) -> bytes:
    """A page as PNG; those looked at lately are kept in memory."""
    key = (path.name, page)
    if key not in _pictures:
        _pictures[key] = await apart(picture, path, name, page, name=name)
        while len(_pictures) > _KEPT_PICTURES:
            _pictures.popitem(last=False)
    _pictures.move_to_end(key)
    return _pictures[key]


def _original(register: Register, actor: Actor, directive_id: int, file_id: int | None) -> Response:
    return _file(*directives.stored_file(register, actor, directive_id, file_id))


def _evidence(register: Register, actor: Actor, proof_id: int) -> Response:
    return _file(*duty.proof_file(register, actor, proof_id))


def _file(path: Path, name: str) -> Response:
    return FileResponse(path, filename=name, media_type="application/octet-stream", content_disposition_type="attachment")
