"""Pages as people see them: a picture of each page of a PDF or image, and the text of a source that has no pages.

Meant to run in a process of its own (`ui.jobs.apart`): it opens files that came from outside.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image

from drafting.errors import DondocError, InvalidInput
from tracking.reading.choose import read_pages
from tracking.reading.page import Pages

WIDTH_PX = 1240
MOST_PIXELS = 60_000_000
IMAGES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp")


@dataclass(frozen=True, slots=True)
class Leaf:
    """The size of a page in points."""

    width: float
    height: float


def leaves(path: Path, name: str) -> list[Leaf]:
    """The pages that have a picture; none for a source that is text alone."""
    kind = _kind(path, name)
    if kind == "pdf":
        document = pypdfium2.PdfDocument(path)
        try:
            return [Leaf(*document.get_page_size(index)) for index in range(len(document))]
        finally:
            document.close()
    if kind == "image":
        with Image.open(path) as image:
            dots = float(image.info.get("dpi", (0, 0))[0] or 0)
            scale = 72 / dots if dots > 50 else 595.0 / max(1, min(image.size))
            size = Leaf(image.width * scale, image.height * scale)
            return [size] * getattr(image, "n_frames", 1)
    return []


def picture(path: Path, name: str, page: int) -> bytes:
    """The page (from 1) as a PNG of 8-bit grey. Raises InvalidInput where there is no such page."""
    try:
        grey = _pdf_page(path, page) if _kind(path, name) == "pdf" else _image_page(path, page)
    except (pypdfium2.PdfiumError, OSError, EOFError, Image.DecompressionBombError) as error:
        raise InvalidInput(f"«{name}»: không vẽ được trang {page}. Tải tệp về để xem.") from error
    out = io.BytesIO()
    grey.save(out, "PNG")
    return out.getvalue()


def text_of(path: Path, name: str) -> Pages | None:
    """The lines of a source without pages; None where it cannot be read again."""
    try:
        return read_pages(path, name)
    except DondocError:
        return None


def _kind(path: Path, name: str) -> str:
    with path.open("rb") as stream:
        if b"%PDF-" in stream.read(1024):
            return "pdf"
    return "image" if name.lower().endswith(IMAGES) else "text"


def _pdf_page(path: Path, page: int) -> Image.Image:
    document = pypdfium2.PdfDocument(path)
    try:
        if not 1 <= page <= len(document):
            raise InvalidInput(f"Tệp không có trang {page}.")
        sheet = document[page - 1]
        drawn: Image.Image = sheet.render(scale=WIDTH_PX / max(1.0, sheet.get_width()), grayscale=True).to_pil()
        return drawn.convert("L")
    finally:
        document.close()


def _image_page(path: Path, page: int) -> Image.Image:
    with Image.open(path) as image:
        if image.width * image.height > MOST_PIXELS:
            raise InvalidInput("Ảnh quá lớn, không vẽ được. Tải tệp về để xem.")
        image.seek(page - 1)
        grey = image.convert("L")
        grey.thumbnail((WIDTH_PX, WIDTH_PX * 3))
        return grey
