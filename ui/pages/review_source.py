"""The left side of the desk: the received files beside their duties, one shown at a time; an annex that comes later is added here."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from nicegui import events, run, ui

from drafting.errors import DondocError
from tracking.extract import extract
from tracking.register.annexes import add_annex
from tracking.register.stored_files import look
from tracking.screens.directives import stored_file
from ui.jobs import apart
from ui.pages.review_cards import Cards
from ui.pages.review_desk import Reviewer
from ui.pages.spooled import spooled
from ui.parts.html import attr, box, words
from ui.parts.lists import empty
from ui.parts.source_view import source_view
from ui.uploads import RECEIVERS


class SourcePane:
    """Build it inside the desk before the duties; `open` shows the file once the page stands."""

    def __init__(self, desk: Reviewer) -> None:
        self.desk = desk
        self.cards: Cards | None = None
        self.turn = asyncio.Lock()
        self.chips: dict[int, ui.element] = {}
        self.chosen = desk.data.files[0][0] if desk.data.files else None
        with attr(box("desk-source", "section"), aria_label="Văn bản", tabindex="0"):
            self.tabs = box("desk-files")
            self.body = box()
        with self.body:
            words("Đang mở văn bản…", "p", "muted").style("padding:24px")
        self.taker = ui.upload(auto_upload=True, max_files=1, on_upload=self._take).classes("gone")

    @property
    def is_alone(self) -> bool:
        """Whether there is no file to show."""
        return self.chosen is None

    async def open(self) -> None:
        """Show the chosen file, with the places of the duties as they are now; one after another."""
        async with self.turn:
            await self._open()

    async def _open(self) -> None:
        desk, files = self.desk, self.desk.data.files
        if len(files) > 1:
            self._tabs(files)
        shown = None if self.chosen is None else await desk.visit.asked(stored_file, desk.data.id, self.chosen)
        self.body.clear()
        with self.body:
            if shown is None:
                empty("Văn bản không có tệp; nhập nhiệm vụ bằng tay.")
            else:
                is_main = bool(files) and self.chosen == files[0][0]
                await source_view(desk.data.id, *shown, desk.data.proposals, None if is_main else self.chosen)
        if self.cards is not None:
            self.cards.forget_places()

    def _tabs(self, files: Sequence[tuple[int, str]]) -> None:
        """One for each file, the shown one pressed; those that stand there stay, so that a key pressed on one is not lost."""
        for file_id, name in files:
            if file_id not in self.chips:
                with self.tabs:
                    self.chips[file_id] = attr(words(name, "button", "chip"), type="button")
                self.chips[file_id].on("click", lambda file_id=file_id: self._choose(file_id))
            attr(self.chips[file_id], aria_pressed=str(file_id == self.chosen).lower()).update()

    def ask_for_annex(self) -> None:
        """Let the person choose a file."""
        self.taker.run_method("pickFiles")

    async def _choose(self, file_id: int) -> None:
        self.chosen = file_id
        with self.desk.client:
            await self.open()

    async def _take(self, event: events.UploadEventArguments) -> None:
        """An annex was chosen: read apart, then its file and duties join the document; what cannot be read leaves nothing."""
        desk = self.desk
        taken = await spooled(desk.visit, event, RECEIVERS)
        if taken is None:
            return
        path, name = taken
        try:
            reading = await apart(extract, path, name, name=name)
            found = await run.io_bound(look, path, name, "annex")
            if found is not None and await desk.run(add_annex, desk.data.id, found, reading.duties):
                desk.tell(f"Đã thêm «{name}»: {len(reading.duties)} nhiệm vụ đề xuất.")
        except DondocError as refused:
            desk.tell(str(refused), bad=True)
        finally:
            path.unlink(missing_ok=True)
        self.taker.reset()
        self.chosen = self.chosen or next((file_id for file_id, _ in desk.data.files), None)
        with desk.client:
            await self.open()
