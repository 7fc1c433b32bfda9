"""Slow or risky work in a process of its own: reading a file, drawing a page, making a document.

Each piece of work runs in a fresh copy of a warm process: a hostile file can neither hold nor crash the web app, and what takes
longer than a minute is ended. Two run at once. Nothing heavy is imported here: every copy imports this file.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar, cast

from drafting.errors import DondocError, InvalidInput

T = TypeVar("T")
LONGEST_SECONDS = 60.0
AT_ONCE = 2
_slots = threading.BoundedSemaphore(AT_ONCE)
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tracking.extract", "tracking.language.duties", "ui.pictures", "ui.draft_work", "ui.processes"])


def apart_now(work: Callable[..., T], *args: Any, name: str = "", seconds: float = LONGEST_SECONDS) -> T:
    """The result of the work, done in another process. Raises what it raises, or InvalidInput after so many seconds."""
    with _slots:
        ours, theirs = _processes.Pipe(duplex=False)
        process = _processes.Process(target=_carry_out, args=(theirs, work, args), daemon=True)
        process.start()
        theirs.close()
        try:
            return cast(T, _answer(ours, name, seconds))
        finally:
            ours.close()
            process.kill()
            process.join()


def _answer(ours: Connection, name: str, seconds: float) -> Any:
    shown = f"«{name}»" if name else "Tệp"
    if not ours.poll(seconds):
        raise InvalidInput(f"{shown}: xử lý quá {seconds:.0f} giây nên đã dừng, chưa lưu gì. Thử bản khác của tệp, hoặc chia nhỏ tệp.")
    try:
        done, value = ours.recv()
    except EOFError as error:
        raise InvalidInput(f"{shown}: tệp làm hỏng phần đọc, chưa lưu gì. Thử bản khác của tệp (Word hoặc PDF xuất lại).") from error
    if not done:
        raise value
    return value


def _carry_out(out: Connection, work: Callable[..., Any], args: tuple[Any, ...]) -> None:
    try:
        out.send((True, work(*args)))
    except DondocError as refused:
        out.send((False, type(refused)(*refused.args)))
    finally:
        out.close()
