"""Costs of every page that are paid once, seldom or not at all: asking methods for their parameters, walking old objects for garbage,
looking up each letter of a page to see whether it must be escaped, and telling an element of its own changes by way of an event.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
import importlib
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from types import FunctionType, SimpleNamespace
from typing import Any

from nicegui import background_tasks, client, core, helpers, json, outbox, run, ui
from nicegui.classes import Classes
from nicegui.props import Props
from nicegui.style import Style

from tracking.working_days import Calendar

_YOUNG, _MIDDLE, _NEVER = 20_000, 5, 1_000_000
"""How many new objects, and how many rounds, before each generation is searched; the old one is swept by the clock instead."""
_SWEEP_S = 120.0
"""How often all objects are searched. With 200 pages open it holds everybody up for a quarter of a second; left to itself it came every
few seconds. A page that was left leaves little behind (see `lighten`)."""
_USED = ("button", "checkbox", "dialog", "icon", "input", "label", "link", "markdown", "notification", "select", "textarea", "upload")
"""What the toolkit would load when a page first asks for it, on the event loop, while everybody waits."""
_THREADS = 6
"""Questions at once, commands apart (`ui.visit`). More would only crowd the processor and the event loop with it."""
_QUIET_S = 20.0
"""How often a page with nothing to say is woken; what it has to say, and its end, wake it at once. The toolkit wakes each every second."""
_ANY_DAY = dt.date(2026, 9, 2)
_TURN_S = 0.0005
"""After how long a thread lets the event loop go on; with the usual 5 ms each page in the works would hold up every press by as much."""
_ask = helpers.expects_arguments
_answers: dict[FunctionType, bool] = {}


def prepare() -> None:
    """Call once on the event loop, before serving. Measured on a page of 700 elements: about a third less processor time."""
    sys.setswitchinterval(_TURN_S)
    run.thread_pool = ThreadPoolExecutor(_THREADS, "dondoc")
    asyncio.get_running_loop().set_default_executor(run.thread_pool)
    helpers.expects_arguments = expects_arguments
    for name in _USED:
        getattr(ui, name)
    importlib.import_module("rapidfuzz")
    Calendar.standard().is_working_day(_ANY_DAY)  # loads the public holidays of all countries
    for kind in (Classes, Props, Style):
        lighten(kind)
    vars(outbox)["asyncio"] = SimpleNamespace(**{**vars(asyncio), "wait_for": lambda wanted, timeout: asyncio.wait_for(wanted, _QUIET_S)})
    vars(client)["json"] = SimpleNamespace(dumps=lambda value: Written(json.dumps(value)), loads=json.loads)
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)
    background_tasks.create(_sweep(), name="sweep")


async def _sweep() -> None:
    while True:
        await asyncio.sleep(_SWEEP_S)
        gc.collect()


def lighten(kind: type[Any]) -> None:
    """Let the classes, props or styles of an element tell it of their changes directly; who else wants to hear of them still does.

    The toolkit keeps a bound method of each in a list of its own: three cycles an element, which only the sweep can take apart.
    """
    usual = kind._handle_change

    def changed(self: Any) -> None:
        self.last_modified = time.time()
        try:
            self._update()
        except Exception as wrong:
            core.app.handle_exception(wrong)
        if "_others" in vars(self) or self._observer_refs or self._parent_ref is not None:
            usual(self)

    def others(self: Any) -> list[Any]:
        found: list[Any] = vars(self).setdefault("_others", [])
        return found

    def keep(self: Any, handlers: list[Any]) -> None:
        theirs = [handler for handler in handlers if getattr(handler[0], "__self__", None) is not self]
        if theirs:
            vars(self)["_others"] = theirs

    kind._handle_change = changed
    kind._change_handlers = property(others, keep)


class Written(str):
    """The elements of a page as JSON. The toolkit escapes five characters of it by a table; looking for each is fifty times faster."""

    def translate(self, table: Mapping[int, Any], /) -> str:  # type: ignore[override]  # only the toolkit's table of escapes comes here
        text = str(self)
        for code, escaped in sorted(table.items(), key=lambda entry: entry[0] != ord("&")):
            text = text.replace(chr(code), escaped)
        return text


def expects_arguments(func: Callable[..., Any]) -> bool:
    """What the toolkit asks three times of each element's own methods; a method's answer is the same for all its objects, so it is kept."""
    method = getattr(func, "__func__", None)
    if not isinstance(method, FunctionType):
        return _ask(func)
    if method not in _answers:
        _answers[method] = _ask(func)
    return _answers[method]
