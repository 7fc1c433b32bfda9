"""Lịch thời hạn: the days of a month with what falls due on each, or a time line of what is open; both by office."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict

from drafting.dates import WEEKDAYS, short
from tracking.screens.days import office_calendar
from tracking.screens.directives import office_choices
from tracking.screens.shares import Filters, Share, shares
from tracking.working_days import Calendar
from ui.frame import heading
from ui.parts.charts import time_line
from ui.parts.html import attr, box, link, words
from ui.parts.lists import address, empty, key_in, pager
from ui.parts.still import still
from ui.parts.wording import capital, short_name, thousands, two
from ui.visit import Visit

PATH, LIST = "/lich", "/so-nhiem-vu"
LINE = "dong-thoi-gian"
_MOST = 2000
_ROWS = 40
_BACK, _AHEAD = 45, 75
"""The days that the time line shows before and after today."""


async def show(visit: Visit, thang: str = "", xem: str = "", don_vi: str = "", trang: int = 1) -> None:
    """A month, "2026-11" (this month unless said), or the time line."""
    office = key_in(don_vi)
    if xem == LINE:
        await _line(visit, office, max(1, trang))
    else:
        await _month_page(visit, _month(thang, visit.today), office)


async def _month_page(visit: Visit, first: dt.date, office: int | None) -> None:
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    rows, total = await visit.asked(shares, Filters("open", office, since=first, until=last), 1, _MOST)
    by_day: dict[dt.date, list[Share]] = defaultdict(list)
    for row in rows:
        if row.due_on:
            by_day[row.due_on].append(row)
    with heading("Lịch thời hạn", f"Tháng {first.month}/{first.year}: {two(total)} phần việc chưa hoàn thành đến hạn"):
        link("Tải lịch", address("/lich.ics", don_vi=office), "btn")
        link("Tháng trước", address(PATH, thang=f"{first - dt.timedelta(days=1):%Y-%m}", don_vi=office), "btn")
        link("Tháng này", address(PATH, don_vi=office), "btn")
        link("Tháng sau", address(PATH, thang=f"{last + dt.timedelta(days=1):%Y-%m}", don_vi=office), "btn")
    await _views(visit, "", office, f"{first:%Y-%m}")
    days = await visit.ask(office_calendar, visit.today)
    with still(), attr(box("cal"), aria_label=f"Tháng {first.month}/{first.year}", role="group"):
        for name in WEEKDAYS:
            words(capital(name), "div", "dow")
        for day in calendar.Calendar().itermonthdates(first.year, first.month):
            _day(visit, day, first.month, by_day[day], days, office)
    if not total:
        words("Tháng này không có việc nào đến hạn.", "p", "muted").style("margin-top:14px")


async def _line(visit: Visit, office: int | None, page: int) -> None:
    first, last = visit.today - dt.timedelta(days=_BACK), visit.today + dt.timedelta(days=_AHEAD)
    rows, total = await visit.asked(shares, Filters("open", office, since=first, until=last), page, _ROWS)
    _, before = await visit.asked(shares, Filters("open_overdue", office, until=first - dt.timedelta(days=1)), 1, 1)
    with heading(
        "Lịch thời hạn", f"Dòng thời gian: {thousands(total)} phần việc chưa hoàn thành có hạn từ {short(first)} đến {short(last)}"
    ):
        pass
    await _views(visit, LINE, office, "")
    if before:
        earlier = address("/qua-han", don_vi=office)
        link(f"Còn {two(before)} việc quá hạn từ trước {short(first)}: xem vì sao", earlier).style(
            "display:inline-block; margin-bottom:14px"
        )
    if not rows:
        empty("Không có việc nào có hạn trong thời gian này.")
        return
    with box("legend no-print", "p").style("margin-bottom:10px"):
        for look, name in (("b-open", "Từ ngày văn bản đến hạn"), ("b-late", "Quá hạn đến hôm nay")):
            with box(tag="span"):
                box(look, "i")
                words(name)
    time_line(rows, first, last, visit.today)
    pager(PATH, page, total, _ROWS, xem=LINE, don_vi=office)


async def _views(visit: Visit, current: str, office: int | None, month: str) -> None:
    """The two ways to look, and the office looked at."""
    with box("row no-print").style("margin-bottom:16px; justify-content:space-between"):
        with box("chips", "ul"):
            for code, name in (("", "Theo tháng"), (LINE, "Dòng thời gian")):
                with box(tag="li"):
                    found = link(name, address(PATH, xem=code, don_vi=office), "chip")
                    if code == current:
                        attr(found, aria_current="true")
        if visit.who.role != "unit":
            await _office_form(visit, current, office, month)


async def _office_form(visit: Visit, current: str, office: int | None, month: str) -> None:
    offices = await visit.ask(office_choices)
    with still(), attr(box("row", "form"), action=PATH, method="get"):
        for name, value in (("xem", current), ("thang", month)):
            if value:
                attr(box(tag="input"), type="hidden", name=name, value=value)
        with attr(box("native", "select"), name="don_vi", aria_label="Đơn vị").style("width:auto; max-width:280px"):
            attr(words("Mọi đơn vị", "option"), value="")
            for key, title in offices.items():
                option = attr(words(title, "option"), value=str(key))
                if key == office:
                    attr(option, selected="selected")
        attr(words("Xem", "button", "btn"), type="submit")


def _day(visit: Visit, day: dt.date, month: int, rows: list[Share], days: Calendar, office: int | None) -> None:
    look = ["out"] if day.month != month else []
    look += ["off"] if not days.is_working_day(day) else []
    look += ["today"] if day == visit.today else []
    look += ["none"] if not rows else []
    with box(" ".join(look)):
        words(short(day) if rows else str(day.day), "span", "strong" if day == visit.today else "muted")
        if not rows or day.month != month:
            return
        late = day < visit.today
        alone = office is not None or visit.may("unit")
        words(f"{two(len(rows))} {'quá hạn' if late else 'đến hạn'}", "div", "tag late" if late else "tag go")
        for row in rows[:3]:
            with link("", f"/nhiem-vu/{row.duty_id}"):
                words(capital(row.text[:60]) if alone or not row.office else short_name(row.office), "span", "clip").style(
                    "-webkit-line-clamp:1"
                )
        if len(rows) > 3:
            asked = {"tinh_trang": "open", "don_vi": office, "tu": short(day), "den": short(day)}
            link(f"và {len(rows) - 3} việc nữa", address(LIST, **asked))


def _month(text: str, today: dt.date) -> dt.date:
    try:
        return dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
