"""The same directive as .docx, .doc, PDF, web page and scan (200 dpi, 1° askew, a red stamp): the same duties come out.

python tests/soak/soak_forms.py [how many directives=10]
"""

from __future__ import annotations

import math
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw

from drafting.draft import draft
from drafting.libreoffice import convert
from drafting.orthography import compare_key
from drafting.spec import Spec, read_spec
from tracking.duty import Duty
from tracking.extract import extract

SPECS = Path(__file__).parents[1] / "drafting" / "specs"
FLOORS = {"doc": 0.98, "pdf": 0.98, "html": 0.98, "scan": 0.93}


def directives(most: int) -> list[tuple[str, Spec]]:
    """Our own descriptions that give duties, the richest first."""
    sample = Path(__file__).parents[2] / "templates" / "samples" / "cong-van-mau.json"
    found = [(path.stem, read_spec(path)) for path in [sample, *sorted(SPECS.glob("*.json"))]]
    count = {
        name: sum(node.form == "task" for node in spec.nodes()) + sum(len(a.tasks or ()) for a in spec.annexes) for name, spec in found
    }
    return sorted((item for item in found if count[item[0]]), key=lambda item: -count[item[0]])[:most]


def scanned(pdf: Path, target: Path) -> Path:
    """The PDF as a scanner gives it: pictures at 200 dpi, 1° askew, with a red ring stamp over the print of the last page.

    Ink lets the black print under it through, as on paper.
    """
    document = pdfium.PdfDocument(str(pdf))
    pages = [page.render(scale=200 / 72).to_pil().convert("RGB") for page in document]
    document.close()
    stamp = Image.new("RGB", pages[-1].size, (255, 255, 255))
    draw = ImageDraw.Draw(stamp)
    across, down = int(stamp.width * 0.55), int(stamp.height * 0.55)
    for radius in (110, 106, 84):
        draw.ellipse((across - radius, down - radius, across + radius, down + radius), outline=(200, 30, 40), width=3)
    for turn in range(0, 360, 30):
        at = (across + 95 * math.cos(math.radians(turn)), down + 95 * math.sin(math.radians(turn)))
        draw.text(at, "*", fill=(200, 30, 40))
    pages[-1] = ImageChops.multiply(pages[-1], stamp)
    skewed = [page.rotate(1.0, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255)) for page in pages]
    skewed[0].save(target, "PDF", resolution=200, save_all=True, append_images=skewed[1:])
    return target


def old_word(word: Path, folder: Path) -> Path:
    """The file as Word 97 kept it."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(folder), str(word)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return word.with_suffix(".doc")


def web_page(word: Path, target: Path) -> Path:
    """The directive as a portal quotes it, among menus."""
    from tracking.reading.choose import read_pages
    from tracking.reading.page import Line, Table

    parts = ["<html><body><ul><li>Trang chủ</li><li>Tin tức</li></ul><div class='content'>"]
    for block in read_pages(word).blocks():
        if isinstance(block, Line):
            parts.append(f"<p>{block.marker or ''} {block.text}</p>")
        elif isinstance(block, Table):
            rows = "".join(
                "<tr>" + "".join(f"<td>{cell.text.replace(chr(10), '<br>')}</td>" for cell in row) + "</tr>" for row in block.rows
            )
            parts.append(f"<table>{rows}</table>")
    target.write_text("".join([*parts, "</div><footer>Lượt xem: 1024</footer></body></html>"]), "utf-8")
    return target


def key(duty: Duty) -> tuple[object, ...]:
    """What must be equal in every form."""
    text = compare_key(duty.text).rstrip(" .;,")
    return text, tuple(map(compare_key, duty.owners)), duty.deadline.kind, duty.deadline.due, duty.deadline.frequency


def strict_f1(found: tuple[Duty, ...], expected: tuple[Duty, ...]) -> float:
    """How far two readings hold the same duties, 1.0 for all."""
    left, hits = [key(duty) for duty in expected], 0
    for duty in map(key, found):
        if duty in left:
            left.remove(duty)
            hits += 1
    return 2 * hits / max(1, len(found) + len(expected))


def forms(word: Path, folder: Path) -> dict[str, Path]:
    """The file in every other form."""
    pdf = convert(word, "pdf", folder)
    return {
        "doc": old_word(word, folder),
        "pdf": pdf,
        "html": web_page(word, folder / f"{word.stem}.html"),
        "scan": scanned(pdf, folder / f"{word.stem}-scan.pdf"),
    }


def main(most: int = 10) -> int:
    """The exit status: 0 when every form holds its floor over all directives."""
    sums: dict[str, list[float]] = {form: [] for form in FLOORS}
    with tempfile.TemporaryDirectory() as name:
        for title, spec in directives(most):
            word = draft(spec, Path(name) / f"{title}.docx")
            expected = extract(word).duties
            row = {form: strict_f1(extract(path).duties, expected) for form, path in forms(word, Path(name)).items()}
            for form, value in row.items():
                sums[form].append(value)
            print(f"{title:28} duties {len(expected):3}  " + "  ".join(f"{form} {value:.3f}" for form, value in row.items()), flush=True)
    means = {form: sum(values) / max(1, len(values)) for form, values in sums.items()}
    print("mean" + " " * 24 + "             " + "  ".join(f"{form} {value:.3f}" for form, value in means.items()))
    return int(any(means[form] < floor for form, floor in FLOORS.items()))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
