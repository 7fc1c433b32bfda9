"""The elements of a web page as lines and tables: lists numbered, line breaks told from paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from drafting.list_numbers import written
from drafting.orthography import nfc
from tracking.reading.page import Block, Cell, Line, Table, lines_of

_INLINE = {
    "a", "abbr", "b", "bdi", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "o:p", "acronym", "img",
}  # fmt: skip
_BOLD = {"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"}
_ITALIC = {"i", "em", "cite"}
_SPACES = re.compile(r"[ \t\n\r\f\v\u00a0]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_OPEN_END = re.compile(r"[\w,(–-]$")
_OF_TABLES = {"thead", "tbody", "tfoot", "tr", "td", "th", "colgroup", "col"}
_KINDS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_WIDEST = 100


@dataclass(frozen=True, slots=True)
class _Look:
    """What an element hands down to the text inside it."""

    bold: bool = False
    italic: bool = False
    centred: bool = False
    level: int = -1
    kept_breaks: bool = False

    def inside(self, node: etree._Element) -> _Look:
        style = (node.get("style") or "").replace(" ", "").lower()
        bold = self.bold or node.tag in _BOLD or "font-weight:bold" in style or "font-weight:700" in style
        align = (node.get("align") or "").lower()
        centred = "text-align:center" in style or align == "center" or node.tag == "center"
        left = "text-align:left" in style or "text-align:justify" in style or align in ("left", "justify")
        return _Look(
            bold and "font-weight:normal" not in style and "font-weight:400" not in style,
            self.italic or node.tag in _ITALIC or "font-style:italic" in style,
            centred or (self.centred and not left),
            self.level,
            self.kept_breaks or node.tag == "pre",
        )


@dataclass(slots=True)
class _Piece:
    text: str
    bold: bool
    italic: bool


class _Writer:
    """Gathers inline text into lines and closes a line at every border of a block."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._pieces: list[_Piece] = []
        self._look = _Look()
        self._marker: str | None = None
        self._level = 0
        self._broken = False

    def text(self, text: str, look: _Look) -> None:
        if not look.kept_breaks:
            text = _SPACES.sub(" ", text)
        if text:
            if not self._pieces:
                self._look = look
            self._pieces.append(_Piece(text, look.bold, look.italic))

    def mark(self, marker: str, level: int) -> None:
        self.close()
        self._marker, self._level = marker or None, level

    def line_break(self) -> None:
        self.close()
        self._broken = True

    def close(self) -> None:
        """Ends the line; what a line break tore out of a running sentence is joined to it again."""
        text = nfc("".join(piece.text for piece in self._pieces)).translate(_INVISIBLE)
        for part in text.split("\n") if self._look.kept_breaks else [text]:
            part = _SPACES.sub(" ", part).strip()
            if part:
                self._add(part)
        if self._pieces:
            self._broken = False
        self._pieces = []

    def _add(self, text: str) -> None:
        last = self.blocks[-1] if self.blocks else None
        if self._broken and self._marker is None and isinstance(last, Line) and _OPEN_END.search(last.text) and text[0].islower():
            self.blocks[-1] = replace(last, text=f"{last.text} {text}")
            return
        letters = sum(len(piece.text.strip()) for piece in self._pieces) or 1
        bold = sum(len(piece.text.strip()) for piece in self._pieces if piece.bold) / letters
        italic = sum(len(piece.text.strip()) for piece in self._pieces if piece.italic) / letters
        marker, level = self._marker, self._level
        self.blocks.append(
            Line(
                text,
                whole=not self._look.kept_breaks,
                marker=marker,
                level=level if marker else None,
                bold=bold >= 0.8,
                italic=italic >= 0.8,
                centred=self._look.centred,
            )
        )
        self._marker = None


def blocks_of(node: etree._Element) -> list[Block]:
    """The lines and tables inside an element, in order."""
    writer = _Writer()
    _walk(node, _Look(), writer)
    writer.close()
    return writer.blocks


def _walk(node: etree._Element, look: _Look, writer: _Writer) -> None:
    look = look.inside(node)
    if node.text:
        writer.text(node.text, look)
    counter = _counter(node, look.level + 1) if node.tag in ("ol", "ul", "menu", "dir") else None
    for child in node:
        if isinstance(child.tag, str):
            _child(child, look, writer, counter)
        if child.tail:
            writer.text(child.tail, look)


def _child(child: etree._Element, look: _Look, writer: _Writer, counter: Iterator[str] | None) -> None:
    tag = child.tag
    if tag == "br":
        writer.line_break()
    elif tag in ("hr", "img"):
        return
    elif tag == "table":
        writer.close()
        writer.blocks += _table(child, look)
    elif tag == "li" and counter is not None:
        inner = replace(look, level=look.level + 1)
        writer.mark(next(counter), inner.level)
        _walk(child, inner, writer)
        writer.close()
    elif tag in _INLINE:
        _walk(child, look, writer)
    else:
        writer.close()
        _walk(child, look, writer)
        writer.close()


def _counter(node: etree._Element, level: int) -> Iterator[str]:
    """The markers of a list's items one after the other."""
    style = (node.get("style") or "").replace(" ", "").lower()
    if node.tag != "ol" or "list-style-type:none" in style or "list-style:none" in style:
        while True:
            yield "" if "none" in style else "-" if level <= 0 else "+"
    kind = _KINDS.get(node.get("type") or "", "decimal")
    start = node.get("start") or "1"
    count = int(start) if re.fullmatch(r"-?\d{1,6}", start) else 1
    while True:
        text = written(count, kind)
        yield f"{text})" if kind == "lowerLetter" else f"{text}."
        count += 1


def _table(node: etree._Element, look: _Look) -> list[Block]:
    """The table of a <table>, or its blocks in order where it only lays out a column."""
    rows = list(_rows(node))
    astray = _astray(node, look)
    grid: list[list[Cell]] = []
    covered: dict[int, int] = {}
    for index, row in enumerate(rows):
        cells: list[Cell] = []
        column = 0
        for td in row:
            if td.tag not in ("td", "th"):
                continue
            while covered.get(column, 0) > index:
                column += 1
            down, across = _span(td, "rowspan"), _span(td, "colspan")
            down = min(down, len(rows) - index)
            writer = _Writer()
            _walk(td, replace(look, level=-1), writer)
            writer.close()
            cells.append(Cell(tuple(writer.blocks), index, column, down, across))
            for at in range(column, column + across):
                covered[at] = index + down
            column += across
        grid.append(cells)
    if not any(cells for cells in grid):
        return astray
    width = max(cell.column + cell.column_span for cells in grid for cell in cells)
    if width == 1 or sum(len(cells) for cells in grid) == 1:
        return astray + [block for cells in grid for cell in cells for block in cell.blocks]
    table = Table(tuple(map(tuple, grid)), ruled=_ruled(node, width, grid))
    return [*astray, table] if next(lines_of((table,)), None) is not None else astray


def _astray(table: etree._Element, look: _Look) -> list[Block]:
    """The lines of text that broken pages leave between the rows and cells of a table; nothing is lost."""
    writer = _Writer()
    for node in [table, *table.iterchildren("thead", "tbody", "tfoot", "tr"), *_rows(table)]:
        for text in (node.text, *(child.tail for child in node)):
            if text and text.strip():
                writer.text(text, look)
                writer.close()
        for child in node:
            if isinstance(child.tag, str) and child.tag not in _OF_TABLES:
                writer.blocks += blocks_of(child)
    return list(dict.fromkeys(writer.blocks))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def _span(cell: etree._Element, name: str) -> int:
    text = cell.get(name) or "1"
    return min(max(int(text), 1), _WIDEST) if re.fullmatch(r"\d{1,5}", text) else 1


def _ruled(node: etree._Element, width: int, grid: list[list[Cell]]) -> bool:
    """Whether a reader sees borders: the page says so, or heads and many like rows show a table of data."""
    border = node.get("border") or ""
    style = (node.get("style") or "").lower().replace(" ", "")
    if border not in ("", "0") or re.search(r"border(?:-\w+)?:(?!0|none)", style):
        return True
    if next(node.iter("th"), None) is not None:
        return True
    inner = any(
        re.search(r"border(?:-\w+)?:(?!0|none|medium;?none)", (td.get("style") or "").lower().replace(" ", "")) for td in node.iter("td")
    )
    return inner or (border != "0" and width >= 3 and len(grid) >= 3)
