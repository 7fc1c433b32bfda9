"""What is done with several offices or people of one duty: who oversees it, a part split off, a double, coordinators' opinions."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from tracking.register import directing, opinions, splitting
from tracking.screens.directives import office_choices
from tracking.screens.duty import DutyPage
from tracking.screens.shares import Share
from ui.parts.dialogs import FormDialog
from ui.visit import Visit

Run = Callable[..., Awaitable[bool]]


class Joint:
    """The forms; `run` carries out a command and draws the page anew."""

    def __init__(self, visit: Visit, data: DutyPage, run: Run) -> None:
        self.visit, self.data, self.run = visit, data, run

    async def direct(self) -> None:
        """Who oversees and who monitors the duty."""
        leaders, officers = await self.visit.asked(directing.people)
        with FormDialog("Phân công phụ trách, theo dõi") as form:
            leader = form.choice("Lãnh đạo phụ trách", leaders, self.data.leader_id)
            officer = form.choice("Chuyên viên theo dõi", officers, self.data.officer_id)
            note = form.area("Ý kiến")
        form.send(
            "Phân công",
            lambda: self.run(directing.direct_duties, [self.data.id], leader.value, officer.value, str(note.value or "")),
        )

    async def split(self, share: Share) -> None:
        """A part of the share to another office."""
        told = f"{share.office} giữ phần còn lại. Nhiệm vụ mới cùng văn bản, cùng hạn nếu không ghi hạn riêng."
        with FormDialog("Tách phần việc", told) as form:
            text = form.area("Nội dung phần tách ra")
            office = form.choice("Đơn vị nhận phần tách ra", await self.visit.ask(office_choices))
            day = form.day("Hạn của phần tách ra", "Để trống là theo hạn hiện hành")
            reason = form.area("Lý do")

        async def send() -> bool:
            if office.value is None:
                raise ValueError("Chọn đơn vị nhận phần tách ra.")
            given = (str(text.value or ""), office.value, form.read(day), str(reason.value or ""), share.version)
            return await self.run(splitting.split_share, share.assignment_id, *given)

        form.send("Tách", send)

    async def merge(self) -> None:
        """The duty is the same as another one."""
        found = dict(await self.visit.asked(splitting.doubles_of, self.data.id))
        told = "Nhiệm vụ này thôi được tính, như chưa từng vào sổ; quá trình vẫn được giữ. Nhiệm vụ được chọn ở lại."
        with FormDialog("Gộp nhiệm vụ trùng", told if found else "Không thấy nhiệm vụ nào của cùng đơn vị có nội dung gần giống.") as form:
            other = form.choice("Trùng với", found, next(iter(found), None)) if found else None
            reason = form.area("Vì sao là một") if found else None

        async def send() -> bool:
            if other is None or other.value is None or reason is None:
                raise ValueError("Không có nhiệm vụ để gộp vào. Dùng Thay bằng nhiệm vụ khác nếu cần.")
            return await self.run(splitting.merge_duplicate, self.data.id, other.value, str(reason.value or ""), self.data.version)

        form.send("Gộp", send)

    async def ask_opinion(self, share: Share) -> None:
        """A coordinator is asked, with a day to answer by."""
        with FormDialog("Hỏi ý kiến phối hợp", f"{share.office}: quá hạn chưa trả lời thì nêu rõ, không coi là đồng ý.") as form:
            number = form.text("Số văn bản hỏi ý kiến")
            sent = form.day("Ngày gửi", value=self.visit.today)
            day = form.day("Hạn trả lời")
            note = form.area("Nội dung hỏi")

        async def send() -> bool:
            given: dict[str, Any] = {"reply_due_on": form.read(day), "number": str(number.value or ""), "sent_on": form.read(sent)}
            return await self.run(opinions.ask_opinion, share.assignment_id, note=str(note.value or ""), version=share.version, **given)

        form.send("Ghi", send)

    async def give_opinion(self, share: Share) -> None:
        """A coordinator answers."""
        with FormDialog("Trả lời phối hợp") as form:
            opinion = form.choice("Ý kiến", dict(opinions.OPINIONS), "agreed")
            number = form.text("Số văn bản trả lời")
            day = form.day("Ngày trả lời", value=self.visit.today)
            note = form.area("Nội dung ý kiến")

        async def send() -> bool:
            given: dict[str, Any] = {"number": str(number.value or ""), "on": form.read(day), "note": str(note.value or "")}
            return await self.run(opinions.give_opinion, share.assignment_id, str(opinion.value or ""), version=share.version, **given)

        form.send("Trả lời", send)
