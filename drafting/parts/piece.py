"""A piece: the words of one component line, a whole paragraph or one side of a line parted by tabs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from drafting.format import MM_PER_POINT
from drafting.orthography import compare_key, fold, squash
from drafting.text_width import lines, width_mm
from drafting.word import Paragraph, Run

SINGLE_LINE = 1.15
"""Height of a single line of Times New Roman over its size."""


_STRAY_BLANKS = 6
"""Blanks typed before a centred line that shift it by less than the eye minds."""


@dataclass(frozen=True, eq=False)
class Piece:
    """Words of one paragraph (or of one side of it). measurable: its place on the line can be told from alignment and indents."""

    paragraph: Paragraph
    runs: tuple[Run, ...]
    measurable: bool = True

    @cached_property
    def raw(self) -> str:
        """The words as printed, blanks kept, list number included."""
        if self.runs == self.paragraph.runs:
            return self.paragraph.shown
        return "".join(run.shown for run in self.runs)

    @cached_property
    def text(self) -> str:
        """The words as printed, single spaces."""
        return squash(self.raw)

    @cached_property
    def key(self) -> str:
        """The words for comparison, case and tone places folded."""
        return compare_key(self.text)

    @cached_property
    def folded(self) -> str:
        """The words without marks, in lower case."""
        return fold(self.text)

    @cached_property
    def solid(self) -> tuple[Run, ...]:
        return tuple(run for run in self.runs if run.text.strip())

    @cached_property
    def size(self) -> float:
        """The size of most of its letters."""
        return dominant_size(self.solid) or self.paragraph.size

    @cached_property
    def bold(self) -> bool:
        """Whether most of its letters are bold."""
        return _mostly(self.solid, [run.bold for run in self.solid])

    @cached_property
    def italic(self) -> bool:
        """Whether most of its letters are italic."""
        return _mostly(self.solid, [run.italic for run in self.solid])

    @property
    def capitals(self) -> bool:
        """Whether it is written in capitals throughout."""
        return is_capitals(self.text)

    @cached_property
    def printed_lines(self) -> list[str]:
        """The lines it breaks into in its frame, by the metrics of Times New Roman."""
        out: list[str] = []
        for part in self.raw.split("\n"):
            out += lines(squash(part), max(self.room_mm, 1.0), self.size, bold=self.bold, italic=self.italic)
        return [line for line in out if line] or [""]

    @property
    def room_mm(self) -> float:
        """The width between its indents; first-line indents are left out of account."""
        return self.paragraph.frame.width_mm - self.paragraph.left_mm - self.paragraph.right_mm

    def width_mm(self, text: str | None = None) -> float:
        """The width of the text (its own, by default) in its own letters."""
        return width_mm(self.text if text is None else text, self.size, bold=self.bold, italic=self.italic)

    @cached_property
    def height_mm(self) -> float:
        """The height of its lines, space before and after left out."""
        paragraph = self.paragraph
        single = self.size * SINGLE_LINE
        if paragraph.line_pt is not None:
            single = paragraph.line_pt
        elif paragraph.line is not None:
            single *= paragraph.line
        return len(self.printed_lines) * single * MM_PER_POINT

    @cached_property
    def off_centre_mm(self) -> float | None:
        """How far the middle of its words lies right of its frame's middle; None where that cannot be told."""
        paragraph = self.paragraph
        if not self.measurable or not self.text:
            return None
        blanks = len(self.raw) - len(self.raw.lstrip(" \u00a0"))
        trailing = len(self.raw) - len(self.raw.rstrip(" \u00a0"))
        blank_mm = width_mm(" ", self.size)
        if paragraph.align == "center":
            return (paragraph.left_mm + paragraph.first_mm - paragraph.right_mm + max(blanks - _STRAY_BLANKS, 0) * blank_mm) / 2
        if "\t" in self.raw:
            return None
        if len(self.printed_lines) > 1:
            return self.room_mm
        width = self.width_mm()
        if paragraph.align == "right":
            end = paragraph.frame.width_mm - paragraph.right_mm - trailing * blank_mm
            return end - width / 2 - paragraph.frame.width_mm / 2
        start = paragraph.left_mm + paragraph.first_mm + blanks * blank_mm
        return start + width / 2 - paragraph.frame.width_mm / 2

    @property
    def middle_mm(self) -> float | None:
        """The middle of its words from the page's left edge; None where that cannot be told."""
        off = self.off_centre_mm
        return None if off is None else self.paragraph.frame.left_mm + self.paragraph.frame.width_mm / 2 + off


def whole(paragraph: Paragraph) -> Piece:
    """The paragraph as one piece."""
    return Piece(paragraph, paragraph.runs)


def dominant_size(runs: Iterable[Run]) -> float | None:
    """The size of most of the letters; None without any."""
    weights: dict[float, int] = {}
    for run in runs:
        weights[run.size] = weights.get(run.size, 0) + len(run.text.strip())
    return max(weights, key=lambda size: weights[size]) if weights else None


def is_capitals(text: str) -> bool:
    """Whether the text has letters and none in lower case."""
    return any(char.isalpha() for char in text) and not any(unicodedata.category(char) == "Ll" for char in text)


def joined(pieces: Sequence[Piece]) -> str:
    """The words of several pieces as one text."""
    return " ".join(piece.text for piece in pieces if piece.text)


def _mostly(runs: Sequence[Run], flags: Sequence[bool]) -> bool:
    letters = sum(len(run.text.strip()) for run in runs)
    return letters > 0 and 2 * sum(len(run.text.strip()) for run, flag in zip(runs, flags, strict=True) if flag) > letters
