"""Weighs the words of `wording.txt` anew from annotated directives: python -m tracking.learning.wordings FOLDER… > wording.txt.

Each sentence of a document is an example, one that a duty of its gold reading holds or not; so is each duty as read, right or
not, which weighs more. What the words add on issuers left out is told on the error stream before anything is written.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from drafting.errors import DondocError
from drafting.orthography import compare_key
from tracking.extract import extract
from tracking.language.passage import sentences
from tracking.language.wording import BIAS, features, log_odds, written
from tracking.learning.comparison import compare
from tracking.learning.corpus import Example, read_examples
from tracking.reading.choose import read_pages
from tracking.structure.layout import lay_out
from tracking.structure.tree import build_tree

Values = NDArray[np.float64]
Whole = NDArray[np.int64]

IN_DUTY = 0.7
"""Share of a sentence's words that one duty must hold for the sentence to be of it."""
FEWEST_WORDS = 4
AS_READ = 3.0
"""What a duty as read weighs against a sentence."""
FEWEST_TIMES, FEWEST_DOCUMENTS = 4, 2
"""A feature seen less often is not weighed: it would only know one text by heart."""
STIFFNESS = 10.0
"""How strongly weights are held to zero."""
FOLDS = 12
_ROUNDS = 300


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a document. read: whether they are a duty as read, else a sentence; right: whether they are a duty."""

    words: str
    right: bool
    read: bool
    document: str
    issuer: str


def examples_of(example: Example) -> list[Said]:
    """The sentences of a document and the duties read from it, each judged by the reading that people settled on."""
    settled = [Counter(_words(duty.text)) for duty in example.duties]
    found = [
        Said(sentence, _is_within(sentence, settled), False, example.name, example.issuer)
        for sentence in _sentences(example.source)
        if len(_words(sentence)) >= FEWEST_WORDS
    ]
    duties = extract(example.source).duties
    pairs = {at for at, _ in compare(duties, example.duties).pairs}
    return found + [Said(duty.source.quote or duty.text, at in pairs, True, example.name, example.issuer) for at, duty in enumerate(duties)]


def weighed(said: Sequence[Said], rounds: int = _ROUNDS) -> dict[str, float]:
    """The weights of least loss, held to zero by STIFFNESS (logistic, by accelerated descent)."""
    rows = [features(one.words) for one in said]
    names = {name: at for at, name in enumerate(_often(said, rows))}
    at, which, values = _sparse(rows, names)
    right = np.array([float(one.right) for one in said])
    weight = np.array([AS_READ if one.read else 1.0 for one in said])
    found = np.zeros(len(names) + 1)
    ahead, pace = found.copy(), 1.0
    step = 1 / (0.25 * _steepness(at, which, values, weight) + STIFFNESS)
    for _ in range(rounds):
        score = np.bincount(at, values * ahead[which], minlength=len(rows)) + ahead[-1]
        off = weight * (1 / (1 + np.exp(-score)) - right)
        slope = np.bincount(which, values * off[at], minlength=len(names) + 1) + STIFFNESS * ahead
        slope[-1] = off.sum()
        following = ahead - step * slope
        faster = (1 + (1 + 4 * pace**2) ** 0.5) / 2
        ahead, found, pace = following + (pace - 1) / faster * (following - found), following, faster
    return {BIAS: float(found[-1])} | {name: float(found[index]) for name, index in names.items()}


def left_out(said: Sequence[Said]) -> list[float]:
    """For each of the words, their log odds from weights counted without their issuer."""
    sizes = Counter(one.issuer for one in said)
    fold = {issuer: number % FOLDS for number, (issuer, _) in enumerate(sizes.most_common())}
    tables = {number: weighed([one for one in said if fold[one.issuer] != number]) for number in set(fold.values())}
    return [log_odds(one.words, tables[fold[one.issuer]]) for one in said]


def order_kept(scores: Sequence[float], right: Sequence[bool]) -> float:
    """The share of pairs, one right and one wrong, of which the right one scores higher: 0.5 is chance, NaN where one kind is missing."""
    ranks = np.argsort(np.argsort(np.array(scores))) + 1.0
    good = np.array(right)
    many, few = int(good.sum()), int((~good).sum())
    return float((ranks[good].sum() - many * (many + 1) / 2) / (many * few)) if many and few else float("nan")


def _steepness(at: Whole, which: Whole, values: Values, weight: Values) -> float:
    """The largest eigenvalue of the weighed squares of the features and the bias, found by powers, with a margin."""
    towards = np.ones(which.max(initial=0) + 2)
    size = 1.0
    for _ in range(30):
        towards /= size
        along = weight * (np.bincount(at, values * towards[which], minlength=len(weight)) + towards[-1])
        towards = np.bincount(which, values * along[at], minlength=len(towards))
        towards[-1] = along.sum()
        size = float(np.linalg.norm(towards))
    return 1.1 * size


def _often(said: Sequence[Said], rows: Sequence[Mapping[str, float]]) -> list[str]:
    times: Counter[str] = Counter()
    documents: defaultdict[str, set[str]] = defaultdict(set)
    for one, row in zip(said, rows, strict=True):
        for name, value in row.items():
            if value:
                times[name] += 1
                documents[name].add(one.document)
    return sorted(name for name, many in times.items() if many >= FEWEST_TIMES and len(documents[name]) >= FEWEST_DOCUMENTS)


def _sparse(rows: Sequence[Mapping[str, float]], names: Mapping[str, int]) -> tuple[Whole, Whole, Values]:
    cells = [(at, names[name], value) for at, row in enumerate(rows) for name, value in row.items() if name in names and value]
    return np.array([c[0] for c in cells]), np.array([c[1] for c in cells]), np.array([c[2] for c in cells])


def _sentences(source: Path) -> Iterator[str]:
    for sheet in lay_out(read_pages(source)):
        for blocks in (sheet.body, *(annex.blocks for annex in sheet.annexes)):
            for node in build_tree(blocks).walk():
                if node.kind in ("item", "text"):
                    yield from (node.text[start:end] for start, end in sentences(node.text))


def _words(text: str) -> list[str]:
    return compare_key(text).split()


def _is_within(sentence: str, duties: Sequence[Counter[str]]) -> bool:
    words = Counter(_words(sentence))
    return any(sum((words & duty).values()) > IN_DUTY * words.total() for duty in duties)


def main(folders: Sequence[str]) -> int:
    """Writes the table to standard output and what it is worth to standard error. Returns the exit status."""
    said: list[Said] = []
    for folder in folders:
        for example in read_examples(Path(folder)):
            try:
                said += examples_of(example)
            except DondocError as error:
                sys.stderr.write(f"{error}\n")
    if not said:
        sys.stderr.write("no folder of annotated directives was named, or none could be read\n")
        return 2
    scores = left_out(said)
    for read, what in ((False, "sentences"), (True, "duties as read")):
        chosen = [at for at, one in enumerate(said) if one.read is read]
        kept = order_kept([scores[at] for at in chosen], [said[at].right for at in chosen])
        wrong = sum(not said[at].right for at in chosen)
        sys.stderr.write(f"{what}: {len(chosen)}, {wrong} wrong; order kept on issuers left out {kept:.3f}\n")
    documents, issuers = len({one.document for one in said}), len({one.issuer for one in said})
    about = f"Weights of words and pairs of words (logistic), from {documents} annotated directives of {issuers} issuers; see wordings.py."
    sys.stdout.write(written(weighed(said), about))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
