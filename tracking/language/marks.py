"""Which tone marks the syllables of a poorly scanned text had, told by the syllables that usually stand beside them.

A table counts how often two syllables follow each other in directives. Of all ways to put marks on the letters that were
read, the one whose pairs are the most usual is taken (Viterbi); a syllable changes only where a pair of the table speaks for
it. Letters themselves never change, so that every character keeps its place.
"""

from __future__ import annotations

import functools
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.resources import files

from drafting.orthography import same_tone_place

Pair = tuple[str, str]

SYLLABLE = re.compile(r"[^\W\d_]+")
_BESIDE = re.compile(r"[ \n\t]+|, ?\n?| [-–] ")
"""What may stand between two syllables of one phrase."""

CHANGE, CHANGE_UNKNOWN = 5.0, 1.5
"""What it costs, in nats, to take a syllable for another one: dear where it is a syllable of the table itself."""
CHANGE_RARELY = 7.5
"""The same for a syllable of the table in a text that is hardly worn."""
BACK_OFF = 4.0
"""How many pairs of a syllable weigh as much as how usual the next syllable is by itself."""
FEWEST, FEWEST_NAME = 1, 3
"""How often a pair must have been counted to change a syllable, and a syllable in capitals, which may be a name."""


@functools.cache
def _base(letter: str) -> str:
    bare = unicodedata.normalize("NFD", letter.casefold())[0]
    return "d" if bare in "đð" else bare


def flat(text: str) -> str:
    """The text without marks and capitals, letter for letter."""
    return "".join(map(_base, text))


@dataclass(slots=True)
class Counts:
    """How often syllables, and pairs of them, stand in texts."""

    syllables: Counter[str] = field(default_factory=Counter)
    pairs: Counter[Pair] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Marks:
    """The counted table, ready for reading."""

    counts: Counts
    followed: dict[str, int]
    forms: dict[str, tuple[str, ...]]
    total: int

    @classmethod
    def of(cls, counts: Counts) -> Marks:
        followed: Counter[str] = Counter()
        for (first, _), many in counts.pairs.items():
            followed[first] += many
        forms: defaultdict[str, list[str]] = defaultdict(list)
        for syllable in counts.syllables:
            forms[flat(syllable)].append(syllable)
        return cls(counts, dict(followed), {bare: tuple(found) for bare, found in forms.items()}, counts.syllables.total())

    def restored(self, text: str, change: float = CHANGE) -> str:
        """The text with the marks of its syllables put back, letter for letter, capitals kept; change: as CHANGE."""
        places = [match.span() for match in SYLLABLE.finditer(text)]
        read = [same_tone_place(text[start:end].casefold()) for start, end in places]
        letters = list(text)
        chosen = self._chosen(text, places, read, change)
        for at, ((start, end), syllable) in enumerate(zip(places, chosen, strict=True)):
            if syllable == read[at] or len(syllable) != end - start or not self._is_borne_out(chosen, at, text[start:end]):
                continue
            for offset, letter in enumerate(syllable):
                letters[start + offset] = letter.upper() if text[start + offset].isupper() else letter
        return "".join(letters)

    def _chosen(self, text: str, places: Sequence[tuple[int, int]], read: Sequence[str], change: float) -> list[str]:
        """The likeliest syllables, one for each place."""
        steps: list[dict[str, tuple[float, str | None]]] = []
        for at, syllable in enumerate(read):
            before = steps[-1] if steps else {}
            joined = at > 0 and _BESIDE.fullmatch(text, places[at - 1][1], places[at][0]) is not None
            cost = change if syllable in self.counts.syllables else CHANGE_UNKNOWN
            step: dict[str, tuple[float, str | None]] = {}
            for form in dict.fromkeys((syllable, *self.forms.get(flat(syllable), ()))):
                best, through = max(
                    ((score + self._follows(earlier if joined else None, form), earlier) for earlier, (score, _) in before.items()),
                    default=(self._follows(None, form), None),
                )
                step[form] = (best - (cost if form != syllable else 0.0), through)
            steps.append(step)
        return _traced(steps)

    def _follows(self, first: str | None, second: str) -> float:
        """The logarithm of how likely a syllable is, behind another one where that is given."""
        alone = (self.counts.syllables.get(second, 0) + 0.2) / (self.total + 1)
        if first is None:
            return math.log(alone)
        together = self.counts.pairs.get((first, second), 0)
        return math.log((together + BACK_OFF * alone) / (self.followed.get(first, 0) + BACK_OFF))

    def _is_borne_out(self, chosen: Sequence[str], at: int, found: str) -> bool:
        """Whether a pair with the syllable before or behind speaks for the change."""
        pairs = self.counts.pairs
        many = max(
            pairs.get((chosen[at - 1], chosen[at]), 0) if at else 0,
            pairs.get((chosen[at], chosen[at + 1]), 0) if at + 1 < len(chosen) else 0,
        )
        return many >= (FEWEST_NAME if found.istitle() else FEWEST)


def _traced(steps: Sequence[dict[str, tuple[float, str | None]]]) -> list[str]:
    if not steps:
        return []
    last: str | None = max(steps[-1], key=lambda form: steps[-1][form][0])
    found: list[str] = []
    for step in reversed(steps):
        assert last is not None
        found.append(last)
        last = step[last][1]
    return found[::-1]


def count(texts: Iterable[str]) -> Counts:
    """What texts say: their syllables and pairs; a pair of names that only one text holds is left out."""
    syllables: Counter[str] = Counter()
    pairs: Counter[Pair] = Counter()
    small: set[Pair] = set()
    held: Counter[Pair] = Counter()
    for text in texts:
        clean = _in_vietnamese(unicodedata.normalize("NFC", text))
        own: set[Pair] = set()
        matches = list(SYLLABLE.finditer(clean))
        words = [same_tone_place(match.group().casefold()) for match in matches]
        syllables.update(words)
        for at in range(1, len(words)):
            if _BESIDE.fullmatch(clean, matches[at - 1].end(), matches[at].start()) is None:
                continue
            pair = (words[at - 1], words[at])
            pairs[pair] += 1
            own.add(pair)
            if matches[at - 1].group().islower() and matches[at].group().islower():
                small.add(pair)
        held.update(own)
    kept = Counter({pair: many for pair, many in pairs.items() if held[pair] > 1 or pair in small})
    used = {syllable for pair in kept for syllable in pair}
    return Counts(Counter({syllable: many for syllable, many in syllables.items() if syllable in used}), kept)


def _in_vietnamese(text: str) -> str:
    """The lines of a text that are Vietnamese by their marks: names of fields and the like are left out."""
    lines = []
    for line in text.splitlines():
        words = SYLLABLE.findall(line)
        if words and sum(not word.isascii() for word in words) * 10 >= len(words) * 4:
            lines.append(line)
    return "\n".join(lines)


def written(counts: Counts) -> str:
    """The table as text: a line for each syllable and pair, with its count."""
    rows = [(syllable, many) for syllable, many in counts.syllables.items()]
    rows += [(" ".join(pair), many) for pair, many in counts.pairs.items()]
    return "".join(f"{words}\t{many}\n" for words, many in sorted(rows))


def parsed(table: str) -> Counts:
    """The counts of a written table."""
    counts = Counts()
    for line in table.splitlines():
        words, _, many = line.partition("\t")
        first, _, second = words.partition(" ")
        if second:
            counts.pairs[first, second] = int(many)
        else:
            counts.syllables[first] = int(many)
    return counts


@functools.cache
def marks() -> Marks:
    """The table that the project ships, read once."""
    return Marks.of(parsed(files(__package__).joinpath("marks.txt").read_text("utf-8")))
