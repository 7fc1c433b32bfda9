"""From page 2 on, a bare Arabic number stands centred in the top margin, size 13–14, upright; page 1 shows none; counting starts at 1.

Source: PL I.I.7, PL I.V 14.
Wrong: number in the footer; number on page 1; "Trang 2"; 12 pt italic
Right: a PAGE field centred in the header, title page on, first header without it
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.finding import Finding
from drafting.format import MM_PER_POINT, figure
from drafting.page_count import section_pages
from drafting.parts.piece import SINGLE_LINE
from drafting.rules.places import first_of
from drafting.rules.rule import Rule, Subject, millimetres, points, tolerance
from drafting.word import HeaderPart, Paragraph, Section


def _in_header(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for section in subject.word.sections:
        if any(part.has_page_number for part in subject.word.printed_footers(section).values()):
            yield rule.finding(f"phần {section.index + 1}: số trang ở chân trang", "số trang ở lề trên", first_of(subject, section))
            return
    if subject.pages <= 1:
        return
    numbered = any(part.has_page_number for section in subject.word.sections for part in section.headers.values())
    for section in subject.word.sections:
        first_hidden = section.index == 0 or section.title_page or section.number_start == 1
        if numbered and first_hidden and section_pages(subject.word, section) <= 1:
            continue
        needed = ("default", "even") if subject.word.even_and_odd else ("default",)
        parts = [section.headers.get(kind) for kind in needed]
        if any(part is None or not part.has_page_number for part in parts):
            yield rule.finding(
                f"phần {section.index + 1}: lề trên không có số trang", "số trang tự động ở giữa lề trên", first_of(subject, section)
            )
            return


def _numbered(subject: Subject) -> Iterator[tuple[Section, HeaderPart, Paragraph]]:
    """Each header paragraph with a page number, once."""
    seen: set[str] = set()
    for section in subject.word.sections:
        for part in subject.word.printed_headers(section).values():
            if part.part in seen or not part.has_page_number:
                continue
            seen.add(part.part)
            yield from ((section, part, p) for p in part.paragraphs if any("PAGE" in field.split()[:1] for field in p.fields))


def _centred(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for section, _, paragraph in _numbered(subject):
        if not _in_the_middle(paragraph, section):
            yield rule.finding("số trang không ở giữa lề trên", "số trang căn giữa", first_of(subject, section))


def _in_the_middle(paragraph: Paragraph, section: Section) -> bool:
    """Whether the number stands in the middle: in a frame, at a tab stop, or by the alignment of its line."""
    if paragraph.placed is not None:
        return paragraph.placed == "center"
    before = paragraph.shown.rstrip().rpartition("\t")[0] + "\t" if "\t" in paragraph.shown.rstrip() else ""
    if before and paragraph.align != "center":
        tabs = before.count("\t")
        if len(paragraph.tabs) < tabs:
            return False
        at, kind = paragraph.tabs[tabs - 1]
        return kind == "center" and abs(at - section.text_width_mm / 2) <= _STOP_MM
    off = (paragraph.left_mm + paragraph.first_mm - paragraph.right_mm) / 2
    return paragraph.align == "center" and abs(off) <= tolerance("centre")


_STOP_MM = 6.0
"""Word's own stop in headers is set for Letter paper: about 3 mm off the middle of a lawful A4 page."""


def _styled(rule: Rule, subject: Subject) -> Iterator[Finding]:
    wanted = figure("page_number", "size")
    for section, _, paragraph in _numbered(subject):
        place = first_of(subject, section)
        runs = paragraph.solid or paragraph.runs
        wrong = sorted({run.size for run in runs if not wanted.allows(run.size)})
        if wrong:
            yield rule.finding(f"số trang cỡ {', '.join(map(points, wrong))}", f"cỡ chữ {wanted.range_text}", place)
        if any(run.italic for run in runs):
            yield rule.finding("số trang in nghiêng", "chữ đứng", place)
        if any(run.bold for run in runs):
            yield rule.finding("số trang in đậm", "chữ không đậm", place, severity="W")


def _not_on_first(rule: Rule, subject: Subject) -> Iterator[Finding]:
    section = subject.word.sections[0]
    first = section.headers.get("first")
    if section.title_page:
        if first is not None and first.has_page_number:
            yield rule.finding("trang 1 hiện số trang", "trang 1 không hiện số trang")
    elif (part := section.headers.get("default")) is not None and part.has_page_number:
        yield rule.finding("trang 1 hiện số trang (chưa tách trang đầu)", "trang 1 không hiện số trang")


def _counted(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for section in subject.word.sections:
        if section.number_format != "decimal":
            yield rule.finding(
                f"phần {section.index + 1}: số trang kiểu {section.number_format}", "chữ số Ả Rập", first_of(subject, section)
            )
    start = subject.word.sections[0].number_start
    if start is not None and start != 1:
        yield rule.finding(f"số trang bắt đầu từ {start}", "bắt đầu từ 1")


def _bare(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for section, part, _ in _numbered(subject):
        words = " ".join(paragraph.words for paragraph in part.paragraphs)
        rest = re.sub(r"\d+", "", words).strip()
        if rest:
            yield rule.finding(f"lề trên có thêm «{rest}»", "chỉ có số trang", first_of(subject, section))


def _clear(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for section, _, paragraph in _numbered(subject):
        height = section.header_mm + paragraph.size * SINGLE_LINE * MM_PER_POINT
        if height > section.top_mm + tolerance("length"):
            found = f"số trang xuống tới {millimetres(height)} từ mép giấy, lề trên {millimetres(section.top_mm)}"
            yield rule.finding(found, "số trang nằm trong lề trên", first_of(subject, section))


RULES = (
    Rule("PG-12", "E", "Số trang", "PL I.I.7", _in_header, fixable=True),
    Rule("PG-13", "E", "Số trang", "PL I.I.7", _centred, fixable=True),
    Rule("PG-14", "E", "Số trang", "PL I.I.7", _styled, fixable=True),
    Rule("PG-15", "E", "Số trang", "PL I.I.7", _not_on_first, fixable=True),
    Rule("PG-16", "E", "Số trang", "PL I.I.7", _counted, fixable=True),
    Rule("PG-17", "W", "Số trang", "PL I.V 14", _bare),
    Rule("PG-18", "W", "Số trang", "PL I.I.7", _clear, fixable=True),
)
