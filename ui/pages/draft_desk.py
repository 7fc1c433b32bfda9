"""The drafting desk: the form on the left, the page and the findings on the right; what is typed is kept, a version only when asked."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from nicegui import background_tasks, ui

from drafting.errors import DondocError
from tracking.outgoing import working_copies
from tracking.outgoing.coverage import coverage
from tracking.outgoing.kept_spec import spec_from
from tracking.outgoing.life import take_step
from tracking.outgoing.starts import start_of, starting_spec
from tracking.outgoing.working_copies import WorkingCopy
from tracking.register.refusals import ConflictError
from tracking.screens.drafts import keep_typed, office_names, save_typed
from tracking.screens.outgoing import outgoing_page
from ui.draft_work import Written, write
from ui.jobs import apart
from ui.pages.draft_cover import CoverTable
from ui.pages.draft_form import DraftForm
from ui.pages.draft_print import LivePrint
from ui.parts.fields import button
from ui.parts.html import attr, box, link, words
from ui.parts.lists import address
from ui.parts.passage_list import PassageList
from ui.parts.wording import clock
from ui.theme import use
from ui.visit import SignedOutError, Visit, say


class DraftDesk:
    """A draft in hand: a working copy, its form, its print. document_id of the copy: 0 until it is saved for the first time."""

    def __init__(self, visit: Visit, copy: WorkingCopy) -> None:
        self.visit, self.copy = visit, copy
        self.print = LivePrint(visit, self._write, self._cover, lambda: self.form.seqs())
        self.passages = PassageList(visit, copy.kind)
        self._dirty = self._keeping = False

    def actions(self) -> None:
        """What the heading offers."""
        if self.visit.may("officer", "clerk"):
            button("Lưu và trình", self.submit)
        name = "Lưu thành bản mới" if self.copy.document_id else "Lưu dự thảo"
        attr(button(name, self.save, "primary"), data_save="1", title="Ctrl S")

    async def build(self) -> None:
        """The two sides."""
        self._client = ui.context.client
        self.clash = box()
        names = await self.visit.asked(office_names)
        attr(box("", "datalist"), id="ten-co-quan", data_names=json.dumps(names, ensure_ascii=False), data_kept="-")
        with attr(box("draft-desk"), data_draft="1", data_side="form"):
            with attr(box("draft-left", "section"), aria_label="Nội dung"):
                self.cover = CoverTable()
                self._sheet = box()
                self._fill(self.copy.spec)
            with attr(box("draft-right draft-print", "section"), aria_label="Bản in và kết quả kiểm tra"):
                self.print.build_findings()
                await self.passages.build()
                self.print.build_pages()
            with attr(box("sides"), role="group", aria_label="Chọn phần xem"):
                for side, name in (("form", "Nội dung"), ("page", "Bản in")):
                    attr(words(name, "button", "btn"), type="button", data_show_side=side)
        for script in ("pasted.js", "outline.js", "draft.js"):
            use(script)
        ui.timer(0.05, self.print.changed, once=True)

    def _fill(self, value: dict[str, Any]) -> None:
        self._sheet.clear()
        with self._sheet:
            self.form = DraftForm(value, start_of(value["kind"]), self.changed, self.passages.come_to, self.change_kind)

    def changed(self, *_: Any) -> None:
        """Something was typed: it is kept at once and printed after a moment."""
        self.print.changed()
        self._dirty = True
        if not self._keeping:
            self._keeping = True
            background_tasks.create(self._keep(), name="keep a draft")

    async def change_kind(self, kind: str) -> None:
        """Another kind for the same content: its symbol follows, the form shows what that kind uses."""
        if kind == self.copy.kind:
            return
        try:
            old, new = await self.visit.ask(starting_spec, self.copy.kind), await self.visit.ask(starting_spec, kind)
            value = {**self.form.value(), "kind": kind}
        except (DondocError, ValueError) as refused:
            say(str(refused), bad=True)
            return
        if value.get("symbol") == old.symbol:
            value["symbol"] = new.symbol
        self.copy = dataclasses.replace(self.copy, spec=value)
        self.passages.kind = kind
        self._fill(value)
        self.changed()

    async def _keep(self) -> None:
        try:
            while self._dirty:
                self._dirty = False
                self.copy = dataclasses.replace(self.copy, spec=self.form.value(strict=False))
                await self.visit.asked(keep_typed, self.copy)
                self._told(f"Đã giữ lúc {clock(self.visit.register.now())}, chưa lưu thành bản")
        except SignedOutError:
            self._told("Phiên làm việc đã hết. Đăng nhập lại ở thẻ khác rồi gõ tiếp.")
        except (DondocError, ValueError) as refused:
            self._told(f"Chưa giữ được: {refused}")
        finally:
            self._keeping = False

    def _told(self, text: str) -> None:
        if self._client.is_deleted:
            return
        with self._client:
            self.print.kept.text = text
            if not self.copy.document_id:
                ui.navigate.history.replace(f"/soan-thao/nhap/{self.copy.key}")

    async def _write(self) -> Written:
        self._spec = spec_from(self.form.value(), complete=False)
        name = f"du-thao-{self.copy.document_id}" if self.copy.document_id else "du-thao"
        return await apart(write, self._spec, name, self.visit.today, name=name)

    async def _cover(self) -> None:
        points = await self.visit.ask(coverage, self.copy.duty_ids, self._spec)
        if not self._client.is_deleted:
            with self._client:
                self.cover.show(points)

    async def save(self) -> bool:
        """A version of what is in the form: of a new document, or of the one that is open. Returns whether it was saved."""
        known = self.copy.document_id
        try:
            self.copy = dataclasses.replace(self.copy, spec=self.form.value())
            document_id, version = await self.visit.asked(save_typed, self.copy)
        except SignedOutError:
            ui.navigate.to("/dang-nhap")
            return False
        except ConflictError as clash:
            await self._tell_clash(str(clash))
            return False
        except (DondocError, ValueError) as refused:
            say(str(refused), bad=True)
            return False
        self._dirty = False
        self.copy = dataclasses.replace(self.copy, key=working_copies.key_of(document_id), document_id=document_id, version=version)
        self.clash.clear()
        if not known:
            ui.navigate.to(f"/van-ban-di/{document_id}/sua")
            return True
        say(f"Đã lưu bản {version}.")
        self.print.kept.text = f"Đã lưu bản {version}"
        return True

    async def submit(self) -> None:
        """Save and submit for signature in one go."""
        if await self.save() and await self.visit.act(take_step, self.copy.document_id, "submit"):
            ui.navigate.to(f"/van-ban-di/{self.copy.document_id}")

    async def _tell_clash(self, sentence: str) -> None:
        """Somebody saved first: who, the way to the differences, and saving on top of theirs after a look."""
        page = await self.visit.asked(outgoing_page, self.copy.document_id)
        theirs = int(page.data["version"])
        path = f"/van-ban-di/{self.copy.document_id}"
        self.clash.clear()
        with self.clash, box("warn-box row").props("role=alert").style("margin-bottom:16px"):
            words(sentence)
            attr(link("So hai bản", address(path, so=self.copy.version, voi=theirs), "btn slim"), target="_blank")
            button(f"Lưu nội dung đang nhập thành bản {theirs + 1}", lambda: self._over(theirs), "slim")

    async def _over(self, theirs: int) -> None:
        self.copy = dataclasses.replace(self.copy, version=theirs)
        await self.save()
