"""How much memory and time a long scan takes, read whole by the command. Run: python tests/bench/bench_long_scan.py [pages=200]

The resident memory of the command and of every process it starts (recognition among them), added up ten times a second: at most
1 GB for 200 full pages, and no more at the end than in the first quarter but for what the text itself takes. Takes some minutes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import docx
import pypdfium2
from PIL.Image import Image

from drafting import libreoffice
from tracking.reading import ocr

MOST_MB = 1024
_SENTENCE = "Sở Nội vụ chủ trì, phối hợp với các cơ quan có liên quan rà soát thủ tục số {number}, báo cáo trước ngày 15 tháng 3 năm 2026; "
_PARAGRAPHS_A_PAGE = 16
_EVERY_SECONDS = 0.1


def long_scan(folder: Path, pages: int) -> Path:
    """A PDF of so many grey pictures of full pages, 200 dots an inch, no two alike."""
    document = docx.Document()
    for number in range(pages * _PARAGRAPHS_A_PAGE):
        document.add_paragraph(f"{number + 1}. " + _SENTENCE.format(number=number) * 2)
    document.save(str(folder / "dai.docx"))
    pdf = pypdfium2.PdfDocument(libreoffice.convert(folder / "dai.docx", "pdf", folder))
    pictures = _pictures(pdf, min(pages, len(pdf)))
    scan = folder / "quet.pdf"
    next(pictures).save(scan, save_all=True, append_images=pictures, resolution=ocr.DPI, quality=70)
    return scan


def _pictures(pdf: pypdfium2.PdfDocument, pages: int) -> Iterator[Image]:
    for number in range(pages):
        yield pdf[number].render(scale=ocr.DPI / 72, grayscale=True).to_pil().convert("L")


def family_mb(pid: int) -> float:
    """Resident megabytes of a process and all it started, now; shared pages count once for each."""
    children: dict[int, list[int]] = {}
    resident: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            parent = int(entry.joinpath("stat").read_text().rsplit(")", 1)[1].split()[1])
            resident[int(entry.name)] = int(entry.joinpath("statm").read_text().split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
        children.setdefault(parent, []).append(int(entry.name))
    waiting, total = [pid], 0
    while waiting:
        one = waiting.pop()
        total += resident.get(one, 0)
        waiting += children.get(one, [])
    return total * os.sysconf("SC_PAGE_SIZE") / 2**20


def main(pages: int = 200) -> int:
    with tempfile.TemporaryDirectory() as name:
        scan = long_scan(Path(name), pages)
        count = len(pypdfium2.PdfDocument(scan))
        start, seen = time.monotonic(), [0.0]
        command = [str(Path(sys.executable).parent / "dondoc"), "extract", str(scan), "--json"]
        with (Path(name) / "ra.json").open("wb") as out, subprocess.Popen(command, stdout=out) as reader:
            while reader.poll() is None:
                seen.append(family_mb(reader.pid))
                time.sleep(_EVERY_SECONDS)
        seconds = time.monotonic() - start
    quarter = max(seen[: max(len(seen) // 4, 1)])
    print(f"scan of {count} pages: exit {reader.returncode}, {seconds:.0f} s ({seconds / count:.2f} s a page)")
    print(f"peak memory, children included: {max(seen):.0f} MB (at most {MOST_MB}); in the first quarter {quarter:.0f} MB")
    return int(reader.returncode != 0 or max(seen) > MOST_MB)


if __name__ == "__main__":
    sys.exit(main(*(int(value) for value in sys.argv[1:2])))
