"""The letterhead (ô 1–4, 5b, 10): Quốc hiệu and Tiêu ngữ, issuing body, number, place and date, V/v, marks of urgency and secrecy.

It is found as a table of one or more rows, as text boxes side by side, as lines parted by tabs, or as plain lines.
"""

from __future__ import annotations

import difflib
import functools
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files
from itertools import pairwise

from drafting.orthography import fold
from drafting.parts.piece import Piece, whole
from drafting.parts.ruling import TYPED_RULE, RuleLine, rules_below
from drafting.word import Frame, Paragraph, Run, Word

NATIONAL_NAME = "cong hoa xa hoi chu nghia viet nam"
MOTTO = "doc lap - tu do - hanh phuc"
_LIKE = 0.82
_HALF_MM = 95.0
_LOOK_AT = 60
_LETTER_SUBJECT = re.compile(r"^\s*(V\s*/\s*v|Về việc)\b", re.IGNORECASE)
_NUMBER = re.compile(r"^\s*(s[ốôóo]\b|s[ốôóo]\s*:)", re.IGNORECASE)
_SYMBOL = re.compile(r"^[\s\d.…_]*/\s?[A-ZĐ]")
_URGENCY = re.compile(r"^(hoa toc|thuong khan|khan|khan cap|toi khan|hoa toc hen gio|cap bach)\b.{0,12}$")
_SECRECY = re.compile(r"^(tuyet mat|toi mat|mat)$")
_CIRCULATION = re.compile(r"^(xem xong tra lai|luu hanh noi bo|tai lieu thu hoi|khong pho bien)\b")


@dataclass
class Letterhead:
    """What stands at the head of page 1. left, right: its two columns, blank pieces included. last: index of its last paragraph.

    name_goes_on: the second half of a Quốc hiệu that breaks over two paragraphs.
    """

    left: list[Piece] = field(default_factory=list)
    right: list[Piece] = field(default_factory=list)
    national_name: Piece | None = None
    name_goes_on: Piece | None = None
    motto: Piece | None = None
    parent: list[Piece] = field(default_factory=list)
    issuer: list[Piece] = field(default_factory=list)
    number: Piece | None = None
    place_and_date: Piece | None = None
    letter_subject: list[Piece] = field(default_factory=list)
    urgency: Piece | None = None
    secrecy: Piece | None = None
    circulation: Piece | None = None
    rules: dict[Piece, list[RuleLine]] = field(default_factory=dict)
    last: int = 0
    used: set[int] = field(default_factory=set)
    in_table: int | None = None

    @property
    def found(self) -> bool:
        return self.national_name is not None or self.number is not None or bool(self.issuer)


def is_national_name(text: str) -> bool:
    return _alike(fold(text), NATIONAL_NAME)


def _opens_name(text: str) -> bool:
    return fold(text).startswith("cong hoa xa hoi")


def is_motto(text: str) -> bool:
    folded = re.sub(r"\s*[-–—]\s*", " - ", fold(text))
    return _alike(folded, MOTTO)


def find_letterhead(word: Word) -> Letterhead:
    """The letterhead of the document; empty where nothing like one stands among its first paragraphs."""
    head = Letterhead()
    anchor = _anchor(word.paragraphs[:_LOOK_AT])
    if anchor is None:
        return head
    _split_columns(word, anchor, head)
    _classify_right(head)
    _classify_left(head)
    first_header = word.printed_headers(word.sections[0]).get("first")
    banner = [replace(paragraph, index=0) for paragraph in first_header.paragraphs] if first_header else []
    for paragraph in (*word.paragraphs[:_LOOK_AT], *banner):
        _mark(paragraph, head)
    for column in (head.left, head.right):
        if anchor.frame.kind == "body":
            head.rules |= _own_half(rules_below(column), right=column is head.right)
            continue
        head.rules |= rules_below([piece for piece in column if piece.paragraph.frame.kind != "box"])
        for box in {id(piece.paragraph.frame.drawing) for piece in column if piece.paragraph.frame.kind == "box"}:
            head.rules |= rules_below(
                [piece for piece in column if id(piece.paragraph.frame.drawing) == box and piece.paragraph.frame.kind == "box"]
            )
    return head


def _own_half(rules: dict[Piece, list[RuleLine]], *, right: bool) -> dict[Piece, list[RuleLine]]:
    """The rules that lie in the column's half of the page, where lines of the body hold both columns."""
    kept = {piece: [rule for rule in lines if _in_half(rule, right=right)] for piece, lines in rules.items()}
    return {piece: lines for piece, lines in kept.items() if lines}


def _in_half(rule: RuleLine, *, right: bool) -> bool:
    return rule.middle_mm is None or (rule.middle_mm > _HALF_MM) is right


def _anchor(paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    """The paragraph that betrays where the letterhead is: Quốc hiệu, else Tiêu ngữ, else the line of the number."""

    def first(test: Callable[[str], bool]) -> Paragraph | None:
        return next(
            (paragraph for paragraph in paragraphs if any(test(part) for part in re.split(r"\t+|\n", paragraph.shown) if part.strip())),
            None,
        )

    found = first(is_national_name) or first(_opens_name) or first(is_motto)
    if found is not None:
        return found
    tables = [paragraph for paragraph in paragraphs if paragraph.frame.kind == "cell" and paragraph.frame.table == 0]
    return next((paragraph for paragraph in tables if _NUMBER.match(paragraph.words) and "/" in paragraph.words), None)


def _split_columns(word: Word, anchor: Paragraph, head: Letterhead) -> None:
    if anchor.frame.kind == "cell":
        _table_columns(word, anchor, head)
    elif anchor.frame.kind == "box":
        _box_columns(word, anchor, head)
    else:
        _line_columns(word, anchor, head)


def _table_columns(word: Word, anchor: Paragraph, head: Letterhead) -> None:
    table = anchor.frame.table
    head.in_table = table
    rows = [paragraph for paragraph in word.paragraphs if (paragraph.frame.anchor or paragraph.frame).table == table]
    boundary = anchor.frame.column if is_national_name(anchor.words) or is_motto(anchor.words) else anchor.frame.column + 1
    edge = _edge(rows, boundary)
    last_row = max((p.frame.row for p in rows if is_national_name(p.words) or is_motto(p.words)), default=anchor.frame.row)
    for paragraph in rows:
        place = paragraph.frame.anchor or paragraph.frame
        later = place.row > last_row
        if later and (fold(paragraph.words).startswith("kinh gui") or _is_wide(place, edge)):
            break
        side = head.right if place.left_mm + place.width_mm / 2 > edge else head.left
        if boundary == 0:
            side = head.right
        side.append(whole(paragraph))
        head.used.add(paragraph.index)
        head.last = max(head.last, paragraph.index)


def _edge(rows: Sequence[Paragraph], boundary: int) -> float:
    """The left edge of the right column, from the page's left edge."""
    right = [paragraph.frame.left_mm for paragraph in rows if paragraph.frame.kind == "cell" and paragraph.frame.column >= boundary]
    return min(right, default=105.0)


def _is_wide(frame: Frame, edge: float) -> bool:
    return frame.left_mm < edge - 10 and frame.left_mm + frame.width_mm > edge + 20


def _box_columns(word: Word, anchor: Paragraph, head: Letterhead) -> None:
    """Boxes side by side; a line of the body that stands between them (a number, a date) is taken by its tabs."""
    for paragraph in word.paragraphs[:_LOOK_AT]:
        if paragraph.frame.kind != "box" or paragraph.section != anchor.section:
            continue
        middle = paragraph.frame.left_mm + paragraph.frame.width_mm / 2
        (head.right if middle > 95 else head.left).append(whole(paragraph))
        head.used.add(paragraph.index)
        head.last = max(head.last, paragraph.index)


def _line_columns(word: Word, anchor: Paragraph, head: Letterhead) -> None:
    """Lines of the body: what stands before a tab is left, after it right; a line alone is judged by its words and alignment."""
    for paragraph in word.paragraphs[: anchor.index + 14]:
        if paragraph.frame.kind != "body":
            if paragraph.frame.kind == "cell":
                break
            continue
        parts = tabbed(paragraph)
        if len(parts) > 1:
            head.left.append(parts[0])
            head.right.append(parts[-1])
        elif paragraph.index > anchor.index + 1 and _ends_head(parts[0]):
            break
        elif parts[0].text:
            alone = parts[0]
            right = is_national_name(alone.text) or is_motto(alone.text) or _is_date(alone.text)
            (head.right if right else head.left).append(alone)
        else:
            head.left.append(parts[0])
            head.right.append(parts[0])
        head.used.add(paragraph.index)
        head.last = paragraph.index
        if any(_is_date(part.text) for part in parts) and any(_NUMBER.match(piece.text) for piece in head.left):
            follow = word.paragraphs[paragraph.index] if paragraph.index < len(word.paragraphs) else None
            if follow is None or not _LETTER_SUBJECT.match(follow.words):
                break


def _ends_head(piece: Piece) -> bool:
    return piece.folded.startswith(("kinh gui", "can cu")) or (piece.capitals and piece.bold and piece.paragraph.align == "center")


def tabbed(paragraph: Paragraph) -> list[Piece]:
    """The sides of a line: its runs parted at tabs and wide blanks; one piece where there are none between words."""
    groups: list[list[Run]] = [[]]
    for run in paragraph.runs:
        if "\t" in run.text and not run.text.strip():
            groups.append([])
        elif "\t" in run.text.strip():
            parts = re.split(r"\t+", run.text)
            for place, part in enumerate(parts):
                if place:
                    groups.append([])
                if part:
                    groups[-1].append(_cut(run, part))
        elif run.text.startswith("\t"):
            groups.append([run])
        elif run.text.endswith("\t"):
            groups[-1].append(run)
            groups.append([])
        else:
            groups[-1].append(run)
    kept = [group for group in groups if any(run.text.strip() for run in group)]
    if len(kept) < 2:
        return [whole(paragraph)]
    return [Piece(paragraph, tuple(group), measurable=False) for group in kept]


def _cut(run: Run, text: str) -> Run:
    return replace(run, text=text, found=text)


def _classify_right(head: Letterhead) -> None:
    for piece in head.right:
        if not piece.text or TYPED_RULE.match(piece.text):
            continue
        if head.national_name is None and is_national_name(piece.text):
            head.national_name = piece
        elif head.motto is None and is_motto(piece.text):
            head.motto = piece
        elif head.place_and_date is None and _is_date(piece.text):
            head.place_and_date = piece
    if head.national_name is None:
        _wrapped_name(head)
    if head.motto is None and head.national_name is not None:
        _garbled_motto(head)


def _wrapped_name(head: Letterhead) -> None:
    """Quốc hiệu broken over two paragraphs: the first half stands for it, the second goes on with it."""
    words = [piece for piece in head.right if piece.text and not TYPED_RULE.match(piece.text)]
    for first, second in pairwise(words[:3]):
        if is_national_name(f"{first.text} {second.text}"):
            head.national_name, head.name_goes_on = first, second
            return


def _garbled_motto(head: Letterhead) -> None:
    """A motto with a phrase lost or out of place: the line below Quốc hiệu that has one of its phrases."""
    above = head.name_goes_on or head.national_name
    words = [piece for piece in head.right if piece.text and not TYPED_RULE.match(piece.text)]
    at = next((place for place, piece in enumerate(words) if piece is above), len(words))
    for piece in words[at + 1 : at + 2]:
        if piece is not head.place_and_date and any(phrase in piece.folded for phrase in MOTTO.split(" - ")):
            head.motto = piece


_DATED = re.compile(r"\bngay [\d\s.…_]*thang [\d\s.…_]*nam\b")


def _is_date(text: str) -> bool:
    folded = fold(text)
    return ("ngay" in folded or "," in folded) and ("thang" in folded or "nam " in folded + " " or re.search(r"\d/\d", folded) is not None)


def _classify_left(head: Letterhead) -> None:
    names: list[Piece] = []
    for piece in head.left:
        text = piece.text
        if not text or TYPED_RULE.match(text):
            continue
        if _URGENCY.match(piece.folded) or _SECRECY.match(piece.folded) or _CIRCULATION.match(piece.folded):
            continue
        if head.number is None and (_NUMBER.match(text) or _SYMBOL.match(text) or re.match(r"^\d+\s*/\s*\S", text)):
            head.number = piece
        elif _LETTER_SUBJECT.match(text) or head.letter_subject or (head.number is not None and not _is_date(text)):
            head.letter_subject.append(piece)
        elif is_national_name(text) or is_motto(text):
            continue
        elif head.place_and_date is None and _DATED.search(piece.folded):
            head.place_and_date = piece
        else:
            names.append(piece)
    at = _issuer_starts(names)
    head.parent, head.issuer = names[:at], names[at:]


def _issuer_starts(names: Sequence[Piece]) -> int:
    """How many of the lines name the parent body. Words decide where they show one name only; else the change to bold; else words."""
    starts = [0]
    for place in range(1, len(names)):
        if names[place - 1].folded not in _bodies()["goes_on"] and _starts_body(names[place].folded):
            starts.append(place)
    by_words = starts[-1] if len(starts) > 1 else 0
    by_weight = next((place for place in range(len(names)) if all(piece.bold for piece in names[place:])), len(names))
    weighty = 0 < by_weight < len(names) and not any(piece.bold for piece in names[:by_weight])
    if weighty and (len(starts) > 1 or names[by_weight - 1].folded not in _bodies()["goes_on"]):
        return by_weight
    return by_words


def _starts_body(folded: str) -> bool:
    return any(folded == word or folded.startswith(word + " ") for word in _bodies()["opening"])


def _mark(paragraph: Paragraph, head: Letterhead) -> None:
    """Marks of urgency, secrecy and circulation, wherever at the head of the document they stand."""
    folded = fold(paragraph.words)
    if not folded or len(folded) > 40:
        return
    piece = whole(paragraph)
    if head.urgency is None and _URGENCY.match(folded) and (piece.capitals or paragraph.frame.kind != "body"):
        head.urgency = piece
    elif head.secrecy is None and _SECRECY.match(folded) and piece.capitals:
        head.secrecy = piece
    elif head.circulation is None and _CIRCULATION.match(folded):
        head.circulation = piece
    else:
        return
    head.used.add(paragraph.index)
    for column in (head.left, head.right):
        if paragraph.frame.kind == "box":
            column[:] = [other for other in column if other.paragraph.index != paragraph.index]


def _alike(folded: str, wanted: str) -> bool:
    if folded == wanted:
        return True
    if not 0.6 * len(wanted) < len(folded) < 1.5 * len(wanted):
        return False
    return difflib.SequenceMatcher(None, folded, wanted, autojunk=False).ratio() >= _LIKE


@functools.cache
def _bodies() -> dict[str, list[str]]:
    return tomllib.loads(files("drafting.parts").joinpath("bodies.toml").read_text("utf-8"))
