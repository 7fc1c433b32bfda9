"""The end of the document: signature blocks (ô 7) and Nơi nhận (ô 9b), as a table, as lines parted by tabs or as plain lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from drafting.orthography import fold
from drafting.parts.letterhead import tabbed
from drafting.parts.piece import Piece, is_capitals, whole
from drafting.parts.ruling import TYPED_RULE
from drafting.word import Paragraph

AUTHORITY = re.compile(r"^(TM|T\.M|KT|K\.T|TL|T\.L|TUQ|T\.U\.Q|UQ|Q|TLBT|TƯQ|TW)\s*[.,:]?\s+\S", re.IGNORECASE)
_POSITION = re.compile(
    r"^(phó\s+|quyền\s+|q\.\s*)?(chủ tịch|giám đốc|tổng giám đốc|bộ trưởng|thứ trưởng|trưởng|chánh|chủ nhiệm|hiệu trưởng|"
    r"cục trưởng|vụ trưởng|viện trưởng|chi cục trưởng|tổng cục trưởng|phó|thủ tướng|bí thư|thư ký|chủ tọa|"
    r"chủ trì|người|đại diện|tổng thư ký|chỉ huy|tư lệnh|thống đốc|kiểm toán)\b",
    re.IGNORECASE,
)
_NOTE = re.compile(r"^[(\[].*[)\]]$")
_GAP_PT = 24.0
_NAME_WORDS = range(2, 7)
_SPELLED_RANK = re.compile(
    r"^(giáo sư|phó giáo sư|tiến sĩ|thạc sĩ|bác sĩ|kỹ sư|cử nhân|luật sư|nhà giáo \w+|(đại|thượng|trung|thiếu) (tướng|tá|úy)|ông|bà)\s+",
    re.IGNORECASE,
)


@dataclass
class Signature:
    """One signature block. titles: quyền hạn, chức vụ; other_titles: chức vụ khác above the name; gap_mm: room for the signature."""

    titles: list[Piece] = field(default_factory=list)
    other_titles: list[Piece] = field(default_factory=list)
    name: Piece | None = None
    gap_mm: float = 0.0
    pieces: list[Piece] = field(default_factory=list)


@dataclass
class Signing:
    """Signatures and recipients. first: index of the first paragraph; used: the paragraphs they take."""

    label: Piece | None = None
    recipients: list[Piece] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)
    first: int = 10**9
    used: set[int] = field(default_factory=set)
    in_table: int | None = None
    row_level: bool = True

    @property
    def found(self) -> bool:
        return self.label is not None or bool(self.recipients) or bool(self.signatures)

    @property
    def archive(self) -> Piece | None:
        """The line "Lưu: …"."""
        return next((piece for piece in self.recipients if re.match(r"^[-–+•\s]*lưu\b", piece.text, re.IGNORECASE)), None)


def find_signing(main: Sequence[Paragraph], after: int) -> Signing:
    """The signature and recipients of the main document, after the letterhead."""
    tail = [paragraph for paragraph in main if paragraph.index > after]
    label = next(
        (paragraph for paragraph in reversed(tail) if fold(paragraph.words).startswith("noi nhan") and len(paragraph.words) < 200), None
    )
    out = Signing()
    if label is not None and label.frame.kind == "cell":
        _from_table(tail, label.frame.table, label, out)
    elif label is not None:
        _from_lines(tail, label, out)
    else:
        _without_label(tail, out)
    if out.used:
        out.first = min(out.used)
    return out


def _from_table(tail: Sequence[Paragraph], table: int | None, label: Paragraph | None, out: Signing) -> None:
    cells = [paragraph for paragraph in tail if (paragraph.frame.anchor or paragraph.frame).table == table and table is not None]
    out.in_table = table
    out.used.update(paragraph.index for paragraph in cells)
    columns: dict[tuple[int, int], list[Piece]] = {}
    home = label.frame.column if label is not None else None
    for paragraph in cells:
        piece = whole(paragraph)
        place = paragraph.frame.anchor or paragraph.frame
        if label is not None and paragraph.index == label.index:
            out.label = piece
        elif label is not None and place.column == home and paragraph.index > label.index and _listed(piece, label):
            if piece.text:
                out.recipients.append(piece)
        else:
            columns.setdefault((0, place.column), []).append(piece)
    others = [pieces for key, pieces in sorted(columns.items()) if any(piece.text for piece in pieces)]
    _signers_in(others, out)
    _signers_above(tail, out)


def _listed(piece: Piece, label: Paragraph) -> bool:
    """Whether a line under the label belongs to the list: not a title of a signer standing in a row below."""
    return piece.paragraph.frame.row == label.frame.row or not (is_capitals(piece.text) and not piece.text.startswith("-"))


def _signers_in(columns: Sequence[Sequence[Piece]], out: Signing) -> None:
    for column in columns:
        for one in _each_signer(column):
            signature = read_signature(one)
            if signature.titles or signature.name:
                out.signatures.append(signature)


def _each_signer(column: Sequence[Piece]) -> list[list[Piece]]:
    """A column parted where a title in capitals follows a name: several signers one under another."""
    parts: list[list[Piece]] = [[]]
    named = False
    for piece in column:
        if named and piece.text and piece.capitals:
            parts.append([])
            named = False
        parts[-1].append(piece)
        if piece.text:
            named = not piece.capitals and _is_name(piece) and len(parts[-1]) > 1
    return parts


def _signers_above(tail: Sequence[Paragraph], out: Signing) -> None:
    """Minutes: the signatures stand above Nơi nhận, in a table or lines of their own."""
    if out.signatures or not out.used:
        return
    first = min(out.used)
    before = [paragraph for paragraph in tail if paragraph.index < first]
    tables = [paragraph.frame.table for paragraph in before if paragraph.frame.kind == "cell"]
    if tables and all(not p.words for p in before if p.index > max(q.index for q in before if q.frame.table == tables[-1])):
        columns: dict[int, list[Piece]] = {}
        for paragraph in before:
            if paragraph.frame.table == tables[-1]:
                columns.setdefault(paragraph.frame.column, []).append(whole(paragraph))
        signatures = [read_signature(one) for _, column in sorted(columns.items()) for one in _each_signer(column)]
        if all(signature.titles and (signature.name is None or _is_name(signature.name)) for signature in signatures if signature.pieces):
            out.signatures.extend(signature for signature in signatures if signature.pieces)
            out.used.update(paragraph.index for paragraph in before if paragraph.frame.table == tables[-1])
            return
    _signature_lines(before, out)


def _from_lines(tail: Sequence[Paragraph], label: Paragraph, out: Signing) -> None:
    """Nơi nhận as a line of the body: what a tab parts off is the signature; else the signature stands above or below it."""
    sides: list[Piece] = []
    before = [paragraph for paragraph in tail if paragraph.index < label.index]
    for paragraph in tail:
        if paragraph.index < label.index:
            continue
        parts = tabbed(paragraph)
        out.used.add(paragraph.index)
        if paragraph.index == label.index:
            out.label = parts[0]
        elif len(parts) == 1 and not _is_list_line(parts[0]):
            sides.append(parts[0])
            continue
        elif parts[0].text:
            out.recipients.append(parts[0])
        if len(parts) > 1:
            sides.append(parts[-1])
    signature = read_signature(sides)
    if signature.titles or signature.name:
        out.signatures.append(signature)
    else:
        _signature_lines(before, out)
        _signers_above(tail, out)


def _is_list_line(piece: Piece) -> bool:
    return piece.text.startswith(("-", "–", "+", "•")) or piece.folded.startswith("luu") or (bool(piece.text) and piece.text[-1] in ";")


def _signature_lines(before: Sequence[Paragraph], out: Signing) -> None:
    """A signature of plain lines at the end of what stands before: a name, blanks, and lines in capitals."""
    if out.signatures:
        return
    taken: list[Piece] = []
    for paragraph in reversed(before):
        piece = whole(paragraph)
        if paragraph.frame.kind == "cell" or len(piece.text) > 90 or piece.text.endswith(("./.", ";", ":")):
            break
        if piece.text and not (piece.capitals or _NOTE.match(piece.text) or (not any(other.text for other in taken) and _is_name(piece))):
            break
        taken.insert(0, piece)
    while taken and not taken[0].text:
        taken.pop(0)
    if any(AUTHORITY.match(piece.text) or _POSITION.match(piece.text) for piece in taken):
        out.signatures.append(read_signature(taken))
        out.used.update(piece.paragraph.index for piece in taken)


def _without_label(tail: Sequence[Paragraph], out: Signing) -> None:
    """Where the words "Nơi nhận" are missing: the last table that holds "Lưu: …" or a line of authority; else plain lines."""
    for paragraph in reversed(tail):
        if paragraph.frame.kind != "cell":
            continue
        table = paragraph.frame.table
        cells = [other for other in tail if other.frame.table == table]
        listed = [other for other in cells if re.match(r"^[-–]?\s*lưu\s*:", other.words, re.IGNORECASE)]
        titled = [other for other in cells if is_capitals(other.words) and (AUTHORITY.match(other.words) or _POSITION.match(other.words))]
        if (listed or titled) and len({other.frame.column for other in cells}) <= 3 and len(cells) < 60:
            _from_table(tail, table, None, out)
            column = listed[0].frame.column if listed else None
            out.recipients = [whole(other) for other in cells if other.words and other.frame.column == column]
            out.signatures = [signature for signature in out.signatures if signature.pieces[0].paragraph.frame.column != column]
            return
        break
    _signature_lines(tail, out)


def read_signature(column: Sequence[Piece]) -> Signature:
    """A column read as one signature: titles above the widest gap, name (and other titles) below it."""
    out = Signature()
    words = [
        (place, piece)
        for place, piece in enumerate(column)
        if piece.text and not _NOTE.match(piece.text) and not TYPED_RULE.match(piece.text)
    ]
    if not words:
        return out
    out.pieces = [piece for _, piece in words]
    gaps = [0.0]
    for (first, above), (second, below) in pairwise(words):
        blank = sum(piece.height_mm + _gap_mm(piece) for piece in column[first + 1 : second])
        rows_apart = below.paragraph.frame.row != above.paragraph.frame.row
        gaps.append(blank + below.paragraph.before_pt * 25.4 / 72 + above.paragraph.after_pt * 25.4 / 72 + (_GAP_PT if rows_apart else 0.0))
    widest = max(range(len(gaps)), key=lambda place: gaps[place])
    last = words[-1][1]
    if widest and gaps[widest] * 72 / 25.4 >= _GAP_PT:
        upper, lower = [piece for _, piece in words[:widest]], [piece for _, piece in words[widest:]]
        out.gap_mm = gaps[widest]
    elif len(words) > 1 and _is_name(last):
        upper, lower = [piece for _, piece in words[:-1]], [last]
        out.gap_mm = gaps[-1]
    else:
        upper, lower = [piece for _, piece in words], []
    out.titles = upper
    if lower:
        out.name, out.other_titles = lower[-1], list(lower[:-1])
        if AUTHORITY.match(out.name.text) or (out.name.capitals and _POSITION.match(out.name.text)):
            out.other_titles, out.name = [], None
            out.titles = [*upper, *lower]
    return out


def _gap_mm(piece: Piece) -> float:
    return (piece.paragraph.before_pt + piece.paragraph.after_pt) * 25.4 / 72


def _is_name(piece: Piece) -> bool:
    """Whether the words look like a person's name."""
    words = _SPELLED_RANK.sub("", re.sub(r"^(\S{1,6}\.\s*)+", "", piece.text)).split()
    return len(words) in _NAME_WORDS and all(word[0].isalpha() and word[0].isupper() for word in words) and not _POSITION.match(piece.text)
