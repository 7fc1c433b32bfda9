"""A PDF as pages of lines and tables: from its text layer where that can be trusted, else from the picture of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from drafting.orthography import fold
from tracking.duty import Box
from tracking.reading import limits, ocr, refusals, scan, syllables
from tracking.reading.contained import Broken, contained
from tracking.reading.grid import Grid, grids_of
from tracking.reading.joined_tables import join_over_pages
from tracking.reading.page import Line, Page, Pages
from tracking.reading.paper import Sheet, holds, sheet_of, without_running_heads
from tracking.reading.pdf_text import TextLayer, place_on
from tracking.reading.rules import find_rules
from tracking.reading.tokens import Token, line_of, rows_of

_RULE_SCALE = 1.6
_SIGNED = re.compile(r"thoi gian ky|nguoi ky\b|ky boi\b|ky so boi|digitally signed|not verified|signed by|ngay ky:")
_CPU_SECONDS = 300
"""Of the reading process alone; recognition runs in programs of its own. A page of a scan takes a quarter of a second."""
_FEW_WORDS = 60
_GOOD = 0.7
_PICTURE_PAGE = 0.45


@dataclass(frozen=True, slots=True)
class _Content:
    """What a page is made of: how much of it pictures cover, whether anything is drawn, the largest picture's pixels."""

    pictured: float
    drawn: bool
    pixels: int


def read_pdf(path: Path, name: str) -> tuple[Pages, tuple[Line, ...]]:
    """The pages of a PDF and what stands in their margins. InvalidInput where it is locked, broken, too long or hostile.

    The library that opens PDFs can be led into endless nesting by a crafted file, so it works in a process of its own.
    """
    try:
        return contained(_read_here, path, name, cpu_seconds=_CPU_SECONDS)
    except Broken as error:
        raise refusals.hostile(name, "đọc tệp cần quá nhiều bộ nhớ hoặc thời gian") from error


def _read_here(path: Path, name: str) -> tuple[Pages, tuple[Line, ...]]:
    document = _open(path, name)
    try:
        count = len(document)
        if count == 0:
            raise refusals.damaged(name, "không có trang nào")
        if count > limits.PAGES:
            raise refusals.hostile(name, f"có {count} trang, quá {limits.PAGES} trang")
        return _read(document, name)
    finally:
        document.close()


def _open(path: Path, name: str) -> Any:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise refusals.encrypted(name) from error
        raise refusals.damaged(name, "không mở được theo định dạng PDF") from error


def _read(document: Any, name: str) -> tuple[Pages, tuple[Line, ...]]:
    layer = TextLayer()
    sheets: dict[int, Sheet] = {}
    pictures: list[int] = []
    notes: dict[int, str] = {}
    sizes: dict[int, tuple[float, float]] = {}
    for index in range(len(document)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            notes[index] = f"Trang {index + 1} của «{name}» hỏng, không mở được."
            continue
        page, stamped = _with_annotations(document, page, index)
        try:
            sizes[index] = page.get_size()
            content = _content(page)
            written, aslant = layer.tokens(page)
            tokens, stamps = _without_stamps(written, stamped)
            if content.pixels > limits.PIXELS:
                notes[index] = (
                    f"Trang {index + 1} của «{name}» chứa ảnh quá lớn ({content.pixels // 1_000_000} triệu điểm ảnh), không đọc ảnh."
                )
            elif not _trusted(tokens, content):
                pictures.append(index)
                continue
            grids = _grids(page) if content.drawn and content.pixels <= limits.PIXELS else []
            headings = [run for run in aslant if any(holds(cell.box, run) for grid in grids for cell in grid.cells)]
            sheets[index] = sheet_of(tokens + headings, grids, index + 1, *sizes[index])
            sheets[index].margins += [line_of(row.tokens, index + 1) for row in rows_of(stamps)]
            sheets[index].margins += [Line(run.text, page=index + 1) for run in aslant if run not in headings]
            if index == 0 and content.pictured > 0 and content.pixels <= limits.PIXELS and ocr.is_installed():
                sheets[index].margins += scan.stamped_lines(_colour(page), index + 1)
        finally:
            page.close()
    if len(notes) == len(document) and not sheets:
        raise refusals.damaged(name, "không trang nào mở được")
    scanned = scan.read_pages_of_pdf(document, pictures, name) if pictures else {}
    return _assembled(len(document), sheets, scanned, notes, sizes, name)


def _assembled(
    count: int,
    sheets: dict[int, Sheet],
    scanned: dict[int, scan.Scanned],
    notes: dict[int, str],
    sizes: dict[int, tuple[float, float]],
    name: str,
) -> tuple[Pages, tuple[Line, ...]]:
    for index, found in scanned.items():
        sheets[index] = found.sheet
        if found.note:
            notes[index] = found.note
    ordered = [sheets[index] for index in sorted(sheets)]
    without_running_heads(ordered)
    join_over_pages(ordered)
    pages = []
    for index in range(count):
        width, height = sizes.get(index, (None, None))
        sheet = sheets.get(index)
        readable = sheet is not None and (index not in scanned or scanned[index].readable)
        note = notes.get(index, "")
        origin = "scan" if index in scanned else "pdf"
        blocks = tuple(sheet.blocks) if sheet else ()
        pages.append(
            Page(index + 1, blocks, "scan" if origin == "scan" else "pdf", width, height, readable and not (note and not blocks), note)
        )
    margins = tuple(line for sheet in ordered for line in sheet.margins)
    return Pages(tuple(pages), tuple(notes[index] for index in sorted(notes))), margins


def _with_annotations(document: Any, page: Any, index: int) -> tuple[Any, list[Box]]:
    """The page with its annotations drawn into it, and their boxes: numbers, days and signatures are often put on a PDF so."""
    count = pdfium.FPDFPage_GetAnnotCount(page.raw)
    place, rectangle = place_on(page), pdfium.FS_RECTF()
    boxes: list[Box] = []
    for at in range(min(count, 500)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, at)
        if pdfium.FPDFAnnot_GetSubtype(annotation) not in (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP):
            pdfium.FPDFAnnot_GetRect(annotation, rectangle)
            (x0, y0), (x1, y1) = place(rectangle.left, rectangle.top), place(rectangle.right, rectangle.bottom)
            boxes.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
        pdfium.FPDFPage_CloseAnnot(annotation)
    if not boxes or pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_SUCCESS:
        return page, boxes
    page.close()
    return document[index], boxes


def _without_stamps(tokens: list[Token], boxes: list[Box]) -> tuple[list[Token], list[Token]]:
    """The words of the page, and those that only say who signed the file electronically and when."""
    stamps: list[Token] = []
    for box in boxes:
        inside = [token for token in tokens if box[0] - 2 <= token.middle[0] <= box[2] + 2 and box[1] - 2 <= token.middle[1] <= box[3] + 2]
        if _SIGNED.search(fold(" ".join(token.text for token in inside))):
            stamps += inside
    gone = set(map(id, stamps))
    return [token for token in tokens if id(token) not in gone], stamps


def _content(page: Any) -> _Content:
    """What the page holds, by its objects; forms are taken as drawn."""
    width, height = page.get_size()
    covered, drawn, pixels = 0.0, 0, 0
    left, bottom = pdfium.c_float(), pdfium.c_float()
    right, top = pdfium.c_float(), pdfium.c_float()
    wide, high = pdfium.c_uint(), pdfium.c_uint()
    pending = [pdfium.FPDFPage_GetObject(page.raw, i) for i in range(pdfium.FPDFPage_CountObjects(page.raw))]
    looked = 0
    while pending and looked < 20_000:
        item = pending.pop()
        looked += 1
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            drawn += 1
            pending += [pdfium.FPDFFormObj_GetObject(item, i) for i in range(min(pdfium.FPDFFormObj_CountObjects(item), 5_000))]
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            drawn += 1
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
            covered += max(0.0, right.value - left.value) * max(0.0, top.value - bottom.value)
            if pdfium.FPDFImageObj_GetImagePixelSize(item, wide, high):
                pixels = max(pixels, wide.value * high.value)
    return _Content(min(covered / max(width * height, 1.0), 1.0), drawn >= 3, pixels)


def _trusted(tokens: list[Token], content: _Content) -> bool:
    """Whether the text layer is what a reader of the page would see.

    Not where a picture fills the page and the layer holds few words (a signature's stamp) or words that are no
    Vietnamese (a scanner's own poor recognition), nor where a broken font makes nonsense of many words.
    """
    text = " ".join(token.text for token in tokens)
    good = syllables.share(text)
    if content.pictured >= _PICTURE_PAGE:
        return len(tokens) >= _FEW_WORDS and good >= _GOOD
    return len(tokens) < 30 or good >= 0.3


def _colour(page: Any) -> NDArray[np.uint8]:
    """The page in colour at the scale of recognition: a stamp may be a picture on a page of text."""
    bitmap = page.render(scale=ocr.DPI / 72, rev_byteorder=True)
    try:
        colour: NDArray[np.uint8] = bitmap.to_numpy()[..., :3].copy()
        return colour
    finally:
        bitmap.close()


def _grids(page: Any) -> list[Grid]:
    bitmap = page.render(scale=_RULE_SCALE, grayscale=True)
    try:
        return grids_of(find_rules(bitmap.to_numpy().reshape(bitmap.height, -1)[:, : bitmap.width], 1 / _RULE_SCALE, dark_below=200))
    finally:
        bitmap.close()
