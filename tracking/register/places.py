"""The places of the country as shipped in templates/: 34 provinces, 3.321 communes, and 696 districts that ended with June 2025.

A place is recognised by its kind and name, in one province where that is known. One letter makes another place: what is not written
exactly so is never taken for another, only offered, the one much nearer than the rest alone.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

from drafting.orthography import fold, squash
from tracking.register.office_names import data

MARGIN = 6.0
_LIKE = 80.0
_MOST = 5
_KINDS = ("đặc khu", "phường", "xã", "quận", "huyện", "thị xã", "thành phố", "tỉnh")
_BODY = re.compile(r"^\s*(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd|hđnd|hội đồng nhân dân)\s+", re.IGNORECASE)
_PROVINCE = re.compile(r"[\s,]+(?:thuộc\s+)?(?:tỉnh|thành phố|tp\.?)\s+(?P<name>[^,;]+)$", re.IGNORECASE)
_SHORT = {"p.": "phường ", "x.": "xã ", "q.": "quận ", "h.": "huyện ", "tx.": "thị xã ", "tp.": "thành phố ", "đk.": "đặc khu "}


@dataclass(frozen=True, slots=True)
class Place:
    """A place. kind: "xã", "phường" …; province: its province's name in its time; valid_until: None where it stands today."""

    kind: str
    name: str
    code: str
    province: str
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None

    @property
    def written(self) -> str:
        """ "xã Tân Lập"."""
        return f"{self.kind} {self.name}"

    def stands(self, on: dt.date) -> bool:
        """Whether it exists on a day."""
        return (self.valid_from or on) <= on <= (self.valid_until or on)


@dataclass(frozen=True, slots=True)
class Recognition:
    """What the words of a place stand for. how: one, former (it stood before that day), unsure (to be chosen from `places`) or unknown."""

    words: str
    how: Literal["one", "former", "unsure", "unknown"]
    places: tuple[Place, ...] = ()


def communes(province_code: str | None = None) -> tuple[Place, ...]:
    """The communes of today, all or those of one province."""
    return tuple(place for code, place in _communes() if province_code in (None, code))


def districts(provinces: Sequence[str] | None = None) -> tuple[Place, ...]:
    """The districts that stood until the level was ended, all or those of provinces by their names of that time."""
    return tuple(place for place in _districts() if provinces is None or place.province in provinces)


def recognise(words: str, on: dt.date, province: str | None = None) -> Recognition:
    """The place that the words name on a day: "UBND xã Tân Lập", "P. Đông Kinh", "xã An Bình, tỉnh Gia Lai".

    province: its name or code, where the words name none.
    """
    bare, named = _parted(words)
    kind, name = _kind_of(bare)
    within = _plain(named or _province_of(province))
    known = [place for place in _places() if kind in ("", place.kind) and within in ("", _plain(place.province))]
    exact = [place for place in known if place.name.lower() == name] or [place for place in known if fold(place.name) == fold(name)]
    standing = [place for place in exact if place.stands(on)]
    if len(standing) == 1:
        return Recognition(words, "one", tuple(standing))
    if standing:
        return Recognition(words, "unsure", tuple(standing[:_MOST]))
    if exact:
        return Recognition(words, "former", tuple(exact[:_MOST]))
    near = _near(name, [place for place in known if place.stands(on)])
    return Recognition(words, "unsure" if near else "unknown", near)


def _near(name: str, known: Sequence[Place]) -> tuple[Place, ...]:
    """The places written alike, the best first; it alone where it leads by the margin."""
    from rapidfuzz import fuzz, process

    found = process.extract(fold(name), [fold(place.name) for place in known], scorer=fuzz.ratio, limit=_MOST, score_cutoff=_LIKE)
    if len(found) > 1 and found[0][1] - found[1][1] >= MARGIN:
        found = found[:1]
    return tuple(known[index] for _, _, index in found)


def _parted(words: str) -> tuple[str, str]:
    """The place without the body that governs it, and the province named behind it."""
    bare = _BODY.sub("", squash(words))
    match = _PROVINCE.search(bare)
    return (bare[: match.start()], match["name"]) if match else (bare, "")


def _kind_of(words: str) -> tuple[str, str]:
    """Kind and name in small letters; kind "" where none is written."""
    low = words.lower().strip()
    for short, full in _SHORT.items():
        low = full + low.removeprefix(short).strip() if low.startswith(short) else low
    kind = next((kind for kind in _KINDS if fold(low).startswith(f"{fold(kind)} ")), "")
    return kind, " ".join(low.split()[len(kind.split()) :])


def _province_of(province: str | None) -> str:
    """A province's name from its name or code."""
    return next((row["name"] for row in data()["province"] if row["code"] == province), province or "")


def _plain(province: str) -> str:
    return fold(province).removeprefix("tinh ").removeprefix("thanh pho ")


@functools.cache
def _places() -> tuple[Place, ...]:
    return (*_provinces(), *(place for _, place in _communes()), *_districts())


@functools.cache
def _provinces() -> tuple[Place, ...]:
    since = data()["days"]["two_levels"]
    now = [Place(row["kind"], row["name"], row["code"], row["name"]) for row in data()["province"]]
    ended = [
        Place("thành phố" if former in row.get("former_cities", ()) else "tỉnh", former, "", former, None, since - dt.timedelta(days=1))
        for row in data()["province"]
        for former in row["former"]
        if former != row["name"]
    ]
    return (*now, *ended)


@functools.cache
def _communes() -> tuple[tuple[str, Place], ...]:
    since, names = data()["days"]["two_levels"], {row["code"]: row["name"] for row in data()["province"]}
    rows = (line.split("\t") for line in _lines("communes.txt"))
    return tuple((of, Place(*_split(name), code, names[of], since)) for code, of, name in rows)


@functools.cache
def _districts() -> tuple[Place, ...]:
    until = data()["days"]["two_levels"] - dt.timedelta(days=1)
    return tuple(Place(*_split(name), code, of, None, until) for code, name, of in (line.split("\t") for line in _lines("districts.txt")))


def _split(name: str) -> tuple[str, str]:
    """ "Xã Tân Lập" → ("xã", "Tân Lập")."""
    kind = next(kind for kind in _KINDS if name.lower().startswith(f"{kind} "))
    return kind, name[len(kind) + 1 :]


def _lines(name: str) -> list[str]:
    text = files("templates").joinpath(name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
