"""Scanned pages and photographs: each page a grey picture of 200 dots an inch, recognised two at a time."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drafting.orthography import fold
from tracking.duty import Box
from tracking.reading import ocr, pace, picture, refusals, syllables
from tracking.reading.columns import two_columns
from tracking.reading.grid import Grid, grids_of
from tracking.reading.misread import put_right
from tracking.reading.page import Block, Cell, Line, Word, lines_of
from tracking.reading.paper import Sheet, holds, is_wide, sheet_of
from tracking.reading.photograph import Frame
from tracking.reading.rules import Rules, find_rules
from tracking.reading.strips import recognised_apart
from tracking.reading.tokens import Token, rows_of

Grey = NDArray[np.uint8]

_POINTS = 72 / ocr.DPI
_VIETNAMESE = 0.5
_SPECKS = set("-—–_=~.·|¦'\"`‘’“”,:;*^°<>\\/()[]{}«»•¬")
_SURE = 0.7
_FEWEST_DOTS = 40
_BY_BLOCKS, _IN_LINES = 3, 6
"""Tesseract's ways to part a page: into blocks that it looks for, or taken as one block of lines."""
_ON_EDGE = 4.0
"""Points between a drawn line and the edge of the cells that it draws."""
_WAITING = ocr.AT_ONCE + 1


@dataclass(frozen=True, slots=True)
class Scanned:
    """One recognised page: its sheet, whether its text can be used, and the sentence for a page that cannot."""

    sheet: Sheet
    readable: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a picture: `colour` is height × width × 3 (RGB) or height × width (grey), at 200 dots an inch.

    frame: the photograph from which the page was flattened; places are given in it.
    """

    number: int
    colour: NDArray[np.uint8]
    width: float
    height: float
    frame: Frame | None = None


def read_pages_of_pdf(document: Any, indexes: list[int], name: str) -> dict[int, Scanned]:
    """The pages of an open PDF recognised from their pictures, by index. PartMissing where Tesseract is absent."""

    def pictures() -> Iterator[Picture]:
        for index in indexes:
            page = document[index]
            try:
                width, height = page.get_size()
                scale = min(ocr.DPI / 72, 4200 / max(width, height, 1.0))
                bitmap = page.render(scale=scale, rev_byteorder=True)
                colour = bitmap.to_numpy()[..., :3].copy()
                bitmap.close()
                yield Picture(index + 1, colour, width, height)
            finally:
                page.close()

    return {scanned.sheet.number - 1: scanned for scanned in pace.counted(read_pictures(pictures(), name), len(indexes))}


def read_pictures(pictures: Iterable[Picture], name: str) -> Iterator[Scanned]:
    """The pages in order. Pictures are made one at a time while the ones before are being recognised, at most three in memory."""
    if not ocr.is_installed():
        raise refusals.no_reader_for_scans(name)
    with ThreadPoolExecutor(ocr.AT_ONCE) as pool:
        waiting: list[Future[Scanned]] = []
        for page in pictures:
            waiting.append(pool.submit(_read, page, name))
            if len(waiting) >= _WAITING:
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()


def _read(page: Picture, name: str) -> Scanned:
    """One page: cleaned, straightened, its tables found, its words recognised and put in order."""
    try:
        found = _recognised(_grey(page.colour), page)
        if found.sureness < 0.45 or found.sideways:
            turn = ocr.upright_turn(_grey(page.colour))
            if turn:
                again = _recognised(_grey(np.rot90(page.colour, -turn // 90)), page, turn)
                found = again if found.sideways or again.sureness > found.sureness else found
    except ocr.Unreadable as error:
        return Scanned(Sheet(page.number, page.width, page.height), readable=False, note=_too_faint(page.number, name, str(error)))
    sheet = found.sheet
    sheet.margins += stamped_lines(page.colour, page.number) if _opens_a_document(sheet) else []
    if found.words and found.sureness < 0.25:
        sheet.blocks = []
        return Scanned(sheet, readable=False, note=_too_faint(page.number, name))
    return Scanned(sheet)


def _opens_a_document(sheet: Sheet) -> bool:
    """Whether the page is the first or carries a letterhead."""
    return sheet.number == 1 or any(fold(line.text).startswith(("cong hoa xa", "dang cong san")) for line in lines_of(sheet.blocks[:12]))


def stamped_lines(colour: NDArray[np.uint8], number: int) -> list[Line]:
    """What the red stamps in the head of a page say, one line for each recognised line; empty where there are none or none can be read."""
    red = picture.red_in_head(colour) if colour.ndim == 3 else None
    if red is None:
        return []
    try:
        words = ocr.recognise(red, layout=11)
    except ocr.Unreadable:
        return []
    lines: dict[int, list[str]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word.text)
    return [Line(" ".join(texts), page=number) for texts in lines.values()]


def _too_faint(number: int, name: str, why: str = "") -> str:
    because = f" ({why})" if why else ""
    return (
        f"Trang {number} của «{name}» quá mờ, không đọc chắc chắn được{because}. Văn bản vẫn được lưu: nhập số, ngày, "
        "trích yếu và nhiệm vụ bằng tay, hoặc thay bằng bản rõ hơn rồi đọc lại."
    )


@dataclass(frozen=True, slots=True)
class _Recognised:
    """A recognised page. sideways: its words were recognised standing on end, so the page lies on its side."""

    sheet: Sheet
    words: int
    sureness: float
    sideways: bool = False


def _grey(colour: NDArray[np.uint8]) -> Grey:
    if colour.ndim == 2:
        return picture.contrasted(picture.evened(np.ascontiguousarray(colour)))
    colour = np.ascontiguousarray(colour)
    grey = picture.without_ink(colour) if picture.is_coloured(colour) else picture.plain_grey(colour)
    return picture.contrasted(picture.evened(grey))


def _recognised(grey: Grey, page: Picture, turn: int = 0) -> _Recognised:
    skew = picture.skew_of(grey)
    if skew:
        grey = picture.turned(grey, skew)
    rules = find_rules(grey, _POINTS)
    grids = grids_of(rules)
    if grids:
        grey = picture.erase_lines(grey, [_pixels(rule_box) for rule_box in _rule_boxes(rules, grids)])
    words = put_right(grey, _by_columns(grey, _words(grey, grids), grids))
    kept = _lines_kept(words)
    stretches = _stretches(kept)
    bold = picture.bold_groups(grey, [[word.box for word in stretch] for stretch in stretches])
    tokens = [_token(word, is_bold) for stretch, is_bold in zip(stretches, bold, strict=True) for word in stretch]
    height, width = grey.shape
    sheet = sheet_of(tokens, grids, page.number, width * _POINTS, height * _POINTS, sizes_known=False)
    back = _way_back(skew, turn, width * _POINTS, height * _POINTS, page)
    sheet.blocks = [_moved(block, back) for block in sheet.blocks]
    sheet.margins = [moved for line in sheet.margins if isinstance(moved := _moved(line, back), Line)]
    around = page.frame or page
    sheet.width, sheet.height = around.width, around.height
    return _Recognised(sheet, len(words), _sureness(words), _stand_on_end(words))


def _words(grey: Grey, grids: list[Grid]) -> list[ocr.Found]:
    """The words of a page whose table lines are gone: those of table cells recognised cell by cell, column after column.

    The box of a stamp among the lines makes recognition by blocks tear them, so such pages are read line by line.
    """
    tables = [grid for grid in grids if is_wide(grid, grey.shape[1] * _POINTS)]
    layout = _IN_LINES if len(tables) < len(grids) else _BY_BLOCKS
    if not tables:
        return ocr.recognise(grey, layout)
    rest = grey.copy()
    for grid in tables:
        x0, y0, x1, y1 = _pixels(grid.box)
        rest[y0:y1, x0:x1] = 255
    words = ocr.recognise(rest, layout) if np.count_nonzero(rest < 128) > _FEWEST_DOTS else []
    for grid in tables:
        cells = sorted(grid.cells, key=lambda cell: (cell.column, cell.row))
        words += recognised_apart(grey, [_pixels(cell.box) for cell in cells], _IN_LINES, _lines(words))
    return words


def _lines(words: list[ocr.Found]) -> int:
    """The highest number of a line among the words."""
    return max((word.line for word in words), default=0)


def _by_columns(grey: Grey, words: list[ocr.Found], grids: list[Grid]) -> list[ocr.Found]:
    """The words with those of unsure two-column blocks recognised again, each column by itself.

    Where two columns have lines at different heights, recognition takes them for one line and loses words of both.
    """
    tokens = [_token(word) for word in _lines_kept(words)]
    rows = rows_of(token for token in tokens if not any(holds(grid.box, token) for grid in grids))
    for block in two_columns(rows, grey.shape[1] * _POINTS):
        inside = rows[block.first : block.last + 1]
        top = max(round((min(row.top for row in inside) - 6) / _POINTS), 0)
        bottom = round((max(row.bottom for row in inside) + 6) / _POINTS)
        old = [word for word in words if top <= (word.top + word.bottom) / 2 <= bottom]
        if min((word.confidence for word in old), default=1.0) >= _SURE:
            continue
        middle = round(sum(block.gutter) / 2 / _POINTS)
        new = recognised_apart(grey, [(0, top, middle, bottom), (middle, top, grey.shape[1], bottom)], 4, _lines(words), trimmed=False)
        if _worth(new) > _worth(old):
            gone = set(map(id, old))
            words = [word for word in words if id(word) not in gone] + new
    return words


def _worth(words: list[ocr.Found]) -> float:
    """How much sure text there is in the words."""
    return sum((word.confidence - 0.4) * len(word.text) for word in words)


def _stand_on_end(words: list[ocr.Found]) -> bool:
    """Whether most words of several letters are higher than wide."""
    telling = [word for word in words if len(word.text) > 2]
    return len(telling) > 5 and sum(word.bottom - word.top > 1.3 * (word.x1 - word.x0) for word in telling) > 0.6 * len(telling)


def _sureness(words: list[ocr.Found]) -> float:
    """How far the recognised words can be relied on: their confidence times the share that is Vietnamese."""
    solid = [word for word in words if len(word.text) > 1]
    if len(solid) < 5:
        return 1.0 if not words else fmean(word.confidence for word in words)
    return fmean(word.confidence for word in solid) * min(1.0, syllables.share(" ".join(word.text for word in solid)) / _VIETNAMESE)


def _lines_kept(words: list[ocr.Found]) -> list[ocr.Found]:
    """The words without the specks that recognition makes of dirt, rules and the edges of stamps."""
    lines: dict[int, list[ocr.Found]] = {}
    for word in words:
        speck = set(word.text) <= _SPECKS and not (word.text in ("-", "–", "+") and word.confidence > 0.3)
        if word.confidence >= 0.05 and not (speck and (len(word.text) > 2 or word.confidence < 0.6)):
            lines.setdefault(word.line, []).append(word)
    return [word for line in lines.values() if _is_text(line) for word in line if not _is_scrap(word, line)]


def _is_scrap(word: ocr.Found, line: list[ocr.Found]) -> bool:
    """Whether the word is no word: unsure, no syllable, no figure, and very short or among others of its kind."""
    marker = word is line[0] and len(line) > 1 and word.text[-1] in ").,"
    if marker or word.confidence >= 0.35 or any(c.isdigit() for c in word.text) or syllables.is_syllable(word.text.strip(".,;:()")):
        return False
    return len(word.text) <= 2 or fmean(other.confidence for other in line) < 0.5


def _is_text(line: list[ocr.Found]) -> bool:
    """Whether a recognised line is print at all: not one or two unsure scraps."""
    letters = sum(len(word.text) for word in line)
    return fmean(word.confidence for word in line) > (0.45 if letters < 5 else 0.25)


def _stretches(words: list[ocr.Found]) -> list[list[ocr.Found]]:
    """The words in stretches of one line without wide gaps: words that are printed in one face."""
    out: list[list[ocr.Found]] = []
    for word in words:
        last = out[-1][-1] if out else None
        if last and last.line == word.line and -word.height < word.x0 - last.x1 < 1.2 * word.height:
            out[-1].append(word)
        else:
            out.append([word])
    return out


def _token(word: ocr.Found, bold: bool | None = None) -> Token:
    x0, top, x1, bottom = (value * _POINTS for value in (word.x0, word.top, word.x1, word.bottom))
    return Token(word.text, x0, top, x1, bottom, word.base * _POINTS, word.height * _POINTS, bold, None, word.confidence)


def _rule_boxes(rules: Rules, grids: list[Grid]) -> Iterator[Box]:
    """The thin boxes of the lines that draw the tables: those that cells end at. A row of bold letters may look like a line."""
    for rule in rules.horizontal:
        if any(abs(rule.at - edge) <= _ON_EDGE for grid in grids for cell in grid.cells for edge in (cell.box[1], cell.box[3])):
            yield rule.start - 1, rule.at - 1.2, rule.end + 1, rule.at + 1.2
    for rule in rules.vertical:
        if any(abs(rule.at - edge) <= _ON_EDGE for grid in grids for cell in grid.cells for edge in (cell.box[0], cell.box[2])):
            yield rule.at - 1.2, rule.start - 1, rule.at + 1.2, rule.end + 1


def _pixels(box: Box) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = (round(value / _POINTS) for value in box)
    return x0, y0, x1, y1


def _way_back(skew: float, turn: int, width: float, height: float, page: Picture) -> Callable[[Box], Box]:
    """From boxes on the straightened picture to boxes on the page as it lies in the file."""
    angle = math.radians(skew)
    cos, sin = math.cos(angle), math.sin(angle)
    cx, cy = width / 2, height / 2

    def point(x: float, y: float) -> tuple[float, float]:
        dx, dy = x - cx, y - cy
        x, y = cx + dx * cos + dy * sin, cy - dx * sin + dy * cos
        if turn == 90:
            return y, page.height - x
        if turn == 180:
            return page.width - x, page.height - y
        if turn == 270:
            return page.width - y, x
        return x, y

    def back(box: Box) -> Box:
        upright = on_page(box)
        return page.frame.back(upright) if page.frame is not None else upright

    def on_page(box: Box) -> Box:
        if not skew and not turn:
            return box
        mx, my = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        corners = [point(x, my) for x in (box[0], box[2])] + [point(mx, y) for y in (box[1], box[3])]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return round(min(xs), 1), round(min(ys), 1), round(max(xs), 1), round(max(ys), 1)

    return back


def _moved(block: Block, back: Callable[[Box], Box]) -> Block:
    """The block with all its boxes led back."""
    if isinstance(block, Line):
        words = tuple(Word(word.text, back(word.box), word.confidence) for word in block.words)
        return replace(block, box=back(block.box) if block.box else None, words=words, size=None)
    rows = tuple(
        tuple(Cell(tuple(_moved(b, back) for b in c.blocks), c.row, c.column, c.row_span, c.column_span) for c in row) for row in block.rows
    )
    return replace(block, rows=rows, box=back(block.box) if block.box else None)
