"""Days below 10 and months 1 and 2 take a leading 0, months 3 to 9 none; the day exists and is not still to come when issued.

Source: PL I.II.4b.
Wrong: ngày 5 tháng 1; tháng 03; ngày 31 tháng 02
Right: ngày 05 tháng 01 năm 2026; ngày 05 tháng 3 năm 2026
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from drafting.finding import Finding
from drafting.parts.piece import Piece
from drafting.rules.rule import Rule, Subject


def _figures(subject: Subject) -> tuple[Piece, str, str, str] | None:
    piece = subject.parts.head.place_and_date
    match = _DAY.search(piece.text) if piece is not None else None
    return (piece, match["day"] or "", match["month"] or "", match["year"] or "") if piece is not None and match is not None else None


def _day(rule: Rule, subject: Subject) -> Iterator[Finding]:
    found = _figures(subject)
    if found is not None and len(found[1]) == 1:
        yield rule.finding(f"ngày {found[1]}", f"ngày 0{found[1]}", found[0])


def _first_months(rule: Rule, subject: Subject) -> Iterator[Finding]:
    found = _figures(subject)
    if found is not None and found[2] in ("1", "2"):
        yield rule.finding(f"tháng {found[2]}", f"tháng 0{found[2]}", found[0])


def _later_months(rule: Rule, subject: Subject) -> Iterator[Finding]:
    found = _figures(subject)
    if found is not None and re.match(r"^0[3-9]$", found[2]):
        yield rule.finding(f"tháng {found[2]}", f"tháng {found[2][1:]}", found[0])


def _real(rule: Rule, subject: Subject) -> Iterator[Finding]:
    found = _figures(subject)
    if found is None or not all(found[1:]):
        return
    piece, day, month, year = found
    try:
        written = dt.date(int(year), int(month), int(day))
    except ValueError:
        yield rule.finding(f"ngày {day} tháng {month} năm {year} không có trên lịch", "ngày có thật", piece)
        return
    if subject.issued and written > subject.as_of:
        yield rule.finding(f"ngày {day} tháng {month} năm {year} chưa tới", "không sau ngày kiểm tra", piece)


_DAY = re.compile(r"ngày\s*(?P<day>\d{1,2})?[\s.…_]*tháng\s*(?P<month>\d{1,2})?[\s.…_]*(?:năm\s*(?P<year>\d{4})?)?", re.IGNORECASE)

RULES = (
    Rule("DD-02", "E", "Địa danh, thời gian", "PL I.II.4b", _day),
    Rule("DD-03", "E", "Địa danh, thời gian", "PL I.II.4b", _first_months),
    Rule("DD-04", "W", "Địa danh, thời gian", "PL I.II.4b, V", _later_months),
    Rule("DD-05", "E", "Địa danh, thời gian", "PL I.II.4b", _real),
)
