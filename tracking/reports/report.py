"""A report: its rows and totals for a window, a closing day and a moment of knowledge; asked again, the same answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from tracking.register.database import Register
from tracking.register.unit import time_reached
from tracking.reports.asked import Asked, Row
from tracking.reports.kinds import ReportKind, report_kind
from tracking.reports.rows import ROWS
from tracking.reports.window import Window, window_of

_LISTS = ("shares", "overdue", "superior", "coordination")
"""What is made of shares, row by row: of these alone the first rows can be asked for."""
_NOT_SUMMED = ("duty_id", "arrival_number", "round", "days_late", "extensions", "rounds")


@dataclass(frozen=True, slots=True)
class Report:
    """A counted report. known_at is kept so that it can be printed again with the same figures; is_whole: no row is left out."""

    kind: ReportKind
    window: Window
    known_at: dt.datetime
    rows: tuple[Row, ...]
    totals: Row
    is_whole: bool = True

    def as_json(self) -> dict[str, Any]:
        """The value that `dondoc report --json` prints."""
        return {
            "schema": 1,
            "kind": self.kind.code,
            "as_of": self.window.closing.isoformat(),
            "known_at": self.known_at.isoformat(),
            "from": self.window.start.isoformat() if self.window.start else None,
            "to": self.window.end.isoformat(),
            "rows": list(self.rows),
            "totals": self.totals,
        }


def report(
    register: Register,
    code: str,
    start: dt.date | None = None,
    end: dt.date | None = None,
    as_of: dt.date | None = None,
    known_at: dt.datetime | None = None,
    most: int | None = None,
) -> Report:
    """The report of that code. Raises WrongUsage for an unknown code or a window that ends before it starts.

    most: of a list of duties only the first so many rows, with the sums of these, for a page that shows no more.
    """
    kind = report_kind(code)
    window = window_of(kind, as_of or register.today(), start, end)
    moment = known_at or register.now()
    most = most if kind.rows in _LISTS else None
    with register.reading(moment) as session:
        rows = ROWS[kind.rows](Asked(session, window, moment, known_at is None, time_reached(window.closing, moment), most))
    return Report(kind, window, moment, tuple(rows), _totals(rows), most is None or len(rows) < most)


def _totals(rows: list[Row]) -> Row:
    """The sums of the columns that hold counts, and how many rows there are."""
    keys = [key for key in (rows[0] if rows else {}) if key not in _NOT_SUMMED and all(isinstance(row[key], int) for row in rows)]
    return {"rows": len(rows), **{key: sum(row[key] for row in rows) for key in keys}}
