"""A report's cells and lines as people read them: days, rates, the sentence under the table."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from typing import Any

from drafting.dates import short
from tracking.register.database import ZONE
from tracking.reports.asked import Row
from tracking.reports.kinds import Column
from tracking.reports.report import Report

_DAY = re.compile(r"(?P<day>\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?: (?P<hour>\d\d:\d\d))?")


def cell(column: Column, row: Row, position: int) -> str | int:
    """What stands in a cell: counts stay numbers, days are written "05/9/2026", what is not known is empty."""
    if column.key == "stt":
        return position
    if column.key == "rate_on_time":
        return rate(row.get("done_on_time", 0), row.get("on_time_of", 0))
    if column.key == "rate_updated":
        return rate(row.get("updated", 0), row.get("open", 0))
    value = row.get(column.key)
    if value is None:
        return ""
    if isinstance(value, int):
        return value
    return _day(str(value))


def total_cell(column: Column, totals: Row) -> str | int:
    """What stands under a column in the row of sums."""
    if column.key in ("rate_on_time", "rate_updated") or isinstance(totals.get(column.key), int):
        return cell(column, totals, 0)
    return ""


def rate(part: int, whole: int) -> str:
    """ "85,7% (6/7)": the percentage with its numerator and denominator; "–" where there is nothing to divide by."""
    if not whole:
        return "–"
    return f"{100 * part / whole:.1f}".replace(".", ",") + f"% ({part}/{whole})"


def period(report: Report) -> str:
    """The window in words, and the day on which the figures close."""
    closing = f"chốt đến hết ngày {short(report.window.closing)}"
    if report.window.start is None:
        return f"Số liệu {closing}"
    return f"Số liệu từ {short(report.window.start)} đến {short(report.window.end)}, {closing}"


def reconciliation(report: Report) -> str:
    """The sentence under each table of counts; the check code is the hash of the figures."""
    moment = report.known_at.astimezone(ZONE)
    made = f"Tính đến hết ngày {short(report.window.closing)}, lập lúc {moment:%H:%M} ngày {short(moment.date())}."
    made += f" Mã đối chiếu {digest(report)}."
    totals = report.totals
    if "opening" not in totals:
        return made
    return f"Kỳ trước chuyển sang {totals['opening']} + giao mới {totals['new']} = {totals['total']} = cộng các nhóm tình trạng. {made}"


def digest(report: Report) -> str:
    """Twelve characters that change with any figure of the report."""
    figures: dict[str, Any] = report.as_json()
    return hashlib.sha256(json.dumps(figures, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:12]


def _day(value: str) -> str:
    """A day, or a day and hour, as people read it; any other words as they are."""
    found = _DAY.fullmatch(value)
    if found is None:
        return value
    day = short(dt.date.fromisoformat(found["day"]))
    return f"{found['hour']} ngày {day}" if found["hour"] else day
