"""Passages of the office's own issued documents, offered beside a draft: found by words with or without marks, copied by a click."""

from __future__ import annotations

from typing import Any

from nicegui import ui

from tracking.passages import suggest
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.screens.outgoing import READERS
from ui.parts.fields import button, text_field
from ui.parts.html import box, words
from ui.parts.wording import two
from ui.visit import Visit, say


def passages(register: Register, actor: Actor, kind: str, text: str) -> list[dict[str, Any]]:
    """What may fit a draft of the kind, for those who may read outgoing documents."""
    actor.need(*READERS)
    return suggest(register, kind, words=text)


async def passage_list(visit: Visit, kind: str) -> None:
    """The search box and what was found; nothing is put into the draft by itself."""

    @ui.refreshable
    async def found() -> None:
        rows = await visit.asked(passages, kind, str(field.value or ""))
        if not rows:
            words("Chưa có đoạn nào khớp. Thư viện lớn dần từ các văn bản đã ban hành.", "p", "small muted")
        with box("hits", "ul"):
            for row in rows:
                with ui.element("li"):
                    words(row["text"], "p", "clip")
                    with box("row small muted"):
                        words(f"{row['section'] or 'nội dung'} · đã dùng {two(row['used'])} lần")
                        button("Chép", lambda text=row["text"]: _copy(text), "slim")

    with box("card", "details").style("margin-top:20px"):
        words("Đoạn mẫu từ văn bản đã ban hành", "summary", "strong")
        field = text_field("Tìm trong thư viện", hint="Không cần dấu")
        field.on("change", found.refresh)
        await found()


def _copy(text: str) -> None:
    ui.clipboard.write(text)
    say("Đã chép đoạn này. Dán vào ô cần dùng.")
