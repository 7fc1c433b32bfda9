"""Vietnamese text as text: one normal form, a fold for searching, and the way back to what was found.

Everything that enters the program passes `normalise` once. Comparisons use `fold` (no marks, đ as d) or
`same_words` (marks kept, the two placements of tone marks, hòa and hoà, taken as equal).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_TONE_PLACES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_TONE_END = re.compile(r"(?<![qQ])(?:" + "|".join(_TONE_PLACES) + r")\b", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


def nfc(text: str) -> str:
    """The text in composed form (Unicode NFC), as every stage expects it."""
    return unicodedata.normalize("NFC", text)


def squash(text: str) -> str:
    """The text in NFC with every run of white space (NBSP included) as one space, ends trimmed."""
    return _SPACES.sub(" ", nfc(text)).strip()


def fold(text: str) -> str:
    """The text for searching: lower case, no marks, đ as d, single spaces. "Đôn đốc" → "don doc"."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return _SPACES.sub(" ", bare.replace("đ", "d")).strip()


def same_tone_place(text: str) -> str:
    """The text with tone marks on the first vowel of oa, oe, uy ("hoà" → "hòa", "Uỷ" → "Ủy"); the decree uses both."""

    def move(match: re.Match[str]) -> str:
        found = match.group(0)
        moved = _TONE_PLACES[found.lower()]
        if found.isupper():
            return moved.upper()
        return moved[0].upper() + moved[1:] if found[0].isupper() else moved

    return _TONE_END.sub(move, text)


def compare_key(text: str) -> str:
    """A key under which two writings of the same words are equal: NFC, spaces, case and tone places folded."""
    return same_tone_place(squash(text)).casefold()


def same_words(a: str, b: str) -> bool:
    """Whether two strings are the same words, marks included."""
    return compare_key(a) == compare_key(b)


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text and, for each of its characters, the offset of the character it came from."""

    text: str
    offsets: tuple[int, ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of the original text that holds `text[start:end]`."""
        if start >= end:
            at = self.offsets[start] if start < len(self.offsets) else (self.offsets[-1] + 1 if self.offsets else 0)
            return at, at
        after = self.offsets[end] if end < len(self.offsets) else self.offsets[-1] + 1
        return self.offsets[start], max(after, self.offsets[end - 1] + 1)


def normalise(text: str) -> Normalised:
    """The text in NFC, invisible characters dropped, each run of white space one space, with the way back.

    A combining mark joins the letter before it, so offsets point at the letter.
    """
    out: list[str] = []
    offsets: list[int] = []
    index = 0
    while index < len(text):
        start = index
        index += 1
        while index < len(text) and unicodedata.combining(text[index]):
            index += 1
        cluster = nfc(text[start:index].translate(_INVISIBLE))
        if cluster.isspace():
            if out and out[-1] == " ":
                continue
            cluster = " "
        for char in cluster:
            out.append(char)
            offsets.append(start)
    return Normalised("".join(out), tuple(offsets))
