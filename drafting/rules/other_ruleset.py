"""Documents under other rules: those of the Party, and normative legal documents, are named and checked no further.

Source: Đ4.2a.
Wrong: checking a document headed ĐẢNG CỘNG SẢN VIỆT NAM by the decree.
Right: one note that other rules apply.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafting.finding import Finding
from drafting.rules.rule import Rule, Subject


def _other(rule: Rule, subject: Subject) -> Iterator[Finding]:
    if subject.parts.other_ruleset:
        yield rule.finding(f"đây là {subject.parts.other_ruleset}", "quy định khác áp dụng; không kiểm tra theo Nghị định 30/2020/NĐ-CP")


RULES = (Rule("X-01", "I", "Văn bản", "Đ4.2a", _other),)
