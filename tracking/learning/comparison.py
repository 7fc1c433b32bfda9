"""Which duties of a reading are those that people settled on, and which of them are right in text, owners and deadline."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from drafting.orthography import compare_key
from tracking.duty import Deadline, Duty

SAME_DUTY = 0.75
"""Share of the shorter text's words that the other must hold for the two to be one duty."""
LEAST_ALIKE = 0.3
RIGHT_TEXT = 0.6
"""F measure of the words from which a text counts as right."""
_FEWEST_WORDS = 3
_LINKING = {"các", "những", "và", "của", "cơ", "quan", "tổ", "chức", "đơn", "vị"}
_WRITTEN_OUT = {"ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "tp": "thành phố", "mttq": "mặt trận tổ quốc"}


@dataclass(frozen=True, slots=True)
class Compared:
    """A reading against the settled one. right: for each duty read, whether all of it is; found: how many were found, of `settled`."""

    right: tuple[bool, ...]
    pairs: tuple[tuple[int, int], ...]
    settled: int

    @property
    def found(self) -> int:
        return len(self.pairs)


def compare(read: Sequence[Duty], settled: Sequence[Duty]) -> Compared:
    """Pair the duties by their words and judge each of those read."""
    pairs = _paired(read, settled)
    partner = dict(pairs)
    right = tuple(at in partner and is_right(duty, settled[partner[at]]) for at, duty in enumerate(read))
    return Compared(right, tuple(sorted(pairs)), len(settled))


def is_right(read: Duty, settled: Duty) -> bool:
    """Whether text, owners and deadline are those settled on."""
    return (
        _alike(_words(read.text), _words(settled.text))[1] >= RIGHT_TEXT
        and _units(read.owners) == _units(settled.owners)
        and _same_deadline(read.deadline, settled.deadline)
    )


def f_measure(right: int, read: int, settled: int) -> float:
    """The F measure; 1 where there was nothing to find and nothing was read."""
    return 2 * right / (read + settled) if read + settled else 1.0


def _paired(read: Sequence[Duty], settled: Sequence[Duty]) -> list[tuple[int, int]]:
    """The pairs from the most alike down, each duty once; of equal ones those that stand nearest in order."""
    texts, wanted = [_words(duty.text) for duty in read], [_words(duty.text) for duty in settled]
    owners, wanted_owners = [_units(duty.owners) for duty in read], [_units(duty.owners) for duty in settled]
    ranked = []
    for i, text in enumerate(texts):
        for j, other in enumerate(wanted):
            inside, alike = _alike(text, other)
            if inside >= SAME_DUTY and alike >= LEAST_ALIKE and min(len(text), len(other)) >= _FEWEST_WORDS:
                ranked.append((alike + 0.1 * (owners[i] == wanted_owners[j]), -abs(i - j), -i, -j))
    taken_i: set[int] = set()
    taken_j: set[int] = set()
    pairs = []
    for *_, i, j in sorted(ranked, reverse=True):
        if -i not in taken_i and -j not in taken_j:
            taken_i.add(-i)
            taken_j.add(-j)
            pairs.append((-i, -j))
    return pairs


def _words(text: str) -> list[str]:
    out: list[str] = []
    for word in re.findall(r"[\w&]+", compare_key(text)):
        out += _WRITTEN_OUT.get(word, word).split()
    return out


def _alike(one: list[str], other: list[str]) -> tuple[float, float]:
    """The share of the shorter bag of words that the other holds, and their F measure."""
    if not one or not other:
        return 0.0, 0.0
    both = sum((Counter(one) & Counter(other)).values())
    return both / min(len(one), len(other)), 2 * both / (len(one) + len(other))


def _units(names: Sequence[str]) -> Counter[str]:
    """The words of the names, however the list was split into entries; glosses in brackets and linking words left out."""
    return Counter(word for name in names for word in _words(re.sub(r"\([^)]*\)", " ", name)) if word not in _LINKING)


def _same_deadline(one: Deadline, other: Deadline) -> bool:
    kinds = {one.kind, other.kind}
    if len(kinds) > 1 and kinds <= {"none", "relative", "immediate"}:
        return "relative" in kinds and one.due is None and other.due is None
    if len(kinds) > 1 and kinds != {"date", "period"}:
        return False
    if other.kind == "recurring":
        return one.frequency == other.frequency and (other.due is None or one.due == other.due)
    if other.kind in ("date", "period"):
        eve = other.due - dt.timedelta(days=1) if other.before and other.due and not one.before else None
        return one.due == other.due or (eve is not None and one.due == eve)
    return one.due == other.due
