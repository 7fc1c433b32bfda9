"""The same directive in the shapes that readers hand on: lines one after another, both columns on one line, Word, a scan."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from tracking.reading.page import Line, Page, Pages


def _pages(lines: list[Line]) -> Pages:
    return Pages((Page(1, tuple(lines), "text"),))


def _in_lines(document: dict[str, Any]) -> Pages:
    texts = [
        *document["left"],
        *document["right"],
        *document["top"],
        *document["body"],
        "Nơi nhận:",
        *document["recipients"],
        *document["sign"],
    ]
    return _pages([Line(text) for text in texts])


def _run_together(document: dict[str, Any]) -> Pages:
    """Both columns of letterhead and signature on the same lines, as text drawn from a page often is."""
    head = [" ".join(pair).strip() for pair in itertools.zip_longest(document["left"], document["right"], fillvalue="")]
    tail = [
        f"{left}          {right}".rstrip()
        for left, right in itertools.zip_longest(["Nơi nhận:", *document["recipients"]], document["sign"], fillvalue="")
    ]
    return _pages([Line(text) for text in (*head, *document["top"], *document["body"], *tail)])


def _spaced(document: dict[str, Any]) -> Pages:
    """Columns held apart by tabs or blanks, as typists and text drawn from a page in its layout have them."""
    head = [f"{left}\t\t{right}" for left, right in itertools.zip_longest(document["left"], document["right"], fillvalue="")]
    tail = itertools.zip_longest(["Nơi nhận:", *document["recipients"]], document["sign"], fillvalue="")
    end = [f"{left:<40}          {right}" for left, right in tail]
    return _pages([Line(text.strip()) for text in (*head, *document["top"], *document["body"], *end)])


def _small_letters(document: dict[str, Any]) -> Pages:
    """Capitals that came from a font of capitals, as old Word files have them: the text itself is in small letters."""
    texts = [
        *document["left"],
        *document["right"],
        *document["top"],
        *document["body"],
        "Nơi nhận:",
        *document["recipients"],
        *document["sign"],
    ]
    return _pages([Line(text.lower() if text.isupper() else text) for text in texts])


def _in_columns(document: dict[str, Any]) -> Pages:
    lines = [Line(text, column="left") for text in document["left"]] + [Line(text, column="right") for text in document["right"]]
    lines += [Line(text) for text in (*document["top"], *document["body"])]
    lines += [Line(text, column="left") for text in ("Nơi nhận:", *document["recipients"])] + [
        Line(text, column="right") for text in document["sign"]
    ]
    return _pages(lines)


_MISREAD = {
    "Số:": "Sô:",
    "Nơi nhận": "Nơi nhân",
    "CỘNG HÒA XÃ": "CỌNG HÒA XÃ",
    "QUYẾT ĐỊNH": "QUYÉT ĐỊNH",
    "KẾ HOẠCH": "KÉ HOẠCH",
    "PHÓ CHỦ TỊCH": "PHÓ CHỦ TICH",
    "Kính gửi": "Kính gứi",
    "Độc lập": "Độc lâp",
}


def _scanned(document: dict[str, Any]) -> Pages:
    """The columns as OCR gives them: marks lost in fixed words, specks, the stamp of the office that received it."""
    stamp = [Line("CÔNG VĂN ĐẾN", column="left"), Line("Số: 1234", column="left"), Line("Ngày 15/10/2025", column="left")]
    clean = list(_in_columns(document).blocks())
    head, rest = clean[: len(document["left"])], clean[len(document["left"]) :]
    lines: list[Line] = []
    for line in (*head, *stamp, Line("~ ' .", column="right"), *rest):
        assert isinstance(line, Line)
        text = line.text
        for right, wrong in _MISREAD.items():
            text = text.replace(right, wrong)
        lines.append(Line(text, column=line.column))
    return Pages((Page(1, tuple(lines), "scan", 595, 842),))


def write_word(document: dict[str, Any], path: Path) -> Path:
    """The directive as a Word file: letterhead and signature in tables without borders, titles centred and bold."""
    word = Document()
    _row(word, document["left"], document["right"])
    for text in document["top"]:
        paragraph = word.add_paragraph()
        run = paragraph.add_run(text)
        if not text.startswith(("Kính gửi", "-")):
            run.bold = True
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in document["body"]:
        word.add_paragraph(text)
    _row(word, ["Nơi nhận:", *document["recipients"]], document["sign"])
    word.save(str(path))
    return path


def _row(word: Any, left: list[str], right: list[str]) -> None:
    table = word.add_table(rows=1, cols=2)
    for cell, texts in zip(table.rows[0].cells, (left, right), strict=True):
        cell.paragraphs[0].text = texts[0]
        for text in texts[1:]:
            cell.add_paragraph(text)


@pytest.fixture
def shapes(tmp_path: Path) -> dict[str, Callable[[dict[str, Any]], Pages]]:
    from tracking.reading.choose import read_pages

    return {
        "lines": _in_lines,
        "run together": _run_together,
        "columns": _in_columns,
        "spaced": _spaced,
        "small letters": _small_letters,
        "scan": _scanned,
        "word": lambda document: read_pages(write_word(document, tmp_path / "directive.docx")),
    }
