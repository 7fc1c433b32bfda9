"""Ten minutes of 200 people at the web app: no error, and what the server holds in memory levels off.

Run: python tests/soak/soak_sockets.py [minutes=10] [people=200]. Memory is read every ten seconds, the last fifth against the fifth
before it: at most a twentieth more. A server that keeps what people leave behind grows by the same amount each minute.
"""

from __future__ import annotations

import statistics
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))

from socket_people import crowd, memory_mb, run_crowd

EVERY_S = 10.0
MOST_GROWTH = 1.05


class Watch(threading.Thread):
    """Reads the memory of a process until it is told to stop."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.over = pid, threading.Event()
        self.found: list[float] = []

    def run(self) -> None:
        while not self.over.wait(EVERY_S):
            self.found.append(memory_mb(self.pid))


def main() -> int:
    """The exit status: 0 when memory has levelled off and nothing went wrong."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    with crowd(number) as (base, pid, people, faults):
        watch = Watch(pid)
        tally = run_crowd(base, people, minutes * 60, begun=watch.start)
        watch.over.set()
    fifth = max(1, len(watch.found) // 5)
    before, last = statistics.mean(watch.found[-2 * fifth : -fifth]), statistics.mean(watch.found[-fifth:])
    wrong = [*tally.errors, *faults]
    print("memory, MB: " + " ".join(f"{found:.0f}" for found in watch.found[:: max(1, len(watch.found) // 20)]))
    print(f"{len(tally.every())} actions of {len(people)} people in {minutes:.0f} minutes, {len(wrong)} errors")
    print(f"the last fifth {last:.0f} MB, the one before {before:.0f} MB (at most a twentieth more)")
    for error in wrong[:10]:
        print(f"wrong: {error}")
    return int(bool(wrong) or last > before * MOST_GROWTH)


if __name__ == "__main__":
    sys.exit(main())
