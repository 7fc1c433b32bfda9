"""Server time of the register's screens with 100,000 and 1,000,000 assignments over 300 offices, on both databases, and their ratio.

Usage: bench_register.py [--sqlite | --postgresql] [assignments …]
"""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import postgres_server
from register_rows import TODAY, fill

from tracking.register import overview, queries, search
from tracking.register.actor import LOCAL, Actor
from tracking.register.database import Register
from tracking.reports.report import report
from tracking.screens import duty, figures
from tracking.screens.shares import Filters, shares
from tracking.settings import Settings

REPEATS = 40
PAST_REPEATS = 5
MARKED = ("đôn đốc đồng tháp", "kiểm tra thủ tục hành chính", "dự toán an toàn giao thông", "chuyển đổi số", "77/UBND-TH")
PLAIN = ("don doc dong thap", "kiem tra thu tuc hanh chinh", "du toan an toan giao thong", "chuyen doi so", "77 ubnd th")
PAST = "đã qua"


def screens(register: Register) -> dict[str, Callable[[], object]]:
    """What is timed, by name; each the call that a page makes."""
    unit = Actor(1, "don.vi", "Đơn vị", "unit", 17)
    marked, plain, listed, keys = cycle(MARKED), cycle(PLAIN), cycle(PLAIN), cycle(range(1, 2000))

    def table_2(days_ago: int, code: str = "t2") -> object:
        return report(register, code, as_of=TODAY - dt.timedelta(days=days_ago))

    return {
        "số liệu trang Hôm nay": lambda: figures.figures(register, LOCAL),
        "Giao ban: theo đơn vị": lambda: figures.by_office(register, LOCAL),
        "Giao ban: theo văn bản": lambda: figures.by_directive(register, LOCAL),
        "tổng quan của lãnh đạo": lambda: overview.overview(register),
        "sổ: chưa hoàn thành, trang 1": lambda: shares(register, LOCAL, Filters("open")),
        "sổ: quá hạn, trang 1": lambda: shares(register, LOCAL, Filters("open_overdue")),
        "sổ: quá hạn, trang 200": lambda: shares(register, LOCAL, Filters("open_overdue"), 200),
        "sổ: một cơ quan": lambda: shares(register, LOCAL, Filters("open", office=17)),
        "sổ của một đơn vị": lambda: shares(register, unit, Filters("open")),
        "sổ: tìm không dấu": lambda: shares(register, LOCAL, Filters("open", words=next(listed))),
        "tìm có dấu": lambda: search.search(register, next(marked)),
        "tìm không dấu": lambda: search.search(register, next(plain)),
        "một nhiệm vụ": lambda: duty.duty_page(register, LOCAL, next(keys)),
        "nhiệm vụ của một văn bản": lambda: queries.duties(register, directive=next(keys) % 1000 + 1),
        "T2 hôm nay": lambda: table_2(0),
        f"T2 một ngày {PAST}": lambda: table_2(120),
        f"T2 một tháng {PAST}": lambda: table_2(120, "monthly"),
    }


def measure(size: int, url: str = "") -> dict[str, float]:
    """The 95th percentile of each screen in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        register = Register.open(Settings(Path(folder), url), lambda: dt.datetime.combine(TODAY, dt.time(3), dt.UTC))
        with register:
            fill(register, size)
            if os.geteuid() == 0:
                os.setpriority(os.PRIO_PROCESS, 0, 0)  # loading may run behind everything else, measuring must not
            return {name: _percentile(call, PAST_REPEATS if PAST in name else REPEATS) for name, call in screens(register).items()}


def _percentile(call: Callable[[], object], repeats: int) -> float:
    call()
    gc.collect()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times)[int(0.95 * (repeats - 1))]


@contextlib.contextmanager
def _database(postgres: bool) -> Iterator[str]:
    if not postgres:
        yield ""
        return
    with postgres_server.server() as url:
        yield url


def main() -> None:
    asked = set(sys.argv[1:])
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()] or [100_000, 1_000_000]
    for name, postgres in (("SQLite", False), ("PostgreSQL", True)):
        if asked & {"--sqlite", "--postgresql"} and f"--{name.lower()}" not in asked:
            continue
        if postgres and not postgres_server.is_installed():
            print("PostgreSQL chưa được cài trên máy này.")
            continue
        found: dict[int, dict[str, float]] = {}
        for size in sizes:
            with _database(postgres) as url:
                found[size] = measure(size, url)
        _print(name, sizes, found)


def _print(name: str, sizes: list[int], found: dict[int, dict[str, float]]) -> None:
    print(f"{name + ', ms, 95 %':32}" + "".join(f"{size:>12,}" for size in sizes) + ("   tỷ số" if len(sizes) > 1 else ""))
    for screen in found[sizes[-1]]:
        row = [found[size][screen] for size in sizes]
        print(f"{screen:32}" + "".join(f"{value:12.1f}" for value in row) + (f"{row[-1] / row[0]:9.2f}" if len(row) > 1 else ""))


if __name__ == "__main__":
    main()
