"""What can be done with a share of a duty: each button opens a small form and runs one command; the page shows what came of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from tracking.register import states, talking, work
from tracking.screens.directives import office_choices
from tracking.screens.duty import DutyPage
from tracking.screens.shares import Share
from ui.pages.duty_deadlines import Deadlines
from ui.pages.duty_steering import Steering
from ui.pages.proofs import Proofs
from ui.parts.dialogs import FormDialog
from ui.parts.fields import button
from ui.parts.html import box
from ui.visit import Visit, say

_ORDER = (
    "confirm_done",
    "report",
    "accept",
    "assign",
    "progress",
    "redo",
    "refuse_return",
    "propose_return",
    "resume",
    "suspend",
    "withdraw",
)
"""The moves in the order in which their buttons stand; the first one offered is the page's primary action."""


_FORWARD = ("confirm_done", "report", "accept", "assign", "progress", "resume", "refuse_return")


class Actions:
    """The forms of one page."""

    def __init__(self, visit: Visit, data: DutyPage, again: Callable[[], Any]) -> None:
        self.visit, self.data, self.again = visit, data, again
        self.steering = Steering(visit, data, self.run)
        self.deadlines = Deadlines(self.run)
        self.forms: dict[str, Callable[[Share], Awaitable[None]]] = {
            "confirm_done": self._confirm,
            "report": self._report,
            "accept": self._accept,
            "assign": self._assign,
            "progress": self._progress,
            "redo": self._reasoned(work.redo, "Yêu cầu thực hiện lại", "Nêu điều cần làm lại; thời hạn giữ nguyên."),
            "refuse_return": self._decide_return,
            "propose_return": self._return,
            "resume": self._resume,
            "suspend": self._reasoned(work.suspend, "Tạm hoãn", "Nêu quyết định tạm hoãn."),
            "withdraw": self._reasoned(work.withdraw, "Rút khỏi danh mục", "Nêu căn cứ rút."),
            "ask_extension": self.deadlines.ask,
            "explain_delay": self.deadlines.explain,
            "question": self._said(talking.ask, "Hỏi", "Câu hỏi nằm trong phần Quá trình; bên kia được thông báo."),
            "answer": self._said(talking.answer, "Trả lời", "Câu trả lời nằm trong phần Quá trình; bên kia được thông báo."),
        }

    def buttons(self, share: Share, moves: tuple[str, ...]) -> None:
        """The buttons of the moves the actor may make now, the most likely one first."""
        offered = [code for code in _ORDER if code in moves]
        if share.office_id is None and self.visit.may("admin", "officer", "leader", "clerk"):
            with box("row").style("margin-top:14px"):
                button("Chọn đơn vị", lambda: self._choose(share), "primary")
            return
        with box("row").style("margin-top:14px"):
            for index, code in enumerate(offered):
                label = "Quyết định chuyển trả" if code == "refuse_return" else states.moves()[code].label
                button(label, self._opener(code, share), "primary" if index == 0 and self._is_next(code, share) else "")
            if self.steering.may_pass_on(share, moves):
                button("Giao tiếp cho phòng, người", lambda: self.steering.pass_on(share))
            if "progress" in moves:
                button("Đề nghị điều chỉnh", self._opener("ask_extension", share))
                if share.days_late:
                    button("Ghi nguyên nhân chậm", self._opener("explain_delay", share))
            self.steering.of_ended(share)
            self.talk(share)
        self.steering.more(share, moves)

    def _is_next(self, code: str, share: Share) -> bool:
        """Whether the move is what the share waits for: a request to decide goes before it; once assigned, its unit is waited for."""
        decides = bool(self.data.requests) and self.visit.may("admin", "leader", "officer")
        return code in _FORWARD and not decides and (code != "assign" or share.state == "confirmed")

    def talk(self, share: Share) -> None:
        """The buttons to ask and to answer, which move nothing."""
        asked = next((event for event in self.data.history if event.kind in ("question", "answer")), None)
        if asked is not None and asked.kind == "question" and asked.who != self.visit.who.name:
            button("Trả lời câu hỏi", self._opener("answer", share))
        button("Hỏi văn phòng" if self.visit.may("unit") else "Hỏi đơn vị", self._opener("question", share), "quiet")

    def opinion(self, share: Share) -> None:
        """The buttons of a coordinator's share: it answers, the office and the lead ask."""
        own = self.visit.may("unit") and self.visit.who.office_id == share.office_id
        with box("row").style("margin-top:14px"):
            if own:
                button("Trả lời phối hợp", lambda: self.steering.joint.give_opinion(share), "primary")
            elif states.states()[share.state].open:
                button("Hỏi ý kiến phối hợp", lambda: self.steering.joint.ask_opinion(share))
            if not own and not self.visit.may("unit"):
                button("Ghi ý kiến trả lời", lambda: self.steering.joint.give_opinion(share))
            self.talk(share)

    async def open(self, code: str, share: Share) -> None:
        """The form of a move, wherever its button stands."""
        await self.forms[code](share)

    async def run(self, command: Callable[..., Any], *args: Any, **more: Any) -> bool:
        """One command, then the page as it stands now."""
        done = await self.visit.act(command, *args, **more)
        if done:
            self.again()
        return done

    def _opener(self, code: str, share: Share) -> Callable[[], Awaitable[None]]:
        return lambda: self.forms[code](share)

    async def _accept(self, share: Share) -> None:
        await self.run(work.accept, share.assignment_id, share.version)

    async def _confirm(self, share: Share) -> None:
        if await self.run(work.confirm_done, share.assignment_id, share.version):
            say("Đã xác nhận hoàn thành.")

    async def _resume(self, share: Share) -> None:
        await self.run(work.resume, share.assignment_id, share.version)

    async def _assign(self, share: Share) -> None:
        with FormDialog("Phân công", f"Giao {share.office}. Hạn nội bộ để trống thì lấy theo quy ước của cơ quan.") as form:
            day = form.day("Hạn nội bộ")
            handler = form.text("Người thực hiện")
            note = form.area("Ý kiến khi giao")
        form.send(
            "Phân công",
            lambda: self.run(
                work.assign, share.assignment_id, form.read(day), str(handler.value or ""), str(note.value or ""), share.version
            ),
        )

    async def _progress(self, share: Share) -> None:
        with FormDialog("Cập nhật tiến độ") as form:
            note = form.area("Nội dung đã làm, phần còn lại")
        form.send("Cập nhật", lambda: self.run(work.progress, share.assignment_id, str(note.value or ""), share.version))

    async def _report(self, share: Share) -> None:
        proofs = Proofs(self.visit)
        with FormDialog("Báo cáo hoàn thành", "Cần số văn bản kết quả hoặc một tệp minh chứng.") as form:
            number = form.text("Số, ký hiệu văn bản kết quả")
            issued = form.day("Ngày văn bản kết quả")
            proofs.build()
            note = form.area("Kết quả")
            on = form.day("Ngày hoàn thành", "Để trống là hôm nay")

        async def send() -> bool:
            fields: dict[str, Any] = {"number": str(number.value or ""), "issued_on": form.read(issued), "note": str(note.value or "")}
            fields |= {"files": proofs.files, "on": form.read(on), "version": share.version}
            done = await self.run(work.report_done, share.assignment_id, **fields)
            if done:
                proofs.clear()
                say("Đã báo cáo hoàn thành, chờ văn phòng xác nhận.")
            return done

        form.on_close(proofs.clear)
        form.send("Báo cáo hoàn thành", send)

    async def _return(self, share: Share) -> None:
        with FormDialog("Đề nghị chuyển trả", "Trong lúc chờ quyết định, nhiệm vụ vẫn tính cho đơn vị.") as form:
            ground = form.area("Căn cứ (chức năng, nhiệm vụ)")
            office = form.choice("Đơn vị đề nghị nhận", await self.visit.ask(office_choices))
        form.send(
            "Gửi đề nghị",
            lambda: self.run(work.propose_return, share.assignment_id, str(ground.value or ""), office.value, share.version),
        )

    async def _decide_return(self, share: Share) -> None:
        with FormDialog("Quyết định chuyển trả", "Chọn đơn vị nhận; để trống là không đồng ý, giao lại đơn vị cũ.") as form:
            office = form.choice("Đơn vị nhận", await self.visit.ask(office_choices))
            note = form.area("Lý do")
        form.send(
            "Quyết định",
            lambda: self.run(work.decide_return, share.assignment_id, office.value, str(note.value or ""), share.version),
        )

    async def _choose(self, share: Share) -> None:
        with FormDialog("Chọn đơn vị", f"Văn bản ghi: «{share.office or 'không nêu'}». Phần mềm không tự điền.") as form:
            office = form.choice("Đơn vị chủ trì", await self.visit.ask(office_choices))

        async def send() -> bool:
            if office.value is None:
                say("Chọn một đơn vị trong danh sách.", bad=True)
                return False
            return await self.run(work.choose_office, share.assignment_id, office.value, share.version)

        form.send("Chọn đơn vị", send)

    def _said(self, command: Callable[..., Any], title: str, hint: str) -> Callable[[Share], Awaitable[None]]:
        async def opened(share: Share) -> None:
            with FormDialog(title, hint) as form:
                text = form.area("Nội dung")
            form.send("Gửi", lambda: self.run(command, share.assignment_id, str(text.value or "")))

        return opened

    def _reasoned(self, command: Callable[..., Any], title: str, hint: str) -> Callable[[Share], Awaitable[None]]:
        async def opened(share: Share) -> None:
            with FormDialog(title, hint) as form:
                reason = form.area("Lý do")
            form.send(title, lambda: self.run(command, share.assignment_id, str(reason.value or ""), share.version))

        return opened
