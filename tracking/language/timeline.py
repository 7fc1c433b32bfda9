"""Plans that go by time: a heading that is only a time ("Tháng 9/2024:", "Tuần 2 (từ 09/9 đến 14/9)") dates what stands below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tracking.duty import Deadline
from tracking.language.actions import opens_act
from tracking.language.context import Context
from tracking.language.deadline import read_field
from tracking.language.fields import label_of

LONGEST = 16
"""Words of a heading that is only a time."""

_STEP = re.compile(
    r"(?:(?:giai đoạn|bước|đợt|tuần|kỳ|học kỳ|chặng|phần)(?:\s+(?:thứ\s+)?(?:\d{1,2}|[IVX]{1,4}|nhất|hai|ba|tư|bốn|cuối|đầu|chuẩn bị|"
    r"triển khai|thực hiện|tổng kết))?)\s*[:,(–-]?\s*(?P<time>.*?)\)?",
    re.IGNORECASE,
)
_OF_AN_EVENT = re.compile(r"\d\s*(?:h|g|giờ)(?:\d\d)?(?!\w)|(?<!\w)(?:sáng|chiều|tối|buổi)(?!\w)", re.IGNORECASE)
"""Hours and parts of a day belong to an event's programme, as does a single day without a word of limit."""
_LIMIT = re.compile(r"(?:ngay\s+)?(?:trước|đến|chậm nhất|muộn nhất|hết|xong|hoàn thành|hạn|từ)(?!\w)", re.IGNORECASE)
_LEAD = re.compile(r"(?:(?:công việc|nhiệm vụ|hoạt động|nội dung|trọng tâm|lịch|kế hoạch)\s+)*(?:(?:trong|của|vào)\s+)?", re.IGNORECASE)
_BRACKET = re.compile(r"[^()]{3,60}\((?P<time>[^()]{4,60})\)")


def time_of_title(title: str, context: Context, beside: Sequence[str] = ()) -> Deadline | None:
    """The time that a heading is; None where it says anything else. A time over before the document's day is next year's.

    beside: the headings next to it; only among such headings do words of a task ("Nhiệm vụ tháng 10") head a time.
    """
    words = title.strip(" .:;-–")
    if not words or len(words.split()) > LONGEST or label_of(words) is not None or opens_act(words):
        return None
    step, bracket = _STEP.fullmatch(words), _BRACKET.fullmatch(words)
    found = _whole(words, context) or _of_a_task(words, context, beside)
    for time in (match["time"] for match in (step, bracket) if match):
        found = found or _whole(time, context)
    return found


def _of_a_task(words: str, context: Context, beside: Sequence[str]) -> Deadline | None:
    """The time behind words of a task ("Nhiệm vụ tháng 10"), where a heading beside it is one too."""
    lead = _LEAD.match(words)
    if lead is None or not lead.end() or (found := _whole(words[lead.end() :], context)) is None:
        return None
    return found if any(time_of_title(_LEAD.sub("", other, count=1), context) for other in beside) else None


def _whole(words: str, context: Context) -> Deadline | None:
    read = read_field(words, context.issued_on, context.year)
    if not read.whole or not (read.deadline.due or read.deadline.kind == "recurring"):
        return None
    if _OF_AN_EVENT.search(words) or (read.deadline.kind == "date" and not _LIMIT.match(words)):
        return None
    due, issued = read.deadline.due, context.issued_on
    if due and issued and due < issued and not re.search(r"\d{4}", words):
        read = read_field(words, context.issued_on, issued.year + 1)
    return replace(read.deadline, text=words)
