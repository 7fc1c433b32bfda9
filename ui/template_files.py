"""The office's own templates as files: every version for those who draft, and a lawful one to start from."""

from __future__ import annotations

import tempfile
from pathlib import Path
from urllib.parse import quote

from fastapi import Request
from nicegui import app
from starlette.responses import FileResponse, Response

from tracking import office_templates
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.screens.outgoing import READERS
from ui.downloads import guarded

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def add_routes(register: Register) -> None:
    """The addresses of templates."""

    @app.get("/soan-thao/mau/{template_id}/tep.docx")
    async def template(request: Request, template_id: int, ban: int = 0) -> Response:
        return await guarded(request, register, _kept, template_id, ban)

    @app.get("/soan-thao/mau-khoi-dau.docx")
    async def start(request: Request, loai: str = "") -> Response:
        return await guarded(request, register, _start, loai)


def _kept(register: Register, actor: Actor, template_id: int, version: int) -> Response:
    actor.need(*READERS)
    path, name = office_templates.template_file(register, template_id, version or None)
    return FileResponse(path, media_type=_WORD, filename=name)


def _start(register: Register, actor: Actor, kind: str) -> Response:
    actor.need(*READERS)
    with tempfile.TemporaryDirectory(prefix="dondoc-") as scratch:
        made = office_templates.starting_template(register, kind, Path(scratch, "mau.docx")).read_bytes()
    name = quote(f"Mẫu {kind}.docx")
    return Response(made, media_type=_WORD, headers={"content-disposition": f"attachment; filename*=UTF-8''{name}"})
