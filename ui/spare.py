"""The printed pages of a draft, with the LibreOffice that this app keeps waiting where there is one."""

from __future__ import annotations

from typing import cast

from nicegui import background_tasks, run

from drafting.spare_office import SpareOffice
from ui.draft_work import Printed, Written, print_pages
from ui.processes import apart_now

_spare = SpareOffice()


async def prepare() -> None:
    """Somebody is about to draft: have one waiting."""
    await run.io_bound(_spare.prepare)


async def printed(written: Written) -> Printed:
    """The pages of a draft. Raises InvalidInput where they cannot be made."""
    try:
        return cast(Printed, await run.io_bound(_printed, written))
    finally:
        background_tasks.create(prepare(), name="a spare LibreOffice")


def close() -> None:
    """The app ends."""
    _spare.close()


def _printed(written: Written) -> Printed:
    with _spare.waiting() as profile:
        return apart_now(print_pages, written, profile, name=written.name)
