"""The forms of the review desk: the header, a duty, a split. What is typed stays until it is kept or given up."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any

from drafting.kinds import kinds
from tracking.duty import Deadline
from tracking.old_register.days import deadline_of
from tracking.screens.directives import Desk, Proposal
from ui.parts.fields import area_field, button, choice_field, day_field, day_of, text_field
from ui.parts.html import attr, box, words
from ui.parts.wording import deadline_words
from ui.visit import say

Send = Callable[[dict[str, Any]], Awaitable[None]]
Close = Callable[[], Awaitable[None]]


def deadline_read(text: str, on: dt.date) -> Deadline | None:
    """What typed words mean as a deadline in a document of that day; kind none for no words, None where they are not understood."""
    return deadline_of(text.strip(), on)


def plain_deadline(deadline: Deadline) -> dict[str, Any]:
    """The deadline as the register keeps it."""
    return dataclasses.asdict(deadline) | {"due": deadline.due.isoformat() if deadline.due else None}


class HeaderForm:
    """The header's fields. Number and day are needed, unless the paper carries no number."""

    def __init__(self, data: Desk, send: Send, close: Close) -> None:
        self.send = send
        values = data.values
        with box("form two").style("margin-top:12px"):
            self.number = text_field("Số, ký hiệu", values["number"] or "", "Để trống nếu văn bản không có số").props("autofocus")
            self.issued_on = day_field("Ngày văn bản", values["issued_on"], "Ngày, tháng, năm ban hành")
            names = [kind.name for kind in kinds()]
            named = values["kind"] if values["kind"] in names else None
            self.kind = choice_field("Loại văn bản", names, named, clearable=True)
            self.received_on = day_field("Ngày đến", values["received_on"])
            self.issuer = text_field("Cơ quan ban hành", values["issuer"] or "", classes="span")
            self.subject = area_field("Trích yếu", values["subject"] or "", classes="span", rows=2)
            self.signer = text_field("Người ký", values["signer"] or "")
        with box("acts"):
            attr(button("Lưu và xác nhận", self.keep, "slim primary", "Ctrl Enter"), data_keep="1")
            attr(button("Thôi", close, "slim quiet", "Esc"), data_close="1")

    async def keep(self) -> None:
        """Send what was typed."""
        try:
            issued, received = day_of(self.issued_on), day_of(self.received_on)
        except ValueError as wrong:
            say(str(wrong), bad=True)
            return
        changes: dict[str, Any] = {"issued_on": issued, "issuer": self.issuer.value, "subject": self.subject.value}
        changes |= {"number": self.number.value, "kind": self.kind.value, "signer": self.signer.value}
        if received is not None:
            changes["received_on"] = received
        await self.send(changes | {"without_number": not str(self.number.value or "").strip()})


class DutyForm:
    """A duty's fields; the deadline is typed in words and read at once. quote: what a new duty begins with."""

    def __init__(self, proposal: Proposal | None, data: Desk, offices: list[str], send: Send, close: Close, quote: str = "") -> None:
        self.proposal, self.send = proposal, send
        self.on: dt.date = data.values["issued_on"] or data.received_on
        known = list(dict.fromkeys([*(proposal.owners if proposal else ()), *(proposal.coordinators if proposal else ()), *offices]))
        choose: dict[str, Any] = {"many": True, "with_input": True, "new_value_mode": "add-unique", "classes": "span"}
        with box("form two").style("margin-top:12px"):
            self.text = area_field("Nội dung nhiệm vụ", proposal.text if proposal else quote, classes="span")
            self.owners = choice_field("Chủ trì", list(known), list(proposal.owners) if proposal else [], **choose)
            self.coordinators = choice_field("Phối hợp", list(known), list(proposal.coordinators) if proposal else [], **choose)
            self.deadline = text_field("Thời hạn (theo văn bản)", str(proposal.deadline.get("text") or "") if proposal else "")
            self.deadline.on_value_change(self._read)
            self.deliverable = text_field("Sản phẩm", proposal.deliverable if proposal else "")
            self.ordinal = text_field("Mục, điểm", proposal.ordinal if proposal else "")
        self.meaning = words("", "p", "small muted")
        self._read()
        self.text.props("autofocus")
        with box("acts"):
            attr(button("Lưu", self.keep, "slim primary", "Ctrl Enter"), data_keep="1")
            attr(button("Thôi", close, "slim quiet", "Esc"), data_close="1")

    def _deadline(self) -> Deadline | None:
        return deadline_read(str(self.deadline.value or ""), self.on)

    def _read(self) -> None:
        found = self._deadline()
        if found is None:
            self.meaning.text = "Chưa hiểu thời hạn. Viết ngày (30/9/2026), quý, tháng, số ngày, hoặc để trống."
            return
        written, day = deadline_words(plain_deadline(found))
        self.meaning.text = f"Đọc thời hạn: {written}{' · ' + day if day else ''}"

    async def keep(self) -> None:
        """Send what was typed."""
        text = str(self.text.value or "").strip()
        if not text:
            say("Nội dung nhiệm vụ không được để trống.", bad=True)
            return
        values: dict[str, Any] = {
            "text": text,
            "owners": list(self.owners.value or []),
            "coordinators": list(self.coordinators.value or []),
        }
        values |= {"deliverable": str(self.deliverable.value or "").strip() or None, "ordinal": str(self.ordinal.value or "").strip()}
        same = self.proposal is not None and str(self.deadline.value or "") == str(self.proposal.deadline.get("text") or "")
        deadline = self._deadline()
        if not same and deadline is None:
            say(self.meaning.text, bad=True)
        elif self.proposal is None:
            await self.send(values | {"read_deadline": deadline})
        else:
            await self.send(values | {"deadline": dict(self.proposal.deadline) if same or deadline is None else plain_deadline(deadline)})


class SplitForm:
    """A duty's text, one part a line."""

    def __init__(self, proposal: Proposal, send: Callable[[list[str]], Awaitable[None]], close: Close) -> None:
        self.send = send
        parts = [part.strip() for part in proposal.text.replace("; ", ";\n").split("\n") if part.strip()]
        hint = "Mỗi dòng là một nhiệm vụ; chủ trì, thời hạn được chép sang rồi sửa sau."
        with box("form").style("margin-top:12px; max-width:none"):
            self.text = area_field("Tách thành", "\n".join(parts), hint, rows=4).props("autofocus")
        with box("acts"):
            attr(button("Tách", self.keep, "slim primary", "Ctrl Enter"), data_keep="1")
            attr(button("Thôi", close, "slim quiet", "Esc"), data_close="1")

    async def keep(self) -> None:
        """Send the parts."""
        parts = [line.strip() for line in str(self.text.value or "").splitlines() if line.strip()]
        if len(parts) < 2:
            say("Tách nhiệm vụ cần ít nhất hai dòng.", bad=True)
            return
        await self.send(parts)
