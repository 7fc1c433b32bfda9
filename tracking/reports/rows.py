"""What a row of each report is; T2, the count by office, itself."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable

from tracking.register import states
from tracking.register.options import option
from tracking.reports.asked import Asked, Row
from tracking.reports.duty_rows import overdue_rows, share_rows, superior_rows
from tracking.reports.following_rows import coordination_rows, extension_rows, letter_rows
from tracking.reports.inventory_rows import incoming_rows, source_rows
from tracking.reports.office_counts import office_figures
from tracking.reports.outgoing_rows import outgoing_rows
from tracking.reports.scores import score_rows


def office_rows(asked: Asked) -> list[Row]:
    """T2: for each office what was carried over, what is new, and where all of it stands; the sums are one count."""
    since = asked.window.closing - dt.timedelta(days=int(option(asked.session, "stale_days", asked.window.closing)))
    found = office_figures(asked.session, asked.window, asked.known_at, asked.latest, since, asked.time)
    rows = ({"office": office, **_figures(counts)} for office, counts in sorted(found.items()))
    return [row for row in rows if row["total"]]


def _figures(found: Counter[str]) -> Row:
    """The figures of one office: opening + new = total = sum of the buckets."""
    counts = {code: found[code] for code in states.buckets()}
    total = sum(counts.values())
    return {
        "opening": found["opening"],
        "new": total - found["opening"],
        **counts,
        "total": total,
        "on_time_of": counts["done_on_time"] + counts["done_late"] + counts["open_overdue"],
        "updated": found["updated"],
        "open": counts["open_in_time"] + counts["open_overdue"] + counts["open_no_deadline"],
    }


ROWS: dict[str, Callable[[Asked], list[Row]]] = {
    "shares": share_rows,
    "offices": office_rows,
    "overdue": overdue_rows,
    "extensions": extension_rows,
    "letters": letter_rows,
    "superior": superior_rows,
    "coordination": coordination_rows,
    "sources": source_rows,
    "incoming": incoming_rows,
    "outgoing": lambda asked: outgoing_rows(asked.session, asked.window, asked.known_at),
    "scores": lambda asked: score_rows(asked.session, asked.window, asked.known_at, asked.time),
}
"""What a row is → how the rows are made."""
