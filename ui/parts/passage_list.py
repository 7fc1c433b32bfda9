"""Passages of the office's own issued documents, offered where they fit: by the section that the author is in, or found by words."""

from __future__ import annotations

import json
from typing import Any

from nicegui import ui

from tracking.passages import suggest
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.screens.outgoing import READERS
from ui.parts.fields import button, text_field
from ui.parts.html import attr, box, words
from ui.parts.wording import two
from ui.visit import Visit

_INSERT = "(e) => dondocDraft.insert(JSON.parse(e.target.closest('[data-node]').dataset.node))"


def passages(register: Register, actor: Actor, kind: str, section: str, text: str) -> list[dict[str, Any]]:
    """What may fit a draft of the kind in that section, else anywhere in it, for those who may read outgoing documents."""
    actor.need(*READERS)
    return suggest(register, kind, section, text) or suggest(register, kind, words=text)


class PassageList:
    """The search and what was found; a click puts a passage into the line last typed in."""

    def __init__(self, visit: Visit, kind: str) -> None:
        self.visit, self.kind, self.section = visit, kind, ""

    async def build(self) -> None:
        """The folded list."""
        with box("passages", "details"):
            with box("", "summary"):
                self.title = words("Đoạn mẫu từ văn bản đã ban hành", "span", "strong")
            self.field = text_field("Tìm trong thư viện", hint="Không cần dấu; kết quả hợp với mục đang soạn đứng trước")
            self.field.on("keydown.enter", self.find)
            self.field.on("change", self.find)
            self._found = box()
        await self.find()

    async def come_to(self, section: str) -> None:
        """The author has come to a section."""
        if section != self.section:
            self.section = section
            self.title.text = f"Đoạn mẫu cho «{section}»" if section else "Đoạn mẫu từ văn bản đã ban hành"
            await self.find()

    async def find(self) -> None:
        """The passages that fit now, in place of those shown."""
        rows = await self.visit.asked(passages, self.kind, self.section, str(self.field.value or ""))
        self._found.clear()
        with self._found:
            if not rows:
                words("Chưa có đoạn nào khớp. Thư viện lớn dần từ các văn bản đã ban hành.", "p", "small muted")
            with box("hits", "ul"):
                for row in rows:
                    _passage(row)


def _passage(row: dict[str, Any]) -> None:
    with attr(ui.element("li"), data_node=json.dumps(row["node"], ensure_ascii=False)):
        words(row["text"], "p", "clip")
        with box("row small muted"):
            words(_source(row))
            button("Chèn", weight="slim").on("click", js_handler=_INSERT)


def _source(row: dict[str, Any]) -> str:
    number = next((found["number"] for found in row["documents"] if found["number"]), "")
    return f"{row['section'] or 'Nội dung'} · {number} · đã dùng {two(row['used'])} lần" if number else row["section"] or "Nội dung"
