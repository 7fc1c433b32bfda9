"""Deadlines (thời hạn) in words: a whole time field read as one value, or the deadlines inside running sentences."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from drafting.orthography import normalise
from tracking.duty import Deadline
from tracking.language.deadline_days import Context
from tracking.language.deadline_rules import Rule, Signs, rules, signs, view
from tracking.language.deadline_values import Match, value_of

_EDGES = " \t\n.;,:()-–*"


@dataclass(frozen=True, slots=True)
class Found:
    """A deadline in a text: its half-open range there, its value, the rule that decided, and whether all words were understood.

    rule: the id of the datum in `deadline.toml`; why: one Vietnamese sentence for the officer.
    """

    start: int
    end: int
    deadline: Deadline
    rule: str
    why: str
    whole: bool = True


def read_deadline(words: str, issued_on: dt.date | None, year: int | None = None) -> Deadline:
    """The deadline that a whole time field means ("Quý I năm 2017"); kind none where it sets no time.

    issued_on: the document's own day, for years that are not written; year: the year that the document plans for.
    """
    return read_field(words, issued_on, year).deadline


def read_field(words: str, issued_on: dt.date | None, year: int | None = None) -> Found:
    """As `read_deadline`, with the rule that decided; `whole` is False where only a part of the words was understood."""
    text = normalise(words).text
    start, end = _trimmed(text)
    context = Context(issued_on, year)
    bare = text[start:end]
    found = _whole(bare, context) if bare else Found(0, 0, Deadline(), "no-time", "Không nêu thời hạn")
    if found is None:
        found = _joined(bare, context) or _after_lead(bare, context)
    if found is None:
        inner = _scan(bare, context, fields=True)
        found = replace(max(inner, key=_latest), whole=False) if inner else None
    if found is None or found.deadline.kind == "none":
        return Found(
            0, len(words), Deadline(), found.rule if found else "no-time", found.why if found else "Không nêu thời hạn", found is not None
        )
    return replace(found, start=0, end=len(words), deadline=replace(found.deadline, text=words.strip()))


def find_deadlines(text: str, issued_on: dt.date | None, year: int | None = None) -> list[Found]:
    """The deadlines that running sentences set, in order; adverbs, cited days, past days and goals are left out.

    Offsets are those of the text as given.
    """
    clean = normalise(text)
    out = []
    for found in _scan(clean.text, Context(issued_on, year), fields=False):
        start, end = clean.original_span(found.start, found.end)
        if text[end - 1] == ")" and "(" not in text[start:end]:
            end -= 1
        out.append(replace(found, start=start, end=end, deadline=replace(found.deadline, text=text[start:end])))
    return out


def _trimmed(text: str) -> tuple[int, int]:
    start, end = 0, len(text)
    while start < end and text[start] in _EDGES and not re.match(r"[-–]+$", text[start:end]):
        start += 1
    while end > start and text[end - 1] in " \t\n.;,:":
        end -= 1
    if text[start - 1 : start] == "(" and text[end - 1 : end] == ")":
        end -= 1
    return start, end


def _whole(text: str, context: Context) -> Found | None:
    sheet = signs(view(text))
    for rule in rules().rules:
        match = rule.pattern.fullmatch(sheet.text)
        if match and (deadline := _value(sheet, match, rule, context)) is not None:
            return Found(0, len(text), deadline, rule.id, rule.why)
    return None


def _after_lead(text: str, context: Context) -> Found | None:
    """The time after the act that a field repeats ("Trình UBND tỉnh trước ngày …")."""
    sheet = signs(view(text))
    lead = rules().lead.match(sheet.text)
    if lead is None:
        return None
    at = sheet.place(0, lead.end())[1]
    return _whole(text[at:], context) or _joined(text[at:], context)


_JOINTS = re.compile(r"\s*(?:;|\n|,? và |,| hoặc |\.| \()\s*")


_MOST_TIMES = 4
_LONGEST_FIELD = 240
"""A time field joins at most so many times, and is no longer than this; anything else is read as a sentence."""


def _joined(text: str, context: Context, times: int = _MOST_TIMES) -> Found | None:
    """Two or more times in one field ("Quý II/2026; thường xuyên"): each is read alone, then joined."""
    if times < 2 or len(text) > _LONGEST_FIELD:
        return None
    for joint in _JOINTS.finditer(text):
        left, right = text[: joint.start()], text[joint.end() :].removesuffix(")") if "(" in joint[0] else text[joint.end() :]
        if not left or not right:
            continue
        first = _whole(left, context)
        if first is None or first.rule == "no-time":
            continue
        second = _whole(right, context) or _joined(right, context, times - 1)
        if second is not None:
            return _together(first, second, len(text))
    return None


def _together(first: Found, second: Found, length: int) -> Found:
    a, b = first.deadline, second.deadline
    if "recurring" in (a.kind, b.kind) and (a.due or b.due or a.kind != b.kind):
        main, other = (a, b) if a.kind == "recurring" else (b, a)
        keeper = first if main is a else second
        return Found(0, length, replace(main, due=main.due or other.due), keeper.rule, keeper.why)
    if a.kind == b.kind == "recurring":
        if a.frequency == b.frequency:
            return Found(0, length, a if a.rule and len(a.rule) >= len(b.rule or "") else b, first.rule, first.why)
        return Found(0, length, replace(a, frequency="several", rule=None), first.rule, first.why)
    if a.due and b.due:
        later = a if a.due >= b.due else replace(b, before=b.before or (a.before and second.rule == "field-day"))
        return Found(0, length, later, first.rule, first.why)
    keeper = first if _weight(first) >= _weight(second) else second
    return Found(0, length, keeper.deadline, keeper.rule, keeper.why)


def _weight(found: Found) -> tuple[int, int]:
    rank = {"date": 5, "period": 5, "recurring": 4, "relative": 3, "immediate": 2, "continuous": 1, "none": 0}
    return rank[found.deadline.kind] + (1 if found.deadline.due else 0), found.end - found.start


def _latest(found: Found) -> tuple[int, dt.date, int]:
    rank, length = _weight(found)
    return rank, found.deadline.due or dt.date.min, length


def _scan(text: str, context: Context, fields: bool) -> list[Found]:
    seen = view(text)
    sheet = signs(seen)
    refused = [] if fields else [m.span() for _, pattern in rules().refused for m in pattern.finditer(sheet.text)]
    candidates: list[tuple[int, int, int, Found]] = []
    struck: list[tuple[int, int]] = []
    for rank, rule in enumerate(rules().rules):
        if rule.field_only:
            continue
        for match in rule.pattern.finditer(sheet.text):
            deadline = _value(sheet, match, rule, context)
            if deadline is None:
                continue
            start, end = sheet.place(match.start(), match.end())
            if not fields and (_is_past(deadline, context) or _is_refused(sheet, match, rule, refused)):
                struck.append((start, end))
                continue
            candidates.append((start, -end, rank, Found(start, end, deadline, rule.id, rule.why)))
    candidates = [c for c in candidates if not any(low < c[0] and -c[1] <= high for low, high in struck)]
    kept: list[Found] = []
    for *_, found in sorted(candidates, key=lambda c: c[:3]):
        if not kept or found.start >= kept[-1].end:
            kept.append(found)
    return kept


def _value(sheet: Signs, match: re.Match[str], rule: Rule, context: Context) -> Deadline | None:
    if match.end() == match.start():
        return None
    start, end = sheet.place(match.start(), match.end())
    parts = {name: words for name, words in match.groupdict().items() if words is not None}
    return value_of(Match(sheet.seen[start:end], sheet.atoms_in(start, end), parts, rule), context)


def _is_refused(sheet: Signs, match: re.Match[str], rule: Rule, refused: list[tuple[int, int]]) -> bool:
    before = sheet.text[max(0, match.start() - 60) : match.start()]
    if rule.refuse_after and rule.refuse_after.search(before):
        return True
    if rule.refuse_yearly_after and rule.refuse_yearly_after.search(before) and _is_of_year_or_day(sheet, match):
        return True
    if any(pattern.search(before) for _, pattern in rules().refused_after):
        return True
    return any(start <= match.start() < end or start < match.end() <= end for start, end in refused)


def _is_of_year_or_day(sheet: Signs, match: re.Match[str]) -> bool:
    """Whether a rhythm is "hằng năm" or "hằng ngày", which after a noun say what kind of thing it is."""
    return any(atom.parts.get("u") in ("năm", "ngày") for atom in sheet.atoms_in(*sheet.place(match.start(), match.end())))


def _is_past(deadline: Deadline, context: Context) -> bool:
    """A day before the document's own day tells what happened."""
    return deadline.due is not None and context.issued_on is not None and deadline.due < context.issued_on
