"""Costs of every page that are paid once or not at all: asking methods for their parameters, walking old objects for garbage, and
looking up each letter of a page to see whether it must be escaped.
"""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from types import FunctionType, SimpleNamespace
from typing import Any

from nicegui import client, helpers, json

_YOUNG, _MIDDLE, _OLD = 10_000, 10, 10
"""How many new objects, and how many rounds, before each generation is searched. Much more, and pages that were left stay in memory."""
_THREADS = 16
"""Questions and commands at once. A page waits for none that waits for its turn to write; more would only crowd the processor."""
_TURN_S = 0.0005
"""After how long a thread lets the event loop go on; with the usual 5 ms each page in the works would hold up every press by as much."""
_ask = helpers.expects_arguments
_answers: dict[FunctionType, bool] = {}


def prepare() -> None:
    """Call once on the event loop, before serving. Measured on a page of 700 elements: about a third less processor time."""
    sys.setswitchinterval(_TURN_S)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_THREADS, "dondoc"))
    helpers.expects_arguments = expects_arguments
    vars(client)["json"] = SimpleNamespace(dumps=lambda value: Written(json.dumps(value)), loads=json.loads)
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)


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
