"""What waits for a decision, each with its deeds beside it: one press does what the button says, the rest asks for a reason."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from nicegui import ui

from drafting.dates import short
from tracking.register import ended, extensions, work
from tracking.register.extensions import KINDS
from tracking.register.refusals import NotAllowed
from tracking.screens.directives import office_choices
from tracking.screens.duty import Proof
from tracking.screens.waiting import Waiting
from ui.parts.dialogs import FormDialog
from ui.parts.fields import button
from ui.parts.html import attr, box, link, words
from ui.parts.lists import tag
from ui.parts.still import still
from ui.parts.wording import Tag, capital
from ui.visit import SignedOutError, Visit, say

Deed = Callable[[], Awaitable[Any]]
Call = tuple[Any, ...]
"""A command and its arguments."""


class Decisions:
    """The decisions of one page; `again` draws it anew after each."""

    def __init__(self, visit: Visit, again: Callable[[], Any]) -> None:
        self.visit, self.again = visit, again
        self._buttons = {"change_asked": self._change, "reported": self._result, "returned": self._return, "ended": self._ended}

    def cards(self, rows: list[Waiting]) -> None:
        """A card for each."""
        with still(), box("asks", "ol"):
            for row in rows:
                with box(tag="li"):
                    self._card(row)

    def _card(self, row: Waiting) -> None:
        share = row.share
        with box("row"):
            words(share.office or "Chưa rõ đơn vị", "span", "strong")
            tag(Tag(asked_words(row), "wait"))
        link(capital(share.text), f"/nhiem-vu/{share.duty_id}", "what clip")
        if row.words:
            words(row.words, "p", "said pre")
        for proof in row.proofs:
            _proof(proof)
        with box("row acts"):
            self._buttons[row.kind](row)

    def _change(self, row: Waiting) -> None:
        request = row.request
        if request is None:
            return
        day = request.asked_due_on
        hour = f"{request.asked_due_time} " if request.asked_due_time else ""
        name = f"Đồng ý đến {hour}{short(day)}" if day else f"Đồng ý: {KINDS[request.kind].lower()}"
        refused = (extensions.decide_extension, request.id, "refused")
        self._button(row, name, lambda: self._grant(row), "yes")
        self._button(row, "Ý kiến khác", lambda: self._decide(row))
        self._button(row, "Không đồng ý", lambda: self._reasoned("Không đồng ý", "Hạn hiện hành giữ nguyên.", refused, "note"))

    def _result(self, row: Waiting) -> None:
        share = row.share
        if row.who_id is not None and row.who_id == self.visit.who.account_id:
            words("Người báo cáo không tự xác nhận được.", "span", "small muted")
            return
        done = (work.confirm_done, share.assignment_id, share.version)
        again = (work.redo, share.assignment_id)
        self._button(row, "Xác nhận hoàn thành", lambda: self._run("Đã xác nhận hoàn thành.", done), "yes")
        hint = "Nêu điều cần làm lại; thời hạn giữ nguyên."
        self._button(row, "Yêu cầu thực hiện lại", lambda: self._reasoned("Yêu cầu thực hiện lại", hint, again))

    def _return(self, row: Waiting) -> None:
        share = row.share
        if row.proposed:
            key, name = row.proposed
            over = (work.decide_return, share.assignment_id, key, row.words, share.version)
            self._button(row, f"Giao {name}", lambda: self._run(f"Đã giao {name}.", over), "yes")
        self._button(row, "Giao đơn vị khác", lambda: self._hand_over(row))
        back = (work.decide_return, share.assignment_id, None)
        hint = f"Nhiệm vụ trở lại {share.office}."
        self._button(row, "Không đồng ý", lambda: self._reasoned("Không đồng ý chuyển trả", hint, back))

    def _ended(self, row: Waiting) -> None:
        gone = (work.withdraw, row.share.assignment_id)
        kept = (ended.keep_duty, row.share.duty_id)
        self._button(row, "Giữ lại", lambda: self._reasoned("Giữ lại", "Nêu vì sao vẫn làm tiếp.", kept))
        self._button(row, "Rút khỏi danh mục", lambda: self._reasoned("Rút khỏi danh mục", "Nêu căn cứ rút.", gone))

    def _button(self, row: Waiting, name: str, deed: Deed, weight: str = "") -> None:
        attr(button(name, deed, f"slim {weight}".strip()), aria_label=f"{name}: {row.share.text[:80]}, {row.share.office}")

    async def _run(self, said: str, call: Call, **more: Any) -> bool:
        done = await self.visit.act(*call, **more)
        if done:
            say(said)
            self.again()
        return done

    async def _grant(self, row: Waiting) -> None:
        """Grant what was asked; where the superior's document is needed, the form asks for it."""
        request = row.request
        if request is None:
            return
        try:
            await self.visit.asked(extensions.decide_extension, request.id, "granted", request.asked_due_on)
        except SignedOutError:
            ui.navigate.to("/dang-nhap")
        except NotAllowed as refused:
            await self._decide(row, str(refused))
        else:
            say("Đã đồng ý điều chỉnh.")
            self.again()

    async def _decide(self, row: Waiting, hint: str = "Hạn do cấp trên giao chỉ đổi khi có văn bản của cấp trên.") -> None:
        request = row.request
        if request is None:
            return
        with FormDialog("Quyết định đề nghị điều chỉnh", hint) as form:
            outcome = form.choice("Quyết định", dict(extensions.OUTCOMES), "granted")
            day = form.day("Hạn mới", "Để trống là theo đề nghị", request.asked_due_on)
            hour = form.text("Giờ của hạn mới (như 16:30)", request.asked_due_time) if request.due_time else None
            number = form.text("Số văn bản đồng ý")
            issuer = form.text("Cơ quan ban hành văn bản đồng ý")
            note = form.area("Ý kiến")

        async def send() -> bool:
            call = (
                extensions.decide_extension,
                request.id,
                outcome.value,
                form.read(day),
                str(number.value or ""),
                str(issuer.value or ""),
            )
            return await self._run("Đã ghi quyết định.", call, note=str(note.value or ""), granted_due_time=form.read_hour(hour))

        form.send("Quyết định", send)

    async def _hand_over(self, row: Waiting) -> None:
        with FormDialog("Giao đơn vị khác") as form:
            office = form.choice("Đơn vị nhận", await self.visit.ask(office_choices))
            note = form.area("Ý kiến")

        async def send() -> bool:
            if office.value is None:
                raise ValueError("Chọn đơn vị nhận.")
            call = (work.decide_return, row.share.assignment_id, office.value, str(note.value or ""), row.share.version)
            return await self._run("Đã giao đơn vị khác.", call)

        form.send("Giao", send)

    async def _reasoned(self, title: str, hint: str, call: Call, name: str = "reason") -> None:
        """A deed that needs its reason. name: what the command calls it."""
        with FormDialog(title, hint) as form:
            reason = form.area("Lý do")

        async def send() -> bool:
            given = str(reason.value or "")
            if not given.strip():
                raise ValueError("Cần ghi lý do.")
            if call[0] is work.decide_return:
                return await self._run("Đã ghi quyết định.", (*call, given))
            return await self._run("Đã ghi quyết định.", call, **{name: given})

        form.send(title, send)


def asked_words(row: Waiting) -> str:
    """What is asked, in words."""
    request = row.request
    if request is not None:
        until = f" đến {short(request.asked_due_on)}" if request.asked_due_on else ""
        now = f", hạn hiện hành {short(request.due_on)}" if request.due_on else ""
        return f"{KINDS[request.kind]}{until}{now}"
    if row.kind == "reported":
        return f"Báo cáo hoàn thành ngày {short(row.on)}" if row.on else "Báo cáo hoàn thành"
    if row.kind == "returned":
        return f"Đề nghị chuyển trả{f', giao {row.proposed[1]}' if row.proposed else ''}"
    return "Văn bản giao bị thay thế, bãi bỏ"


def _proof(proof: Proof) -> None:
    if proof.is_file:
        link(proof.name or "Tệp minh chứng", f"/minh-chung/{proof.id}", "small")
        return
    day = f", ngày {short(proof.issued_on)}" if proof.issued_on else ""
    words(f"Văn bản kết quả {proof.number}{day}", "p", "small")
