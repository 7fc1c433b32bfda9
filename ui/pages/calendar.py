"""Lịch thời hạn: the days of a month with what falls due on each."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict

from nicegui import ui

from drafting.dates import WEEKDAYS, short
from tracking.screens.shares import Filters, Share, shares
from tracking.working_days import Calendar
from ui.frame import heading
from ui.parts.html import attr, box, link, words
from ui.parts.lists import address
from ui.parts.wording import capital, two
from ui.visit import Visit

PATH = "/lich"
_MOST = 2000


async def show(visit: Visit, thang: str = "") -> None:
    """A month, "2026-11"; this month unless said."""
    first = _month(thang, visit.today)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    rows, total = await visit.asked(shares, Filters("open", since=first, until=last), 1, _MOST)
    by_day: dict[dt.date, list[Share]] = defaultdict(list)
    for row in rows:
        if row.due_on:
            by_day[row.due_on].append(row)
    with heading("Lịch thời hạn", f"Tháng {first.month}/{first.year}: {two(total)} phần việc chưa hoàn thành đến hạn"):
        link("Tháng trước", address(PATH, thang=f"{first - dt.timedelta(days=1):%Y-%m}"), "btn")
        link("Tháng này", PATH, "btn")
        link("Tháng sau", address(PATH, thang=f"{last + dt.timedelta(days=1):%Y-%m}"), "btn")
    with attr(box("cal"), aria_label=f"Tháng {first.month}/{first.year}", role="group"):
        for name in WEEKDAYS:
            words(capital(name), "div", "dow")
        for day in calendar.Calendar().itermonthdates(first.year, first.month):
            _day(visit, day, first.month, by_day[day])


def _day(visit: Visit, day: dt.date, month: int, rows: list[Share]) -> None:
    look = ["out"] if day.month != month else []
    look += ["off"] if not Calendar.standard().is_working_day(day) else []
    look += ["today"] if day == visit.today else []
    look += ["none"] if not rows else []
    with box(" ".join(look)):
        words(short(day) if rows else str(day.day), "span", "strong" if day == visit.today else "muted")
        if not rows or day.month != month:
            return
        late = day < visit.today
        words(f"{two(len(rows))} {'quá hạn' if late else 'đến hạn'}", "div", "tag late" if late else "tag go")
        for row in rows[:3]:
            with ui.link(target=f"/nhiem-vu/{row.duty_id}"):
                words(row.office or row.text[:60], "span", "clip").style("-webkit-line-clamp:1")
        if len(rows) > 3:
            link(f"và {len(rows) - 3} việc nữa", address("/so-nhiem-vu", tinh_trang="open", tu=short(day), den=short(day)))


def _month(text: str, today: dt.date) -> dt.date:
    try:
        return dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
