"""Ghi việc giao tại cuộc họp: duties said aloud are typed or pasted, one a line, and go on to the review desk."""

from __future__ import annotations

import secrets

from nicegui import ui

from tracking.duty import Reading
from tracking.extract import extract
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.screens.directives import office_choices
from tracking.spoken import Said, register_said
from ui.frame import heading
from ui.parts.fields import area_field, button, choice_field, day_field, day_of, text_field
from ui.parts.html import box
from ui.processes import apart_now
from ui.visit import Visit, say

_HINT = (
    "Mỗi dòng một việc, như câu nói: «Sở Nội vụ rà soát biên chế, xong trước ngày 15/12». "
    "Dán từ Excel thì các cột là nội dung, chủ trì, thời hạn, sản phẩm. Không dòng nào bị bỏ."
)


async def show(visit: Visit) -> None:
    """The form."""
    names = sorted((await visit.ask(office_choices)).values())
    with heading("Ghi việc giao tại cuộc họp", "Ý kiến chỉ đạo chưa có văn bản. Không lấy số đến.", [("Văn bản đến", "/van-ban-den")]):
        pass
    with box("form two card"):
        occasion = text_field("Cuộc họp, nguồn ý kiến", "", "Ví dụ: Giao ban tuần 47", classes="span").props("autofocus")
        on = day_field("Ngày giao", visit.today, "Ngày họp hoặc ngày có ý kiến")
        by = text_field("Người giao", "", "Họ và tên, chức vụ")
        issuer = choice_field("Cơ quan giao", names, None, clearable=True, with_input=True, new_value_mode="add-unique")
        lines = area_field("Các việc được giao", "", _HINT, classes="span", rows=8)

    async def keep() -> None:
        try:
            day = day_of(on)
        except ValueError as wrong:
            say(str(wrong), bad=True)
            return
        said = Said(str(occasion.value or ""), day or visit.today, str(issuer.value or ""), str(by.value or "").strip())
        made: list[int] = []

        def command(register: Register, actor: Actor) -> None:
            made.append(register_said(register, actor, said, str(lines.value or ""), lambda text: _read(register, text)))

        if await visit.act(command):
            ui.navigate.to(f"/ra-soat/{made[0]}?kieu=bang")

    lines.on("keydown.ctrl.enter", keep)
    with box("row").style("margin-top:16px"):
        button("Đọc và mở bàn rà soát", keep, "primary", "Ctrl Enter")


def _read(register: Register, text: str) -> Reading:
    """The typed lines read as a document, in a process of its own."""
    path = register.settings.spool / f"{secrets.token_hex(16)}.txt"
    try:
        path.write_text(text, "utf-8")
        return apart_now(extract, path, "lời giao việc.txt", name="lời giao việc")
    finally:
        path.unlink(missing_ok=True)
