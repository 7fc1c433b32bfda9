"""Checking any .docx against the lawful form: the findings in page order."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from drafting.components import Components, locate
from drafting.effective import read_word
from drafting.errors import InvalidInput
from drafting.finding import Finding, Medium, Mode
from drafting.office_form import OfficeForm
from drafting.page_count import reckoned_pages
from drafting.rules.registry import RULES, rule_named
from drafting.rules.rule import Subject
from drafting.word import Word

_OTHER_RULESET = "X-01"


def check(
    path: Path,
    *,
    mode: Mode = "draft",
    medium: Medium = "paper",
    as_of: dt.date | None = None,
    pages: bool = False,
    office: OfficeForm | None = None,
) -> list[Finding]:
    """The departures of a .docx from the lawful form, in page order; none where it is lawful.

    mode: a draft may lack number and day. medium: what annexes and signatures must carry. as_of: the day of the check (default:
    no day is too late). pages: give each finding its page, which takes LibreOffice. office: what the office has fixed for itself (default:
    nothing). Raises InvalidInput where the file cannot be
    read; PartMissing where pages are asked for and LibreOffice is not installed.
    """
    return check_word(_read(path), path if pages else None, mode=mode, medium=medium, as_of=as_of, office=office)


def check_word(
    word: Word,
    printed: Path | None,
    *,
    mode: Mode = "draft",
    medium: Medium = "paper",
    as_of: dt.date | None = None,
    office: OfficeForm | None = None,
) -> list[Finding]:
    """As `check`, of a document already read; `printed` is its file where pages are wanted."""
    parts = locate(word)
    subject = Subject(parts, mode, medium, as_of or dt.date.max, reckoned_pages(word), office or OfficeForm())
    findings = _findings(subject)
    if printed is not None:
        from drafting.printed_pages import pages_of

        where = pages_of(printed, word, [f.place.paragraph for f in findings if f.place.paragraph is not None])
        findings = [replace(f, place=replace(f.place, page=where.get(f.place.paragraph or 0))) for f in findings]
    return findings


def subject_of(word: Word, *, mode: Mode = "draft", medium: Medium = "paper", as_of: dt.date | None = None) -> tuple[Subject, Components]:
    """What the rules look at, for callers that go on from the findings."""
    parts = locate(word)
    return Subject(parts, mode, medium, as_of or dt.date.max, reckoned_pages(word)), parts


def _findings(subject: Subject) -> list[Finding]:
    if subject.parts.other_ruleset:
        rule = rule_named(_OTHER_RULESET)
        return list(rule.find(rule, subject))
    order = {rule.id: place for place, rule in enumerate(RULES)}
    found = [finding for rule in RULES for finding in rule.find(rule, subject)]
    unique = list(dict.fromkeys(found))
    return sorted(unique, key=lambda finding: (finding.place.paragraph or 0, order[finding.rule]))


def _read(path: Path) -> Word:
    try:
        return read_word(path)
    except RecursionError as error:
        raise InvalidInput(f"«{path.name}» lồng quá nhiều lớp, không an toàn để mở. Hãy lưu lại bằng Word.") from error
