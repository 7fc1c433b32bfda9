"""Number and symbol: Arabic, 01–09 padded and no more zeros, "/" then groups in capitals joined by "-", no spaces, no year.

The right groups for the kind.

Source: PL I.II.3, PL III.I.
Wrong: Số: 5/KH-UBND; 005; 75 / KH - UBND; 75/CV-UBND
Right: Số: 05/KH-UBND; công văn: Số: 12/UBND-VX
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafting.finding import Finding
from drafting.kinds import kind_abbreviated
from drafting.parts.piece import Piece
from drafting.rules.rule import Rule, Subject, quoted


@dataclass(frozen=True)
class Parts:
    """What follows "Số:": the serial as written ("" where blank), the symbol as written, a year inside."""

    piece: Piece
    rest: str
    serial: str
    symbol: str
    year: str

    @property
    def groups(self) -> list[str]:
        return [group.strip() for group in re.split(r"[-–—/]", self.symbol) if group.strip()]


def read(subject: Subject) -> Parts | None:
    """The number line taken apart; None where there is none."""
    piece = subject.parts.head.number
    if piece is None:
        return None
    rest = re.sub(r"^\s*s[ốô]\s*:?\s*", "", piece.text, flags=re.IGNORECASE).strip()
    match = _FORM.match(rest)
    if match is None:
        return Parts(piece, rest, "", "", "")
    symbol, year = match["symbol"].strip(), match["year"] or ""
    if (late := _LATE_YEAR.search(symbol)) is not None:
        symbol, year = symbol[: late.start()], late["year"]
    return Parts(piece, rest, (match["serial"] or "").strip(" .…_"), symbol, year)


def _arabic(rule: Rule, subject: Subject) -> Iterator[Finding]:
    parts = read(subject)
    if parts is None:
        return
    if not parts.serial:
        if subject.issued:
            yield rule.finding("văn bản ban hành chưa có số", "số của văn bản", parts.piece)
        elif not parts.symbol and parts.rest and not re.search(r"\d", parts.rest):
            yield rule.finding(quoted(parts.piece), "số bằng chữ số Ả Rập, rồi «/» và ký hiệu", parts.piece)
    elif not parts.serial.isdigit():
        yield rule.finding(f"số «{parts.serial}»", "chữ số Ả Rập", parts.piece)
    elif not int(parts.serial):
        yield rule.finding(f"số «{parts.serial}»", "số đếm từ 01", parts.piece)
    elif parts.serial in tuple("123456789"):
        yield rule.finding(f"số «{parts.serial}»", f"«0{parts.serial}»", parts.piece)


def _zeros(rule: Rule, subject: Subject) -> Iterator[Finding]:
    parts = read(subject)
    if parts is not None and re.match(r"^0+[1-9]\d+$|^00+[1-9]$", parts.serial):
        yield rule.finding(f"số «{parts.serial}»", "không thêm số 0 (chỉ 01 đến 09)", parts.piece)


def _joints(rule: Rule, subject: Subject) -> Iterator[Finding]:
    parts = read(subject)
    if parts is None:
        return
    loose = re.search(r"\d\s+/|/\s+\S|[-–—]\s|\s[-–—]|[–—]", parts.rest) or not parts.symbol or "/" in parts.symbol
    if loose and parts.rest:
        yield rule.finding(quoted(parts.piece), "«số/ký hiệu», các nhóm nối bằng «-», không có khoảng trống", parts.piece)


def _capitals(rule: Rule, subject: Subject) -> Iterator[Finding]:
    parts = read(subject)
    for group in parts.groups if parts else ():
        if group not in _MIXED and any(char.islower() for char in group):
            yield rule.finding(f"ký hiệu có nhóm «{group}»", "ký hiệu viết hoa", parts.piece if parts else None)


def _kind(rule: Rule, subject: Subject) -> Iterator[Finding]:
    parts, kind = read(subject), subject.parts.kind
    if parts is None or not parts.groups or kind is None or not kind.abbreviation or subject.parts.is_letter:
        return
    if parts.groups[0] != kind.abbreviation:
        found = f"ký hiệu bắt đầu bằng «{parts.groups[0]}» trong khi tên loại là {kind.title}"
        yield rule.finding(found, f"«{kind.abbreviation}-…»", parts.piece)


def _agency(rule: Rule, subject: Subject) -> Iterator[Finding]:
    parts = read(subject)
    if parts is not None and parts.groups and not subject.parts.is_letter and len(parts.groups) < 2:
        yield rule.finding(quoted(parts.piece), "có chữ viết tắt tên cơ quan ban hành sau tên loại", parts.piece)
    for group in _own_groups(subject, parts):
        if parts is not None and not subject.office.knows(group):
            yield rule.finding(f"«{group}» không có trong chữ viết tắt của cơ quan", "chữ viết tắt do cơ quan quy định", parts.piece)


def _own_groups(subject: Subject, parts: Parts | None) -> list[str]:
    """The groups of the symbol that stand for bodies and units: all but the type's."""
    if parts is None:
        return []
    return parts.groups if subject.parts.is_letter else parts.groups[1:]


def _no_kind(rule: Rule, subject: Subject) -> Iterator[Finding]:
    parts = read(subject)
    if parts is None or not parts.groups or not subject.parts.is_letter:
        return
    first = parts.groups[0]
    named = kind_abbreviated(first) is not None and first not in _ALSO_AGENCIES
    first = next((group for group in parts.groups if group.upper() in ("CV", "CVĐ")), first)
    if named or first.upper() in ("CV", "CVĐ"):
        yield rule.finding(f"ký hiệu công văn có nhóm tên loại «{first}»", "«cơ quan-đơn vị soạn thảo»", parts.piece)


def _unit(rule: Rule, subject: Subject) -> Iterator[Finding]:
    parts = read(subject)
    if parts is not None and parts.groups and subject.parts.is_letter and len(parts.groups) < 2:
        yield rule.finding(quoted(parts.piece), "có chữ viết tắt đơn vị soạn thảo hoặc lĩnh vực sau tên cơ quan", parts.piece)


def _no_year(rule: Rule, subject: Subject) -> Iterator[Finding]:
    parts = read(subject)
    if parts is not None and parts.year:
        yield rule.finding(f"trong số có năm «{parts.year}»", "không ghi năm trong số văn bản hành chính", parts.piece)


_FORM = re.compile(r"^(?P<serial>[^/]*?)\s*/\s*(?:(?P<year>(?:19|20)\d\d)\s*/\s*)?(?P<symbol>\S.*)$")
_LATE_YEAR = re.compile(r"\s*[/-]\s*(?P<year>(?:19|20)\d\d)$")
_MIXED = ("QyĐ", "CTr", "TTr", "TrS", "TTg", "CTUBBT")
_ALSO_AGENCIES = ("CT", "TC", "PC")

RULES = (
    Rule("SO-05", "E", "Số, ký hiệu", "PL I.II.3a, c", _arabic),
    Rule("SO-06", "W", "Số, ký hiệu", "PL I.II.3c", _zeros),
    Rule("SO-07", "E", "Số, ký hiệu", "PL I.II.3c", _joints),
    Rule("SO-08", "E", "Số, ký hiệu", "PL I.II.3c", _capitals),
    Rule("SO-09", "E", "Số, ký hiệu", "PL I.II.3b, PL III.I", _kind),
    Rule("SO-10", "W", "Số, ký hiệu", "PL I.II.3b", _agency),
    Rule("SO-11", "E", "Số, ký hiệu", "PL I.II.3b", _no_kind),
    Rule("SO-12", "W", "Số, ký hiệu", "PL I.II.3b", _unit),
    Rule("SO-13", "E", "Số, ký hiệu", "PL I.II.3", _no_year),
)
