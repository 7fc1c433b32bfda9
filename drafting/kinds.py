"""The kinds of administrative document (tên loại văn bản), read from `templates/kinds.toml`."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from drafting.orthography import compare_key

OTHER = "khác"
"""The kind of a document that is none of the 29."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: its name in lower case, its abbreviation ("" where the law gives none).

    heading: for a copy (bản sao), the words that head it; "" for the 29 types.
    """

    name: str
    abbreviation: str
    heading: str = ""

    @property
    def is_copy(self) -> bool:
        return bool(self.heading)

    @property
    def title(self) -> str:
        """The name in capitals, as the document prints it."""
        return self.name.upper()


@functools.cache
def kinds() -> tuple[Kind, ...]:
    """The 29 types in the order of Điều 7."""
    return tuple(Kind(**row) for row in _table()["kind"])


@functools.cache
def copies() -> tuple[Kind, ...]:
    """The three forms of copy."""
    return tuple(Kind(**row) for row in _table()["copy"])


def kind_named(name: str) -> Kind | None:
    """The type or form of copy of that name, whatever its case and tone places; None where the law knows none."""
    key = compare_key(name)
    return next((kind for kind in (*kinds(), *copies()) if compare_key(kind.name) == key), None)


def kind_abbreviated(abbreviation: str) -> Kind | None:
    """The type or form of copy that the first group of a symbol stands for; None for a công văn's symbol."""
    return next((kind for kind in (*kinds(), *copies()) if kind.abbreviation and kind.abbreviation == abbreviation), None)


@functools.cache
def _table() -> dict[str, list[dict[str, str]]]:
    return tomllib.loads(files("templates").joinpath("kinds.toml").read_text("utf-8"))
