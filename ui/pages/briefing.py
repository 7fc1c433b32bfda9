"""Giao ban: the sheet a meeting reads, on two printed pages: the figures, then what is asked, late and due. Numbers open their lists."""

from __future__ import annotations

import datetime as dt

from nicegui import ui

from drafting.dates import short, short_with_weekday
from tracking.register import states
from tracking.register.database import wall_clock
from tracking.screens.figures import Figures, Line, by_office, figures
from tracking.screens.held_up import held_up
from tracking.screens.late import Late, latest_directives, notable
from tracking.screens.shares import NO_OFFICE, Filters, shares
from tracking.screens.trend import trend
from tracking.screens.waiting import KINDS, Waiting, waiting
from ui.frame import heading
from ui.pages.late import facts_of
from ui.parts.decisions import asked_words
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
_MOST_OFFICES, _MOST_DIRECTIVES, _MATTERS, _ASKED, _DUE = 22, 20, 10, 5, 6
"""What fits on two pages of A4; the lists behind the numbers have the rest."""


async def show(visit: Visit) -> None:
    """The page."""
    numbers = await visit.asked(figures)
    offices = await visit.asked(by_office)
    with heading("Giao ban", f"Số liệu tính đến hết ngày {short(visit.today)}, lập lúc {moment(wall_clock())}"):
        attr(button("In", lambda: ui.run_javascript("window.print()"), "primary"), aria_label="In bản giao ban")
    _tiles(visit, numbers)
    if not numbers.buckets["total"]:
        with box().style("margin-top:24px"):
            empty("Sổ chưa có nhiệm vụ nào. Nhiệm vụ vào sổ từ bàn rà soát sẽ được đếm ở đây.")
        return
    _compared(visit)
    with section("Theo đơn vị") as part:
        attr(part, id="theo-don-vi")
        _lines("Đơn vị", offices, "don_vi", _MOST_OFFICES)
        _reconciled(numbers.buckets, offices)
    with box("new-sheet"):
        await _held_up(visit)
        await _asked(visit)
        await _matters(visit)
        await _due(visit)
    papers = await visit.asked(latest_directives, _MOST_DIRECTIVES)
    if papers:
        with section("Theo văn bản giao, quá hạn nhiều nhất", "section no-print"):
            _lines("Văn bản", papers, "van_ban", _MOST_DIRECTIVES, whole=False)


def _tiles(visit: Visit, numbers: Figures) -> None:
    buckets, flags = numbers.buckets, numbers.flags
    tiles(
        [
            ("Quá hạn", buckets["open_overdue"], address(LIST, tinh_trang="open_overdue"), "late"),
            (f"Sắp đến hạn, đến {short(numbers.soon_until)}", flags["due_soon"], address(LIST, tinh_trang="due_soon"), "soon"),
            ("Chờ văn phòng xác nhận", flags["reported"], address(LIST, tinh_trang="reported"), "wait"),
            ("Chờ quyết định điều chỉnh", flags["change_asked"], address(LIST, tinh_trang="change_asked"), "wait"),
            ("Chưa hoàn thành", flags["open"], address(LIST, tinh_trang="open"), ""),
        ]
    )


def _compared(visit: Visit) -> None:
    """This week against the one before; counted from the events, so it comes after the page."""
    line = words("", "p", "small").style("margin-top:12px; min-height:1.5em")

    async def count() -> None:
        before, now = (await visit.asked(trend, "week", 2))[-2:]
        change = now.overdue - before.overdue
        moved = f"tăng {change}" if change > 0 else f"giảm {-change}" if change < 0 else "không đổi"
        line.set_text(
            f"Từ {short(now.start)}: giao mới {now.given}, xong {now.done}; quá hạn {moved} so với cuối tuần trước ({before.overdue})."
        )

    ui.timer(0.1, count, once=True)


async def _held_up(visit: Visit) -> None:
    """What the office itself holds up, one line: it counts against the office."""
    rows = await visit.asked(held_up)
    if rows:
        told = "; ".join(
            f"{KINDS[kind].lower()} {two(sum(row.kind == kind for row in rows))}" for kind in dict.fromkeys(r.kind for r in rows)
        )
        with box("warn-box", "section"):
            words(
                f"Văn phòng đang chậm, tính vào trách nhiệm của văn phòng: {told}; lâu nhất {two(rows[0].working_days)} ngày làm việc.", "p"
            )


async def _asked(visit: Visit) -> None:
    found = [row for rows in (await visit.asked(waiting)).values() for row in rows if row.kind != "reported"]
    if not found:
        return
    with section(f"Nội dung xin ý kiến ({two(len(found))})"):
        with table(("Nhiệm vụ", "Đơn vị", "Đề nghị", "Lý do"), "Nội dung xin ý kiến", tight=True), box(tag="tbody"):
            for row in found[:_ASKED]:
                _asked_row(row)
        if len(found) > _ASKED:
            link(f"Xem cả {two(len(found))} nội dung", "/", "see-all")


def _asked_row(row: Waiting) -> None:
    with box(tag="tr"):
        with cell("", "lead"):
            link(capital(row.share.text), f"/nhiem-vu/{row.share.duty_id}", "cell clip")
        text_cell("Đơn vị", row.share.office)
        text_cell("Đề nghị", asked_words(row))
        with cell("Lý do"):
            words(row.words, "span", "clip")


async def _matters(visit: Visit) -> None:
    rows = await visit.asked(notable, _MATTERS)
    with section("Việc quá hạn cần xem trước"):
        if not rows:
            empty(f"Không có nhiệm vụ quá hạn tính đến hết ngày {short(visit.today)}.")
            return
        columns = ("Nhiệm vụ", "Đơn vị", "Quá hạn", "Nguyên nhân, đang chờ ai")
        with table(columns, "Việc quá hạn cần xem trước", numbers=("Quá hạn",), tight=True), box(tag="tbody"):
            for row in rows:
                _late_row(row)


def _late_row(row: Late) -> None:
    with box(tag="tr"):
        with cell("", "lead"):
            link(capital(row.share.text), f"/nhiem-vu/{row.share.duty_id}", "cell clip")
        text_cell("Đơn vị", row.share.office or "Chưa rõ đơn vị chủ trì")
        text_cell("Quá hạn", f"{thousands(row.share.days_late)} ngày" if row.share.days_late else "chưa", "num")
        with cell("Nguyên nhân, đang chờ ai"):
            words(" · ".join(facts_of(row)), "span", "clip")


async def _due(visit: Visit) -> None:
    until = visit.today + dt.timedelta(days=13 - visit.today.weekday())
    rows, total = await visit.asked(shares, Filters("open", since=visit.today, until=until), 1, _DUE)
    with section(f"Đến hạn đến hết {short_with_weekday(until)} ({two(total)})"):
        if not rows:
            empty("Không có việc nào đến hạn trong thời gian này.")
            return
        with table(("Nhiệm vụ", "Đơn vị", "Hạn hiện hành", "Tình trạng"), "Đến hạn", tight=True), box(tag="tbody"):
            for row in rows:
                with box(tag="tr"):
                    with cell("", "lead"):
                        link(capital(row.text), f"/nhiem-vu/{row.duty_id}", "cell clip")
                    text_cell("Đơn vị", row.office or "Chưa rõ đơn vị chủ trì")
                    text_cell("Hạn hiện hành", short(row.due_on) if row.due_on else "", "nowrap")
                    text_cell("Tình trạng", states.states()[row.state].label, "nowrap")
        if total > _DUE:
            link(f"Xem cả {two(total)} việc", address(LIST, tinh_trang="open", tu=short(visit.today), den=short(until)), "see-all")


def _lines(first: str, lines: list[Line], key: str, most: int, whole: bool = True) -> None:
    """A table of lines, the rest of a long one summed in one line; `whole`: with the sums at its foot."""
    longest = max((line.total for line in lines), default=0)
    with box().style("margin-bottom:10px"):
        legend()
    shown, rest = (lines[:most], lines[most:]) if len(lines) > most + 1 else (lines, [])
    with table((first, "Tỷ phần", *_HEADS), f"Số phần việc theo {first.lower()}", numbers=_HEADS, tight=True):
        with box(tag="tbody"):
            for line in shown:
                _line(line, key, longest)
            if rest:
                _sum_row("td", f"{two(len(rest))} {first.lower()} khác", rest)
        if whole:
            with box(tag="tfoot"):
                _sum_row("th", "Tổng cộng", lines, linked=True)


def _sum_row(kind: str, name: str, lines: list[Line], linked: bool = False) -> None:
    with box(tag="tr"):
        head = words(name, kind, "lead")
        if kind == "th":
            attr(head, scope="row")
        words("", "td")
        for column, number, code in zip(_HEADS, _numbers([line.counts for line in lines]), _CODES, strict=True):
            _number(column, number, address(LIST, tinh_trang=code) if linked else "")


def _line(line: Line, key: str, most: int) -> None:
    with box(tag="tr"):
        with cell("", "lead"):
            link(line.name, address(LIST, tinh_trang="tat_ca", **{key: line.id or NO_OFFICE}))
            if line.sub:
                words(capital(line.sub), "div", "muted clip")
        with cell("", "bar-cell"):
            bar(line.counts, most)
        for name, number, code in zip(_HEADS, _numbers([line.counts]), _CODES, strict=True):
            _number(name, number, address(LIST, tinh_trang=code, **{key: line.id or NO_OFFICE}))


def _number(name: str, number: int, href: str) -> None:
    with cell(name, "num"):
        if number and href:
            link(thousands(number), href)
        else:
            words(thousands(number), "span", "" if number else "muted")


def _numbers(counts: list[dict[str, int]]) -> list[int]:
    sums = {code: sum(found[code] for found in counts) for code in states.buckets()}
    stopped = sums["suspended"] + sums["withdrawn"] + sums["replaced"]
    return [*(sums[code] for code in _COLUMNS), stopped, sum(sums.values())]


def _reconciled(buckets: dict[str, int], offices: list[Line]) -> None:
    """The sentence that shows the figures agree: nine groups, the total, and the sum over the offices."""
    parts = " + ".join(f"{name.lower()} {buckets[code]}" for code, name in states.buckets().items() if buckets[code])
    over = sum(line.total for line in offices)
    words(f"Tổng số {buckets['total']} = {parts} = cộng các đơn vị {over}.", "p", "small muted").style("margin-top:12px")
