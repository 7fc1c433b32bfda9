"""The rules of `deadline.toml` as compiled patterns, and the two views of a text that they read."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from drafting.orthography import same_tone_place

_PIECE = re.compile(r"\{([a-z_]+)\}")
_SIGN = re.compile(r"<([A-Z])>")
_DIGIT_LOOKALIKES = str.maketrans({"l": "1", "|": "1", "i": "1", "o": "0"})
_NUMERIC_DAY = re.compile(r"(?<![\w/.\-])(?=[lo|i/.\-]*\d)[\dlo|i]{1,2}[/.\-][\dlo|i]{1,2}(?:[/.\-][\dlo|i]{4})?(?![\w/])")

_WORN = (
    re.compile(r"(?<=ngày )3 ([01]) ?(?=[/.\-] ?[\dlio])"),
    re.compile(r"(?<=ngày )([012]) (\d)(?=[/.\-] ?[\dlio]{1,2} ?[/.\-] ?2)"),
    re.compile(r"(?<=\d[/.\-])1 ([0-2])(?=[/.\-] ?2\d{3})"),
)
_WORN_YEAR = re.compile(r"(?<=\d)[/.\-](?:2 0\d\d|20 \d\d|20\d \d)(?!\w|[/.\-]\d)")
"""Blanks that scanning puts inside a day: digits move together, the blank to the next joint; no place changes."""
_MONTH_LOOKALIKES = re.compile(r"(?<=tháng )(?:[il|][0-2o]|1[lo|i]|l[l|])(?!\w)")
_YEAR_LOOKALIKES = re.compile(r"(?<=[/\-. ])2(?=[\do]*o)[\do]{3}(?!\w)")
_FIVE = re.compile(r"(?<![\w/])[0-2]s(?=[/.\-][01]?\d[/.\-]20\d\d)")


@dataclass(frozen=True, slots=True)
class Atom:
    """A day, month, quarter, … as it stands in the view: sign of its kind, half-open range, named parts."""

    sign: str
    start: int
    end: int
    parts: dict[str, str]
    words: str


@dataclass(frozen=True, slots=True)
class AtomRule:
    id: str
    sign: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to write a deadline: its datum in `deadline.toml`, compiled; field_only: it counts only as a whole time field."""

    id: str
    value: str
    pattern: re.Pattern[str]
    field_only: bool
    why: str
    refuse_after: re.Pattern[str] | None
    refuse_yearly_after: re.Pattern[str] | None
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rules:
    atoms: tuple[AtomRule, ...]
    rules: tuple[Rule, ...]
    repairs: tuple[tuple[re.Pattern[str], str], ...]
    refused: tuple[tuple[str, re.Pattern[str]], ...]
    lead: re.Pattern[str]
    refused_after: tuple[tuple[str, re.Pattern[str]], ...]


def sign_char(sign: str) -> str:
    """The private character that stands for an atom of this kind in the second view."""
    return chr(0xE000 + ord(sign))


_BEGINS = r"(?:(?<!\w)|(?<=[^\W\d_])(?=(?:chậm nhất|muộn nhất|trước ngày) ))"
"""A time begins a word; only words that can be no part of another may be printed without a blank before them."""


@cache
def rules() -> Rules:
    """The data file, compiled once."""
    data = tomllib.loads(files("tracking.language").joinpath("deadline.toml").read_text(encoding="utf-8"))
    pieces: dict[str, str] = data["piece"]

    def compiled(text: str) -> re.Pattern[str]:
        return re.compile(_SIGN.sub(lambda m: sign_char(m[1]), _expanded(text, pieces)))

    return Rules(
        atoms=tuple(AtomRule(a["id"], a["sign"], compiled(rf"(?<!\w)(?:{a['pattern']})")) for a in data["atom"]),
        rules=tuple(
            Rule(
                r["id"],
                r["value"],
                compiled(rf"{_BEGINS}(?:{r['pattern']})(?!\w)"),
                r.get("field", False),
                r["why"],
                _ending(r.get("refuse_after")),
                _ending(r.get("refuse_yearly_after")),
                r,
            )
            for r in data["rule"]
        ),
        repairs=tuple((re.compile(wrong), right) for wrong, right in data["spelling"]["repair"]),
        lead=compiled(data["field"]["lead"]),
        refused=tuple((r["id"], compiled(r["pattern"])) for r in data.get("refuse", []) if "pattern" in r),
        refused_after=tuple((r["id"], compiled(rf"(?<!\w)(?:{r['after']})[ (]*$")) for r in data.get("refuse", []) if "after" in r),
    )


def _ending(words: str | None) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w)(?:{words})[ ,]*$") if words else None


def _expanded(text: str, pieces: dict[str, str]) -> str:
    while found := _PIECE.search(text):
        text = text[: found.start()] + "(?:" + pieces[found[1]] + ")" + text[found.end() :]
    return text


def view(text: str) -> str:
    """The text as the rules read it, character for character: lower case, tone marks in one place, scanning slips mended."""
    lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    seen = same_tone_place(lowered).replace("\n", " ").replace("\t", " ").replace("\u00a0", " ")
    seen = _NUMERIC_DAY.sub(lambda m: m[0].translate(_DIGIT_LOOKALIKES), seen)
    seen = _MONTH_LOOKALIKES.sub(lambda m: m[0].translate(_DIGIT_LOOKALIKES), seen)
    seen = _YEAR_LOOKALIKES.sub(lambda m: m[0].translate(_DIGIT_LOOKALIKES), seen)
    seen = _FIVE.sub(lambda m: m[0].replace("s", "5"), seen)
    for pattern in _WORN:
        seen = pattern.sub(lambda m: m[0].replace(" ", "").ljust(len(m[0])), seen)
    seen = _WORN_YEAR.sub(lambda m: m[0].replace(" ", "").rjust(len(m[0])), seen)
    for wrong, right in rules().repairs:
        seen = wrong.sub(lambda m, right=right: right if len(m[0]) == len(right) else m[0], seen)  # type: ignore[misc]  # bound at once
    return seen


@dataclass(frozen=True, slots=True)
class Signs:
    """A text in which each atom is one sign, where each of its characters stood, and the view it was made from."""

    text: str
    seen: str
    atoms: tuple[Atom, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of the first view that a range of signs stands for."""
        return self.starts[start], self.ends[end - 1]

    def atoms_in(self, start: int, end: int) -> list[Atom]:
        """The atoms that stand in a range of the first view, in order."""
        return [atom for atom in self.atoms if start <= atom.start and atom.end <= end]


def signs(seen: str) -> Signs:
    """The view with its atoms folded into signs: leftmost first, the longest of those that start together."""
    atoms: list[Atom] = []
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for atom in [*_atoms(seen), None]:
        until = len(seen) if atom is None else atom.start
        out.append(seen[at:until])
        starts.extend(range(at, until))
        ends.extend(range(at + 1, until + 1))
        if atom is not None:
            atoms.append(atom)
            out.append(sign_char(atom.sign))
            starts.append(atom.start)
            ends.append(atom.end)
            at = atom.end
    return Signs("".join(out), seen, tuple(atoms), tuple(starts), tuple(ends))


def _atoms(seen: str) -> list[Atom]:
    found = [
        Atom(rule.sign, m.start(), m.end(), {k: v for k, v in m.groupdict().items() if v is not None}, m[0])
        for rule in rules().atoms
        for m in rule.pattern.finditer(seen)
        if m.end() > m.start()
    ]
    found.sort(key=lambda atom: (atom.start, -atom.end))
    kept: list[Atom] = []
    for atom in found:
        if not kept or atom.start >= kept[-1].end:
            kept.append(atom)
    return kept
