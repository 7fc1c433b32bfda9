"""Thông báo: what was given, returned, decided, asked and what falls due, by day; opening a line reads it."""

from __future__ import annotations

import datetime as dt
from itertools import groupby

from fastapi import Request
from nicegui import app, run, ui
from starlette.responses import RedirectResponse, Response

from drafting.dates import short
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.unit import day_of
from tracking.screens.notices import Notice, href_of, notices, read_all, read_notice
from ui.auth import SIGN_IN, actor_from
from ui.frame import heading
from ui.parts.fields import button
from ui.parts.html import box, hidden, link, section, words
from ui.parts.lists import empty
from ui.parts.still import still
from ui.parts.wording import capital, moment, two
from ui.visit import Visit

PATH = "/thong-bao"
_MOST = 40
_EMPTY = {
    "unit": "Chưa có thông báo. Việc mới giao, việc bị yêu cầu làm lại, quyết định về đề nghị của đơn vị và nhắc hạn sẽ hiện ở đây.",
    "leader": "Chưa có thông báo. Báo cáo hoàn thành, đề nghị điều chỉnh, chuyển trả của đơn vị và dự thảo trình ký sẽ hiện ở đây.",
    "officer": "Chưa có thông báo. Báo cáo, đề nghị của đơn vị và ý kiến về dự thảo của mình sẽ hiện ở đây.",
}
_OTHERS = "Chưa có thông báo. Việc cần biết theo vai trò của tài khoản sẽ hiện ở đây."


async def show(visit: Visit) -> None:
    """The page."""

    @ui.refreshable
    async def content() -> None:
        rows = await visit.asked(notices, _MOST)
        new = sum(not row.read for row in rows)

        async def read() -> None:
            if await visit.act(read_all):
                content.refresh()

        with heading("Thông báo", f"{two(new)} chưa đọc" if new else "Đã đọc hết"):
            if new:
                button("Đánh dấu đã đọc tất cả", read)
        if not rows:
            empty(_EMPTY.get(visit.who.role, _OTHERS))
        for name, found in groupby(rows, key=lambda row: _stretch(day_of(row.at), visit.today)):
            with still(), section(name), box("notices", "ol"):
                for row in found:
                    _line(row, visit)

    await content()


def _stretch(day: dt.date, today: dt.date) -> str:
    """Under which heading a day stands."""
    if day >= today:
        return "Hôm nay"
    if day >= today - dt.timedelta(days=today.weekday()):
        return "Tuần này"
    return f"Tháng {day.month}/{day.year}"


def _line(row: Notice, visit: Visit) -> None:
    with box("" if row.read else "new", "li"):
        with box("row"):
            if not row.read:
                hidden("Chưa đọc. ")
            words(row.what, "span", "what-happened")
            words("" if visit.may("unit") else row.office, "span", "strong")
            local = moment(row.at)
            words(local if day_of(row.at) < visit.today else local.split(" ")[0], "span", "small muted end")
        link(capital(row.about), f"{PATH}/{row.key}", "about clip")
        due = f"hạn {short(row.due_on)}" if row.due_on else ""
        words(" · ".join(filter(None, (row.place, due, row.who))), "p", "small muted")
        if row.note:
            words(row.note, "p", "said pre")


def add_routes(register: Register) -> None:
    """The address of one notice: it is read, then its duty or document opens."""

    @app.get(PATH + "/{key}")
    async def opened(request: Request, key: str) -> Response:
        actor = await actor_from(request, register)
        if actor is None:
            return RedirectResponse(SIGN_IN, 303)
        return RedirectResponse(await run.io_bound(_open, register, actor, key) or PATH, 303)


def _open(register: Register, actor: Actor, key: str) -> str:
    href = href_of(register, actor, key)
    if href:
        read_notice(register, actor, key)
    return href
