"""Whether words are Vietnamese syllables: the measure by which garbage text layers and wrong encodings are told."""

from __future__ import annotations

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONSET = "(?:ngh|ng|nh|n|th|tr|t|ph|p|kh|k|gh|gi|g|qu|ch|c|b|d|đ|h|l|m|r|s|v|x)?"
_RIME = (
    "(?:"
    "(?:oa|oă|oe|ua|uâ|uê|uơ|uya|uyê|uy|iê|yê|ia|ươ|ưa|uô|oo|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y)(?:ch|ng|nh|c|m|n|p|t|k)?"
    "|(?:oai|oay|oao|oeo|uây|uôi|ươi|ươu|iêu|yêu|uyu|ưu|ưi|ui|ôi|ơi|oi|ai|ay|ây|ao|au|âu|eo|êu|iu|uơi|uao|uêu)"
    ")"
)
_SYLLABLE = re.compile(_ONSET + _RIME)
_WORD = re.compile(r"[^\W\d_]+")
_MARKED = re.compile("[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]")


def is_syllable(word: str) -> bool:
    """Whether the word could be a Vietnamese syllable, marks and case put aside as spelling allows."""
    parted = unicodedata.normalize("NFD", word.lower())
    if sum(parted.count(tone) for tone in _TONES) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(c for c in parted if c not in _TONES))
    return _SYLLABLE.fullmatch(bare) is not None


def share(text: str) -> float:
    """The share (0..1) of the text's words of two or more letters that are Vietnamese syllables, weighted by whether it has marks at all.

    Text without a single marked letter scores at most a half: it may be any language.
    """
    words = [word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if len(word) > 1]
    if not words:
        return 0.0
    fitting = sum(map(is_syllable, words)) / len(words)
    marked = sum(1 for word in words if _MARKED.search(word.lower())) / len(words)
    return fitting * min(1.0, 0.5 + 2 * marked)


_ACCENTED = "àáâãèéêìíòóôõùúýăĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
_BEFORE_VOWEL = re.compile(rf"(?<=[^\W\d_])\s(?=[{_ACCENTED}]\s(?:ng|nh|ch|[nmtcp])(?!\w))")
_BEHIND_VOWEL = re.compile(rf"(?<=[^\W\d_][{_ACCENTED}])\s(?=(?:ng|nh|ch|[nmtcp])(?!\w))")


def closed_up(text: str) -> str:
    """The text with syllables whole that a page parted around their marked vowel ("Đặ ng Văn A", "Qu ả ng An")."""
    return _BEHIND_VOWEL.sub("", _BEFORE_VOWEL.sub("", text))
