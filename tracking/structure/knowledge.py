"""What is known of heads and ends of documents (`header.toml`), in a form that looks up quickly."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib.resources import files
from typing import Any

from drafting.kinds import kinds
from tracking.structure.flat import flat, flat_words


@functools.cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("tracking.structure").joinpath("header.toml").read_text("utf-8"))


@functools.cache
def phrase(name: str) -> tuple[str, ...]:
    """A fixed phrase (national name, motto …) as its words without marks."""
    return tuple(flat_words(_table()[name]))


@functools.cache
def listed(name: str) -> tuple[str, ...]:
    """The entries of a list as they are written."""
    return tuple(_table()[name])


@functools.cache
def properties() -> dict[str, list[str]]:
    """The labels of a portal's table of properties, by field of the header."""
    return dict(_table()["properties"])


@functools.cache
def symbols(name: str) -> dict[str, str]:
    """What the symbols of numbers ("bodies") or offices held ("positions") tell of the body that issues."""
    return dict(_table()["symbols"][name])


@functools.cache
def starting(name: str) -> re.Pattern[str]:
    """A pattern, for text without marks, of the entries of a list at the start of the text, the longest first, whole words only."""
    return re.compile(rf"(?:{_choice(name)})(?![a-z0-9])")


@functools.cache
def anywhere(name: str) -> re.Pattern[str]:
    """The same anywhere in the text."""
    return re.compile(rf"(?<![a-z0-9])(?:{_choice(name)})(?![a-z0-9])")


@functools.cache
def ending(name: str) -> re.Pattern[str]:
    """The same at the end of the text."""
    return re.compile(rf"(?<![a-z0-9])(?:{_choice(name)})\s*$")


@functools.cache
def kind_names() -> dict[str, str]:
    """The 29 types by their names without marks."""
    return {flat(kind.name): kind.name for kind in kinds()}


def _choice(name: str) -> str:
    entries = sorted({flat(entry) for entry in listed(name)}, key=len, reverse=True)
    return "|".join(r"\s+".join(re.escape(word) for word in entry.split()) for entry in entries)
