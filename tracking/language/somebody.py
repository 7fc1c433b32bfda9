"""Whether words can be the name of somebody who acts, and whether a short name means those who must act already."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.orthography import compare_key
from tracking.language.rules import first_of
from tracking.structure.letters import compiled

_ESPECIALLY = re.compile(r",?\s*(?:đặc biệt là|nhất là|trong đó có)\s+", re.IGNORECASE)
_ABOVE_ALL = re.compile(r",?\s*trong đó,?\s+(?:trọng tâm|tập trung|chủ yếu|trước hết|ưu tiên)(?!\w).*$", re.IGNORECASE | re.DOTALL)
"""Which members of a group an order means above all; they are named with the group already."""
_NOBODY = compiled(
    r"(?i:(?:bộ\s+)?luật|nghị định|thông tư|nghị quyết|quyết định|chỉ thị|điều lệ|pháp lệnh|hiến pháp)\s+(?:[‹U›\d]|(?:số|về|năm)\s)|"
    r"(?i:(?:tất cả\s+)?(?:các|những|mọi|một số)\s+"
    r"(?:vụ\s+(?:việc|án|lộ|mất|cháy|tai nạn|vi phạm|tranh chấp|ngộ độc|buôn lậu|gian lận)|trường hợp|hồ sơ|"
    r"dự án|công trình|nội dung|vấn đề|hành vi|quy định|nhiệm vụ|văn bản|kết quả|giải pháp|vướng mắc|khó khăn|sản phẩm|"
    r"hoạt động|chỉ tiêu|tiêu chí|khoản|điểm|mục|biện pháp|nguồn|loại|giao dịch|tài liệu|thông tin|số liệu|yêu cầu|quyết định|"
    r"nghị quyết|chương trình|kế hoạch|đề án)(?!\w))"
)
"""Words that open the name of a thing: a law, a case, a file; none of them can be told to act."""
_STATES = re.compile(r"(?<!\w)(?:là|xảy ra|phát sinh|nêu rõ|quy định)(?!\w)|\s(?:chưa|đã|đang|còn|nào)$|[=|{}\[\]<>]", re.IGNORECASE)
"""Words of a statement, which no name of an office or person holds."""

_ANYBODY = re.compile(
    r"(?:\d{1,2}|một|hai|ba)\s+(?:[Pp]hòng|[Đđ]ơn vị|[Bb]ộ phận|[Đđ]ồng chí|[Tt]ổ|[Đđ]ầu mối|"
    r"cán bộ|công chức|viên chức|người|lãnh đạo|nhân viên)"
    r"(?:\s+(?:đầu mối|chuyên trách|phụ trách|chuyên môn))*|"
    r"(?:cán bộ|công chức|viên chức|nhân viên|nhân sự|người|bộ phận|đầu mối|lãnh đạo)(?:\s*,\s*(?:công chức|viên chức|nhân viên))*"
    r"(?:\s+(?:đầu mối|chuyên trách|phụ trách|chuyên môn))?"
)
_MUST = re.compile(
    r"\s*(?:phải|cần|có trách nhiệm|chịu trách nhiệm|chủ động|khẩn trương|nghiêm túc|thực hiện|chấp hành|báo cáo)(?!\w)", re.IGNORECASE
)
"""Words that oblige those outside the offices."""


def names_somebody(name: str) -> bool:
    """Whether words can be the name of who acts: no law, case or file, no statement, and every bracket closed."""
    return _NOBODY.match(name) is None and _STATES.search(name) is None and name.count("(") == name.count(")")


def is_anybody(name: str) -> bool:
    """Whether words name nobody in particular ("cán bộ", "01 phòng đầu mối"): whom a unit is to choose among its own."""
    return _ANYBODY.fullmatch(name.strip()) is not None


def is_private(name: str) -> bool:
    """Whether words name people who deal with an office ("người nộp thuế", "các hộ"): rules for them are no tasks."""
    return first_of("owners", "private", name) is not None


def is_outside(name: str) -> bool:
    """Whether words name those outside the offices, firms too: whom an act concerns more often than who acts."""
    return first_of("owners", "outside", name) is not None or is_private(name)


def must_act(action: str) -> bool:
    """Whether the words behind those outside the offices oblige them ("phải niêm yết giá")."""
    return _MUST.match(action) is not None


def stand_for(names: Sequence[str], full: Sequence[str]) -> bool:
    """Whether one short name means each member of the group that must act ("Cục Thuế" of "Cục Thuế các tỉnh", "các Cục Thuế")."""
    if len(names) != 1 or len(full) != 1:
        return False
    name, group = compare_key(names[0]).removeprefix("các "), compare_key(full[0])
    return len(name.split()) > 1 and (group == f"các {name}" or group.removeprefix("các ").startswith(f"{name} các "))


def with_members(words: str) -> str:
    """A list of units in which those meant especially stand as its further members; whom it means above all is among them already."""
    return _ESPECIALLY.sub(", ", _ABOVE_ALL.sub("", words))
