"""Tone marks that a scan lost are put back in the usual words of directives, letter for letter, so that places stay true.

A document is mended only where many of its usual words are misread: on clean text nothing is touched.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafting.orthography import same_tone_place
from tracking.language.rules import alternatives, table
from tracking.structure.node import Node

FEWEST = 5
"""Misread words below which a document counts as clean."""

SHARE = 0.04
"""Share of its usual words that must be misread before a document is mended."""


def mended(trees: Sequence[Node]) -> list[Node]:
    """The trees of one document, their paragraphs mended where the document is a poorly read scan."""
    usual = misread = 0
    for tree in trees:
        for node in tree.walk():
            for _, found, right in _usual_words(node.text):
                usual += 1
                misread += same_tone_place(found.casefold()) != same_tone_place(right)
    if misread < FEWEST or misread < SHARE * usual:
        return list(trees)
    return [_mend(tree) for tree in trees]


def mended_text(text: str) -> str:
    """The text with the tone marks of its usual words put back; of the same length."""
    letters = list(text)
    for start, _, right in _usual_words(text):
        for at, letter in enumerate(right, start=start):
            letters[at] = letter.upper() if text[at].isupper() else letter
    return "".join(letters)


def _mend(node: Node) -> Node:
    paragraph = node.paragraph
    if paragraph is not None:
        paragraph = replace(paragraph, text=mended_text(paragraph.text), found=paragraph.text)
    return replace(node, paragraph=paragraph, children=tuple(_mend(child) for child in node.children))


def _usual_words(text: str) -> Iterator[tuple[int, str, str]]:
    """The usual words that stand in the text: where, as found, and as rightly written."""
    phrases, pattern = _usual()
    for match in pattern.finditer(flat(text)):
        yield match.start(), text[match.start() : match.end()], phrases[match.group()]


@functools.cache
def _usual() -> tuple[dict[str, str], re.Pattern[str]]:
    verbs = table("actions")["verbs"]
    words = [*verbs["strong"].split("|"), *verbs["adverbs"].split("|"), *table("mend")["phrases"].split("|")]
    several = [word.strip() for word in dict.fromkeys(words) if " " in word.strip()]
    shared = Counter(flat(word) for word in several)
    phrases = {flat(word): word for word in several if shared[flat(word)] == 1}
    return phrases, re.compile(r"(?<!\w)" + alternatives(tuple(phrases)).replace(r"\s+", " ") + r"(?!\w)")


@functools.cache
def _base(letter: str) -> str:
    bare = unicodedata.normalize("NFD", letter.casefold())[0]
    return "d" if bare in "đð" else bare


def flat(text: str) -> str:
    """The text without marks and capitals, letter for letter."""
    return "".join(map(_base, text))
