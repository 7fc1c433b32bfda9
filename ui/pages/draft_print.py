"""The right side of the drafting desk: findings and the printed page, made again whenever the author stops typing for a moment."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from typing import Any

from nicegui import background_tasks, ui

from drafting.errors import DondocError
from tracking.screens.directives import READERS
from ui import spare
from ui.draft_work import Printed, Written
from ui.drafts import forget, keep, keep_print
from ui.pages.finding_list import draft_findings
from ui.parts.html import attr, box, link, words
from ui.parts.wording import clock, two
from ui.visit import SignedOutError, Visit

QUIET_SECONDS = 0.3
"""How long nothing must change before the page is made again."""


def own_form(visit: Visit) -> Mapping[str, Any]:
    """What the office has fixed for its own documents, as the settings hold it: abbreviations, place, positions."""
    found: Mapping[str, Any] = visit.register.settings.values.get("form", {})
    return found


class LivePrint:
    """Makes the print of what a form says. One at a time; only the last change counts; the old picture stays until the new one is there.

    make: the Word file of what is typed now (raises as the form does); shown: what else follows from it, once the findings are shown;
    seqs: which change of each outline that is; judged: False where only the look matters, not the findings.
    """

    def __init__(
        self,
        visit: Visit,
        make: Callable[[], Awaitable[Written]],
        shown: Callable[[], Awaitable[None]] | None = None,
        seqs: Callable[[], dict[str, int]] = dict,
        judged: bool = True,
    ) -> None:
        self.visit, self._make_word, self._seqs, self._on_shown, self._judged = visit, make, seqs, shown, judged
        self._changes, self._made, self._last, self._running = 0, 0, 0.0, False
        self._word, self._print = "", ""

    def build_findings(self) -> None:
        """What is being done, what is kept, the files, the findings."""
        self._client = ui.context.client
        with box("print-bar"):
            with box():
                self._state = words("Đang lập bản in…", "p", "small muted").props("role=status")
                attr(box("small muted", "p"), data_keep_state="yes")
            self._files = box("row end" if self._judged else "gone")
        pane = box("finding-pane" if self._judged else "gone")
        self._found = attr(pane, tabindex="0", role="region", aria_label="Kết quả kiểm tra thể thức")

    def build_pages(self) -> None:
        """The pages, or a sentence in their place."""
        self._without = box()
        attr(box("preview"), tabindex="0", role="region", aria_label="Các trang của dự thảo")

    def changed(self) -> None:
        """Something was typed: print after a moment's quiet."""
        self._changes += 1
        self._last = asyncio.get_running_loop().time()
        if not self._running:
            self._running = True
            background_tasks.create(self._work(), name="print of a draft")

    async def _work(self) -> None:
        """Until what was made is of the last change."""
        try:
            while self._made < self._changes and not self._client.is_deleted:
                await self._quiet()
                asked = self._changes
                await self._make(asked)
                self._made = max(self._made, asked)
        finally:
            self._running = False

    async def _quiet(self) -> None:
        loop = asyncio.get_running_loop()
        while (left := self._last + QUIET_SECONDS - loop.time()) > 0 and self._made:
            await asyncio.sleep(left)

    async def _make(self, asked: int) -> None:
        seqs = self._seqs()
        self._say("Đang lập bản in…")
        try:
            actor = await self.visit.still(*READERS)
            written = await self._make_word()
            if self._superseded(asked):
                return
            token = keep(actor.account_id, written)
            self._show_findings(token, written, seqs)
            if self._on_shown is not None:
                await self._on_shown()
            printed = await spare.printed(written)
            keep_print(token, printed)
        except SignedOutError:
            self._say("Phiên làm việc đã hết. Đăng nhập lại; nội dung đã nhập được giữ.")
            return
        except (DondocError, ValueError) as refused:
            self._say(str(refused))
            return
        if not self._superseded(asked):
            self._show_print(token, printed)

    def _superseded(self, asked: int) -> bool:
        return self._changes != asked or self._client.is_deleted

    def _show_findings(self, token: str, written: Written, seqs: dict[str, int]) -> None:
        with self._client:
            self._found.clear()
            if self._judged:
                with self._found:
                    draft_findings(written)
            self._files.clear()
            with self._files:
                link("Tải bản Word", f"/soan-thao/ban/{token}.docx", "btn slim")
            ui.run_javascript(f"dondocDraft.marks({json.dumps(seqs)}, {json.dumps(written.markers)})")
        if self._word != self._print:
            forget(self._word)
        self._word = token

    def _show_print(self, token: str, printed: Printed) -> None:
        with self._client:
            self._without.clear()
            if printed.pdf is None:
                with self._without:
                    words(f"Chưa xem được bản in: {printed.missing}", "p", "warn-box")
                self._say("Chỉ có bản Word.")
                return
            with self._files:
                link("Tải bản PDF", f"/soan-thao/ban/{token}.pdf", "btn slim")
            marks = [asdict(mark) for mark in printed.marks]
            ui.run_javascript(f"dondocDraft.pages({json.dumps(token)}, {json.dumps(printed.pages)}, {json.dumps(marks)})")
        self._say(f"Bản in lúc {clock(self.visit.register.now())}, {two(len(printed.pages))} trang")
        forget(self._print)
        self._print = token

    def _say(self, text: str) -> None:
        if not self._client.is_deleted:
            with self._client:
                self._state.text = text
