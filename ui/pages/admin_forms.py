"""Quy ước, biểu mẫu: the column orders of superiors' forms, and the office's rule of scores with its bands and colours."""

from __future__ import annotations

from typing import Any

from nicegui import ui

from tracking.register.options import defaults, set_option
from tracking.reports.kinds import report_kinds
from tracking.reports.layouts import EMPTY, Layout, columns_of, drop_layout, layouts, matched, save_layout
from ui.pages.admin_accounts import done
from ui.parts.dialogs import FormDialog
from ui.parts.fields import button
from ui.parts.html import attr, box, section, words
from ui.parts.lists import cell, empty, table, text_cell
from ui.visit import Visit

SCORING = "scoring"
_NO_LAYOUT = ("incoming", "outgoing")
_BLANK = "(để trống)"


async def forms_of_superiors(visit: Visit) -> None:
    """The layouts in force, each to be changed or dropped."""

    @ui.refreshable
    async def content() -> None:
        found = await visit.ask(layouts)
        with box("row").style("margin-bottom:10px"):
            words("Xuất báo cáo đúng thứ tự, tên cột cấp trên yêu cầu; cột phần mềm không có thì để trống.", "p", "small muted grow")
            button("Thêm biểu mẫu", lambda: _add(visit, content.refresh), "slim")
        if not found:
            empty("Chưa có biểu mẫu nào. Bấm Thêm biểu mẫu rồi dán dòng tiêu đề của cấp trên.")
            return
        with table(("Biểu mẫu", "Báo cáo", "Cột", ""), "Biểu mẫu của cấp trên"), box(tag="tbody"):
            for layout in found.values():
                with box(tag="tr"):
                    text_cell("", layout.name, "lead")
                    text_cell("Báo cáo", report_kinds()[layout.report].title)
                    text_cell("Cột", " · ".join(f"{label}{'' if key else ' ' + _BLANK}" for key, label in layout.columns))
                    with cell("", "num"):
                        change = button("Sửa cột", lambda layout=layout: _change(visit, content.refresh, layout), "slim quiet")
                        attr(change, aria_label=f"Sửa cột của biểu mẫu {layout.name}")
                        gone = button("Bỏ", lambda name=layout.name: done(visit, content.refresh, drop_layout, name), "slim quiet")
                        attr(gone, aria_label=f"Bỏ biểu mẫu {layout.name}")

    with section("Biểu mẫu của cấp trên"):
        await content()


async def _add(visit: Visit, again: Any) -> None:
    kinds = {code: kind.title for code, kind in report_kinds().items() if code not in _NO_LAYOUT}
    told = "Dán tiêu đề các cột theo thứ tự của cấp trên (chép từ Excel, hoặc mỗi dòng một cột); sau đó bấm Sửa cột để xem lại."
    with FormDialog("Thêm biểu mẫu", told) as form:
        name = form.text("Tên biểu mẫu")
        kind = form.choice("Báo cáo", kinds, "t1")
        heads = form.area("Tiêu đề các cột")

    async def send() -> bool:
        found = [head.strip() for head in str(heads.value or "").replace("\t", "\n").splitlines() if head.strip()]
        if not found or kind.value is None or not str(name.value or "").strip():
            raise ValueError("Ghi tên biểu mẫu, chọn báo cáo và dán tiêu đề các cột.")
        code = str(kind.value)
        return await done(visit, again, save_layout, Layout(str(name.value).strip(), code, matched(code, found)))

    form.send("Lưu biểu mẫu", send)


async def _change(visit: Visit, again: Any, layout: Layout) -> None:
    options = {EMPTY: _BLANK, **{column.key: column.label for column in columns_of(layout.report)}}
    with FormDialog(f"Biểu mẫu {layout.name}", "Mỗi cột của cấp trên lấy cột nào của phần mềm.") as form:
        chosen = [(form.choice(head, options, key), head) for key, head in layout.columns]

    def columns() -> tuple[tuple[str, str], ...]:
        return tuple((str(field.value or EMPTY), head) for field, head in chosen)

    form.send("Lưu cột", lambda: done(visit, again, save_layout, Layout(layout.name, layout.report, columns())))


def scoring(visit: Visit, rule: dict[str, Any], again: Any) -> None:
    """The rule of scores in force, or that there is none."""
    with section("Chấm điểm đơn vị"):
        with box("row").style("margin-bottom:10px"):
            words(_said(rule), "p", "small muted grow")
            button("Đặt quy tắc", lambda: _set_rule(visit, rule, again), "slim")
            if rule:
                button("Thôi chấm điểm", lambda: done(visit, again, set_option, SCORING, {}, visit.today), "slim quiet")
        words(f"Nguồn: {defaults()[SCORING]['source']}.", "p", "small muted")


def _said(rule: dict[str, Any]) -> str:
    if not rule:
        return "Chưa chấm điểm. Đặt quy tắc thì có thêm báo cáo Điểm thực hiện nhiệm vụ theo đơn vị."
    bands = "; ".join(f"{band['label']} từ {band['from']}" for band in rule.get("bands", []))
    return (
        f"100 điểm mỗi nhiệm vụ đúng hạn, trừ {rule.get('per_day', 2)} mỗi ngày chậm, không dưới {rule.get('floor', 0)}, "
        f"quá hạn chưa xong 0; trọng tâm nhân {rule.get('key_weight', 2)}. {f'Mức: {bands}.' if bands else ''}"
    )


async def _set_rule(visit: Visit, rule: dict[str, Any], again: Any) -> None:
    told = "Mỗi mức một dòng: điểm thấp nhất; tên; màu. Ví dụ: 90; Tốt; #2E7D32"
    with FormDialog("Quy tắc chấm điểm", told) as form:
        per_day = form.text("Trừ mỗi ngày chậm", str(rule.get("per_day", 2)))
        floor = form.text("Không dưới", str(rule.get("floor", 0)))
        weight = form.text("Hệ số nhiệm vụ trọng tâm", str(rule.get("key_weight", 2)))
        lines = "\n".join(f"{band['from']}; {band['label']}; {band['colour']}" for band in rule.get("bands", []))
        bands = form.area("Các mức", lines)
        day = form.day("Áp dụng từ ngày", value=visit.today)

    async def send() -> bool:
        value: dict[str, Any] = {"per_day": _number(per_day.value), "floor": _number(floor.value), "key_weight": _number(weight.value)}
        value["bands"] = [_band(line) for line in str(bands.value or "").splitlines() if line.strip()]
        return await done(visit, again, set_option, SCORING, value, form.read(day) or visit.today)

    form.send("Đặt quy tắc", send)


def _band(line: str) -> dict[str, Any]:
    parts = [part.strip() for part in line.split(";")]
    if len(parts) != 3:
        raise ValueError(f"«{line}» chưa đủ ba phần. Viết: điểm thấp nhất; tên; màu.")
    return {"from": _number(parts[0]), "label": parts[1], "colour": parts[2]}


def _number(text: object) -> float:
    try:
        return float(str(text or "").replace(",", "."))
    except ValueError:
        raise ValueError(f"«{text}» không phải là số.") from None
