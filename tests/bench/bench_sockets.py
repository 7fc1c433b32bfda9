"""200 people with a page open, each with an action every five seconds, they and the server on the same two cores.

Run: python tests/bench/bench_sockets.py [seconds=60] [people=200]. One web process. No error; 95 % of the actions under 300 ms. Apart from
that, as figures only: how late the people's own event loop was, and the same people loading nothing but whole pages.
"""

from __future__ import annotations

import sys
import time

from socket_people import Tally, Who, at, crowd, memory_mb, processor_s, run_crowd

MOST_MS = 300.0


def measured(base: str, pid: int, people: list[Who], seconds: float, only_pages: bool) -> Tally:
    """One run, with its processor shares told: of one core, server and people apart."""
    start: list[tuple[float, float, float]] = []
    tally = run_crowd(base, people, seconds, only_pages, lambda: start.append((time.monotonic(), processor_s(pid), time.process_time())))
    begun, server_s, own_s = start[0]
    wall = time.monotonic() - begun
    busy = (processor_s(pid) - server_s) / wall, (time.process_time() - own_s) / wall
    name = "whole pages only" if only_pages else "a working day"
    print(
        f"{name}: {len(people)} people, {seconds:.0f} s; of one core: server {busy[0]:.0%}, people {busy[1]:.0%}; {memory_mb(pid):.0f} MB"
    )
    for kind in sorted(tally.times):
        print(f"  {tally.line(kind)}")
    print(f"  the people themselves late by: 50 % {at(tally.late, 0.5):.0f} ms, 95 % {at(tally.late, 0.95):.0f} ms")
    return tally


def main() -> int:
    """The exit status: 0 when the people's day is fast enough and nothing went wrong."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    with crowd(number) as (base, pid, people, faults):
        day = measured(base, pid, people, seconds, False)
        measured(base, pid, people, seconds / 2, True)
    every = day.every()
    late, wrong = at(every, 0.95), [*day.errors, *faults]
    for error in wrong[:10]:
        print(f"wrong: {error}")
    pages = len(day.times["page"]) / max(1, len(every))
    print(f"all: {len(every)} actions ({pages:.0%} whole pages), 95 % {late:.0f} ms (at most {MOST_MS:.0f}), {len(wrong)} errors")
    return int(late >= MOST_MS or bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
