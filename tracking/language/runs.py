"""The acts of one sentence or item parted: numbered inside a paragraph, or given to one unit after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tracking.language.actions import acts, opens_act
from tracking.language.binding import only_answers
from tracking.language.clauses import Clause
from tracking.language.coordinators import only_helps
from tracking.language.owners import Subject, find_units, same_owners, subject_of
from tracking.language.rules import first_of
from tracking.language.somebody import is_outside, must_act
from tracking.language.units import Found as Unit
from tracking.structure.letters import compiled

_ENUMERATED = compiled(r"\((?P<n>\d{1,2})\)\s*(?=[‹U›‹L›])")
_CIRCLED = compiled(r"(?:(?<=[;:.])\s+|^)(?=\S{0,3}[®©Ø€°“”()@])[^\w\s]{0,2}[®©Ø€°“”()@9\d]{1,2}[)'’‘]{0,2}\s+(?=[‹U›])")
"""What a scan makes of a circled number: a few signs, never a word, before a capital."""
_NEXT_SUBJECT = re.compile(
    r",\s+(?=(?:Bộ|Sở|Ban|UBND|Ủy ban|Uỷ ban|Văn phòng|Cục|Vụ|Phòng|Công an|các đơn vị|các địa phương)[^,;:]{2,60}\s(?:sẽ|"
    r"có trách nhiệm|chủ trì|chịu trách nhiệm)\s)"
)
_JOINT = compiled(r"(?:,|,?\s(?:và|còn|đồng thời)|,\s*(?:và|còn|đồng thời))\s+(?=[‹U›])")
_GOVERNS = re.compile(
    r"(?<!\w)(?:hướng dẫn|chỉ đạo|đôn đốc|yêu cầu|đề nghị|hỗ trợ|giúp|phối hợp|vận động|kiến nghị|phân công|giao|mời|cùng|với|gửi|trình|"
    r"báo cáo|cho|của|từ|tại|để|theo|qua|về|gồm|là|do|thuộc|giữa|trong|đối với|như)\s+[^,;]{0,60}$",
    re.IGNORECASE,
)
"""Words that take the units after them as an object, so that these begin no act of their own."""
_LISTED = 600
"""Characters that a list of those an act concerns goes back over, at most."""
_FEWEST = 3
"""Words that an act has at least before another unit's begins."""


def enumerated(text: str) -> list[tuple[int, int]]:
    """The stretches of an item that numbers its acts in one paragraph ("(1) …; (2) …"); empty where it does not.

    A scan prints circled numbers as ® or ©.
    """
    marks = [match for match in _ENUMERATED.finditer(text) if opens_act(text[match.end() :])] or _circled(text)
    numbers = [int(match["n"]) for match in marks if match.re is _ENUMERATED]
    if len(marks) < 2 or (numbers and numbers != list(range(numbers[0], numbers[0] + len(numbers)))):
        return []
    edges = [match.start() for match in marks] + [len(text)]
    return [(match.end(), edge) for match, edge in zip(marks, edges[1:], strict=True)]


def _circled(text: str) -> list[re.Match[str]]:
    """The circled numbers of an item, as a scan prints them; none where fewer than two of them open an act."""
    marks = list(_CIRCLED.finditer(text))
    return marks if sum(opens_act(text[match.end() :]) for match in marks) > 1 else []


def runs_of(clauses: Sequence[Clause], text: str, subject: Subject | None) -> list[tuple[list[Clause], Subject | None]]:
    """Clauses by their subject: "Sở A làm …; Sở B làm …" are two runs."""
    runs: list[tuple[list[Clause], Subject | None]] = []
    for at, clause in enumerate(cut_at_subjects(clauses, text)):
        words = text[clause.start : clause.end]
        own = subject_of(words) if at and (not opens_act(words) or (subject is not None and first_of("owners", "formula", words))) else None
        if (
            own is not None
            and not only_helps(words)
            and not own.general
            and not own.owners[0].casefold().startswith(("mỗi ", "từng "))
            and acts(words[own.end :])
            and not only_answers(words[own.end :])
            and not same_owners(own.owners, runs[-1][1].owners if runs[-1][1] else ())
            and not _goes_on_listing(own, words[own.end :])
            and not _is_governed(own, text[clauses[0].start : clause.start])
        ):
            runs.append(([replace(clause, start=clause.start + own.end)], own))
        elif runs:
            runs[-1][0].append(clause)
        else:
            runs.append(([clause], subject))
    return runs


def _goes_on_listing(own: Subject, action: str) -> bool:
    """Whether a clause only lists one more of those outside the offices whom the act concerns ("…; các hộ mua giống")."""
    return own.rule.id == "GIAO-06" and own.owners[0][:1].islower() and is_outside(own.owners[0]) and not must_act(action)


def _is_governed(own: Subject, before: str) -> bool:
    """Whether the words before list such people as an object, of which this is one more ("đối với Lãnh đạo Cục; Lãnh đạo phòng …")."""
    head = re.escape(own.owners[0].split(" ", 1)[0])
    listed = rf"(?<!\w)(?:đối với|của|cho|gồm|với)\s(?:[^;:.]*,\s+)?{head}\s[^;:.]*[;,]\s*$"
    return own.rule.id == "GIAO-06" and re.search(listed, before[-_LISTED:]) is not None


def cut_at_subjects(clauses: Sequence[Clause], text: str) -> list[Clause]:
    """Clauses also parted where ", <unit> sẽ …" begins another unit's act."""
    made: list[Clause] = []
    for clause in clauses:
        low = clause.start
        for match in _next_subjects(text[clause.start : clause.end]):
            made.append(_part(clause, low, clause.start + match.start()))
            low = clause.start + match.end()
        made.append(_part(clause, low, clause.end))
    return made


def _part(clause: Clause, start: int, end: int) -> Clause:
    """A part of a clause, with its time where that stands in it or before them all."""
    due = clause.due
    is_other = due is not None and due.start >= clause.start and not start <= due.start < end
    return replace(clause, start=start, end=end, due=None if is_other else due)


def _next_subjects(words: str) -> list[re.Match[str]]:
    """The joints behind which another unit's act begins ("…, Sở B sẽ …", "… và Sở B cử …")."""
    units = find_units(words)
    found: list[re.Match[str]] = []
    low = 0
    for match in sorted((*_NEXT_SUBJECT.finditer(words), *_JOINT.finditer(words)), key=lambda each: each.start()):
        before = words[low : match.start()]
        if match.start() < low or before.count("(") > before.count(")") or len(before.split()) < _FEWEST:
            continue
        if match.re is _JOINT and not _begins_act(words, match, before, units):
            continue
        if subject_of(words[match.end() :]) is not None:
            found.append(match)
            low = match.end()
    return found


def _begins_act(words: str, match: re.Match[str], before: str, units: Sequence[Unit]) -> bool:
    """Whether a unit behind a joint is the subject of an act, and no further member of a list or object of the act before."""
    unit = next((each for each in units if each.start == match.end()), None)
    if unit is None or any(each.end == match.start() for each in units) or _GOVERNS.search(before):
        return False
    last = before.rsplit(",", 1)[-1].strip()
    is_listed = "," in before and last[:1].isupper()
    if subject_of(last) is None and (is_listed or not opens_act(last)):
        return False
    own = subject_of(words[match.end() :])
    return own is not None and opens_act(words[match.end() + own.end :])
