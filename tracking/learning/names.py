"""Writings of offices that corrections show: an owner that no office answered to, put right to one that does.

"P.KTHTĐT" becomes "Phòng Kinh tế, Hạ tầng và Đô thị" at the desk again and again: from two documents on, and if nobody ever meant
another office by it, the writing may be kept with the office, and later documents are assigned without a hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from drafting.orthography import squash

FEWEST_DOCUMENTS = 2
_SHORTEST = 3
_LONGEST_WORDS = 12

Resolve = Callable[[str, str], int | None]
"""From an owner's words and the issuer to the one office meant; None where it is none or several."""


@dataclass(frozen=True, slots=True)
class Put:
    """One owner as read, what a reviewer put in its place, and the document and issuer."""

    read: str
    settled: str
    document: str
    issuer: str


@dataclass(frozen=True, slots=True)
class Writing:
    """A writing that stands for one office, in how many documents."""

    words: str
    office_id: int
    documents: int


def replaced(read: Sequence[str], settled: Sequence[str], document: str, issuer: str) -> Put | None:
    """The one owner that was replaced between two lists; None where none or more were."""
    gone = [name for name in read if name not in settled]
    come = [name for name in settled if name not in read]
    if len(gone) != 1 or len(come) != 1 or len(read) != len(settled):
        return None
    return Put(squash(gone[0]), squash(come[0]), document, issuer)


def writings(puts: Iterable[Put], resolve: Resolve) -> list[Writing]:
    """The writings safe to keep: unknown as they stand, always put right to the same office, in at least two documents."""
    meant: dict[str, dict[int, set[str]]] = {}
    unsafe: set[str] = set()
    for put in puts:
        if len(put.read) < _SHORTEST or len(put.read.split()) > _LONGEST_WORDS or resolve(put.read, put.issuer) is not None:
            continue
        office = resolve(put.settled, put.issuer)
        if office is None:
            unsafe.add(put.read)
        else:
            meant.setdefault(put.read, {}).setdefault(office, set()).add(put.document)
    return [
        Writing(words, office, len(documents))
        for words, offices in sorted(meant.items())
        if words not in unsafe and len(offices) == 1
        for office, documents in offices.items()
        if len(documents) >= FEWEST_DOCUMENTS
    ]


def resolved_when_left_out(puts: Sequence[Put], resolve: Resolve) -> tuple[int, int]:
    """How many replaced owners of each issuer the writings of the other issuers answer rightly, and how many wrongly."""
    right = wrong = 0
    for issuer in {put.issuer for put in puts}:
        kept = {one.words: one.office_id for one in writings([put for put in puts if put.issuer != issuer], resolve)}
        for put in puts:
            office = kept.get(put.read) if put.issuer == issuer else None
            if office is not None:
                right += office == resolve(put.settled, issuer)
                wrong += office != resolve(put.settled, issuer)
    return right, wrong
