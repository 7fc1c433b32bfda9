"""The unit's day: its open shares in the order of doing, each with its next deed beside it and the office's last words about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from itertools import groupby
from typing import Any

from nicegui import ui

from drafting.dates import short, short_with_weekday
from tracking.register import states
from tracking.screens.duty import duty_page
from tracking.screens.figures import Figures
from tracking.screens.shares import Share
from tracking.screens.todo import GROUPS, Todo, coordinated, todo
from ui.pages.duty_actions import Actions
from ui.parts.fields import button
from ui.parts.html import attr, box, link, section, words
from ui.parts.lists import address, empty, tag
from ui.parts.still import still
from ui.parts.wording import Tag, capital, deadline_words, status_tag, two, urgency_tags
from ui.visit import Visit

LIST = "/so-nhiem-vu"
_SHOWN = {"redo": 10, "late": 10, "accept": 10, "soon": 10, "later": 6, "undated": 4, "waits": 4}
"""So many of each group are shown; the rest is behind a link to the list of that state."""
_LISTS = {"redo": "redo", "late": "open_overdue", "accept": "assigned", "soon": "due_soon"}


async def show(visit: Visit, numbers: Figures) -> None:
    """The page below its heading."""

    @ui.refreshable
    async def content() -> None:
        rows = await visit.asked(todo)
        if not any(row.group != "waits" for row in rows):
            empty("Không có việc đang chờ đơn vị. Việc mới giao sẽ hiện ở đây và ở Thông báo.")
        for group, found in groupby(rows, key=lambda row: row.group):
            _group(visit, group, list(found), numbers.soon_until, content.refresh)
        await _coordinated(visit)

    await content()


def _group(visit: Visit, group: str, rows: list[Todo], soon_until: dt.date, again: Callable[[], Any]) -> None:
    most = _SHOWN[group]
    with still(), section(f"{GROUPS[group]} ({two(len(rows))})"):
        with box("asks across", "ol"):
            for row in rows[:most]:
                with box(tag="li"):
                    _row(visit, row, soon_until, again)
        if len(rows) > most:
            link(f"Xem cả {two(len(rows))} việc", address(LIST, tinh_trang=_LISTS.get(group, "open")), "see-all")


def _row(visit: Visit, row: Todo, soon_until: dt.date, again: Callable[[], Any]) -> None:
    share = row.share
    with box("row"):
        tag(status_tag(share, visit.today, soon_until))
        for mark in urgency_tags(share.urgency):
            tag(mark)
        if row.asked:
            tag(Tag("Đang đề nghị điều chỉnh", "wait"))
        if share.state == "redo" and row.group != "redo":
            tag(Tag(states.states()["redo"].label, "soon"))
        words(_place(row), "span", "small muted")
    link(capital(share.text), f"/nhiem-vu/{share.duty_id}", "what clip")
    written, day = deadline_words(share.deadline, share.due_on)
    words(f"{written} · {day}" if day else written, "p", "small muted")
    if row.said:
        words(f"{row.said_by}, {short(row.said_on)}: {row.said}" if row.said_on else row.said, "p", "said pre")
    deeds = _deeds(row)
    if deeds:
        with box("row acts"):
            for index, (code, name) in enumerate(deeds):
                made = button(name, _opener(visit, row, code, again), "slim yes" if index == 0 else "slim")
                attr(made, aria_label=f"{name}: {share.text[:80]}")


def _place(row: Todo) -> str:
    share = row.share
    return f"{share.number}, mục {share.ordinal}" if share.ordinal else share.number


def _deeds(row: Todo) -> list[tuple[str, str]]:
    """What the unit can do with the share now, the most likely first: the codes of the forms and their names."""
    found: list[tuple[str, str]] = []
    if row.question:
        found.append(("answer", "Trả lời câu hỏi"))
    if row.group == "waits":
        return found
    if row.share.state in ("assigned", "confirmed") and "accept" in row.moves:
        found.append(("accept", "Tiếp nhận"))
    found += [(code, states.moves()[code].label) for code in ("report", "progress") if code in row.moves]
    if row.share.days_late and not row.share.cause:
        found.append(("explain_delay", "Ghi nguyên nhân chậm"))
    elif not row.asked and row.share.due_on is not None:
        found.append(("ask_extension", "Đề nghị điều chỉnh"))
    if row.share.state in ("assigned", "confirmed") and "propose_return" in row.moves:
        found.append(("propose_return", "Đề nghị chuyển trả"))
    return found[: 2 if row.group in ("later", "undated") else 4]


def _opener(visit: Visit, row: Todo, code: str, again: Callable[[], Any]) -> Callable[[], Any]:
    """Opens the form of a deed, with the share as it stands at that moment. A page has a hundred: none holds more than it needs."""
    return partial(_open, visit, row.share, code, again)


async def _open(visit: Visit, shown: Share, code: str, again: Callable[[], Any]) -> None:
    data = await visit.asked(duty_page, shown.duty_id)
    share = next((found for found, _ in data.shares if found.assignment_id == shown.assignment_id), shown)
    await Actions(visit, data, again).open(code, share)


async def _coordinated(visit: Visit) -> None:
    shares = await visit.asked(coordinated)
    if not shares:
        return
    with still(), section(f"Phối hợp ({two(len(shares))})"):
        words("Đơn vị khác chủ trì; mở từng việc để trả lời phối hợp.", "p", "small muted").style("margin:-6px 0 10px")
        with box("ranked plain", "ol"):
            for share in shares:
                with box(tag="li"):
                    link(capital(share.text), f"/nhiem-vu/{share.duty_id}", "what clip")
                    day = f" · hạn {short_with_weekday(share.due_on)}" if share.due_on else ""
                    place = f"{share.number}, mục {share.ordinal}" if share.ordinal else share.number
                    words(f"{place}{day}", "p", "small muted")
