"""The position of a signer is one that the office has, where the office has told its list; no combination of its own making.

Source: PL I.II.7c.
Wrong: QUYỀN PHỤ TRÁCH ĐIỀU HÀNH, where the office's list has no such position
Right: PHÓ GIÁM ĐỐC
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.finding import Finding
from drafting.rules.rule import Rule, Subject, quoted


def _listed(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for signature in subject.parts.signing.signatures:
        for piece in signature.titles[-1:]:
            position = re.sub(r"^(Q|TM|KT|TL|TUQ)\.\s*", "", piece.text)
            if not subject.office.may_sign(position):
                yield rule.finding(
                    f"chức vụ {quoted(piece)} không có trong danh mục của cơ quan", "chức vụ trong danh mục của cơ quan", piece
                )


RULES = (Rule("CK-05", "W", "Quyền hạn, chức vụ", "PL I.II.7c", _listed),)
