"""Received files come in by a plain post: the sender is checked, the file spools under a random name, is read apart and registered."""

from __future__ import annotations

import asyncio
import secrets
from pathlib import Path
from typing import Any, cast

from fastapi import Request
from nicegui import app, run
from starlette.datastructures import UploadFile
from starlette.responses import JSONResponse

from drafting.errors import DondocError, Refused
from drafting.orthography import nfc
from tracking.duty import Reading
from tracking.extract import extract
from tracking.importing import Imported, Outcome, import_file
from tracking.jobs import Jobs
from tracking.register import uploads
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.refusals import AlreadyThere
from ui.auth import actor_from
from ui.processes import apart_now

RECEIVERS = ("admin", "clerk", "officer", "leader")
MOST_MB = 50
_LOOK_AGAIN_SECONDS = 0.25
_SECRET = (
    "«{name}» có dấu chỉ độ mật. Phần mềm không được lưu văn bản mật: tệp chưa được lưu và đã xóa khỏi vùng tạm. "
    "Chuyển văn thư đăng ký vào sổ văn bản mật."
)
_WORDS = {
    "imported": ("done", "Đã vào sổ văn bản đến"),
    "known": ("stop", "Đã có trong sổ"),
    "refused": ("late", "Không nhận"),
    "unreadable": ("late", "Chưa lưu"),
}


def add_routes(register: Register, jobs: Jobs | None = None) -> None:
    """The address that takes a file; with `jobs` what it brings survives a stop of the server."""

    @app.post("/tai-len")
    async def take(request: Request) -> JSONResponse:
        actor = await actor_from(request, register)
        if actor is None:
            return JSONResponse(_said("late", "Chưa lưu", "Phiên làm việc đã hết. Đăng nhập lại rồi tải lên."), 401)
        if actor.role not in RECEIVERS:
            return JSONResponse(_said("late", "Chưa lưu", f"Tài khoản {actor.login} không tải văn bản lên được."), 403)
        async with request.form(max_files=1, max_fields=4) as form:
            sent = form.get("tep")
            if not isinstance(sent, UploadFile):
                return JSONResponse(_said("late", "Chưa lưu", "Không thấy tệp trong yêu cầu. Chọn lại tệp."), 400)
            name = shown_name(sent.filename)
            if (sent.size or 0) > MOST_MB * 1024 * 1024:
                return JSONResponse(_said("late", "Chưa lưu", f"«{name}» lớn hơn {MOST_MB} MB. Chia nhỏ tệp rồi tải lên."), 413)
            path = register.settings.spool / f"{secrets.token_hex(16)}{_ending(name)}"
            try:
                await run.io_bound(_spool, sent, path)
                found = await _durably(jobs, actor, path, name) if jobs else await run.io_bound(receive, register, actor, path, name)
            finally:
                path.unlink(missing_ok=True)
        assert found is not None, "a thread's answer is lost only when the server stops"
        return JSONResponse(outcome(found))


async def _durably(jobs: Jobs, actor: Actor, path: Path, name: str) -> Imported:
    """What became of the file, which a job reads; the job goes on where nobody waits for it any more."""
    try:
        upload_id = await run.io_bound(jobs.submit, actor, path, name)
    except AlreadyThere as there:
        return Imported(name, "known", there.directive, warnings=(str(there),))
    except DondocError as error:
        kind: Outcome = "refused" if isinstance(error, Refused) else "unreadable"
        return Imported(name, kind, warnings=(str(error),), exit_code=error.exit_code)
    while True:
        found = await run.io_bound(uploads.get, jobs.register, upload_id or 0)
        row = found[0] if found else None
        if row is not None and row.state != "waiting":
            break
        await asyncio.sleep(_LOOK_AGAIN_SECONDS)
    warnings = tuple(row.warnings) or ((_SECRET.format(name=name),) if row.state == "refused" else ())
    return Imported(name, cast(Outcome, row.state), row.directive_id, row.duties, warnings=warnings)


def receive(register: Register, actor: Actor, path: Path, name: str) -> Imported:
    """Read the file in a process of its own and register what it says."""
    try:
        return import_file(register, actor, path, name, reader=_read_apart)
    except DondocError as error:
        return Imported(name, "unreadable", warnings=(str(error),), exit_code=error.exit_code)


def outcome(found: Imported) -> dict[str, Any]:
    """What the page says of a file: a state, a sentence and where to go on."""
    meaning, words = _WORDS[found.outcome]
    notes = " ".join(found.warnings)
    if found.outcome == "known":
        return _said(meaning, words, notes, f"/ra-soat/{found.directive}", "Mở bản đã có")
    if found.outcome != "imported":
        return _said(meaning, words, notes)
    if not found.duties:
        sentence = "Không tìm thấy nhiệm vụ trong văn bản này."
        return _said(meaning, words, f"{sentence} {notes}".strip(), f"/ra-soat/{found.directive}", "Xem văn bản")
    return _said(meaning, words, f"{found.duties} nhiệm vụ đề xuất. {notes}".strip(), f"/ra-soat/{found.directive}", "Rà soát")


def shown_name(name: str | None) -> str:
    """The file's name for people to read, without a path and of bounded length; never used to store."""
    last = nfc(name or "").replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(char for char in last if char.isprintable()).strip()
    return clean[-120:] or "tệp không tên"


def _read_apart(path: Path, name: str | None) -> Reading:
    return apart_now(extract, path, name, name=name or path.name)


def _ending(name: str) -> str:
    ending = Path(name).suffix.lower()
    return ending if ending[1:].isalnum() and len(ending) <= 6 else ""


def _spool(sent: UploadFile, path: Path) -> None:
    with path.open("xb") as out:
        while chunk := sent.file.read(1024 * 1024):
            out.write(chunk)


def _said(meaning: str, words: str, said: str, href: str = "", link: str = "") -> dict[str, Any]:
    return {"meaning": meaning, "words": words, "said": said, "href": href, "link": link}
