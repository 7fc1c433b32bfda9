"""A piece of reading run in a process of its own with bounded memory and time, so that a hostile file ends it and nothing else."""

from __future__ import annotations

import faulthandler
import os
import pickle
import resource
import signal
import sys
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from drafting.errors import DondocError

Result = TypeVar("Result")

MEMORY_BYTES = 1_200 * 1024**2
"""Address space that the reading may take beyond what the process has already."""


class Broken(Exception):
    """The process ended without an answer: it ran out of memory or time, or crashed. Never leaves the reading package."""


def contained(read: Callable[..., Result], *arguments: Any, cpu_seconds: int, memory_bytes: int = MEMORY_BYTES) -> Result:
    """What `read(*arguments)` returns or raises, from a forked process. Raises Broken where that process dies.

    Only results that can be pickled come back. On systems without fork the call is made here.
    """
    if not hasattr(os, "fork"):
        return read(*arguments)
    receiver, sender = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        os.close(receiver)
        _answer(sender, read, arguments, cpu_seconds, memory_bytes)
    os.close(sender)
    try:
        with os.fdopen(receiver, "rb") as stream:
            data = stream.read()
    except BaseException:
        os.kill(child, signal.SIGKILL)
        raise
    finally:
        os.waitpid(child, 0)
    answer: Result = _opened(data)
    return answer


def _opened(data: bytes) -> Any:
    try:
        outcome, value = pickle.loads(data)
    except (pickle.UnpicklingError, EOFError, ValueError, IndexError) as error:
        raise Broken from error
    if outcome == "memory":
        raise Broken
    if outcome == "raised":
        raise value
    return value


def _answer(sender: int, read: Callable[..., Any], arguments: tuple[Any, ...], cpu_seconds: int, memory_bytes: int) -> NoReturn:
    """The child's whole life: bounds, the reading, the answer, the end. What a dying library prints is not the user's affair."""
    status = 1
    try:
        faulthandler.disable()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        _bound(cpu_seconds, memory_bytes)
        data = pickle.dumps(_outcome(read, arguments), protocol=pickle.HIGHEST_PROTOCOL)
        with os.fdopen(sender, "wb") as stream:
            stream.write(data)
        status = 0
    finally:
        os._exit(status)


def _outcome(read: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[str, Any]:
    try:
        return "read", read(*arguments)
    except MemoryError:
        return "memory", None
    except (DondocError, RecursionError) as error:
        return "raised", error
    except Exception as error:
        return "raised", RuntimeError(f"{type(error).__name__}: {error}")


def _bound(cpu_seconds: int, memory_bytes: int) -> None:
    with open("/proc/self/statm", encoding="ascii") as stream:
        used = int(stream.read().split()[0]) * resource.getpagesize()
    _lower(resource.RLIMIT_AS, used + memory_bytes)
    _lower(resource.RLIMIT_CPU, cpu_seconds)
    _lower(resource.RLIMIT_CORE, 0)


def _lower(what: int, value: int) -> None:
    _, hard = resource.getrlimit(what)
    limit = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(what, (limit, hard))
