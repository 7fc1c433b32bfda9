"""The days of the office's own calendar, for pages that draw them."""

from __future__ import annotations

import datetime as dt

from tracking.register.calendars import calendar_of
from tracking.register.database import Register
from tracking.working_days import Calendar


def office_calendar(register: Register, on: dt.date) -> Calendar:
    """The calendar in force on a day: the shipped one with the office's changes."""
    with register.reading() as session:
        return calendar_of(session, on)
