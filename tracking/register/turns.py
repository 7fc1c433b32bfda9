"""Taking turns within one process: who asked first goes first, so that of many writers none waits for ever."""

from __future__ import annotations

import threading
from collections import deque
from types import TracebackType


class Turns:
    """A lock that is handed on in the order of asking. SQLite lets whoever asks at the right moment write, and may let others starve."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._taken = False
        self._holder: int | None = None

    def __enter__(self) -> None:
        with self._guard:
            if self._holder == threading.get_ident():
                raise RuntimeError("a turn inside one's own turn would never come")
            if not self._taken:
                self._taken, self._holder = True, threading.get_ident()
                return
            mine = threading.Event()
            self._waiting.append(mine)
        mine.wait()
        self._holder = threading.get_ident()

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        with self._guard:
            self._holder = None
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False
