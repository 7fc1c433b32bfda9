"""From cold: seconds until the program answers, each the best of three fresh processes.

python tests/bench/bench_cold.py
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from drafting.draft import draft
from drafting.libreoffice import convert
from drafting.spec import read_spec

ROOT = Path(__file__).parents[2]
SPEC = ROOT / "tests" / "drafting" / "specs" / "ke-hoach.json"
TARGETS = {"--help": 0.5, "duties": 1.5, "extract, .docx": 6.0, "extract, PDF": 6.0}


def seconds(arguments: list[str], data: str) -> float:
    """Wall time of one fresh process, the best of three."""
    env = {**os.environ, "DONDOC_DATA": data}
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "ui.cli", *arguments], check=True, capture_output=True, cwd=ROOT, env=env)
        best = min(best, time.perf_counter() - start)
    return best


def main() -> int:
    """The exit status: 0 when every command answers within its target."""
    with tempfile.TemporaryDirectory() as folder:
        word = draft(read_spec(SPEC), Path(folder) / "ke-hoach.docx")
        pdf = convert(word, "pdf", Path(folder))
        data = str(Path(folder) / "data")
        subprocess.run(
            [sys.executable, "-m", "ui.cli", "import", "--confirm", str(word)],
            check=True,
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, "DONDOC_DATA": data},
        )
        commands = {
            "--help": ["--help"],
            "duties": ["duties", "--json"],
            "extract, .docx": ["extract", str(word)],
            "extract, PDF": ["extract", str(pdf)],
        }
        late = False
        for name, arguments in commands.items():
            found = seconds(arguments, data)
            late |= found > TARGETS[name]
            print(f"{name:16} {found:5.2f} s (at most {TARGETS[name]:.1f})")
    return int(late)


if __name__ == "__main__":
    sys.exit(main())
