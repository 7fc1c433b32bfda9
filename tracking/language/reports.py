"""Who receives the report of a duty: the units after "báo cáo", "gửi", "trình", and the one it goes through ("qua …")."""

from __future__ import annotations

import re

from tracking.language.owners import find_units

_TO = re.compile(
    r"(?<!\w)(?:báo cáo(?:\s+(?:kết quả|tình hình)(?:\s+\w+){0,4}?)?|gửi(?:\s+(?:báo cáo|kết quả|văn bản|danh sách|"
    r"hồ sơ)(?:\s+\w+){0,3}?)?|nộp|trình)\s+(?:(?:về|cho|lên|đến|tới|với)\s+)?$",
    re.IGNORECASE,
)
_THROUGH = re.compile(r"\(\s*(?:thông\s+)?qua\s+$", re.IGNORECASE)


def reports_to(action: str) -> tuple[str, ...]:
    """The units that must be told, in their order; empty where the act names none."""
    names: list[str] = []
    for unit in find_units(action):
        before = action[max(0, unit.start - 90) : unit.start]
        if (_TO.search(before) or _THROUGH.search(before)) and unit.text not in names:
            names.append(unit.text)
    return tuple(names)
