"""The data of `units.toml` as compiled patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from drafting.orthography import same_tone_place

CODE = r"(?<![\w/])[acehkvx](?:\d[\dil]|o\d)(?![\w/-])"
"""Departments of the police by their codes ("C04"), a figure misread as a letter too ("H0I")."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """separator: what may part two units; head: how a unit begins; the rest are the pieces of names, matched at a place."""

    separator: re.Pattern[str]
    head: re.Pattern[str]
    unbroken: tuple[re.Pattern[str], ...]
    start: re.Pattern[str]
    group: re.Pattern[str]
    person: re.Pattern[str]
    committee: re.Pattern[str]
    named: re.Pattern[str]
    office: re.Pattern[str]
    long: re.Pattern[str]
    places: re.Pattern[str]
    qualifier: re.Pattern[str]
    level: re.Pattern[str]
    belongs: re.Pattern[str]
    complete: re.Pattern[str]
    closed: re.Pattern[str]
    bare: frozenset[str]
    stop: re.Pattern[str]


def seen(text: str) -> str:
    """The text as the patterns read it, character for character: lower case, tone marks in one place, slips mended."""
    view = _plain(text)
    for wrong, right in _repairs():
        view = wrong.sub(lambda m, right=right: right if len(m[0]) == len(right) else m[0], view)  # type: ignore[misc]  # bound at once
    return view


def _plain(text: str) -> str:
    return same_tone_place("".join(low if len(low := c.lower()) == 1 else c for c in text))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("tracking.language").joinpath("units.toml").read_text(encoding="utf-8"))


@cache
def _repairs() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(wrong), right) for wrong, right in _data()["spelling"]["repair"])


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", " ") for w in sorted(set(words), key=len, reverse=True)) + ")"


@cache
def patterns() -> Patterns:
    """The patterns, compiled once."""
    data = _data()
    words = {name: _any(_plain(w) for w in listed) for name, listed in data["words"].items()}
    fields = _any(_plain(name) for name in data["fields"]["names"])
    comma = r"(?: ?, ?| và (?!địa phương)| ?/ ?| & )"
    trades = _any(_plain(name) for name in data["trades"]["names"])
    named = rf"(?:(?:sở|bộ|phòng|ban|ngành|cơ quan)(?: |: ){fields}|(?:vụ|cục|phòng|khoa|ban) {trades})(?!\w)"
    territory, member = words["territory"] + r"(?! (?:đoàn|ủy)(?!\w))", words["member"]
    places = rf"(?:(?:các |những )?{territory}(?:(?:{comma}| ){territory})*)(?!\w)"
    place_list = rf"(?:các |những )?{territory}(?:{comma}{territory})+(?!\w)"
    short = _any(_plain(w) for w in data["words"]["short"])
    long_member = _any(_plain(w) for w in data["words"]["member"] if w not in data["words"]["short"])
    member_next = rf"(?:{long_member}(?!\w)|{short}(?!\w)(?= ?(?:$|[,;.:()]|{words['after_short']}(?: |$|[,;.:()]))))"
    members = rf"{member}(?:{comma}{member_next})*(?!\w)"
    listed = _any(_plain(w) for w in data["words"]["member"] if w not in data["words"]["alone"])
    inner = r"(?: (?:chuyên môn|tham mưu|chức năng|chuyên ngành|trực thuộc))?"
    many = r"(?:các|những|mọi|toàn thể|toàn bộ|tất cả các|tất cả|một số|(?:0?\d|hai|ba|bốn) )"
    committees = words["committee"]
    level = r"(?:tỉnh|quận|huyện|thị|thành|xã|phường)"
    bodies = rf"{level}(?: ?, ?{level})* (?:đoàn|ủy)(?!\w)"
    head = rf"(?:{words['person']}|{words['office']}|{words['group']}|{words['committee']})(?!\w)|khoa(?! (?:học|giáo))(?!\w)|{CODE}"
    at_start = r"(?:^|(?<=[;,\n] )|(?<=[;,\n])|(?<= và )|(?<= với )|(?<= cùng ))"
    return Patterns(
        separator=re.compile(r"\s*[;\n|]\s*(?:và |cùng )?|\s*,\s*(?:và |cùng với |cùng |với )?|\s+(?:và|cùng với|cùng(?! cấp)|với|&)\s+"),
        head=re.compile(rf"(?:\d{{1,2}} )?(?:{head})"),
        unbroken=tuple(
            re.compile(p)
            for p in (
                rf"(?<!\w){named}",
                rf"(?<!\w){place_list}",
                rf"(?<!\w)(?:các|những) {member}{inner}(?:{comma}{member_next}{inner})+(?!\w)",
                rf"{at_start}{listed}(?: ?, ?{listed})+(?: và (?!địa phương){listed})?(?!\w)",
                rf"(?<!\w){committees}(?!\w)",
                rf"(?<!\w){bodies}",
            )
        ),
        start=re.compile(rf"(?<![\w/-])(?:{head}|{many} )"),
        group=re.compile(rf"{many} ?(?:{bodies}|{members}|{places})(?:{comma}(?:{members}|{place_list}))*"),
        person=re.compile(rf"(?:các )?(?:{words['person']}|chánh)(?: các| cơ quan| ngành)? (?=\w)"),
        committee=re.compile(rf"{committees}(?!\w)"),
        named=re.compile(rf"(?:lãnh đạo )?{named}"),
        office=re.compile(rf"(?!{words['not_office']}(?!\w)){words['office']}(?!\w)"),
        long=re.compile(rf"{words['long']}(?!\w)"),
        places=re.compile(rf" (?:{place_list}|(?:các |những )?{territory}(?!\w))"),
        qualifier=re.compile(rf"(?! trên {words['upon']}(?!\w)) {words['qualifier']}(?! (?:đoàn|ủy)(?!\w))(?!\w)"),
        level=re.compile(rf" (?:{territory}|khu vực)(?!\w)"),
        belongs=re.compile(rf" {words['belongs']} (?=\w)"),
        complete=re.compile(rf"{words['complete']}(?!\w)"),
        closed=re.compile(rf"{words['closed']}(?!\w)"),
        bare=frozenset(_plain(w) for w in data["words"]["bare"]),
        stop=re.compile(rf"{words['stop']}(?!\w)"),
    )
