"""An office's name as a key: folded, abbreviations expanded, punctuation and the head's title left out. Data: templates/offices.toml."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib.resources import files
from typing import Any

from drafting.orthography import fold

_TOKEN = re.compile(r"[a-z0-9][a-z0-9&]*")
_EXCEPT = re.compile(r"[\s,(]*\b(?:trừ|ngoại trừ|không bao gồm)\b\s*(?P<names>[^)]*)\)?", re.IGNORECASE)

_NEXT_NAME = re.compile(r";|,(?=\s*(?:Sở|UBND|Ủy ban|Ban|Thanh tra|Phòng|xã|phường)\b)|\bvà\s+(?=Sở|UBND|Ban|Phòng)")
_UNDER = re.compile(r"\s(?:tren dia ban|thuoc|cua|truc thuoc)?\s?(?:tinh|thanh pho)(?:\s\w+){0,4}$")


@functools.cache
def data() -> dict[str, Any]:
    """The shipped offices and the words about them."""
    return tomllib.loads(files("templates").joinpath("offices.toml").read_text("utf-8"))


@functools.cache
def name_key(name: str) -> str:
    """The key of a name: "Giám đốc Sở TT&TT" → "so thong tin va truyen thong"."""
    tokens = _TOKEN.findall(fold(name).replace("-", " "))
    words = " ".join(data()["abbreviations"].get(token, token) for token in tokens)
    return _without_head(words)


def parted(words: str) -> tuple[str, list[str]]:
    """The words of an owner without its exclusion, and the names excluded: "các sở, trừ Sở Ngoại vụ" → ("các sở", ["Sở Ngoại vụ"])."""
    match = _EXCEPT.search(words)
    if match is None:
        return words, []
    names = [name.strip() for name in _NEXT_NAME.split(match["names"])]
    return words[: match.start()].strip(" ,("), [name for name in names if name]


def group_named(words: str) -> dict[str, Any] | None:
    """The group that these words name ("các sở, ban, ngành"); None where they name none."""
    key = name_key(words)
    return _groups().get(key) or _groups().get(_UNDER.sub("", key))


@functools.cache
def _groups() -> dict[str, dict[str, Any]]:
    return {word: group for group in data()["group"] for word in group["words"]}


def _without_head(words: str) -> str:
    for head in sorted(data()["heads"]["words"], key=len, reverse=True):
        if words.startswith(head + " "):
            rest = words.removeprefix(head + " ")
            return "van phong " + rest if head == "chanh van phong" else rest
    return words
