"""Text saved with marks of layout (Markdown): what they mean for the lines is kept, the marks themselves are taken off.

Collections of documents print a letterhead and a foot as one-row tables ("| Nơi nhận: … | KT. CHỦ TỊCH … |"), headings with "#",
bold words between "**", and pages parted by a line that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracking.reading.syllables import closed_up

_BREAK = re.compile(r"(?<![^\S\n])[^\S\n]*(?<!-)-{2,}[^\S\n]*(?:PAGE BREAK|NGẮT TRANG)[^\S\n]*-{2,}[^\S\n]*", re.IGNORECASE)
_RULE = re.compile(r"\s*\|(?:\s*:?-{3,}:?\s*\|)+\s*")
_ROW = re.compile(r"\s*\|(?P<cells>.*)\|\s*")
_FOOT = re.compile(r"\s*\**\s*n[ơo]i\s+nh[ậâa]n\s*:", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?<!KT\.)(?<!TL\.)(?<!TUQ\.)(?<!Q\.)(?<!PHÓ)(?<!TỔNG)\s+"
    r"(?=(?:PHÓ|THỨ TRƯỞNG|CHÁNH|CỤC TRƯỞNG|VỤ TRƯỞNG|GIÁM ĐỐC|CHỦ TỊCH|KT\.|TL\.|TUQ\.|Q\.)(?!\w))"
)
_RECIPIENT = re.compile(r"\s+(?=[-–+]\s)")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(?P<words>.*?)\s*#*\s*")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(?P<words>[^\n]*?\S)\1")
_BOLD_OVER_LINES = re.compile(
    r"^(?P<mark>\*\*)(?P<first>(?:\d{1,2}|[IVX]{1,5}|[a-zđ])[.)][^*\n]{0,80})\n(?P<second>[^*\n]{2,120})(?P=mark)[^\S\n]*$", re.MULTILINE
)
"""A heading in bold that a page broke into two lines."""
_UNPAIRED = re.compile(r"^\s*\*\*\s*|\s*\*\*\s*$")
_SLANTED = re.compile(r"\s*\*(?=[^\s*])(?P<words>[^*]+?)\*\s*")

LONGEST_NAME = 6
"""Syllables of the name of who signs, at most."""


def without_markup(text: str) -> str:
    """The text without marks of layout; a text that has none is given back as it is."""
    text = _BOLD_OVER_LINES.sub(lambda match: f"{match['mark']}{match['first']} {match['second']}{match['mark']}", _BREAK.sub("\f", text))
    if not re.search(r"\*\*|^[^\S\n]{0,3}#{1,6}\s|^[^\S\n]*\|.*\|[^\S\n]*$", text, re.MULTILINE):
        return text
    return "\n".join(_lines(text.split("\n")))


def _lines(lines: Sequence[str]) -> Iterator[str]:
    for at, line in enumerate(lines):
        row = _ROW.fullmatch(line)
        if _RULE.fullmatch(line) and _stands_alone(lines, at):
            continue
        cells = [cell.strip() for cell in row["cells"].split("|")] if row is not None else []
        if any(_FOOT.match(cell) for cell in cells):
            yield from (part for cell in cells for part in _foot(cell))
            continue
        heading = _HEADING.fullmatch(line)
        line = _BOLD.sub(lambda match: match["words"], heading["words"] if heading is not None else line)
        slanted = _SLANTED.fullmatch(line)
        yield _UNPAIRED.sub("", slanted["words"] if slanted is not None else line)


def _stands_alone(lines: Sequence[str], at: int) -> bool:
    """Whether a rule between the head of a table and its rows has no row below it, so that no table stands there."""
    below = next((line for line in lines[at + 1 :] if line.strip()), "")
    return _ROW.fullmatch(below) is None


def _foot(cell: str) -> list[str]:
    """The lines of a cell of the foot: each recipient, or the office and the name of who signs."""
    if _FOOT.match(cell):
        return [line for line in _RECIPIENT.split(cell) if line.strip()]
    words = closed_up(cell).split()
    at = next((place for place, word in enumerate(words) if not word.isupper()), len(words))
    name = words[at:]
    if at == 0 or not 1 < len(name) <= LONGEST_NAME or not all(word[0].isupper() for word in name):
        return [cell] if cell else []
    return [*_OFFICE.split(" ".join(words[:at])), " ".join(name)]
