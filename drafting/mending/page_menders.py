"""Menders of pages and of letters everywhere: paper, margins, page numbers, sections, fonts, colours."""

from __future__ import annotations

from collections.abc import Callable

from drafting.finding import Finding
from drafting.mending import letters, lists, page, sections
from drafting.mending.text_menders import indexes
from drafting.rules.colour import is_black
from drafting.rules.font import everywhere, is_legacy, is_right, is_symbol
from drafting.rules.page_paper import holds_table
from drafting.rules.rule import Subject


def every_section(change: Callable[..., None], *arguments: str) -> Callable[[Subject, list[Finding]], None]:
    def mend(subject: Subject, findings: list[Finding]) -> None:
        del findings
        for section in subject.word.sections:
            change(section, *arguments)

    return mend


def margin(name: str) -> Callable[[Subject, list[Finding]], None]:
    def mend(subject: Subject, findings: list[Finding]) -> None:
        wrong = {finding.found.partition(":")[0] for finding in findings}
        for section in subject.word.sections:
            if f"phần {section.index + 1}" in wrong:
                page.margin(section, name)

    return mend


def upright(subject: Subject, findings: list[Finding]) -> None:
    del findings
    for section in subject.word.sections:
        if section.landscape and not holds_table(subject, section):
            page.portrait(section)


def same_margins(subject: Subject, findings: list[Finding]) -> None:
    del findings
    page.same_margins(subject.word)


def numbers(subject: Subject, findings: list[Finding]) -> None:
    del findings
    if page.is_numbered_anew(subject.word):
        return
    page.number_pages(subject.word, letters.profile_of(subject.parts))


def annex_pages(subject: Subject, findings: list[Finding]) -> None:
    """One step a round: the sections of a document are read anew after each break that is put in."""
    by_place = {finding.place.paragraph: finding.found for finding in findings}
    for annex in subject.parts.annexes:
        told = by_place.get(annex.label.paragraph.index if annex.label is not None else None, "")
        if "section" in told:
            sections.own_section(subject.word, annex)
            return
        if "trang mới" in told:
            sections.new_page(subject.word, annex)
        elif told:
            page.start_at_one(subject.word.sections[min(annex.section, len(subject.word.sections) - 1)])


def fonts(subject: Subject, findings: list[Finding]) -> None:
    del findings
    letters.refont(everywhere(subject.word), lambda font: not (is_right(font) or is_legacy(font) or is_symbol(font)))
    lists.plain_letters(subject.word.package)


def colours(subject: Subject, findings: list[Finding]) -> None:
    letters.blacken(subject.word.paragraphs[index - 1] for index in indexes(findings))
    if any(finding.place.paragraph is None for finding in findings):
        apart = [paragraph for paragraph in everywhere(subject.word) if paragraph.index == 0]
        letters.blacken(paragraph for paragraph in apart if any(not is_black(run.colour) or run.highlight for run in paragraph.solid))
    lists.black_numbers(subject.word.package)
