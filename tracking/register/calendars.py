"""The working calendar that the register counts with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session

from tracking.register.due import WorkingDays


@dataclass(frozen=True, slots=True)
class FiveDayWeek:
    """Monday to Friday, no holidays known."""

    def is_working_day(self, day: dt.date) -> bool:
        return day.weekday() < 5


def calendar_of(session: Session) -> WorkingDays:
    """The calendar in force."""
    return FiveDayWeek()
