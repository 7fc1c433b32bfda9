"""The leader's one screen: what is late and due, what waits for a decision, ten things that matter, whose, whence, and the trend."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from nicegui import ui

from drafting.dates import short
from tracking.register import states
from tracking.screens.days import office_calendar
from tracking.screens.figures import Figures, Line, by_office
from tracking.screens.late import Late, latest_directives, notable
from tracking.screens.shares import NO_OFFICE, Filters, shares
from tracking.screens.trend import Period, due_days, trend
from tracking.screens.waiting import KINDS, waiting
from ui.pages.late import facts_of
from ui.parts.charts import trend_columns, trend_legend, trend_table, weeks
from ui.parts.decisions import Decisions
from ui.parts.figures import bar, legend, tiles
from ui.parts.html import attr, box, hidden, link, section, words
from ui.parts.lists import address, empty, tag
from ui.parts.still import still
from ui.parts.wording import Tag, capital, status_tag, thousands, two, urgency_tags
from ui.visit import Visit

LIST, LATE = "/so-nhiem-vu", "/qua-han"
_OFFICES, _DIRECTIVES, _MATTERS, _FIRST = 12, 8, 10, 3
_WEEKS = 6
_PERIODS: tuple[tuple[Period, str], ...] = (("week", "Theo tuần"), ("month", "Theo tháng"))
_POINTS = 10


async def show(visit: Visit, numbers: Figures) -> None:
    """The screen below its heading."""
    await _figures(visit, numbers)
    with box("board"):
        with box("stack-l"):
            await _decide(visit)
            await _matters(visit, numbers)
        with box("stack-l"):
            await _offices(visit)
            await _directives(visit)
            await _coming(visit)
            await _trend(visit)


async def _figures(visit: Visit, numbers: Figures) -> None:
    flags, sunday = numbers.flags, visit.today + dt.timedelta(days=6 - visit.today.weekday())
    _, week = await visit.asked(shares, Filters("open", since=visit.today, until=sunday), 1, 1)
    this_week = address(LIST, tinh_trang="open", tu=short(visit.today), den=short(sunday))
    tiles(
        [
            ("Quá hạn", numbers.buckets["open_overdue"], LATE, "late"),
            (f"Đến hạn tuần này, đến {short(sunday)}", week, this_week, "soon"),
            ("Xin điều chỉnh", flags["change_asked"], address(LIST, tinh_trang="change_asked"), "wait"),
            ("Chờ xác nhận", flags["reported"], address(LIST, tinh_trang="reported"), "wait"),
            ("Chưa hoàn thành", flags["open"], address(LIST, tinh_trang="open"), ""),
        ]
    )


async def _decide(visit: Visit) -> None:
    """What only a decision moves, the oldest first, a few of each sort."""

    @ui.refreshable
    async def content() -> None:
        found = await visit.asked(waiting)
        if not found:
            empty("Không có việc nào chờ quyết định.")
            return
        for kind, rows in found.items():
            words(f"{KINDS[kind]} ({two(len(rows))})", "h3", "group")
            Decisions(visit, content.refresh).cards(rows[:_FIRST])
            if len(rows) > _FIRST and kind != "ended":
                link(f"Xem cả {two(len(rows))} việc", address(LIST, tinh_trang=kind), "see-all")

    with section("Chờ quyết định", "section decide"):
        await content()


async def _matters(visit: Visit, numbers: Figures) -> None:
    rows = await visit.asked(notable, _MATTERS)
    with section("Mười việc cần xem trước" if len(rows) == _MATTERS else "Việc cần xem trước"):
        if not rows:
            empty(f"Không có nhiệm vụ quá hạn tính đến hết ngày {short(visit.today)}.")
            return
        with still(), box("ranked", "ol"):
            for row in rows:
                with box(tag="li"):
                    _matter(visit, row, numbers.soon_until)


def _matter(visit: Visit, row: Late, soon_until: dt.date) -> None:
    share = row.share
    with box("row"):
        tag(status_tag(share, visit.today, soon_until))
        for mark in urgency_tags(share.urgency, states.states()[share.state].open):
            tag(mark)
        words(share.office or "Chưa rõ đơn vị chủ trì", "span", "strong")
        if row.weighty:
            tag(Tag("Trọng tâm", "soon"))
    link(capital(share.text), f"/nhiem-vu/{share.duty_id}", "what clip")
    words(" · ".join(facts_of(row)), "p", "small muted")


async def _offices(visit: Visit) -> None:
    lines = await visit.asked(by_office)
    with section("Theo đơn vị"):
        legend()
        _bars(lines[:_OFFICES], "don_vi", "đơn vị")
        if len(lines) > _OFFICES:
            link(f"Xem cả {two(len(lines))} đơn vị", "/giao-ban#theo-don-vi", "see-all")


async def _directives(visit: Visit) -> None:
    lines = await visit.asked(latest_directives, _DIRECTIVES)
    with section("Theo văn bản giao, quá hạn nhiều nhất"):
        if lines:
            _bars(lines, "van_ban", "văn bản")
        else:
            empty("Không có văn bản nào còn việc quá hạn.")


def _bars(lines: list[Line], key: str, what: str) -> None:
    """A line for each: its name, its bar, how many are late; a tap tells who and why, or opens the whole list where none is late."""
    most = max((line.total for line in lines), default=0)
    with still(), attr(box("bars", "ol"), aria_label=f"Số phần việc theo {what}"):
        for line in lines:
            chosen, late = {key: line.id or NO_OFFICE}, line.counts["open_overdue"]
            href = address(LATE, **chosen) if late else address(LIST, tinh_trang="tat_ca", **chosen)
            with box(tag="li"), link("", href):
                with box("who", "span"):
                    words(line.name)
                    if line.sub:
                        words(capital(line.sub), "span", "small muted clip")
                with box("n late" if late else "n", "span"):
                    words(thousands(late))
                    hidden(" quá hạn")
                    words(f"/{thousands(line.total)}", "span", "muted")
                bar(line.counts, most)


async def _coming(visit: Visit) -> None:
    last = visit.today + dt.timedelta(days=7 * _WEEKS - 1 - visit.today.weekday())
    due = await visit.asked(due_days, visit.today, last)
    with section(f"Đến hạn trong {two(_WEEKS)} tuần tới"):
        weeks(visit.today, last, due, await visit.ask(office_calendar, visit.today))
        link("Mở lịch thời hạn", "/lich", "see-all")


async def _trend(visit: Visit) -> None:
    """The past is counted from the events, which takes a while in a large register: drawn after the page stands."""
    period: list[Period] = ["week"]

    @ui.refreshable
    async def content() -> None:
        points = await visit.asked(trend, period[0], _POINTS)
        name = "Việc chưa hoàn thành cuối mỗi tuần" if period[0] == "week" else "Việc chưa hoàn thành cuối mỗi tháng"
        trend_columns(points, name)
        trend_legend()
        trend_table(points, name)

    def choose(wanted: Period) -> None:
        period[0] = wanted
        content.refresh()

    with section("Xu hướng"):
        with box("switch").props('role=group aria-label="Kỳ của biểu đồ"'):
            for code, name in _PERIODS:
                _choice(name, code == "week", partial(choose, code))
        with box("chart-room") as room:
            words("Đang tính…", "p", "small muted")

        async def draw() -> None:
            room.clear()
            with room:
                await content()

        ui.timer(0.1, draw, once=True)


def _choice(name: str, chosen: bool, deed: Callable[[], None]) -> None:
    found = attr(words(name, "button", "chip"), type="button", aria_pressed="true" if chosen else "false")
    found.on("click", deed)
    found.on("click", js_handler="(e) => dondoc.press(e.currentTarget)")
