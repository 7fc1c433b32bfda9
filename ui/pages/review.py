"""Rà soát: the documents that wait, and the review desk with the document beside its proposed duties."""

from __future__ import annotations

from typing import Any

from nicegui import ui

from tracking.register.annexes import join_annex
from tracking.register.directives import mark_no_duty, withdraw_import
from tracking.register.uploads import recent
from tracking.screens.directives import citation, desk, directives
from ui.frame import further, heading
from ui.pages.incoming import directive_table
from ui.pages.review_cards import Cards
from ui.pages.review_desk import Reviewer, View
from ui.pages.review_grid import Grid
from ui.pages.review_keys import key_line, pressed
from ui.pages.review_source import SourcePane
from ui.parts.dialogs import FormDialog
from ui.parts.fields import button, choice_field
from ui.parts.html import attr, box, link, words
from ui.parts.lists import empty, pager
from ui.parts.review_card import in_register
from ui.parts.wording import capital, two
from ui.theme import use
from ui.visit import Visit, say

PATH = "/ra-soat"
_VIEWS: dict[str, View] = {"bang": "grid", "the": "cards"}


async def waiting(visit: Visit, trang: int = 1) -> None:
    """The documents that wait for review."""
    rows, total = await visit.asked(directives, "", True, max(1, trang))
    with heading("Rà soát", "Văn bản có nhiệm vụ chờ xem và quyết định, mới đến ở trên."):
        pass
    if not rows:
        empty(_all_done(visit, await visit.asked(recent)))
        return
    directive_table(rows)
    pager(PATH, max(1, trang), total)


def _all_done(visit: Visit, uploads: list[dict[str, Any]]) -> str:
    """What was received today, now that nothing waits."""
    today = [row for row in uploads if row["state"] == "imported" and row["received_on"] == visit.today]
    if not today:
        return "Không có văn bản nào chờ rà soát. Văn bản mới tải lên sẽ hiện ở đây."
    with_duties = sum(row["duties"] > 0 for row in today)
    return (
        f"Đã rà soát hết văn bản tải lên hôm nay: {two(with_duties)} văn bản có nhiệm vụ, "
        f"{two(len(today) - with_duties)} văn bản không có nhiệm vụ hoặc cần nhập tay."
    )


async def show(visit: Visit, directive_id: int, kieu: str = "") -> None:
    """The review desk of one document; kieu: "bang" for the grid, "the" for cards, else as its length asks."""
    data = await visit.asked(desk, directive_id)
    reviewer = Reviewer(visit, data, _VIEWS.get(kieu))
    subject = capital(str(data.values.get("subject") or ""))
    title, sub = (citation(data), subject) if data.values["number"] or not subject else (subject, citation(data))
    with heading(title, sub, [("Văn bản đến", "/van-ban-den")]):
        actions = ui.element("div").classes("row")
    _notices(reviewer)
    await _annex_notice(reviewer)
    with attr(box("desk"), data_desk="1") as desk_box:
        source = SourcePane(reviewer)
        with attr(box("desk-duties", "section"), aria_label="Nhiệm vụ đề xuất"):
            source.cards = Cards(reviewer)
            with source.cards.middle:
                Grid(reviewer)
            keys = box()
    with actions:
        _actions(reviewer, source)
    looks = _Look(reviewer, source, desk_box, keys)
    reviewer.views.append(looks.draw)
    await reviewer.redraw()
    ui.timer(0.1, source.open, once=True)
    reviewer.on_new_places = source.open
    ui.on("desk_key", lambda event: pressed(reviewer, str(event.args)))
    ui.on("desk_quote", lambda event: reviewer.quoted(str(event.args)))
    ui.on("desk_point", lambda event: reviewer.take(int(event.args)))
    use("desk.js")


class _Look:
    """The shape of the desk: wide for cards, in two storeys for the grid; a document without a file leaves it all to the duties."""

    def __init__(self, reviewer: Reviewer, source: SourcePane, desk_box: ui.element, keys: ui.element) -> None:
        self.reviewer, self.source, self.desk_box, self.keys = reviewer, source, desk_box, keys
        self.seen: tuple[str, bool] | None = None

    async def draw(self) -> None:
        """Change it where the view or the files changed."""
        now = (self.reviewer.view, self.source.is_alone)
        if now == self.seen:
            return
        self.seen = now
        add = " ".join(("as-grid" if now[0] == "grid" else "as-cards", "alone" if now[1] else "")).strip()
        self.desk_box.classes(remove="as-grid as-cards alone", add=add)
        self.keys.clear()
        with self.keys:
            key_line(self.reviewer)


def _actions(reviewer: Reviewer, source: SourcePane) -> None:
    data = reviewer.data
    with further():
        for file_id, file_name in data.files:
            attr(link("Tải tệp gốc", f"/van-ban/{data.id}/tep/{file_id}", "btn"), title=file_name)
        link("Văn bản liên quan", f"/van-ban-den/{data.id}/lien-quan", "btn")
        if data.settled and data.arrival != "—":
            link("Phiếu giải quyết", f"/van-ban-den/{data.id}/phieu-giai-quyet.docx", "btn")
        if reviewer.visit.may("admin", "clerk", "leader") and data.state not in ("withdrawn", "merged"):
            button("Rút văn bản nhập nhầm", lambda: _withdraw(reviewer))
    button("Thêm phụ lục", source.ask_for_annex)
    if data.state == "reviewing":
        button("Văn bản không có nhiệm vụ", lambda: reviewer.run(mark_no_duty, data.id, said="Đã ghi văn bản không có nhiệm vụ."))
    if any(in_register(p) for p in data.proposals) and reviewer.visit.may("officer", "clerk", "leader", "admin"):
        link("Soạn văn bản triển khai", f"/soan-thao/moi?van-ban={data.id}", "btn")


async def _withdraw(reviewer: Reviewer) -> None:
    """A document that was brought in by mistake: its number stays, its duties leave every count."""
    hint = "Văn bản giữ số đến trong sổ, ghi là đã rút; các nhiệm vụ của nó ra khỏi mọi số liệu."
    with FormDialog("Rút văn bản nhập nhầm?", hint) as form:
        reason = form.area("Lý do")

    async def send() -> bool:
        done = await reviewer.visit.act(withdraw_import, reviewer.data.id, str(reason.value or ""))
        if done:
            ui.navigate.to("/van-ban-den")
        return done

    form.send("Rút văn bản", send)


async def _annex_notice(reviewer: Reviewer) -> None:
    """A file without number and day may be the annex of another document: it can join it."""
    data, visit = reviewer.data, reviewer.visit
    if data.settled or data.values["number"] or not data.files or any(in_register(p) for p in data.proposals):
        return
    rows, _ = await visit.asked(directives, "", False, 1, 50)
    others = {
        row.id: f"{row.number} · {capital(row.subject)[:80]} (số đến {row.arrival})" for row in rows if row.number and row.id != data.id
    }
    if not others:
        return

    async def join() -> None:
        if chosen.value is None:
            say("Chọn văn bản chính trước.")
        elif await visit.act(join_annex, data.id, chosen.value):
            ui.navigate.to(f"{PATH}/{chosen.value}")

    with box("note-box join").style("margin-bottom:16px"):
        chosen = choice_field("Tệp này là phụ lục của văn bản khác?", others, None, with_input=True, clearable=True)
        button("Ghép làm phụ lục", join, "slim")


def _notices(reviewer: Reviewer) -> None:
    data = reviewer.data
    if data.twin is not None:
        with box("warn-box row").style("margin-bottom:16px"):
            words(f"Cùng số, ngày và cơ quan với văn bản {data.twin[1]}.")
            link("Mở bản đã có", f"{PATH}/{data.twin[0]}")
            button("Ghép vào bản đã có", reviewer.join_twin, "slim")
    if data.needs_typing and not data.settled and not data.warnings:
        words("Chưa đọc được văn bản. Nhập số, ngày, trích yếu, nhiệm vụ theo bản bên cạnh.", "p", "warn-box").style("margin-bottom:16px")
    for warning in data.warnings:
        words(warning, "p", "warn-box").style("margin-bottom:16px")
