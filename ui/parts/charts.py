"""Pictures for those who look rather than read. Each is a list that says the same in words: it reads aloud, prints, needs no script."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from drafting.dates import short, short_with_weekday
from tracking.screens.shares import Share
from tracking.screens.trend import Point
from tracking.working_days import Calendar
from ui.parts.html import attr, box, link, words
from ui.parts.lists import address, table, text_cell
from ui.parts.still import still
from ui.parts.wording import capital, thousands, two

LIST = "/so-nhiem-vu"
_SHADES = 4
_NO_LABEL = dt.timedelta(days=9)
"""Nearer to the right edge than this a month has no room for its name."""
_SHORT_NAMES = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


def trend_columns(points: Sequence[Point], name: str) -> None:
    """A column for each period: overdue below, in time above, both with their numbers; what was given and done underneath."""
    most = max((point.in_time + point.overdue for point in points), default=0) or 1
    with still(), attr(box("trend", "ol"), aria_label=name):
        for point in points:
            with box(tag="li"):
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
    with still(), box("behind", "details"):
        words("Bảng số liệu", "summary")
        with table(columns, name, numbers=columns[1:]), box(tag="tbody"):
            for point in reversed(points):
                with box(tag="tr"):
                    attr(words(short(point.end), "th", "lead"), scope="row")
                    for column, number in zip(columns[1:], (point.overdue, point.in_time, point.given, point.done), strict=True):
                        text_cell(column, thousands(number), "num")


def trend_legend() -> None:
    """What the two colours of the columns mean."""
    with still(), box("legend", "p"):
        for look, name in (("b-late", "Quá hạn"), ("b-open", "Chưa đến hạn hoặc không quy định thời hạn")):
            with box(tag="span"):
                box(look, "i")
                words(name)


def weeks(today: dt.date, last: dt.date, due: Mapping[dt.date, int], calendar: Calendar) -> None:
    """The coming weeks, a cell a day, darker where more falls due; each day opens its list."""
    most = max(due.values(), default=0) or 1
    first = today - dt.timedelta(days=today.weekday())
    with still(), attr(box("weeks", "ol"), aria_label="Số việc đến hạn từng ngày"):
        for name in _SHORT_NAMES:
            attr(words(name, "li", "dow"), aria_hidden="true")
        for offset in range((last - first).days + 1):
            day = first + dt.timedelta(days=offset)
            with box(_look(day, today, due.get(day, 0), most, calendar), "li"):
                _day(day, due.get(day, 0), day < today)


def time_line(shares: Sequence[Share], first: dt.date, last: dt.date, today: dt.date) -> None:
    """A row a share: its bar runs from the day of the directive to the day due, red from there to today."""
    with still(), attr(box("gantt", "ol"), aria_label=f"Dòng thời gian từ {short(first)} đến {short(last)}"):
        with attr(box("scale", "li"), aria_hidden="true"):
            words("Nhiệm vụ", "div", "name")
            with box("track"):
                for day in _months(first, last - _NO_LABEL):
                    words(f"{day.month}/{day.year}").style(f"left:{_at(day, first, last):.2f}%")
        for share in shares:
            with box(tag="li"):
                _share_row(share, first, last, today)


def _share_row(share: Share, first: dt.date, last: dt.date, today: dt.date) -> None:
    due = share.due_on or last
    start = max(first, min(share.issued_on or due, due))
    with box("name"):
        link(capital(share.text), f"/nhiem-vu/{share.duty_id}", "clip")
        said = f"quá hạn {share.days_late} ngày" if share.days_late else f"hạn {short(due)}"
        words(f"{share.office or 'Chưa rõ đơn vị'} · {said}", "div", "small late-word" if share.days_late else "small muted")
    with attr(box("track"), aria_hidden="true"):
        for day in _months(first, last):
            box("tick", "i").style(f"left:{_at(day, first, last):.2f}%")
        _stretch("b-open", start, min(due, last), first, last)
        if share.days_late and due < today:
            _stretch("b-late", max(due, first), min(today, last), first, last)
        box("today", "i").style(f"left:{_at(today, first, last):.2f}%")


def _stretch(look: str, start: dt.date, end: dt.date, first: dt.date, last: dt.date) -> None:
    if end >= first:
        left = _at(start, first, last)
        box(look, "i").style(f"left:{left:.2f}%;width:{max(0.4, _at(end, first, last) - left):.2f}%")


def _at(day: dt.date, first: dt.date, last: dt.date) -> float:
    """Where a day stands, in per cent of the stretch."""
    return min(100.0, max(0.0, 100 * (day - first).days / (last - first).days))


def _months(first: dt.date, last: dt.date) -> list[dt.date]:
    days = (first + dt.timedelta(days=offset) for offset in range((last - first).days + 1))
    return [day for day in days if day.day == 1]


def _look(day: dt.date, today: dt.date, number: int, most: int, calendar: Calendar) -> str:
    shade = -(-_SHADES * number // most) if day >= today else 0
    marks = ("now" if day == today else "", "past" if day < today else "", "" if calendar.is_working_day(day) else "off")
    return " ".join(filter(None, (f"shade-{shade}", *marks)))


def _day(day: dt.date, number: int, past: bool) -> None:
    name = f"{day.day}/{day.month}" if day.day == 1 or day.weekday() == 0 else str(day.day)
    if not number or past:
        attr(words(name, "span", "date"), aria_hidden="true")
        return
    with link("", address(LIST, tinh_trang="open", tu=short(day), den=short(day))) as found:
        attr(found, aria_label=f"{capital(short_with_weekday(day))}: {two(number)} việc đến hạn")
        attr(words(name, "span", "date"), aria_hidden="true")
        attr(words(str(number), "b"), aria_hidden="true")
