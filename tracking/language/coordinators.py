"""Who must help: the units after "phối hợp với" inside an act."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracking.language.actions import has_modal, opens_act, verb
from tracking.language.owners import Names, find_units, names_at, split_units
from tracking.language.units import Found

_WITH = re.compile(
    r"(?<!\w)(?P<before>(?<!có\s)(?<!với\s)sự|"
    r"công tác|quy chế|cơ chế|việc|trách nhiệm|vị|quan|nội dung|tinh thần|kế hoạch|chương trình)?\s*"
    r"(?P<word>(?:có|với)\s+sự\s+(?:phối hợp|tham gia)(?:\s+chặt chẽ)?\s+của|"
    r"phối hợp(?:\s+(?:chặt chẽ|thường xuyên|tốt|đồng bộ))*|chủ trì,?\s+cùng)\s*(?P<with>,?\s*(?:cùng\s+với|với|cùng))?\s+",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r",\s+cùng(?:\s+với)?\s+")
"""Words before the units that an act is done together with, at its end ("…, cùng với Phòng A")."""
_HELPS = re.compile(
    r"[;(]\s*(?:giao\s+)?(?P<who>[^;()]{3,160}?)\s+(?:cùng\s+)?(?:phối hợp|hỗ trợ|tham gia)"
    r"(?:,?\s+(?:cùng\s+)?(?:thực hiện|tham gia|hỗ trợ|khi cần|khi có yêu cầu|khi có đề nghị))*\s*\)?[\s.;/]*$",
    re.IGNORECASE,
)
_NOT_ALONE = re.compile(
    r"(?:triển khai|thực hiện|trong|để|tổ chức|lực lượng|liên ngành|công tác|kiểm tra|vận động|hướng dẫn|tham mưu|xử lý|"
    r"giải quyết|giữa|các lực lượng)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Helpers:
    """The coordinators of an act and the words they were read from."""

    names: tuple[str, ...]
    words: str


def coordinators_of(action: str) -> Helpers | None:
    """The units that the act must be done with, in their order; None where it names none."""
    units = find_units(action)
    names: list[str] = []
    words: list[str] = []
    for match in _WITH.finditer(action):
        if match["before"] or (not match["with"] and not match["word"].endswith("của") and _NOT_ALONE.match(action, match.end())):
            continue
        found = names_at(action, match.end(), units, strict=False)
        if found is None or (not match["with"] and not match["word"].endswith("của") and not _holds_unit(found, match.end(), units)):
            continue
        names.extend(name for name in found.names if name not in names)
        words.append(action[match.start("word") : found.end].strip(" ,"))
    for match in () if names else _TOGETHER.finditer(action):
        found = names_at(action, match.end(), units, strict=False)
        rest = action[found.end :].strip(" .;/") if found is not None else ""
        if found is not None and found.known and (not rest or verb().match(rest)):
            return Helpers(found.names, action[match.start() : found.end].strip(" ,"))
    helps = None if names else _HELPS.search(action)
    if helps is not None and not has_modal(helps["who"]) and any(unit.start == helps.start("who") for unit in units):
        return Helpers(tuple(split_units(helps["who"])), helps.group().strip(" ;,()."))
    return Helpers(tuple(names), "; ".join(words)) if names else None


def _holds_unit(found: Names, at: int, units: Sequence[Found]) -> bool:
    """Whether a list of names opens with a known unit or, parted by commas, holds one."""
    return found.known or (len(found.names) > 1 and any(at <= unit.start < found.end for unit in units))


def helpers_go_on(text: str, start: int, semicolon: int) -> bool:
    """Whether a semicolon only parts helpers of one list, behind which the act is still to come ("phối hợp với A; B làm …")."""
    last = next((match for match in reversed(list(_WITH.finditer(text, start, semicolon))) if match["with"] and not match["before"]), None)
    found = names_at(text, last.end(), find_units(text), strict=False) if last is not None else None
    return found is not None and found.end > semicolon and opens_act(text[found.end :])


def only_helps(clause: str) -> bool:
    """Whether a clause only says who helps with the act before it ("Văn phòng phối hợp.")."""
    helps = _HELPS.fullmatch(f"; {clause.strip()}")
    return helps is not None and not has_modal(helps["who"])
