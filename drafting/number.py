"""Số và ký hiệu: reading and writing "15/QĐ-UBND" (Nghị định 30/2020/NĐ-CP, Phụ lục I.II.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafting.kinds import Kind, kind_abbreviated

_GROUP = r"[A-ZĐĂÂÊÔƠƯ][A-ZĐĂÂÊÔƠƯa-zđăâêôơư0-9&.]*"
SYMBOL = rf"{_GROUP}(?:\s?[-–]\s?{_GROUP})*"
"""A symbol: groups of letters joined by hyphens ("QĐ-UBND", "SGDĐT-VP", "TB-VPCP")."""

NUMBER = re.compile(rf"(?P<serial>\d{{1,6}})(?:\s?/\s?(?P<year>(?:19|20)\d\d))?\s?/\s?(?P<symbol>{SYMBOL})")
PARTY_NUMBER = re.compile(r"(?P<serial>\d{1,5})\s?[-–]\s?(?P<symbol>[A-ZĐ]{2,4}\s?/\s?[A-ZĐ]{2,10}(?:-[A-ZĐ]{2,6})?)")


@dataclass(frozen=True, slots=True)
class Number:
    """A document number: its serial as written, its symbol, the year inside it (normative documents only)."""

    serial: str
    symbol: str
    year: str | None = None

    def __str__(self) -> str:
        return "/".join(part for part in (self.serial, self.year, self.symbol) if part)

    @property
    def kind(self) -> Kind | None:
        """The type named by the first group of the symbol; None for a công văn."""
        return kind_abbreviated(self.symbol.split("-")[0])


def written(serial: int, symbol: str) -> str:
    """ "05/KH-UBND": serials below 10 take a leading 0."""
    return f"{serial:02d}/{symbol}"


def number_in(text: str) -> Number | None:
    """The first number of a State document in the text, blanks around its joints removed."""
    match = NUMBER.search(text)
    if match is None:
        return None
    return Number(match["serial"], re.sub(r"\s?[-–]\s?", "-", match["symbol"]).rstrip("."), match["year"])
