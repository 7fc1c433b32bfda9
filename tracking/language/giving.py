"""What the words beside an act give it: labelled fields, the tail of a sentence, a time, those who help."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from drafting.orthography import compare_key
from tracking.duty import Reason
from tracking.language.clauses import Clause, same_limit
from tracking.language.context import Context, Draft
from tracking.language.coordinators import coordinators_of
from tracking.language.deadline import Found, read_deadline
from tracking.language.fields import Label, listed_units, parted_units
from tracking.language.owners import same_owners
from tracking.language.passage import Passage
from tracking.language.rules import Rule
from tracking.language.tail import Tail

_SAME_TIME = re.compile(r"(?:trong\s+)?cùng\s+(?:thời\s+(?:gian|hạn|điểm))\s+(?:trên|nêu trên|nói trên|này|đó)", re.IGNORECASE)


def give_field(draft: Draft, label: Label, value: str, rule: Rule, context: Context) -> None:
    """A sentence that is a labelled field ("Thời hạn: …") fills the duty before it."""
    if label == "deadline":
        read = read_deadline(value, context.issued_on, context.year)
        draft.deadline = read if read.kind != "none" else draft.deadline
    elif label == "owner":
        owners, beside = parted_units(value)
        draft.owners, draft.coordinators = owners or draft.owners, beside or draft.coordinators
    elif label == "coordinator":
        draft.coordinators = listed_units(value)
    elif label == "deliverable":
        draft.deliverable = value or None
    about = {"owner": "owners", "coordinator": "coordinators", "deadline": "deadline"}.get(label)
    if about:
        draft.reasons.append(Reason(about, rule.id, value, rule.why))


def give_tail(draft: Draft, tail: Tail, context: Context) -> None:
    """What the end of the act says as fields: helpers, time, product; the quote takes in their words."""
    draft.shown_end = draft.end
    draft.end = max(draft.end, len(draft.passage.text)) if tail.end < len(draft.passage.text) else draft.end
    draft.deliverable = tail.deliverable
    if tail.owners:
        draft.owners = tail.owners
        draft.reasons.append(Reason("owners", "GIAO-NGOAC", "; ".join(tail.owners), "Trong ngoặc cuối câu nêu đơn vị thực hiện."))
    if tail.coordinators:
        draft.coordinators = tail.coordinators
        draft.reasons.append(Reason("coordinators", "PHOI-HOP", "; ".join(tail.coordinators), "«phối hợp với …» nêu đơn vị cùng làm."))
    read = read_deadline(tail.deadline, context.issued_on, context.year) if tail.deadline else None
    is_firmer = read is not None and read.due is not None and draft.deadline.kind == "period"
    if read is not None and read.kind != "none" and (draft.deadline.kind == "none" or is_firmer):
        draft.deadline = read
        draft.reasons.append(Reason("deadline", f"HAN-{read.kind}", tail.deadline, "Vế cuối nêu thời gian cho cả việc."))


def give_coordinators(draft: Draft, context: Context) -> None:
    """Coordinators: those of the formula, else those the act names, else those of the heading."""
    if draft.coordinators:
        return
    own = coordinators_of(draft.words)
    if own is not None:
        owners = {compare_key(name) for name in draft.owners}
        draft.coordinators = tuple(name for name in own.names if compare_key(name) not in owners)
        draft.reasons.append(Reason("coordinators", "PHOI-HOP", own.words, "«phối hợp với …» nêu đơn vị cùng làm."))
    elif context.coordinators.names and same_owners(draft.owners, context.owners.names):
        draft.coordinators = context.coordinators.names
        draft.reasons.append(context.coordinators.reason("coordinators"))


def share_time(draft: Draft, drafts: Sequence[Draft], clause: Clause) -> None:
    """The time of the duty before, where the words say that it is the same ("cùng thời gian trên")."""
    same = _SAME_TIME.search(draft.passage.text, clause.start, clause.end)
    if same and drafts and draft.deadline.kind == "none":
        draft.deadline = replace(drafts[-1].deadline, text=same.group())
        draft.reasons.append(Reason("deadline", "HAN-CHUNG", same.group(), "Cùng thời gian với việc ngay trước."))


def take_time(draft: Draft, due: Found | None, passage: Passage) -> None:
    """A time for a duty that has none yet."""
    if due is not None and draft.deadline.kind == "none":
        give_time(draft, due, passage)


def give_time(draft: Draft, due: Found, passage: Passage) -> None:
    """The time of a duty, with the words that set it."""
    if draft.deadline.kind != "none" and same_limit(due.deadline, draft.deadline):
        return
    draft.deadline = due.deadline
    spans = passage.spans(due.start, due.end)
    draft.reasons.append(
        Reason(
            "deadline",
            "HAN-" + due.deadline.kind,
            passage.text[due.start : due.end],
            f"{due.why.rstrip('.')}.",
            spans[0] if spans else None,
        )
    )
