"""Tesseract with its Vietnamese data: the only place that calls it."""

from __future__ import annotations

import csv
import io
import os
import resource
import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from statistics import median

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]

DPI = 200
"""Dots per inch at which pages are recognised: more is slower and no better."""

AT_ONCE = 2
"""How many recognitions run side by side."""

_CPU_SECONDS = 12
"""Processor time for one recognition: ten times what a clean page takes; a hopeless page is given up after it."""
_TURN_CPU_SECONDS = 4
_PATIENCE = 5
"""How many times the processor time may pass on the clock of a busy machine."""
_LANGUAGE = "vie"


@dataclass(frozen=True, slots=True)
class Found:
    """A recognised word: its box in pixels, its line's number, the foot and the height of that line at the word, its confidence in 0..1."""

    text: str
    x0: int
    top: int
    x1: int
    bottom: int
    line: int
    base: float
    height: float
    confidence: float

    @property
    def box(self) -> tuple[int, int, int, int]:
        return self.x0, self.top, self.x1, self.bottom


class Unreadable(Exception):
    """Recognition gave up on one page: it took too long or the program failed. Never leaves the reading package."""


@cache
def is_installed() -> bool:
    """Whether Tesseract and its Vietnamese data are on this machine."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
    return _LANGUAGE in (listed.stdout + listed.stderr).split()


def recognise(grey: Grey, layout: int = 3) -> list[Found]:
    """The words of a grey picture of 200 dots an inch. `layout` is Tesseract's page segmentation mode.

    One thread a process: two processes side by side are faster than one with threads. Raises Unreadable.
    """
    command = ["tesseract", "stdin", "stdout", "-l", _LANGUAGE, "--psm", str(layout), "--dpi", str(DPI)]
    return _words(_run([*command, "-c", "tessedit_do_invert=0", "tsv"], grey, _CPU_SECONDS))


def _run(command: list[str], grey: Grey, cpu_seconds: int) -> str:
    """What the program prints for the picture. Bounded by the processor time it uses, so that a busy machine does not spoil pages."""
    data = b"P5\n%d %d\n255\n" % grey.shape[::-1] + np.ascontiguousarray(grey).tobytes()
    env = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env) as process:
        with suppress(ProcessLookupError):
            resource.prlimit(process.pid, resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
        try:
            out, _ = process.communicate(data, timeout=cpu_seconds * _PATIENCE)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise Unreadable(f"nhận dạng quá {cpu_seconds * _PATIENCE} giây") from error
    if process.returncode < 0:
        raise Unreadable(f"nhận dạng quá {cpu_seconds} giây máy")
    if process.returncode:
        raise Unreadable("chương trình nhận dạng không xử lý được ảnh")
    return out.decode("utf-8", "replace")


def upright_turn(grey: Grey) -> int:
    """By how many degrees clockwise (0, 90, 180, 270) the picture must be turned to stand upright; 0 where Tesseract cannot tell."""
    command = ["tesseract", "stdin", "stdout", "-l", "osd", "--psm", "0", "--dpi", str(DPI)]
    try:
        found = _run(command, grey, _TURN_CPU_SECONDS)
    except Unreadable:
        return 0
    turns = [line.split(":")[1] for line in found.splitlines() if line.startswith("Rotate:")]
    return int(turns[0]) % 360 if turns else 0


def _words(table: str) -> list[Found]:
    lines: list[list[Found]] = [[]]
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == "4":
            lines.append([])
        text = (row.get("text") or "").strip()
        if row["level"] != "5" or not text:
            continue
        x0, top, width, height = (int(row[key]) for key in ("left", "top", "width", "height"))
        lines[-1].append(Found(text, x0, top, x0 + width, top + height, len(lines), 0.0, 0.0, float(row["conf"]) / 100))
    return [word for line in lines if line for word in _on_base(line)]


def _on_base(line: list[Found]) -> list[Found]:
    """The words of a line with its common foot and height, so that tails and marks of single letters do not tear rows apart."""
    foot = median(word.bottom for word in line)
    high = median(word.bottom - word.top for word in line)
    return [replace(word, base=foot, height=high) for word in line]
