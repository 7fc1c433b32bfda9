"""Bytes of a text or web page as Unicode text, with the encodings that Vietnamese files come in."""

from __future__ import annotations

import codecs
import re

from tracking.reading import legacy_fonts, refusals, syllables
from tracking.reading.viqr import from_viqr

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The text of the bytes. `declared` is what the file says of itself and is believed only where it decodes.

    UTF-8 and UTF-16 are recognised by their form; older bytes are read as the encoding that makes Vietnamese of them
    (Windows-1258, TCVN3, VNI, VISCII). Raises InvalidInput for bytes that are no text.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data.decode(codec, "replace")
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace")
    for codec in dict.fromkeys(("utf-8", *([declared] if declared and _known(declared) else []))):
        try:
            return _settled(_text_only(data.decode(codec), name))
        except UnicodeDecodeError:
            continue
    return _text_only(_old(data), name)


def _known(codec: str) -> bool:
    try:
        return codecs.lookup(codec).name not in ("utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape")
    except LookupError:
        return False


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of the Latin letters and spaces is zero."""
    head = data[:4000]
    if len(head) < 8:
        return None
    odd, even = head[1::2].count(0), head[::2].count(0)
    if odd > len(head) * 0.2 and odd > 8 * even:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) * 0.2 and even > 8 * odd else None


def _settled(text: str) -> str:
    """UTF-8 text whose letters are those of an old font (a copy out of an old Word file) converted."""
    encoding = legacy_fonts.guess(text)
    return legacy_fonts.to_unicode(text, encoding) if encoding else from_viqr(text)


def _old(data: bytes) -> str:
    """Bytes that are not UTF-8: damaged UTF-8 with its few wrong bytes replaced, or the old encoding with the most Vietnamese in it."""
    latin = data.decode("latin-1")
    best, score = data.decode("utf-8", "replace"), 0.0
    score = syllables.share(best) - 4 * best.count("\ufffd") / max(len(best), 1)
    candidates = [data.decode("cp1258", "replace"), data.decode("cp1252", "replace")]
    candidates += [legacy_fonts.to_unicode(latin, encoding) for encoding in legacy_fonts.encodings() if not encoding.capitals]
    for text in candidates:
        found = syllables.share(text[:50_000])
        if found > score:
            best, score = text, found
    return best


def _text_only(text: str, name: str) -> str:
    """The text, unless control characters show that the bytes are no text at all."""
    control = len(_CONTROL.findall(text[:50_000]))
    if control * 50 > min(len(text), 50_000):
        raise refusals.damaged(name, "nội dung không phải văn bản")
    return _CONTROL.sub("", text)
