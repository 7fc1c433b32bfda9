"""Units (cơ quan, đơn vị) in words: a list of owners parted into its units, and the units named in running sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from drafting.orthography import normalise
from tracking.language.unit_patterns import Patterns, patterns, seen

UnitKind = Literal["office", "group", "person"]


@dataclass(frozen=True, slots=True)
class Found:
    """A unit named in a text: its half-open range there, its words verbatim, the rule that decided, and what it is."""

    start: int
    end: int
    text: str
    rule: str = ""
    kind: UnitKind = "office"


_GLOSS = re.compile(r"\s*\([^()]*(?:\([^()]*\)[^()]*)*\)|\s*\[[^\]]*\]")
_EDGES = " \t\n\r.;,:-–*+•|/"
_EXCEPT = re.compile(r"\s*,?\s*\((?:trừ|ngoại trừ|không bao gồm)\b[^)]*\)|\s*,?\s+(?:trừ|ngoại trừ|không bao gồm)\s.*$", re.IGNORECASE)
_NUMBERING = re.compile(r"^(?:\d{1,2}[.)]\s+|[a-zđ][.)]\s+|[-–+*•]\s*)", re.IGNORECASE)


def split_units(text: str) -> list[str]:
    """The units of a list of owners or coordinators, in order, one string each as the text names it.

    Commas and "và" inside a name ("Sở Văn hóa, Thể thao và Du lịch") or a group ("các sở, ban, ngành") do not part;
    glosses in brackets and exclusions ("trừ Sở Ngoại vụ") are dropped.
    """
    clean = _GLOSS.sub("", _EXCEPT.sub("", normalise_lines(text)))
    out = []
    for start, end in _pieces(clean):
        unit = _NUMBERING.sub("", clean[start:end].strip(_EDGES)).strip(_EDGES)
        if unit:
            out.append(" ".join(unit.split()))
    return out


def normalise_lines(text: str) -> str:
    """The text in normal form with its line breaks kept, since a break parts units."""
    return "\n".join(normalise(line).text for line in text.splitlines())


def _pieces(text: str) -> list[tuple[int, int]]:
    view, rules = seen(text), patterns()
    kept = _unbroken(view, rules)
    out, start = [], 0
    for mark in rules.separator.finditer(view):
        if any(a < mark.end() and mark.start() < b for a, b in kept):
            continue
        hard = any(c in ";\n|" for c in mark[0])
        if hard or rules.head.match(view, mark.end()):
            out.append((start, mark.start()))
            start = mark.end()
    return [*out, (start, len(text))]


def _unbroken(view: str, rules: Patterns) -> list[tuple[int, int]]:
    """Ranges in which separators belong to a name: closed names and groups, the longest of those that overlap first."""
    return [m.span() for pattern in rules.unbroken for m in pattern.finditer(view)]


def find_units(text: str) -> list[Found]:
    """The units that running sentences name, in order, at exact places of the text as given."""
    clean = normalise(text)
    view, rules = seen(clean.text), patterns()
    candidates = []
    for rank, (rule, kind, pattern) in enumerate(rules.mention):
        for match in pattern.finditer(view):
            end = _name_end(clean.text, view, match.end(), rules) if rule in rules.open_ended else match.end()
            if end is None or (rule in rules.capital and not _is_name(clean.text, match.start(), end)):
                continue
            candidates.append((match.start(), -end, rank, rule, kind))
    out: list[Found] = []
    at = 0
    for start, minus_end, _, rule, kind in sorted(candidates):
        if start < at:
            continue
        at = -minus_end
        a, b = clean.original_span(start, at)
        out.append(Found(a, b, text[a:b], rule, kind))
    return out


_CAPITAL_WORD = re.compile(r"[ ]+(?:[-–] )?(?=[^\W\d_])\w[\w./&-]*|[ ]+\d{1,3}\b|, (?=[^\W\d_])\w+")
_JOIN = re.compile(r"[ ]+(?:và|của|các|về|&|-|–) ")


def _name_end(text: str, view: str, at: int, rules: Patterns) -> int | None:
    """Where the capitalised name that goes on at this place ends; None where no capitalised word or level follows."""
    start = at
    while True:
        tail = rules.tail.match(view, at)
        if tail:
            at = tail.end()
            continue
        word = re.compile(r" ?[ ](?:[-–] )?(\w[\w.&/-]*)").match(text, at)
        if word and (word[1][0].isupper() or (word[1].isdigit() and len(word[1]) < 3)):
            if rules.verb_after.match(view, word.start(1)):
                break
            at = word.end() - (1 if word[0].endswith(".") else 0)
            continue
        break
    return at if at > start else None


def _is_name(text: str, start: int, end: int) -> bool:
    return text[start].isupper()
