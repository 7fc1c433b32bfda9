"""Fields worded at the end of an act: "…, phối hợp với A; B; hoàn thành trong Quý II; sản phẩm: Báo cáo"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tracking.language.actions import first_verb, opens_act
from tracking.language.deadline import read_field
from tracking.language.fields import label_of, listed_units
from tracking.language.owners import find_units
from tracking.language.rules import first_of

_PRODUCT = re.compile(
    r"\s*[;,.(]\s*(?:sản phẩm|kết quả đầu ra|sản phẩm đầu ra)(?:\s+(?:là|gồm))?\s*:?\s+(?P<words>[^()]+?)\)?[\s.;/]*$", re.IGNORECASE
)
_OWNER = re.compile(
    r"\s*\(\s*(?:giao\s+)?(?P<who>[^():;]{3,120}?)(?<!phối hợp)\s+(?:chủ trì(?:\s+thực hiện)?|thực hiện|phụ trách|tham mưu)"
    r"(?P<rest>[,;][^()]*)?\s*\)[\s.;/]*$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\s*\(\s*(?:giao\s+)?(?P<who>[^():]{2,160})\)[\s.;/]*$", re.IGNORECASE)
_TO = re.compile(r"(?:qua|gửi|về|cho|với|của|tới|đến|là|gồm|tại)\s*$", re.IGNORECASE)
_BEHIND = re.compile(
    r"(?P<act>[^:]{8,400}?)\s*:\s*(?P<who>[^:;]{3,120}?)(?:\s+(?:phụ trách|thực hiện|đảm nhiệm|chuẩn bị))?"
    r"(?P<rest>\s*[,;.]\s*(?:thời|hoàn thành|xong|trước|trong|từ|chậm nhất|phối hợp|ngày|tháng|quý|sản phẩm)(?!\w).*)?[\s.;/]*",
    re.IGNORECASE,
)
_HELP = re.compile(r"(?:và\s+)?phối hợp(?:\s+(?:với|cùng|thực hiện))*\s*:?\s+", re.IGNORECASE)
_HELPING = re.compile(r"(?P<who>.{3,160}?)\s+(?:cùng\s+)?(?:phối hợp|hỗ trợ|tham gia)(?:\s+(?:thực hiện|triển khai))?\W*", re.IGNORECASE)
_DASHED = re.compile(r"(?P<act>.{8,300}?)\s+[-–]\s+(?P<who>.{3,120})\s+[-–]\s+(?P<rest>[^-–]{3,60}?)[\s.;/]*", re.IGNORECASE)
"""Act, unit and time parted by dashes ("In tờ rơi - Khoa Dược - xong trước 30/4")."""
_BEFORE_TIME = re.compile(
    r"(?:thời\s+(?:gian|hạn)(?:\s+(?:thực hiện|hoàn thành))?\s*:?\s*)?(?:(?:hoàn thành|thực hiện)\s+)?", re.IGNORECASE
)
_TIME = re.compile(
    r"\s*[;,(]\s*(?:thời\s+(?:gian|hạn)\s+)?(?:phải\s+)?(?:hoàn thành|thực hiện)(?:\s+(?:trong|xong|"
    r"vào))?\s*:?\s+(?P<words>[^;:()]{3,90}?)\)?[\s.;/]*$",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\s*[;,.(]\s*thời\s+(?:gian|điểm)(?:\s+(?:tổ chức|khai mạc|diễn ra|dự kiến|bắt đầu))*\s*:?\s*(?P<words>[^;()]{3,90}?)\)?[\s.;/]*$",
    re.IGNORECASE,
)
_TIMED = re.compile(r"(?P<act>[^:]{6,200}?)\s*:\s*(?P<words>[^:]{3,60}?)(?:\s*,?\s*(?:tại|ở)\s[^:]*)?[\s.;/]*", re.IGNORECASE)
"""An act whose time, and place, stand behind a colon ("Họp mặt: 7h30 ngày 20/11 tại sân trường")."""
_HELPERS = re.compile(r"\s*[,;]\s*phối hợp(?:\s+chặt chẽ)?\s+(?:với|cùng)\s+(?P<words>[^:.]{3,400}?)[\s.;/]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tail:
    """What the end of an act says as fields; the act itself ends at `end`.

    charged: its units are plainly charged with it: by a verb, or with helpers or a time beside them.
    """

    end: int
    owners: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()
    deadline: str = ""
    deliverable: str | None = None
    charged: bool = False


def tail_of(text: str, *, unassigned: bool = False) -> Tail:
    """The fields at the end of an act, read backwards: product, time, helpers; or all of them in one bracket.

    unassigned: nobody is named above the act, so that units alone in a bracket behind it are those who do it.
    """
    alone = _NAMED.search(text) if unassigned else None
    if (
        alone
        and not _TO.search(text[: alone.start()])
        and (who := _only_units(alone["who"]))
        and not _ends_with_unit(text[: alone.start()])
    ):
        return Tail(alone.start(), who)
    bracket = _OWNER.search(text)
    named = listed_units(bracket["who"]) if bracket and first_of("owners", "head_words", bracket["who"]) else ()
    if bracket and named:
        return replace(_with_rest(bracket.start(), named, bracket["rest"] or ""), charged=True)
    behind = _BEHIND.fullmatch(text) if unassigned else None
    if behind and opens_act(behind["act"]) and (who := _only_units(behind["who"])):
        return _with_rest(behind.end("act"), who, behind["rest"] or "")
    dashed = _DASHED.fullmatch(text) if unassigned else None
    if dashed and opens_act(dashed["act"]) and _is_time(_BEFORE_TIME.sub("", dashed["rest"])) and (who := _only_units(dashed["who"])):
        return _with_rest(dashed.end("act"), who, dashed["rest"])
    end = len(text)
    product = _product_of(text)
    if product:
        end = product.start()
    time = _TIME.search(text[:end]) or _EVENT.search(text[:end])
    timed = _TIMED.fullmatch(text) if time is None else None
    if timed and opens_act(timed["act"]) and _is_time(timed["words"]):
        return Tail(len(text), deadline=timed["words"].strip())
    if time and _is_time(time["words"]):
        end = time.start()
    else:
        time = None
    helpers = _HELPERS.search(text[:end])
    names = listed_units(helpers["words"]) if helpers and _are_units(helpers["words"]) else ()
    if helpers and names:
        end = helpers.start()
    return Tail(end, (), names, time["words"].strip() if time else "", product["words"].strip() if product else None)


def _product_of(text: str) -> re.Match[str] | None:
    """The product that ends an act; "sản phẩm" that goes on as running words ("…, sản phẩm chăn nuôi …") names no field."""
    product = _PRODUCT.search(text)
    if product is None:
        return None
    is_field = re.search(r"(?:là|gồm|:)\s+$", text[: product.start("words")]) is not None
    return product if is_field or (product["words"][:1].isupper() and "." not in product["words"]) else None


def _with_rest(end: int, owners: tuple[str, ...], rest: str) -> Tail:
    """The act with its owners, and what stands behind them: helpers, a time, a product, each in its own clause."""
    coordinators: tuple[str, ...] = ()
    deadline = ""
    deliverable = None
    for clause in re.split(r"[;,]\s+", rest.strip(" ;,.")):
        label = label_of(clause)
        help_ = _HELP.match(clause)
        if label is not None and label[0] == "deliverable":
            deliverable = label[1]
        elif label is not None and label[0] == "coordinator":
            coordinators += listed_units(label[1])
        elif help_:
            coordinators += listed_units(clause[help_.end() :])
        elif (helping := _HELPING.fullmatch(clause)) is not None and (who := _only_units(helping["who"])):
            coordinators += who
        elif coordinators and not deadline and _only_units(clause):
            coordinators += listed_units(clause)
        elif not deadline and _is_time(time := _BEFORE_TIME.sub("", clause)):
            deadline = time
    return Tail(end, owners, coordinators, deadline, deliverable, bool(coordinators or deadline))


def _only_units(words: str) -> tuple[str, ...]:
    """The units that the words are; none where one of them is none."""
    names = listed_units(words)
    known = all(first_of("owners", "head_words", name) or any(unit.start == 0 for unit in find_units(name)) for name in names)
    return names if known and first_verb(words, 0, [(unit.start, unit.end) for unit in find_units(words)]) is None else ()


def _ends_with_unit(words: str) -> bool:
    """Whether the words end with the name of a unit, of which a bracket after it is a part."""
    return any(unit.end >= len(words.rstrip()) for unit in find_units(words))


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
