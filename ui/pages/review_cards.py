"""The right side of the desk: its bar, the header, and the duties as cards. Each piece is drawn again only when what it shows changed."""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from nicegui import ui

from drafting.dates import short
from tracking.duty import Duty as DutyRead
from tracking.screens.directives import Desk, Proposal
from ui.pages.review_desk import HEADER, Reviewer
from ui.parts.fields import button
from ui.parts.html import attr, box, facts, link, words
from ui.parts.review_card import card, in_register
from ui.parts.review_forms import DutyForm, HeaderForm, SplitForm
from ui.parts.still import still

_NO_DUTY = "Không tìm thấy nhiệm vụ trong văn bản này. Nếu văn bản có giao việc, chọn câu giao việc trên trang rồi bấm Thêm nhiệm vụ."


class Cards:
    """Build it inside the pane of duties; `Reviewer.redraw` fills it. middle: where the grid goes."""

    def __init__(self, desk: Reviewer) -> None:
        self.desk = desk
        self.header, self.note, self.bar = box(), box(), box("desk-bar")
        self.middle = box()
        self.list = attr(box("proposals", "ol"), data_proposals="1")
        self.end = box()
        self.items: dict[int, ui.element] = {}
        self.seen: dict[Any, Any] = {}
        desk.views.append(self.draw)

    async def draw(self) -> None:
        """Draw what differs from what stands on the page."""
        desk = self.desk
        proposed, sure = desk.proposed(), desk.sure()
        kept = sum(in_register(p) for p in desk.data.proposals)
        counts = (len(proposed), len(sure), kept, bool(desk.steps.done), desk.only_ours, desk.view, len(desk.data.proposals))
        self._piece("bar", self.bar, counts, lambda: self._bar(len(proposed), len(sure), kept))
        on_header = desk.current == HEADER and not desk.data.settled
        header = (on_header, desk.mode == "header", desk.data.settled, desk.data.values, desk.data.received_on)
        self._piece("header", self.header, header, lambda: self._header(on_header))
        self._piece("note", self.note, (desk.others(), desk.only_ours, bool(desk.data.proposals), desk.view), self._note)
        await self._cards()
        done = bool(desk.data.proposals) and not proposed
        self._piece("end", self.end, (done, desk.view), lambda: self._finished() if done else None)
        self.show_current()

    def show_current(self) -> None:
        """Bring the item in hand and its place in the document into sight."""
        states = {p.id: "done" if in_register(p) else p.state for p in self.desk.data.proposals}
        changed = {key: state for key, state in states.items() if self.seen.get(("box", key)) != state}
        self.seen |= {("box", key): state for key, state in changed.items()}
        self.desk.client.run_javascript(f"window.deskShow?.({int(self.desk.current)}, {changed})")

    def forget_places(self) -> None:
        """The document was drawn anew: its boxes know no states."""
        self.seen = {key: value for key, value in self.seen.items() if not isinstance(key, tuple)}
        self.show_current()

    def _piece(self, name: Any, holder: ui.element, shows: Any, build: Callable[[], Any]) -> bool:
        if name in self.seen and self.seen[name] == shows:
            return False
        self.seen[name] = shows
        holder.clear()
        with holder:
            build()
        return True

    async def _cards(self) -> None:
        desk = self.desk
        rows = [] if desk.view == "grid" else desk.shown()
        adding = desk.mode == "add"
        offices = await desk.offices() if desk.mode in ("add", "edit") else []
        for key in set(self.items) - {row.id for row in rows} - ({-1} if adding else set()):
            self.items.pop(key).delete()
            self.seen.pop(key, None)
        for place, row in enumerate(rows):
            here = row.id == desk.current and not adding
            shows = (row, here, desk.mode if here else "")
            self._piece(row.id, self._item(row.id, place), shows, functools.partial(self._card, row, here, offices))
        if adding:
            self._piece(-1, self._item(-1, 0), True, lambda: self._adding(offices))

    def _item(self, key: int, place: int) -> ui.element:
        if key not in self.items:
            with self.list:
                self.items[key] = ui.element("li")
        found = self.items[key]
        children = self.list.default_slot.children
        if children[place] is not found:
            found.move(self.list, place)
        return found

    def _card(self, proposal: Proposal, here: bool, offices: list[str]) -> None:
        desk = self.desk
        form = desk.mode if here else ""
        with nullcontext() if here else still(), card(proposal, here, desk.choose):
            if form == "edit":
                DutyForm(proposal, desk.data, offices, desk.save, desk.close)
            elif form == "split":
                SplitForm(proposal, desk.split, desk.close)
            elif here and proposal.state == "proposed":
                with box("acts"):
                    button("Đưa vào sổ", lambda: desk.accept([proposal.id]), "slim primary", "Enter")
                    button("Sửa", lambda: desk.open("edit"), "slim", "E")
                    button("Tách", lambda: desk.open("split"), "slim", "S")
                    button("Gộp với mục trên", desk.merge, "slim", "M")
                    button("Không phải nhiệm vụ", lambda: desk.reject([proposal.id]), "slim danger", "X")
            elif here and proposal.state == "rejected":
                with box("acts"):
                    button("Khôi phục", lambda: desk.restore([proposal.id]), "slim", "X")
            elif here:
                with box("acts"):
                    link("Mở nhiệm vụ", f"/nhiem-vu/{proposal.id}", "btn slim")

    def _adding(self, offices: list[str]) -> None:
        with box("proposal current"):
            words("Thêm nhiệm vụ", "h2")
            DutyForm(None, self.desk.data, offices, self._add, self.desk.close, self.desk.quote)
            self.desk.quote = ""

    async def _add(self, values: dict[str, Any]) -> None:
        found = DutyRead(
            values["text"],
            ordinal=values["ordinal"],
            owners=tuple(values["owners"]),
            coordinators=tuple(values["coordinators"]),
            deliverable=values["deliverable"],
            deadline=values["read_deadline"],
        )
        await self.desk.edit({}, [found])

    def _bar(self, waiting: int, sure: int, kept: int) -> None:
        desk = self.desk
        alt = "Alt " if desk.view == "grid" else ""
        words(f"{waiting} chờ rà soát", "span", "tag wait" if waiting else "tag done")
        if waiting and waiting - sure:
            words(f"{waiting - sure} cần xem kỹ", "span", "tag soon")
        words(f"{kept} trong sổ", "span", "small muted")
        with box("row end"):
            if desk.steps.done:
                button("Hoàn tác", desk.undo, "slim quiet", "U" if desk.view == "cards" else "Ctrl Z")
            if any(p.ours == "other" for p in desk.data.proposals):
                button(
                    "Hiện cả việc của cơ quan khác" if desk.only_ours else "Chỉ việc của cơ quan mình",
                    desk.turn_ours,
                    "slim quiet",
                    f"{alt}O",
                )
            button("Xem dạng thẻ" if desk.view == "grid" else "Xem dạng bảng", desk.turn_view, "slim quiet", f"{alt}G")
            if desk.view == "cards":
                button("Thêm nhiệm vụ", lambda: desk.open("add"), "slim", "N")
            if sure:
                key = "Alt A" if desk.view == "grid" else "Shift A"
                button(f"Đưa vào sổ {sure} mục chắc chắn", desk.accept_sure, "slim primary", key)

    def _header(self, here: bool) -> None:
        desk, values, settled = self.desk, self.desk.data.values, self.desk.data.settled
        if settled and desk.mode != "header":
            with box("header-line row"):
                words("Đã xác nhận", "span", "tag done")
                number = values["number"] or "không số"
                words(f"{number} · {short(values['issued_on'])} · {values['issuer'] or ''}".rstrip(" ·"), "span", "small")
                words(arrival_words(desk.data), "span", "small muted")
                button("Sửa phần đầu", lambda: desk.open("header"), "slim quiet")
            return
        with box("proposal current" if here else "proposal").style("margin-bottom:12px"):
            with box("row"):
                words("Phần đầu văn bản", "h2")
                words("Cần xác nhận trước", "span", "tag soon")
            if desk.mode == "header":
                HeaderForm(desk.data, desk.settle, desk.close)
                return
            facts(
                [
                    ("Số, ký hiệu", values["number"] or ("không số" if desk.data.without_number else "chưa đọc được")),
                    ("Ngày văn bản", short(values["issued_on"]) if values["issued_on"] else "chưa đọc được"),
                    ("Cơ quan ban hành", values["issuer"] or "chưa đọc được"),
                    ("Trích yếu", values["subject"] or "chưa đọc được"),
                    ("Người ký", values["signer"] or ""),
                    ("Dấu đến", f"{arrival_words(desk.data)}; {desk.data.received_by}"),
                ]
            )
            with box("acts"):
                button("Xác nhận phần đầu", desk.settle_as_read, "slim primary", "Enter")
                button("Sửa phần đầu", lambda: desk.open("header"), "slim", "E")

    def _note(self) -> None:
        """What waits but belongs to other bodies, and the one way to keep it out of the register."""
        desk, waiting = self.desk, self.desk.others()
        if not desk.data.proposals:
            words(_NO_DUTY, "p", "empty")
        if not waiting:
            return
        every = all(p.ours == "other" for p in desk.data.proposals)
        with box("note-box row").style("margin-bottom:12px"):
            if every:
                words(f"Văn bản có {len(waiting):02d} nhiệm vụ, đều giao cơ quan khác. Lưu để tra cứu, không đưa vào sổ.")
            else:
                words(f"{len(waiting):02d} nhiệm vụ giao cơ quan khác, lưu để tra cứu." + (" Đang ẩn." if desk.only_ours else ""))
            button("Để ngoài sổ", desk.leave_others, "slim", "Alt B" if desk.view == "grid" else "B")

    def _finished(self) -> None:
        with box("note-box row").style("margin-top:16px"):
            words("Đã rà soát xong văn bản này.")
            link("Văn bản chờ rà soát", "/ra-soat")
            link("Xem trong sổ nhiệm vụ", f"/so-nhiem-vu?van-ban={self.desk.data.id}")


def arrival_words(data: Desk) -> str:
    """The data of the arrival stamp (dấu đến): number and day; what was said at a meeting takes no number."""
    if not data.arrival[:1].isdigit():
        return "Không lấy số đến"
    return f"Số đến {data.arrival}, ngày đến {short(data.received_on)}"
