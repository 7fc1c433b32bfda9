"""What stands between the letterhead and the body: title and trích yếu (ô 5a), Kính gửi (ô 9a), authority line, căn cứ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from drafting.kinds import kind_named
from drafting.parts.letterhead import Letterhead
from drafting.parts.piece import Piece
from drafting.parts.ruling import TYPED_RULE, RuleLine, rules_below

BASIS = re.compile(r"^\s*(căn cứ|theo đề nghị|xét đề nghị|xét tờ trình|xét|thực hiện)\b", re.IGNORECASE)
BASIS_ALWAYS = re.compile(r"^\s*(căn cứ|theo đề nghị|xét)\b", re.IGNORECASE)
ORDER_LINE = re.compile(r"^(quyết định|quyết nghị|chỉ thị)\s*:?$", re.IGNORECASE)
_NUMBERED = re.compile(r"^\s*([IVXLC]+\s*[.)]|\d+\s*[.)]|[a-zđ]\s*\)|Điều\s+\d+|Phần\s|Chương\s|[-–+•])", re.IGNORECASE)
_TELEGRAPHED = re.compile(r"điện\s*:")
_LONG_SUBJECT = 450
_MOST_SUBJECT_LINES = 4
_DEEP_MM = 20.0
_SHORT_LINE = 150
_FURTHEST_TITLE = 6
_PROSE = 45
"""A line longer than that before the title is a sentence, not a mark or the name of a body."""
_DIRECTIVE_KINDS = ("quyết định", "nghị quyết")


@dataclass
class Opening:
    """The title block and what follows it before the body.

    before: sentences that stand above the title. telegraphed: the lines "… điện:" of a công điện.
    last: index of the last paragraph of the opening.
    """

    before: list[Piece] = field(default_factory=list)
    title: list[Piece] = field(default_factory=list)
    subject: list[Piece] = field(default_factory=list)
    addressees_label: Piece | None = None
    addressees: list[Piece] = field(default_factory=list)
    authority_line: list[Piece] = field(default_factory=list)
    bases: list[Piece] = field(default_factory=list)
    order_line: Piece | None = None
    telegraphed: list[Piece] = field(default_factory=list)
    rules: dict[Piece, list[RuleLine]] = field(default_factory=dict)
    last: int = 0


def find_opening(flow: Sequence[Piece], head: Letterhead, end: int) -> Opening:
    """The opening among the paragraphs of the main text that belong neither to the letterhead nor to the signature."""
    out = Opening(last=head.last)
    pieces = [piece for piece in flow if piece.paragraph.index < end]
    words = [piece for piece in pieces if piece.text and not TYPED_RULE.match(piece.text)]
    at = _title(words, head, out)
    if out.title:
        at = _subject(words, pieces, at, out)
        if not out.subject:
            _subject_above(words, out)
        first = out.title[0].paragraph.index
        stop = next((place for place, piece in enumerate(pieces) if piece.paragraph.index >= first), 0)
        out.rules = rules_below([piece for piece in pieces[stop:] if piece.paragraph.index <= out.last + 6])
    elif not head.letter_subject:
        at = _untitled(words)
    while at < len(words):
        step = _addressees(words, at, out) or _telegraphed(words, at, out) or _authority(words, at, out) or _bases(words, at, out)
        if not step:
            break
        at += step
    return out


def _title(words: Sequence[Piece], head: Letterhead, out: Opening) -> int:
    """How many pieces with words the title and what stands before it take."""
    for place, piece in enumerate(words[:_FURTHEST_TITLE]):
        if piece.folded.startswith("kinh gui") or BASIS_ALWAYS.match(piece.text):
            break
        late = any(len(other.text) > _PROSE for other in words[:place])
        key = piece.key.strip(" .:")
        named = kind_named(key) is not None or key == "công văn"
        if not named and _NUMBERED.match(piece.text):
            break
        other = _looks_like_title(piece) and not late and not _leads_to_bases(words[place + 1 : place + 2])
        if named or (other and not head.letter_subject):
            out.before = [other for other in words[:place] if len(other.text) > _PROSE or other.text.endswith((".", ";"))]
            out.title.append(piece)
            out.last = piece.paragraph.index
            return place + 1
    return 0


def _shouted_subject(words: Sequence[Piece], at: int, out: Opening) -> bool:
    """Whether a line in capitals right below the title is its trích yếu, and not the authority that leads to the căn cứ."""
    if out.subject:
        return out.subject[-1].capitals
    piece = words[at]
    return piece.folded.startswith("ve ") or not _decision(out) or not _leads_to_bases(words[at + 1 : at + 2])


def _subject_above(words: Sequence[Piece], out: Opening) -> None:
    """A trích yếu put above its title: a bold centred line in ordinary case right before it."""
    at = next((place for place, piece in enumerate(words) if piece is out.title[0]), 0)
    above = words[at - 1] if at else None
    if above is not None and above.bold and not above.capitals and above.paragraph.align == "center":
        out.subject.append(above)


def _untitled(words: Sequence[Piece]) -> int:
    """How many bold centred lines stand where a title is missing."""
    at = 0
    while at < min(len(words), _MOST_SUBJECT_LINES):
        piece = words[at]
        if not piece.bold or piece.paragraph.align != "center" or _NUMBERED.match(piece.text) or _is_authority(piece):
            break
        at += 1
    return at


def _looks_like_title(piece: Piece) -> bool:
    short = len(piece.text) <= 60 and not _NUMBERED.match(piece.text)
    return short and piece.capitals and (piece.bold or piece.paragraph.align == "center")


def _subject(words: Sequence[Piece], pieces: Sequence[Piece], at: int, out: Opening) -> int:
    """Takes the lines of trích yếu: centred or bold lines right below the title, up to a rule, a blank line or the next component."""
    while at < len(words):
        piece = words[at]
        follows = out.subject or out.title
        blank_between = any(
            not other.text for other in pieces if follows[-1].paragraph.index < other.paragraph.index < piece.paragraph.index
        )
        stops = piece.folded.startswith("kinh gui") or any(mark.search(piece.text) for mark in (_TELEGRAPHED, _NUMBERED, ORDER_LINE))
        stops = stops or (_is_authority(piece) and not _shouted_subject(words, at, out))
        if stops or BASIS_ALWAYS.match(piece.text) or len(piece.text) > _LONG_SUBJECT or (out.subject and blank_between):
            break
        centred = piece.paragraph.align == "center"
        if not (centred or (piece.bold and not piece.text.endswith(":"))) or (
            out.subject and not centred and out.subject[-1].paragraph.align == "center"
        ):
            break
        out.subject.append(piece)
        out.last = piece.paragraph.index
        at += 1
    return at


def _addressees(words: Sequence[Piece], at: int, out: Opening) -> int:
    label = words[at]
    if out.addressees_label is not None or not label.folded.startswith("kinh gui"):
        return 0
    out.addressees_label = label
    taken = 1
    inline = addressee_of(label)
    listed = not inline or inline.startswith(("-", "–"))
    for piece in words[at + 1 :]:
        dashed = piece.text.startswith(("-", "–", "+"))
        beside = label.paragraph.frame.kind == "cell" and piece.paragraph.frame.table == label.paragraph.frame.table
        ends = bool(out.addressees) and out.addressees[-1].text.endswith(".")
        deep = piece.paragraph.indent_mm > _DEEP_MM or piece.raw.startswith("          ")
        if BASIS_ALWAYS.match(piece.text):
            break
        more = listed and not ends and (piece.text.endswith(";") or (deep and len(piece.text) < _SHORT_LINE))
        if not (beside or dashed or more) or (ends and not dashed and not beside) or (not listed and not dashed and not beside):
            break
        out.addressees.append(piece)
        taken += 1
    out.last = words[at + taken - 1].paragraph.index
    return taken


def _telegraphed(words: Sequence[Piece], at: int, out: Opening) -> int:
    """Takes "<body> điện:" and the bodies listed after it, in a công điện."""
    dispatch = any(piece.key.strip(" .:") == "công điện" for piece in out.title)
    if not dispatch or out.telegraphed or not _TELEGRAPHED.search(words[at].text):
        return 0
    taken = 1
    listed = words[at].text.endswith(":")
    while at + taken < len(words):
        dashed = words[at + taken].text.startswith(("-", "–", "+"))
        if not dashed and not (listed and _goes_on_listing(words, at + taken)):
            break
        taken += 1
    out.telegraphed = list(words[at : at + taken])
    out.last = words[at + taken - 1].paragraph.index
    return taken


def _goes_on_listing(words: Sequence[Piece], at: int) -> bool:
    """Whether a line without its dash still belongs to the list of bodies: indented as the others, short, before a dashed one."""
    deep = words[at].paragraph.indent_mm > _DEEP_MM and len(words[at].text) < _SHORT_LINE
    return deep and (words[at].text.endswith(";") or (at + 1 < len(words) and words[at + 1].text.startswith("-")))


def addressee_of(label: Piece) -> str:
    """What stands after "Kính gửi:" on its own line."""
    match = re.match(r"^\s*kính\s+gửi\s*:?\s*(.*)$", label.text, re.IGNORECASE | re.DOTALL)
    return match[1].strip() if match else ""


def _is_authority(piece: Piece) -> bool:
    return piece.capitals and len(piece.text) < 150 and piece.paragraph.align == "center" and not _NUMBERED.match(piece.text)


def _authority(words: Sequence[Piece], at: int, out: Opening) -> int:
    piece = words[at]
    if ORDER_LINE.match(piece.text) and out.bases:
        out.order_line = piece
    elif (
        not out.bases
        and out.order_line is None
        and _is_authority(piece)
        and at + 1 < len(words)
        and _leads_to_bases(words[at + 1 : at + 4])
    ):
        out.authority_line.append(piece)
    else:
        return 0
    out.last = piece.paragraph.index
    return 1


def _leads_to_bases(words: Sequence[Piece]) -> bool:
    return any(BASIS_ALWAYS.match(piece.text) for piece in words)


def _bases(words: Sequence[Piece], at: int, out: Opening) -> int:
    """Takes the căn cứ: lines that open with "Căn cứ …" and are entries, not the first words of a sentence that goes on."""
    if out.bases or out.order_line:
        return 0
    block = 0
    while at + block < len(words) and BASIS.match(words[at + block].text) and len(words[at + block].text) < 700:
        block += 1
    entries = words[at : at + block]
    while entries and not BASIS_ALWAYS.match(entries[-1].text):
        entries = entries[:-1]
    if not entries or not BASIS_ALWAYS.match(entries[0].text):
        return 0
    decided = bool(out.authority_line) or _decision(out)
    while len(entries) and not decided and _goes_on(entries[-1]):
        entries = entries[:-1]
    if not entries:
        return 0
    lone = len(entries) == 1 and not decided and not entries[0].italic and not entries[0].text.endswith(";")
    if lone and not (out.title and entries[0].text.endswith(".") and ". " not in entries[0].text):
        return 0
    out.bases.extend(entries)
    out.last = entries[-1].paragraph.index
    return len(entries)


def _decision(out: Opening) -> bool:
    return any(piece.key.strip(" .:") in _DIRECTIVE_KINDS for piece in out.title)


def _goes_on(piece: Piece) -> bool:
    """Whether the line is a sentence that grounds something and then says it ("Căn cứ …, Sở ban hành Kế hoạch như sau:")."""
    text = piece.text
    if text.endswith(":"):
        return True
    verbs = re.search(
        r"[,;] [^,;]{2,90}? (ban hành|yêu cầu|đề nghị|có ý kiến|thông báo|báo cáo|xây dựng|kính đề nghị|trình|hướng dẫn|giao|triển khai) ",
        text,
    )
    return verbs is not None and not piece.italic and not text.endswith(";")
