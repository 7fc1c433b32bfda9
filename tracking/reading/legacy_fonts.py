"""Text written for the fonts of the years before Unicode (TCVN3: .VnTime; VNI: VNI-Times), turned into Unicode."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tracking.reading import syllables

_DATA = Path(__file__).with_suffix(".toml")
_BEYOND_LATIN = re.compile("[ăđơưĂĐƠƯẠ-ỹ\u0300-\u036f]")


@dataclass(frozen=True, slots=True, eq=False)
class Encoding:
    """One old encoding: `shown` gives the Unicode letter of what is stored, `capitals` marks its capitals-only fonts."""

    name: str
    fonts: tuple[str, ...]
    shown: dict[str, str]
    finder: re.Pattern[str]
    capitals: bool = False
    capital_fonts_end: str = ""


@cache
def encodings() -> tuple[Encoding, ...]:
    """The old encodings of the table beside this file, each with its capitals-only twin where it has one."""
    out: list[Encoding] = []
    for name, row in tomllib.loads(_DATA.read_text("utf-8")).items():
        words = re.split("[ \n]+", row["pairs"].strip(" \n"))
        shown = dict(zip(words[::2], words[1::2], strict=True))
        if any(len(stored) > 1 for stored in shown):
            shown = _with_capitals(shown)
        finder = re.compile("|".join(map(re.escape, sorted(shown, key=len, reverse=True))))
        plain = Encoding(name, tuple(row["fonts"]), shown, finder)
        out.append(plain)
        if row["capital_fonts_end"]:
            out.append(Encoding(name, plain.fonts, shown, finder, capitals=True, capital_fonts_end=row["capital_fonts_end"]))
    return tuple(out)


def _with_capitals(shown: dict[str, str]) -> dict[str, str]:
    """VNI writes a capital as capital letter and either case of its mark."""
    out = dict(shown)
    for stored, letter in shown.items():
        out[stored.upper()] = letter.upper()
        if len(stored) > 1:
            out[stored[0].upper() + stored[1:]] = letter.upper()
    return out


def encoding_of_font(font: str | None, text: str) -> Encoding | None:
    """The old encoding that a font name stands for; None for other fonts and for text that is Unicode in spite of the font."""
    if not font or not font[:4].lower().startswith((".vn", "vni")) or _BEYOND_LATIN.search(text):
        return None
    low = font.lower()
    for encoding in reversed(encodings()):
        if low.startswith(encoding.fonts) and (not encoding.capitals or low.endswith(encoding.capital_fonts_end)):
            return encoding
    return None


def to_unicode(text: str, encoding: Encoding) -> str:
    """The text as its old font showed it."""
    out = encoding.finder.sub(lambda match: encoding.shown[match.group(0)], text)
    return out.upper() if encoding.capitals else out


def guess(text: str) -> Encoding | None:
    """The old encoding that makes Vietnamese of a text which is none as it stands; None where the text is best left alone."""
    sample = text[:20_000]
    if not any("\u00a1" <= c <= "\u00ff" for c in sample) or len(_BEYOND_LATIN.findall(sample)) * 50 > len(sample):
        return None
    best, score = None, syllables.share(sample) + 0.15
    for encoding in encodings():
        if not encoding.capitals:
            found = syllables.share(to_unicode(sample, encoding))
            if found > score:
                best, score = encoding, found
    return best
