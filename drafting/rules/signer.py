"""The name of the signer: each syllable with a capital, bold, upright, 13–14, centred, without academic or military titles.

Source: PL I.II.7c, đ.
Wrong: NGUYỄN VĂN AN; TS. Nguyễn Văn An
Right: Nguyễn Văn An, 14 bold
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.finding import Finding
from drafting.parts.piece import Piece, joined
from drafting.rules.rule import Rule, Subject, form_faults, quoted


def _names(subject: Subject) -> list[Piece]:
    return [signature.name for signature in subject.parts.signing.signatures if signature.name is not None]


def _form(rule: Rule, subject: Subject) -> Iterator[Finding]:
    yield from form_faults(rule, _names(subject), "signer", "caps bold italic size align")
    for piece in _names(subject):
        words = re.sub(_HONOURS, "", piece.text).split()
        if any(word[:1].islower() for word in words) and len(words) <= 7:
            yield rule.finding(quoted(piece), "viết hoa chữ đầu mỗi âm tiết", piece, fixable=False)


def _bare(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece in _names(subject):
        match = re.match(_HONOURS, piece.text)
        if match:
            exempt = re.search(
                r"(trường|bệnh viện|quân|công an|bộ chỉ huy|học viện|đại học|viện|y tế|giáo dục|khoa học)", _issuer(subject), re.IGNORECASE
            )
            yield rule.finding(f"trước họ tên có «{match[0].strip()}»", "chỉ ghi họ và tên", piece, severity="W" if exempt else None)


def _issuer(subject: Subject) -> str:
    return joined(subject.parts.head.issuer)


_RANKS = "Thiếu úy|Trung úy|Thượng úy|Đại úy|Thiếu tá|Trung tá|Thượng tá|Đại tá|Thiếu tướng|Trung tướng|Thượng tướng|Đại tướng"
_HONOURS = (
    r"^(?:(?:PGS|GS|TSKH|TS|ThS|Th\.S|CN|BS|BSCK\w*|KS|LS|DS|NGƯT|NGND|TTƯT|TTND|NSƯT|NSND|Ths|Ts)\b[.,]?\s*(?:CKI{1,2}\.?\s*)?|(?:"
    + _RANKS
    + r"|Giáo sư|Phó Giáo sư|Tiến sĩ|Thạc sĩ|Bác sĩ|Kỹ sư|Luật sư|Ông|Bà)\s+)+(?=\S+\s+\S+)"
)

RULES = (
    Rule("CK-06", "E", "Họ tên người ký", "PL I.II.7đ", _form, fixable=True),
    Rule("CK-07", "E", "Họ tên người ký", "PL I.II.7c", _bare),
)
