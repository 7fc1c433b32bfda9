"""What follows the signature: annexes (phụ lục) and the block that makes a copy (SAO Y, SAO LỤC, TRÍCH SAO)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from drafting.kinds import copies
from drafting.orthography import compare_key
from drafting.parts.piece import Piece, whole
from drafting.parts.roles import Role, role_of
from drafting.parts.ruling import TYPED_RULE, RuleLine, rules_below
from drafting.word import Paragraph, Word

LABEL = re.compile(r"^\s*(phụ\s+lục)(?:\s+(?:số\s+)?(?P<ordinal>[IVXLC]+|\d+|[A-ZĐ]))?\s*[.:]?\s*$", re.IGNORECASE)
_LABEL_AND_TITLE = re.compile(r"^\s*(PHỤ\s+LỤC|Phụ\s+lục)(?:\s+(?:số\s+)?(?P<ordinal>[IVXLC]+|\d+))?\s*[.:\-–]\s*\S.{3,}$")
_DOTTED = re.compile(r"\.{4,}|…{2,}|_{4,}")
_HEAD = 14
_ITEM = re.compile(r"^\s*([IVXLC]+\s*[.)]|\d+\s*[.)]|[a-zđ]\s*\)|Điều\s+\d+|(Phần|Chương|Mục)\s+[IVXLC\d])")
REFERENCE = re.compile(r"^\s*\(?\s*(ban\s+hành\s+)?(kèm|kèm theo)\b", re.IGNORECASE)


@dataclass
class Annex:
    """One annex. first, last: indexes of its paragraphs; ordinal: the number as written, "" where it has none.

    body: its numbered paragraphs and those of more than one line, tables apart; roles: what each of them is.
    """

    first: int
    last: int = 10**9
    label: Piece | None = None
    ordinal: str = ""
    title: list[Piece] = field(default_factory=list)
    reference: list[Piece] = field(default_factory=list)
    section: int = 0
    rules: dict[Piece, list[RuleLine]] = field(default_factory=dict)
    body: list[Piece] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)


@dataclass
class CopyBlock:
    """The block below a copied document. form: the line "SAO Y"; pieces: all its words; ruled: whether a rule stands above it."""

    first: int
    form: Piece
    pieces: list[Piece]
    rules_above: list[RuleLine]


def find_annexes(word: Word, after: int) -> list[Annex]:
    """The annexes in order: each begins at a line "Phụ lục …" alone on its line, centred or at the top of a page."""
    found: list[Annex] = []
    for paragraph in word.paragraphs:
        if paragraph.index <= after or not _opens_annex(paragraph, word.paragraphs):
            continue
        piece = whole(paragraph)
        match = LABEL.match(piece.text) or _LABEL_AND_TITLE.match(piece.text)
        if found:
            found[-1].last = paragraph.index - 1
        found.append(Annex(paragraph.index, label=piece, ordinal=(match["ordinal"] or "") if match else "", section=paragraph.section))
    for annex in found:
        own = [p for p in word.paragraphs if annex.first < p.index <= annex.last]
        _head(annex, own[:_HEAD])
        _content(annex, own)
    return found


def _content(annex: Annex, own: Sequence[Paragraph]) -> None:
    """Single lines without a number are left out: captions, units of measure, lines to be filled in."""
    last = max((piece.paragraph.index for piece in (*annex.title, *annex.reference)), default=annex.first)
    previous: Role | None = None
    for paragraph in own:
        piece = whole(paragraph)
        if paragraph.index <= last or paragraph.frame.kind != "body" or not piece.text or _DOTTED.search(piece.text):
            continue
        previous = role_of(piece, previous)
        if previous.name != "plain" or (len(piece.printed_lines) > 1 and paragraph.align != "center"):
            annex.body.append(piece)
            annex.roles.append(previous)


def _opens_annex(paragraph: Paragraph, paragraphs: Sequence[Paragraph]) -> bool:
    text = paragraph.words
    if not text or (paragraph.frame.kind == "cell" and len(text) > 40):
        return False
    if LABEL.match(text):
        centred = paragraph.align == "center"
        return centred or whole(paragraph).bold or _starts_page(paragraph, paragraphs)
    piece = whole(paragraph)
    return bool(_LABEL_AND_TITLE.match(text)) and piece.bold and (paragraph.align == "center" or piece.capitals) and len(text) < 200


def _starts_page(paragraph: Paragraph, paragraphs: Sequence[Paragraph]) -> bool:
    before = paragraphs[paragraph.index - 2] if paragraph.index > 1 else None
    return before is None or paragraph.breaks_page or before.section != paragraph.section or before.breaks_page


def _head(annex: Annex, following: Sequence[Paragraph]) -> None:
    """The title and the line "(Kèm theo …)" right below the label."""
    pieces = [whole(paragraph) for paragraph in following]
    for place, piece in enumerate(pieces):
        if not piece.text or TYPED_RULE.match(piece.text):
            continue
        if REFERENCE.match(piece.text):
            annex.reference.append(piece)
            continue
        if annex.reference and not annex.reference[-1].text.endswith(")") and piece.italic:
            annex.reference.append(piece)
            continue
        waits = any(REFERENCE.match(other.text) for other in pieces[place + 1 : place + 4] if other.text)
        late = bool(annex.reference) and not annex.title and piece.bold and piece.capitals
        titled = piece.bold or piece.capitals or piece.paragraph.align == "center" or waits
        if (annex.reference and not late) or _ITEM.match(piece.text) or not titled:
            break
        if piece.paragraph.frame.kind == "cell" and piece.paragraph.frame.columns > 1:
            break
        annex.title.append(piece)
    shown = [whole(paragraph) for paragraph in following if paragraph.index <= annex.first + len(annex.title) + len(annex.reference) + 4]
    annex.rules = rules_below([*([annex.label] if annex.label else []), *shown])


def find_copy(word: Word, after: int, end: int) -> CopyBlock | None:
    """The copy block; None where the document is no copy."""
    headings = {compare_key(kind.heading) for kind in copies()}
    for paragraph in word.paragraphs:
        if paragraph.index <= after or paragraph.index >= end:
            continue
        if compare_key(paragraph.words).strip(" .:") in headings:
            first = _block_start(paragraph, word.paragraphs)
            block = [whole(other) for other in word.paragraphs if first <= other.index < end]
            above = [whole(other) for other in word.paragraphs if max(1, first - 4) <= other.index <= paragraph.index]
            rules = [rule for rules in rules_below(above).values() for rule in rules]
            return CopyBlock(first, whole(paragraph), [piece for piece in block if piece.text], rules)
    return None


def _block_start(form: Paragraph, paragraphs: Sequence[Paragraph]) -> int:
    """Where the block begins: its first paragraph, or the first of the table that holds the form."""
    if form.frame.kind == "cell":
        return next(paragraph.index for paragraph in paragraphs if paragraph.frame.table == form.frame.table)
    return form.index
