"""Units (cơ quan, đơn vị) in words: a list of owners parted into its units, and the units named in running sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafting.orthography import normalise
from tracking.language.unit_names import Reader, UnitKind
from tracking.language.unit_patterns import Patterns, patterns, seen


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
_EXCEPT = re.compile(r"\s*,?\s+(?:trừ|ngoại trừ|không bao gồm)\s[^;\n]*", re.IGNORECASE)
_BEHIND = re.compile(r"\s+(?:thì|sau|khi|để)$")
"""Words of the clause behind a name, which end none."""
_BREAK = re.compile(r" ?\n(?=([^\W\d_])(?![.)]))")
_NUMBERING = re.compile(r"^(?:\d{1,2}[.)]\s+|[a-zđA-O][.)]\s+|[-–+*•]\s*)")


def split_units(text: str) -> list[str]:
    """The units of a list of owners or coordinators, in order, one string each as the text names it.

    Commas and "và" inside a name ("Sở Văn hóa, Thể thao và Du lịch") or a group ("các sở, ban, ngành") do not part;
    glosses in brackets and exclusions ("trừ Sở Ngoại vụ") are dropped.
    """
    lines = _BREAK.sub(_joined, "\n".join(normalise(line).text for line in text.splitlines()))
    clean = _EXCEPT.sub("", _GLOSS.sub("", lines))
    units = (_BEHIND.sub("", _NUMBERING.sub("", clean[a:b].strip(_EDGES))).strip(_EDGES) for a, b in _pieces(clean))
    return [unit for unit in units if unit]


def _joined(line_break: re.Match[str]) -> str:
    """A line break before a small letter is the page's, not the list's."""
    return " " if line_break[1].islower() else line_break[0]


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
    """Ranges in which separators belong to a name or a group."""
    return [m.span() for pattern in rules.unbroken for m in pattern.finditer(view)]


def find_units(text: str) -> list[Found]:
    """The units that running sentences name, in order, at exact places of the text as given."""
    clean = normalise(text)
    view, rules = seen(clean.text), patterns()
    reader = Reader(clean.text, view, rules)
    out: list[Found] = []
    at = 0
    while match := rules.start.search(view, at):
        found = reader.unit_at(match.start())
        if found is None:
            at = match.start() + 1
            continue
        at, rule, kind = found
        a, b = clean.original_span(match.start(), at)
        out.append(Found(a, b, text[a:b], rule, kind))
    return out
