"""The line of số and ký hiệu ("Số: 05/KH-UBND"), blank, spaced out or damaged too (Nghị định 30/2020/NĐ-CP, Phụ lục I.II.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafting.kinds import kind_abbreviated

_LETTER = r"A-ZĐÐÀ-ÖØ-ÝĂĨŨƠƯẠ-Ỹ"
_GROUP = rf"[{_LETTER}][\w&.\u2019']*"
_SYMBOL = rf"{_GROUP}(?:\s?[-–—_]\s?[\w&.]+|/[A-ZĐÐ][\w&.]*)*(?:\(\w+\))?"
_LABEL = re.compile(r"^\W{0,3}(?:S[ốôóồổỗộoéêẽeõò6]|SỐ|SÓ|SÔ|So|Só|No|[$§][ốôóo6](?=\s?[:.;])|86(?=\s?:))\s?[:.;,]{0,2}\s*", re.IGNORECASE)
_SERIAL = r"[\dOoIlSB]{1,6}"
_STATE = re.compile(
    rf"^(?P<serial>{_SERIAL}(?P<letter>(?<=\d)[a-e])?)\s?[a-zA-Z]?\s?/\s?(?:(?P<year>(?:19|20)\d\d)\s?/\s?)?(?P<symbol>{_SYMBOL})[\W_]*$"
)
_PARTY = re.compile(
    rf"^(?P<serial>{_SERIAL})\s{{0,3}}[-–—]\s{{0,3}}(?P<symbol>(?:[A-ZĐÐa-z]{{2,5}}|{_GROUP}(?:-{_GROUP})+)"
    rf"\s?/\s?{_GROUP}(?:\s?[-–]\s?{_GROUP})*)[\W_]*$"
)
_APART = re.compile(rf"^(?P<serial>\d{{1,6}})\s+(?P<symbol>[A-ZĐÐ][A-ZĐÐa-z]{{1,4}}\s?/\s?{_GROUP}(?:\s?[-–]\s?{_GROUP})*)[\W_]*$")
"""The way of the youth union before 2013: "298 KH/TWĐTN"."""
_OTHER = re.compile(rf"^(?P<whole>\d[\d./-]*/{_SYMBOL})[\W_]*$")
_BLANK = re.compile(
    rf"^[\s.…_]*(?:/\s?(?:(?P<year>(?:19|20)\d\d)\s?/\s?)?(?P<symbol>{_SYMBOL})|[-–]\s?(?P<party>[A-ZĐÐ]{{2,5}}/{_GROUP}))[\W_]*$"
)
_DAMAGED = re.compile(r"[/)\]|]\s?(?P<symbol>[A-ZĐÐ][\w&.]*(?:\s?[-–]\s?[\w&.]+)+|[A-ZĐÐ]{2,}\w*)\W*$")
_LOOSE = re.compile(
    r"^(?P<serial>\d(?:\s?\d){0,5})\s?(?P<rest>[/–-]\s?[A-ZĐÐĂÂÊÔƠƯ\d&.]{1,8}(?:(?:\s?[-–/]\s?|\s)[A-ZĐÐĂÂÊÔƠƯ\d&.]{1,8}){0,5})[\W_]*$"
)
"""A number whose figures or letters a scan set apart: "1 996/TC T-KTNB"."""
_UNJOINED = re.compile(rf"^(?P<serial>\d{{1,6}})\s?(?P<symbol>[{_LETTER}]{{2,}}\w*(?:\s?[-–]\s?{_GROUP})+)[\W_]*$")
"""A number whose stroke a scan lost ("Số: 311UBDT-CSDT")."""
_MOST_GAPS = 2
_CONFUSED = str.maketrans("OoIlSB", "001158")


@dataclass(frozen=True, slots=True)
class NumberLine:
    """A line of số and ký hiệu. number: whole, None where the serial is blank or cannot be read; symbol: "KH-UBND", None where absent;
    party: written the Party's way ("15-QĐ/TU"); damaged: something stands in the place of the serial that cannot be trusted."""

    number: str | None
    symbol: str | None
    party: bool
    damaged: bool
    words: str

    @property
    def kind(self) -> str | None:
        """The type that the first group of the symbol names; None for a công văn's symbol."""
        if self.symbol is None:
            return None
        first = re.split(r"[-/.]", self.symbol)[0].removesuffix("KL")
        found = kind_abbreviated(first) or kind_abbreviated(first.replace("D", "Đ"))
        return found.name if found and not found.is_copy else None


def read_number_line(text: str) -> NumberLine | None:
    """The number that the line gives; None where the line is none: it must begin with "Số" and hold a symbol, or be nothing else."""
    label = _LABEL.match(text)
    rest = text[label.end() :] if label else text.lstrip("|:.- ")
    if not label and not re.match(r"\d{1,6}\s?(?:/|[-–]\s?[A-ZĐÐ]+/)", rest):
        return None
    if match := _STATE.match(rest):
        return _whole(match, text, "/")
    if match := _PARTY.match(rest):
        return _whole(match, text, "-")
    if label and (match := _APART.match(rest)):
        return _whole(match, text, " ")
    if label and (match := _UNJOINED.match(rest)):
        return read_number_line(f"Số: {match['serial']}/{match['symbol']}")
    if label and (match := _LOOSE.match(rest)) and (closed := _closed_up(match)) != rest:
        return read_number_line(f"Số: {closed}")
    if not label:
        return None
    if match := _BLANK.match(rest):
        return NumberLine(None, _tidy(match["symbol"] or match["party"]), bool(match["party"]), False, text)
    if match := _OTHER.match(rest):
        whole = _tidy(match["whole"])
        return NumberLine(whole, whole.rsplit("/", 1)[1], False, False, text)
    if len(rest) < 40 and (match := _DAMAGED.search(rest)):
        return NumberLine(None, _tidy(match["symbol"]), False, True, text)
    return None


def _closed_up(match: re.Match[str]) -> str:
    """The number without the gaps inside its figures and groups; behind "UBND" and "HĐND" the gap was a hyphen."""
    serial = re.sub(r"\s", "", match["serial"])
    rest = re.sub(r"(?<=UBND|HĐND)\s(?=[A-ZĐ])", "-", match["rest"])
    gaps = re.compile(r"(?<=[^\W\d])\s(?=[^\W\d])")
    return serial + (gaps.sub("", rest) if len(gaps.findall(rest)) <= _MOST_GAPS else rest)


def bare_symbol(text: str) -> NumberLine | None:
    """The symbol of a line that lost its beginning in print or in OCR ("/KH-UBND"): nothing is known of its serial."""
    match = re.fullmatch(rf"\W?/\s?(?P<symbol>{_GROUP}(?:\s?[-–]\s?[\w&.]+)+)\W*", text)
    return NumberLine(None, _tidy(match["symbol"]), False, True, text) if match else None


def is_bare_label(text: str) -> bool:
    """Whether the line is the word "Số" alone, the rest standing on the next line."""
    label = _LABEL.match(text)
    return label is not None and not re.search(r"\w", text[label.end() :]) and len(text) < 12


def _whole(match: re.Match[str], text: str, joint: str) -> NumberLine:
    serial = match["serial"]
    symbol = _tidy(match["symbol"])
    if not any(char.isdigit() for char in serial):
        return NumberLine(None, symbol, joint == "-", True, text)
    year = f"{match['year']}/" if match.groupdict().get("year") else ""
    letter = match.groupdict().get("letter") or ""
    number = f"{serial.removesuffix(letter).translate(_CONFUSED)}{letter}{joint}{year}{symbol}"
    return NumberLine(number, symbol, joint != "/", False, text)


def _tidy(symbol: str) -> str:
    """The symbol without spaces around its joints, with the letter Đ where a look-alike was typed."""
    joined = re.sub(r"\s?([-–—_/])\s?", lambda m: "/" if m[1] == "/" else "-", symbol.replace("Ð", "Đ"))
    return joined.strip().rstrip(".,;:_-")
