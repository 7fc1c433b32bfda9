"""Printed lines joined to paragraphs: a sentence that goes over lines and pages becomes one text that still knows its places."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from drafting.orthography import squash
from tracking.duty import Box, Span
from tracking.reading.page import Line
from tracking.structure.letters import compiled
from tracking.structure.markers import Marker, marker_of

Role = Literal["text", "note", "furniture"]

LONG_LINE = 170
"""Characters. A source whose full lines are longer has one paragraph a line (a text file, a web page)."""

_PAGE_NUMBER = re.compile(r"[-–—\s|]*(?:Trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s.|]*")
_NOTE = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]+\s*\S")
_END = re.compile(r"(?:[.;:!?…]|\./\.?)[\"”'»)\s]*$")
_STOP_INSIDE = compiled(r"[.;]\s+[‹U›]")
_LABELLED = compiled(r"[‹U›][^:;,.()]{3,40}:(?:\s|$)")
_FIELD = re.compile(
    r"(?:Cơ quan|Đơn vị|Bộ phận|Người|Chủ trì|Phối hợp|Phân công|Thời gian|Thời hạn|Hạn|Tiến độ|Hoàn thành|Kết quả|Sản phẩm|Dự kiến|"
    r"Địa điểm|Thành phần|Kinh phí)[^:;,.()]{0,36}:\s"
)
"""A line that opens with the label of a field; it begins a paragraph whatever stands before it."""
_UNFINISHED = re.compile(r"(?<!\w)(?:và|hoặc|của|các|những|tại|với|theo|do|cho|bằng|để|số|Điều|khoản|điểm)$")
"""Words with which no paragraph ends."""
_LOWER = compiled(r"[|\"“'(«\s]*[‹L›]")
_UPPER = compiled(r"[\"“'(«]?[‹U›]")


@dataclass(frozen=True, slots=True)
class Piece:
    """The part `text[start:end]` of a paragraph that one printed line gave; `skipped`: characters of the line before it (its marker)."""

    line: Line
    start: int
    end: int
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its words with single spaces, without the marker that opens it, and the lines they came from.

    found: the words as the source has them, of the same length, where `text` was mended; "" where it was not.
    """

    text: str
    pieces: tuple[Piece, ...]
    marker: Marker | None = None
    role: Role = "text"
    found: str = ""

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(piece.line for piece in self.pieces)

    @property
    def is_bold(self) -> bool:
        """Whether every line is known to be bold."""
        return bool(self.pieces) and all(piece.line.bold for piece in self.pieces)

    @property
    def is_capitals(self) -> bool:
        """Whether the words are written in capitals, as a title is."""
        return self.text.isupper()

    def spans(self, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
        """The places of `text[start:end]`, one box a printed line; none where the source has no pages."""
        end = len(self.text) if end is None else end
        found = []
        for piece in self.pieces:
            if piece.line.box and piece.start < end and piece.end > start:
                first, last = max(start, piece.start) - piece.start, min(end, piece.end) - piece.start
                found.append(Span(piece.line.page, _box(piece, first, last)))
        return tuple(found)


def read_paragraphs(lines: Iterable[Line]) -> tuple[Paragraph, ...]:
    """The paragraphs of the lines in reading order; every character of every line stands in exactly one of them.

    A note or page number that falls inside a sentence stands after the paragraph it interrupts.
    """
    kept = [line for line in lines if line.text.strip() or line.marker]
    measure = _Measure(kept)
    groups: list[list[Line]] = []
    roles: list[Role] = []
    current = -1
    for at, line in enumerate(kept):
        role = _role(line, kept, at)
        previous = groups[current][-1] if current >= 0 else None
        if role == "text" and previous is not None and measure.goes_on(previous, line, groups[current]):
            groups[current].append(line)
            continue
        if role == "note" and roles and roles[-1] == "note" and not _NOTE.match(line.text.strip()):
            groups[-1].append(line)
            continue
        groups.append([line])
        roles.append(role)
        if role == "text":
            current = len(groups) - 1
    return tuple(_paragraph(group, role) for group, role in zip(groups, roles, strict=True))


def _role(line: Line, lines: list[Line], at: int) -> Role:
    text = line.text.strip()
    if line.footnote or (not line.marker and _NOTE.match(text)):
        return "note"
    if not line.marker and _PAGE_NUMBER.fullmatch(text) and not (at and _expects_number(lines[at - 1].text)):
        return "furniture"
    if not line.marker and not re.search(r"\w", text) and marker_of(text) is None:
        return "furniture"
    return "text"


def _expects_number(text: str) -> bool:
    return bool(re.search(r"(?:ngày|tháng|năm|số|Điều|khoản|quý|từ|đến)\s*$", text))


def _paragraph(lines: list[Line], role: Role) -> Paragraph:
    marker, skipped = _opening(lines[0], role)
    text, pieces = "", []
    for at, line in enumerate(lines):
        skip = skipped if at == 0 else 0
        words = squash(line.text)[skip:].lstrip() if skip else squash(line.text)
        glue = "" if not text or _broken_symbol(text, words) else " "
        start = len(text) + len(glue)
        text += glue + words
        pieces.append(Piece(line, start, len(text), len(squash(line.text)) - len(words)))
    return Paragraph(text, tuple(pieces), marker, role)


def _opening(line: Line, role: Role) -> tuple[Marker | None, int]:
    if role != "text":
        return None, 0
    if line.marker:
        own = marker_of(line.marker.strip() + " ")
        if own is not None:
            return own, 0
    found = marker_of(squash(line.text))
    return found, len(found.written) if found else 0


def _broken_symbol(text: str, following: str) -> bool:
    """Whether a document symbol was parted at its hyphen ("QĐ-" / "BCA")."""
    return bool(re.search(r"[A-ZĐ]-$", text)) and bool(re.match(r"[A-ZĐ]", following))


def _box(piece: Piece, first: int, last: int) -> Box:
    """The box of characters of a line: from its words where the source gives them, else by proportion of the line."""
    line = piece.line
    assert line.box is not None
    x0, top, x1, bottom = line.box
    first, last = first + piece.skipped, last + piece.skipped
    at, boxes = 0, []
    for word in line.words:
        if at < last and at + len(word.text) > first:
            boxes.append(word.box)
        at += len(word.text) + 1
    if boxes:
        return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    whole = max(len(line.text), 1)
    return (x0 + (x1 - x0) * min(first / whole, 1), top, x0 + (x1 - x0) * min(last / whole, 1), bottom)


class _Measure:
    """The set width of a source's text, by which a full line is told from a last line."""

    def __init__(self, lines: list[Line]) -> None:
        boxes = [line.box for line in lines if line.box and not line.whole]
        texts = sorted(len(line.text.strip()) for line in lines if not line.whole)
        self.right = _high([b[2] for b in boxes]) if len(boxes) > 3 else None
        self.left = _low([b[0] for b in boxes]) if len(boxes) > 3 else None
        self.characters = texts[int(len(texts) * 0.9)] if texts else 0
        inner = [b[0] - self.left for b in boxes] if self.left is not None else []
        self.indents = (
            bool(inner) and sum(9 < x < 60 for x in inner) > 0.12 * len(inner) and sum(abs(x) <= 5 for x in inner) > 0.2 * len(inner)
        )
        self.gap = _typical_gap(lines)

    def goes_on(self, previous: Line, line: Line, group: list[Line]) -> bool:
        """Whether `line` is the next printed line of the paragraph that `previous` belongs to."""
        before, text = previous.text.strip(), line.text.strip()
        if line.marker or (previous.column != line.column and not self._spans_page(line)):
            return False
        if not _bare(group) and (marker_of(text) is not None or previous.whole):
            return False
        if _bare(group):
            return marker_of(text) is None
        if _LOWER.match(text) and not _END.search(before) and not previous.centred:
            return True
        if _FIELD.match(text):
            return False
        if not line.whole and self.characters <= LONG_LINE and (_UNFINISHED.search(before) or _closes_bracket(before, text)):
            return True
        if self.characters > LONG_LINE or line.whole:
            return False
        if previous.centred and line.centred:
            return before.isupper() == text.isupper() and not _END.search(before)
        if self._is_parted(previous, line) and not (_LOWER.match(text) and not _END.search(before)):
            return False
        if not self._is_full(previous, text):
            return bool(_LOWER.match(text)) and not re.search(r"[.;:]$|\./\.?$", before)
        if self._heads_list(before, text):
            return False
        if self.indents and self._is_indented(line) and not self._is_indented(group[0], beyond=60):
            return False
        if _open_bracket(group):
            return True
        if _END.search(before) and (self._is_indented(line) or _LABELLED.match(text)):
            return False
        return not (_END.search(before) and before.endswith((":", ";", "./.")) and _UPPER.match(text))

    def _heads_list(self, before: str, text: str) -> bool:
        """Whether a line after a full stop stands alone as the head of a list ("Công ty A và Công ty B:")."""
        alone = text.endswith(":") and len(text) < self.characters * 0.8 and not _STOP_INSIDE.search(text)
        return alone and before.endswith((".", ";")) and _UPPER.match(text) is not None

    def _is_full(self, line: Line, following: str) -> bool:
        word = following.split(" ", 1)[0]
        if line.box and self.right is not None:
            x0, _, x1, _ = line.box
            letter = (x1 - x0) / max(len(line.text.strip()), 1)
            return self.right - x1 < letter * (len(word) + 2) + 6
        return len(line.text.strip()) + len(word) + 1 >= self.characters * 0.86

    def _spans_page(self, line: Line) -> bool:
        """Whether a line is too wide to stand in one of two columns."""
        return bool(line.box and self.right is not None and self.left is not None) and (
            line.box is not None and line.box[2] - line.box[0] > 0.8 * ((self.right or 0) - (self.left or 0))
        )

    def _is_indented(self, line: Line, beyond: float = 9) -> bool:
        return bool(line.box and self.left is not None and line.box[0] - self.left > beyond)

    def _is_parted(self, previous: Line, line: Line) -> bool:
        if not (previous.box and line.box and previous.page == line.page and self.gap is not None):
            return False
        height = previous.box[3] - previous.box[1]
        return line.box[1] - previous.box[3] > self.gap + 0.55 * height


def _bare(group: list[Line]) -> bool:
    """Whether a paragraph so far is a marker alone ("1." on a line of its own)."""
    if len(group) != 1:
        return False
    text = group[0].text.strip()
    found = marker_of(text)
    return bool(found and found.style not in ("dash", "plus", "bullet") and len(found.written.strip()) == len(text)) or not text


def _closes_bracket(before: str, text: str) -> bool:
    """Whether a line closes the bracket that the line before it left open."""
    is_open = before.rfind("(") > before.rfind(")")
    return is_open and ")" in text and not 0 <= text.find("(") < text.find(")")


def _open_bracket(group: list[Line]) -> bool:
    text = " ".join(line.text for line in group)[-400:]
    return text.count("(") > text.count(")")


def _typical_gap(lines: list[Line]) -> float | None:
    gaps = [b.box[1] - a.box[3] for a, b in itertools.pairwise(lines) if a.box and b.box and a.page == b.page and b.box[1] > a.box[1]]
    return sorted(gaps)[len(gaps) // 2] if len(gaps) > 3 else None


def _high(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.92)]


def _low(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.12)]
