"""Wrong passwords in a row, for each name whether it exists or not and for each address: guessing is slowed alike for all."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict

from tracking.register.accounts import MOST_FAILURES, WAIT_AFTER_FAILURES

MOST_FROM_AN_ADDRESS = 40
_MOST_KEPT = 20_000


class Throttle:
    """Counts in memory; the register keeps its own for names that exist."""

    def __init__(self) -> None:
        self._failures: OrderedDict[str, tuple[int, dt.datetime]] = OrderedDict()

    def must_wait(self, login: str, address: str, now: dt.datetime) -> bool:
        """Whether this attempt is refused without looking at the password."""
        return self._count(f"name {login}", now) >= MOST_FAILURES or self._count(f"from {address}", now) >= MOST_FROM_AN_ADDRESS

    def note_failure(self, login: str, address: str, now: dt.datetime) -> None:
        """A wrong name or password."""
        for key in (f"name {login}", f"from {address}"):
            self._failures[key] = (self._count(key, now) + 1, now)
            self._failures.move_to_end(key)
        while len(self._failures) > _MOST_KEPT:
            self._failures.popitem(last=False)

    def forget(self, login: str) -> None:
        """The right password was given."""
        self._failures.pop(f"name {login}", None)

    def _count(self, key: str, now: dt.datetime) -> int:
        number, last = self._failures.get(key, (0, now))
        return number if now - last < WAIT_AFTER_FAILURES else 0
