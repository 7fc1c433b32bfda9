"""A Word file (.docx) as lines and tables in the order of its body, with the numbers that Word only shows."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from lxml import etree

from drafting.list_numbers import ListNumbers
from drafting.orthography import nfc, squash
from tracking.reading import limits, refusals, word_tables
from tracking.reading.bullets import bullet
from tracking.reading.package import Package
from tracking.reading.page import Block, Line, Page, Pages, lines_of
from tracking.reading.renumbered import renumbered
from tracking.reading.word_styles import Shape, Styles, W, shape_of, value
from tracking.reading.word_text import PAGE_BREAK, Reader, Words

_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMBED, _ID = f"{{{_OFFICE}}}embed", f"{{{_OFFICE}}}id"
_FEW_LETTERS = 150
_HEAD_PARAGRAPHS, _HEAD_PICTURES = 30, 6
"""Where, and up to how many, pictures are looked at as stamps."""
_PICTURE_BYTES = 15_000
_ITEM = re.compile(r"\s*(?:[-–+•*]\s|\(?\d{1,3}(?:\.\d{1,3}){0,4}[.)]\s?\S|\(?[a-zđA-ZĐ][.)]\s|[IVX]{1,5}[.)]\s|Điều \d)")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_WRAPPERS = {W + tag for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_MAIN = ("word/document.xml", "word/document2.xml")


class WordFile:
    """One opened Word package: its body read once, its headers and footers kept apart for whoever looks for marks."""

    def __init__(self, package: Package, name: str) -> None:
        self._package, self._name = package, name
        self._main = main_part(package, name)
        self._embedded: list[tuple[str, str]] = []
        self._relations = self._read_relations()
        self._root = package.xml(self._main)
        self._styles = Styles(self._part("styles"))
        self._lists = ListNumbers(self._part("numbering"), carries_on=True)
        self._reader = Reader(self._styles)
        self._notes = {kind: self._read_notes(kind) for kind in ("footnote", "endnote")}
        self._page = 1
        self._cells = 0
        self._carried = Words()

    def pages(self) -> Pages:
        """The body as pages parted at hard page breaks, without sizes."""
        body = self._root.find(W + "body")
        if body is None:
            raise refusals.damaged(self._name, "không có phần thân văn bản")
        by_page: dict[int, list[Block]] = {1: []}
        for block in self._blocks(body, top=True):
            by_page.setdefault(block.page, []).append(block)
        if not any(by_page.values()):
            return Pages((Page(1, (), "word"),))
        kept = [(number, tuple(blocks)) for number, blocks in sorted(by_page.items()) if blocks]
        return Pages(tuple(Page(number, blocks, "word") for number, blocks in kept))

    def margins(self) -> tuple[Line, ...]:
        """The lines of the headers and footers; the numbering of the body is not touched."""
        out: list[Line] = []
        for kind in ("header", "footer"):
            for target in self._targets(kind):
                for paragraph in self._package.xml(target).iter(W + "p"):
                    out.extend(self._lines(paragraph, None, self._reader.words(paragraph, None)))
        return tuple(out)

    def letterhead(self) -> tuple[Block, ...]:
        """The blocks of the first header, for documents that keep their letterhead there."""
        for target in self._targets("header"):
            blocks = tuple(self._blocks(self._package.xml(target), top=False))
            if any("CỘNG H" in line.text.upper() for block in blocks for line in lines_of((block,))):
                return blocks
        return ()

    def page_pictures(self) -> list[bytes]:
        """The pictures in the body that are large enough to be scanned pages, in order."""
        return [data for data in map(self._package.read, self._pictures_in(self._root)) if len(data) > _PICTURE_BYTES]

    def head_pictures(self) -> list[bytes]:
        """The pictures among the first paragraphs of the body, where a stamp would stand."""
        paragraphs = islice(self._root.iter(W + "p"), _HEAD_PARAGRAPHS)
        found = dict.fromkeys(target for paragraph in paragraphs for target in self._pictures_in(paragraph))
        return [self._package.read(target) for target in islice(found, _HEAD_PICTURES)]

    def _pictures_in(self, part: etree._Element) -> list[str]:
        """The members that the pictures of a part of the body are kept in, in order, each once."""
        targets = dict(self._embedded)
        named = (targets.get(node.get(_EMBED) or node.get(_ID) or "") for node in part.iter())
        return [target for target in dict.fromkeys(named) if target and self._package.has(target)]

    def _blocks(self, parent: etree._Element, *, top: bool) -> Iterator[Block]:
        for node in parent:
            if node.tag == W + "p":
                yield from self._paragraph(node, top=top)
            elif node.tag == W + "tbl":
                yield from self._table(node)
            elif node.tag in _WRAPPERS:
                yield from self._blocks(node, top=top)
            elif node.tag.endswith("}AlternateContent") and len(node):
                yield from self._blocks(node[0], top=top)

    def _table(self, node: etree._Element) -> Iterator[Block]:
        table, cells = word_tables.read(node, self._page, self._styles, lambda cell: tuple(self._blocks(cell, top=False)))
        self._cells += cells
        if self._cells > limits.TABLE_CELLS:
            raise refusals.hostile(self._name, f"bảng có hơn {limits.TABLE_CELLS} ô")
        if table.rows:
            yield table

    def _paragraph(self, node: etree._Element, *, top: bool) -> Iterator[Block]:
        properties = node.find(W + "pPr")
        style_id = value(properties, "pStyle")
        words = self._reader.words(node, style_id)
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self._carried.pieces += words.pieces
            self._carried.boxes += words.boxes
            self._carried.notes += words.notes
            return
        if self._carried.pieces or self._carried.boxes or self._carried.notes:
            words = Words(self._carried.pieces + words.pieces, self._carried.boxes + words.boxes, self._carried.notes + words.notes)
            self._carried = Words()
        shape = self._styles.paragraph_shape(style_id).under(shape_of(properties))
        if top and shape.page_break_before:
            self._page += 1
        yield from self._lines(node, self._numbered(shape, style_id), words, shape, top=top)
        for box in words.boxes:
            yield from self._blocks(box, top=False)
        for kind, note in words.notes:
            yield from (replace(line, page=self._page) for line in self._notes[kind].get(note, ()))
        section = properties.find(W + "sectPr") if top and properties is not None else None
        if section is not None and value(section, "type") != "continuous":
            self._page += 1

    def _numbered(self, shape: Shape, style_id: str | None) -> tuple[str, int, float | None] | None:
        given = None if shape.number_level is None else str(shape.number_level)
        depth = self._lists.depth(shape.number_id, given, self._styles.ancestors(style_id))
        level = self._lists.level(shape.number_id, depth)
        if level is None or shape.number_id is None:
            return None
        marker = squash(self._lists.marker(shape.number_id, depth))
        own = shape_of(level.element.find(W + "pPr"))
        left = shape.left if shape.left is not None else own.left
        first = shape.first if shape.first is not None else own.first
        shown = bullet(marker) if level.format == "bullet" else marker
        return shown, depth, None if left is None and first is None else (left or 0.0) + (first or 0.0)

    def _lines(
        self,
        node: etree._Element,
        mark: tuple[str, int, float | None] | None,
        words: Words,
        shape: Shape | None = None,
        *,
        top: bool = False,
    ) -> Iterator[Line]:
        marker, level, indent = mark or (None, None, None)
        if indent is None and shape is not None and (shape.left is not None or shape.first is not None):
            indent = (shape.left or 0.0) + (shape.first or 0.0)
        look = Line(
            "",
            page=self._page,
            whole=True,
            bold=words.share("bold") >= 0.8,
            italic=words.share("italic") >= 0.8,
            centred=shape.alignment == "center" if shape is not None else None,
            size=words.size(),
            indent=indent,
        )
        first = True
        for number, stretch in enumerate(nfc(words.text()).translate(_INVISIBLE).split(PAGE_BREAK)):
            if number and top:
                self._page += 1
            for text in _items(stretch):
                if text or (first and marker and not words.boxes):
                    own = first and bool(marker)
                    yield replace(look, text=text, page=self._page, marker=marker if own else None, level=level if own else None)
                    first = False

    def _part(self, kind: str) -> etree._Element | None:
        targets = self._targets(kind)
        return self._package.xml(targets[0]) if targets else None

    def _targets(self, kind: str) -> list[str]:
        return [target for found, target in self._relations if found == kind and self._package.has(target)]

    def _read_relations(self) -> list[tuple[str, str]]:
        folder, _, leaf = self._main.rpartition("/")
        part = f"{folder}/_rels/{leaf}.rels"
        if not self._package.has(part):
            return []
        out = []
        for node in self._package.xml(part).iterchildren(_REL + "Relationship"):
            target = node.get("Target") or ""
            kind = (node.get("Type") or "").rsplit("/", 1)[-1]
            if node.get("TargetMode") != "External":
                place = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")
                out.append((kind, place))
                if kind == "image":
                    self._embedded.append((node.get("Id") or "", place))
        return out

    def _read_notes(self, kind: str) -> dict[str, tuple[Line, ...]]:
        """The lines of each footnote or endnote by its id; separators have none."""
        root = self._part(kind + "s")
        out: dict[str, tuple[Line, ...]] = {}
        for note in root.iterchildren(W + kind) if root is not None else ():
            if note.get(W + "type") in (None, "normal"):
                lines = (line for p in note.iter(W + "p") for line in self._note_lines(p))
                out[note.get(W + "id") or ""] = tuple(replace(line, footnote=True) for line in lines)
        return out

    def _note_lines(self, paragraph: etree._Element) -> Iterator[Line]:
        words = self._reader.words(paragraph, value(paragraph.find(W + "pPr"), "pStyle"))
        for text in _items(nfc(words.text()).translate(_INVISIBLE).replace(PAGE_BREAK, " ")):
            if text:
                yield Line(text, whole=True, bold=False, size=words.size())


def main_part(package: Package, name: str) -> str:
    """The name of the part that holds the body: what the package's relations call officeDocument."""
    if package.has("_rels/.rels"):
        for node in package.xml("_rels/.rels").iterchildren(_REL + "Relationship"):
            target = (node.get("Target") or "").lstrip("/")
            if (node.get("Type") or "").endswith("/officeDocument") and package.has(target):
                return target
    for target in _MAIN:
        if package.has(target):
            return target
    raise refusals.damaged(name, "gói Word thiếu phần thân văn bản")


def _items(text: str) -> list[str]:
    """The text cut at those line breaks after which a new item plainly begins ("- ", "2. ", "b) "); other breaks stay."""
    out: list[str] = []
    for piece in text.split("\n"):
        if out and not _ITEM.match(piece):
            out[-1] += "\n" + piece
        else:
            out.append(piece)
    return [piece.strip() for piece in out]


def read_word(path: Path, name: str) -> tuple[Pages, tuple[Line, ...]]:
    """The pages of a .docx and the lines of its headers and footers; InvalidInput where it is broken, locked or hostile."""
    with Package(path, name) as package:
        file = WordFile(package, name)
        pages = file.pages()
        first = " ".join(line.text for line in lines_of(pages.pages[0].blocks[:12])).upper()
        if "CỘNG H" not in first:
            head = file.letterhead()
            if head:
                page = pages.pages[0]
                pages = replace(pages, pages=(replace(page, blocks=head + page.blocks), *pages.pages[1:]))
        pictures = file.page_pictures() if sum(len(line.text) for line in lines_of(tuple(pages.blocks()))) < _FEW_LETTERS else []
        if pictures:
            return _with_pictures(pages, file.margins(), pictures, name)
        return pages, (*file.margins(), *_stamps(file.head_pictures()))


def _stamps(pictures: list[bytes]) -> list[Line]:
    """What stamps set in as pictures say; recognition is imported only where there are any."""
    if not pictures:
        return []
    from tracking.reading.stamp_pictures import stamp_lines

    return stamp_lines(pictures)


def _with_pictures(pages: Pages, margins: tuple[Line, ...], pictures: list[bytes], name: str) -> tuple[Pages, tuple[Line, ...]]:
    """The few words of the file, then the pages recognised from the scans pasted into it."""
    from tracking.reading.picture_file import read_picture_sources

    scanned, stamps = read_picture_sources([io.BytesIO(data) for data in pictures], name)
    own = tuple(page for page in pages.pages if page.blocks)
    behind = tuple(renumbered(page, len(own) + page.number) for page in scanned.pages)
    return Pages(own + behind, scanned.warnings), margins + stamps
