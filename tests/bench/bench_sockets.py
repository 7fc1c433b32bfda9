"""200 people at the app at once, each with an action every five seconds, on the same two cores. Run: bench_sockets.py [seconds]

No error; 95 % of the actions under 300 ms.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from socket_people import PEOPLE, at, memory_mb, office, run_crowd, server

MOST_MS = 300.0


def main() -> int:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    with tempfile.TemporaryDirectory(prefix="dondoc-") as folder:
        data = Path(folder) / "data"
        people = office(data)
        with server(data) as (base, pid, log):
            before = memory_mb(pid)
            tally = run_crowd(base, people, seconds)
            print(f"{sum(PEOPLE.values())} people, {seconds:.0f} s; memory {before:.0f} → {memory_mb(pid):.0f} MB")
        faults = [line for line in log.read_text("utf-8").splitlines() if "Error" in line or "Traceback" in line]
    for kind in tally.times:
        print(tally.line(kind))
    every = sorted(time for times in tally.times.values() for time in times)
    late = at(every, 0.95)
    for error in [*tally.errors, *faults][:10]:
        print(f"wrong: {error}")
    fine = late < MOST_MS and not tally.errors and not faults
    print(f"all: {len(every)} actions, 95 % {late:.0f} ms (at most {MOST_MS:.0f}), {len(tally.errors) + len(faults)} errors")
    return int(not fine)


if __name__ == "__main__":
    sys.exit(main())
