"""Lines of a table cell that the print broke at the cell's edge, told from lines that a person ended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tracking.reading.page import Line

_MARGINS = 13.0
"""Points: the white at both sides inside a cell (Word leaves 5.4 at each), with what measuring is out."""
_WIDER_MARGINS = 26.0
_SPACE = 0.25
"""The width of a space, in letter heights."""
_OPENS = re.compile(r"\s*(?:[-–—+•*◦·]\s|(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ])\s?[.)]\s)")
_ENDED = re.compile(r"[.;:!?]\s*$")
_LIST_GOES_ON = re.compile(
    r"(?:[,(/–-]|(?<!\w)(?:và|với|của|thuộc|cùng|các|giám đốc|chánh|trưởng|thanh tra|lãnh đạo|thủ trưởng|công an))\s*$", re.IGNORECASE
)
_OFFICE = re.compile(
    r"(?:Các\s|Sở\s|Phòng\s|Ban\s|Bộ\s|UBND|HĐND|UBMT|Ủy ban|Uỷ ban|Công an|Văn phòng|Trung tâm|Chi cục|Cục\s|Vụ\s|Viện\s|Trường\s"
    r"|Bệnh viện|Trạm\s|Thanh tra|Hội\s|Đoàn\s|Đảng ủy|Khoa\s|Tổ\s|Đội\s|Kho bạc|Thuế\s|Bảo hiểm|Ngân hàng|Tòa án|Báo\s|Đài\s)"
)


def broken_lines(lines: Sequence[Line], width: float) -> tuple[Line, ...]:
    """The lines of a cell so many points wide, those marked that go on in the next one.

    A line was broken where the first word of the next would not have found room behind it.
    """
    marked = [replace(above, goes_on=_was_broken(above, below, width)) for above, below in pairwise(lines)]
    return (*marked, *lines[-1:])


def _was_broken(above: Line, below: Line, width: float) -> bool:
    if above.box is None or below.box is None or not below.words or _OPENS.match(below.text):
        return False
    first = below.words[0].box
    needed = above.box[2] - above.box[0] + _SPACE * (first[3] - first[1]) + first[2] - first[0]
    if _ends_whole(above.text, below.text):
        return False
    runs_on = below.text[:1].islower() and not _ENDED.search(above.text)
    return needed > width - (_WIDER_MARGINS if runs_on else _MARGINS)


def _ends_whole(above: str, below: str) -> bool:
    """Whether the lines name two offices one below the other, whatever room there was."""
    return _OFFICE.match(below) is not None and len(above.split()) > 1 and not _LIST_GOES_ON.search(above)
