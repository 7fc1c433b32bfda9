"""Rà soát: the documents that wait, and the review desk with the document beside its proposed duties."""

from __future__ import annotations

from nicegui import ui

from tracking.register.directives import mark_no_duty
from tracking.screens.directives import citation, desk, directives, stored_file
from ui.frame import heading
from ui.pages.incoming import directive_table
from ui.pages.review_cards import Cards
from ui.pages.review_desk import Reviewer, View
from ui.pages.review_grid import Grid
from ui.pages.review_keys import key_line, pressed
from ui.parts.fields import button
from ui.parts.html import attr, box, link, words
from ui.parts.lists import empty, pager
from ui.parts.review_card import in_register
from ui.parts.source_view import source_view
from ui.parts.wording import capital
from ui.theme import use
from ui.visit import Visit

PATH = "/ra-soat"
_VIEWS: dict[str, View] = {"bang": "grid", "the": "cards"}


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


async def show(visit: Visit, directive_id: int, kieu: str = "") -> None:
    """The review desk of one document; kieu: "bang" for the grid, "the" for cards, else as its length asks."""
    data = await visit.asked(desk, directive_id)
    path, name = await visit.asked(stored_file, directive_id) if data.files else (None, "")
    reviewer = Reviewer(visit, data, _VIEWS.get(kieu))
    subject = capital(str(data.values.get("subject") or ""))
    title, sub = (citation(data), subject) if data.values["number"] or not subject else (subject, citation(data))
    with heading(title, sub, [("Văn bản đến", "/van-ban-den")]):
        _actions(reviewer)
    _notices(reviewer)
    desk_box = attr(box("desk"), data_desk="1")
    with desk_box:
        with attr(box("desk-source", "section"), aria_label="Văn bản", tabindex="0") as pane:
            opening = words("Đang mở văn bản…", "p", "muted").style("padding:24px")
        with attr(box("desk-duties", "section"), aria_label="Nhiệm vụ đề xuất"):
            cards = Cards(reviewer)
            with cards.middle:
                Grid(reviewer)
            keys = box()

    async def look() -> None:
        """The desk is wide for cards, in two storeys for the grid; a document without a file leaves it all to the duties."""
        desk_box.classes(remove="as-grid as-cards alone", add="as-grid" if reviewer.view == "grid" else "as-cards")
        if path is None:
            desk_box.classes(add="alone")
        keys.clear()
        with keys:
            key_line(reviewer)

    view = [reviewer.view]

    async def relook() -> None:
        if view[0] != reviewer.view:
            view[0] = reviewer.view
            await look()

    @ui.refreshable
    async def source() -> None:
        if path is None:
            empty("Văn bản không có tệp; nhập nhiệm vụ bằng tay.")
        else:
            await source_view(directive_id, path, name, reviewer.data.proposals)

    async def open_source() -> None:
        opening.delete()
        with pane:
            await source()
        cards.forget_places()

    async def places_anew() -> None:
        await source.refresh()
        cards.forget_places()

    await look()
    reviewer.views.append(relook)
    await reviewer.redraw()
    ui.timer(0.1, open_source, once=True)
    reviewer.on_new_places = places_anew
    ui.on("desk_key", lambda event: pressed(reviewer, str(event.args)))
    ui.on("desk_point", lambda event: reviewer.take(int(event.args)))
    use("desk.js")


def _actions(reviewer: Reviewer) -> None:
    data = reviewer.data
    for file_id, file_name in data.files:
        attr(link("Tải tệp gốc", f"/van-ban/{data.id}/tep/{file_id}", "btn"), title=file_name)
    if data.state == "reviewing":
        button("Văn bản không có nhiệm vụ", lambda: reviewer.run(mark_no_duty, data.id, said="Đã ghi văn bản không có nhiệm vụ."))
    if any(in_register(p) for p in data.proposals) and reviewer.visit.may("officer", "clerk", "leader", "admin"):
        link("Soạn văn bản triển khai", f"/soan-thao/moi?van-ban={data.id}", "btn")


def _notices(reviewer: Reviewer) -> None:
    data = reviewer.data
    if data.twin is not None:
        with box("warn-box row").style("margin-bottom:16px"):
            words(f"Cùng số, ngày và cơ quan với văn bản {data.twin[1]}.")
            link("Mở bản đã có", f"{PATH}/{data.twin[0]}")
            button("Ghép vào bản đã có", reviewer.join_twin, "slim")
    for warning in data.warnings:
        words(warning, "p", "warn-box").style("margin-bottom:16px")
