"""Nâng mức nhắc: the steps by which the reminder of an overdue duty climbs, each with its day or its round, and whom it tells."""

from __future__ import annotations

from typing import Any

from tracking.register.options import defaults, set_option
from ui.pages.admin_accounts import done
from ui.parts.dialogs import FormDialog
from ui.parts.fields import button
from ui.parts.html import attr, box, section, words
from ui.parts.lists import cell, empty, table, text_cell
from ui.parts.wording import two
from ui.visit import Visit

LADDER = "escalation"
"""The option's name."""
_KINDS = {"days": "Sau số ngày làm việc quá hạn", "rounds": "Sau số lần đôn đốc đã cấp số"}
_WHO = {"unit": "Đơn vị", "officer": "Chuyên viên văn phòng", "leader": "Lãnh đạo"}


def ladder(visit: Visit, steps: list[dict[str, Any]], again: Any) -> None:
    """The steps in the order in which they are reached."""
    ordered = sorted(steps, key=lambda step: ("rounds" in step, _number(step), step["to"]))
    with section("Nâng mức nhắc"):
        with box("row").style("margin-bottom:10px"):
            words("Nhiệm vụ quá hạn mà chưa báo cáo được nhắc lên dần; mỗi bước chỉ nhắc một lần.", "p", "small muted grow")
            button("Thêm bước", lambda: _add(visit, ordered, again), "slim")
        if not ordered:
            empty("Chưa có bước nào: nhiệm vụ quá hạn chỉ nhắc đơn vị. Bấm Thêm bước để nhắc lên chuyên viên, lãnh đạo.")
            return
        with table(("Khi nào", "Nhắc ai", ""), "Nâng mức nhắc"), box(tag="tbody"):
            for index, step in enumerate(ordered):
                _row(visit, ordered, index, step, again)
        words(f"Nguồn: {defaults()[LADDER]['source']}.", "p", "small muted").style("margin-top:8px")


def said(step: dict[str, Any]) -> str:
    """When a step is reached, in words."""
    if "rounds" in step:
        return f"Sau {two(step['rounds'])} lần đôn đốc đã cấp số"
    return f"Quá hạn {two(step['days'])} ngày làm việc"


def _row(visit: Visit, ordered: list[dict[str, Any]], index: int, step: dict[str, Any], again: Any) -> None:
    rest = [*ordered[:index], *ordered[index + 1 :]]
    with box(tag="tr"):
        text_cell("", said(step), "lead")
        text_cell("Nhắc ai", _WHO[step["to"]])
        with cell("", "num"):
            gone = button("Bỏ", lambda: _drop(visit, step, rest, again), "slim quiet")
            attr(gone, aria_label=f"Bỏ bước: {said(step)}")


async def _add(visit: Visit, steps: list[dict[str, Any]], again: Any) -> None:
    with FormDialog("Thêm bước nâng mức", "Bước mới áp dụng từ ngày ghi dưới đây; những lần nhắc đã gửi giữ nguyên.") as form:
        kind = form.choice("Khi nào", dict(_KINDS), "days")
        number = form.text("Số ngày hoặc số lần")
        who = form.choice("Nhắc ai", dict(_WHO), "leader")
        day = form.day("Áp dụng từ ngày", value=visit.today)

    async def send() -> bool:
        text = str(number.value or "").strip()
        if not text.isdigit() or int(text) < 1 or kind.value is None or who.value is None:
            raise ValueError(f"«{text}» không phải là số ngày, số lần. Ghi số nguyên từ 1 và chọn người được nhắc.")
        step: dict[str, Any] = {str(kind.value): int(text), "to": str(who.value)}
        if step in steps:
            raise ValueError(f"Đã có bước này: {said(step).lower()}, nhắc {_WHO[step['to']].lower()}.")
        return await done(visit, again, set_option, LADDER, [*steps, step], form.read(day) or visit.today)

    form.send("Thêm", send)


async def _drop(visit: Visit, step: dict[str, Any], rest: list[dict[str, Any]], again: Any) -> None:
    with FormDialog("Bỏ bước nâng mức?", f"{said(step)}: thôi nhắc {_WHO[step['to']].lower()}.") as form:
        day = form.day("Áp dụng từ ngày", value=visit.today)
    form.send("Bỏ bước", lambda: done(visit, again, set_option, LADDER, rest, form.read(day) or visit.today))


def _number(step: dict[str, Any]) -> int:
    return int(step.get("days") or step.get("rounds") or 0)
