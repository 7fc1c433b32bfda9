"""The working calendar of state agencies: weekends, public holidays, days swapped by decision.

Base: the Vietnamese public holidays with their compensatory days; `templates/holidays.toml` corrects and extends them, and
an office may add changes of its own. Monday to Friday are working days (Quyết định 188/1999/QĐ-TTg).
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import holidays

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Change:
    """A correction of the calendar: a day off that would be worked, a day worked that would be off, or both, and its source."""

    source: str
    off: dt.date | None = None
    worked: dt.date | None = None


@dataclass(frozen=True)
class Calendar:
    """Which days are worked. `changes` win over the public holidays, later ones over earlier ones."""

    changes: tuple[Change, ...] = ()
    _decided: dict[dt.date, bool] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for change in self.changes:
            if change.off:
                self._decided[change.off] = False
            if change.worked:
                self._decided[change.worked] = True

    @staticmethod
    def standard() -> Calendar:
        """The calendar with the corrections that ship with the program."""
        return _standard()

    def with_changes(self, more: Iterable[Change]) -> Calendar:
        """This calendar with an office's own changes added."""
        return Calendar((*self.changes, *more))

    def is_working_day(self, day: dt.date) -> bool:
        """Whether offices work on that day."""
        decided = self._decided.get(day)
        return _base().is_working_day(day) if decided is None else decided

    def add_working_days(self, start: dt.date, amount: int) -> dt.date:
        """The n-th working day after a day that is itself not counted; before it for a negative amount."""
        step = _DAY if amount >= 0 else -_DAY
        day = start
        for _ in range(abs(amount)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def next_working_day(self, day: dt.date) -> dt.date:
        """The day itself where it is worked, else the first working day after it."""
        while not self.is_working_day(day):
            day += _DAY
        return day

    def last_working_day_on(self, day: dt.date) -> dt.date:
        """The day itself where it is worked, else the last working day before it."""
        while not self.is_working_day(day):
            day -= _DAY
        return day

    def last_working_day_before(self, day: dt.date) -> dt.date:
        """The last working day strictly before a day."""
        return self.last_working_day_on(day - _DAY)


@cache
def _base() -> holidays.HolidayBase:
    """The public holidays; loaded when a day is first counted, since most commands count none."""
    import holidays

    return holidays.country_holidays("VN")


@cache
def _standard() -> Calendar:
    data = tomllib.loads(files("templates").joinpath("holidays.toml").read_text(encoding="utf-8"))
    return Calendar(tuple(Change(c["source"], c.get("off"), c.get("worked")) for c in data["change"]))
