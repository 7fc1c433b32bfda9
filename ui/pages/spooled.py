"""A file chosen on a page: who sends it is asked again, its size is looked at, and it spools under a random name of ours."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path

from nicegui import events, ui

from drafting.errors import DondocError
from ui.uploads import MOST_MB, shown_name
from ui.visit import SignedOutError, Visit, say


async def spooled(visit: Visit, event: events.UploadEventArguments, roles: Sequence[str], ending: str = "") -> tuple[Path, str] | None:
    """Where the file lies and the name it came with; None where it is not taken, which the page has said by then. Whoever asks wipes it."""
    try:
        await visit.still(*roles)
    except SignedOutError:
        ui.navigate.to("/dang-nhap")
        return None
    except DondocError as refused:
        say(str(refused), bad=True)
        return None
    name = shown_name(event.file.name)
    if event.file.size() > MOST_MB * 1024 * 1024:
        say(f"«{name}» lớn hơn {MOST_MB} MB. Chia nhỏ tệp rồi chọn lại.", bad=True)
        return None
    path: Path = visit.register.settings.spool / f"{secrets.token_hex(16)}{ending}"
    try:
        await event.file.save(path)
    except BaseException:  # a half-written file must not outlive a connection that broke
        path.unlink(missing_ok=True)
        raise
    return path, name
