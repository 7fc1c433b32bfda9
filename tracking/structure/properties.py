"""The table of properties that portals of documents print beside a document: Số hiệu, Ngày ban hành, Cơ quan ban hành, Người ký …

Each label stands before its value on the line, or above it. Values of the wrong form ("Đang cập nhật") are no values.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from drafting.dates import first_date
from drafting.kinds import OTHER
from drafting.orthography import squash
from tracking.structure.flat import flat
from tracking.structure.knowledge import kind_names, properties, starting
from tracking.structure.numbering import read_number_line
from tracking.structure.signing import name_in
from tracking.structure.subject import tidy

WITHIN = 90
"""Lines from the start among which the table must stand."""
SPAN = 16
"""Lines over which a table goes at most from one label to the next but two."""
FEWEST = 3
"""Labels of different properties; fewer are words of the document."""
LONGEST_LABELLED = 420


@dataclass(frozen=True, slots=True)
class Properties:
    """What the table says, by field of the header; words: the label and value of each, as printed."""

    values: dict[str, Any] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)


def read_properties(texts: Sequence[str]) -> Properties:
    """The properties among the first lines of a page; empty where there is no such table."""
    found: list[tuple[int, str, str, str]] = []
    for at, text in enumerate(texts[:WITHIN]):
        below = texts[at + 1] if at + 1 < len(texts) else ""
        found += [(at, name, label, value) for name, label, value in _labelled(text, below)]
    if not _is_table([(at, name) for at, name, _, _ in found]):
        return Properties()
    table = Properties()
    for _, name, label, written in found:
        value = _read(name, written) if name in _READERS else None
        if value is not None and name not in table.values:
            table.values[name] = value
            table.words[name] = f"{label}: {written}"
    return table


def is_property(text: str, *, alone: bool = False) -> bool:
    """Whether the line begins with a label of such a table and a colon, or (alone) is nothing but a label."""
    match = _labels().match(flat(text))
    return match is not None and (
        match.end() == len(text) if alone else match.group().rstrip(" |").endswith(":") or match.end() == len(text)
    )


def _is_table(labels: Sequence[tuple[int, str]]) -> bool:
    """Whether enough different labels stand near each other."""
    return any(len({name for at, name in labels[first:] if at - labels[first][0] <= SPAN}) >= FEWEST for first in range(len(labels)))


def _labelled(text: str, below: str) -> Iterator[tuple[str, str, str]]:
    """The labels of a line with their values: up to the next label, or the line below where nothing follows."""
    if len(text) > LONGEST_LABELLED:
        return
    bare = flat(text)
    marks = [mark for mark in _labels().finditer(bare) if _stands(bare, mark)]
    for mark, after in itertools.zip_longest(marks, marks[1:]):
        value = squash(text[mark.end() : after.start() if after else len(text)]).strip(" |:-–\t")
        if not value and after is None and not _labels().match(flat(below)):
            value = squash(below).strip(" |:")
        yield _names()[" ".join(mark["label"].split())], text[mark.start("label") : mark.end("label")], value


def _stands(bare: str, mark: re.Match[str]) -> bool:
    """Whether a label begins the line, or carries a colon."""
    return not bare[: mark.start()].strip(" |•*-–") or mark.group().rstrip().endswith(":")


@functools.cache
def _names() -> dict[str, str]:
    return {flat(label): name for name, labels in properties().items() for label in labels}


@functools.cache
def _labels() -> re.Pattern[str]:
    choice = "|".join(r"\s+".join(map(re.escape, label.split())) for label in sorted(_names(), key=len, reverse=True))
    return re.compile(rf"(?<![a-z0-9])(?P<label>{choice})(?![a-z0-9])\s*:?\s*\|?\s*")


def _read(name: str, written: str) -> Any:
    return _READERS[name](written) if written else None


def _number(written: str) -> str | None:
    line = read_number_line(f"Số: {written}")
    return line.number if line else None


def _day(written: str) -> dt.date | None:
    return first_date(written) if len(written) < 40 else None


def _kind(written: str) -> str | None:
    bare = flat(written).strip()
    return kind_names().get(bare) or (OTHER if starting("other_titles").fullmatch(bare) else None)


def _issuer(written: str) -> str | None:
    return written if starting("office_heads").match(flat(written)) and " " in written else None


_READERS = {"number": _number, "issued_on": _day, "kind": _kind, "issuer": _issuer, "signer": name_in, "subject": tidy}
