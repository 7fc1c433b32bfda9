"""Files of evidence on their way into a report."""

from __future__ import annotations

from nicegui import events, run, ui

from tracking.register.stored_files import FileFound, look
from ui.pages.spooled import spooled
from ui.parts.fields import button
from ui.parts.html import box, words
from ui.uploads import MOST_MB, shown_name
from ui.visit import Visit, say

_MOST_FILES = 10
_REPORTERS = ("admin", "clerk", "officer", "leader", "unit")


class Proofs:
    """Files of evidence on their way in: kept in the spool until the report is sent, wiped when it is not."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.files: list[FileFound] = []

    def build(self) -> None:
        """The button that takes files, and their list."""
        taker = ui.upload(multiple=True, auto_upload=True, max_files=_MOST_FILES, on_upload=self._take).classes("gone")
        with box("row"):
            button("Thêm tệp minh chứng", lambda: taker.run_method("pickFiles"), "slim")
            words(f"Tối đa {MOST_MB} MB mỗi tệp", "span", "small muted")
        self._list()

    @ui.refreshable_method
    def _list(self) -> None:
        with ui.element("ul").style("list-style:none"):
            for found in self.files:
                words(f"{found.name} ({max(1, found.size // 1024)} kB)", "li", "small")

    async def _take(self, event: events.UploadEventArguments) -> None:
        if len(self.files) >= _MOST_FILES:
            say(f"«{shown_name(event.file.name)}» không nhận được: tối đa {_MOST_FILES} tệp.", bad=True)
            return
        taken = await spooled(self.visit, event, _REPORTERS)
        if taken is None:
            return
        found = await run.io_bound(look, *taken, "evidence")
        if found is not None:
            self.files.append(found)
            self._list.refresh()

    def clear(self) -> None:
        """Wipe the spool."""
        for found in self.files:
            found.path.unlink(missing_ok=True)
        self.files.clear()
