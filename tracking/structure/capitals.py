"""Names printed in capitals, written again in sentence case (Nghị định 30/2020/NĐ-CP, Phụ lục II)."""

from __future__ import annotations

import functools
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from importlib.resources import files
from typing import Any

from drafting.orthography import compare_key, squash
from tracking.structure.flat import ALIKE, flat, is_capitals
from tracking.structure.knowledge import starting

_TOKEN = re.compile(r"[^\s,;()\-–]+|[,;()\-–]")
_VOWEL = re.compile(r"[aeiouy]")


@functools.cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("tracking.structure").joinpath("capitals.toml").read_text("utf-8"))


def sentence_case(name: str, lines: Iterable[str] = (), proper_names: bool = True) -> str:
    """The name of a body in sentence case; a name not set in capitals is returned as it is.

    Known parts of names take their lawful case; other words the case they have where the document itself (`lines`)
    writes the name out; the rest follows the rules: class words small, proper names capital on each syllable.
    proper_names: False for a subject, where a class word is not followed by a name.
    """
    name = squash(name)
    if not is_capitals(name):
        return name
    texts = list(lines)
    words = _TOKEN.findall(name)
    bare = [flat(word) for word in words]
    cased: list[str | None] = [None] * len(words)
    _apply_known(words, bare, cased)
    words = _set_right(words, bare, cased, texts)
    if cased[0] is None and proper_names:
        cased[0] = _first_word(words[0])
    seen = _seen_in(name, texts)
    if seen is not None:
        cased = [word or _like(own, pattern) for word, own, pattern in zip(cased, words, _TOKEN.findall(seen), strict=True)]
    return _joined(name, _ruled(words, bare, cased, proper_names))


def _apply_known(words: list[str], bare: list[str], cased: list[str | None]) -> None:
    """Abbreviations, known parts (misread marks set right) and names of provinces after their class word."""
    for at, word in enumerate(words):
        if "/" in word and any(char.isdigit() for char in word):
            cased[at] = word
        elif word == "TTG":
            cased[at] = "TTg"
        elif word in _table()["abbreviations"] or (word.isalpha() and len(word) > 1 and not _VOWEL.search(bare[at])):
            cased[at] = word
    for phrase in (*_sorted("phrases"), *_sorted("provinces")):
        parts = _TOKEN.findall(phrase)
        want = [flat(part) for part in parts]
        province = phrase in _table()["provinces"]
        for at in range(len(words) - len(parts) + 1):
            if bare[at : at + len(parts)] == want and not any(cased[at : at + len(parts)]):
                same = all(compare_key(a) == compare_key(b) for a, b in zip(words[at : at + len(parts)], parts, strict=True))
                if same or not province or (at and bare[at - 1] in ("tinh", "pho")):
                    for offset, part in enumerate(parts):
                        cased[at + offset] = _like(words[at + offset], part) if same else part


def _set_right(words: list[str], bare: list[str], cased: list[str | None], texts: list[str]) -> list[str]:
    """Words whose marks were misread, as the document itself writes the pair they stand in nearly always."""
    out = list(words)
    for at in range(len(words) - 1):
        if cased[at] or cased[at + 1] or not (bare[at].isalpha() and bare[at + 1].isalpha()):
            continue
        pair = f"{bare[at]} {bare[at + 1]}"
        found: Counter[str] = Counter()
        for text in texts:
            plain = flat(text)
            if pair in plain:
                found.update(text[m.start() : m.end()].lower() for m in re.finditer(rf"\b{pair}\b", plain))
        own = f"{out[at]} {out[at + 1]}".lower()
        if found and (best := found.most_common(1)[0])[0] != own and best[1] >= 3 * max(1, found[own] - 1):
            first, second = best[0].split(" ")
            out[at], out[at + 1] = _like(first, out[at]), _like(second, out[at + 1])
    return out


def _first_word(word: str) -> str | None:
    """The first word of the name of a body whose marks print or OCR lost ("SỎ" → "Sở"); None for words that are right or other words."""
    right = [entry for entry in _table()["first_words"] if flat(entry) == flat(word)]
    return right[0] if len(right) == 1 and compare_key(right[0]) != compare_key(word.capitalize()) else None


@functools.cache
def _sorted(key: str) -> tuple[str, ...]:
    return tuple(sorted(_table()[key], key=lambda entry: -len(entry)))


def _seen_in(name: str, lines: Iterable[str]) -> str | None:
    """The commonest way in which the lines write the name other than in capitals; None where they do not."""
    bare = flat(name)
    found: Counter[str] = Counter()
    for line in lines:
        at = flat(line).find(bare)
        if at >= 0 and not is_capitals(written := line[at : at + len(bare)]) and len(_TOKEN.findall(written)) == len(_TOKEN.findall(name)):
            found[written] += 1
    return found.most_common(1)[0][0] if found else None


def _like(word: str, pattern: str) -> str:
    """The letters of the word in the case of the pattern."""
    if len(word) != len(pattern):
        return pattern
    return "".join(a.upper() if b.isupper() else a.lower() for a, b in zip(word, pattern, strict=True))


def _ruled(words: list[str], bare: list[str], cased: list[str | None], proper_names: bool) -> list[str]:
    """Every word in its case; what nothing else decided follows the rules of Phụ lục II."""
    out: list[str] = []
    listing = any(bare[: len(parts)] == parts for parts in _entries("list_heads"))
    proper = field = False
    for at, word in enumerate(words):
        if word in ",;()-–":
            out.append(word)
            field = listing
            continue
        own = cased[at]
        if own is None:
            capital = at == 0 or (
                proper_names and (proper or field or word.isdigit()) and not _is_class(bare, at) and bare[at] not in ("va", "cua", "cac")
            )
            own = _capital(word) if capital else (_class_word(bare, at) if proper_names else None) or word.lower()
        out.append(own)
        proper = any(_closes(bare, at, parts) for key in ("class_words", "proper_after") for parts in _entries(key)) or (
            proper and bare[at] not in ("va", "cua", "cac")
        )
        field = any(_closes(bare, at, parts) and at + 1 == len(parts) for parts in _entries("field_heads")) or (
            listing and bare[at] == "va"
        )
    _raise_class_words(out, bare)
    return out


@functools.cache
def _entries(key: str) -> tuple[list[str], ...]:
    return tuple(flat(entry).split() for entry in _table()[key])


def _closes(bare: list[str], at: int, parts: list[str]) -> bool:
    """Whether the words up to and with `at` end with these parts."""
    return at + 1 >= len(parts) and bare[at + 1 - len(parts) : at + 1] == parts


def _class_word(bare: list[str], at: int) -> str | None:
    """The class word of one syllable that stands here, its marks set right ("TÍNH" → "tỉnh"); None for other words."""
    return next((entry for entry in _table()["class_words"] if at and flat(entry) == bare[at]), None)


def _is_class(bare: list[str], at: int) -> bool:
    """Whether a class word ("thành phố", "xã") stands here inside a name."""
    return any(bare[at : at + len(parts)] == parts or _closes(bare, at, parts) for parts in _entries("class_words"))


def _raise_class_words(out: list[str], bare: list[str]) -> None:
    """A class word gets its capital where the name after it is a number, a person or an event."""
    names = [flat(name).split() for name in _table()["class_capital_names"]]
    for entry in _table()["class_words"]:
        parts = flat(entry).split()
        for at in range(1, len(bare) - len(parts)):
            after = bare[at + len(parts) :]
            if bare[at : at + len(parts)] == parts and (after[0].isdigit() or any(after[: len(n)] == n for n in names)):
                out[at] = _capital(out[at])


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:].lower()


def _joined(name: str, words: list[str]) -> str:
    """The words with the spaces of the name between them."""
    out: list[str] = []
    position = 0
    for token, word in zip(_TOKEN.finditer(name), words, strict=True):
        out.append(name[position : token.start()] + word)
        position = token.end()
    text = "".join(out) + name[position:]
    return text[:1].upper() + text[1:]


def known_parts(text: str, key: str) -> str | None:
    """The longest known part ("phrases") or name ("provinces") with which the text begins; None where it begins with none."""
    words = [flat(word) for word in _TOKEN.findall(text)]
    for phrase in _sorted(key):
        want = [flat(part) for part in _TOKEN.findall(phrase)]
        if words[: len(want)] == want:
            return phrase
    return None


@functools.cache
def known_names() -> tuple[str, ...]:
    """Whole names of bodies of the State: those known as such, and ministries, departments and divisions by their fields."""
    phrases = _table()["phrases"]
    whole = [phrase for phrase in phrases if starting("office_heads").match(flat(phrase))]
    return (*whole, *(f"{head} {phrase}" for head in ("Bộ", "Sở", "Phòng") for phrase in phrases if phrase not in whole))


def nearest_name(line: str) -> str | None:
    """The body of the State whose name the line is but for a letter or two or a lost space ("TONG CYC THUE"); None for other lines.

    A line that begins as the name of a body must have all letters of it: "CHI CỤC THÚ Y" is no other sub-department.
    """
    letters = re.sub(r"[^a-z]", "", flat(line))
    if len(letters) < SHORTEST_NAME:
        return None
    least = 1.0 if starting("office_heads").match(flat(line)) else ALIKE
    near = [(SequenceMatcher(None, letters, own).ratio(), name) for own, name in _lettered() if _may_be(own, letters)]
    ratio, name = max(near, default=(0.0, ""))
    return name if ratio >= least else None


def _may_be(own: str, letters: str) -> bool:
    return own[0] == letters[0] and abs(len(own) - len(letters)) <= 2


@functools.cache
def _lettered() -> tuple[tuple[str, str], ...]:
    return tuple((re.sub(r"[^a-z]", "", flat(name)), name) for name in known_names())


SHORTEST_NAME = 10
"""Letters of a name that is known in spite of damage."""
