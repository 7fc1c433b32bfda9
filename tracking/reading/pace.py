"""How far a reading has come: who starts one may listen, and slow readers tell each page that is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")
Listener = Callable[[int, int], None]
"""Takes how many pages are done and how many there are."""
_listeners: list[Listener] = []


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    """Pages done inside are told to the listener (one process reads one file at a time)."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


def counted(pages: Iterable[T], total: int) -> Iterator[T]:
    """The same pages; each is told when it is done."""
    for done, page in enumerate(pages, 1):
        for listener in _listeners:
            listener(done, total)
        yield page
