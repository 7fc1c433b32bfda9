"""How fast files are read, as ratios to what their libraries take for the same pages. Run: python tests/bench/bench_reading.py

.docx against python-docx's own walk (at most 4), text PDF against pdfplumber's words (at most 1.5), scans against Tesseract
run one page after the other on the same pictures (at most 1.2). Warm, imports apart, the best of several runs.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx
import numpy as np
import pdfplumber
import pypdfium2
from docx.table import Table

from drafting import libreoffice
from tracking.reading import ocr
from tracking.reading.choose import read_pages

_SENTENCE = "Sở Nội vụ chủ trì, phối hợp với các cơ quan có liên quan rà soát thủ tục, báo cáo kết quả trước ngày 15 tháng 3 năm 2026; "


def made_document(path: Path, paragraphs: int) -> Path:
    """A document of so many paragraphs of three lines and a task table."""
    document = docx.Document()
    for number in range(paragraphs):
        document.add_paragraph(f"{number + 1}. {_SENTENCE * 2}")
    table = document.add_table(rows=1, cols=4, style="Table Grid")
    for number in range(20):
        for cell, text in zip(table.add_row().cells, (str(number), _SENTENCE, "Sở Y tế", "Quý I năm 2026"), strict=True):
            cell.text = text
    document.save(str(path))
    return path


def best(work: Callable[[], object], rounds: int) -> float:
    """The least seconds of several runs."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def walk(path: Path) -> int:
    """What python-docx does: every paragraph's text, every cell's text."""
    count = 0
    for block in docx.Document(str(path)).iter_inner_content():
        if isinstance(block, Table):
            count += sum(len(cell.text) for row in block.rows for cell in row.cells)
        else:
            count += len(block.text)
    return count


def plumber(path: Path) -> int:
    with pdfplumber.open(path) as document:
        return sum(len(page.extract_words()) for page in document.pages)


def scanned(pdf: Path, path: Path) -> list[np.ndarray]:
    """The PDF's pages as grey pictures of 200 dots an inch, also saved as a PDF of pictures."""
    images = [page.render(scale=ocr.DPI / 72, grayscale=True).to_pil().convert("L") for page in pypdfium2.PdfDocument(pdf)]
    images[0].save(path, save_all=True, append_images=images[1:], resolution=ocr.DPI, quality=85)
    return [np.asarray(image) for image in images]


def serial(pictures: list[np.ndarray]) -> int:
    """Tesseract on one page after the other, one thread each."""
    count = 0
    for grey in pictures:
        data = b"P5\n%d %d\n255\n" % grey.shape[::-1] + grey.tobytes()
        command = ["tesseract", "stdin", "stdout", "-l", "vie", "--psm", "3", "--dpi", "200", "tsv"]
        done = subprocess.run(
            command, input=data, capture_output=True, check=True, env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/usr/local/bin"}
        )
        count += len(done.stdout)
    return count


def report(what: str, ours: float, theirs: float, most: float) -> bool:
    ratio = ours / theirs
    print(f"{what:12s} {ours * 1000:9.1f} ms  against {theirs * 1000:9.1f} ms  ratio {ratio:5.2f}  (at most {most})")
    return ratio <= most


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docx", type=Path, help="a Word file to use instead of the made one")
    parser.add_argument("--pdf", type=Path, help="a text PDF to use instead of the made one")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        word = given.docx or made_document(Path(folder) / "word.docx", 60)
        held = [report("docx", best(lambda: read_pages(word), 9), best(lambda: walk(word), 9), 4.0)]
        pdf = given.pdf or libreoffice.convert(word, "pdf", Path(folder))
        held.append(report("text PDF", best(lambda: read_pages(pdf), 5), best(lambda: plumber(pdf), 3), 1.5))
        scan = Path(folder) / "scan.pdf"
        pictures = scanned(pdf, scan)
        held.append(report("scan", best(lambda: read_pages(scan), 1), best(lambda: serial(pictures), 1), 1.2))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory of one reading process {peak:.0f} MB")
    return 0 if all(held) else 1


if __name__ == "__main__":
    raise SystemExit(main())
