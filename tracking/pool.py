"""Reading in processes of their own: away from the web threads, a file's time and memory bounded, a crash contained."""

from __future__ import annotations

import multiprocessing
import resource
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from drafting.errors import InvalidInput
from tracking.duty import Reading

SECONDS = 60.0
"""The longest that one file may be read."""

MEMORY_BYTES = 4 * 1024**3
"""Address space of one reading process; the working set of a file stays far below."""

_FILES_A_PROCESS = 50


class ReadingPool:
    """A few processes that read files; `close()` ends them."""

    def __init__(self, processes: int = 2, seconds: float = SECONDS) -> None:
        self._processes = processes
        self._seconds = seconds
        self._lock = threading.Lock()
        self._executor = self._new()

    def extract(self, path: Path, name: str, pace_file: Path | None = None) -> Reading:
        """`extract` of the file; how many pages are done ("3/10") stands in `pace_file` meanwhile.

        Raises what it raises, and InvalidInput where the file takes too long or breaks its reader.
        """
        for last in (False, True):
            executor = self._executor
            future = executor.submit(_extract, path, name, pace_file)
            try:
                return self._wait(future, executor, name)
            except BrokenProcessPool:
                self._replace(executor)
                if last:
                    raise InvalidInput(
                        f"«{name}»: đọc tệp làm hỏng bộ đọc hai lần liền. Chưa lưu gì; đề nghị nơi gửi cung cấp bản khác."
                    ) from None
        raise AssertionError("the loop returns or raises")

    def close(self) -> None:
        self._end(self._executor)

    def _wait(self, future: Future[Reading], executor: ProcessPoolExecutor, name: str) -> Reading:
        try:
            return future.result(self._seconds)
        except TimeoutError:
            self._replace(executor)
            raise InvalidInput(f"«{name}»: đọc quá {self._seconds:.0f} giây chưa xong. Chưa lưu gì; chia nhỏ tệp rồi tải lại.") from None

    def _new(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._processes, context, initializer=_bound_memory, max_tasks_per_child=_FILES_A_PROCESS)

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        """End the processes of this executor and start new ones, once, whoever finds it broken first."""
        with self._lock:
            if self._executor is broken:
                self._executor = self._new()
                self._end(broken)

    def _end(self, executor: ProcessPoolExecutor) -> None:
        processes = list((executor._processes or {}).values())
        executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()


def _bound_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def _extract(path: Path, name: str, pace_file: Path | None) -> Reading:
    from tracking.extract import extract
    from tracking.reading import pace

    if pace_file is None:
        return extract(path, name)
    with pace.heard_by(lambda done, total: _note(pace_file, f"{done}/{total}")):
        return extract(path, name)


def _note(pace_file: Path, words: str) -> None:
    pace_file.write_text(words)
