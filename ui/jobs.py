"""Slow or risky work seen from the event loop: it goes on while another process works."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar, cast

from ui.processes import AT_ONCE, apart_now

T = TypeVar("T")
_waiting = ThreadPoolExecutor(AT_ONCE, "apart")
"""Threads of its own: files that are read for a minute keep no page waiting."""


async def apart(work: Callable[..., T], *args: Any, name: str = "") -> T:
    """The result of the work, done in another process while this one goes on. Raises what it raises, or InvalidInput after a minute."""
    return cast(T, await asyncio.get_running_loop().run_in_executor(_waiting, partial(apart_now, work, *args, name=name)))


async def warm() -> None:
    """Start the process that the others are copied from, so that the first reader need not wait."""
    await apart(len, "")
