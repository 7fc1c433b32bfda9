"""The transaction of one command, as the functions that run inside it see it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from tracking.register.actor import Actor
from tracking.register.progress import END_OF_DAY

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass
class Unit:
    """The transaction of one command. now: its moment; today: its day in Asia/Ho_Chi_Minh."""

    session: Session
    actor: Actor
    now: dt.datetime
    subjects: list[list[Any]] = field(default_factory=list)
    words: dict[str, Any] = field(default_factory=dict)

    @property
    def today(self) -> dt.date:
        return day_of(self.now)

    @property
    def time(self) -> str:
        """ "HH:MM" of the command's moment."""
        return time_of(self.now)

    def touch(self, table: str, row_id: Any) -> None:
        """Note in the audit entry that the command touched this row."""
        if [table, row_id] not in self.subjects:
            self.subjects.append([table, row_id])

    def say(self, **words: Any) -> None:
        """Keep words of the command (erasable) beside its audit entry."""
        self.words.update({key: value for key, value in words.items() if value})


def time_of(moment: dt.datetime) -> str:
    """ "HH:MM" of a moment in Asia/Ho_Chi_Minh."""
    return f"{moment.astimezone(ZONE):%H:%M}"


def time_reached(day: dt.date, moment: dt.datetime) -> str:
    """How far a day has come at a moment: the time on that very day, its end on every other."""
    return time_of(moment) if day == day_of(moment) else END_OF_DAY


def day_of(moment: dt.datetime) -> dt.date:
    """The calendar day of a moment in Asia/Ho_Chi_Minh."""
    return moment.astimezone(ZONE).date()
