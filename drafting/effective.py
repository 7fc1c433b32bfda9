"""Effective formatting: what every run, paragraph and section of a Word file comes to once all its sources are laid over one another.

Order, the weakest first: document defaults, table style, list level, paragraph styles, character style, direct. Deleted
(tracked) and hidden words are left out. No rule of the checker reads XML; it reads the values made here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from drafting.drawings import Drawing
from drafting.list_numbers import Level, ListNumbers
from drafting.ooxml import MM_PER_TWIP, Element, Package, number_of, on, open_package, qn
from drafting.run_content import TRANSPARENT, Content, run_of
from drafting.sections import read_sections, text_frame
from drafting.styles import Properties, Styles, effective_run, paragraph_properties, run_properties
from drafting.word import Frame, HeaderPart, Paragraph, Table, Word

AUTO_SPACING_PT = 14.0
_LINE_OF_SPACING_PT = 12.0
_SINGLE = 240.0
_CELL_PADDING = 108.0
_VAL = qn("w:val")
_ALIGNMENTS = {"start": "left", "end": "right", "distribute": "both", "mediumKashida": "both", "lowKashida": "both", "highKashida": "both"}


def read_word(path: Path) -> Word:
    """The document of a .docx with all formatting resolved. Raises InvalidInput where the file cannot be read."""
    return word_of(open_package(path))


def word_of(package: Package) -> Word:
    """The document of a package already opened."""
    return _Reader(package).word()


class _Reader:
    """Walks one package once, in reading order; list numbers count as it goes."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = Styles(package)
        self.lists = ListNumbers(package.related("numbering"))
        self.paragraphs: list[Paragraph] = []
        self.tables: list[Table] = []
        self.section = 0
        self._bases: dict[tuple[str, str], Properties] = {}
        self._boxes: list[tuple[Drawing, Frame]] = []

    def word(self) -> Word:
        body = self._root(self.package.main).find(qn("w:body"))
        assert body is not None  # open_package has looked
        self.sections = read_sections(body, self.package, self._header_part)
        self._blocks(body, text_frame(self.sections[0]), "")
        settings = self.package.related("settings")
        mirrored, even = (
            on(settings.find(qn(f"w:{name}"))) is True if settings is not None else False for name in ("mirrorMargins", "evenAndOddHeaders")
        )
        return Word(self.package, tuple(self.paragraphs), tuple(self.tables), tuple(self.sections), mirrored, even, self._notes())

    def _root(self, part: str) -> Element:
        root = self.package.tree(part)
        assert root is not None
        return root

    def _notes(self) -> tuple[Paragraph, ...]:
        """The paragraphs of footnotes and endnotes."""
        root = self.package.related("footnotes")
        return self._apart(root, text_frame(self.sections[0])) if root is not None else ()

    def _header_part(self, part: str) -> HeaderPart | None:
        root = self.package.tree(part)
        return HeaderPart(self._apart(root, Frame("body", 0.0, 0.0)), part, root) if root is not None else None

    def _apart(self, root: Element, frame: Frame) -> tuple[Paragraph, ...]:
        """Paragraphs outside the main story, read without numbering them among it."""
        kept, kept_tables = self.paragraphs, self.tables
        self.paragraphs, self.tables = [], []
        for child in root if root.tag in (qn("w:footnotes"), qn("w:endnotes")) else (root,):
            self._blocks(child, frame, "")
        found, self.paragraphs, self.tables = tuple(self.paragraphs), kept, kept_tables
        return found

    # --- blocks -------------------------------------------------------------------------------------------

    def _blocks(self, parent: Element, frame: Frame, table_style: str) -> None:
        for child in parent:
            if child.tag == qn("w:p"):
                self._add_paragraph(child, frame, table_style)
                if frame.kind == "body" and child.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
                    self.section = min(self.section + 1, len(self.sections) - 1)
                    frame = text_frame(self.sections[self.section])
            elif child.tag == qn("w:tbl"):
                self._add_table(child, frame)
            elif child.tag == qn("w:sdt"):
                content = child.find(qn("w:sdtContent"))
                if content is not None:
                    self._blocks(content, frame, table_style)
            elif child.tag in TRANSPARENT:
                self._blocks(child, frame, table_style)

    def _add_table(self, table: Element, frame: Frame) -> None:
        index = len(self.tables)
        properties = table.find(qn("w:tblPr"))
        style = _value(properties, "tblStyle") or self.styles.default_table
        rows = list(_rows(table))
        widths = [number_of(column.get(qn("w:w"))) * MM_PER_TWIP for column in table.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")]
        left = _table_left(properties, sum(widths), frame)
        self.tables.append(
            Table(index, table, len(rows), len(widths) or 1, self._ruled(properties, style), self.section, frame.kind == "cell")
        )
        padding = self._padding(properties, style)
        for row_number, row in enumerate(rows):
            self._row(row, row_number, Frame("cell", left, frame.width_mm, index, row_number, 0, len(widths) or 1), widths, padding, style)

    def _row(self, row: Element, number: int, base: Frame, widths: list[float], padding: tuple[float, float], style: str) -> None:
        before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
        at = int(number_of(before.get(_VAL))) if before is not None else 0
        for cell in _cells(row):
            properties = cell.find(qn("w:tcPr"))
            span = max(1, int(number_of(_value(properties, "gridSpan"), 1)))
            own = properties.find(qn("w:tcW")) if properties is not None else None
            width = sum(widths[at : at + span]) or (number_of(own.get(qn("w:w"))) * MM_PER_TWIP if own is not None else base.width_mm)
            border = properties.find(f"{qn('w:tcBorders')}/{qn('w:bottom')}") if properties is not None else None
            start, end = _cell_padding(properties, padding)
            frame = replace(
                base,
                left_mm=base.left_mm + sum(widths[:at]) + start,
                width_mm=max(width - start - end, 1.0),
                row=number,
                column=at,
                ruled_below=border is not None and border.get(_VAL) not in (None, "nil", "none"),
            )
            self._blocks(cell, frame, style)
            at += span

    def _ruled(self, properties: Element | None, style: str) -> bool:
        borders = properties.find(qn("w:tblBorders")) if properties is not None else None
        for source in (borders, *(element.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}") for element in reversed(self.styles.chain(style)))):
            if source is not None:
                return any(side.get(_VAL) not in (None, "nil", "none") for side in source)
        return False

    def _padding(self, properties: Element | None, style: str) -> tuple[float, float]:
        own = properties.find(qn("w:tblCellMar")) if properties is not None else None
        for source in (own, *(element.find(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}") for element in reversed(self.styles.chain(style)))):
            if source is not None:
                return _sides(source, (_CELL_PADDING * MM_PER_TWIP,) * 2)
        return (_CELL_PADDING * MM_PER_TWIP,) * 2

    # --- paragraphs ---------------------------------------------------------------------------------------

    def _add_paragraph(self, element: Element, frame: Frame, table_style: str) -> None:
        ppr = element.find(qn("w:pPr"))
        direct = paragraph_properties(ppr)
        style_id = direct.get("pStyle") or self.styles.default_paragraph
        properties, level, num_id, depth = self._merged(style_id, table_style, direct)
        inherited = (self.styles.run(table_style) if table_style else {}, self.styles.run(style_id))
        content = Content(self.styles, inherited)
        content.walk(element)
        mark = effective_run(self.styles.default_run, *inherited, {}, run_properties(ppr.find(qn("w:rPr")) if ppr is not None else None))
        marker = self.lists.marker(num_id, depth) if level is not None and num_id else ""
        number = {**effective_run(self.styles.default_run, *inherited, {}, {}), "b": mark["b"], **(level.run if level else {})}
        spacing = _spacing(properties)
        paragraph = Paragraph(
            index=len(self.paragraphs) + 1,
            element=element,
            style=self.styles.name(style_id),
            runs=tuple(content.runs),
            align=_ALIGNMENTS.get(properties.get("jc") or "left", properties.get("jc") or "left"),
            left_mm=properties.get("left", 0.0) * MM_PER_TWIP,
            right_mm=properties.get("right", 0.0) * MM_PER_TWIP,
            first_mm=(-properties["hanging"] if properties.get("hanging") else properties.get("firstLine", 0.0)) * MM_PER_TWIP,
            before_pt=spacing[0],
            after_pt=spacing[1],
            line=spacing[2],
            line_pt=spacing[3],
            contextual=bool(properties.get("contextualSpacing")),
            keep_next=bool(properties.get("keepNext")),
            breaks_page=bool(properties.get("pageBreakBefore")) or content.breaks_page,
            marker=marker,
            marker_format=level.format if level else "",
            marker_suffix=level.suffix if level else "",
            marker_run=run_of(marker, number, self.styles, element) if marker else None,
            borders={name.removeprefix("border_"): value for name, value in properties.items() if name.startswith("border_")},
            frame=frame,
            drawings=tuple(content.drawings),
            section=self.section,
            fields=tuple(content.fields),
            mark_size=mark["sz"],
            list_level=level.element if level is not None and marker else None,
            placed=properties.get("framed"),
            tabs=_tabs(properties),
        )
        self.paragraphs.append(paragraph)
        for drawing in content.drawings:
            if drawing.words is not None:
                left = frame.left_mm + (drawing.x_mm or 0.0) if drawing.x_from != "page" else drawing.x_mm or 0.0
                self._blocks(drawing.words, Frame("box", left, drawing.width_mm, drawing=drawing, anchor=frame), "")

    def _merged(self, style_id: str, table_style: str, direct: Properties) -> tuple[Properties, Level | None, str | None, int]:
        """The paragraph's properties with its list level's laid in where the list is named; the level, list and depth."""
        key = (style_id, table_style)
        if key not in self._bases:
            base = dict(self.styles.default_ppr)
            for source in (*(self.styles.paragraphs(table_style) if table_style else ()), *self.styles.paragraphs(style_id)):
                if "numId" in source or "ilvl" in source:
                    num_id = source.get("numId", base.get("numId"))
                    named = self.lists.level(num_id, self._depth(num_id, source.get("ilvl", base.get("ilvl")), style_id))
                    base |= named.paragraph if named else {}
                base |= source
            self._bases[key] = base
        base = self._bases[key]
        num_id = direct.get("numId", base.get("numId"))
        depth = self._depth(num_id, direct.get("ilvl", base.get("ilvl")), style_id)
        level = self.lists.level(num_id, depth)
        named_here = level if "numId" in direct or "ilvl" in direct else None
        return {**base, **(named_here.paragraph if named_here else {}), **direct}, level, num_id, depth

    def _depth(self, num_id: str | None, ilvl: str | None, style_id: str) -> int:
        return self.lists.depth(num_id, ilvl, self.styles.nearest_first(style_id)) if num_id else 0


def _spacing(properties: Properties) -> tuple[float, float, float | None, float | None]:
    """Space before and after in points; the line as a multiple of single, or its height in points where it is exact or least."""
    gaps: list[float] = []
    for side in ("before", "after"):
        if properties.get(f"{side}Autospacing"):
            gaps.append(AUTO_SPACING_PT)
        elif properties.get(f"{side}Lines"):
            gaps.append(properties[f"{side}Lines"] / 100 * _LINE_OF_SPACING_PT)
        else:
            gaps.append(properties.get(side, 0.0) / 20)
    line = properties.get("line", _SINGLE)
    if properties.get("lineRule", "auto") == "auto":
        return gaps[0], gaps[1], line / _SINGLE, None
    return gaps[0], gaps[1], None, line / 20


def _tabs(properties: Properties) -> tuple[tuple[float, str], ...]:
    """The tab stops in force, from the left: millimetres from the frame's edge and how the words stand at them."""
    stops = ((float(key.removeprefix("tab_")) * MM_PER_TWIP, kind) for key, kind in properties.items() if key.startswith("tab_"))
    return tuple(sorted((at, kind) for at, kind in stops if kind not in ("clear", "bar")))


def _value(parent: Element | None, name: str) -> str | None:
    found = parent.find(qn(f"w:{name}")) if parent is not None else None
    return found.get(_VAL) if found is not None else None


def _rows(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == qn("w:tr"):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent")) or child.tag in TRANSPARENT:
            yield from _rows(child)


def _cells(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == qn("w:tc"):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent")) or child.tag in TRANSPARENT:
            yield from _cells(child)


def _sides(source: Element, default: tuple[float, float]) -> tuple[float, float]:
    out = list(default)
    for place, names in enumerate((("left", "start"), ("right", "end"))):
        for name in names:
            if (found := source.find(qn(f"w:{name}"))) is not None:
                out[place] = number_of(found.get(qn("w:w"))) * MM_PER_TWIP
    return out[0], out[1]


def _cell_padding(properties: Element | None, default: tuple[float, float]) -> tuple[float, float]:
    own = properties.find(qn("w:tcMar")) if properties is not None else None
    return _sides(own, default) if own is not None else default


def _table_left(properties: Element | None, width: float, frame: Frame) -> float:
    align = _value(properties, "jc")
    if align == "center":
        return frame.left_mm + (frame.width_mm - width) / 2
    if align in ("right", "end"):
        return frame.left_mm + frame.width_mm - width
    indent = properties.find(qn("w:tblInd")) if properties is not None else None
    return frame.left_mm + (number_of(indent.get(qn("w:w"))) * MM_PER_TWIP if indent is not None else 0.0)
