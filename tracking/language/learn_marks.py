"""Counts the table of `marks.py` anew from plain texts: python -m tracking.language.learn_marks FOLDER… > marks.txt."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from tracking.language.marks import count, written

KINDS = (".txt", ".md", ".toml")


def main(folders: Sequence[str]) -> int:
    """Writes the table to standard output; every text file below the folders is one text. Returns the exit status."""
    paths = sorted(path for folder in folders for path in Path(folder).rglob("*") if path.suffix in KINDS and path.is_file())
    sys.stdout.write(written(count(path.read_text("utf-8", errors="replace") for path in paths)))
    return 0 if paths else 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
