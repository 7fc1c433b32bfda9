"""The drafting desk: the form on the left, the page and the findings on the right; what is typed is kept, a version only when asked."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from nicegui import background_tasks, events, ui

from drafting.errors import DondocError
from tracking.outgoing import working_copies
from tracking.outgoing.coverage import coverage
from tracking.outgoing.kept_spec import spec_from
from tracking.outgoing.life import take_step
from tracking.outgoing.starts import start_of, starting_spec
from tracking.outgoing.working_copies import TypedElsewhere, WorkingCopy
from tracking.register.refusals import ConflictError
from tracking.screens.drafts import keep_typed, office_names, parts_apart, save_typed
from tracking.screens.outgoing import outgoing_page
from ui import spare
from ui.draft_work import Written, write
from ui.jobs import apart
from ui.pages.draft_cover import CoverTable
from ui.pages.draft_form import DraftForm
from ui.pages.draft_print import LivePrint, own_form
from ui.parts.fields import button
from ui.parts.html import attr, box, link, words
from ui.parts.lists import address
from ui.parts.passage_list import PassageList
from ui.parts.wording import clock, moment
from ui.theme import use
from ui.visit import SignedOutError, Visit, say


class DraftDesk:
    """A draft in hand: a working copy, its form, its print. document_id of the copy: 0 until it is saved for the first time."""

    def __init__(self, visit: Visit, copy: WorkingCopy) -> None:
        self.visit, self.copy = visit, copy
        self.print = LivePrint(visit, self._write, self._cover, lambda: self.form.seqs())
        self.passages = PassageList(visit, copy.kind)
        self._dirty = self._keeping = self._stopped = False
        self._heard, self._newest, self._said = 0, copy.version, ""

    def actions(self) -> None:
        """What the heading offers."""
        if self.visit.may("officer", "clerk"):
            button("Lưu và trình", self.submit)
        name = "Lưu thành bản mới" if self.copy.document_id else "Lưu dự thảo"
        attr(button(name, self.save, "primary"), data_save="1", title="Ctrl S")

    async def build(self) -> None:
        """The two sides."""
        self._client = ui.context.client
        background_tasks.create(spare.prepare(), name="a spare LibreOffice")
        self.clash = box()
        attr(box(), data_left_behind="1")
        names = await self.visit.asked(office_names)
        attr(box("", "datalist"), id="ten-co-quan", data_names=json.dumps(names, ensure_ascii=False), data_kept="-")
        desk = attr(box("draft-desk"), data_draft="1", data_side="form", data_copy=f"{self.visit.who.account_id}:{self.copy.key}")
        attr(desk, data_copy_changes=str(self.copy.changes), data_copy_place=self.copy.place)
        attr(desk, data_copy_key="" if self.copy.document_id else self.copy.key)
        desk.on("typed", self._hear, js_handler="(e) => emit(e.detail)")
        with desk:
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
        for script in ("pasted.js", "outline.js", "draft.js", "keep.js"):
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
        self._start()

    def _start(self) -> None:
        if not self._keeping and not self._stopped:
            self._keeping = True
            background_tasks.create(self._keep(), name="keep a draft")

    def _hear(self, event: events.GenericEventArguments) -> None:
        """The browser tells what it does not know to be kept: the number of its last change, and those fields and outlines."""
        told = event.args if isinstance(event.args, dict) else {}
        fields, outlines, seq = told.get("fields"), told.get("outlines"), told.get("seq")
        if not isinstance(fields, dict) or not isinstance(outlines, dict) or not isinstance(seq, int):
            return
        self._heard = max(self._heard, seq)
        if self.form.take({name: text for name, text in fields.items() if isinstance(text, str)}, outlines):
            self.changed()
        else:
            self._start()

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
        """Until everything that was heard is kept; says so of the last change only."""
        try:
            while True:
                heard, self._dirty = self._heard, False
                await self._keep_once()
                self._tell(heard, self._said)
                if not self._dirty and heard == self._heard:
                    return
        except SignedOutError:
            self._tell(0, "Phiên làm việc đã hết. Đăng nhập lại ở thẻ khác rồi gõ tiếp.", failed=True)
        except TypedElsewhere as elsewhere:
            await self._tell_elsewhere(elsewhere)
        except (DondocError, ValueError) as refused:
            self._tell(0, f"Chưa giữ được: {refused}", failed=True)
        finally:
            self._keeping = False

    async def _keep_once(self) -> None:
        spec = self.form.value(strict=False)
        if spec == self.copy.spec:
            return
        place = self._client.tab_id or self.copy.place
        try:
            self.copy, version = await self.visit.asked(keep_typed, dataclasses.replace(self.copy, spec=spec, place=place))
        except TypedElsewhere as elsewhere:
            # the page was loaded anew while its last letters were still being kept: that was this window too
            if elsewhere.theirs is None or elsewhere.theirs.place != place or not self._client.has_socket_connection:
                raise
            self.copy = dataclasses.replace(self.copy, changes=elsewhere.theirs.changes)
            self.copy, version = await self.visit.asked(keep_typed, dataclasses.replace(self.copy, spec=spec, place=place))
        self._said = f"Đã giữ lúc {clock(self.visit.register.now())}, chưa lưu thành bản"
        if version > self._newest:
            self._newest = version
            await self.tell_clash()

    def _tell(self, upto: int, text: str, failed: bool = False) -> None:
        """What the browser shows of the changes up to that one."""
        if self._client.is_deleted:
            return
        with self._client:
            ui.run_javascript(f"dondocKeep.told({upto}, {json.dumps(text)}, {json.dumps(failed)}, {self.copy.changes})")
            if not self.copy.document_id and self.copy.changes == 1:
                ui.navigate.history.replace(f"/soan-thao/nhap/{self.copy.key}")

    async def _tell_elsewhere(self, elsewhere: TypedElsewhere) -> None:
        """The same draft is being typed in another window: what differs, and which of the two goes on."""
        if not self._client.has_socket_connection:
            return
        self._stopped = True
        self._tell(0, "Chưa giữ: văn bản này đang mở ở thẻ khác.", failed=True)
        theirs = elsewhere.theirs
        with self._client, self._warned(str(elsewhere)):
            if theirs is not None:
                parts = parts_apart(self.form.value(strict=False), theirs.spec)
                at = f"Bản kia nhập lúc {moment(theirs.changed_at)}. " if theirs.changed_at else ""
                words(f"{at}Khác ở: {', '.join(parts) or 'không phần nào'}.")
                attr(link("Xem bản kia", self._address(), "btn slim"), target="_blank")
            button("Bỏ chữ ở đây, mở bản kia" if theirs else "Bỏ chữ ở đây", self._yield_to_theirs, "slim")
            button("Giữ nội dung ở đây", lambda: self._go_on(theirs.changes if theirs else 0), "slim")

    def _address(self) -> str:
        return f"/van-ban-di/{self.copy.document_id}/sua" if self.copy.document_id else f"/soan-thao/nhap/{self.copy.key}"

    def _yield_to_theirs(self) -> None:
        ui.run_javascript("dondocKeep.drop()")
        ui.navigate.to(self._address())

    def _go_on(self, changes: int) -> None:
        """What stands here takes the place of what another window kept."""
        self.copy = dataclasses.replace(self.copy, changes=changes, spec={})
        self._stopped = False
        self.clash.clear()
        self._start()

    async def _write(self) -> Written:
        self._spec = spec_from(self.form.value(), complete=False)
        name = f"du-thao-{self.copy.document_id}" if self.copy.document_id else "du-thao"
        return await apart(write, self._spec, name, self.visit.today, own_form(self.visit), name=name)

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
        except ConflictError:
            await self.tell_clash()
            return False
        except (DondocError, ValueError) as refused:
            say(str(refused), bad=True)
            return False
        self._dirty = False
        key = working_copies.key_of(document_id)
        self.copy = dataclasses.replace(self.copy, key=key, document_id=document_id, version=version, changes=0)
        self._newest, self._said = version, f"Đã lưu bản {version}"
        self.clash.clear()
        if not known:
            ui.run_javascript("dondocKeep.drop()")
            ui.navigate.to(f"/van-ban-di/{document_id}/sua")
            return True
        say(f"Đã lưu bản {version}.")
        self._tell(self._heard, self._said)
        return True

    async def submit(self) -> None:
        """Save and submit for signature in one go."""
        if await self.save() and await self.visit.act(take_step, self.copy.document_id, "submit"):
            ui.navigate.to(f"/van-ban-di/{self.copy.document_id}")

    async def tell_clash(self) -> None:
        """Somebody saved first: who, the way to the differences, and saving on top of theirs after a look."""
        page = await self.visit.asked(outgoing_page, self.copy.document_id)
        theirs = int(page.data["version"])
        who = next((row["actor_name"] for row in page.data["versions"] if row["version"] == theirs), "Người khác")
        path = f"/van-ban-di/{self.copy.document_id}"
        sentence = f"{who} vừa lưu bản {theirs}. Nội dung đang nhập được giữ lại; so hai bản rồi lưu."
        with self._client, self._warned(sentence):
            attr(link("So hai bản", address(path, so=self.copy.version, voi=theirs), "btn slim"), target="_blank")
            button(f"Lưu nội dung đang nhập thành bản {theirs + 1}", lambda: self._over(theirs), "slim")

    @contextmanager
    def _warned(self, sentence: str) -> Iterator[None]:
        self.clash.clear()
        with self.clash, box("warn-box row").props("role=alert").style("margin-bottom:16px"):
            words(sentence)
            yield

    async def _over(self, theirs: int) -> None:
        self.copy = dataclasses.replace(self.copy, version=theirs)
        await self.save()
