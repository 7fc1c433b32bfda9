"""The parts of the machine that the program uses, found or missing."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from dataclasses import dataclass

LANGUAGE = "vie"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the machine. rests: what cannot be done without it; how: how to get it."""

    name: str
    found: str
    rests: str
    how: str

    def __str__(self) -> str:
        if self.found:
            return f"Có     {self.name}: {self.found}"
        return f"Thiếu  {self.name}: {self.rests} tạm nghỉ. Cài bằng: {self.how}"


def parts_found() -> list[Part]:
    """Every part in the order in which it matters."""
    return [
        Part("Cơ sở dữ liệu nhúng (SQLite)", sqlite3.sqlite_version, "sổ nhiệm vụ", "cài Python đầy đủ"),
        Part(
            "LibreOffice",
            shutil.which("soffice") or "",
            "lập PDF, đọc tệp .doc, xem trước trang",
            "apt-get install libreoffice-writer-nogui",
        ),
        Part("Tesseract", shutil.which("tesseract") or "", "đọc bản quét và ảnh chụp", "apt-get install tesseract-ocr"),
        Part("Tesseract, gói tiếng Việt", _vietnamese(), "đọc bản quét và ảnh chụp", "apt-get install tesseract-ocr-vie"),
        Part("Phông chữ thay Times New Roman", _font(), "dàn trang PDF đúng độ rộng chữ", "apt-get install fonts-liberation2"),
    ]


def _vietnamese() -> str:
    if not shutil.which("tesseract"):
        return ""
    done = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False, timeout=20)
    return LANGUAGE if LANGUAGE in done.stdout.split() else ""


def _font() -> str:
    if not shutil.which("fc-match"):
        return ""
    done = subprocess.run(["fc-match", "Times New Roman", "family"], capture_output=True, text=True, check=False, timeout=20)
    name = done.stdout.strip()
    return name if any(word in name for word in ("Times New Roman", "Liberation Serif", "Tinos")) else ""
