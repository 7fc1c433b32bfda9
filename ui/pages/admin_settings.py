"""Quản trị, quy ước: the office's decisions, each from a day on: deadlines, reminders, letterhead, days off."""

from __future__ import annotations

import datetime as dt
from typing import Any

from nicegui import ui

from drafting.dates import short_with_weekday
from tracking.register.due import day_in
from tracking.register.options import defaults, options_in_force, set_option
from ui.pages.admin_accounts import done
from ui.pages.admin_forms import SCORING, forms_of_superiors, scoring
from ui.pages.admin_ladder import LADDER, ladder
from ui.pages.administration import administration
from ui.parts.dialogs import FormDialog
from ui.parts.fields import button
from ui.parts.html import attr, box, section
from ui.parts.lists import cell, empty, table, text_cell
from ui.parts.wording import capital
from ui.visit import Visit

GROUPS = (
    ("Thời hạn", ("before_ends_on_eve", "due_soon_days", "internal_days", "past_occurrences")),
    ("Nhắc việc", ("reminder_offsets", "reminder_offsets_long", "reminder_hours", "urgent_hours", "remind_old_register")),
    ("Chưa cập nhật", ("stale_days", "stale_days_overdue")),
    ("Xác nhận, phạm vi theo dõi", ("unconfirmed_days", "takes_all")),
    ("Sao lưu", ("backup_days",)),
)
"""The decisions under their headings; one that stands in none comes under "Khác"."""
_HEAD = {
    "place": "Địa danh",
    "short": "Tên viết tắt trong ký hiệu (UBND, SNV …)",
    "unit": "Đơn vị soạn trong ký hiệu (VP, TH …)",
    "signer": "Họ tên người ký",
    "position": "Chức vụ người ký (CHỦ TỊCH …)",
}
"""What the office prints at the head and foot of its own documents; the authority is asked beside them."""


async def show(visit: Visit) -> None:
    """The page of the decisions."""

    @ui.refreshable
    async def decisions() -> None:
        values = await visit.ask(options_in_force, visit.today)
        named = {name for _, names in GROUPS for name in names}
        for title, names in (*GROUPS, ("Khác", tuple(name for name in defaults() if name not in named))):
            shown = [name for name in names if isinstance(values.get(name), bool | int | list) and not _is_own_form(name)]
            if shown:
                with section(title):
                    _table(visit, title, shown, values, decisions.refresh)
        ladder(visit, values[LADDER], decisions.refresh)
        scoring(visit, values[SCORING], decisions.refresh)

    with administration(visit, "Mỗi thay đổi có ngày bắt đầu; số liệu của ngày trước đó giữ nguyên cách tính cũ."):
        button("Đầu văn bản, người ký", lambda: _letterhead(visit, decisions.refresh), "primary")
    await decisions()
    await forms_of_superiors(visit)


def _is_own_form(name: str) -> bool:
    return isinstance(defaults()[name]["value"], dict) or name in ("calendar_changes", LADDER)


def _table(visit: Visit, title: str, names: list[str], values: dict[str, Any], again: Any) -> None:
    with box("settings"), table(("Quy ước", "Đang áp dụng", "Nguồn", ""), title), box(tag="tbody"):
        for name in names:
            row, value = defaults()[name], values[name]
            with box(tag="tr"):
                text_cell("", row["label"], "lead")
                text_cell("Đang áp dụng", _shown(value), "strong")
                text_cell("Nguồn", row["source"], "muted")
                with cell("", "num"):
                    change = button("Đổi", lambda name=name, value=value: _decide(visit, again, name, value), "slim quiet")
                    attr(change, aria_label=f"Đổi: {row['label']}")


async def _decide(visit: Visit, again: Any, name: str, value: Any) -> None:
    with FormDialog("Đổi quy ước", defaults()[name]["label"]) as form:
        if isinstance(value, bool):
            field: Any = form.choice("Giá trị", {True: "Có", False: "Không"}, value)
        else:
            field = form.text("Giá trị", _shown(value))
        day = form.day("Áp dụng từ ngày", value=visit.today)
    form.send("Lưu", lambda: done(visit, again, set_option, name, _typed(field.value, value), form.read(day) or visit.today))


async def _letterhead(visit: Visit, again: Any) -> None:
    value = (await visit.ask(options_in_force, visit.today))["letterhead"]
    with FormDialog("Đầu văn bản, người ký", "Dùng cho mọi dự thảo của cơ quan; từng dự thảo sửa được.") as form:
        fields = {key: form.text(name, str(value.get(key) or "")) for key, name in _HEAD.items()}
        authority = form.area("Quyền hạn ký, mỗi dòng một dòng (TM. ỦY BAN NHÂN DÂN …)", "\n".join(value.get("authority") or ()))

    async def send() -> bool:
        lines = [line.strip() for line in str(authority.value or "").splitlines() if line.strip()]
        found = {**value, **{key: str(field.value or "").strip() for key, field in fields.items()}, "authority": lines}
        return await done(visit, again, set_option, "letterhead", {key: kept for key, kept in found.items() if kept}, visit.today)

    form.send("Lưu", send)


def _typed(text: Any, like: Any) -> Any:
    """What was typed, of the same type as the value in force. Raises ValueError with the sentence to show."""
    if isinstance(like, bool):
        return bool(text)
    parts = [part.strip() for part in str(text or "").replace(";", ",").split(",") if part.strip()]
    if not parts or any(not part.isdigit() for part in parts):
        raise ValueError(f"«{text}» không phải là số. Nhập số nguyên, nhiều số thì cách nhau bằng dấu phẩy.")
    numbers = [int(part) for part in parts]
    return numbers if isinstance(like, list) else numbers[0]


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "Có" if value else "Không"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


async def days_off(visit: Visit) -> None:
    """The page of the office's own days off and days worked instead."""

    @ui.refreshable
    async def changes() -> None:
        rows = (await visit.ask(options_in_force, visit.today))["calendar_changes"]
        if rows:
            _changes(visit, rows, changes.refresh)
        else:
            empty("Chưa ghi thêm ngày nào. Ngày lễ, nghỉ bù theo luật đã có sẵn; ở đây chỉ ghi ngày hoán đổi mới có quyết định.")

    with administration(visit, "Ngày nghỉ, ngày làm bù ngoài lịch lễ đã có sẵn; hạn đang tính theo ngày làm việc sẽ theo lịch này."):
        button("Thêm ngày", lambda: _add_change(visit, changes.refresh), "primary")
    with section("Cơ quan ghi thêm"):
        await changes()


def _changes(visit: Visit, rows: list[dict[str, Any]], again: Any) -> None:
    with table(("Ngày nghỉ", "Ngày làm bù", "Căn cứ", ""), "Ngày nghỉ, ngày làm bù"), box(tag="tbody"):
        for index, row in enumerate(rows):
            with box(tag="tr"):
                text_cell("Ngày nghỉ", _day(row.get("off")), "lead")
                text_cell("Ngày làm bù", _day(row.get("worked")))
                text_cell("Căn cứ", row["source"])
                with cell("", "num"):
                    rest = [*rows[:index], *rows[index + 1 :]]
                    gone = button(
                        "Bỏ", lambda rest=rest: done(visit, again, set_option, "calendar_changes", rest, visit.today), "slim quiet"
                    )
                    attr(gone, aria_label=f"Bỏ: {row['source']}")


async def _add_change(visit: Visit, again: Any) -> None:
    with FormDialog("Thêm ngày nghỉ, ngày làm bù", "Ghi một trong hai ngày, hoặc cả hai khi hoán đổi.") as form:
        off = form.day("Ngày nghỉ")
        worked = form.day("Ngày làm bù")
        source = form.text("Căn cứ (số, ngày văn bản)")

    async def send() -> bool:
        days = {"off": form.read(off), "worked": form.read(worked)}
        if not any(days.values()):
            raise ValueError("Ghi ngày nghỉ hoặc ngày làm bù.")
        if not str(source.value or "").strip():
            raise ValueError("Ghi căn cứ: số, ngày của văn bản quyết định ngày nghỉ.")
        kept = {key: day.isoformat() for key, day in days.items() if day}
        rows = (await visit.ask(options_in_force, visit.today))["calendar_changes"]
        return await done(visit, again, set_option, "calendar_changes", [*rows, {**kept, "source": str(source.value).strip()}], visit.today)

    form.send("Thêm", send)


def _day(value: object) -> str:
    day = day_in(value) if isinstance(value, str) else value
    return capital(short_with_weekday(day)) if isinstance(day, dt.date) else ""
