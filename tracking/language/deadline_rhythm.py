"""Whether a rhythm ("hằng tháng", "định kỳ") is the time of an act, or only says what kind of thing is spoken of."""

from __future__ import annotations

import functools
import re

from tracking.language.actions import after_lead_in, opens_act
from tracking.language.deadline import Found
from tracking.language.rules import alternatives, found_in, table

_DAY_OF_ITS_OWN = re.compile(r"BY(?:MONTHDAY|DAY|HOUR)")
_COUNTED = re.compile(r"(?<!\w)lần(?!\w)|\d\s*(?:kỳ|đợt|cuộc|chuyên mục|buổi|số|tin|bài)(?!\w)", re.IGNORECASE)
_LONG = re.compile(r"(?:hằng|hàng|mỗi|từng)\s+(?:năm|ngày)", re.IGNORECASE)
"""Rhythms that mostly say what kind of thing is meant ("kế hoạch hằng năm", "đời sống hằng ngày")."""
_BY = re.compile(r"theo\s", re.IGNORECASE)
_BY_UNIT = re.compile(r"theo (?:quý|tháng|tuần)\W*$", re.IGNORECASE)
_SETTLED = re.compile(
    r"(?<!\w)(?:quyết toán|thanh toán|báo cáo|nộp|gửi|đối chiếu|cập nhật|chi trả|kiểm tra|họp|giao ban|đánh giá|sơ kết|bàn giao)(?!\w)",
    re.IGNORECASE,
)
_OF_EACH = re.compile(r"\s*(?:cho|của|đối với|ở|tại|và từng|,\s*từng)(?!\w)")
_INTO = re.compile(r"\s+(?:vào|trên)\s", re.IGNORECASE)
"""Words that go on with a thing ("số liệu hằng tháng vào phần mềm"), though they may look like a time before an act."""
_REPORTED_AT = re.compile(r"(?<!\w)(?:báo cáo|trình)\s", re.IGNORECASE)
_BREAK = re.compile(r"[;:.]\s+|,\s+(?:và\s+)?|\s+(?:và|rồi|đồng thời|để)\s+")
_SENT_BY_DAY = re.compile(r"(?:trực|tuần tra|giao ban)(?!\w)", re.IGNORECASE)
_ADVERBS = re.compile(
    r"(?:(?:tiếp tục|chủ động|khẩn trương|kịp thời|nghiêm túc|tích cực|thường xuyên|phải|cần|tự|nghiêm|tốt|đầy đủ)[\s,]+)+", re.IGNORECASE
)

_ORGANISED = re.compile(r"(?:tổ chức|thực hiện|tiến hành|duy trì)\s+(?:(?:việc|công tác|tốt|nghiêm)\s+)*", re.IGNORECASE)
_VERB_ALONE, _NEAR = 4, 3
"""Words of a verb that shares the object behind the next one; words from a thing to the end, at most, for a rhythm to be of the thing."""


def describes(text: str, found: Found, start: int) -> bool:
    """Whether the rhythm found in the clause that begins at `start` only describes a thing and sets no time for the act."""
    words, after = text[found.start : found.end], text[found.end :]
    before = text[start : found.start]
    if words.casefold().startswith("từng ") and _OF_EACH.match(after):
        return True
    if _BY.match(words):
        return _BY_UNIT.match(words) is None or not _SETTLED.search(before)
    if found_in("deadline_rhythm", "meeting", before):
        return _REPORTED_AT.search(before) is None
    if _DAY_OF_ITS_OWN.search(found.deadline.rule or "") or found.deadline.due or _COUNTED.search(words):
        return False
    acts_next = opens_act(after[:60].lstrip(" ,")) and not _INTO.match(after)
    if not before.strip() or before.rstrip()[-1] in ",;.:(" or acts_next:
        return False
    return not _is_of_act(before, words, after)


def _is_of_act(before: str, words: str, after: str) -> bool:
    """Whether a rhythm that stands behind a noun belongs to the act before it."""
    if found_in("deadline_rhythm", "goes_on", after[:20]) is not None and not _closes(after):
        return False
    is_long = _LONG.fullmatch(words.strip(" ,.")) is not None
    thing = found_in("deadline_rhythm", "thing", before)
    far = thing is not None and len(thing[1].group().split()) > _NEAR
    for act in _acts_before(before):
        if thing is not None and (is_long or not far or not _opens("repeated", act)):
            continue
        inner = _ORGANISED.sub("", act, count=1)
        if _opens("yearly", inner) if is_long and not words.casefold().endswith("ngày") else _repeats(act):
            return True
    return False


def _closes(after: str) -> bool:
    return re.match(r"\s*(?:$|[,;.)])", after) is not None and re.match(r"\s*,\s*(?:đột xuất|dài hạn)", after) is None


def _acts_before(before: str) -> list[str]:
    """The act that governs the end of the stretch, then the verbs that share its object, without adverbs."""
    starts = [0, *(match.end() for match in _BREAK.finditer(before))]
    found: list[str] = []
    upper = len(before)
    for low in reversed(starts):
        if low and not _is_act(before, low):
            continue
        if found and len(before[low:upper].split()) > _VERB_ALONE:
            break
        act = before[low:]
        act = act[after_lead_in(act) :]
        found.append(_ADVERBS.sub("", act, count=1) if _ADVERBS.match(act) else act)
        upper = low
    return found


def _is_act(before: str, at: int) -> bool:
    """Whether an act begins there that is no part of a noun ("công tác thanh tra, kiểm tra")."""
    return opens_act(before[at:]) and found_in("deadline_rhythm", "kind_of", before[:at]) is None


def _repeats(act: str) -> bool:
    """Whether an act is one that is repeated: a report, a meeting, something organised, or what others are to repeat."""
    if _opens("repeated", act) or _opens("organises", act) or _SENT_BY_DAY.match(act):
        return True
    return _opens("delegates", act) and any(
        found_in("deadline_rhythm", "kind_of", act[: match.start()]) is None for match in _verbs("repeated").finditer(act)
    )


def _opens(name: str, act: str) -> bool:
    return _verbs(name).match(act) is not None


@functools.cache
def _verbs(name: str) -> re.Pattern[str]:
    words = tuple(table("deadline_rhythm")["lists"][name].split("|"))
    return re.compile(r"(?<!\w)" + alternatives(words) + r"(?!\w)", re.IGNORECASE)
