"""The numbering that opens a line (Phần, Chương, Mục, Điều, I., 1., 1.1, a), -, +): read from printed text, OCR noise included.

Source of the order of levels: Nghị định 30/2020/NĐ-CP, Phụ lục I.II.6 (phần, chương, mục, điều, khoản, điểm);
dash, plus and bullet below them are office practice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from drafting.roman import roman
from tracking.structure.letters import compiled

Style = Literal[
    "part", "chapter", "section", "article", "upper", "roman", "number", "decimal", "letter", "bracket", "dash", "plus", "bullet"
]  # fmt: skip

RANK: dict[Style, int] = {
    "part": 0, "chapter": 1, "section": 2, "article": 3, "upper": 4, "roman": 5, "number": 6, "decimal": 7,
    "letter": 9, "bracket": 10, "dash": 11, "plus": 12, "bullet": 13,
}  # fmt: skip
"""How deep a style usually stands; a decimal stands one deeper for each further figure."""

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The letters of points (điểm) in their order; "f", "j", "w", "z" are taken where an author uses them."""

_ORDER = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ROMAN = {"I": 1, "V": 5, "X": 10}
_NOISE = r"[\s_'`´‘’\",.|~^°]{0,6}?"
_BLANK = r"(?:\s+|$|(?=[^\W\d]))"

_WORDS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    (
        "part",
        re.compile(
            rf"(?:PHẦN|Phần)\s+(?:(?:THỨ|thứ|Thứ)\s+)?(?P<n>[IVX]{{1,5}}|\d{{1,2}}|(?i:{'|'.join(_ORDER)}))\b"
            r"(?:\s*[.:)\-–]|\s*$)\s*"
        ),
    ),
    ("chapter", compiled(r"(?:CHƯƠNG|Chương)\s+(?P<n>[IVX]{1,5}|\d{1,2})\b(?:\s*[.:\-–]|\s*$|\s+(?=[‹U›]{2}))\s*")),
    ("section", re.compile(r"(?:MỤC|Mục)\s+(?P<n>[IVX]{1,5}|\d{1,2})\b(?:\s*[.:]|\s*$)\s*")),
    ("article", re.compile(r"(?:ĐIỀU|Điều|Điêu)\s+(?P<n>\d{1,3}|[lI])[a-zđ]?(?:\s*[.:]|\s*$)\s*")),
)
_SIGNS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("decimal", re.compile(r"(?P<n>\d{1,2}(?:\.\d{1,2}){1,3})(?:[.)]\s*|\s+|$)(?=[^\W\d]|[\"“(«-]|$)")),
    ("roman", compiled(r"(?P<n>[IVXH][IVXHivxl1]{0,4})\s?(?:[.\-–)]|/(?![‹L›]))" + _BLANK)),
    (
        "number",
        compiled(
            r"(?P<n>\d{1,2}|[1-9]\d\d(?=[.]\s+[‹U›])|[lI](?=[.]\s)|§(?=\.))"
            r"(?:\s?\.(?!\d)|[/](?!\d|[‹U›]{1,6}-[‹U›])|-(?=\s*[‹U›]))\s*"
        ),
    ),
    ("upper", compiled(r"(?P<n>[A-ZĐ])(?:[.)/]|\s?-)\s+(?=[‹U›])")),
    ("letter", compiled(r"(?P<n>[a-zđ])\s?(?:\)|[./](?=\s*[‹U›]))\s*")),
    ("bracket", re.compile(r"(?P<circled>[①-⑳])\s*")),
    ("bracket", re.compile(r"\(\s?(?P<n>\d{1,2}|[a-zđ]|[ivx]{1,4})\s?\)\s*|(?P<m>\d{1,2})\)\s*")),
    ("dash", compiled(_NOISE + r"[-–—−‒―](?:[-–—_~]{1,3})?\s*(?=\D|$)|~\s+(?=[‹U›])|_-\s*")),
    ("plus", re.compile(r"\+\s*(?=\D|$)|\+\s+")),
    ("bullet", compiled(r"(?:[•●▪■◦○·➢➤►❖◆✓✔★⁃]|[\uf000-\uf0ff])\s*|[*o]\s+(?=[‹U›(])|\*{1,3}\s*(?=[‹U›(])")),
)


@dataclass(frozen=True, slots=True)
class Marker:
    """A number or sign that opens an item.

    written: as printed, blanks included; label: as a path names it ("2", "2.1", "a", "-"); value: its place in its
    list, 0 for signs; lead: for a decimal, the label of the item it belongs under.
    """

    style: Style
    written: str
    label: str
    value: int
    lead: str = ""

    @property
    def rank(self) -> int:
        """How deep this marker usually stands."""
        return RANK[self.style] + (self.label.count(".") - 1 if self.style == "decimal" else 0)


def marker_of(text: str) -> Marker | None:
    """The marker that opens the text; None where it opens with words."""
    start = len(text) - len(text.lstrip())
    for style, pattern in (*_WORDS, *_SIGNS):
        match = pattern.match(text, start)
        if match and match.end() > start and (found := _read(style, match, text[: match.end()])):
            return found
    return None


def roman_value(figures: str) -> int:
    """The number of Roman figures as OCR prints them (H for II, l and 1 for I); 0 where they are none."""
    clean = figures.replace("H", "II").replace("l", "I").replace("1", "I").upper()
    if not re.fullmatch(r"X{0,3}(?:IX|IV|V?I{0,3})", clean):
        return 0
    total = 0
    for at, figure in enumerate(clean):
        worth = _ROMAN[figure]
        total += -worth if at + 1 < len(clean) and _ROMAN[clean[at + 1]] > worth else worth
    return total


def _read(style: Style, match: re.Match[str], written: str) -> Marker | None:
    if style in ("dash", "plus", "bullet"):
        return Marker(style, written, {"dash": "-", "plus": "+"}.get(style, "•"), 0)
    if circled := match.groupdict().get("circled"):
        return Marker(style, written, circled, ord(circled) - ord("①") + 1)
    figures = match["n"] or match.groupdict().get("m") or ""
    if style == "decimal":
        parts = figures.split(".")
        return Marker(style, written, figures, int(parts[-1]), ".".join(parts[:-1]))
    value = _value(style, figures)
    return Marker(style, written, _label(style, figures, value), value) if value else None


def _value(style: Style, figures: str) -> int:
    if figures.isdigit():
        return int(figures)
    if style in ("number", "article"):
        return 8 if figures == "§" else 1
    if style in ("letter", "bracket") and len(figures) == 1 and figures.islower():
        return LETTERS.find(figures) + 1 or ord(figures) - 96
    if style == "upper":
        return ("ABCDĐEGHIKLMNOPQRSTUVXY".find(figures) + 1) or 6
    if figures.lower() in _ORDER:
        return _ORDER.index(figures.lower()) + 1
    return roman_value(figures)


def _label(style: Style, figures: str, value: int) -> str:
    if style in ("part", "chapter", "section", "roman") and not figures.isdigit():
        return roman(value)
    return f"({figures})" if style == "bracket" else str(value) if figures in ("l", "I", "§") else figures
