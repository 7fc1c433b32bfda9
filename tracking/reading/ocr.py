"""Tesseract with its Vietnamese data: the only place that calls it."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
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

_SECONDS = 14.0
"""What one recognition may take: ten times what a clean page takes, so that a hopeless page is given up."""
_TURN_SECONDS = 4.0
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


def recognise(grey: Grey, layout: int = 3, seconds: float = _SECONDS) -> list[Found]:
    """The words of a grey picture of 200 dots an inch. `layout` is Tesseract's page segmentation mode.

    One thread a process: two processes side by side are faster than one with threads. Raises Unreadable.
    """
    height, width = grey.shape
    command = ["tesseract", "stdin", "stdout", "-l", _LANGUAGE, "--psm", str(layout), "--dpi", str(DPI)]
    command += ["-c", "tessedit_do_invert=0", "tsv"]
    data = b"P5\n%d %d\n255\n" % (width, height) + np.ascontiguousarray(grey).tobytes()
    env = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False, env=env)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(f"nhận dạng quá {seconds:.0f} giây") from error
    if done.returncode != 0:
        raise Unreadable(done.stderr.decode("utf-8", "replace").strip()[-200:])
    return _words(done.stdout.decode("utf-8", "replace"))


def upright_turn(grey: Grey) -> int:
    """By how many degrees clockwise (0, 90, 180, 270) the picture must be turned to stand upright; 0 where Tesseract cannot tell."""
    data = b"P5\n%d %d\n255\n" % grey.shape[::-1] + np.ascontiguousarray(grey).tobytes()
    command = ["tesseract", "stdin", "stdout", "-l", "osd", "--psm", "0", "--dpi", str(DPI)]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=_TURN_SECONDS, check=False, env={**os.environ, "OMP_THREAD_LIMIT": "1"}
        )
    except subprocess.TimeoutExpired:
        return 0
    for line in done.stdout.decode("utf-8", "replace").splitlines():
        if line.startswith("Rotate:"):
            return int(line.split(":")[1]) % 360
    return 0


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
