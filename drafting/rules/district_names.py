"""From 2025-07-01 there are no bodies of districts; neither issuer nor place names one.

Source: Luật 72/2025/QH15.
Wrong: ỦY BAN NHÂN DÂN HUYỆN … in a document of 2026
Right: ỦY BAN NHÂN DÂN XÃ …
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from drafting.finding import Finding
from drafting.rules.rule import Rule, Subject, quoted


def _bodies(rule: Rule, subject: Subject) -> Iterator[Finding]:
    if not _two_levels(subject):
        return
    for piece in (*subject.parts.head.parent, *subject.parts.head.issuer):
        if match := _DISTRICT.search(piece.text):
            yield rule.finding(f"{quoted(piece)} còn tên cấp huyện «{match[0]}»", "tên cơ quan theo chính quyền hai cấp", piece)


def _place(rule: Rule, subject: Subject) -> Iterator[Finding]:
    piece = subject.parts.head.place_and_date
    if piece is not None and _two_levels(subject) and (match := _DISTRICT.match(piece.text)):
        yield rule.finding(f"địa danh «{match[0]} …»", "tên tỉnh, thành phố hoặc xã, phường, đặc khu", piece)


def _two_levels(subject: Subject) -> bool:
    day = subject.parts.issued_on or subject.as_of
    return day >= _SINCE


_SINCE = dt.date(2025, 7, 1)
_DISTRICT = re.compile(r"\b(huyện|quận|thị xã|thị trấn)\b", re.IGNORECASE)

RULES = (
    Rule("CQ-08", "W", "Cơ quan ban hành", "Luật 72/2025/QH15", _bodies),
    Rule("DD-10", "W", "Địa danh", "Luật 72/2025/QH15", _place),
)
