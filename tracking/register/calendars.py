"""The working calendar that the register counts with: the shipped one and the office's own changes."""

from __future__ import annotations

import datetime as dt

from sqlmodel import Session

from tracking.register.due import day_in
from tracking.register.options import option
from tracking.working_days import Calendar, Change


def calendar_of(session: Session, on: dt.date) -> Calendar:
    """The calendar in force on a day; the office's changes are the option `calendar_changes`: [{off, worked, source}]."""
    rows = option(session, "calendar_changes", on)
    if not rows:
        return Calendar.standard()
    return Calendar.standard().with_changes(Change(row["source"], day_in(row.get("off")), day_in(row.get("worked"))) for row in rows)
