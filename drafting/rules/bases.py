"""Căn cứ: italic 13–14, one entry a paragraph, all but the last ending ";" and the last "."; full citation.

A law without number or issuer.

Source: PL I.II.6a.
Wrong: upright; the last ending ","
Right: Căn cứ Luật … ngày …; Theo đề nghị của … .
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.dates import DATE
from drafting.finding import Finding
from drafting.rules.body_layout import FIRST_LINES
from drafting.rules.rule import Rule, Subject, form_faults, millimetres, quoted, tolerance


def _form(rule: Rule, subject: Subject) -> Iterator[Finding]:
    yield from form_faults(rule, subject.parts.opening.bases, "basis", "italic size bold")


def _one_each(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece in subject.parts.opening.bases:
        if re.search(r"[;.,]\s*(Căn cứ|Theo đề nghị|Xét đề nghị)\b", piece.text):
            yield rule.finding(f"{quoted(piece)} gộp nhiều căn cứ", "mỗi căn cứ một đoạn", piece)


def _semicolons(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece in subject.parts.opening.bases[:-1]:
        if not piece.text.endswith(";"):
            yield rule.finding(f"«…{piece.text[-40:]}»", "kết thúc bằng «;»", piece)


def _last(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece in subject.parts.opening.bases[-1:]:
        if not piece.text.endswith("."):
            yield rule.finding(f"«…{piece.text[-40:]}»", "căn cứ cuối kết thúc bằng «.»", piece)


def _cited(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece in subject.parts.opening.bases:
        match = re.match(rf"^Căn cứ (?:các )?({_CITED}) ", piece.text)
        if match is None:
            continue
        missing = []
        if not re.search(r"\d+\s*/\s*[\dA-ZĐ]", piece.text) and not re.search(r"\d+-[A-ZĐ]+/[A-ZĐ]+", piece.text):
            missing.append("số, ký hiệu")
        if DATE.search(piece.text) is None:
            missing.append("ngày tháng năm")
        issuer = _issuer(piece.text)
        if issuer is None:
            missing.append("cơ quan ban hành")
        elif len(issuer.split()) <= _SHORT_WORDS and not re.search(_SAYS, issuer):
            missing.append("trích yếu")
        if missing:
            yield rule.finding(
                f"{quoted(piece)} thiếu {', '.join(missing)}", "tên loại, số, ký hiệu, ngày, cơ quan ban hành, trích yếu", piece
            )


def _issuer(text: str) -> str | None:
    """What follows "của" after the day (or before it, where the day stands last); None where no issuer is named."""
    day = DATE.search(text)
    after = text[day.end() :] if day is not None else text
    match = re.match(r"^\s*,?\s*(?:của|do)\s+(.*)$", after)
    if match is not None:
        return match[1]
    before = re.search(r"\b(?:của|do)\s+(.*)$", text[: day.start()] if day is not None else text)
    return before[1] + after if before is not None else None


def _laws(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece in subject.parts.opening.bases:
        entry = re.split(r";", piece.text, maxsplit=1)[0]
        if re.match(r"^Căn cứ (Bộ luật|Luật|Pháp lệnh)\b", entry) and re.search(r"\bsố\s*\d+\S*/|\bcủa Quốc hội\b", entry):
            yield rule.finding(quoted(piece), "luật, pháp lệnh: không ghi số, ký hiệu, cơ quan ban hành", piece)


def _placed(rule: Rule, subject: Subject) -> Iterator[Finding]:
    wanted = [piece for piece in subject.parts.opening.bases if piece.paragraph.frame.kind == "body"]
    for piece in wanted:
        if piece.paragraph.align != "both":
            yield rule.finding(f"{quoted(piece)} không căn đều hai bên", "căn đều hai bên", piece)
        indent = piece.paragraph.indent_mm
        if not any(abs(indent - allowed) <= tolerance("length") for allowed in FIRST_LINES):
            yield rule.finding(f"{quoted(piece)} lùi đầu dòng {millimetres(indent)}", "lùi đầu dòng 10 mm hoặc 12,7 mm", piece)


_SHORT_WORDS = 9
_SAYS = (
    r"\b(về|ban hành|quy định|phê duyệt|sửa đổi|bổ sung|hướng dẫn|công bố|giao|triển khai|thành lập|kiện toàn|tăng cường|thực hiện|bãi bỏ"
    r"|thay thế|đẩy mạnh|phân công|phân cấp|điều chỉnh|tổ chức|thi hành|nâng cao|một số|chấn chỉnh|thông qua|phát triển|xây dựng|quản lý"
    r"|đôn đốc)\b"
)
_CITED = "Nghị định|Nghị quyết|Quyết định|Thông tư|Chỉ thị|Kế hoạch|Công văn|Thông báo|Chương trình|Hướng dẫn|Công điện"

RULES = (
    Rule("CC-01", "E", "Căn cứ", "PL I.II.6a", _form, fixable=True),
    Rule("CC-02", "E", "Căn cứ", "PL I.II.6a", _one_each),
    Rule("CC-03", "E", "Căn cứ", "PL I.II.6a", _semicolons),
    Rule("CC-04", "E", "Căn cứ", "PL I.II.6a", _last),
    Rule("CC-05", "E", "Căn cứ", "PL I.II.6a", _cited),
    Rule("CC-06", "W", "Căn cứ", "PL I.II.6a", _laws),
    Rule("CC-07", "W", "Căn cứ", "M1.2", _placed, fixable=True),
)
