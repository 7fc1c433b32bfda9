"""Sổ nhiệm vụ: the paged list with filters that have addresses, a way to Excel, and duties chosen for a draft."""

from __future__ import annotations

import datetime as dt

from drafting.dates import first_date, short
from tracking.register import states
from tracking.screens.directives import office_choices
from tracking.screens.figures import Figures, figures
from tracking.screens.shares import FLAGS, NO_OFFICE, Filters, Share, count_by_bucket, looked_through, shares
from ui.frame import heading
from ui.parts.html import attr, box, link, words
from ui.parts.lists import PAGE_SIZE, address, cell, chips, empty, key_in, pager, table, tag, text_cell
from ui.parts.still import still
from ui.parts.wording import capital, deadline_words, period_words, status_tag, thousands, urgency_tags
from ui.visit import Visit

PATH = "/so-nhiem-vu"
_CHOSEN = "chon"
"""The id of the form that the rows' check boxes belong to."""


async def show(
    visit: Visit,
    tinh_trang: str = "open",
    don_vi: str = "",
    van_ban: str = "",
    tim: str = "",
    tu: str = "",
    den: str = "",
    trang: int = 1,
) -> None:
    """The list; every filter is in the address."""
    kept: dict[str, object] = {"tinh_trang": tinh_trang, "don_vi": don_vi, "van_ban": van_ban, "tim": tim, "tu": tu, "den": den}
    filters = filters_of(tinh_trang, don_vi, van_ban, tim, tu, den)
    page = max(1, trang)
    rows, total = await visit.asked(shares, filters, page)
    numbers = await visit.asked(figures)
    offices = await visit.ask(office_choices)
    with heading("Sổ nhiệm vụ", _sub(filters, offices, total)):
        link("Xuất Excel", address("/so-nhiem-vu.xlsx", **kept), "btn")
        if visit.may("admin", "clerk", "officer", "leader"):
            attr(words("Soạn văn bản triển khai", "button", "btn primary"), type="submit", form=_CHOSEN)
    _chips(numbers, kept, tinh_trang)
    _filter_form(visit, kept, offices)
    through = await visit.asked(looked_through, filters)
    if through is not None:
        told = f"Rất nhiều nhiệm vụ có những chữ này: danh sách chỉ tìm trong {thousands(through)} nhiệm vụ mới nhất có chúng."
        words(f"{told} Thêm chữ, chọn đơn vị, văn bản hoặc khoảng hạn để tìm hết.", "p", "small muted")
    if not rows:
        _nothing(filters)
        return
    with still(), attr(box("", "form"), id=_CHOSEN, action="/soan-thao/moi", method="get"):
        duty_table(rows, visit, numbers.soon_until, choose=visit.may("admin", "clerk", "officer", "leader"))
    pager(PATH, page, total, PAGE_SIZE, **kept)
    if tinh_trang == "tat_ca":
        await _totals(visit, filters)


def filters_of(status: str, office: str, directive: str, text: str, since: str, until: str) -> Filters:
    """The filters that an address asks for; "tat_ca" is every counted row."""
    return Filters("" if status == "tat_ca" else status, key_in(office), key_in(directive), text.strip(), _day(since), _day(until))


def duty_table(rows: list[Share], visit: Visit, soon_until: dt.date, choose: bool = False) -> None:
    """Rows of the register."""
    columns = (*(("",) if choose else ()), "Nội dung nhiệm vụ", "Văn bản giao", "Chủ trì", "Hạn hiện hành", "Tình trạng")
    with table(columns, "Nhiệm vụ"), box(tag="tbody"):
        for row in rows:
            with box(tag="tr"):
                if choose:
                    with cell("", "mark"):
                        mark = attr(box(tag="input"), type="checkbox", name="nv", value=str(row.duty_id))
                        attr(mark, aria_label=f"Chọn: {row.text[:80]}").style("width:18px;height:18px;margin-top:2px")
                with cell("", "lead text"), link("", f"/nhiem-vu/{row.duty_id}", "cell"):
                    words(capital(row.text), "span", "clip")
                with cell("Văn bản giao", "nowrap"):
                    words(row.number)
                    words(_place(row), "div", "muted")
                text_cell("Chủ trì", row.office or "Chưa rõ đơn vị chủ trì", "who")
                with cell("Hạn hiện hành", "day"):
                    words(short(row.due_on) if row.due_on else "không quy định", "span", "nowrap")
                    words(deadline_words(row.deadline)[0] if row.due_on else "", "div", "muted")
                with cell("Tình trạng", "state"):
                    tag(status_tag(row, visit.today, soon_until))
                    for urgent in urgency_tags(row.urgency, states.states()[row.state].open):
                        tag(urgent)
                    if row.waiting_for and row.waiting_since:
                        words(f"Đang chờ {row.waiting_for} từ {short(row.waiting_since)}", "div", "muted")


def _place(row: Share) -> str:
    day = short(row.issued_on) if row.issued_on else ""
    return f"{day} · mục {row.ordinal}" if row.ordinal and day else day or (f"mục {row.ordinal}" if row.ordinal else "")


def _chips(numbers: Figures, kept: dict[str, object], current: str) -> None:
    """The narrowings that people use every day, with their counts over the whole register."""
    flags, buckets = numbers.flags, numbers.buckets
    options = [
        ("open", "Chưa hoàn thành", flags["open"]),
        ("open_overdue", "Quá hạn", buckets["open_overdue"]),
        ("due_soon", "Sắp đến hạn", flags["due_soon"]),
        ("confirmed", "Chờ phân công", flags["confirmed"]),
        ("reported", "Chờ xác nhận", flags["reported"]),
        ("done", "Hoàn thành", sum(buckets[code] for code in buckets if code.startswith("done_"))),
        ("tat_ca", "Tất cả", buckets["total"]),
    ]
    with box("no-print").style("margin-bottom:16px"):
        chips(PATH, "tinh_trang", current, options, **{key: value for key, value in kept.items() if key != "tinh_trang"})


def _filter_form(visit: Visit, kept: dict[str, object], offices: dict[int, str]) -> None:
    with still(), attr(box("filters", "form"), action=PATH, method="get", role="search"):
        _input("Tìm", "tim", str(kept["tim"] or ""), "wide", placeholder="nội dung, số văn bản, đơn vị; không cần dấu", data_search="1")
        options = {
            "tat_ca": "Tất cả",
            **FLAGS,
            **states.buckets(),
            **{code: state.label for code, state in states.states().items() if state.counts},
        }
        _select("Tình trạng", "tinh_trang", options, str(kept["tinh_trang"] or "tat_ca"))
        if visit.who.role != "unit":
            named = {"": "Mọi đơn vị", str(NO_OFFICE): "Chưa rõ đơn vị", **{str(key): name for key, name in offices.items()}}
            _select("Chủ trì", "don_vi", named, str(kept["don_vi"] or ""))
        _input("Hạn từ ngày", "tu", str(kept["tu"] or ""), placeholder="ngày/tháng/năm")
        _input("đến ngày", "den", str(kept["den"] or ""), placeholder="ngày/tháng/năm")
        if kept["van_ban"]:
            attr(box(tag="input"), type="hidden", name="van_ban", value=str(kept["van_ban"]))
        attr(words("Lọc", "button", "btn"), type="submit")


def _input(name: str, key: str, value: str, classes: str = "", **more: str) -> None:
    with box(f"field {classes}".strip(), "label"):
        words(name, "span", "name")
        attr(box("native", "input"), name=key, value=value, **more)


def _select(name: str, key: str, options: dict[str, str], current: str) -> None:
    with box("field", "label"):
        words(name, "span", "name")
        with attr(box("native", "select"), name=key):
            for code, title in options.items():
                option = attr(words(title, "option"), value=code)
                if code == current:
                    attr(option, selected="selected")


def _sub(filters: Filters, offices: dict[int, str], total: int) -> str:
    known = {**FLAGS, **states.buckets(), **{code: state.label for code, state in states.states().items()}}
    parts = [known.get(filters.status, ""), offices.get(filters.office or 0, ""), period_words(filters.since, filters.until)]
    return f"{thousands(total)} phần việc" + "".join(f" · {part}" for part in parts if part)


def _nothing(filters: Filters) -> None:
    if filters.words:
        empty(f"Không có kết quả cho «{filters.words}». Đã tìm cả chữ không dấu và tên viết tắt; thử bỏ bớt bộ lọc.")
        link("Tìm trong mọi nhiệm vụ, văn bản", address("/tim", tim=filters.words), "see-all")
    elif filters.status == "open_overdue":
        empty("Không có nhiệm vụ quá hạn.")
    else:
        empty("Không có nhiệm vụ nào theo bộ lọc này. Chọn Tất cả, hoặc đưa nhiệm vụ vào sổ từ bàn rà soát.")
        link("Bỏ mọi bộ lọc", PATH, "see-all")


async def _totals(visit: Visit, filters: Filters) -> None:
    counts = await visit.asked(count_by_bucket, filters)
    sums = " + ".join(f"{name.lower()} {counts[code]}" for code, name in states.buckets().items())
    words(f"{sums} = {counts['total']}", "p", "small muted")


def _day(text: str) -> dt.date | None:
    return first_date(text) if text else None
