"""Orders to assign work on: under a heading of a unit, "Giao Phòng A …" is that unit's own act, not an order of the issuer to Phòng A."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracking.language.context import HEADING, Context
from tracking.language.owners import Subject

_GIVES = re.compile(r"(?:Giao|Phân công)(?!\w)")
_CHARGES = re.compile(r"(?:Trách nhiệm|Nhiệm vụ)(?: cụ thể)?(?: của)?\s", re.IGNORECASE)
"""A heading whose items are the acts of the unit that it names."""
_PART = re.compile(
    r"(?:(?:các|mỗi|từng|những)\s+)?(?:đoàn (?:thanh tra|kiểm tra|công tác)|tổ|đội|phòng|bộ phận|cán bộ|công chức|viên chức|"
    r"nhân viên)(?!\w)"
)
"""A part of an office, in small letters: never one that a document from above charges by itself."""
_LARGE = re.compile(
    r"(?:(?:các|đồng chí|đ/c|thủ trưởng|lãnh đạo)\s+)*(?:(?:phó\s+)?(?:cục trưởng|chi cục trưởng|giám đốc|chủ tịch|bộ trưởng)|cục|tổng cục|"
    r"chi cục|sở|bộ|ubnd|ủy ban nhân dân|uỷ ban nhân dân|công an|kho bạc|ngân hàng|thuế|hải quan)(?!\w)",
    re.IGNORECASE,
)


def hands_on(subject: Subject, words: str, context: Context) -> bool:
    """Whether who stands above is to assign the work on to its own people, so that the duty is its own."""
    above = context.owners
    if not above.names or subject.assigner is not None or subject.rule.id != "GIAO-01":
        return False
    if all(map(_PART.match, subject.owners)) and all(map(_LARGE.match, above.names)):
        return True
    is_headed = above.rule == HEADING and not context.addressed and _CHARGES.match(above.words) is not None
    return is_headed and _GIVES.match(words) is not None and not _is_among(subject.owners, above.names)


def _is_among(names: Sequence[str], above: Sequence[str]) -> bool:
    """Whether units of the same kind stand in the heading: the members of a group are charged one by one."""
    kinds = {name.casefold().removeprefix("các ").split(" ", 1)[0] for name in names}
    return any(re.search(rf"(?<!\w){re.escape(kind)}(?!\w)", name.casefold()) for kind in kinds for name in above)
