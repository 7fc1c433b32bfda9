"""The duties of a long document as a grid: what is sent to it and what comes back, cell by cell, through the same commands as the cards."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from nicegui import ui
from nicegui.events import GenericEventArguments

from drafting.orthography import nfc
from tracking.duty import Deadline
from tracking.duty import Duty as DutyRead
from tracking.language.owners import split_units
from tracking.screens.directives import Proposal, is_sure
from ui.pages.review_desk import Reviewer
from ui.pages.review_keys import show_keys
from ui.parts.html import attr, box
from ui.parts.review_card import doubts, in_register
from ui.parts.review_forms import deadline_read, plain_deadline
from ui.parts.review_statements import two_leads, two_times
from ui.parts.wording import deadline_words
from ui.theme import use
from ui.visit import say

_COLUMNS = ("ordinal", "text", "owners", "coordinators", "deadline", "deliverable")
_MOST_CELLS = 6000
_LONGEST = 4000
Cell = tuple[int | str, str, str]
"""A duty's id (or the name of a new row), the column, the words typed."""


class Grid:
    """Build it inside the pane of duties; what is in it belongs to the script of the grid."""

    def __init__(self, desk: Reviewer) -> None:
        self.desk = desk
        self.host = attr(box("grid-host"), data_grid="1")
        self.sent: dict[int, dict[str, Any]] = {}
        self.names_sent = False
        self.is_ready = False
        desk.views.append(self.draw)
        ui.on("grid_ready", self.ready)
        ui.on("grid_edit", self.edited)
        ui.on("grid_act", self.acted)
        use("desk_grid.js")

    async def ready(self) -> None:
        """The script of the grid has started."""
        self.is_ready, self.names_sent, self.sent = True, False, {}
        await self.draw()

    async def draw(self, dropped: Sequence[str] = (), refused: Sequence[Cell] = ()) -> None:
        """Send the rows that differ from those sent before."""
        desk = self.desk
        self.host.classes(**({"remove": "gone"} if desk.view == "grid" else {"add": "gone"}))
        if desk.view != "grid" or not self.is_ready:
            return
        rows = [row_of(p) for p in desk.shown()]
        changed = [row for row in rows if self.sent.get(row["id"]) != row]
        value: dict[str, Any] = {"order": [row["id"] for row in rows], "changed": changed, "settled": desk.data.settled}
        if not self.names_sent:
            value["names"], self.names_sent = await desk.offices(), True
        self.sent |= {row["id"]: row for row in changed}
        desk.client.run_javascript(f"window.deskGrid?.put({json.dumps(value | {'dropped': dropped, 'refused': refused})})")

    async def acted(self, event: GenericEventArguments) -> None:
        """A deed for the selected rows."""
        async with self.desk.turn:
            await self._act(event)

    async def _act(self, event: GenericEventArguments) -> None:
        desk = self.desk
        found = event.args if isinstance(event.args, dict) else {}
        ids = [key for key in found.get("ids") or [] if isinstance(key, int)]
        rows = [p for p in desk.shown() if p.id in set(ids)]
        match found.get("act"):
            case "accept" if any(p.state == "proposed" for p in rows):
                await desk.accept(ids)
            case "sure":
                await desk.accept_sure()
            case "reject" if rows and all(p.state == "rejected" for p in rows):
                await desk.restore(ids)
            case "reject" if any(p.state == "proposed" for p in rows):
                await desk.reject(ids)
            case "accept" | "reject":
                say("Không có dòng nào chờ rà soát trong vùng chọn.")
            case "undo":
                await desk.undo()
            case "ours":
                await desk.turn_ours()
            case "others":
                await desk.leave_others()
            case "view":
                await desk.turn_view()
            case "keys":
                show_keys("grid")

    async def edited(self, event: GenericEventArguments) -> None:
        """Cells typed, filled or pasted: all of them in one command; what is not understood comes back marked and is kept by nobody."""
        async with self.desk.turn:
            await self._edit(event)

    async def _edit(self, event: GenericEventArguments) -> None:
        cells = _cells(event.args)
        changes, new, refused = self._understood(cells)
        if (changes or new) and not await self.desk.edit(changes, [_duty(values) for values in new.values()]):
            await self.desk.reload()
            await self.draw((), cells)
            return
        _tell(refused)
        await self.draw(tuple(new), [cell for cell in refused if cell[0] not in new])

    def _understood(self, cells: Sequence[Cell]) -> tuple[dict[int, dict[str, Any]], dict[str, dict[str, Any]], list[Cell]]:
        rows = {p.id: p for p in self.desk.shown() if p.state == "proposed"}
        changes: dict[int, dict[str, Any]] = {}
        new: dict[str, dict[str, Any]] = {}
        refused: list[Cell] = []
        for key, column, text in cells:
            row = rows.get(key) if isinstance(key, int) else None
            value = self._value(column, text)
            if value is None or (isinstance(key, int) and row is None) or (column == "text" and not text):
                refused.append((key, column, text))
            elif isinstance(key, str):
                new.setdefault(key, {})[column] = value
            elif row is not None and value != _now(row, column):
                changes.setdefault(key, {})[column] = value
        return changes, {key: values for key, values in new.items() if values.get("text")}, refused

    def _value(self, column: str, text: str) -> Any:
        """What the register keeps of the words; None where they are not understood."""
        if column in ("owners", "coordinators"):
            parts = [part for piece in text.replace("\n", ";").split(";") if (part := piece.strip())]
            return [name for part in parts for name in (split_units(part) or [part])]
        if column == "deadline":
            found = deadline_read(text, self.desk.data.values["issued_on"] or self.desk.data.received_on)
            return plain_deadline(found) if found is not None else None
        return text if column in _COLUMNS else None


def row_of(proposal: Proposal) -> dict[str, Any]:
    """A duty as the grid shows it; doubt: column → why it is to be looked at."""
    written, day = deadline_words(proposal.deadline)
    has_time = proposal.deadline.get("kind", "none") != "none"
    waits = proposal.state == "proposed"
    sure = is_sure(proposal)
    return {
        "id": proposal.id,
        "ordinal": proposal.ordinal,
        "text": proposal.text,
        "owners": "; ".join(proposal.owners),
        "coordinators": "; ".join(proposal.coordinators),
        "deadline": str(proposal.deadline.get("text") or written) if has_time else "",
        "day": day if has_time and day and day.rsplit(" ", 1)[-1] not in written else "",
        "deliverable": proposal.deliverable,
        "state": "proposed" if waits else "kept" if in_register(proposal) else "rejected",
        "unsure": waits and not sure,
        "status": ("Chắc chắn" if sure else "Cần xem kỹ") if waits else "Trong sổ" if in_register(proposal) else "Không phải nhiệm vụ",
        "meaning": ("" if sure else "soon") if waits else "done" if in_register(proposal) else "stop",
        "doubt": _doubt(proposal) if waits else {},
    }


def _doubt(proposal: Proposal) -> dict[str, str]:
    found: dict[str, str] = {}
    for column, said in (("deadline", two_times(proposal)), ("owners", two_leads(proposal))):
        if said:
            found[column] = "văn bản ghi: " + "; ".join(f"{text} ({where})" if where else text for text, where in said)
    for why in doubts(proposal):
        column = "owners" if "chủ trì" in why or "cơ quan" in why else "deadline" if "thời hạn" in why else "text"
        found.setdefault(column, why)
    return found


def _cells(sent: Any) -> list[Cell]:
    """The cells that a browser sent, those of the right shape only."""
    found = sent if isinstance(sent, list) else []
    return [
        (cell[0], cell[1], nfc(str(cell[2])).strip()[:_LONGEST])
        for cell in found[:_MOST_CELLS]
        if isinstance(cell, list) and len(cell) == 3 and isinstance(cell[0], int | str) and cell[1] in _COLUMNS
    ]


def _now(proposal: Proposal, column: str) -> Any:
    value = getattr(proposal, column)
    return list(value) if isinstance(value, tuple) else value


def _duty(values: dict[str, Any]) -> DutyRead:
    deadline = values.get("deadline")
    found = Deadline(**(deadline | {"due": _day(deadline["due"])})) if deadline else Deadline()
    owners, coordinators = tuple(values.get("owners", ())), tuple(values.get("coordinators", ()))
    return DutyRead(values["text"], 0, values.get("ordinal", ""), owners, coordinators, (), values.get("deliverable") or None, found)


def _day(value: str | None) -> Any:
    import datetime as dt

    return dt.date.fromisoformat(value) if value else None


def _tell(refused: Sequence[Cell]) -> None:
    times = [text for _, column, text in refused if column == "deadline"]
    if times:
        say(
            f"Chưa hiểu {len(times):02d} ô thời hạn, ví dụ «{times[0][:40]}». Viết ngày (30/9/2026), quý, tháng, số ngày, hoặc để trống.",
            bad=True,
        )
    elif any(column == "text" for _, column, _ in refused):
        say("Nội dung nhiệm vụ không được để trống.", bad=True)
    elif refused:
        say("Dòng đã vào sổ hoặc đã bỏ không sửa ở đây. Hoàn tác trước, hoặc sửa ở trang nhiệm vụ.", bad=True)
