"""Text without marks, letter for letter, so that damaged print is recognised and offsets stay those of the text."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher


class _Base(dict[int, str]):
    """The base letter in lower case of each character, worked out once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = unicodedata.normalize("NFD", char)[0].lower()
        self[code] = {"đ": "d", "ð": "d"}.get(base, base)[:1] or char
        return self[code]


_BASE = _Base()
LOWER = "a-zàáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
"""The small letters of the alphabet, for use inside the brackets of a pattern."""
UPPER = "A-Z" + LOWER[3:].upper()
"""The capital letters, likewise."""

ALIKE = 0.88
"""The likeness (0..1) of letters from which on they are a damaged phrase."""
_WORD = re.compile(r"[^\W_]+")


def flat(text: str) -> str:
    """The text in lower case without marks, as long as the text itself: "Số: 05/QĐ" → "so: 05/qd"."""
    return text.translate(_BASE)


def flat_words(text: str) -> list[str]:
    """The words of the text without marks."""
    return _WORD.findall(flat(text))


def find_phrase(text: str, phrase: tuple[str, ...], share: float = 0.7) -> tuple[int, int] | None:
    """Where a fixed phrase stands in the text though some of its letters are misread; None where it does not.

    phrase: its words without marks. share: the part of them that must be read right, one wrong letter a word forgiven.
    """
    words = list(_WORD.finditer(flat(text)))
    best: tuple[int, int, int] | None = None
    for first, word in enumerate(words):
        if not _near(word.group(), phrase[0]):
            continue
        window = words[first : first + len(phrase)]
        right = sum(_near(read.group(), want) for read, want in zip(window, phrase, strict=False))
        if right >= share * len(phrase) and (best is None or right > best[0]):
            best = right, window[0].start(), window[-1].end()
    return best[1:] if best else _by_letters(words, phrase)


def _by_letters(words: list[re.Match[str]], phrase: tuple[str, ...]) -> tuple[int, int] | None:
    """Where the letters of a phrase stand whose words print broke or joined ("CHU NGH A VIÊT"); None unless half its words are there."""
    if len(phrase) < 5 or sum(any(_near(word.group(), want) for want in phrase) for word in words) < len(phrase) / 2:
        return None
    letters = "".join(phrase)
    best = (0.0, 0, 0)
    for first, word in enumerate(words):
        if not (word.group().startswith(phrase[:2]) or word.group()[:1] == phrase[0][0]):
            continue
        read = ""
        for last in words[first : first + len(phrase) + 3]:
            read += last.group()
            best = max(best, (SequenceMatcher(None, read, letters).ratio(), word.start(), last.end()))
    return best[1:] if best[0] >= ALIKE else None


def _near(word: str, want: str) -> bool:
    if word == want:
        return True
    if len(want) < 3 or len(word) != len(want):
        return False
    return sum(a != b for a, b in zip(word, want, strict=True)) <= 1


def is_capitals(text: str) -> bool:
    """Whether the text is set in capitals: at least three letters, nine in ten of them capital."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 3 and sum(char.isupper() for char in letters) >= 0.9 * len(letters)
