"""Offices (cơ quan, đơn vị): names as written resolve to offices valid on a day, with a margin and never by a silent guess."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sqlmodel import Session, col, select

from drafting.orthography import squash
from tracking.register.office_names import group_named, name_key, parted
from tracking.register.tables import Office, OfficeName, OfficeSuccessor

SURE = 92.0
MARGIN = 6.0
_PLACES = ("ubnd_tinh", "ubnd_huyen", "ubnd_xa")
"""Offices told apart by a place name: one letter makes another office, so they are never matched by likeness."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the words of an owner stand for.

    how: one (an office), group (each of `offices`), former (an office that no longer exists; `candidates` are its successors),
    unsure (`candidates` are to be chosen from) or unknown. group: the group's name.
    """

    words: str
    how: Literal["one", "group", "former", "unsure", "unknown"]
    offices: tuple[Office, ...] = ()
    candidates: tuple[Office, ...] = ()
    group: str = ""


@dataclass
class Directory:
    """The offices of the register in memory, for resolving many names at once."""

    offices: dict[int, Office]
    keys: dict[str, list[int]]
    successors: dict[int, list[int]] = field(default_factory=dict)

    @classmethod
    def load(cls, session: Session) -> Directory:
        offices = {office.id or 0: office for office in session.exec(select(Office))}
        keys: dict[str, list[int]] = {}
        for row in session.exec(select(OfficeName)):
            keys.setdefault(row.key, []).append(row.office_id)
        successors: dict[int, list[int]] = {}
        for link in session.exec(select(OfficeSuccessor)):
            successors.setdefault(link.office_id, []).append(link.successor_id)
        return cls(offices, keys, successors)

    @property
    def own(self) -> Office | None:
        """Our own body; None until it is chosen."""
        return next((office for office in self.offices.values() if office.is_self), None)

    def resolve(self, words: str, on: dt.date, issuer: str | None = None) -> Resolution:
        """What an owner's words stand for on a day, in a document of that issuer."""
        name, excluded = parted(words)
        above = self.above(issuer, on)
        group = group_named(name)
        if group is not None:
            members = self._members(group["kinds"], above, on)
            left_out = {office.id for other in excluded for office in self.resolve(other, on, issuer).offices}
            kept = tuple(office for office in members if office.id not in left_out)
            return Resolution(words, "group" if kept else "unknown", kept, group=group["name"])
        return self._named(words, name_key(name), above, on)

    def above(self, issuer: str | None, on: dt.date) -> Office | None:
        """The body under which unqualified names stand: the issuer where it is ours or known, else our own body's."""
        own = self.own
        if issuer:
            found = self._valid(self.keys.get(name_key(issuer), []), on)
            if len(found) == 1:
                return found[0]
        return own

    def _named(self, words: str, key: str, above: Office | None, on: dt.date) -> Resolution:
        hits = self.keys.get(key, [])
        exact = self._nearest(self._valid(hits, on), above)
        if len(exact) == 1:
            return Resolution(words, "one", (exact[0],))
        if exact:
            marked = [office for office in exact if _as_marked(office, words)]
            return Resolution(words, "one", (marked[0],)) if len(marked) == 1 else Resolution(words, "unsure", candidates=tuple(exact))
        past = self._nearest([self.offices[i] for i in dict.fromkeys(hits)], above)
        if past:
            heirs = [i for office in past for i in self.successors.get(office.id or 0, [])]
            return Resolution(words, "former", candidates=tuple(self._valid(heirs, on)))
        return self._alike(words, key, above, on)

    def _alike(self, words: str, key: str, above: Office | None, on: dt.date) -> Resolution:
        """A name with slips of reading: one office when it is much nearer than any other, else candidates."""
        from rapidfuzz import fuzz, process

        choices = [
            known
            for known, ids in self.keys.items()
            if _digits(known) == _digits(key) and any(office.kind not in _PLACES for office in self._valid(ids, on))
        ]
        found = process.extract(key, choices, scorer=fuzz.token_sort_ratio, limit=5, score_cutoff=75)
        if not found:
            return Resolution(words, "unknown")
        ranked: list[tuple[float, Office]] = []
        for known, score, _ in found:
            ranked += [(score, office) for office in self._nearest(self._valid(self.keys[known], on), above) if office.kind not in _PLACES]
        best = ranked[0]
        rival = next((score for score, office in ranked[1:] if office.id != best[1].id), 0.0)
        if best[0] >= SURE and best[0] - rival >= MARGIN and len(key.split()) > 2:
            return Resolution(words, "one", (best[1],))
        return Resolution(words, "unsure", candidates=tuple({o.id: o for _, o in ranked}.values()))

    def _members(self, kinds: Sequence[str], above: Office | None, on: dt.date) -> tuple[Office, ...]:
        chain = {above.id} if above else set()
        found = [o for o in self.offices.values() if o.kind in kinds and valid(o, on) and (not chain or o.parent_id in chain)]
        if not found and above is not None and above.parent_id is not None and not above.kind.startswith("ubnd"):
            found = [o for o in self.offices.values() if o.kind in kinds and valid(o, on) and o.parent_id == above.parent_id]
        return tuple(sorted(found, key=lambda office: office.id or 0))

    def _nearest(self, found: Iterable[Office], above: Office | None) -> list[Office]:
        """Of several offices of one name, those under the body the document speaks from; all of them where none is."""
        every = list({office.id: office for office in found}.values())
        if above is None or len(every) < 2:
            return every
        near = [o for o in every if o.parent_id == above.id or o.id == above.id]
        return near or [o for o in every if o.parent_id == above.parent_id] or every

    def _valid(self, ids: Iterable[int], on: dt.date) -> list[Office]:
        return [self.offices[i] for i in dict.fromkeys(ids) if valid(self.offices[i], on)]


def _as_marked(office: Office, words: str) -> bool:
    """Whether the words hold the place's name with its own marks: "xã Tân Thành" is not "xã Tân Thanh"."""
    place = office.name.partition("nhân dân ")[2].lower()
    return office.kind in _PLACES and bool(place) and place in f"{squash(words).lower()} "


def valid(office: Office, on: dt.date) -> bool:
    """Whether the office exists on a day."""
    return (office.valid_from is None or office.valid_from <= on) and (office.valid_until is None or on <= office.valid_until)


def descendants(session: Session, office_id: int) -> list[int]:
    """The office and every office under it."""
    found, layer = [office_id], [office_id]
    while layer:
        below = session.exec(select(Office.id).where(col(Office.parent_id).in_(layer)))
        layer = [row for row in below if row is not None and row not in found]
        found += layer
    return found


def _digits(key: str) -> list[str]:
    return [token for token in key.split() if any(char.isdigit() for char in token)]
