"""What happens on the review desk: the document as last seen, the item in hand, and steps that can be taken back. It draws nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Literal

from nicegui import ui

from drafting.orthography import squash
from tracking.duty import Deadline, Duty
from tracking.register import review
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.directives import merge_scan, settle_header
from tracking.register.review_rows import RowEdit, edit_rows, reject_rows, restore_rows
from tracking.register.review_undo import take_back_merge, take_back_split
from tracking.register.set_aside import set_aside
from tracking.register.unconfirm import unconfirm_duties
from tracking.screens.directives import Desk, Proposal, desk, is_sure, office_choices
from ui.pages.review_undo import Step, steps_of
from ui.parts.review_statements import Statement, statements
from ui.visit import Visit, say

HEADER = 0
"""The place of the header in the order of the desk; duties stand under their ids."""
ROWS_FOR_GRID = 25
"""From so many duties on a document opens as a grid."""
View = Literal["cards", "grid"]
_LONGEST_QUOTE = 4000


class Reviewer:
    """The desk of one person. views: what draws it, called after each step."""

    def __init__(self, visit: Visit, data: Desk, view: View | None = None) -> None:
        self.visit = visit
        self.client = ui.context.client  # a button may be drawn anew by what it does: what follows belongs to the page
        self.turn = asyncio.Lock()  # keys come faster than answers: each waits until the one before is done
        self.data = data
        self.mode = ""
        self.quote = ""  # words chosen in the document, for the next duty added
        self.only_ours = {p.ours == "other" for p in data.proposals} == {True, False}
        self.view: View = view or ("grid" if len(data.proposals) >= ROWS_FOR_GRID else "cards")
        self.steps = steps_of(visit.register, visit.who.account_id, data.id)
        if not self.steps.done:
            self.steps.seen = {p.id: p.version for p in data.proposals}
        self.views: list[Callable[[], Awaitable[None]]] = []
        self.on_new_places: Callable[[], Awaitable[None]] | None = None
        self.order: list[int] = []
        self.touched: set[int] = set()  # written by this person here: never hidden as another body's
        self._arrange()
        self.current = self._first()
        if data.needs_typing and not data.settled:
            self.mode = "header"

    # what is shown

    def shown(self) -> list[Proposal]:
        """The duties on the desk in its order: as first seen, so that nothing jumps when it is decided."""
        rows = {p.id: p for p in self.data.proposals if p.ours != "other" or not self.only_ours or p.id in self.touched}
        return [rows[key] for key in self.order if key in rows]

    def proposed(self) -> list[Proposal]:
        """Those that wait, in the order of the desk."""
        return [p for p in self.shown() if p.state == "proposed"]

    def sure(self) -> list[Proposal]:
        """Those that wait and may be accepted at one stroke."""
        return [p for p in self.proposed() if is_sure(p)]

    def others(self) -> list[Proposal]:
        """What waits but is given to other bodies."""
        return [p for p in self.data.proposals if p.state == "proposed" and p.ours == "other"]

    def in_hand(self) -> Proposal | None:
        """The duty in hand; None while the header is."""
        return next((p for p in self.data.proposals if p.id == self.current), None)

    async def offices(self) -> list[str]:
        """The names of the offices valid on the document's day."""
        return sorted((await self.visit.ask(office_choices, self.data.values["issued_on"])).values())

    # moving about

    async def step(self, by: int) -> None:
        """Take the next or the previous item in hand."""
        ids = ([] if self.data.settled else [HEADER]) + [p.id for p in self.shown()]
        if ids:
            at = ids.index(self.current) if self.current in ids else -1
            await self.take(ids[max(0, min(len(ids) - 1, at + by))])

    async def take(self, item: int) -> None:
        """Take an item in hand, unless a form is open."""
        if item != self.current and not self.mode:
            self.current = item
            await self.redraw()

    async def turn_ours(self) -> None:
        """Show only what is given to our own body, or everything."""
        self.only_ours = not self.only_ours
        self._stay_on_desk()
        await self.redraw()

    async def turn_view(self) -> None:
        """From cards to the grid or back."""
        self.view = "cards" if self.view == "grid" else "grid"
        self._arrange()
        await self.redraw()

    async def open(self, mode: str) -> None:
        """Open a form: header, edit, split or add."""
        found = self.in_hand()
        if mode in ("edit", "split") and (found is None or found.state != "proposed"):
            return
        self.mode = mode
        await self.redraw()

    def quoted(self, text: str) -> None:
        """Words were chosen in the document."""
        self.quote = squash(text)[:_LONGEST_QUOTE]

    async def close(self) -> None:
        """Close the form; nothing is kept."""
        self.mode = ""
        await self.redraw()

    async def redraw(self) -> None:
        """Draw what has changed."""
        with self.client:
            for draw in self.views:
                await draw()

    # steps

    async def run(self, command: Callable[..., Any], *args: Any, said: str = "", undo: Step | None = None, **more: Any) -> bool:
        """One command, then the desk as it stands now. A refusal is said and the form stays open."""
        if not await self.visit.act(command, *args, **more):
            return False
        self.mode = ""
        if undo is not None:
            self.steps.add(undo)
        await self.reload()
        if said:
            self.tell(said)
        return True

    def tell(self, said: str, bad: bool = False) -> None:
        """A sentence at the foot of the page."""
        with self.client:
            say(said, bad)

    async def settle_as_read(self) -> None:
        """The header is right as it was read."""
        if self.data.values["issued_on"] is None or not (self.data.values["number"] or self.data.without_number):
            await self.open("header")
            return
        await self.run(settle_header, self.data.id, self.data.version)

    async def settle(self, changes: dict[str, Any]) -> None:
        """The header as a person wrote it."""
        await self.run(settle_header, self.data.id, self.data.version, **changes)

    async def accept(self, ids: Sequence[int] = ()) -> None:
        """Put duties into the register: those named, else the one in hand."""
        wanted = set(ids or [self.current])
        found = [p for p in self.proposed() if p.id in wanted]
        if found and await self._header_is_settled():
            keys, versions = [p.id for p in found], {p.id: p.version for p in found}
            many = len(found) > 1
            back = Step(f"đưa {len(found):02d} nhiệm vụ vào sổ" if many else "đưa vào sổ", "unconfirm", tuple(keys))
            said = f"Đã đưa {len(found):02d} nhiệm vụ vào sổ." if many else ""
            await self.run(review.confirm_duties, self.data.id, keys, versions, undo=back, said=said)

    async def accept_sure(self) -> None:
        """Put every certain duty into the register."""
        sure = self.sure()
        if sure:
            await self.accept([p.id for p in sure])

    async def reject(self, ids: Sequence[int] = ()) -> None:
        """Those named, else the one in hand, are no duties."""
        wanted = set(ids or [self.current])
        versions = {p.id: p.version for p in self.proposed() if p.id in wanted}
        if versions:
            back = Step("không phải nhiệm vụ", "restore", tuple(versions))
            said = f"Đã bỏ {len(versions):02d} mục không phải nhiệm vụ." if len(versions) > 1 else ""
            await self.run(reject_rows, self.data.id, versions, undo=back, said=said)

    async def restore(self, ids: Sequence[int]) -> None:
        """Rejected proposals come back."""
        versions = {p.id: p.version for p in self.shown() if p.id in set(ids) and p.state == "rejected"}
        if versions:
            await self.run(restore_rows, self.data.id, versions, undo=Step("khôi phục", "reject", tuple(versions)))

    async def save(self, changes: dict[str, Any]) -> None:
        """The duty in hand as a person wrote it."""
        await self.edit({self.current: changes})

    async def edit(self, changes: dict[int, dict[str, Any]], added: Sequence[Duty] = ()) -> bool:
        """Duties changed and added at one stroke; returns whether it was done."""
        rows = {p.id: p for p in self.data.proposals}
        before = {key: {name: _plain(getattr(rows[key], name)) for name in fields} for key, fields in changes.items()}
        edits = [RowEdit(key, rows[key].version, fields) for key, fields in changes.items()]
        ids: list[int] = []

        def command(register: Register, actor: Actor) -> None:
            ids.extend(edit_rows(register, actor, self.data.id, edits, added))

        self.touched.update(changes)
        number = len(changes) + len(added)
        name = "sửa" if number == 1 else f"sửa {number:02d} mục"
        return await self.run(command, undo=Step(name, "edit", ids, before))

    async def choose(self, said: Statement) -> None:
        """One of the statements that differ is right for the duty in hand."""
        if not said.taken:
            value = said.value if said.value is not None else self._deadline_of(said.words)
            await self.edit({self.current: {said.about: value}})

    async def choose_by_number(self, number: int) -> None:
        """The statement with this number, where the duty in hand has so many."""
        found = self.in_hand()
        rows = statements(found) if found is not None and found.state == "proposed" else []
        if number <= len(rows):
            await self.choose(rows[number - 1])

    def _deadline_of(self, text: str) -> dict[str, Any]:
        from ui.parts.review_forms import deadline_read, plain_deadline

        found = deadline_read(text, self.data.values["issued_on"] or self.data.received_on) or Deadline()
        return plain_deadline(found)

    async def split(self, texts: list[str]) -> None:
        """The duty in hand becomes several."""
        found = self.in_hand()
        if found is not None:
            parts = [{"text": text} for text in texts]
            await self.run(review.split_duty, found.id, parts, found.version, undo=Step("tách", "split", (found.id,)))
            if self.on_new_places:
                await self.on_new_places()

    async def merge(self) -> None:
        """The duty in hand joins the one above it in the document."""
        found = self.in_hand()
        above = [p for p in self.proposed() if found and p.position < found.position]
        if found is None or found.state != "proposed" or not above:
            say("Không có mục chờ rà soát đứng trên mục này để gộp.")
            return
        into = max(above, key=lambda p: p.position)
        self.current, said = into.id, f"Đã gộp với mục {into.ordinal or 'trên'}."
        back = Step("gộp", "merge", (found.id,))
        if not await self.run(review.merge_duties, found.id, into.id, found.version, said=said, undo=back):
            await self.take(found.id)

    async def leave_others(self) -> None:
        """What is given to other bodies stays with the document, out of the register."""
        ids = [p.id for p in self.others()]
        if ids:
            back = Step("để ngoài sổ", "restore", tuple(ids))
            await self.run(set_aside, self.data.id, ids, undo=back, said=f"Đã để {len(ids):02d} nhiệm vụ của cơ quan khác ngoài sổ.")

    async def undo(self) -> None:
        """Take the last step back, also one from before the page was loaded anew."""
        if not self.steps.done:
            say("Không còn bước nào để hoàn tác.")
            return
        step = self.steps.done.pop()
        if await self._take_back(step):
            self.tell(f"Đã hoàn tác: {step.name}.")

    async def _take_back(self, step: Step) -> bool:
        seen = self.steps.versions(step.ids)
        match step.way:
            case "unconfirm":
                return await self.run(unconfirm_duties, step.ids)
            case "restore":
                return await self.run(restore_rows, self.data.id, seen)
            case "reject":
                return await self.run(reject_rows, self.data.id, seen)
            case "split":
                return await self.run(take_back_split, step.ids[0])
            case "merge":
                return await self.run(take_back_merge, step.ids[0])
        versions = self.steps.versions(step.before)
        old = [RowEdit(key, versions[key], fields) for key, fields in step.before.items()]
        done = not old or await self.run(edit_rows, self.data.id, old)
        return done and (not step.ids or await self.run(reject_rows, self.data.id, self.steps.versions(step.ids)))

    async def join_twin(self) -> None:
        """The document is a second copy of the other one."""
        if self.data.twin and await self.visit.act(merge_scan, self.data.id, self.data.twin[0]):
            ui.navigate.to(f"/ra-soat/{self.data.twin[0]}")

    # the order of the desk

    async def reload(self) -> None:
        """Look at the document anew; what was decided hands over to the next that waits."""
        before = [p.id for p in self.shown()]
        self.data = await self.visit.asked(desk, self.data.id)
        self.steps.seen = {p.id: p.version for p in self.data.proposals}
        if {p.id for p in self.data.proposals} != set(self.order):
            self._arrange()
        waiting = {p.id for p in self.proposed()}
        if self.current == HEADER and self.data.settled:
            self.current = self._first()
        elif self.current not in waiting and self.current != HEADER:
            after = before[before.index(self.current) + 1 :] if self.current in before else []
            self.current = next((key for key in after if key in waiting), self._first())
        await self.redraw()

    def _arrange(self) -> None:
        """Cards: what is unsure first, then what is certain, then what is decided. The grid keeps the document's order."""
        in_place = self.view == "grid"
        rows = sorted(
            self.data.proposals,
            key=lambda p: (0, p.position, p.id) if in_place else ((p.state != "proposed") * 2 + is_sure(p), p.position, p.id),
        )
        self.order = [p.id for p in rows]

    def _first(self) -> int:
        """Where to begin: the header until it is settled, then the first unsure duty, then the first that waits."""
        proposed = self.proposed()
        unsure = [p for p in proposed if not is_sure(p)]
        return (unsure or proposed)[0].id if self.data.settled and proposed else HEADER

    def _stay_on_desk(self) -> None:
        if self.in_hand() not in self.shown():
            self.current = self._first()

    async def _header_is_settled(self) -> bool:
        if self.data.settled:
            return True
        self.current = HEADER
        await self.redraw()
        self.tell("Xác nhận phần đầu văn bản trước khi đưa nhiệm vụ vào sổ.")
        return False


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
