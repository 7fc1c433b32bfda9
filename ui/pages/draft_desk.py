"""The drafting desk: the form on the left, the page and the findings on the right; saving keeps a version in Văn bản đi."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nicegui import ui

from drafting.errors import DondocError
from drafting.finding import Finding
from drafting.spec_values import Spec
from tracking.outgoing.life import revise, save_draft
from tracking.register.refusals import ConflictError
from tracking.screens.directives import READERS
from tracking.screens.outgoing import outgoing_page
from ui.draft_work import Made, make
from ui.drafts import keep
from ui.jobs import apart
from ui.pages.draft_form import DraftForm
from ui.parts.fields import button
from ui.parts.html import attr, box, link, words
from ui.parts.lists import address, empty, tag
from ui.parts.passage_list import passage_list
from ui.parts.wording import Tag, two
from ui.visit import SignedOutError, Visit, say

_SEVERITY = {"E": Tag("Sai", "late"), "W": Tag("Cần xem", "soon"), "I": Tag("Lưu ý", "")}


class DraftDesk:
    """A draft in hand. document_id: 0 until it is saved for the first time; version: the one that the form was opened with."""

    def __init__(self, visit: Visit, name: str, duty_ids: Sequence[int] = (), document_id: int = 0, version: int = 0) -> None:
        self.visit, self.name, self.duty_ids = visit, name, list(duty_ids)
        self.document_id, self.version = document_id, version
        self.form: DraftForm | None = None

    def actions(self) -> None:
        """The buttons of the heading."""
        button("Lập lại bản in", self.draw)
        button("Lưu dự thảo" if not self.document_id else "Lưu thành bản mới", self.save, "primary")

    async def build(self, spec: Spec, unanswered: Sequence[tuple[str, str]] = ()) -> None:
        """The two sides."""
        self.clash = box()
        with box("draft-desk"):
            with attr(box("", "section"), aria_label="Nội dung"):
                self.form = DraftForm(spec)
                await passage_list(self.visit, spec.kind.name)
                if unanswered:
                    with box("warn-box stack-s", "details").style("margin-top:20px"):
                        words(f"Dự thảo chưa có việc cho {two(len(unanswered))} nhiệm vụ của văn bản giao", "summary", "strong")
                        for ordinal, text in unanswered[:40]:
                            words(f"{ordinal + ' · ' if ordinal else ''}{text}", "p", "small clip")
            self.view = attr(box("", "section"), aria_label="Bản in")
        ui.timer(0.2, self.draw, once=True)

    async def draw(self) -> None:
        """The page picture and the findings of what is in the form now."""
        actor = await self.visit.still(*READERS)
        self.view.clear()
        with self.view:
            words("Đang lập bản in…", "p", "muted")
        try:
            made = await apart(make, self._spec(), self.name, self.visit.today, name=self.name)
        except (DondocError, ValueError) as refused:
            self.view.clear()
            with self.view:
                words(str(refused), "p", "error-box").props("role=alert")
            return
        self.view.clear()
        with self.view:
            result(keep(actor.account_id, made), made)

    async def save(self) -> None:
        """Keep what is in the form: a new draft, or a new version of the one that is open."""
        try:
            spec = self._spec()
            if self.document_id:
                await self._revise(spec)
                return
            found: Any = await self.visit.asked(save_draft, spec, self.duty_ids)
        except SignedOutError:
            ui.navigate.to("/dang-nhap")
        except (DondocError, ValueError) as refused:
            say(str(refused), bad=True)
        else:
            ui.navigate.to(f"/van-ban-di/{found}/sua")

    async def _revise(self, spec: Spec) -> None:
        try:
            found: Any = await self.visit.asked(revise, self.document_id, spec, self.version)
        except ConflictError as clash:
            await self._tell_clash(str(clash))
            return
        self.version = int(found)
        self.clash.clear()
        say(f"Đã lưu bản {self.version}.")
        await self.draw()

    async def _tell_clash(self, sentence: str) -> None:
        """Somebody saved first: who, the way to the differences, and saving on top of theirs after a look."""
        page = await self.visit.asked(outgoing_page, self.document_id)
        theirs = int(page.data["version"])
        path = f"/van-ban-di/{self.document_id}"
        self.clash.clear()
        with self.clash, box("warn-box row").props("role=alert").style("margin-bottom:16px"):
            words(sentence)
            attr(link("So hai bản", address(path, so=self.version, voi=theirs), "btn slim"), target="_blank")
            button(f"Lưu nội dung đang nhập thành bản {theirs + 1}", lambda: self._over(theirs), "slim")

    async def _over(self, theirs: int) -> None:
        self.version = theirs
        await self.save()

    def _spec(self) -> Spec:
        assert self.form is not None
        return self.form.spec()


def result(token: str, made: Made) -> None:
    """A draft as made: its files, what the checker says, its pages."""
    with box("row").style("margin-bottom:14px"):
        link("Tải bản Word", f"/soan-thao/ban/{token}.docx", "btn")
        if made.pdf is not None:
            link("Tải bản PDF", f"/soan-thao/ban/{token}.pdf", "btn")
        faults = sum(found.severity in ("E", "W") for found in made.findings)
        tag(Tag(f"{two(faults)} điểm cần xem", "soon") if faults else Tag("Đúng thể thức", "done"))
    if faults:
        with box("card").style("margin-bottom:14px"):
            finding_list(made.findings)
    if made.pdf is None:
        words(f"Chưa xem được bản in: {made.without_pdf}", "p", "warn-box")
        return
    with attr(box("preview"), tabindex="0", role="region", aria_label="Các trang của dự thảo"):
        for page in range(1, made.pages + 1):
            with box("leaf").style("aspect-ratio:210/297" if made.pages == 1 else ""):
                attr(ui.element("img"), src=f"/soan-thao/ban/{token}/{page}.png", alt=f"Trang {page} của dự thảo")


def finding_list(found: tuple[Finding, ...]) -> None:
    """What the checker found, the gravest first."""
    if not found:
        empty("Đúng thể thức, không có phát hiện.")
        return
    with box("findings", "ul"):
        for finding in sorted(found, key=lambda f: "EWI".index(f.severity)):
            with ui.element("li"):
                with box("row"):
                    tag(_SEVERITY[finding.severity])
                    words(finding.component, "span", "strong")
                    words(f"{finding.rule} · {finding.source}", "span", "small muted")
                words(finding.found, "p")
                words(f"Đúng: {finding.expected}", "p", "small")
