"""How urgent a document is by its mark (Nghị định 30/2020/NĐ-CP, Phụ lục I.II.9.b): hỏa tốc, thượng khẩn, khẩn, then the rest."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, case
from sqlmodel import col, func

from drafting.orthography import fold
from tracking.register.tables import Directive

ORDINARY = 3
_MARKS = ("hoa toc", "thuong khan", "khan")


def rank(mark: str | None) -> int:
    """0 for hỏa tốc (hẹn giờ too), 1 thượng khẩn, 2 khẩn, ORDINARY where there is no mark."""
    words = fold(mark or "")
    return next((index for index, known in enumerate(_MARKS) if words.startswith(known)), ORDINARY)


def rank_column() -> ColumnElement[int]:
    """`rank` of a directive in SQL."""
    mark: Any = func.lower(func.coalesce(col(Directive.urgency), ""))
    ways = (("hỏa tốc", "hoả tốc", "HỎA TỐC", "HOẢ TỐC"), ("thượng khẩn", "THƯỢNG KHẨN"), ("khẩn", "KHẨN"))
    starts = [
        (case((mark.like(f"{way}%"), 1), (col(Directive.urgency).like(f"{way}%"), 1), else_=0) == 1, index)
        for index, group in enumerate(ways)
        for way in group
    ]
    return case(*starts, else_=ORDINARY)
