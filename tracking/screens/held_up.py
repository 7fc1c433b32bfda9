"""What our own office holds up: results not confirmed, returns and requests not decided within the office's own days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracking.register.actor import Actor
from tracking.register.calendars import calendar_of
from tracking.register.database import Register
from tracking.register.options import option
from tracking.screens.shares import Share
from tracking.screens.waiting import waiting

_LIMITS = {"reported": "unconfirmed_days", "returned": "undecided_days", "change_asked": "undecided_days"}
"""The sort of decision → the option that says how long it may wait."""


@dataclass(frozen=True, slots=True)
class HeldUp:
    """One share that waits for our office: the sort of decision, since when, and how many working days."""

    kind: str
    share: Share
    since: dt.date
    working_days: int


def held_up(register: Register, actor: Actor, most: int = 100) -> list[HeldUp]:
    """What waits longer than the office allows itself, the longest first; it counts against the office, not the unit."""
    found = waiting(register, actor, most)
    today = register.today()
    with register.reading() as session:
        calendar = calendar_of(session, today)
        limits = {kind: int(option(session, name, today)) for kind, name in _LIMITS.items()}
    held = []
    for kind, limit in limits.items():
        for row in found.get(kind, ()):
            if row.on is not None and calendar.add_working_days(row.on, limit) < today:
                days = sum(calendar.is_working_day(row.on + dt.timedelta(days=step)) for step in range(1, (today - row.on).days + 1))
                held.append(HeldUp(kind, row.share, row.on, days))
    return sorted(held, key=lambda row: (-row.working_days, list(_LIMITS).index(row.kind), row.share.assignment_id))
