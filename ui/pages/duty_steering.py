"""What steers a share besides the steps of its flow: passing it on, another day, another duty in its place, another office, a start."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from drafting.dates import short
from tracking.register import ended, extensions, handing_over, passing, states, terms, work
from tracking.screens.directives import office_choices
from tracking.screens.duty import DutyPage, replacement_choices, room_choices
from tracking.screens.shares import Share
from ui.pages.duty_joint import Joint
from ui.parts.dialogs import FormDialog
from ui.parts.fields import button
from ui.parts.html import box, words
from ui.visit import Visit, say

_OFFICE = ("admin", "clerk", "officer", "leader")
_DECIDERS = ("admin", "leader", "officer")
_PERIODS = {
    "FREQ=MONTHLY;BYMONTHDAY={}": "Hằng tháng",
    "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY={}": "Hằng quý, vào tháng cuối quý",
    "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY={}": "06 tháng một lần, vào tháng 6 và tháng 12",
    "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY={}": "Hằng năm, vào tháng 12",
}
_LAST_SURE_DAY = 28
"""The last day that every month has; later ones mean the month's last day."""
Run = Callable[..., Awaitable[bool]]


class Steering:
    """The forms; `run` carries out a command and draws the page anew."""

    def __init__(self, visit: Visit, data: DutyPage, run: Run) -> None:
        self.visit, self.data, self.run = visit, data, run
        self.joint = Joint(visit, data, run)

    def may_pass_on(self, share: Share, moves: tuple[str, ...]) -> bool:
        """Whether the reader's unit answers for the share and may pass it on to a room or a person."""
        return "progress" in moves and self.visit.may("unit") and self.visit.who.office_id == share.office_id

    def of_ended(self, share: Share) -> None:
        """Where the directive was replaced or revoked: the duty may be kept, and that taken back."""
        last = next((event.kind for event in self.data.history if event.kind in ended.KINDS), None)
        if last is None or not states.states()[share.state].open or not self.visit.may(*_DECIDERS):
            return
        if last == ended.KEEP:
            button("Bỏ quyết định giữ lại", lambda: self.run(ended.reconsider_duty, self.data.id, self.data.version))
        else:
            button("Giữ lại", self._keep)

    def more(self, share: Share, moves: tuple[str, ...]) -> None:
        """What the office does seldom, folded away under its name."""
        offered = self._offered(share, moves)
        if not offered:
            return
        with box("more slim", "details"):
            words("Việc khác của văn phòng", "summary")
            with box("row").style("margin-top:10px"):
                for name, deed in offered:
                    button(name, deed, "slim")

    def _offered(self, share: Share, moves: tuple[str, ...]) -> list[tuple[str, Callable[[], Awaitable[Any]]]]:
        is_open, kind = states.states()[share.state].open, self.data.deadline.get("kind")
        decides = is_open and self.visit.may(*_DECIDERS)
        ways: list[tuple[bool, str, Callable[[], Awaitable[Any]]]] = [
            (decides, "Điều chỉnh thời hạn", lambda: self._set_due(share)),
            (is_open and share.due_on is None and self.visit.may(*_OFFICE), "Đặt mốc theo dõi", self._follow_up),
            (is_open and kind == "relative" and self.visit.may(*_OFFICE), "Ghi ngày bắt đầu tính hạn", self._start_term),
            (decides and kind == "recurring" and not self.data.standing, "Đặt ngày của kỳ", self._recurrence),
            ("replace" in moves, states.moves()["replace"].label, lambda: self._replace(share)),
            ("progress" in moves and decides and share.office_id is not None, "Giao tiếp cho phòng, người", lambda: self.pass_on(share)),
            (decides and share.office_id is not None, "Bàn giao nhiệm vụ", lambda: self._hand_over(share)),
            (decides, "Phân công phụ trách, theo dõi", self.joint.direct),
            (decides and share.office_id is not None and not self.data.standing, "Tách phần việc", lambda: self.joint.split(share)),
            (decides and not self.data.standing, "Gộp nhiệm vụ trùng", self.joint.merge),
        ]
        return [(name, deed) for offered, name, deed in ways if offered]

    async def pass_on(self, share: Share) -> None:
        """To a room or a person of the unit, with an earlier day."""
        rooms = await self.visit.asked(room_choices, share.assignment_id)
        with FormDialog(
            "Giao tiếp cho phòng, người", "Đơn vị vẫn chịu trách nhiệm với cấp giao; phòng thấy việc và được nhắc theo hạn này."
        ) as form:
            room = form.choice("Phòng, đơn vị trực thuộc", rooms) if rooms else None
            person = form.text("Người thực hiện", share.handler)
            limit = min((day for day in (share.internal_due_on, share.due_on) if day), default=None)
            hint = f"Không sau {short(limit)}; để trống thì lấy trước hạn theo quy ước" if limit else "Để trống là không đặt hạn"
            day = form.day("Hạn nội bộ", hint, share.handler_due_on)
            note = form.area("Ý kiến khi giao")

        async def send() -> bool:
            given = {"person": str(person.value or ""), "due_on": form.read(day), "note": str(note.value or "")}
            chosen = room.value if room is not None else None
            return await self.run(passing.pass_on, share.assignment_id, chosen, version=share.version, **given)

        form.send("Giao tiếp", send)

    async def _keep(self) -> None:
        with FormDialog("Giữ lại", "Văn bản giao đã bị thay thế, bãi bỏ; nêu vì sao vẫn làm tiếp.") as form:
            reason = form.area("Lý do")
        form.send("Giữ lại", lambda: self.run(ended.keep_duty, self.data.id, str(reason.value or ""), self.data.version))

    async def _set_due(self, share: Share) -> None:
        hint = "Hạn do cấp trên giao chỉ đổi khi có văn bản của cấp trên; hạn cũ được giữ trong phần Quá trình."
        with FormDialog("Điều chỉnh thời hạn", hint) as form:
            day = form.day("Hạn mới", value=share.due_on)
            hour = form.text("Giờ, khi tính theo giờ (như 16:30)", share.due_time)
            number = form.text("Số văn bản đồng ý")
            issuer = form.text("Cơ quan ban hành văn bản đồng ý")
            note = form.area("Lý do")

        async def send() -> bool:
            due_on = form.read(day)
            if due_on is None:
                raise ValueError("Ghi hạn mới.")
            found = {"decision_number": str(number.value or ""), "decision_issuer": str(issuer.value or ""), "note": str(note.value or "")}
            time = str(hour.value or "").strip() or None
            return await self.run(extensions.set_due, share.assignment_id, due_on, version=share.version, due_time=time, **found)

        form.send("Điều chỉnh", send)

    async def _follow_up(self) -> None:
        with FormDialog("Đặt mốc theo dõi", "Đến mốc thì hỏi tiến độ; mốc này không làm nhiệm vụ quá hạn.") as form:
            day = form.day("Mốc theo dõi", value=self.data.follow_up_on)
        form.send("Đặt mốc", lambda: self.run(work.set_follow_up, self.data.id, form.read(day), self.data.version))

    async def _start_term(self) -> None:
        told = f"Văn bản ghi: «{self.data.deadline.get('text') or ''}». Hạn tính từ ngày sự việc xảy ra."
        with FormDialog("Ghi ngày bắt đầu tính hạn", told) as form:
            day = form.day("Ngày sự việc xảy ra", value=self.visit.today)

        async def send() -> bool:
            return await self.run(terms.start_term, self.data.id, form.read(day) or self.visit.today, self.data.version)

        form.send("Tính hạn", send)

    async def _recurrence(self) -> None:
        told = f"Văn bản ghi: «{self.data.deadline.get('text') or ''}», không nêu ngày. Các kỳ được lập theo ngày đặt ở đây."
        with FormDialog("Đặt ngày của kỳ", told) as form:
            period = form.choice("Kỳ", dict(_PERIODS), next(iter(_PERIODS)))
            day = form.text("Ngày trong tháng (1–28; 31 là ngày cuối tháng)", "25")

        async def send() -> bool:
            number = str(day.value or "").strip()
            if not number.isdigit() or not 1 <= int(number) <= 31:
                raise ValueError(f"«{number}» không phải là ngày trong tháng. Ghi số từ 1 đến 31.")
            rule = str(period.value).format(int(number) if int(number) <= _LAST_SURE_DAY else -1)
            return await self.run(terms.set_recurrence, self.data.id, rule, version=self.data.version)

        form.send("Đặt ngày", send)

    async def _replace(self, share: Share) -> None:
        others = await self.visit.asked(replacement_choices, self.data.id)
        with FormDialog("Thay bằng nhiệm vụ khác", "Nhiệm vụ này thôi theo dõi; nhiệm vụ được chọn thay cho nó.") as form:
            other = form.choice("Nhiệm vụ thay thế", others)
            reason = form.area("Lý do")

        async def send() -> bool:
            if other.value is None:
                raise ValueError("Chọn nhiệm vụ thay thế.")
            return await self.run(work.replace, share.assignment_id, other.value, str(reason.value or ""), share.version)

        form.send("Thay thế", send)

    async def _hand_over(self, share: Share) -> None:
        hint = f"Từ hôm nay nhiệm vụ tính cho đơn vị nhận; những ngày trước vẫn tính cho {share.office}."
        with FormDialog("Bàn giao nhiệm vụ", hint) as form:
            office = form.choice("Đơn vị nhận", await self.visit.ask(office_choices))
            reason = form.area("Lý do")

        async def send() -> bool:
            if office.value is None:
                raise ValueError("Chọn đơn vị nhận.")
            done = await self.run(handing_over.hand_over, share.assignment_id, office.value, str(reason.value or ""), share.version)
            if done:
                say("Đã bàn giao.")
            return done

        form.send("Bàn giao", send)
