"""Đôn đốc: today's reminders, the letters to the offices that are late, and the number of each once it is signed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nicegui import ui

from drafting.dates import short
from drafting.errors import DondocError
from tracking.letters import LeftOut, draft_letters, number_letter
from tracking.outgoing.reminding import keep_letter
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.reminders import Notice, due_notices
from tracking.screens.letters import LetterRow, kept_at, letters
from ui.frame import heading
from ui.parts.dialogs import FormDialog
from ui.parts.fields import button
from ui.parts.html import box, link, section, words
from ui.parts.lists import cell, empty, table, tag, text_cell
from ui.parts.wording import Tag, capital, two
from ui.visit import SignedOutError, Visit, say

PATH = "/don-doc"
_MOST = 50
DRAFTERS = ("admin", "officer", "leader")
_NONE = "Chưa lập công văn đôn đốc nào. Bấm Lập công văn đôn đốc để soạn cho các đơn vị có việc quá hạn."
_NONE_YET = "Chưa lập công văn đôn đốc nào. Chuyên viên văn phòng, lãnh đạo lập; văn thư ghi số ở đây."


async def show(visit: Visit) -> None:
    """The page."""
    left_out: list[LeftOut] = []

    @ui.refreshable
    async def content() -> None:
        rows = await visit.asked(letters)
        with section("Công văn đôn đốc"):
            if rows:
                _letters(visit, rows, content.refresh)
            else:
                empty(_NONE if visit.may(*DRAFTERS) else _NONE_YET)
        if left_out:
            _left_out(left_out)

    async def draft() -> None:
        try:
            found, rest = await visit.asked(_draft)
        except SignedOutError:
            ui.navigate.to("/dang-nhap")
            return
        except DondocError as refused:
            say(str(refused), bad=True)
            return
        left_out[:] = rest
        say(f"Đã lập {two(len(found))} công văn đôn đốc." if found else "Không có việc quá hạn nào đến lượt đôn đốc.")
        content.refresh()

    with heading("Đôn đốc", "Công văn không được gửi và không tính lần đôn đốc trước khi ký và ghi số."):
        if visit.may(*DRAFTERS):
            button("Lập công văn đôn đốc", draft, "primary")
    await content()
    notices = await visit.ask(due_notices, visit.today)
    with section("Nhắc hạn hôm nay"):
        if notices:
            _notices(visit, notices)
        else:
            empty(f"Không có việc nào đến mốc nhắc trong ngày {short(visit.today)}.")


def _draft(register: Register, actor: Actor) -> tuple[list[object], list[LeftOut]]:
    with tempfile.TemporaryDirectory(prefix="dondoc-") as scratch:
        drafts, rest = draft_letters(register, actor, register.today(), Path(scratch))
        for found in drafts:
            kept = kept_at(register.settings, found.letter_id)
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(found.path, kept)
            keep_letter(register, actor, found.letter_id, found.spec)
    return list(drafts), rest


def _letters(visit: Visit, rows: list[LetterRow], again: Callable[[], Any]) -> None:
    columns = ("Lần", "Gửi", "Số phần việc", "Hạn mới", "Tình trạng", "")
    with table(columns, "Công văn đôn đốc", numbers=("Số phần việc",)), box(tag="tbody"):
        for row in rows:
            with box(tag="tr"):
                text_cell("Lần", f"Lần {row.round}", "nowrap")
                text_cell("", "; ".join(row.offices), "lead")
                text_cell("Số phần việc", two(row.shares), "num")
                text_cell("Hạn mới", short(row.new_due_on) if row.new_due_on else "")
                with cell("Tình trạng"):
                    day = f" ngày {short(row.issued_on)}" if row.issued_on else ""
                    tag(Tag(f"{row.number}{day}", "done") if row.number else Tag("Dự thảo, chưa cấp số", "soon"))
                with cell("", "num"), box("row").style("justify-content:flex-end"):
                    if row.has_file:
                        link("Tải bản Word", f"{PATH}/{row.id}.docx", "btn slim")
                    if row.document_id:
                        link("Mở văn bản", f"/van-ban-di/{row.document_id}", "btn slim")
                    elif not row.number and visit.may("admin", "clerk", "officer"):
                        button("Ghi số đã cấp", lambda row=row: _number(visit, row, again), "slim")


async def _number(visit: Visit, row: LetterRow, again: Callable[[], Any]) -> None:
    with FormDialog("Ghi số đã cấp", f"Công văn đôn đốc lần {row.round} gửi {'; '.join(row.offices)}.") as form:
        number = form.text("Số, ký hiệu")
        day = form.day("Ngày ban hành", value=visit.today)

    async def send() -> bool:
        done = await visit.act(number_letter, row.id, str(number.value or ""), form.read(day) or visit.today)
        if done:
            again()
        return done

    form.send("Ghi số", send)


def _left_out(rows: list[LeftOut]) -> None:
    with section("Quá hạn nhưng chưa đôn đốc"), table(("Nhiệm vụ", "Đơn vị", "Lý do"), "Chưa đôn đốc"), box(tag="tbody"):
        for row in rows:
            with box(tag="tr"):
                with cell("", "lead"):
                    link(row.text, f"/nhiem-vu/{row.duty_id}")
                text_cell("Đơn vị", row.office)
                text_cell("Lý do", row.reason)


def _notices(visit: Visit, notices: list[Notice]) -> None:
    with table(("Nhiệm vụ", "Đơn vị", "Hạn hiện hành", "Mốc nhắc"), "Nhắc hạn"), box(tag="tbody"):
        for notice in notices[:_MOST]:
            with box(tag="tr"):
                with cell("", "lead text"), link("", f"/nhiem-vu/{notice.duty_id}", "cell"):
                    words(capital(notice.text), "span", "clip")
                text_cell("Đơn vị", notice.office, "who")
                text_cell("Hạn hiện hành", short(notice.due_on))
                left = (notice.due_on - visit.today).days
                text_cell("Mốc nhắc", f"còn {left} ngày" if left > 0 else "đến hạn hôm nay" if left == 0 else f"quá hạn {-left} ngày")
    if len(notices) > _MOST:
        words(f"Hiện {_MOST} việc đầu trong {two(len(notices))}; lời nhắc gửi đủ.", "p", "small muted pager")
