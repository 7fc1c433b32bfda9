"""Giao ban: one screen for the leader: what is late, whose, from which directive. Every number opens its list, and all agree."""

from __future__ import annotations

import datetime as dt

from nicegui import ui

from drafting.dates import short
from tracking.register import states
from tracking.register.database import wall_clock
from tracking.register.extensions import KINDS, requests
from tracking.screens.figures import Line, by_directive, by_office, figures
from tracking.screens.shares import NO_OFFICE, Filters, shares
from ui.frame import heading
from ui.pages.register import duty_table
from ui.parts.fields import button
from ui.parts.figures import bar, legend, tiles
from ui.parts.html import attr, box, link, section, words
from ui.parts.lists import address, cell, empty, table, text_cell
from ui.parts.wording import capital, moment, thousands, two
from ui.visit import Visit

LIST = "/so-nhiem-vu"
_COLUMNS = ("open_overdue", "open_in_time", "open_no_deadline", "done_on_time", "done_late", "done_no_deadline")
_HEADS = ("Quá hạn", "Trong hạn", "Không thời hạn", "Xong đúng hạn", "Xong quá hạn", "Xong, không thời hạn", "Tạm hoãn, rút, thay", "Tổng")
_CODES = (*_COLUMNS, "stopped", "tat_ca")
_MATTERS = 10


async def show(visit: Visit) -> None:
    """The page."""
    numbers = await visit.asked(figures)
    offices, papers = await visit.asked(by_office), await visit.asked(by_directive)
    buckets, flags = numbers.buckets, numbers.flags
    with heading("Giao ban", f"Số liệu tính đến hết ngày {short(visit.today)}, lập lúc {moment(wall_clock())}"):
        button("In", lambda: ui.run_javascript("window.print()"))
    tiles(
        [
            ("Quá hạn", buckets["open_overdue"], address(LIST, tinh_trang="open_overdue"), "late"),
            (f"Sắp đến hạn, đến {short(numbers.soon_until)}", flags["due_soon"], address(LIST, tinh_trang="due_soon"), "soon"),
            ("Chờ văn phòng xác nhận", flags["reported"], address(LIST, tinh_trang="reported"), "wait"),
            ("Chờ quyết định điều chỉnh", flags["change_asked"], address(LIST, tinh_trang="change_asked"), "wait"),
            ("Chưa hoàn thành", flags["open"], address(LIST, tinh_trang="open"), ""),
        ]
    )
    if not buckets["total"]:
        with box().style("margin-top:24px"):
            empty("Sổ chưa có nhiệm vụ nào. Nhiệm vụ vào sổ từ bàn rà soát sẽ được đếm ở đây.")
        return
    await _asked(visit)
    await _matters(visit, numbers.soon_until, buckets["open_overdue"])
    with section("Theo đơn vị"):
        _lines("Đơn vị", offices, "don_vi")
    with section("Theo văn bản giao"):
        _lines("Văn bản", papers, "van_ban")
    _reconciled(buckets, offices)


async def _asked(visit: Visit) -> None:
    rows = await visit.ask(requests)
    if not rows:
        return
    columns = ("Nhiệm vụ", "Đơn vị", "Đề nghị", "Hạn hiện hành", "Lý do")
    with section("Xin ý kiến: đề nghị điều chỉnh"), table(columns, "Đề nghị điều chỉnh"), ui.element("tbody"):
        for row in rows:
            with ui.element("tr"):
                with cell("", "lead"):
                    link(str(row["text"]), f"/nhiem-vu/{row['duty_id']}")
                text_cell("Đơn vị", str(row["office"]))
                asked = row["asked_due_on"]
                text_cell("Đề nghị", KINDS[str(row["kind"])] + (f" đến {_day(asked)}" if asked else ""))
                text_cell("Hạn hiện hành", _day(row["due_on"]))
                text_cell("Lý do", str(row["reason"]))


async def _matters(visit: Visit, soon_until: dt.date, late: int) -> None:
    rows, _ = await visit.asked(shares, Filters("open_overdue"), 1, _MATTERS)
    with section(f"Quá hạn lâu nhất ({two(len(rows))} trong {two(late)})" if rows else "Quá hạn"):
        if rows:
            duty_table(rows, visit, soon_until)
        else:
            empty(f"Không có nhiệm vụ quá hạn tính đến hết ngày {short(visit.today)}.")


def _lines(first: str, lines: list[Line], key: str) -> None:
    most = max((line.total for line in lines), default=0)
    with box("no-print").style("margin-bottom:10px"):
        legend()
    with table((first, "Tỷ phần", *_HEADS), f"Số phần việc theo {first.lower()}", numbers=_HEADS):
        with ui.element("tbody"):
            for line in lines:
                _line(line, key, most)
        with ui.element("tfoot"), ui.element("tr"):
            attr(words("Tổng cộng", "th"), scope="row")
            words("", "td")
            for name, number, code in zip(_HEADS, _numbers([line.counts for line in lines]), _CODES, strict=True):
                _number(name, number, address(LIST, tinh_trang=code))


def _line(line: Line, key: str, most: int) -> None:
    with ui.element("tr"):
        with cell("", "lead"):
            link(line.name, address(LIST, tinh_trang="tat_ca", **{key: line.id or NO_OFFICE}))
            if line.sub:
                words(capital(line.sub), "div", "muted clip")
        with cell() as place:
            place.style("min-width:130px; vertical-align:middle")
            bar(line.counts, most)
        for name, number, code in zip(_HEADS, _numbers([line.counts]), _CODES, strict=True):
            _number(name, number, address(LIST, tinh_trang=code, **{key: line.id or NO_OFFICE}))


def _number(name: str, number: int, href: str) -> None:
    with cell(name, "num"):
        if number:
            link(thousands(number), href)
        else:
            words("0", "span", "muted")


def _numbers(counts: list[dict[str, int]]) -> list[int]:
    sums = {code: sum(found[code] for found in counts) for code in states.buckets()}
    stopped = sums["suspended"] + sums["withdrawn"] + sums["replaced"]
    return [*(sums[code] for code in _COLUMNS), stopped, sum(sums.values())]


def _reconciled(buckets: dict[str, int], offices: list[Line]) -> None:
    """The sentence that shows the figures agree: nine groups, the total, and the sum over the offices."""
    parts = " + ".join(f"{name.lower()} {buckets[code]}" for code, name in states.buckets().items() if buckets[code])
    over = sum(line.total for line in offices)
    words(f"Tổng số {buckets['total']} = {parts} = cộng các đơn vị {over}.", "p", "small muted").style("margin-top:20px")


def _day(value: object) -> str:
    return short(value) if isinstance(value, dt.date) else "không quy định"
