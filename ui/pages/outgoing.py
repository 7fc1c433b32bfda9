"""Văn bản đi: every document from draft to issue, narrowed by state, kind and words; the printed registers of both directions."""

from __future__ import annotations

from drafting.dates import short
from drafting.kinds import kinds
from tracking.outgoing.life import state_labels
from tracking.screens.outgoing import OutgoingRow, outgoing_list, state_counts
from ui.frame import heading
from ui.parts.html import attr, box, link, words
from ui.parts.lists import address, cell, chips, empty, pager, table, tag, text_cell
from ui.parts.still import still
from ui.parts.wording import Tag, capital, moment
from ui.visit import Visit

PATH = "/van-ban-di"
MEANINGS = {"draft": "", "reviewed": "go", "submitted": "wait", "approved": "soon", "issued": "done", "cancelled": "stop"}


async def show(visit: Visit, tinh_trang: str = "", loai: str = "", tim: str = "", trang: int = 1) -> None:
    """The list; every filter is in the address."""
    page = max(1, trang)
    rows, total = await visit.asked(outgoing_list, tinh_trang, loai, tim, page)
    counts = await visit.asked(state_counts)
    with heading("Văn bản đi", "Dự thảo, trình, duyệt, cấp số. Mỗi bản đã lưu đều còn; số không lùi ngày và không dùng lại."):
        link("Sổ đăng ký văn bản đi", address("/bao-cao", loai="outgoing"), "btn")
        link("Soạn văn bản", "/soan-thao", "btn primary")
    options = [("", "Tất cả", sum(counts.values())), *((code, name, counts[code]) for code, name in state_labels().items())]
    with box("no-print").style("margin-bottom:16px"):
        chips(PATH, "tinh_trang", tinh_trang, options, loai=loai, tim=tim)
    _filters(tinh_trang, loai, tim)
    if rows:
        outgoing_table(rows)
        pager(PATH, page, total, tinh_trang=tinh_trang, loai=loai, tim=tim)
    elif tim or loai or tinh_trang:
        empty("Không có văn bản đi nào theo bộ lọc này. Thử bớt từ, hoặc chọn Tất cả.")
    else:
        empty("Chưa có văn bản đi nào. Bấm Soạn văn bản, hoặc lập công văn đôn đốc; bản đã lưu sẽ hiện ở đây.")


def outgoing_table(rows: list[OutgoingRow]) -> None:
    """Rows of outgoing documents."""
    columns = ("Số, ký hiệu", "Ngày", "Loại", "Trích yếu", "Người soạn", "Tình trạng")
    with table(columns, "Văn bản đi"), box(tag="tbody"):
        for row in rows:
            with box(tag="tr"):
                text_cell("Số, ký hiệu", row.number or "chưa cấp số", "nowrap strong" if row.number else "nowrap muted")
                text_cell("Ngày", short(row.issued_on) if row.issued_on else "", "nowrap")
                text_cell("Loại", capital(row.kind), "nowrap")
                with cell("", "lead text"), link("", f"{PATH}/{row.id}", "cell"):
                    words(capital(row.subject) or "Không có trích yếu", "span", "clip")
                with cell("Người soạn", "who"):
                    words(row.author)
                    words(f"bản {row.version}, {moment(row.changed_at)}", "div", "muted")
                with cell("Tình trạng", "state"):
                    tag(Tag(row.state_label, MEANINGS[row.state]))


def _filters(state: str, kind: str, text: str) -> None:
    with still(), attr(box("filters", "form"), action=PATH, method="get", role="search"):
        with box("field wide", "label"):
            words("Tìm", "span", "name")
            field = attr(box("native", "input"), type="search", name="tim", value=text, data_search="1")
            attr(field, placeholder="số, loại, trích yếu; không cần dấu")
        with box("field", "label"):
            words("Loại văn bản", "span", "name")
            with attr(box("native", "select"), name="loai"):
                for name in ("", *(found.name for found in kinds())):
                    option = attr(words(capital(name) or "Mọi loại", "option"), value=name)
                    if name == kind:
                        attr(option, selected="selected")
        if state:
            attr(box(tag="input"), type="hidden", name="tinh_trang", value=state)
        attr(words("Lọc", "button", "btn"), type="submit")
