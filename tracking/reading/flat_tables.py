"""A table whose cells were copied one below the other is put together again by its head and its row numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from drafting.orthography import squash
from tracking.reading.page import Block, Cell, Line, Table

_NUMBER_TITLE = re.compile(r"(?:s(?:ố)?\s*tt|tt|số thứ tự)\.?", re.IGNORECASE)
_TIME_TITLE = re.compile(r"(?:thời (?:gian|hạn|điểm)|tiến độ|hạn|hoàn thành|ngày|tháng|tuần|lịch)(?:\s.*)?", re.IGNORECASE)
_UNIT_TITLE = re.compile(
    r".*(?:chủ trì|thực hiện|phối hợp|phụ trách|đơn vị|cơ quan|bộ phận|phân công|trách nhiệm|đầu mối|thành phần).*", re.IGNORECASE
)
_TASK_TITLE = re.compile(r"(?:(?:các|tên)\s+)?(?:nội dung|nhiệm vụ|công việc|hoạt động|việc|đầu việc|hạng mục)(?:\s.*)?", re.IGNORECASE)
_TIME = re.compile(
    r"(?:(?:trước|từ|đến|trong|cuối|đầu|giữa|chậm nhất|hoàn thành|xong|các|sáng|chiều|tối)\s+)*(?:ngày|tháng|quý|tuần|thứ|năm|hằng|hàng|"
    r"thường xuyên|định kỳ|cả năm|\d{1,2}\s*(?:h|giờ|g)\d{0,2}|\d{1,2}\s*[/.-]\s*\d{1,2}|\d{1,2}\s*(?:tháng|đến))(?!\w).{0,40}",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"(?:Các\s|Sở|Phòng|Ban|Bộ|UBND|Ủy ban|Văn phòng|Công an|Trung tâm|Tổ|Đội|Hội|Đoàn|Trường|Khoa|Chi cục|Cục|Đảng|Thường trực|Đ/c|"
    r"Đồng chí|Lãnh đạo|BGH|GVCN|Công đoàn|Chi đoàn|Bí thư|Chủ tịch|Trưởng|Thủ trưởng|Trạm|Mặt trận|MTTQ|HĐND|Thanh tra|Toàn)"
)
_GROUP = re.compile(r"(?:[IVX]{1,5}|[A-ZĐ])(?:[.)]\s*.*)?")
_FIGURE = re.compile(r"[IVX]{1,5}\.?|[A-ZĐ]\.?")
_ENDS_TABLE = re.compile(
    r"(?:[IVX]{1,5}\.|\d{1,2}\.|Phần|Chương|Điều|PHỤ LỤC)\s+\S|Trên đây|Nơi nhận|Trong quá trình|Căn cứ|Yêu cầu|Đề nghị|Giao\s"
)
_LONGEST_TITLE = 10
_MOST_COLUMNS = 8
_FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class _Head:
    """The titles of a table, and whether its rows begin with numbers (else with times)."""

    titles: tuple[Line, ...]
    numbered: bool


def with_flat_tables(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks in order, each run of lines that is a table copied cell by cell given as one table."""
    at = 0
    while at < len(blocks):
        found = _table_at(blocks, at)
        if found is None:
            yield blocks[at]
            at += 1
        else:
            table, at = found
            yield table


def _table_at(blocks: Sequence[Block], at: int) -> tuple[Table, int] | None:
    head = _head_at(blocks, at)
    if head is None:
        return None
    at += len(head.titles)
    rows: list[list[tuple[Line, ...]]] = []
    number = 0
    while (found := _row_at(blocks, at, head, number)) is not None:
        lines, at = found
        number = _number(_words(lines[0])) or number
        rows.append(_placed(lines, head))
    if sum(len([cell for cell in row if cell]) > 2 for row in rows) < _FEWEST_ROWS:
        return None
    titles: list[tuple[Line, ...]] = [(line,) for line in head.titles]
    made = tuple(tuple(Cell(lines, number, column) for column, lines in enumerate(row)) for number, row in enumerate([titles, *rows]))
    return Table(made, head.titles[0].page), at


def _head_at(blocks: Sequence[Block], at: int) -> _Head | None:
    """The titles that stand one below the other from a line on: a number title or a time title first, a task among them."""
    first = _words(blocks[at])
    numbered = _NUMBER_TITLE.fullmatch(first) is not None
    if not (numbered or _TIME_TITLE.fullmatch(first)) or re.search(r"\d", first):
        return None
    titles: list[Line] = []
    for place in range(at, min(at + _MOST_COLUMNS + 1, len(blocks))):
        block = blocks[place]
        if not isinstance(block, Line) or block.box is not None or not 0 < len(_words(block).split()) <= _LONGEST_TITLE:
            return None
        if titles and _begins_row(blocks, place, _Head((), numbered), 0):
            break
        titles.append(block)
    known = [_words(title) for title in titles]
    is_sound = (
        3 <= len(titles) <= _MOST_COLUMNS and len(set(known)) == len(known) and not any(re.search(r"[.;:]$", words) for words in known)
    )
    return _Head(tuple(titles), numbered) if is_sound and any(map(_TASK_TITLE.fullmatch, known)) else None


def _row_at(blocks: Sequence[Block], at: int, head: _Head, number: int) -> tuple[list[Line], int] | None:
    """The lines of the row that begins at a place, and where the next begins; None where none does."""
    if not _begins_row(blocks, at, head, number):
        return None
    own = _number(_words(blocks[at])) or number
    end = at + 1
    while end < len(blocks) and isinstance(blocks[end], Line) and not _begins_row(blocks, end, head, own):
        later = any(_begins_row(blocks, end + more, head, own) for more in (1, 2))
        if _ends(_words(blocks[end]), _words(blocks[end - 1])) or not (later or _belongs(blocks[at : end + 1], head)):
            break
        end += 1
    lines = [block for block in blocks[at:end] if isinstance(block, Line)]
    return (lines, end) if len(lines) > 1 or _GROUP.fullmatch(_words(lines[0])) else None


def _ends(words: str, before: str) -> bool:
    """Whether a line belongs to what follows the table: a heading, a closing, the signature in capitals."""
    is_capitals = words.isupper() and len(words.split()) > 1 and _FIGURE.fullmatch(before) is None
    return _ENDS_TABLE.match(words) is not None or is_capitals


def _belongs(blocks: Sequence[Block], head: _Head) -> bool:
    """Whether the last of the lines may stand in the row that the first begins: it has room, runs on, or is the time still missing."""
    *before, words = map(_words, blocks)
    if len(before) < len(head.titles) or words[:1].islower() or before[-1].endswith((",", ";")):
        return True
    is_timed = any(_TIME_TITLE.fullmatch(_words(title)) for title in head.titles)
    return is_timed and _TIME.fullmatch(words) is not None and not any(map(_TIME.fullmatch, before))


def _begins_row(blocks: Sequence[Block], at: int, head: _Head, number: int) -> bool:
    """Whether a row begins: the next number alone on its line, a title of rows, or, in a table by time, a time."""
    if at + 1 >= len(blocks) or not isinstance(blocks[at], Line) or not isinstance(blocks[at + 1], Line):
        return False
    words, following = _words(blocks[at]), _number(_words(blocks[at + 1]))
    if not head.numbered:
        return _TIME.fullmatch(words) is not None
    own = _number(words)
    return own in (1, number + 1) or _FIGURE.fullmatch(words) is not None or (_GROUP.fullmatch(words) is not None and following is not None)


def _number(words: str) -> int | None:
    match = re.fullmatch(r"0?(\d{1,3})\.?", words)
    return int(match[1]) if match else None


def _placed(lines: Sequence[Line], head: _Head) -> list[tuple[Line, ...]]:
    """The lines of a row in their columns: empty cells and cells of several lines are told by what the titles ask for."""
    width = len(head.titles)
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for before, line in pairwise(lines):
        runs_on = _words(line)[:1].islower() or _words(before).endswith((",", ";", " -"))
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for column, (score, way) in best.items():
            for to in range(column if column else 1, width):
                gained = score + _fits(line, _words(head.titles[to]), 1.0 if runs_on == (to == column) else -1.5)
                if to not in reached or gained > reached[to][0]:
                    reached[to] = gained, (*way, to)
        best = reached
    way = max(best.values(), default=(0.0, (0,)))[1]
    return [tuple(line for line, to in zip(lines, way, strict=True) if to == column) for column in range(width)]


def _fits(line: Line, title: str, score: float) -> float:
    """How well a line stands under a title, added to how well it stands after the line before."""
    words = _words(line)
    is_time, is_unit = _TIME.fullmatch(words) is not None, _UNIT.match(words) is not None
    if _TIME_TITLE.fullmatch(title):
        score += 2.0 if is_time else -2.0
    elif _UNIT_TITLE.fullmatch(title):
        score += 1.0 if is_unit else -2.0 if is_time else 0.0
    elif _TASK_TITLE.fullmatch(title):
        score += -2.0 if is_time else 0.5
    return score


def _words(block: Block) -> str:
    return squash(block.text) if isinstance(block, Line) else ""
