"""Whether words order an act, and where a list of units ends because a verb begins."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from tracking.language.rules import alternatives, first_of, found_in, table

_GENERAL = re.compile(r"^(?:(?:cơ quan|đơn vị|địa phương|tổ chức)\s*(?:,|và)?\s*)+(?:mình\s*,?\s*)?")


_TIME_FIRST = re.compile(
    r"(?:định kỳ|hằng|hàng|mỗi|trước|chậm nhất|vào|đến hết)\s[^,;.]{2,80}?\s(?=(?:báo cáo|gửi|nộp|tổng hợp|rà soát|công khai|cập nhật|"
    r"kiểm tra|tổ chức|họp|đánh giá|lập|tham mưu|trình)(?!\w))",
    re.IGNORECASE,
)
"""A time that no comma parts from the act ("định kỳ hằng quý báo cáo …")."""
_FUNCTIONAL = re.compile(r"(?<!\w)(?:cơ quan|lực lượng|ngành|đơn vị|phòng|ban|bộ phận|sở|tổ chức)\s+chức năng\s*$", re.IGNORECASE)
"""Units "chức năng", behind which a verb is an act."""
_BASIS = re.compile(
    r"(?:căn cứ|theo|trên cơ sở|bám sát)(?:\s+vào)?\s+(?:các\s+)?(?:chức năng|nhiệm vụ|thẩm quyền|tình hình|điều kiện|kế hoạch|nội dung|"
    r"lĩnh vực|phạm vi|phân công|phân cấp|quy định)[^.;:]{0,120}?[\s,]+(?=(?:chủ động|khẩn trương|tổ chức|triển khai|xây dựng|rà soát|"
    r"tham mưu|chỉ đạo|phối hợp|hướng dẫn|kiểm tra|báo cáo|bố trí|lập|ban hành|tuyên truyền|đề xuất|cụ thể hóa|thực hiện\s+\w+)(?!\w))",
    re.IGNORECASE,
)
"""A basis that no comma parts from the act ("căn cứ chức năng, nhiệm vụ chủ động triển khai …")."""
_BASIS_FOR = re.compile(r"(?:căn cứ|trên cơ sở|dựa)\s[^,;:.]{4,120}?\s(?:để|dé)\s+", re.IGNORECASE)
"""A basis that an act is done on ("căn cứ sổ theo dõi để xác định …"), its mark lost in a scan too."""


@functools.cache
def verb() -> re.Pattern[str]:
    """A verb that opens an act, at a word's start."""
    return re.compile(r"(?<!\w)" + alternatives(tuple(table("actions")["verbs"]["strong"].split("|"))) + r"(?!\w)", re.IGNORECASE)


@functools.cache
def _closing() -> re.Pattern[str]:
    """A verb that ends a list of units."""
    words = table("actions")["verbs"]
    whole = [each for each in words["strong"].split("|") if " " in each.strip()] + words["closing"].split("|")
    return re.compile(r"(?<!\w)" + alternatives(tuple(whole)) + r"(?!\w)", re.IGNORECASE)


@functools.cache
def _adverbs() -> re.Pattern[str]:
    return re.compile("(?:" + alternatives(tuple(table("actions")["verbs"]["adverbs"].split("|"))) + r"(?!\w)[\s,]*)+", re.IGNORECASE)


@functools.cache
def _nominal() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + alternatives(tuple(table("actions")["verbs"]["nominal"].split("|"))) + r"\s*$", re.IGNORECASE)


def after_lead_in(text: str, at: int = 0) -> int:
    """Where the act itself begins: past joining words, conditions and topics ("Căn cứ …, ", "Đối với …: ")."""
    for _ in range(4):
        found = first_of("actions", "lead_in", text[at:])
        if found is None:
            return at
        at += found[1].end()
    return at


def opens_act(text: str) -> bool:
    """Whether the words open with an act ("Tiếp tục rà soát …", "Căn cứ …, xây dựng …")."""
    if _opens_with_verb(text):
        return True
    if first_of("actions", "noun_opening", text) is not None:
        return False
    if _TIME_FIRST.match(text):
        return True
    at = after_lead_in(text)
    return at > 0 and (_opens_with_verb(text[at:]) or _opens_with_verb(_GENERAL.sub("", text[at:], count=1)))


def _opens_with_verb(text: str) -> bool:
    bare = text.lstrip(" \"“'(-–+•*")
    if first_of("actions", "office_opening", bare) is not None:
        return False
    adverbs = _adverbs().match(bare)
    rest = bare[adverbs.end() :] if adverbs else bare
    return bool(verb().match(rest)) or bool(adverbs and verb().match(bare))


def opens_with_noun(text: str) -> bool:
    """Whether the words describe a thing rather than order an act."""
    return first_of("actions", "noun_opening", text) is not None


def names_a_document(text: str) -> bool:
    """Whether the words open with the name of a document ("Hướng dẫn số 12/HD-BNV …")."""
    found = first_of("actions", "noun_opening", text)
    return found is not None and found[0].id == "DT-02"


def has_modal(text: str) -> bool:
    """Whether a word of obligation stands in the text (phải, cần, có trách nhiệm …)."""
    return found_in("actions", "modal", text) is not None


@functools.cache
def _compound() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + alternatives(tuple(table("actions")["verbs"]["compounds"].split("|"))) + r"(?!\w)", re.IGNORECASE)


def compound_end(text: str, start: int, edge: int) -> int:
    """The edge of a name that begins at `start`, moved behind a compound that goes over it ("Phòng Công nghệ | thông tin")."""
    over = (match.end() for match in _compound().finditer(text, start) if start < match.start() < edge < match.end())
    return next(over, edge)


def opens_with_short_verb(text: str, at: int) -> bool:
    """Whether a verb of one syllable in small letters stands there, no part of a noun ("tăng", not "dự án")."""
    match = verb().match(text, at)
    return match is not None and " " not in match.group() and match.group().islower() and _compound().match(text, at) is None


def first_verb(text: str, start: int, masked: Iterable[tuple[int, int]] = ()) -> int | None:
    """Where the first verb after `start` begins that is no part of a name; `masked` are the ranges of known names."""
    ranges = (*masked, *(match.span() for match in _compound().finditer(text, start)))
    for match in _closing().finditer(text, start):
        at = match.start()
        if any(low <= at < high for low, high in ranges) or _is_nominal(text, start, match):
            continue
        return at
    return None


def _is_nominal(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the verb belongs to a noun: written with a capital inside a sentence, or after a word such as "công tác"."""
    at = match.start()
    if at > start and match.group()[0].isupper():
        return True
    before = text[start:at]
    noun = None if _FUNCTIONAL.search(before) else _nominal().search(before)
    if noun is not None and noun.start() and noun.group()[0].isupper():
        return False
    return noun is not None and not re.search(r"(?<!\w)(?:tổ công tác|tổ chức(?: -)? cán bộ)\s*$", before, re.IGNORECASE)


def acts(action: str) -> bool:
    """Whether the words after a unit order an act, past the clauses that a lead-in may list ("theo chức năng, nhiệm vụ, …")."""
    if first_of("actions", "lead_in", action) and any(_opens_with_verb(action[at.end() :]) for at in re.finditer(r",\s+", action[:240])):
        return True
    if (basis := _BASIS.match(action)) is not None and verb().match(action, basis.end()):
        return True
    if (aim := _BASIS_FOR.match(action)) is not None and verb().match(action, aim.end()):
        return True
    return opens_act(action) or has_modal(action[:40]) or after_lead_in(action) > 0
