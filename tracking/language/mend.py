"""Tone marks that a scan lost are put back, letter for letter, so that places stay true.

A document is mended as a whole only where many of its usual words are misread, else paragraph by paragraph: clean text is never touched.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafting.orthography import same_tone_place
from tracking.language.marks import CHANGE, CHANGE_RARELY, SYLLABLE, flat, marks
from tracking.language.rules import alternatives, table
from tracking.structure.node import Node

LIMITS = ((3, 0.016), (2, 0.06))
"""How many of its usual words, and what share of them, must be misread before a document is mended: either will do."""


def mended(trees: Sequence[Node]) -> list[Node]:
    """The trees of one document, mended where it is a poorly read scan; else only those paragraphs that hold a usual phrase misread."""
    usual = misread = 0
    worn: set[int] = set()
    for tree in trees:
        for node in tree.walk():
            for _, found, right in _usual_words(node.text):
                usual += 1
                if _is_misread(found, right):
                    misread += 1
                    worn.add(id(node.paragraph))
    everywhere = any(misread >= many and misread >= share * usual for many, share in LIMITS)
    if not worn:
        return list(trees)
    return [_mend(tree, None if everywhere else worn) for tree in trees]


def is_mended(tree: Node) -> bool:
    """Whether the tree is one of a poorly read scan, its words mended."""
    return any(node.paragraph is not None and node.paragraph.found for node in tree.walk())


def _is_misread(found: str, right: str) -> bool:
    """Whether words are a usual phrase misread, and no usual words themselves ("truyền thống" beside "truyền thông")."""
    seen = same_tone_place(found.casefold())
    if seen == same_tone_place(right):
        return False
    syllables = SYLLABLE.findall(seen)
    return not all(pair in marks().counts.pairs for pair in itertools.pairwise(syllables))


def mended_text(text: str, *, rarely: bool = False) -> str:
    """The text with the tone marks of its words put back; of the same length. rarely: the document is hardly worn."""
    return marks().restored(text, CHANGE_RARELY if rarely else CHANGE)


def _mend(node: Node, worn: set[int] | None) -> Node:
    """The node with its paragraphs mended: all of them, or those named by identity."""
    paragraph = node.paragraph
    if paragraph is not None and (worn is None or id(paragraph) in worn):
        paragraph = replace(paragraph, text=mended_text(paragraph.text, rarely=worn is not None), found=paragraph.text)
    return replace(node, paragraph=paragraph, children=tuple(_mend(child, worn) for child in node.children))


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
