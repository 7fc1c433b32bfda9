"""Citations: "số" between type and number; full at first mention, type and number later.

Điều and above with a capital, khoản and điểm without.

Source: PL I.II.6b; PL II.V.7.
Wrong: Nghị định 30/2020/NĐ-CP; Khoản 2 điều 5
Right: Nghị định số 30/2020/NĐ-CP ngày … của Chính phủ; khoản 2 Điều 5
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.finding import Finding
from drafting.parts.piece import Piece
from drafting.rules.rule import Rule, Subject


def _pieces(subject: Subject) -> list[Piece]:
    return [*subject.parts.opening.bases, *subject.parts.body]


def _full_first(rule: Rule, subject: Subject) -> Iterator[Finding]:
    bases = {match["number"].replace(" ", "") for piece in subject.parts.opening.bases for match in _CITATION.finditer(piece.text)}
    seen, repeated = set(bases), set(bases)
    for piece in subject.parts.body:
        for match in _CITATION.finditer(piece.text):
            number = match["number"].replace(" ", "")
            full = _FULL.match(piece.text[match.end() :])
            if number in seen:
                if full is not None and number not in repeated:
                    repeated.add(number)
                    yield rule.finding(f"«{match[0]}» ghi lại cả ngày, cơ quan ban hành", "lần sau chỉ ghi tên loại và số, ký hiệu", piece)
                continue
            seen.add(number)
            if not _HAS_DAY.match(piece.text[match.end() :]):
                yield rule.finding(
                    f"«{match[0]}» lần đầu thiếu ngày, cơ quan ban hành", "tên loại, số, ký hiệu, ngày, cơ quan, trích yếu", piece
                )


def _so(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece in _pieces(subject):
        for match in _WITHOUT_SO.finditer(piece.text):
            yield rule.finding(f"«{match[0]}»", "có từ «số» giữa tên loại và số, ký hiệu", piece)


def _capitals(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece in _pieces(subject):
        for match in re.finditer(
            r"(?<![.;:!?/)] )(?<!^)(?<!^[-–+] )\b(Khoản|Điểm) ([a-zđ]|\d+)\b(?=[^.]{0,12}(khoản|Khoản|Điều|điều|\d))", piece.text
        ):
            yield rule.finding(f"«{match[0]}»", f"«{match[1].lower()} {match[2]}»", piece)
        for match in re.finditer(
            r"(?:(?:khoản|Khoản)\s+\d+,?\s+|điểm\s+[a-zđ]\s+|tại\s+|theo\s+|quy định\s+tại\s+)(điều|chương|mục)\s+(\d+|[IVX]+)\b",
            piece.text,
        ):
            yield rule.finding(f"«{match[1]} {match[2]}»", f"«{match[1].capitalize()} {match[2]}»", piece)


_KINDS = "Nghị định|Nghị quyết|Quyết định|Thông tư|Chỉ thị|Kế hoạch|Công văn|Thông báo|Chương trình|Công điện|Tờ trình|Báo cáo|Hướng dẫn"
_NUM = r"\d{1,6}(?:/\d{4})?\s?/\s?[A-ZĐ](?:[\wĐĂÂÊÔƠƯ&.-]*[\wĐĂÂÊÔƠƯ&])?"
_CITATION = re.compile(rf"\b(?:{_KINDS})\s+(?:số\s+)?(?P<number>{_NUM})")
_WITHOUT_SO = re.compile(rf"\b(?:{_KINDS})\s+{_NUM}")
_FULL = re.compile(r"^[\s,(]*ngày\s+\d{1,2}(?:\s+tháng\s+|/)\d{1,2}(?:\s+năm\s+|/)\d{4}\s+của\b")
_HAS_DAY = re.compile(r"^[\s,(]*(ngày|,? ?ngày)\b", re.IGNORECASE)

RULES = (
    Rule("ND-11", "W", "Viện dẫn", "PL I.II.6b", _full_first),
    Rule("ND-12", "W", "Viện dẫn", "mẫu", _so),
    Rule("ND-13", "W", "Viện dẫn", "PL II.V.7", _capitals),
)
