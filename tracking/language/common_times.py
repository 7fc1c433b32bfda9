"""A time that a closing paragraph sets for all the duties above it ("Các nội dung trên hoàn thành trước ngày …")."""

from __future__ import annotations

import re

from drafting.orthography import compare_key
from tracking.duty import Deadline, Reason
from tracking.language.clauses import counts, is_only_time
from tracking.language.context import Context, Draft
from tracking.language.deadline import Found, find_deadlines, read_deadline
from tracking.language.fields import label_of
from tracking.language.items import read_item
from tracking.language.owners import formula_inside, subject_of
from tracking.language.passage import Passage
from tracking.structure.node import Node

_POINT = r"(?:điểm|mục|khoản|nội dung|phần)"
_ALL_ABOVE = re.compile(
    rf"(?:tại|của|ở|nêu|từ|các|nội dung|việc)\s+(?:các\s+)?{_POINT}\s*\d{{1,2}}"
    rf"(?:\s*,\s*(?:{_POINT}\s*)?\d{{1,2}})*\s*(?:,|và|đến)\s*(?:{_POINT}\s*)?\d{{1,2}}(?!\d|/)|"
    r"(?:các|những|toàn bộ|tất cả|mọi|hai|ba|bốn|năm|0?[2-9])\s+(?:các\s+)?"
    r"(?:nội dung|nhiệm vụ|công việc|phần việc|yêu cầu|việc|mục|điểm)\s+(?:công việc\s+)?"
    r"(?:(?:tại|ở|từ|trong)\s+(?:các\s+)?(?:điểm|mục|khoản|phần)?\s*[\d.,\sa-zđIVX]{1,24}?(?:(?:và|đến)\s+(?:điểm|mục|khoản)?\s*[\d.a-zđIVX]{1,5}\s*)?)?"
    r"(?:(?:được\s+|đã\s+)?(?:nêu|nói|giao|kể)\s+)?(?:ở\s+|tại\s+)?(?:trên|này)(?!\w)",
    re.IGNORECASE,
)
_TERM = re.compile(r"(?:Thời (?:hạn|gian)|Hạn)\s", re.IGNORECASE)
_REPORT = re.compile(r"(?<!\w)(?:báo cáo|gửi)\s", re.IGNORECASE)


_COMPLETE = re.compile(
    r"(?:(?:nghiêm túc|khẩn trương|tập trung|tổ chức|triển khai|thực hiện|kịp thời|đầy đủ|và)[\s,]+)+hoàn thành\s+"
    r"(?:(?:toàn bộ|tất cả|các|việc|công tác|đợt|cuộc)\s+)*(?P<what>[^,;.:]{3,60}?)\s*",
    re.IGNORECASE,
)
"""What a closing of running words has its units complete by a day."""


def all_above(text: str) -> bool:
    """Whether words speak of all that stands above them ("các nội dung trên")."""
    return _ALL_ABOVE.search(text) is not None


def dates_all(node: Node, drafts: list[Draft], context: Context) -> bool:
    """Whether a paragraph only dates the duties above it; they take that time, and what it orders besides is read."""
    label = label_of(node.text)
    is_term = _TERM.match(node.text) is not None
    found = [each for each in find_deadlines(node.text, context.issued_on, context.year) if is_term or counts(node.text, each, 0)]
    deadline = _common_time(node.text, label, found, context)
    if deadline is None and (done := _to_complete(node.text, found, drafts)):
        deadline, drafts = found[-1].deadline, done
    if deadline is None:
        return False
    spans = node.paragraph.spans() if node.paragraph else ()
    why = Reason("deadline", "HAN-CHUNG", node.text[:160], "Đoạn kết đặt thời hạn cho các nhiệm vụ nêu trên.", spans[0] if spans else None)
    points = set(re.findall(r"(?<![\w/])\d{1,2}(?![\w/])", node.text[: found[0].start])) if found else set()
    named = [draft for draft in drafts if draft.ordinal.split(".")[0] in points] or drafts
    undated = [draft for draft in named if draft.deadline.kind == "none"]
    for draft in undated if deadline.kind != "none" else []:
        draft.deadline = deadline
        draft.reasons.append(why)
    if label is None and len(found) > 1:
        drafts.extend(_besides(node, found[0].end, context))
    return bool(undated) and deadline.kind != "none"


def _to_complete(text: str, found: list[Found], drafts: list[Draft]) -> list[Draft]:
    """The undated duties of named units that a closing has these complete by a day ("yêu cầu A và B … hoàn thành các cuộc X trước …")."""
    subject = (subject_of(text) or formula_inside(text)) if len(found) == 1 else None
    if subject is None or text[found[0].end :].strip(" ./"):
        return []
    act = _COMPLETE.fullmatch(text, subject.end, found[0].start)
    words = compare_key(act["what"]) if act is not None else ""
    return [
        draft
        for draft in drafts
        if words and draft.deadline.kind == "none" and draft.features.get("explicit") and words in compare_key(draft.words)
    ]


def _common_time(text: str, label: tuple[str, str, object] | None, found: list[Found], context: Context) -> Deadline | None:
    """The time that the words set for all above; None where they set none or say more."""
    if label is not None and label[0] == "deadline":
        return read_deadline(label[1], context.issued_on, context.year)
    if found and all_above(text) and not _REPORT.search(text[: found[0].end]):
        return None if _is_rhythm_of_reports(text, found[0]) else found[0].deadline
    subject = subject_of(text) if found else None
    if subject is not None and subject.general and is_only_time(text, found[0], subject.end, len(text)):
        return found[0].deadline
    return None


def _is_rhythm_of_reports(text: str, found: Found) -> bool:
    """Whether a time only says how often is reported ("Yêu cầu định kỳ báo cáo …"): it dates no task."""
    return found.deadline.kind == "recurring" and _REPORT.match(text[found.end :].lstrip()) is not None


def _besides(node: Node, at: int, context: Context) -> list[Draft]:
    """What a paragraph orders behind the time it sets for all ("…, kết quả gửi về … trước ngày …")."""
    assert node.paragraph is not None
    at += len(node.text[at:]) - len(node.text[at:].lstrip(" ,.;"))
    rest = Passage(node.text[at:], ((node.paragraph, 0, at),))
    return read_item(rest, context.of_all(), node.ordinal)
