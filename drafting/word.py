"""A Word document as it stands on paper, as values: runs, paragraphs, tables, sections with their effective formatting.

Lengths in millimetres, sizes and spacing in points. `effective.py` makes these values; the rules of the checker read them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from drafting.drawings import Drawing
from drafting.ooxml import Element, Package
from drafting.orthography import squash


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of visible words of one formatting. text is in NFC; `found` as the file has it; fonts: those its characters use."""

    text: str
    found: str
    fonts: tuple[str, ...]
    size: float
    bold: bool
    italic: bool
    caps: bool
    underline: str | None
    colour: str
    highlight: str | None
    raised: bool
    element: Element

    @property
    def shown(self) -> str:
        """The words as printed: w:caps prints capitals."""
        return self.text.upper() if self.caps else self.text


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a paragraph flows: the page's text column, a table cell or a text box.

    left_mm, width_mm: the room for words, from the page's left edge. table, row, column: of a cell, from 0; None outside tables.
    ruled_below: the cell has a bottom border. drawing: the box that holds the words; anchor: where the box is
    anchored.
    """

    kind: Literal["body", "cell", "box"]
    left_mm: float
    width_mm: float
    table: int | None = None
    row: int = 0
    column: int = 0
    columns: int = 1
    ruled_below: bool = False
    drawing: Drawing | None = None
    anchor: Frame | None = None


@dataclass
class Paragraph:
    """One paragraph with its effective formatting.

    index: its place in reading order, from 1. marker: the number or bullet that Word prints before it, "" where none.
    line: multiple of single spacing; line_pt: exact or least height where the spacing is not proportional.
    first_mm: what the first line adds to left_mm (negative: hanging). section: index of its section.
    marker_run: the letters of that number, None where there is none; list_level: the w:lvl that gives it.
    placed: how a paragraph in a frame of its own is aligned across the page ("center"), None without a frame.
    tabs: its tab stops from the left, in millimetres, each with how words stand at it ("center").
    """

    index: int
    element: Element
    style: str
    runs: tuple[Run, ...]
    align: str
    left_mm: float
    right_mm: float
    first_mm: float
    before_pt: float
    after_pt: float
    line: float | None
    line_pt: float | None
    contextual: bool
    keep_next: bool
    breaks_page: bool
    marker: str
    marker_format: str
    marker_suffix: str
    marker_run: Run | None
    borders: dict[str, tuple[str, float]]
    frame: Frame
    drawings: tuple[Drawing, ...]
    section: int
    fields: tuple[str, ...]

    @cached_property
    def shown(self) -> str:
        """The words as printed, list number included, blanks kept."""
        gap = {"tab": "\t", "space": " "}.get(self.marker_suffix, "") if self.marker else ""
        return self.marker + gap + "".join(run.shown for run in self.runs)

    @cached_property
    def words(self) -> str:
        """The words as printed, list number included, single spaces."""
        return squash(self.shown)

    @cached_property
    def solid(self) -> tuple[Run, ...]:
        """The runs that hold more than blanks; formatting is judged on these alone."""
        return tuple(run for run in self.runs if run.text.strip())

    @cached_property
    def printed(self) -> tuple[Run, ...]:
        """The runs that hold more than blanks, the number that Word writes before them included."""
        return (self.marker_run, *self.solid) if self.marker_run is not None and self.solid else self.solid

    @cached_property
    def size(self) -> float:
        """The size of most of its letters, in points; of the paragraph mark's surroundings where it has no words."""
        weights: dict[float, int] = {}
        for run in self.solid or self.runs:
            weights[run.size] = weights.get(run.size, 0) + len(run.text.strip() or " ")
        return max(weights, key=lambda size: weights[size]) if weights else self.mark_size

    mark_size: float = 13.0
    list_level: Element | None = None
    placed: str | None = None
    tabs: tuple[tuple[float, str], ...] = ()

    @property
    def indent_mm(self) -> float:
        """Where its first character stands, from the left edge of its frame, blanks typed before it left out."""
        return self.left_mm + self.first_mm


@dataclass(frozen=True)
class HeaderPart:
    """One header or footer: its paragraphs, the fields in them, and the XML it came from."""

    paragraphs: tuple[Paragraph, ...]
    part: str
    root: Element

    @property
    def has_page_number(self) -> bool:
        return any("PAGE" in instruction.split()[:1] for paragraph in self.paragraphs for instruction in paragraph.fields)


@dataclass(frozen=True)
class Section:
    """One section: paper, margins, page numbers and the headers and footers in force, inherited ones included."""

    index: int
    element: Element | None
    width_mm: float
    height_mm: float
    landscape: bool
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float
    gutter_mm: float
    header_mm: float
    title_page: bool
    number_format: str
    number_start: int | None
    kind: str
    headers: dict[str, HeaderPart]
    footers: dict[str, HeaderPart]

    @property
    def text_left_mm(self) -> float:
        return self.left_mm + self.gutter_mm

    @property
    def text_width_mm(self) -> float:
        return self.width_mm - self.left_mm - self.gutter_mm - self.right_mm


@dataclass(frozen=True)
class Table:
    """One table: its XML, how many rows and columns, whether it draws lines, the section it stands in, whether it lies in another."""

    index: int
    element: Element
    rows: int
    columns: int
    ruled: bool
    section: int
    nested: bool


@dataclass(frozen=True)
class Word:
    """A Word document as it stands on paper."""

    package: Package
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]
    sections: tuple[Section, ...]
    mirrored_margins: bool
    even_and_odd: bool
    notes: tuple[Paragraph, ...]

    def section_of(self, paragraph: Paragraph) -> Section:
        return self.sections[min(paragraph.section, len(self.sections) - 1)]

    def printed_headers(self, section: Section) -> dict[str, HeaderPart]:
        """The headers that print: the first page's only on a title page, the even pages' only where those differ."""
        return {kind: part for kind, part in section.headers.items() if self._prints(kind, section)}

    def printed_footers(self, section: Section) -> dict[str, HeaderPart]:
        """The footers that print."""
        return {kind: part for kind, part in section.footers.items() if self._prints(kind, section)}

    def printed_parts(self, section: Section) -> list[HeaderPart]:
        """The headers and footers that print."""
        return [*self.printed_headers(section).values(), *self.printed_footers(section).values()]

    def _prints(self, kind: str, section: Section) -> bool:
        return kind == "default" or (kind == "first" and section.title_page) or (kind == "even" and self.even_and_odd)
