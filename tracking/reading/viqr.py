"""VIQR (RFC 1456): Vietnamese typed in plain letters, marks after them ("Ye^u ca^`u so+? No^.i vu."), turned into Unicode."""

from __future__ import annotations

import re
import unicodedata

from tracking.reading import syllables

_SHAPES = {"^": "\u0302", "(": "\u0306", "+": "\u031b"}
_TONES = {"'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
_LETTER = re.compile(r"(?P<d>[dD]{2})|(?P<vowel>[aeiouyAEIOUY])(?P<shape>[\^(+]?)(?P<tone>['`?~.]?)")
_MARKED = re.compile(r"[aeiouyAEIOUY](?:[\^(+][\'`?~.]?|[`~])|\bdd|[aeiouy][\'?.][a-z]")
_WHITE = re.compile(r"\s*")
_FEWEST = 8
_GAIN = 0.2


def from_viqr(text: str) -> str:
    """The text with its marks on its letters, where it is typed so; else the text as it is."""
    sample = text[:20_000]
    if not sample.isascii() or len(_MARKED.findall(sample)) < _FEWEST:
        return text
    if syllables.share(_converted(sample)) < syllables.share(sample) + _GAIN:
        return text
    return _converted(text)


def _converted(text: str) -> str:
    return unicodedata.normalize("NFC", _LETTER.sub(_marked, text))


def _marked(match: re.Match[str]) -> str:
    if match["d"]:
        return "Đ" if match["d"][0] == "D" else "đ"
    tone = match["tone"]
    if tone in (".", "?") and not match["shape"] and _ends_sentence(match.string, match.end()):
        return match["vowel"] + _SHAPES.get(match["shape"], "") + tone
    return match["vowel"] + _SHAPES.get(match["shape"], "") + _TONES.get(tone, "")


def _ends_sentence(text: str, end: int) -> bool:
    """Whether a stop or question mark here rather ends a sentence: a capital, a line or the text's end follows."""
    after = _WHITE.match(text, end)
    white = after.group() if after else ""
    following = text[end + len(white) : end + len(white) + 1]
    return not following or (bool(white) and ("\n" in white or following.isupper()))
