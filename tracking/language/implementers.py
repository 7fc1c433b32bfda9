"""Who carries out a plan whose tasks name nobody: those whom the plan itself tells to carry it out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracking.duty import Reason
from tracking.language.context import HEADING, PLANS, Draft, Inherited
from tracking.language.owners import formula_inside, heading_units, subject_of
from tracking.language.passage import sentences
from tracking.structure.node import Node

RULE = "SUY-TU-KH"
DIVIDED = 5
"""Headings of units under which a plan divides its work, from which its general tasks are said again there."""
_CARRIES_OUT = re.compile(
    r"(?:căn cứ|theo|trên cơ sở)\s+(?:vào\s+)?(?:các\s+)?(?:nội dung\s+)?(?:(?:của\s+)?(?:Kế hoạch|Chương trình|Phương án|Đề án)|"
    r"nhiệm vụ)(?!\w)|"
    r"(?:triển khai|tổ chức|thực hiện)[\w\s,]{0,40}(?:Kế hoạch|Chương trình|Phương án|Đề án)(?:\s+này)?\W*$|"
    r"(?:nghiêm túc|khẩn trương|chủ động|tích cực|nghiêm chỉnh)\s+(?:tổ chức\s+)?(?:triển khai|thực hiện)[\w\s]{0,40}[./\s]*$|"
    r"(?:triển khai|thực hiện)\s+(?:thực hiện\s+)?(?:nghiêm túc|nghiêm|tốt|có hiệu quả|đầy đủ)[\w\s]{0,40}[./\s]*$",
    re.IGNORECASE,
)
_GROUP = re.compile(r"(?:Các|các|[Tt]oàn thể|Tất cả|Mọi|Thủ trưởng các|Giám đốc các|Trưởng các|UBND các|Ủy ban nhân dân các)\s")
_BROAD = re.compile(
    r"(?:Các|Thủ trưởng các|Trưởng các|Giám đốc các|Toàn thể)\s+(?:sở|ban|ngành|phòng|đơn vị|cơ quan|tổ|khoa|"
    r"bộ|vụ|cục|cán bộ|chi bộ|trường)(?!\w)",
    re.IGNORECASE,
)
"""Groups of offices of every kind; those of one kind only ("UBND các xã") stand for themselves."""


def give_implementers(drafts: Sequence[Draft], body: Node, kind: str | None) -> None:
    """Duties of a plan that name nobody take those whom the plan tells to carry it out, and say that this was inferred."""
    bare = [draft for draft in drafts if not draft.owners]
    if not bare or kind not in PLANS:
        return
    found = implementers(body)
    if found is None:
        return
    for draft in bare:
        draft.owners = found.names
        draft.reasons.append(found.reason("owners"))
        draft.features["inferred"] = 1.0


def share_with_siblings(drafts: Sequence[Draft]) -> None:
    """Items of a list that name nobody take the groups of offices that the first item of the list orders."""
    first: dict[str, Draft] = {}
    for draft in drafts:
        parent, _, _ = draft.ordinal.rpartition(".")
        head = first.get(parent)
        if draft.owners and draft.features.get("explicit") and parent and parent not in first:
            first[parent] = draft
        elif not draft.owners and head is not None and all(map(_BROAD.match, head.owners[:1])):
            draft.owners = head.owners
            why = "Mục không nêu đơn vị; mục đầu cùng phần giao các đơn vị này (suy ra, cần xem lại)."
            draft.reasons.append(Reason("owners", "SUY-TU-MUC-DAU", head.words[:120], why))
            draft.features["inferred"] = 1.0


def without_general_tasks(drafts: Sequence[Draft], kind: str | None) -> list[Draft]:
    """The drafts of a plan that divides its work among units by name, without the general tasks that it gives to nobody."""
    charged = {draft.owners for draft in drafts if any(reason.rule == HEADING for reason in draft.reasons)}
    if kind not in PLANS or len(charged) < DIVIDED:
        return list(drafts)
    return [draft for draft in drafts if draft.owners]


def implementers(body: Node) -> Inherited | None:
    """The units that a plan tells to carry it out as a whole; None where it tells nobody."""
    return next(_told(body), None) or next(_headed(body), None)


def _told(body: Node) -> Iterator[Inherited]:
    """Those of sentences such as "Các phòng căn cứ Kế hoạch này tổ chức thực hiện" and of the closing reminder."""
    for node in body.walk():
        for start, end in sentences(node.text):
            words = node.text[start:end]
            if not _CARRIES_OUT.search(words):
                continue
            subject = subject_of(words) or formula_inside(words)
            if subject is not None and _GROUP.match(subject.owners[0]) and _CARRIES_OUT.search(words[subject.end :]):
                yield _inherited(subject.owners, words, node)


def _headed(body: Node) -> Iterator[Inherited]:
    """Those of a heading that is a broad group of units ("3. Các phòng, ban, đơn vị")."""
    for node in body.walk():
        found = heading_units(node.text) if node.children and node.kind == "item" else None
        if found is not None and any(_BROAD.match(name) for name in found[0]):
            yield _inherited(found[0], node.text, node)


def _inherited(names: tuple[str, ...], words: str, node: Node) -> Inherited:
    spans = node.paragraph.spans() if node.paragraph else ()
    why = "Mục không nêu đơn vị; Kế hoạch giao những đơn vị này tổ chức thực hiện chung (suy ra, cần xem lại)."
    return Inherited(names, RULE, words, why, spans[0] if spans else None)
