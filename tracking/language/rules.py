"""Rules kept as data: a pattern, what it means, its source, and the phrases it must accept and refuse."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from tracking.structure.letters import compiled


@dataclass(frozen=True, slots=True)
class Rule:
    """One datum of knowledge. `why` is the Vietnamese sentence shown to the officer; the examples are walked by a test."""

    id: str
    pattern: re.Pattern[str]
    why: str
    source: str
    accept: tuple[str, ...] = ()
    refuse: tuple[str, ...] = ()


@functools.cache
def table(name: str) -> dict[str, Any]:
    """The data file `name`.toml beside this module."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))


@functools.cache
def rules(name: str, group: str) -> tuple[Rule, ...]:
    """The rules of one group of a data file, in their order. `{words}` in a pattern stands for the file's list of that name."""
    data = table(name)
    lists = {key: alternatives(tuple(value.split("|"))) for key, value in data.get("lists", {}).items()}
    found = []
    for row in data[group]:
        pattern = row["pattern"]
        for key, value in lists.items():
            pattern = pattern.replace("{" + key + "}", value)
        flags = 0 if row.get("case") else re.IGNORECASE
        found.append(
            Rule(row["id"], compiled(pattern, flags), row["why"], row["source"], tuple(row.get("accept", ())), tuple(row.get("refuse", ())))
        )
    return tuple(found)


def alternatives(words: tuple[str, ...]) -> str:
    """A pattern that matches any of the words, the longest first, blanks between syllables free."""
    clean = sorted({word.strip() for word in words if word.strip()}, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in clean) + ")"


def first_of(name: str, group: str, text: str, *, whole: bool = False) -> tuple[Rule, re.Match[str]] | None:
    """The first rule of the group that the text opens with (or, `whole`, is), and where."""
    for rule in rules(name, group):
        match = rule.pattern.fullmatch(text) if whole else rule.pattern.match(text)
        if match:
            return rule, match
    return None


def found_in(name: str, group: str, text: str) -> tuple[Rule, re.Match[str]] | None:
    """The first rule of the group that stands anywhere in the text, and where."""
    for rule in rules(name, group):
        match = rule.pattern.search(text)
        if match:
            return rule, match
    return None
