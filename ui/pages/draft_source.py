"""Which kind of document carries out a directive, and which of its duties: the step between the directive and the drafting desk."""

from __future__ import annotations

from nicegui import ui

from drafting.dates import short
from tracking.screens.directives import citation, desk
from tracking.screens.shares import Filters, shares
from ui.frame import heading
from ui.parts.html import attr, box, link, words
from ui.parts.lists import empty
from ui.parts.wording import capital, two
from ui.visit import Visit

_MOST = 400


async def choose_kind(visit: Visit, directive_id: int) -> None:
    """The open duties of a directive, all chosen, and the two kinds that carry duties out."""
    data = await visit.asked(desk, directive_id)
    rows, _ = await visit.asked(shares, Filters("open", directive=directive_id), 1, _MOST)
    duties = list({row.duty_id: row for row in rows}.values())
    sub = f"Thực hiện {citation(data)}: {data.values.get('subject') or 'không có trích yếu'}"
    with heading("Soạn văn bản triển khai", sub, [("Văn bản đến", "/van-ban-den"), ("Văn bản", f"/ra-soat/{directive_id}")]):
        pass
    if not duties:
        empty("Văn bản này không còn nhiệm vụ chưa hoàn thành trong sổ. Rà soát và đưa nhiệm vụ vào sổ trước.")
        link("Mở bàn rà soát", f"/ra-soat/{directive_id}", "btn").style("margin-top:16px")
        return
    with attr(box("", "form"), action="/soan-thao/moi", method="get"):
        attr(ui.element("input"), type="hidden", name="van-ban", value=str(directive_id))
        with box("row").style("margin-bottom:20px"):
            for code, name, hint in (
                ("ke-hoach", "Kế hoạch", "phụ lục phân công từng đơn vị"),
                ("cong-van", "Công văn", "giao việc theo từng đơn vị"),
            ):
                chosen = attr(words(f"{name}: {hint}", "button", "btn primary" if code == "ke-hoach" else "btn"), type="submit")
                attr(chosen, name="loai", value=code)
        with box("pick", "ul"):
            for row in duties:
                with ui.element("li"), box("", "label"):
                    attr(ui.element("input"), type="checkbox", name="nv", value=str(row.duty_id), checked="checked")
                    with box():
                        words(capital(row.text), "p")
                        day = f"hạn {short(row.due_on)}" if row.due_on else "không quy định thời hạn"
                        said = (f"Mục {row.ordinal}" if row.ordinal else "", row.office, day)
                        words(" · ".join(filter(None, said)), "p", "small muted")
        words(f"{two(len(duties))} nhiệm vụ chưa hoàn thành; bỏ đánh dấu việc không triển khai.", "p", "small muted")
