"""The words of one Word paragraph as a reader of the accepted, printed document sees them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from tracking.reading import legacy_fonts
from tracking.reading.word_styles import Face, Styles, W, face_of, value, visible_face

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SKIPPED = {
    W + tag
    for tag in (
        "del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delText", "delInstrText", "rt", "rubyPr",
        "commentReference", "annotationRef", "fldData", "tblPr", "sectPr", "proofErr",
    )
}  # fmt: skip
_BREAKS = {"page", "column"}
_DINGBATS = ("symbol", "wingding", "webding")

PAGE_BREAK = "\f"


@dataclass(slots=True)
class Piece:
    """A stretch of text in one face; `legacy` names the old encoding its font stands for, if any."""

    text: str
    face: Face
    legacy: legacy_fonts.Encoding | None = None


@dataclass(slots=True)
class Words:
    """What a paragraph holds: its pieces, the text boxes anchored in it, the notes it refers to."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    def text(self) -> str:
        """The visible text, old encodings converted; neighbours in one encoding are converted together."""
        out: list[str] = []
        run = ""
        encoding: legacy_fonts.Encoding | None = None
        for piece in [*self.pieces, Piece("", Face())]:
            if piece.legacy is not encoding or not piece.text:
                out.append(legacy_fonts.to_unicode(run, encoding) if encoding else run)
                run, encoding = "", piece.legacy
            run += piece.text
        return "".join(out)

    def share(self, of: str) -> float:
        """The share of printed characters whose face is `of` ("bold" or "italic")."""
        total = lit = 0
        for piece in self.pieces:
            count = len(piece.text) - piece.text.count(" ")
            total += count
            lit += count if getattr(piece.face, of) else 0
        return lit / total if total else 0.0

    def size(self) -> float | None:
        """The size in points of most of the characters."""
        sizes: dict[float | None, int] = {}
        for piece in self.pieces:
            sizes[piece.face.size] = sizes.get(piece.face.size, 0) + len(piece.text.strip())
        return max(sizes, key=lambda size: sizes[size]) if sizes else None


class Reader:
    """Reads paragraphs of one Word file; keeps the faces of run properties it has met."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._character: dict[str | None, Face] = {None: Face()}

    def words(self, paragraph: etree._Element, style_id: str | None) -> Words:
        """The words of a w:p, insertions kept and deletions dropped, hidden text left out, fields as their results."""
        out = Words()
        base = self._styles.paragraph_face(style_id)
        self._walk(paragraph, base, out)
        return out

    def _walk(self, node: etree._Element, base: Face, out: Words) -> None:
        for child in node:
            tag = child.tag
            if tag == W + "r":
                self._run(child, base, out)
            elif tag in _SKIPPED:
                continue
            elif tag == _MC + "AlternateContent":
                self._walk(_chosen(child), base, out)
            elif tag == _MATH + "t":
                out.pieces.append(Piece(child.text or "", base))
            else:
                self._walk(child, base, out)

    def _run(self, run: etree._Element, base: Face, out: Words) -> None:
        properties = run.find(W + "rPr")
        face = base
        if properties is not None and len(properties):
            style = value(properties, "rStyle")
            if style not in self._character:
                self._character[style] = self._styles.character_face(style)
            face = base.under(self._character[style]).under(face_of(properties))
        face = visible_face(face)
        text = "".join(self._run_text(run, out))
        if text and not face.hidden:
            out.pieces.append(Piece(text, face, legacy_fonts.encoding_of_font(face.font, text)))

    def _run_text(self, run: etree._Element, out: Words) -> Iterator[str]:
        for child in run:
            tag = child.tag
            if tag == W + "t":
                yield child.text or ""
            elif tag == W + "tab" or tag == W + "ptab":
                yield "\t"
            elif tag == W + "br":
                yield PAGE_BREAK if child.get(W + "type") in _BREAKS else "\n"
            elif tag == W + "cr":
                yield "\n"
            elif tag == W + "noBreakHyphen":
                yield "-"
            elif tag == W + "softHyphen":
                yield "\u00ad"
            elif tag == W + "sym":
                yield _symbol(child)
            elif tag in (W + "footnoteReference", W + "endnoteReference"):
                out.notes.append((tag.removeprefix(W).removesuffix("Reference"), child.get(W + "id") or ""))
            elif tag == _MC + "AlternateContent":
                yield from self._inside(_chosen(child), out)
            elif tag in (W + "drawing", W + "pict", W + "object"):
                out.boxes.extend(boxes_in(child))
            elif tag == W + "ruby":
                yield from self._inside(child, out)

    def _inside(self, node: etree._Element, out: Words) -> Iterator[str]:
        yield from self._run_text(node, out)
        for child in node.iterchildren(W + "rubyBase", W + "r"):
            yield from self._inside(child, out)


def _chosen(alternate: etree._Element) -> etree._Element:
    """The branch to read: the modern one where it carries text or a drawing, else the fallback; never both."""
    choice = alternate.find(_MC + "Choice")
    fallback = alternate.find(_MC + "Fallback")
    if choice is not None and (fallback is None or next(choice.iter(W + "t", W + "sym"), None) is not None):
        return choice
    return fallback if fallback is not None else alternate


def boxes_in(drawing: etree._Element) -> list[etree._Element]:
    """The outermost text boxes (w:txbxContent) of a drawing, each once although Word stores them twice."""
    found: list[etree._Element] = []
    pending = [drawing]
    while pending:
        node = pending.pop()
        if node.tag == W + "txbxContent":
            found.append(node)
        elif node.tag == _MC + "AlternateContent":
            pending.append(_chosen(node))
        else:
            pending.extend(reversed(node))
    return found


def _symbol(node: etree._Element) -> str:
    font = (node.get(W + "font") or "").lower()
    try:
        code = int(node.get(W + "char") or "", 16)
    except ValueError:
        return ""
    if code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return ""
    if font.startswith(_DINGBATS) or 0xE000 <= code < 0xF900:
        return {0x2D: "-", 0x2B: "+", 0x28: "(", 0x29: ")"}.get(code & 0xFF, "•")
    return chr(code)
