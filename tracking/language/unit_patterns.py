"""The data of `units.toml` as compiled patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from drafting.orthography import same_tone_place


@dataclass(frozen=True, slots=True)
class Patterns:
    """separator: what may part two units; head: how a unit begins; unbroken: ranges that separators do not part;
    mention: (rule, kind, pattern) of units in sentences; open_ended: rules whose name goes on with capitalised words;
    capital: rules that count only with a capital letter; tail: levels and qualifiers; verb_after: words that begin an action."""

    separator: re.Pattern[str]
    head: re.Pattern[str]
    unbroken: tuple[re.Pattern[str], ...]
    mention: tuple[tuple[str, Literal["office", "group", "person"], re.Pattern[str]], ...]
    open_ended: frozenset[str]
    capital: frozenset[str]
    tail: re.Pattern[str]
    verb_after: re.Pattern[str]


def seen(text: str) -> str:
    """The text as the patterns read it, character for character: lower case, tone marks in one place."""
    return same_tone_place("".join(low if len(low := c.lower()) == 1 else c for c in text))


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", " ") for w in sorted(set(words), key=len, reverse=True)) + ")"


@cache
def patterns() -> Patterns:
    """The patterns, compiled once."""
    data = tomllib.loads(files("tracking.language").joinpath("units.toml").read_text(encoding="utf-8"))
    words = {name: [seen(w) for w in listed] for name, listed in data["words"].items()}
    fields = _any(seen(name) for name in data["fields"]["names"])
    member, territory, qualifier = _any(words["member"]), _any(words["territory"]), _any(words["qualifier"])
    office, group, person = _any(words["office"]), _any(words["group"]), _any(words["person"])
    comma = r"(?: ?, ?| và | ?- ?| ?/ ?| & )"
    committee = r"(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|hđnd và ubnd|hội đồng nhân dân và ủy ban nhân dân)"
    named = rf"(?:sở|bộ|phòng|ban|ngành) {fields}(?!\w)"
    places = rf"(?:các |những )?{territory}(?:{comma}(?:các )?{territory})+(?!\w)"
    members = rf"(?:các |những )?{member}(?:{comma}(?:các )?{member})+(?!\w)"
    both = rf"(?:{committee}|đoàn đại biểu quốc hội|đoàn đbqh|tỉnh ủy|thành ủy)"
    together = rf"{both}(?: và |, ){both}"
    head = rf"(?:{person}|{office}|{group})(?!\w)"
    return Patterns(
        separator=re.compile(r"\s*[;\n|]\s*(?:và |cùng )?|\s*,\s*(?:và |cùng |cùng với |với )?|\s+(?:và|cùng với|cùng|với|&)\s+"),
        head=re.compile(rf"(?:\d{{1,2}} )?{head}"),
        unbroken=tuple(re.compile(rf"(?<!\w){p}") for p in (named, places, members, together)),
        mention=(
            ("named-office", "office", re.compile(rf"(?<!\w){named}(?: (?:tỉnh|thành phố|tp|huyện|quận|thị xã)(?!\w))?")),
            ("committee", "office", re.compile(rf"(?<!\w)(?:văn phòng )?{committee} (?:{places}|(?:các )?{territory}(?!\w))")),
            ("group", "group", re.compile(rf"(?<!\w)(?:các|những) {member}(?:{comma}(?:các )?{member})*(?!\w)(?: {qualifier}(?!\w))*")),
            (
                "person",
                "person",
                re.compile(rf"(?<!\w)(?:các )?{person} (?:các )?(?:{named}|{committee} (?:{places}|(?:các )?{territory}(?!\w))|{members})"),
            ),
            ("office", "office", re.compile(rf"(?<!\w){office}(?!\w)")),
        ),
        open_ended=frozenset({"office"}),
        capital=frozenset({"office"}),
        tail=re.compile(rf" {qualifier}(?!\w)"),
        verb_after=re.compile(r"(?:chủ trì|phối hợp|giao|yêu cầu|đề nghị)(?!\w)"),
    )
