"""Hôm nay: what to do now; an empty office sees the three ways to start."""

from __future__ import annotations

from drafting.dates import short_with_weekday
from ui.frame import heading
from ui.visit import Visit


async def show(visit: Visit) -> None:
    """The person's day."""
    with heading("Hôm nay", short_with_weekday(visit.today).capitalize()):
        pass
