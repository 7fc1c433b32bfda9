"""The printed pages of a draft, with the LibreOffice that this app keeps waiting where there is one."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from nicegui import background_tasks, run

from drafting.spare_office import SpareOffice
from ui.draft_work import Printed, Written, print_pages
from ui.processes import AT_ONCE, apart_now

_spare = SpareOffice()
_printing = ThreadPoolExecutor(AT_ONCE, "printing")
"""Threads of its own: a page that is printed keeps no question waiting."""


async def prepare() -> None:
    """Somebody is about to draft: have one waiting."""
    await run.io_bound(_spare.prepare)


async def printed(written: Written) -> Printed:
    """The pages of a draft. Raises InvalidInput where they cannot be made."""
    try:
        return await asyncio.get_running_loop().run_in_executor(_printing, _printed, written)
    finally:
        background_tasks.create(prepare(), name="a spare LibreOffice")


def close() -> None:
    """The app ends."""
    _spare.close()


def _printed(written: Written) -> Printed:
    ours = bool(written.said)  # drafted here from a description; any other file gets a LibreOffice that ends with it
    with _spare.waiting(last=not ours) as profile:
        return apart_now(print_pages, written, profile, name=written.name)
