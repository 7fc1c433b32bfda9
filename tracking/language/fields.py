"""The labelled lines under a task ("Cơ quan chủ trì: …", "Thời gian: …") and the titles of the columns of a task table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from drafting.orthography import squash
from tracking.language.actions import first_verb
from tracking.language.owners import split_units
from tracking.language.rules import Rule, first_of

Label = Literal["owner", "coordinator", "deadline", "deliverable", "other"]
LABELS: tuple[Label, ...] = ("coordinator", "owner", "deadline", "deliverable", "other")
COLUMNS: tuple[Label | Literal["task"], ...] = ("coordinator", "deadline", "deliverable", "owner", "task")


@dataclass(slots=True)
class Fields:
    """What the labelled lines of one task say; None where no line says it. words: label → the rule and the line."""

    owners: str | None = None
    coordinators: str | None = None
    deadline: str | None = None
    deliverable: str | None = None
    words: dict[str, tuple[Rule, str]] = field(default_factory=dict)

    def put(self, label: Label, value: str, rule: Rule, line: str) -> None:
        """Adds a line; a second line of the same label goes on with the first."""
        self.words.setdefault(label, (rule, line))
        name = {"owner": "owners", "coordinator": "coordinators", "deadline": "deadline", "deliverable": "deliverable"}.get(label)
        if name:
            before = getattr(self, name)
            setattr(self, name, f"{before}; {value}" if before else value)

    def __bool__(self) -> bool:
        return any(label != "other" for label in self.words)


def label_of(line: str) -> tuple[Label, str, Rule] | None:
    """The label that a line opens with, and the value after it; None where the line is no field."""
    for label in LABELS:
        found = first_of("fields", label, line)
        if found is not None:
            value = line[found[1].end() :].strip()
            return label, value.rstrip(" .;/"), found[0]
    return None


def labels_in(line: str) -> list[tuple[Label, str, Rule]]:
    """The fields of a line that gives several ("Chủ trì: A; phối hợp: B; thời gian: Quý I"); empty where it is no field."""
    pieces: list[str] = []
    for piece in re.split(r"[;.]\s+", line):
        if pieces and label_of(piece) is None:
            is_sentence = piece[:1].isupper() and first_verb(piece, 0) is not None
            pieces[-1] += "" if is_sentence and (label_of(pieces[-1]) or ("",))[0] == "owner" else f"; {piece}"
        else:
            pieces.append(piece)
    found = [label_of(piece) for piece in pieces]
    return [each for each in found if each is not None] if found and found[0] is not None else []


def column_of(title: str) -> tuple[Label | Literal["task"], Rule] | None:
    """What a column holds, by its title; None for STT, notes and whatever is not known."""
    words = squash(re.sub(r"[\d./-]*\d{4}", "", title)).strip(" :*")
    if not words or len(words.split()) > 14:
        return None
    for label in COLUMNS:
        found = first_of("fields", f"column_{label}", words, whole=True)
        if found is not None:
            return label, found[0]
    return None


_HELP = re.compile(
    r"[\s;,.(]*(?:(?:có|với)\s+sự\s+(?:phối hợp|tham gia|hỗ trợ)(?:\s+của)?|"
    r"(?:(?:cơ quan|đơn vị)\s+)?phối hợp(?:\s+(?:thực hiện|với|cùng))*)\s*:?\s+",
    re.IGNORECASE,
)


def parted_units(words: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The owners of a field and the helpers that it names behind them ("Sở A; phối hợp: Sở B", "Sở A với sự tham gia của B")."""
    parts = _HELP.split(words, maxsplit=1)
    return listed_units(parts[0]), listed_units(parts[1].rstrip(")")) if len(parts) > 1 else ()


def listed_units(words: str) -> tuple[str, ...]:
    """The units of a field or cell, glosses in brackets dropped."""
    bare = re.sub(r"\n\s*[-+•]?\s*", "; ", words)
    bare = re.sub(r"\s*\([^()]*\)", "", bare).strip(" .;,/-+•")
    return tuple(name.strip(" .;,/-+") for part in bare.split(";") for name in split_units(part) if name.strip(" .;,/-+"))
