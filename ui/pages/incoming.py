"""Văn bản đến: drop received files, see what became of each, and the list of what has arrived."""

from __future__ import annotations

from typing import Any

from nicegui import ui

from drafting.dates import short
from tracking.register.uploads import recent
from tracking.screens.directives import Row, directives
from ui.frame import heading
from ui.parts.html import attr, box, link, words
from ui.parts.lists import cell, chips, empty, pager, table, tag, text_cell
from ui.parts.still import still
from ui.parts.wording import Tag, capital, moment, urgency_tags
from ui.theme import use
from ui.uploads import MOST_MB
from ui.visit import Visit

PATH = "/van-ban-den"
SPOKEN, SHEET = f"{PATH}/ghi-viec", f"{PATH}/so-cu"
_MOST_UNFINISHED = 8


async def show(visit: Visit, tim: str = "", cho: str = "", trang: int = 1) -> None:
    """The page; tim: searched words; cho: "1" for what waits for review only."""
    with heading("Văn bản đến", "Tải văn bản chỉ đạo lên; phần mềm đọc và đề xuất nhiệm vụ, người rà soát quyết định."):
        if visit.may("admin", "officer", "leader"):
            link("Nhập sổ theo dõi Excel", SHEET, "btn")
        link("Ghi việc giao tại cuộc họp", SPOKEN, "btn")
    drop_zone()

    @ui.refreshable
    async def received() -> None:
        rows, total = await visit.asked(directives, tim, cho == "1", max(1, trang))
        if rows:
            directive_table(rows)
            pager(PATH, max(1, trang), total, tim=tim, cho=cho)
        elif tim:
            empty(f"Không có kết quả cho «{tim}». Đã tìm cả chữ không dấu; thử bớt từ.")
        else:
            empty("Chưa có văn bản nào. Kéo tệp vào khung phía trên, hoặc bấm Tải văn bản lên.")

    _unfinished(visit, await visit.asked(recent))
    with box("section", "section").style("margin-top:32px"):
        words("Đã nhận", "h2")
        with box("row").style("margin-bottom:14px; justify-content:space-between"):
            chips(PATH, "cho", cho, [("", "Tất cả", None), ("1", "Chờ rà soát", None)], tim=tim)
            search_form(PATH, tim, "Tìm số, trích yếu, cơ quan", cho=cho)
        await received()
    ui.on("files_settled", received.refresh)


def drop_zone() -> None:
    """The place to drop files, with its list of outcomes."""
    with attr(box("drop"), data_drop="/tai-len"):
        words("Kéo tệp vào đây", "h2")
        words("Nhiều tệp một lúc: Word, PDF, bản quét, ảnh, trang web, văn bản thuần, phụ lục Excel, gói .zip.", "p")
        words(f"Tối đa {MOST_MB} MB mỗi tệp. Văn bản mật không được tải lên.", "p")
        attr(words("Tải văn bản lên", "button", "btn primary"), type="button", data_pick="1")
        attr(box("sr", "input"), type="file", multiple="multiple", tabindex="-1", aria_label="Chọn tệp văn bản")
    attr(box("summary strong", "p"), data_summary="1", aria_live="polite")
    attr(box("outcomes", "ul"), data_outcomes="1", aria_live="polite", aria_label="Kết quả từng tệp")
    use("upload.js")


def search_form(path: str, value: str, hint: str, **kept: object) -> None:
    """A plain search form: its answer has an address."""
    with still(), attr(box("row", "form"), action=path, method="get", role="search"):
        for key, found in kept.items():
            if found:
                attr(box(tag="input"), type="hidden", name=key, value=str(found))
        field = attr(box("native", "input"), type="search", name="tim", value=value, data_search="1")
        attr(field, placeholder=hint, aria_label=hint).style("width:280px; max-width:100%")
        attr(words("Tìm", "button", "btn"), type="submit")


def directive_table(rows: list[Row]) -> None:
    """The list of documents."""
    with table(("Số đến", "Số, ký hiệu", "Ngày văn bản", "Cơ quan ban hành", "Trích yếu", "Nhiệm vụ"), "Văn bản đến"), box(tag="tbody"):
        for row in rows:
            with box(tag="tr"):
                text_cell("Số đến", row.arrival, "nowrap")
                with cell("", "lead nowrap"):
                    link(row.number or "Không số", f"/ra-soat/{row.id}", "strong")
                text_cell("Ngày văn bản", short(row.issued_on) if row.issued_on else "chưa rõ", "nowrap")
                text_cell("Cơ quan", row.issuer or "chưa rõ")
                text_cell("Trích yếu", capital(row.subject) or "chưa đọc được")
                with cell("Nhiệm vụ"):
                    tag(_state(row))
                    for mark in urgency_tags(row.urgency, bool(row.waiting or row.needs_typing)):
                        tag(mark)


def _unfinished(visit: Visit, rows: list[dict[str, Any]]) -> None:
    """What was sent in today and is still being read, or could not be kept: also after the page was left."""
    left = [row for row in rows if row["state"] in ("waiting", "unreadable", "refused") and row["received_on"] == visit.today]
    if not left:
        return
    with still(), box("section", "section"):
        words("Hôm nay chưa vào sổ", "h2")
        with box("outcomes", "ul"):
            for row in left[:_MOST_UNFINISHED]:
                with box(tag="li"):
                    words(row["name"] or "Tệp có dấu chỉ độ mật, đã xóa", "span", "file")
                    tag(_UNFINISHED[row["state"]])
                    words(" ".join([*row["warnings"], f"Tải lên lúc {moment(row['uploaded_at'])}."]), "div", "said")


_UNFINISHED = {"waiting": Tag("Đang đọc", "go"), "unreadable": Tag("Chưa lưu", "late"), "refused": Tag("Không nhận", "late")}


def _state(row: Row) -> Tag:
    if row.needs_typing:
        return Tag("Cần nhập tay", "soon")
    if row.waiting:
        unsure = f", {row.unsure} cần xem kỹ" if row.unsure else ""
        return Tag(f"{row.waiting} chờ rà soát{unsure}", "wait")
    if row.kept:
        return Tag(f"{row.kept} trong sổ", "done")
    return Tag("Không có nhiệm vụ", "stop") if row.no_duty or row.state == "settled" else Tag("Chưa thấy nhiệm vụ", "")
