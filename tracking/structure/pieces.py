"""Lines of a head or an end as pieces: what one column of a letterhead says on one line.

Printed columns come in many shapes: cells of a borderless table, columns found by a reader, or both columns
run together on one line ("ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"). All end as pieces in reading order.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.kinds import kinds
from drafting.orthography import squash
from tracking.reading.page import Block, Line, Table, lines_of
from tracking.reading.syllables import closed_up
from tracking.structure.broken_heads import whole_lines
from tracking.structure.dating import DATE_LINE, place_before
from tracking.structure.flat import LOWER, UPPER, find_phrase, flat, flat_words, is_capitals
from tracking.structure.knowledge import phrase, starting

LONGEST_PRINTED_LINE = 260
"""Characters; a longer line is a paragraph of the content and is never parted into columns."""
LONGEST_LETTERHEAD = 1200
"""Characters of a letterhead with its trích yếu that ran together into one paragraph with the content."""
MOST_LAYOUT_ROWS = 14
"""A table with more rows is one of figures, whatever it holds."""

LONGEST_DAY = 70
"""Characters of a line of place and day."""

_DAY_OPEN = re.compile(r"\bngay\W*\d{0,2}$|\bngay\b.{0,12}\bthang\W*\d{0,2}$|\bngay\b.{0,24}\bnam$")
_DAY_REST = re.compile(r"(?:\d{1,2}\s*)?thang\W*\d{0,2}(?:\s*nam\W*(?:\d{4})?)?|nam\W*\d{4}|(?:19|20)\d\d")
_PLACE_ALONE = re.compile(rf"[{UPPER}][\w']+(?:[\s-]+[\w']+){{0,5}},")
"""A place on a line of its own, its day on the next ("Bình Hòa,")."""
_GAP = re.compile(r"\s*\|\s+|\s+\|\s*|\t+\s*|\s{5,}")
_BLANKS = re.compile(r"so\s*[:.]?[\s\d.…_]*/|" + DATE_LINE.pattern)
_NUMBER_INSIDE = re.compile(r"(?<=[^\s|])\s*(?=S[ốôó]\s?[:.]\s*\d{0,6}\s*/)|(?<=\S)\s+(?=Số\s?:?\s*\d{1,6}\s?-\s?[A-ZĐ]{2,5}/)")
_WORN_NUMBER_INSIDE = re.compile(rf"(?<=[{UPPER}]{{2}})\s+(?=S[ốôóéêẽ]\s?:\s*\S)")
"""The label of a worn number behind the name of a body on one line ("SỞ Y TẾ Số: 4 § /SYT-VP")."""
_TITLE_INSIDE = re.compile(
    rf"(?:^\W*|(?:\d{{4}}|-TTg|-CP|-[{UPPER}]{{2,12}})\s+)(?P<title>{'|'.join(kind.name.upper() for kind in kinds())})\s+"
    rf"(?=[{UPPER}{LOWER}][{LOWER}]+\s)(?!(?:Số|số|này|Điều|trên|do|của)\b)"
)
"""A title in capitals that opens a line or follows day or number, its subject behind it on the line ("KẾ HOẠCH Triển khai …")."""
_ABOUT_INSIDE = re.compile(r"(?<=\S)\s+(?=V/v[\s:])")
_NUMBER_AND_DAY = re.compile(
    r"(?P<number>\W*Số\s?:?\s*\d{1,6}\s?[/-]\s?[A-ZĐ][\w&./-]*?),?(?P<hour>\s+(?:hồi\s[\d\s:h]+(?:giờ)?[\d\s]*(?:phút)?,?\s+)?)(?=ngày\s\d)"
)
"""Number and day told on one line ("Số: 12/CV-VP, ngày 05 tháng 3 năm 2012")."""
_NUMBER_AND_PLACE = re.compile(
    rf"\W*(?:S[ốôóoéê6]|[$8§]6)\s?[:.]?\s*[\dOoIl]{{1,6}}\s?[/ ]?\s?[{UPPER}][\w&]*(?:\s?-\s?[{UPPER}][\w&]*)+\s+"
    rf"(?=[{UPPER}][{LOWER}]+[^,;:]*,\s*[nN][^\W\d])"
)
"""Number and place on one line whose day is too worn to be known ("Số: 40/STP-VP Bình Hòa, ngéy0Atháng 4 năm 2020")."""
_STARS = re.compile(r"^\*{2,3}(?=[^\s*])|(?<=[^\s*])\*{2,3}$")
_SMALL_WORD = re.compile(rf"(?<!\S)(?!ngày|tháng|năm)[{LOWER}]{{2,}}")
MOST_SMALL_WORDS = 3
"""Words in small letters before "V/v" on one line; more make it a sentence that cites."""
_SIGNATURE_INSIDE = re.compile(r"(?<=[\w;.,:)_])[\s_]+(?=(?:TM|KT|TL|TUQ|T/M|K/T|T/L)\s?[.,]\s?[A-ZĐ])")
_OFFICES_INSIDE = re.compile(
    r"(?<![.])(?<!PHÓ)\s+(?=(?:PHÓ|THỨ|CHÁNH|TRƯỞNG (?:BAN|PHÒNG|ĐOÀN)|CỤC TRƯỞNG|GIÁM ĐỐC|CHỦ TỊCH)\s)"
    r"|\s+(?=\((?:Đã ký|đã ký|Ký))|(?<=ký\))\s+"
    rf"|(?<=[{UPPER}]{{2}})\s+(?=[{UPPER}][{LOWER}]+\s+[{UPPER}][{LOWER}]+)"
)
_GLUED_NAME = re.compile(rf"(?<=[{UPPER}]{{3}})(?=[{UPPER}][{LOWER}]+\s+[{UPPER}][{LOWER}]+)")
"""Where a name follows an office without a space, as web pages lose it ("PHÓ CHỦ TỊCHNguyễn Văn A")."""
_ADDRESS = re.compile(r"\bKính gửi\b")
_CAPITALS_END = re.compile(rf"(?<=[;.,:)])[\s_-]+(?:[{UPPER}]{{2,}}[\s,]*){{2,}}$")
_SIGNED_LINE = re.compile(r"^\W*(?:TM|KT|TL|TUQ)\s?\.\s?[^\Wa-z]{2}[^,;:]{8,100}$")
"""A line of a web page that holds the whole signature: "KT. CHỦ TỊCH PHÓ CHỦ TỊCH (Đã ký) Nguyễn Văn A"."""
_STRONG = re.compile(r"nghia viet nam|doc lap - tu do|cong san viet nam|^\W*noi nhan|^\W*kinh gui")
"""What makes even a ruled table one of layout."""
_LANDMARK = re.compile(
    r"nghia viet nam|xa hoi chu|doc lap|hanh phuc|cong san viet|noi nhan|kinh gui"
    r"|so\s?[:.]?\s*\d*\s*[/-]|ngay.{0,8}thang|\bv/v\b|\b(?:tm|kt|tl|tuq)\."
)


@dataclass(frozen=True, slots=True)
class Piece:
    """What one column says on one line. block: the index of the block it stands in; table: it stands in a layout table;
    opaque: it stands for a whole table of the content, which is not read here; row: its row there; small: that table holds no more
    than the box of a stamp does."""

    text: str
    line: Line | None
    block: int
    table: bool = False
    opaque: bool = False
    row: int = -1
    small: bool = False

    @property
    def flat(self) -> str:
        return flat(self.text)

    @property
    def capitals(self) -> bool:
        return is_capitals(self.text)

    @property
    def bold(self) -> bool | None:
        return self.line.bold if self.line else None

    @property
    def numbered(self) -> bool:
        """Whether Word numbers the paragraph: a number that stands before the text, not in it."""
        return self.line is not None and self.line.marker is not None

    @property
    def page(self) -> int:
        return self.line.page if self.line else 0

    @property
    def column(self) -> str | None:
        return self.line.column if self.line else None


def pieces_of(blocks: Sequence[Block]) -> list[Piece]:
    """The pieces of the blocks in reading order; blank lines are left out, a table of the content is one opaque piece.

    A line of place and day that the print broke is one piece again, and so is the national name.
    """
    joined: list[Piece] = []
    for piece in (piece for index, block in enumerate(whole_lines(blocks)) if block is not None for piece in _of_block(block, index)):
        if joined and (_ends_a_day(joined[-1], piece) or _goes_on_with_fixed_words(joined[-1], piece)):
            joined[-1] = dataclasses.replace(joined[-1], text=f"{joined[-1].text} {piece.text}")
        else:
            joined.append(piece)
    return joined


def _goes_on_with_fixed_words(above: Piece, piece: Piece) -> bool:
    """Whether two lines together begin the national name, the motto or the Party's name, or a first word ("ỦY") a body's name."""
    if above.opaque or piece.opaque or piece.column != above.column or len(above.text) + len(piece.text) > LONGEST_DAY:
        return False
    first, second = flat_words(above.text), flat_words(piece.text)
    if len(first) == 1 and len(above.text) < 4 and above.text.isupper() and piece.capitals:
        return bool(starting("office_heads").match(flat(f"{above.text} {piece.text}")))
    for name in ("national", "party", "motto"):
        words = phrase(name)
        both = (*first, *second)
        if first and second and len(both) <= len(words) and both == words[: len(both)]:
            return (above.capitals or above.text.isupper()) and piece.capitals if name != "motto" else len(both) == len(words)
    return False


def _ends_a_day(above: Piece, piece: Piece) -> bool:
    """Whether a line of place and day was broken: "…, ngày 03 tháng 02 năm" and "2026"; "…, ngày", "tháng" and "năm 2025"."""
    if len(above.text) > LONGEST_DAY or piece.column != above.column:
        return False
    if _PLACE_ALONE.fullmatch(above.text):
        return re.match(r"ngay\W", piece.flat) is not None and DATE_LINE.fullmatch(piece.flat.strip(" .")) is not None
    if not _DAY_OPEN.search(above.flat):
        return False
    return _DAY_REST.fullmatch(piece.flat.strip(" .*_|")) is not None


def is_layout(table: Table) -> bool:
    """Whether a table only sets a letterhead, addressees or a signature block side by side."""
    if len(table.rows) > MOST_LAYOUT_ROWS:
        return False
    sign = _STRONG if table.ruled else _LANDMARK
    return any(sign.search(flat(line.text[:LONGEST_PRINTED_LINE])) for line in lines_of([table]))


def _of_block(block: Block, index: int) -> Iterator[Piece]:
    if isinstance(block, Line):
        for text in split_columns(block.text):
            yield Piece(text, block, index)
    elif is_layout(block):
        for number, row in enumerate(block.rows):
            for cell in row:
                for line in lines_of(cell.blocks):
                    for text in split_columns(line.text):
                        yield Piece(text, line, index, table=True, row=number)
    else:
        first = next(lines_of([block]), None)
        yield Piece("", first, index, opaque=True, small=_like_stamp(block))


def _like_stamp(table: Table) -> bool:
    """Whether a drawn box has the few rows and words of a receiver's stamp."""
    return len(table.rows) <= MOST_STAMP_ROWS and sum(len(line.text) for line in lines_of([table])) <= MOST_STAMP_LETTERS


MOST_STAMP_ROWS, MOST_STAMP_LETTERS = 5, 160


def split_columns(text: str) -> list[str]:
    """What stands on the line column by column: parted at wide gaps and where a fixed part of a letterhead begins."""
    if len(text) > LONGEST_PRINTED_LINE:
        if find_phrase(text[:LONGEST_PRINTED_LINE], phrase("national")):
            return _flattened(text)
        return [clean] if (clean := _clean(text)) else []
    text = closed_up(text)
    inside = (_TITLE_INSIDE, _WORN_NUMBER_INSIDE, _NUMBER_AND_PLACE, _GAP, _CAPITALS_END, _GLUED_NAME)
    if not (_LANDMARK.search(flat(text)) or any(pattern.search(text) for pattern in inside)):
        return [clean] if (clean := _clean(text)) else []
    parts = [part for rough in _part_at_gaps(text) for part in _part_at_landmarks(rough)]
    return [clean for part in parts if (clean := _clean(part))]


def _clean(text: str) -> str:
    """The text with single spaces, without the bars of a table and the stars that set text bold in plain files."""
    return _STARS.sub("", squash(text).strip("|").strip())


def _flattened(text: str) -> list[str]:
    """A paragraph into which a whole letterhead ran together with the content: the letterhead parted, the rest from "Kính gửi" on whole."""
    match = _ADDRESS.search(text[:LONGEST_LETTERHEAD])
    end = match.start() if match else LONGEST_PRINTED_LINE
    parts = [part for rough in _part_at_gaps(text[:end]) for part in _part_at_landmarks(rough)]
    return [clean for part in [*parts, text[end:]] if (clean := _clean(part))]


def _part_at_gaps(text: str) -> list[str]:
    """The text parted at wide gaps, but not at those left for a number or a day to be written in."""
    blanks = [match.span() for match in _BLANKS.finditer(flat(text))]
    parts, start = [], 0
    for gap in _GAP.finditer(text):
        if not any(a <= gap.start() and gap.end() <= b for a, b in blanks):
            parts.append(text[start : gap.start()])
            start = gap.end()
    return [*parts, text[start:]]


def _part_at_landmarks(text: str) -> list[str]:
    cuts = {0, len(text)}
    for name in ("national", "motto", "party"):
        if (found := find_phrase(text, phrase(name))) and not _in_sentence(text, *found):
            cuts.update(_around(text, *found))
    for match in DATE_LINE.finditer(flat(text)):
        if match.start() and (start := place_before(text, match.start())) is not None:
            cuts.update((start, match.end()))
    cuts.update(match.end() for match in _NUMBER_INSIDE.finditer(text))
    cuts.update(match.end() for match in _WORN_NUMBER_INSIDE.finditer(text))
    cuts.update(_title_cuts(text))
    if beside := _NUMBER_AND_PLACE.match(text):
        cuts.add(beside.end())
    if dated := _NUMBER_AND_DAY.match(text):
        cuts.update((dated.end("number"), dated.end("hour")))
    if (address := _ADDRESS.search(text)) and re.search(r"\bV/v\b", text[: address.start()]):
        cuts.add(address.start())
    cuts.update(
        match.end() for match in _ABOUT_INSIDE.finditer(text) if len(_SMALL_WORD.findall(text, 0, match.start())) <= MOST_SMALL_WORDS
    )
    cuts.update(match.end() for match in _SIGNATURE_INSIDE.finditer(text))
    if _SIGNED_LINE.match(text):
        cuts.update(match.end() for match in _OFFICES_INSIDE.finditer(text))
    cuts.update(match.end() for match in _GLUED_NAME.finditer(text) if starting("positions").match(flat(text)))
    if position := _trailing_position(text):
        cuts.add(position)
    edges = sorted(cuts)
    return [text[a:b] for a, b in itertools.pairwise(edges)]


def _in_sentence(text: str, start: int, end: int) -> bool:
    """Whether a fixed phrase in small letters is part of a sentence ("Quốc hội nước Cộng hòa …, theo đó")."""
    if is_capitals(text[start:end]):
        return False
    return re.search(r"\bnước\s+$", text[:start]) is not None or re.match(rf"[,;]?\s+[{LOWER}]", text[end:]) is not None


def _title_cuts(text: str) -> set[int]:
    """Where a title in capitals begins that follows a letterhead on its line, and where its subject begins behind it."""
    match = _TITLE_INSIDE.search(text)
    if match is None:
        return set()
    return {match.start("title"), match.end()}


def _trailing_position(text: str) -> int | None:
    """Where the office of the one who signs begins when it was run together with a line of Nơi nhận ("…; PHÓ CHỦ TỊCH")."""
    match = _CAPITALS_END.search(text)
    if match is None or not text[: match.start()].strip() or is_capitals(text):
        return None
    words = match.group().lstrip(" _-")
    return match.end() - len(words) if starting("positions").match(flat(words)) else None


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The edges of a fixed phrase, with punctuation after it taken along."""
    while end < len(text) and not text[end].isalnum() and not text[end].isspace():
        end += 1
    return start, end
