"""Plans that go by time: a heading that is only a time ("Tháng 9/2024:", "Tuần 2 (từ 09/9 đến 14/9)") dates what stands below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tracking.duty import Deadline
from tracking.language.actions import opens_act
from tracking.language.clauses import counts
from tracking.language.context import HEADING, Context, Inherited
from tracking.language.deadline import find_deadlines, read_field
from tracking.language.fields import label_of
from tracking.language.owners import heading_units
from tracking.structure.node import Node

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


_UNITS_UNTIL = re.compile(
    r"(?P<units>[^()]{4,200}?)\s*(?:\((?P<aside>[^()]{4,60})\)|[,;–-]\s*(?P<behind>(?:hoàn thành|hoàn tất|xong|trước|chậm nhất|muộn nhất|"
    r"thời hạn|thời gian|hạn)\s[^()]{3,60}))",
    re.IGNORECASE,
)
"""A heading of units that says by when ("Văn phòng Sở (trước ngày …):")."""
_FIRM = re.compile(
    r"(?:phải\s+|cần\s+)?(?:hoàn thành|hoàn tất|xong|trước|chậm nhất|muộn nhất|không quá|thời hạn|hạn|đến hết)(?!\w)", re.IGNORECASE
)
_ORDERED = re.compile(r"(?<!\w)(?:yêu cầu|đề nghị|giao|phân công|chỉ đạo)\s(?:[^;:]*,\s)?[^,;:]*$", re.IGNORECASE)
"""The order that a time in words leading to a list belongs to."""
_ANOTHER = re.compile(r";|[.!?]\s|(?<!\w)(?:yêu cầu|đề nghị|giao|phân công|chỉ đạo)\s+(?!(?:sau|dưới đây)(?!\w))", re.IGNORECASE)
"""What stands behind a time and gives another order than the one that it belongs to."""
_WHAT_FOLLOWS = re.compile(
    r"(?:việc|nội dung|nhiệm vụ|công việc|yêu cầu|phần việc)(?:\s+[^\s,;.:]+){0,5}?\s+(?:sau|dưới đây)[^,;.]{0,20}:\s*$", re.IGNORECASE
)


def under_time(node: Node, context: Context, beside: Sequence[str] = ()) -> Context | None:
    """The context below a heading that is a time, or names units and says by when; None where it does neither.

    beside: the headings next to it.
    """
    if context.zone == "background":
        return None
    words = node.text.strip(" .:;")
    until = _UNITS_UNTIL.fullmatch(words)
    found = heading_units(until["units"] + ":") if until is not None else None
    if until is not None and found is not None and (due := _whole(until["aside"] or until["behind"], context)) is not None:
        spans = node.paragraph.spans() if node.paragraph else ()
        span = spans[0] if spans else None
        by = Inherited(found[0], HEADING, until["units"], "Tiêu đề nêu đơn vị; việc bên dưới thuộc đơn vị đó.", span)
        helped = Inherited(found[1], HEADING, until["units"], "Tiêu đề nêu đơn vị phối hợp cho các việc bên dưới.", span)
        return replace(context.under(by, helped), due=due, due_words=node.text)
    time = time_of_title(node.text, context, beside)
    return replace(context, zone="tasks", due=time, due_words=node.text) if time is not None else None


def led_by(text: str, context: Context) -> Context:
    """The context after a paragraph that leads to the items below it and says by when all of them are done ("… các việc sau:")."""
    if not _WHAT_FOLLOWS.search(text):
        return context
    found = [each for each in find_deadlines(text, context.issued_on, context.year) if counts(text, each, 0)]
    if len(found) != 1 or found[0].deadline.due is None or not _FIRM.match(found[0].deadline.text):
        return context
    if not _ORDERED.search(text[: found[0].start]) or _ANOTHER.search(text[found[0].end :]):
        return context
    return replace(context, due=found[0].deadline, due_words=text)


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
