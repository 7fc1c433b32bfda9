"""The acts of one sentence or item parted: numbered inside a paragraph, or given to one unit after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tracking.language.actions import acts, opens_act
from tracking.language.clauses import Clause
from tracking.language.coordinators import only_helps
from tracking.language.owners import Subject, same_owners, subject_of
from tracking.language.rules import first_of
from tracking.structure.letters import UPPER

_ENUMERATED = re.compile(r"\((?P<n>\d{1,2})\)\s*(?=[‹U›])|[®©](?:\)|\s)*\s*(?=[‹U›])|\(®\s*(?=[‹U›])".replace("‹U›", UPPER))
_NEXT_SUBJECT = re.compile(
    r",\s+(?=(?:Bộ|Sở|Ban|UBND|Ủy ban|Uỷ ban|Văn phòng|Cục|Vụ|Phòng|Công an|các đơn vị|các địa phương)[^,;:]{2,60}\s(?:sẽ|"
    r"có trách nhiệm|chủ trì|chịu trách nhiệm)\s)"
)


def enumerated(text: str) -> list[tuple[int, int]]:
    """The stretches of an item that numbers its acts in one paragraph ("(1) …; (2) …"); empty where it does not.

    A scan prints circled numbers as ® or ©.
    """
    marks = [match for match in _ENUMERATED.finditer(text) if opens_act(text[match.end() :])]
    numbers = [int(match["n"]) for match in marks if match["n"]]
    if len(marks) < 2 or (numbers and numbers != list(range(numbers[0], numbers[0] + len(numbers)))):
        return []
    edges = [match.start() for match in marks] + [len(text)]
    return [(match.end(), edge) for match, edge in zip(marks, edges[1:], strict=True)]


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
            and not same_owners(own.owners, runs[-1][1].owners if runs[-1][1] else ())
        ):
            runs.append(([replace(clause, start=clause.start + own.end)], own))
        elif runs:
            runs[-1][0].append(clause)
        else:
            runs.append(([clause], subject))
    return runs


def cut_at_subjects(clauses: Sequence[Clause], text: str) -> list[Clause]:
    """Clauses also parted where ", <unit> sẽ …" begins another unit's act."""
    made: list[Clause] = []
    for clause in clauses:
        words = text[clause.start : clause.end]
        match = _NEXT_SUBJECT.search(words)
        if (
            match
            and subject_of(words[match.end() :]) is not None
            and not words[: match.start()].count("(") > words[: match.start()].count(")")
        ):
            made += [replace(clause, end=clause.start + match.start()), replace(clause, start=clause.start + match.end())]
        else:
            made.append(clause)
    return made
