"""Broken files for minutes: mutated, truncated, shuffled and interleaved inputs. No crash, no hang; every refusal is one line.

python tests/soak/soak_reading.py [seconds=600] [seed=1]
"""

from __future__ import annotations

import io
import random
import re
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import openpyxl
from PIL import Image, ImageDraw

from drafting.draft import draft
from drafting.errors import DondocError
from drafting.libreoffice import convert
from drafting.spec import read_spec
from tracking.extract import extract

SAMPLE = Path(__file__).parents[2] / "templates" / "samples" / "cong-van-mau.json"
LONGEST_SECONDS = 40.0
"""For one of these files: none has more than two pages, and a page may take 20 s at most."""


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
        "png": picture(text),
    }


def _lines(word: Path):
    from tracking.reading.choose import read_pages
    from tracking.reading.page import lines_of

    return lines_of(list(read_pages(word).blocks()))


def picture(text: str) -> bytes:
    """A small picture with the beginning of the text in the plain letters that are always there."""
    image = Image.new("L", (700, 300), 255)
    for row, line in enumerate(text.splitlines()[:8]):
        ImageDraw.Draw(image).text((20, 20 + 30 * row), line.encode("ascii", "ignore").decode() or "x", fill=0)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def cut_short(data: bytes, other: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data))]


def bytes_changed(data: bytes, other: bytes, rng: random.Random) -> bytes:
    hurt = bytearray(data)
    for _ in range(rng.randrange(1, 60)):
        hurt[rng.randrange(len(hurt))] = rng.randrange(256)
    return bytes(hurt)


def shuffled(data: bytes, other: bytes, rng: random.Random) -> bytes:
    parts = _pieces(data, rng.randrange(1, 400))
    rng.shuffle(parts)
    return b"".join(parts)


def interleaved(data: bytes, other: bytes, rng: random.Random) -> bytes:
    """Pieces of both files by turns."""
    one, two = _pieces(data, rng.randrange(20, 2000)), _pieces(other, rng.randrange(20, 2000))
    return b"".join(piece for pair in zip(one, two, strict=False) for piece in pair)


def put_in(data: bytes, other: bytes, rng: random.Random) -> bytes:
    cut, at = rng.randrange(len(data)), rng.randrange(len(other))
    return data[:cut] + other[at : at + rng.randrange(1, 2000)] + data[cut:]


def left_out(data: bytes, other: bytes, rng: random.Random) -> bytes:
    cut = rng.randrange(len(data))
    return data[:cut] + data[cut + rng.randrange(1, 2000) :]


def shuffled_inside(data: bytes, other: bytes, rng: random.Random) -> bytes:
    """The file still sound, its lines, paragraphs, rows or cells in any order, some of them twice: what gets past the first look."""
    if not data.startswith(b"PK"):
        return _lines_shuffled(data, rng)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    name = rng.choice([name for name in members if name.endswith(("document.xml", "sheet1.xml", "styles.xml", "numbering.xml"))])
    members[name] = _elements_shuffled(members[name], rng)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for member, content in members.items():
            package.writestr(member, content)
    return out.getvalue()


def _lines_shuffled(data: bytes, rng: random.Random) -> bytes:
    lines = re.split(rb"(?<=\n)|(?<=</p>)", data)
    return b"".join(rng.choices(lines, k=len(lines)) if rng.random() < 0.5 else rng.sample(lines, len(lines)))


def _elements_shuffled(data: bytes, rng: random.Random) -> bytes:
    """The elements of one kind of an XML part in another order, some of them repeated, still well formed."""
    found = re.findall(rb"<w:p[ >].*?</w:p>|<row.*?</row>|<w:style .*?</w:style>|<w:lvl .*?</w:lvl>", data, re.DOTALL)
    given = iter(rng.choices(found, k=len(found)))
    return re.sub(
        rb"<w:p[ >].*?</w:p>|<row.*?</row>|<w:style .*?</w:style>|<w:lvl .*?</w:lvl>", lambda _: next(given), data, flags=re.DOTALL
    )


def _pieces(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


WAYS: tuple[Callable[[bytes, bytes, random.Random], bytes], ...] = (
    cut_short, bytes_changed, shuffled, interleaved, put_in, left_out, shuffled_inside, shuffled_inside,
)  # fmt: skip
"""Ways of hurting a file; the one that leaves it readable stands twice."""


def main(seconds: float = 600.0, seed: int = 1) -> int:
    """The exit status: 0 when nothing but refusals in one line came out."""
    rng, counts, faults = random.Random(seed), Counter[str](), []
    slowest = 0.0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = seeds(folder)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            kind, other = rng.choice(sorted(files)), rng.choice(sorted(files))
            path = folder / f"hong.{rng.choice((kind, kind, other))}"
            how = rng.choice(WAYS)
            path.write_bytes(how(files[kind], files[other], rng))
            counts[how.__name__] += 1
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
    ways = ", ".join(f"{way.__name__} {counts[way.__name__]}" for way in dict.fromkeys(WAYS))
    print(f"read {counts['read']}, refused {counts['refused']}, slowest {slowest:.1f} s, faults {len(faults)}")
    print(f"  {ways}")
    for fault in faults[:20]:
        print(" ", fault)
    return int(bool(faults) or slowest > LONGEST_SECONDS)


if __name__ == "__main__":
    sys.exit(main(*(float(value) if at == 0 else int(value) for at, value in enumerate(sys.argv[1:3]))))
