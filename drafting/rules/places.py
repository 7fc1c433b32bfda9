"""Where findings about sections and headers stand."""

from __future__ import annotations

from drafting.rules.rule import Subject
from drafting.word import Paragraph, Section


def first_of(subject: Subject, section: Section) -> Paragraph | None:
    """The first paragraph of a section; None for the first section, whose findings concern the whole document."""
    if section.index == 0:
        return None
    return next((paragraph for paragraph in subject.word.paragraphs if paragraph.section == section.index), None)
