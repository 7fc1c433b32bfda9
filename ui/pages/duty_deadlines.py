"""Forms about a share's deadline: more time is asked for, the request is decided, and why it is late is said."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from tracking.register import extensions, states, work
from tracking.request_letter import draft_request
from tracking.screens.duty import Request
from tracking.screens.shares import Share
from ui.parts.dialogs import FormDialog
from ui.visit import say

Run = Callable[..., Awaitable[bool]]


class Deadlines:
    """The forms of one page; run: one command, then the page as it stands now."""

    def __init__(self, run: Run) -> None:
        self.run = run

    async def ask(self, share: Share) -> None:
        with FormDialog("Đề nghị điều chỉnh", "Chưa có quyết định thì hạn cũ vẫn áp dụng.") as form:
            kind = form.choice("Loại đề nghị", dict(extensions.KINDS), "postpone")
            day = form.day("Ngày đề nghị")
            hour = form.text("Giờ đề nghị (như 16:30)") if share.due_time else None
            number = form.text("Số văn bản đề nghị")
            reason = form.area("Lý do")
        form.send(
            "Gửi đề nghị",
            lambda: self.run(
                extensions.ask_extension,
                share.assignment_id,
                kind.value,
                str(reason.value or ""),
                form.read(day),
                str(number.value or ""),
                share.version,
                asked_due_time=form.read_hour(hour),
            ),
        )

    async def decide(self, request: Request) -> None:
        """Decide a request to change a deadline."""
        with FormDialog("Quyết định đề nghị điều chỉnh", "Hạn do cấp trên giao chỉ đổi khi có văn bản của cấp trên.") as form:
            outcome = form.choice("Quyết định", dict(extensions.OUTCOMES), "granted")
            day = form.day("Hạn mới", "Để trống là theo đề nghị", request.asked_due_on)
            hour = form.text("Giờ của hạn mới (như 16:30)", request.asked_due_time) if request.due_time else None
            number = form.text("Số văn bản đồng ý")
            issuer = form.text("Cơ quan ban hành văn bản đồng ý")
            note = form.area("Ý kiến")
        form.send(
            "Quyết định",
            lambda: self.run(
                extensions.decide_extension,
                request.id,
                outcome.value,
                form.read(day),
                str(number.value or ""),
                str(issuer.value or ""),
                note=str(note.value or ""),
                granted_due_time=form.read_hour(hour),
            ),
        )

    async def explain(self, share: Share) -> None:
        with FormDialog("Nguyên nhân chậm") as form:
            cause = form.choice("Nguyên nhân", dict(states.causes()))
            waiting = form.text("Đang chờ cơ quan")
            since = form.day("Chờ từ ngày")
            committed = form.day("Cam kết xong ngày")
            note = form.area("Ghi rõ")
        form.send(
            "Ghi nguyên nhân",
            lambda: self.run(
                work.explain_delay,
                share.assignment_id,
                str(cause.value or ""),
                str(waiting.value or ""),
                form.read(since),
                form.read(committed),
                str(note.value or ""),
                share.version,
            ),
        )

    async def write_up(self, request: Request) -> None:
        """The letter that asks the superior for it, as a draft among the outgoing documents."""
        if await self.run(draft_request, request.id):
            say("Đã soạn công văn đề nghị, nằm ở mục Văn bản đi.")
