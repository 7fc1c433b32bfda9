"""The reviewer's side of the desk: header first, then what is unsure, then the rest; one key each, and a way back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from nicegui import ui

from drafting.dates import short
from tracking.duty import Duty
from tracking.register import review
from tracking.register.directives import merge_scan, settle_header
from tracking.register.set_aside import set_aside
from tracking.register.unconfirm import unconfirm_duties
from tracking.screens.directives import Desk, Proposal, desk, is_sure, office_choices
from ui.parts.fields import button
from ui.parts.html import attr, box, facts, link, words
from ui.parts.review_card import card
from ui.parts.review_forms import DutyForm, HeaderForm, SplitForm
from ui.visit import Visit, say

_NO_DUTY = "Không tìm thấy nhiệm vụ trong văn bản này. Nếu văn bản có giao việc, bấm Thêm nhiệm vụ rồi chép câu giao việc vào."
HEADER = 0
"""The place of the header in the order of the desk; duties stand under their ids."""
Undo = tuple[str, Callable[[], Awaitable[bool]]]


class Reviewer:
    """What is on the desk of one person: the document as last seen, the item in hand, and the steps that can be taken back."""

    def __init__(self, visit: Visit, data: Desk) -> None:
        self.visit = visit
        self.data = data
        self.current: int = HEADER
        self.mode = ""
        self.only_ours = {p.ours == "other" for p in data.proposals} == {True, False}
        self.steps: list[Undo] = []
        self.on_new_places: Callable[[], Any] = lambda: None
        self.current = self._first()

    # what is shown

    async def build(self) -> None:
        """The bar, the header and the duties; built again after each step."""
        self._bar()
        self._header()
        await self._list()
        ui.timer(0.3, self.show_current, once=True)

    @ui.refreshable_method
    def _bar(self) -> None:
        proposed = self._proposed()
        sure = [p for p in proposed if is_sure(p)]
        kept = sum(p.state not in ("proposed", "rejected") for p in self.data.proposals)
        with box("desk-bar"):
            words(f"{len(proposed)} chờ rà soát", "span", "tag wait" if proposed else "tag done")
            words(f"{kept} trong sổ", "span", "small muted")
            with box("row end"):
                if self.steps:
                    button("Hoàn tác", self.undo, "slim quiet", "U")
                if any(p.ours == "other" for p in self.data.proposals):
                    shown = "Hiện cả việc của cơ quan khác" if self.only_ours else "Chỉ việc của cơ quan mình"
                    button(shown, self.turn_ours, "slim quiet", "O")
                button("Thêm nhiệm vụ", lambda: self.open("add"), "slim", "N")
                if sure:
                    button(f"Đưa vào sổ {len(sure)} mục chắc chắn", self.accept_sure, "slim primary", "A")

    @ui.refreshable_method
    def _header(self) -> None:
        values = self.data.values
        here = self.current == HEADER and not self.data.settled
        with box("proposal current" if here else "proposal settled" if self.data.settled else "proposal").style("margin-bottom:12px"):
            with box("row"):
                words("Phần đầu văn bản", "h2")
                words("Đã xác nhận" if self.data.settled else "Cần xác nhận trước", "span", "tag done" if self.data.settled else "tag soon")
            if self.mode == "header":
                HeaderForm(self.data, self.settle, self.close)
                return
            facts(
                [
                    ("Số, ký hiệu", values["number"] or ("không số" if self.data.without_number else "chưa đọc được")),
                    ("Ngày văn bản", short(values["issued_on"]) if values["issued_on"] else "chưa đọc được"),
                    ("Cơ quan ban hành", values["issuer"] or "chưa đọc được"),
                    ("Người ký", values["signer"] or ""),
                    ("Số đến", f"{self.data.arrival}, ngày {short(self.data.received_on)}, {self.data.received_by}"),
                ]
            )
            with box("acts"):
                if not self.data.settled:
                    button("Xác nhận phần đầu", self.settle_as_read, "slim primary", "Enter")
                button("Sửa phần đầu", lambda: self.open("header"), "slim")

    @ui.refreshable_method
    async def _list(self) -> None:
        order = self._order()
        if self.mode == "add":
            with box("proposal current").style("margin-bottom:10px"):
                words("Thêm nhiệm vụ", "h2")
                DutyForm(None, self.data, await self._offices(), self.add, self.close)
        if not self.data.proposals:
            words(_NO_DUTY, "p", "empty")
        self._others()
        with attr(box("proposals", "ol"), data_proposals="1"):
            for proposal in order:
                with ui.element("li"):
                    await self._card(proposal)
        if self.data.proposals and not self._proposed():
            self._finished()

    async def _card(self, proposal: Proposal) -> None:
        here = proposal.id == self.current
        form = self.mode if here else ""
        with card(proposal, here, lambda: self.take(proposal.id)):
            if form == "edit":
                DutyForm(proposal, self.data, await self._offices(), self.save, self.close)
            elif form == "split":
                SplitForm(proposal, self.split, self.close)
            elif here and proposal.state == "proposed":
                with box("acts"):
                    button("Đưa vào sổ", self.accept, "slim primary", "Enter")
                    button("Sửa", lambda: self.open("edit"), "slim", "E")
                    button("Tách", lambda: self.open("split"), "slim", "S")
                    button("Gộp với mục trên", self.merge, "slim", "M")
                    button("Không phải nhiệm vụ", self.reject, "slim danger", "X")
            elif here and proposal.state == "rejected":
                with box("acts"):
                    button("Khôi phục", lambda: self.run(review.restore_duty, proposal.id), "slim")
            elif here:
                with box("acts"):
                    link("Mở nhiệm vụ", f"/nhiem-vu/{proposal.id}", "btn slim")

    def _others(self) -> None:
        """What waits but belongs to other bodies, and the one way to keep it out of the register."""
        waiting = [p for p in self.data.proposals if p.state == "proposed" and p.ours == "other"]
        if not waiting:
            return
        every = all(p.ours == "other" for p in self.data.proposals)
        with box("note-box row").style("margin-bottom:12px"):
            if every:
                words(f"Văn bản có {len(waiting):02d} nhiệm vụ, đều giao cơ quan khác. Lưu để tra cứu, không đưa vào sổ.")
            else:
                words(f"{len(waiting):02d} nhiệm vụ giao cơ quan khác, lưu để tra cứu." + (" Đang ẩn." if self.only_ours else ""))
            button("Để ngoài sổ", self.leave_others, "slim", "B")

    def _finished(self) -> None:
        with box("note-box row").style("margin-top:16px"):
            words("Đã rà soát xong văn bản này.")
            link("Văn bản chờ rà soát", "/ra-soat")
            link("Xem trong sổ nhiệm vụ", f"/so-nhiem-vu?van-ban={self.data.id}")

    # moving about

    async def key(self, key: str) -> None:
        """What a key does; while a form is open only the form listens."""
        if self.mode:
            return
        moves = {"j": 1, "ArrowDown": 1, "k": -1, "ArrowUp": -1}
        if key in moves:
            self.step(moves[key])
            return
        on_header = self.current == HEADER
        acts: dict[str, Callable[[], Any]] = {"A": self.accept_sure, "u": self.undo, "n": lambda: self.open("add")}
        acts |= {"o": self.turn_ours, "b": self.leave_others}
        if on_header:
            acts |= {"Enter": self.settle_as_read, "e": lambda: self.open("header")}
        elif self._in_hand() is not None:
            acts |= {"Enter": self.accept, "m": self.merge, "x": self.reject}
            acts |= {"e": lambda: self.open("edit"), "s": lambda: self.open("split")}
        done = acts.get(key, lambda: None)()
        if isinstance(done, Awaitable):
            await done

    def step(self, by: int) -> None:
        """Take the next or the previous item in hand."""
        ids = ([] if self.data.settled else [HEADER]) + [p.id for p in self._order()]
        if ids:
            at = ids.index(self.current) if self.current in ids else 0
            self.take(ids[max(0, min(len(ids) - 1, at + by))])

    def turn_ours(self) -> None:
        """Show only what is given to our own body, or everything."""
        self.only_ours = not self.only_ours
        if self._in_hand() not in self._order():
            self.current = self._first()
        self._redraw()

    def point(self, duty_id: int) -> None:
        """Somebody pointed at a place of the document."""
        if not self.mode:
            self.take(duty_id)

    def take(self, item: int) -> None:
        """Take an item in hand."""
        if item != self.current and not self.mode:
            self.current = item
            self._redraw()

    def open(self, mode: str) -> None:
        """Open a form: header, edit, split or add."""
        in_hand = self._in_hand()
        if mode in ("edit", "split") and (in_hand is None or in_hand.state != "proposed"):
            return
        self.mode = mode
        self._redraw()

    def close(self) -> None:
        """Close the form; nothing is kept."""
        self.mode = ""
        self._redraw()

    # steps

    async def run(self, command: Callable[..., Any], *args: Any, said: str = "", undo: Undo | None = None, **more: Any) -> bool:
        """One command, then the desk as it stands now. A refusal is said and the form stays open."""
        if not await self.visit.act(command, *args, **more):
            return False
        self.mode = ""
        if undo is not None:
            self.steps.append(undo)
        order = [p.id for p in self._order()]
        await self._reload(order)
        if said:
            say(said)
        return True

    async def settle_as_read(self) -> None:
        """The header is right as it was read."""
        if self.data.values["issued_on"] is None or not (self.data.values["number"] or self.data.without_number):
            self.open("header")
            return
        await self.run(settle_header, self.data.id, self.data.version)

    async def settle(self, changes: dict[str, Any]) -> None:
        """The header as a person wrote it."""
        await self.run(settle_header, self.data.id, self.data.version, **changes)

    async def accept(self) -> None:
        """Put the duty in hand into the register."""
        found = self._in_hand()
        if found is not None and found.state == "proposed" and self._header_is_settled():
            back: Undo = ("đưa vào sổ", lambda: self.run(unconfirm_duties, [found.id]))
            await self.run(review.confirm_duties, self.data.id, [found.id], {found.id: found.version}, undo=back)

    async def accept_sure(self) -> None:
        """Put every certain duty into the register."""
        sure = [p for p in self._proposed() if is_sure(p)]
        if sure and self._header_is_settled():
            ids, versions = [p.id for p in sure], {p.id: p.version for p in sure}
            back: Undo = (f"đưa {len(sure):02d} nhiệm vụ vào sổ", lambda: self.run(unconfirm_duties, ids))
            await self.run(review.confirm_duties, self.data.id, ids, versions, undo=back, said=f"Đã đưa {len(sure):02d} nhiệm vụ vào sổ.")

    async def save(self, changes: dict[str, Any]) -> None:
        """The duty in hand as a person wrote it."""
        found = self._in_hand()
        if found is None:
            return
        before = {name: _plain(getattr(found, name)) for name in changes}
        back: Undo = ("sửa", lambda: self.run(review.edit_duty, found.id, **before))
        await self.run(review.edit_duty, found.id, found.version, undo=back, **changes)

    async def split(self, texts: list[str]) -> None:
        """The duty in hand becomes several."""
        found = self._in_hand()
        if found is not None and await self.run(review.split_duty, found.id, [{"text": text} for text in texts], found.version):
            self.on_new_places()

    async def merge(self) -> None:
        """The duty in hand joins the one above it in the document."""
        found = self._in_hand()
        above = [p for p in self._proposed() if found and p.position < found.position]
        if found is None or not above:
            say("Không có mục chờ rà soát đứng trên mục này để gộp.")
            return
        into = max(above, key=lambda p: p.position)
        if await self.run(review.merge_duties, found.id, into.id, found.version, said=f"Đã gộp với mục {into.ordinal or 'trên'}."):
            self.current = into.id
            self._redraw()

    async def reject(self) -> None:
        """The item in hand is no duty."""
        found = self._in_hand()
        if found is not None and found.state == "proposed":
            back: Undo = ("không phải nhiệm vụ", lambda: self.run(review.restore_duty, found.id))
            await self.run(review.reject_duty, found.id, found.version, undo=back)

    async def leave_others(self) -> None:
        """What is given to other bodies stays with the document, out of the register."""
        ids = [p.id for p in self.data.proposals if p.state == "proposed" and p.ours == "other"]
        if ids:
            back: Undo = ("để ngoài sổ", lambda: self._restore(ids))
            await self.run(set_aside, self.data.id, ids, undo=back, said=f"Đã để {len(ids):02d} nhiệm vụ của cơ quan khác ngoài sổ.")

    async def _restore(self, ids: list[int]) -> bool:
        done = [await self.visit.act(review.restore_duty, key) for key in ids]
        await self._reload([p.id for p in self._order()])
        return all(done)

    async def add(self, values: dict[str, Any]) -> None:
        """A duty that a person found."""
        duty = Duty(
            values["text"],
            ordinal=values["ordinal"],
            owners=tuple(values["owners"]),
            coordinators=tuple(values["coordinators"]),
            deliverable=values["deliverable"],
            deadline=values["read_deadline"],
        )
        await self.run(review.add_duty, self.data.id, duty, said="Đã thêm nhiệm vụ vào mục chờ rà soát.")

    async def undo(self) -> None:
        """Take the last step back."""
        if self.steps:
            name, back = self.steps.pop()
            if await back():
                say(f"Đã hoàn tác: {name}.")

    async def join_twin(self) -> None:
        """The document is a second copy of the other one."""
        if self.data.twin and await self.visit.act(merge_scan, self.data.id, self.data.twin[0]):
            ui.navigate.to(f"/ra-soat/{self.data.twin[0]}")

    # the order of the desk

    def _header_is_settled(self) -> bool:
        if self.data.settled:
            return True
        self.current = HEADER
        self._redraw()
        say("Xác nhận phần đầu văn bản trước khi đưa nhiệm vụ vào sổ.")
        return False

    def _in_hand(self) -> Proposal | None:
        return next((p for p in self.data.proposals if p.id == self.current), None)

    def _proposed(self) -> list[Proposal]:
        return [p for p in self._shown() if p.state == "proposed"]

    def _shown(self) -> list[Proposal]:
        return [p for p in self.data.proposals if p.ours != "other" or not self.only_ours]

    def _order(self) -> list[Proposal]:
        """What is unsure first, then what is certain, then what is decided; each in the document's order."""
        return sorted(self._shown(), key=lambda p: (p.state != "proposed", p.state == "proposed" and is_sure(p), p.position, p.id))

    def _first(self) -> int:
        proposed = [p for p in self._order() if p.state == "proposed"]
        return proposed[0].id if self.data.settled and proposed else HEADER

    async def _reload(self, order: list[int]) -> None:
        self.data = await self.visit.asked(desk, self.data.id)
        waiting = {p.id for p in self._proposed()}
        if self.current == HEADER and self.data.settled:
            self.current = self._first()
        elif self.current not in waiting:
            after = order[order.index(self.current) + 1 :] if self.current in order else []
            self.current = next((key for key in after if key in waiting), self._first())
        self._redraw()

    def _redraw(self) -> None:
        self._bar.refresh()
        self._header.refresh()
        self._list.refresh()
        self.show_current()

    def show_current(self) -> None:
        """Bring the item in hand and its place in the document into sight."""
        ui.run_javascript(f"window.deskShow?.({int(self.current)})")

    async def _offices(self) -> list[str]:
        return sorted((await self.visit.ask(office_choices, self.data.values["issued_on"])).values())


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
