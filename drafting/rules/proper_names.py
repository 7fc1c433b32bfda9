"""Proper names that the rules of capitals need: units named after persons and events, organisations in dictionary form."""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files

from drafting.orthography import compare_key


def is_person_or_event(name: str) -> bool:
    """Whether an administrative unit of that name is named after a person, a number or an event (Phụ lục II.III.1b)."""
    return compare_key(name) in _persons() or name[:1].isdigit()


@functools.cache
def organisations() -> tuple[str, ...]:
    """Names of organisations as Phụ lục II.IV writes them."""
    return tuple(_table()["organisations"])


@functools.cache
def _persons() -> frozenset[str]:
    return frozenset(compare_key(name) for name in _table()["persons_and_events"])


@functools.cache
def _table() -> dict[str, list[str]]:
    return tomllib.loads(files("drafting.rules").joinpath("proper_names.toml").read_text("utf-8"))
