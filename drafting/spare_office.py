"""A LibreOffice started ahead, so that a page is printed in a fraction of a second: it takes one file at a time, and stays for the next.

It opens a page of its own first: that loads what every file needs, and keeps it from ending after one. It has a profile of its own
beside those of the slots, set up as safely, and is ended after so many files, after one that took long or is not to be trusted with the
next, with whoever keeps it, when nobody needs it for a while, or, where its keeper was killed, by the next keeper on the machine.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import docx

from drafting.libreoffice import end_group, program_here, safe_profile, slots_folder, started

IDLE_SECONDS = 600.0
"""How long one waits for a file."""
MOST_FILES = 100
"""After so many files a fresh one is started, so that it does not grow."""
_LONG_SECONDS = 20.0


class SpareOffice:
    """Keeps one LibreOffice waiting; safe to use from several threads."""

    def __init__(self, idle_seconds: float = IDLE_SECONDS) -> None:
        self._idle_seconds = idle_seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._timer: threading.Timer | None = None
        self._closed = False
        self._in_use = False
        self._files = 0

    def prepare(self) -> None:
        """Start one, unless one waits already or LibreOffice is not installed."""
        program = program_here()
        with self._lock:
            if program is None or self._closed or self._in_use or self._is_alive():
                return
            self._end()
            _end_orphans()
            home = _home(os.getpid())
            shutil.rmtree(home, ignore_errors=True)
            profile = safe_profile(home)
            self._process, self._files = started(program, profile, [str(_own_page(home))]), 0
            self._wait()

    @contextmanager
    def waiting(self, last: bool = False) -> Iterator[Path | None]:
        """The profile of the one that waits, for one file; None where none does. last: it is ended afterwards."""
        with self._lock:
            taken = self._is_alive() and not self._in_use
            self._in_use = self._in_use or taken
            if taken and self._timer is not None:
                self._timer.cancel()
        start = time.monotonic()
        try:
            yield _home(os.getpid()) if taken else None
        finally:
            if taken:
                self._give_back(last or time.monotonic() - start > _LONG_SECONDS)

    def _give_back(self, last: bool) -> None:
        with self._lock:
            self._in_use = False
            self._files += 1
            if last or self._closed or self._files >= MOST_FILES or not self._is_alive():
                self._end()
            else:
                self._wait()

    def _wait(self) -> None:
        """Start to count the time in which nobody needs it."""
        self._timer = threading.Timer(self._idle_seconds, self.rest)
        self._timer.daemon = True
        self._timer.start()

    def rest(self) -> None:
        """End the one that waits, unless it is at work."""
        with self._lock:
            if not self._in_use:
                self._end()

    def close(self) -> None:
        """End it for good."""
        with self._lock:
            self._closed = True
            self._end()
            shutil.rmtree(_home(os.getpid()), ignore_errors=True)

    def _is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _end(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._process is not None:
            end_group(self._process)
        self._process = self._timer = None


def _own_page(home: Path) -> Path:
    page = home / "cho.docx"
    document = docx.Document()
    document.add_paragraph("Chờ tệp.")
    document.save(str(page))
    return page


def _home(keeper: int) -> Path:
    return slots_folder() / f"spare-{keeper}"


def _end_orphans() -> None:
    """Those whose keeper was killed: their group is ended where it is really LibreOffice on that profile."""
    for home in slots_folder().glob("spare-*"):
        keeper = home.name.removeprefix("spare-")
        if not keeper.isdigit() or Path("/proc", keeper).exists():
            continue
        for found in Path("/proc").glob("[0-9]*/cmdline"):
            if home.as_uri().encode() in _read(found):
                _kill(int(found.parent.name))
        shutil.rmtree(home, ignore_errors=True)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""  # the process has ended, or belongs to somebody else


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return  # it has ended by itself, or is not ours
