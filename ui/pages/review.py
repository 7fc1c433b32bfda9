"""Rà soát: the documents that wait, and the review desk with the document beside its proposed duties."""

from __future__ import annotations

from nicegui import ui

from tracking.register.directives import mark_no_duty
from tracking.screens.directives import citation, desk, directives, stored_file
from ui.frame import heading
from ui.pages.incoming import directive_table
from ui.pages.review_desk import Reviewer
from ui.parts.fields import button
from ui.parts.html import attr, box, link, words
from ui.parts.lists import empty, pager
from ui.parts.source_view import source_view
from ui.parts.wording import capital
from ui.theme import use
from ui.visit import Visit

PATH = "/ra-soat"
_KEYS = (
    ("J K", "mục sau, mục trước"),
    ("Enter", "đưa vào sổ"),
    ("E", "sửa"),
    ("S", "tách"),
    ("M", "gộp với mục trên"),
    ("X", "không phải nhiệm vụ"),
)
_MORE_KEYS = (("U", "hoàn tác"), ("Shift A", "đưa vào sổ các mục chắc chắn"), ("N", "thêm nhiệm vụ"), ("O", "chỉ việc của cơ quan mình"))


async def waiting(visit: Visit, trang: int = 1) -> None:
    """The documents that wait for review."""
    rows, total = await visit.asked(directives, "", True, max(1, trang))
    with heading("Rà soát", "Văn bản có nhiệm vụ chờ xem và quyết định, mới đến ở trên."):
        pass
    if not rows:
        empty("Đã rà soát hết văn bản. Văn bản mới tải lên sẽ hiện ở đây.")
        return
    directive_table(rows)
    pager(PATH, max(1, trang), total)


async def show(visit: Visit, directive_id: int) -> None:
    """The review desk of one document."""
    data = await visit.asked(desk, directive_id)
    path, name = await visit.asked(stored_file, directive_id) if data.files else (None, "")
    reviewer = Reviewer(visit, data)
    with heading(citation(data), capital(str(data.values.get("subject") or "")), [("Văn bản đến", "/van-ban-den")]):
        for file_id, file_name in data.files:
            attr(link("Tải tệp gốc", f"/van-ban/{directive_id}/tep/{file_id}", "btn"), title=file_name)
        if data.state == "reviewing":
            button("Văn bản không có nhiệm vụ", lambda: reviewer.run(mark_no_duty, directive_id, said="Đã ghi văn bản không có nhiệm vụ."))
        if any(p.state not in ("proposed", "rejected") for p in data.proposals) and visit.may("officer", "clerk", "leader", "admin"):
            link("Soạn văn bản triển khai", f"/soan-thao/moi?van-ban={directive_id}", "btn")
    _notices(reviewer)
    with attr(box("desk"), data_desk="1"):

        @ui.refreshable
        async def source() -> None:
            if path is None:
                empty("Văn bản không có tệp; nhập nhiệm vụ bằng tay.")
            else:
                await source_view(directive_id, path, name, reviewer.data.proposals)

        with attr(box("desk-source", "section"), aria_label="Văn bản", tabindex="0") as pane:
            opening = words("Đang mở văn bản…", "p", "muted").style("padding:24px")
        with attr(box("desk-duties", "section"), aria_label="Nhiệm vụ đề xuất"):
            await reviewer.build()
            _keys()

    async def open_source() -> None:
        opening.delete()
        with pane:
            await source()
        reviewer.show_current()

    ui.timer(0.1, open_source, once=True)
    reviewer.on_new_places = source.refresh
    ui.on("desk_key", lambda event: reviewer.key(str(event.args)))
    ui.on("desk_point", lambda event: reviewer.point(int(event.args)))
    use("desk.js")


def _notices(reviewer: Reviewer) -> None:
    data = reviewer.data
    if data.twin is not None:
        with box("warn-box row").style("margin-bottom:16px"):
            words(f"Cùng số, ngày và cơ quan với văn bản {data.twin[1]}.")
            link("Mở bản đã có", f"{PATH}/{data.twin[0]}")
            button("Ghép vào bản đã có", reviewer.join_twin, "slim")
    for warning in data.warnings:
        words(warning, "p", "warn-box").style("margin-bottom:16px")


def _keys() -> None:
    with attr(box("keys no-print", "p"), aria_label="Phím tắt").style("margin-top:20px"):
        for key, does in (*_KEYS, *_MORE_KEYS):
            with ui.element("span"):
                words(key, "kbd")
                words(f" {does}")
