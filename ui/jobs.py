"""Slow or risky work seen from the event loop: it goes on while another process works."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from nicegui import run

from ui.processes import apart_now

T = TypeVar("T")


async def apart(work: Callable[..., T], *args: Any, name: str = "") -> T:
    """The result of the work, done in another process while this one goes on. Raises what it raises, or InvalidInput after a minute."""
    return cast(T, await run.io_bound(apart_now, work, *args, name=name))


async def warm() -> None:
    """Start the process that the others are copied from, so that the first reader need not wait."""
    await apart(len, "")
