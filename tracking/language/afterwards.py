"""What is told of a duty only by those around it: repeated summaries, "như trên", terms that run from the day of signing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from drafting.orthography import compare_key
from tracking.duty import Reason
from tracking.language.context import Draft
from tracking.language.deadline_values import term_end
from tracking.language.owners import same_owners
from tracking.structure.node import Node
from tracking.structure.sheet import Sheet

_IN_EFFECT = re.compile(r"có hiệu lực(?:\s+thi hành)?\s+(?:kể\s+)?từ\s+ngày\s+(?:ký|ban hành)", re.IGNORECASE)
_PRIVATE = re.compile(
    r"(?:(?:quý|các|hộ|gia đình|hộ gia đình)\s+)*(?:ông|bà|anh|chị|cô|công dân|bạn đọc|cử tri|người dân|hộ)(?!\w)"
    r"(?!.*(?:chủ tịch|giám đốc|trưởng|bí thư|chánh|hiệu|thủ|chủ nhiệm|ủy viên|cán bộ|công chức))",
    re.IGNORECASE,
)
_AS_ABOVE = re.compile(r"(?:như\s+(?:trên|mục\s+\S{1,4})|-?\s*nt\s*-?)", re.IGNORECASE)
_TIME_AS_ABOVE = re.compile(
    r"(?:thời\s+(?:gian|hạn)|tiến độ|hạn)(?:\s+(?:thực hiện|hoàn thành))?\s*:?\s*như\s+(?:trên|mục\s+\d+)", re.IGNORECASE
)


def without_summaries(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without what an unnumbered paragraph says in advance of the same order below (a newspaper's summary)."""
    return [draft for at, draft in enumerate(drafts) if not _is_summary(draft, drafts[at + 1 :])]


def _is_summary(draft: Draft, later: Sequence[Draft]) -> bool:
    words = compare_key(draft.words).strip(" .,;:…")
    opening = words[: int(len(words) * 0.9)]
    is_teaser = draft.passage.text.rstrip().endswith(("...", "…"))
    return not draft.ordinal and any(
        same_owners(draft.owners, other.owners) and (is_teaser or compare_key(other.words).startswith(opening)) for other in later
    )


def without_private_persons(drafts: Sequence[Draft], addressees: Sequence[str]) -> list[Draft]:
    """The drafts without what an answer to citizens asks of private persons: such a letter gives them no task."""
    if not addressees or not all(_PRIVATE.match(name) for name in addressees):
        return list(drafts)
    return [draft for draft in drafts if not draft.owners or not all(_PRIVATE.match(name) for name in draft.owners)]


def share_as_above(drafts: Sequence[Draft]) -> None:
    """Owners and times written "như trên" are those of the duty before."""
    for above, draft in itertools.pairwise(drafts):
        if draft.owners and all(_AS_ABOVE.fullmatch(name.strip(" .")) for name in draft.owners):
            draft.owners = above.owners
            draft.reasons.append(Reason("owners", "NHU-TREN", "như trên", "«Như trên»: đơn vị của nhiệm vụ ngay trước."))
        cell = next((each.words for each in draft.reasons if each.rule == "COT-deadline"), "")
        same = _TIME_AS_ABOVE.search(draft.passage.text) or _AS_ABOVE.fullmatch(cell.strip(" ."))
        if same and draft.deadline.kind == "none" and above.deadline.kind != "none":
            draft.deadline = replace(above.deadline, text=same.group())
            draft.reasons.append(Reason("deadline", "NHU-TREN", same.group(), "«Như trên»: thời hạn của nhiệm vụ ngay trước."))


def count_from_signing(drafts: Sequence[Draft], sheet: Sheet, body: Node) -> None:
    """Terms from the day of effect are counted where the document takes effect on the day it is signed."""
    signed = sheet.info.issued_on
    if signed is None or not any(_IN_EFFECT.search(node.text) for node in body.walk()):
        return
    for draft in drafts:
        term = draft.deadline
        if term.anchor == "effective" and term.due is None and term.amount and term.unit:
            draft.deadline = replace(term, due=term_end(signed, term.amount, term.unit))
