"""How a directive is named in a sentence: in full where it is first mentioned (Nghị định 30/2020/NĐ-CP, Phụ lục I.II.6b)."""

from __future__ import annotations

import datetime as dt

from drafting.dates import written

_OWN_VERBS = ("ban hành", "phê duyệt", "quy định", "sửa đổi", "bãi bỏ", "thành lập", "về", "kết luận", "v/v")


def citation(kind: str | None, number: str | None, issued_on: dt.date | None, issuer: str | None, subject: str | None = None) -> str:
    """ "Công văn số 12/UBND-TH ngày 05 tháng 02 năm 2026 của … về việc …"; what is not known is left out."""
    parts = [_named(kind)]
    if number:
        parts.append(f"số {number}")
    if issued_on:
        parts.append(written(issued_on))
    if issuer:
        parts.append(f"của {issuer}")
    if subject:
        parts.append(about(subject))
    return " ".join(parts)


def about(subject: str) -> str:
    """The subject as it follows the name of a document: "về việc …", or as it stands where it begins with its own verb."""
    words = lower_first(subject.strip().rstrip("."))
    return words if words.casefold().startswith(_OWN_VERBS) else f"về việc {words}"


def lower_first(text: str) -> str:
    """The text with its first letter small, unless its first word is an abbreviation in capitals."""
    first = text.split(" ", 1)[0]
    return text if len(first) > 1 and first.isupper() else text[:1].lower() + text[1:]


def _named(kind: str | None) -> str:
    return "Văn bản" if kind in (None, "", "khác") else kind[:1].upper() + kind[1:]
