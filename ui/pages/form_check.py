"""The check of any Word file: what departs from the lawful form, and the file with its form set right without changing a word."""

from __future__ import annotations

from pathlib import Path

from nicegui import events, run, ui

from drafting.errors import DondocError
from tracking.screens.directives import READERS
from ui.draft_work import Checked, checked
from ui.drafts import keep
from ui.jobs import apart
from ui.pages.draft_print import own_form
from ui.pages.finding_list import finding_list
from ui.pages.spooled import spooled
from ui.parts.fields import button
from ui.parts.html import box, link, words
from ui.parts.wording import two
from ui.visit import Visit, say


class FormCheck:
    """A button that takes a file, and the place where its findings stand. The file is wiped at once."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        taker = ui.upload(auto_upload=True, on_upload=self.take).props("accept=.docx").classes("gone")
        button("Chọn tệp Word", lambda: taker.run_method("pickFiles"))

    def build(self) -> None:
        """Where the result will stand."""
        self.result = box("section", "section")

    async def take(self, event: events.UploadEventArguments) -> None:
        """Check an uploaded file and show what was found."""
        taken = await spooled(self.visit, event, READERS, ".docx")
        if taken is None:
            return
        path, name = taken
        try:
            found = await apart(checked, path, f"{Path(name).stem} (đã sửa thể thức)", self.visit.today, own_form(self.visit), name=name)
        except DondocError as refused:
            say(str(refused).replace(path.name, name), bad=True)
            return
        finally:
            await run.io_bound(path.unlink, missing_ok=True)
        token = keep(self.visit.who.account_id, found.mended) if found.mended is not None else ""
        self._show(name, found, token, found.why_not.replace(path.name, name))

    def _show(self, name: str, found: Checked, token: str, why_not: str) -> None:
        self.result.clear()
        with self.result:
            words(f"Kết quả kiểm tra «{name}»", "h2")
            if token:
                _mended(found, token)
            if why_not:
                words(why_not, "p", "warn-box").style("margin-bottom:14px")
            finding_list(found.findings)


def _mended(found: Checked, token: str) -> None:
    """The file set right: the way to fetch it, and each thing that was set right."""
    with box("note-box stack-s").style("margin-bottom:14px"):
        with box("row"):
            words(f"Đã sửa được {two(len(found.fixes))} điểm về thể thức, không đổi chữ nào.")
            link("Tải bản đã sửa thể thức", f"/soan-thao/ban/{token}.docx", "btn slim")
        with box("more", "details"):
            words("Những điểm đã sửa", "summary")
            with box("findings", "ul"):
                for fixed in found.fixes:
                    with ui.element("li"):
                        words(str(fixed))
