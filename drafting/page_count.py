"""How many pages a document takes, reckoned from its lines without printing it."""

from __future__ import annotations

from drafting.format import MM_PER_POINT
from drafting.parts.piece import whole
from drafting.word import Section, Word

_DOUBTFUL = (0.9, 1.08)


def reckoned_pages(word: Word) -> float:
    """The pages as a number that is above 1 only where a second page is sure: the main text alone fills more than one,
    a page is broken by hand, or a section begins a new one. Between nine tenths and the whole of a page it is 1.
    """
    breaks = sum(paragraph.breaks_page for paragraph in word.paragraphs)
    sections = sum(section.kind not in ("continuous",) for section in word.sections[1:])
    if breaks or sections:
        return float(1 + breaks + sections)
    return section_pages(word, word.sections[0])


def section_pages(word: Word, section: Section) -> float:
    """The pages of one section by the height of its lines; 1 where it is between nine tenths and the whole of a page."""
    room = section.height_mm - section.top_mm - section.bottom_mm
    share = _height_mm(word, section) / room if room > 0 else 2.0
    return 1.0 if _DOUBTFUL[0] <= share <= _DOUBTFUL[1] else share


def _height_mm(word: Word, section: Section) -> float:
    rows: dict[tuple[int, int], dict[int, float]] = {}
    total = after = 0.0
    for paragraph in word.paragraphs:
        if paragraph.section != section.index:
            continue
        height = whole(paragraph).height_mm
        frame = paragraph.frame
        if frame.kind == "body":
            total += max(after, paragraph.before_pt * MM_PER_POINT) + height
            after = paragraph.after_pt * MM_PER_POINT
        elif frame.kind == "cell" and frame.table is not None:
            row = rows.setdefault((frame.table, frame.row), {})
            row[frame.column] = row.get(frame.column, 0.0) + height + (paragraph.before_pt + paragraph.after_pt) * MM_PER_POINT
    return total + after + sum(max(columns.values()) for columns in rows.values())
