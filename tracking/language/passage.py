"""The words of one item, joined from its paragraphs, with the way back to their places on the pages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tracking.duty import Span
from tracking.structure.letters import compiled
from tracking.structure.paragraphs import Paragraph

_ABBREVIATION = re.compile(
    r"(?:^|[\s(.])(?:TP|Tp|PCT|CT|GĐ|PGĐ|BT|TTg|ThS|TS|PGS|GS|BS|KS|CN|Đ/c|đ/c|Đ|P|Q|TX|TT|H|X|No|tr|v\.v|St|[A-ZĐ])\.$"
)
_LONGEST_ABBREVIATION = 8
_ORDINAL = re.compile(r"(?<![\d/.\-])\b\d{1,2}\.$")
_STOP = compiled(r"(?<=[.!?…])[\"”)]?\s+(?=[\"“(•+*-]?\s*[‹U›\d])")


@dataclass(frozen=True, slots=True)
class Passage:
    """Joined words; `parts` holds each paragraph with its place in the text and how many of its own characters precede it."""

    text: str
    parts: tuple[tuple[Paragraph, int, int], ...]

    def as_found(self, start: int, end: int) -> str:
        """`text[start:end]` as the source has it, where its words were mended."""
        letters = list(self.text)
        for paragraph, at, offset in self.parts:
            if paragraph.found:
                letters[at : at + len(paragraph.text) - offset] = paragraph.found[offset:]
        return "".join(letters[start:end])

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The places of `text[start:end]`, in reading order; none where the source has no pages."""
        found: list[Span] = []
        for paragraph, at, offset in self.parts:
            length = len(paragraph.text) - offset
            if start < at + length and end > at:
                found.extend(paragraph.spans(max(start - at, 0) + offset, min(end - at, length) + offset))
        return tuple(found)


def passage_of(paragraphs: Iterable[Paragraph]) -> Passage:
    """The paragraphs as one passage; those after the first keep the markers they were printed with."""
    text = ""
    parts: list[tuple[Paragraph, int, int]] = []
    for paragraph in paragraphs:
        if text and not text.endswith(" "):
            text += " "
        if parts and paragraph.marker:
            text += paragraph.marker.written.strip() + " "
        parts.append((paragraph, len(text), 0))
        text += paragraph.text
    return Passage(text, tuple(parts))


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of the text as ranges of characters, final blanks left out; abbreviations do not end one."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _STOP.finditer(text):
        at = match.start()
        last_word = (max(0, start - 1, at - _LONGEST_ABBREVIATION), at)
        if _ABBREVIATION.search(text, *last_word) or _ORDINAL.search(text, *last_word) or _inside_brackets(text, at):
            continue
        found.append((start, at))
        start = match.end()
    if text[start:].strip():
        found.append((start, len(text.rstrip())))
    return found


def _inside_brackets(text: str, at: int) -> bool:
    before = text[:at]
    return (before.count("(") > before.count(")") and ")" in text[at : at + 300]) or (
        before.count("“") > before.count("”") and "”" in text[at : at + 300]
    )
