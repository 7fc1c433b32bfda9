"""Mending the columns of letterhead and signature: blank lines taken out, lines that belong on one level put there."""

from __future__ import annotations

from collections.abc import Iterable

from drafting.mending.xml import child, drop, forget, properties, put
from drafting.ooxml import qn
from drafting.parts.piece import Piece
from drafting.word import Paragraph, Word


def without_blanks(paragraphs: Iterable[Paragraph]) -> None:
    """Takes out the paragraphs that hold nothing, one left in each cell."""
    for paragraph in paragraphs:
        parent = paragraph.element.getparent()
        if paragraph.words or paragraph.drawings or parent is None or _is_ruled(paragraph):
            continue
        if len(parent.findall(qn("w:p"))) > 1:
            parent.remove(paragraph.element)


def above_in_cell(word: Word, piece: Piece) -> list[Paragraph]:
    """The paragraphs above a piece in its own cell."""
    frame = piece.paragraph.frame
    place = (frame.table, frame.row, frame.column)
    return [
        p
        for p in word.paragraphs
        if p.index < piece.paragraph.index and p.frame.kind == "cell" and (p.frame.table, p.frame.row, p.frame.column) == place
    ]


def level(word: Word, left: Piece, right: Piece) -> None:
    """Two first lines of a table row stand on one level: nothing blank above either, the same gap before both."""
    for piece in (left, right):
        without_blanks(above_in_cell(word, piece))
        unspaced(piece, min(left.paragraph.before_pt, right.paragraph.before_pt))


def unspaced(piece: Piece, before_pt: float = 0.0) -> None:
    """That gap above the line, whatever its style says."""
    ppr = properties(piece.paragraph.element, "pPr")
    put(ppr, "spacing", before=f"{before_pt * 20:.0f}", beforeLines="0", beforeAutospacing="0")


def without_border(paragraph: Paragraph) -> None:
    """Takes the rule of a line away; a row of typed dashes is words, and stays."""
    ppr = properties(paragraph.element, "pPr")
    drop(ppr, "pBdr")


def same_start(pieces: Iterable[Piece], usual: Paragraph) -> None:
    """The dashes of a list stand where those of most lines do."""
    source = usual.element.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    for piece in pieces:
        if abs(piece.paragraph.indent_mm - usual.indent_mm) < 1.0:
            continue
        ppr = properties(piece.paragraph.element, "pPr")
        drop(ppr, "ind")
        if source is not None:
            put(ppr, "ind", **{str(name).rpartition("}")[2]: str(value) for name, value in source.attrib.items()})
            forget(child(ppr, "ind"), "w:leftChars", "w:firstLineChars")


def _is_ruled(paragraph: Paragraph) -> bool:
    return any(style not in ("none", "nil") for style, _ in paragraph.borders.values())
