"""Received files come in by a plain post: the sender is checked, the file spools under a random name, is read apart and registered."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

from fastapi import Request
from nicegui import app, run
from starlette.datastructures import UploadFile
from starlette.responses import JSONResponse, Response, StreamingResponse

from drafting.dates import short
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
from tracking.screens.directives import Desk, citation, desk, is_sure
from ui.auth import actor_from
from ui.processes import apart_now

RECEIVERS = ("admin", "clerk", "officer", "leader")
MOST_MB = 50
LINES = "application/x-ndjson"
"""Asked for by the page that shows progress: one value a line, the last the outcome."""
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
    async def take(request: Request) -> Response:
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
            await run.io_bound(_spool, sent, path)
        steps = _become(register, jobs, actor, path, name)
        if request.headers.get("accept") == LINES:
            return StreamingResponse((f"{json.dumps(step)}\n" async for step in steps), media_type=LINES)
        return JSONResponse([step async for step in steps][-1])


async def _become(register: Register, jobs: Jobs | None, actor: Actor, path: Path, name: str) -> AsyncIterator[dict[str, Any]]:
    """How far the reading of a spooled file has come, whenever that changes; last, what became of it. The spool file goes."""
    found: Imported | None = None
    try:
        if jobs is None:
            found = await run.io_bound(receive, register, actor, path, name)
        else:
            async for step in _durably(jobs, actor, path, name):
                if isinstance(step, Imported):
                    found = step
                else:
                    yield {"pace": step}
    finally:
        path.unlink(missing_ok=True)
    assert found is not None, "a thread's answer is lost only when the server stops"
    seen = await run.io_bound(desk, register, actor, found.directive) if found.directive and found.outcome == "imported" else None
    yield outcome(found, seen)


async def _durably(jobs: Jobs, actor: Actor, path: Path, name: str) -> AsyncIterator[Imported | str]:
    """The pages done as they change, then what became of the file; its job goes on where nobody waits for it any more."""
    try:
        upload_id = await run.io_bound(jobs.submit, actor, path, name) or 0
    except AlreadyThere as there:
        yield Imported(name, "known", there.directive, warnings=(str(there),))
        return
    except DondocError as error:
        kind: Outcome = "refused" if isinstance(error, Refused) else "unreadable"
        yield Imported(name, kind, warnings=(str(error),), exit_code=error.exit_code)
        return
    told = ""
    while True:
        found = await run.io_bound(uploads.get, jobs.register, upload_id)
        row = found[0] if found else None
        if row is not None and row.state != "waiting":
            break
        pace = await run.io_bound(jobs.pace, upload_id)
        if pace and pace != told:
            told = pace
            yield pace
        await asyncio.sleep(_LOOK_AGAIN_SECONDS)
    warnings = tuple(row.warnings) or ((_SECRET.format(name=name),) if row.state == "refused" else ())
    yield Imported(name, cast(Outcome, row.state), row.directive_id, row.duties, warnings=warnings)


def receive(register: Register, actor: Actor, path: Path, name: str) -> Imported:
    """Read the file in a process of its own and register what it says."""
    try:
        return import_file(register, actor, path, name, reader=_read_apart)
    except DondocError as error:
        return Imported(name, "unreadable", warnings=(str(error),), exit_code=error.exit_code)


def outcome(found: Imported, seen: Desk | None = None) -> dict[str, Any]:
    """What the page says of a file: a state, a sentence and where to go on. seen: the document as it now stands, where it is new."""
    meaning, words = _WORDS[found.outcome]
    notes = " ".join(found.warnings)
    if found.outcome == "known":
        return _said(meaning, words, notes, f"/ra-soat/{found.directive}", "Mở bản đã có", "known")
    if found.outcome != "imported":
        return _said(meaning, words, notes, kind=found.outcome)
    href = f"/ra-soat/{found.directive}"
    stamp = f"Số đến {seen.arrival}, ngày đến {short(seen.received_on)}." if seen else ""
    named = f"{_named(seen)}." if seen and not seen.needs_typing else ""
    if seen and seen.needs_typing:
        return _said("soon", "Cần nhập tay", f"{stamp} {notes}".strip(), href, "Nhập tay", "typing")
    if not found.duties:
        return _said("stop", words, _joined(stamp, named, "Không tìm thấy nhiệm vụ trong văn bản này.", notes), href, "Xem văn bản", "none")
    unsure = sum(not is_sure(p) for p in seen.proposals) if seen else 0
    duties = f"{found.duties} nhiệm vụ đề xuất{f', {unsure} cần xem kỹ' if unsure else ''}."
    return _said(meaning, words, _joined(stamp, named, duties, notes), href, "Rà soát", "duties") | {"duties": found.duties}


def _named(seen: Desk) -> str:
    """ "Công văn số 15/UBND-TH ngày 05/11/2026 của Ủy ban nhân dân tỉnh"."""
    day, issuer = seen.values["issued_on"], seen.values["issuer"]
    return f"{citation(seen)}{f' ngày {short(day)}' if day else ''}{f' của {issuer}' if issuer else ''}"


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


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


def _said(meaning: str, words: str, said: str, href: str = "", link: str = "", kind: str = "unreadable") -> dict[str, Any]:
    """kind: what the summary over many files counts (duties, none, typing, known, refused, unreadable)."""
    return {"meaning": meaning, "words": words, "said": said, "href": href, "link": link, "kind": kind}
