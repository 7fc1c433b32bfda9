"""Pictures for those who look rather than read. Each is a list that says the same in words: it reads aloud, prints, needs no script."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from nicegui import ui

from drafting.dates import short, short_with_weekday
from tracking.screens.trend import Point
from tracking.working_days import Calendar
from ui.parts.html import attr, box, words
from ui.parts.lists import address, table, text_cell
from ui.parts.wording import capital, thousands, two

LIST = "/so-nhiem-vu"
_SHADES = 4
_SHORT_NAMES = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


def trend_columns(points: Sequence[Point], name: str) -> None:
    """A column for each period: overdue below, in time above, both with their numbers; what was given and done underneath."""
    most = max((point.in_time + point.overdue for point in points), default=0) or 1
    with attr(box("trend", "ol"), aria_label=name):
        for point in points:
            with ui.element("li"):
                words(f"Đến hết {short(point.end)}: quá hạn {point.overdue}, chưa đến hạn {point.in_time}.", "span", "sr")
                with attr(box("pile"), aria_hidden="true"):
                    _part("b-open", point.in_time, most)
                    _part("b-late", point.overdue, most)
                attr(words(f"{point.end.day:02d}/{point.end.month}", "span", "when"), aria_hidden="true")


def _part(look: str, number: int, most: int) -> None:
    if number:
        with box(look, "i").style(f"height:{100 * number / most:.1f}%"):
            words(thousands(number), "b")


def trend_table(points: Sequence[Point], name: str) -> None:
    """The same figures as a table, folded away."""
    columns = ("Đến hết ngày", "Quá hạn", "Chưa đến hạn", "Giao mới trong kỳ", "Xong trong kỳ")
    with box("behind", "details"):
        words("Bảng số liệu", "summary")
        with table(columns, name, numbers=columns[1:]), ui.element("tbody"):
            for point in reversed(points):
                with ui.element("tr"):
                    attr(words(short(point.end), "th", "lead"), scope="row")
                    for column, number in zip(columns[1:], (point.overdue, point.in_time, point.given, point.done), strict=True):
                        text_cell(column, thousands(number), "num")


def trend_legend() -> None:
    """What the two colours of the columns mean."""
    with box("legend", "p"):
        for look, name in (("b-late", "Quá hạn"), ("b-open", "Chưa đến hạn hoặc không quy định thời hạn")):
            with ui.element("span"):
                box(look, "i")
                words(name)


def weeks(today: dt.date, last: dt.date, due: Mapping[dt.date, int]) -> None:
    """The coming weeks, a cell a day, darker where more falls due; each day opens its list."""
    most = max(due.values(), default=0) or 1
    first = today - dt.timedelta(days=today.weekday())
    with attr(box("weeks", "ol"), aria_label="Số việc đến hạn từng ngày"):
        for name in _SHORT_NAMES:
            attr(words(name, "li", "dow"), aria_hidden="true")
        for offset in range((last - first).days + 1):
            day = first + dt.timedelta(days=offset)
            with box(_look(day, today, due.get(day, 0), most), "li"):
                _day(day, due.get(day, 0), day < today)


def _look(day: dt.date, today: dt.date, number: int, most: int) -> str:
    shade = -(-_SHADES * number // most) if day >= today else 0
    marks = ("now" if day == today else "", "past" if day < today else "", "" if Calendar.standard().is_working_day(day) else "off")
    return " ".join(filter(None, (f"shade-{shade}", *marks)))


def _day(day: dt.date, number: int, past: bool) -> None:
    name = f"{day.day}/{day.month}" if day.day == 1 or day.weekday() == 0 else str(day.day)
    if not number or past:
        attr(words(name, "span", "date"), aria_hidden="true")
        return
    with ui.link(target=address(LIST, tinh_trang="open", tu=short(day), den=short(day))) as found:
        attr(found, aria_label=f"{capital(short_with_weekday(day))}: {two(number)} việc đến hạn")
        attr(words(name, "span", "date"), aria_hidden="true")
        attr(words(str(number), "b"), aria_hidden="true")
