"""Server time of the register's screens with 100,000 and 1,000,000 assignments over 300 offices, and their ratio.

Usage: bench_register.py [assignments …] ; DONDOC_DATABASE_URL, when set, names an empty PostgreSQL database for the last size.
"""

from __future__ import annotations

import datetime as dt
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from register_rows import TODAY, fill

from tracking.register import overview, queries, search
from tracking.register.database import Register
from tracking.reports.report import report
from tracking.settings import Settings

REPEATS = 10


def screens(register: Register) -> dict[str, Callable[[], object]]:
    """What is timed, by name; each a call as the pages make it."""

    def page_200() -> object:
        return overview.share_page(register, bucket="open_overdue", after=middle, most=50)

    deep = overview.share_page(register, bucket="open_overdue", most=10_000)
    middle = deep["next"]

    def table_2(day: dt.date, code: str = "t2") -> object:
        return report(register, code, as_of=day)

    return {
        "trang lãnh đạo": lambda: overview.overview(register),
        "quá hạn, trang 1": lambda: overview.share_page(register, bucket="open_overdue", most=50),
        "quá hạn, trang 200": page_200,
        "một cơ quan": lambda: overview.share_page(register, office_id=17, most=50),
        "tìm có dấu": lambda: search.search(register, "đôn đốc đồng tháp"),
        "tìm không dấu": lambda: search.search(register, "don doc dong thap"),
        "T2 hôm nay": lambda: table_2(TODAY),
        "T2 tháng này": lambda: table_2(TODAY, "monthly"),
        "T2 một ngày đã qua": lambda: table_2(TODAY - dt.timedelta(days=120)),
        "T2 một tháng đã qua": lambda: table_2(TODAY - dt.timedelta(days=120), "monthly"),
        "nhiệm vụ của một văn bản": lambda: queries.duties(register, directive=77),
    }


def measure(size: int, url: str = "") -> dict[str, float]:
    """The 95th percentile of each screen in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        register = Register.open(Settings(Path(folder), url), lambda: dt.datetime.combine(TODAY, dt.time(3), dt.UTC))
        with register:
            fill(register, size)
            return {name: _percentile(call, 3 if "đã qua" in name else REPEATS) for name, call in screens(register).items()}


def _percentile(call: Callable[[], object], repeats: int) -> float:
    call()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.quantiles(times, n=20)[-1] if len(times) > 2 else max(times)


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:]] or [100_000, 1_000_000]
    url = os.environ.get("DONDOC_DATABASE_URL", "")
    found = {size: measure(size, url if size == sizes[-1] else "") for size in sizes}
    print(f"{'ms, 95 %':28}" + "".join(f"{size:>12,}" for size in sizes) + ("   tỷ số" if len(sizes) > 1 else ""))
    for name in found[sizes[-1]]:
        row = [found[size][name] for size in sizes]
        print(f"{name:28}" + "".join(f"{value:12.1f}" for value in row) + (f"{row[-1] / row[0]:9.2f}" if len(row) > 1 else ""))


if __name__ == "__main__":
    main()
