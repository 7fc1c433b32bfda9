"""Broken files for minutes: mutated, truncated, shuffled and interleaved inputs. No crash, no hang; every refusal is one line.

python tests/soak/soak_reading.py [seconds=600] [seed=1]
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

import openpyxl

from drafting.draft import draft
from drafting.errors import DondocError
from drafting.libreoffice import convert
from drafting.spec import read_spec
from tracking.extract import extract

SAMPLE = Path(__file__).parents[2] / "templates" / "samples" / "cong-van-mau.json"
LONGEST_SECONDS = 60.0
PER_PAGE_SECONDS = 20.0


def seeds(folder: Path) -> dict[str, bytes]:
    """One sound file of each kind, by its ending."""
    word = draft(read_spec(SAMPLE), folder / "goc.docx")
    book = openpyxl.Workbook()
    book.active.append(["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"])
    book.active.append([1, "Rà soát danh mục", "Sở Tư pháp", "Quý I năm 2026"])
    book.save(folder / "goc.xlsx")
    text = "\n\n".join(line.text for line in _lines(word))
    page = "<html><body><nav>Trang chủ</nav><div>" + "".join(f"<p>{line}</p>" for line in text.split("\n\n")) + "</div></body></html>"
    return {
        "docx": word.read_bytes(),
        "pdf": convert(word, "pdf", folder).read_bytes(),
        "xlsx": (folder / "goc.xlsx").read_bytes(),
        "txt": text.encode(),
        "html": page.encode(),
    }


def _lines(word: Path):
    from tracking.reading.choose import read_pages
    from tracking.reading.page import lines_of

    return lines_of(list(read_pages(word).blocks()))


def spoiled(data: bytes, other: bytes, rng: random.Random) -> bytes:
    """The bytes of a file, hurt in one of five ways."""
    how = rng.randrange(5)
    if how == 0:
        return data[: rng.randrange(len(data))]
    if how == 1:
        hurt = bytearray(data)
        for _ in range(rng.randrange(1, 60)):
            hurt[rng.randrange(len(hurt))] = rng.randrange(256)
        return bytes(hurt)
    if how == 2:
        size = rng.randrange(1, 400)
        parts = [data[at : at + size] for at in range(0, len(data), size)]
        rng.shuffle(parts)
        return b"".join(parts)
    cut, size = rng.randrange(len(data)), rng.randrange(1, 2000)
    if how == 3:
        at = rng.randrange(len(other))
        return data[:cut] + other[at : at + size] + data[cut:]
    return data[:cut] + data[cut + size :]


def main(seconds: float = 600.0, seed: int = 1) -> int:
    """The exit status: 0 when nothing but refusals in one line came out."""
    rng, counts, slowest, faults = random.Random(seed), {"read": 0, "refused": 0}, 0.0, []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = seeds(folder)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            kind, other = rng.choice(sorted(files)), rng.choice(sorted(files))
            path = folder / f"hong.{rng.choice((kind, kind, other))}"
            path.write_bytes(spoiled(files[kind], files[other], rng))
            start = time.monotonic()
            try:
                extract(path)
                counts["read"] += 1
            except DondocError as refusal:
                counts["refused"] += 1
                if not str(refusal).strip() or "\n" in str(refusal):
                    faults.append(f"a refusal that is not one line: {str(refusal)!r}")
            except Exception as fault:
                kept = Path(tempfile.gettempdir()) / f"dondoc-soak-{len(faults)}{path.suffix}"
                kept.write_bytes(path.read_bytes())
                faults.append(f"{type(fault).__name__}: {fault} (kept as {kept})")
            slowest = max(slowest, time.monotonic() - start)
    print(f"read {counts['read']}, refused {counts['refused']}, slowest {slowest:.1f} s, faults {len(faults)}")
    for fault in faults[:20]:
        print(" ", fault)
    return int(bool(faults) or slowest > LONGEST_SECONDS)


if __name__ == "__main__":
    sys.exit(main(*(float(value) if at == 0 else int(value) for at, value in enumerate(sys.argv[1:3]))))
