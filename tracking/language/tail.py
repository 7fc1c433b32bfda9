"""Fields worded at the end of an act: "…, phối hợp với A; B; hoàn thành trong Quý II; sản phẩm: Báo cáo"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracking.language.actions import first_verb
from tracking.language.deadline import read_field
from tracking.language.fields import listed_units
from tracking.language.owners import find_units
from tracking.language.rules import first_of

_PRODUCT = re.compile(
    r"\s*[;,.(]\s*(?:sản phẩm|kết quả đầu ra|sản phẩm đầu ra)(?:\s+(?:là|gồm))?\s*:?\s+(?P<words>[^()]+?)\)?[\s.;/]*$", re.IGNORECASE
)
_OWNER = re.compile(
    r"\s*\(\s*(?:giao\s+)?(?P<who>[^():;]{3,120}?)\s+(?:chủ trì(?:\s+thực hiện)?|thực hiện|phụ trách|tham mưu)"
    r"(?P<rest>[,;][^()]*)?\s*\)[\s.;/]*$",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\s*[;,(]\s*(?:thời\s+(?:gian|hạn)\s+)?(?:phải\s+)?(?:hoàn thành|thực hiện)(?:\s+(?:trong|xong|"
    r"vào))?\s*:?\s+(?P<words>[^;:()]{3,90}?)\)?[\s.;/]*$",
    re.IGNORECASE,
)
_HELPERS = re.compile(r"\s*[,;]\s*phối hợp(?:\s+chặt chẽ)?\s+(?:với|cùng)\s+(?P<words>[^:.]{3,400}?)[\s.;/]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tail:
    """What the end of an act says as fields; the act itself ends at `end`."""

    end: int
    owners: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()
    deadline: str = ""
    deliverable: str | None = None


def tail_of(text: str) -> Tail:
    """The fields at the end of an act, read backwards: product, time, helpers; or all of them in one bracket."""
    bracket = _OWNER.search(text)
    named = listed_units(bracket["who"]) if bracket and first_of("owners", "head_words", bracket["who"]) else ()
    if bracket and named:
        inner = tail_of(bracket["rest"] or "")
        return Tail(bracket.start(), named, inner.coordinators, inner.deadline, inner.deliverable)
    end = len(text)
    product = _PRODUCT.search(text)
    if product:
        end = product.start()
    time = _TIME.search(text[:end])
    if time and _is_time(time["words"]):
        end = time.start()
    else:
        time = None
    helpers = _HELPERS.search(text[:end])
    names = listed_units(helpers["words"]) if helpers and _are_units(helpers["words"]) else ()
    if helpers and names:
        end = helpers.start()
    return Tail(end, (), names, time["words"].strip() if time else "", product["words"].strip() if product else None)


def _is_time(words: str) -> bool:
    """Whether the words are a time and nothing else."""
    read = read_field(words.strip(), None)
    return read.whole and read.deadline.kind != "none"


def _are_units(words: str) -> bool:
    """Whether the words are names and nothing else: no act follows them."""
    masked = [(unit.start, unit.end) for unit in find_units(words)]
    return (
        bool(masked)
        and masked[0][0] == 0
        and first_verb(words, 0, masked) is None
        and not re.search(r"(?<!\w)(?:để|nhằm|trong việc|khi)(?!\w)", words)
    )
