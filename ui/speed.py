"""Costs of every page that are paid once, seldom or not at all: asking methods for their parameters, walking old objects for garbage,
and looking up each letter of a page to see whether it must be escaped.
"""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from types import FunctionType, SimpleNamespace
from typing import Any

from nicegui import background_tasks, client, helpers, json, run

_YOUNG, _MIDDLE, _NEVER = 10_000, 10, 1_000_000
"""How many new objects, and how many rounds, before each generation is searched; the old one is swept by the clock instead."""
_SWEEP_S = 60.0
"""How often all objects are searched. With 200 pages open it holds everybody up for a quarter of a second; left to itself it came every
few seconds. A page that was left leaves little behind: in a minute of 200 people some 50 MB."""
_THREADS = 6
"""Questions at once, commands apart (`ui.visit`). More would only crowd the processor and the event loop with it."""
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
    vars(client)["json"] = SimpleNamespace(dumps=lambda value: Written(json.dumps(value)), loads=json.loads)
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)
    background_tasks.create(_sweep(), name="sweep")


async def _sweep() -> None:
    while True:
        await asyncio.sleep(_SWEEP_S)
        gc.collect()


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
