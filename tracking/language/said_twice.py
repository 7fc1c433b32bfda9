"""One duty that a directive gives in two places: kept once, with what the other place says differently.

Two drafts are the same duty only where nearly all their words are the same and nothing else in the directive is like either of them,
or where one names the other by its number. The draft of the annex row stays (GUIDELINES, «Where a body item and an annex row give the
same duty»), of two places of the body the one with the earlier day. Of two days the earlier is in force until a person chooses; the
other is kept beside it with its words and its page. An item that gives lead, helpers and time in lines of their own is a task as a
row is, and stays.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence

from drafting.orthography import compare_key
from tracking.duty import SAID_RULE, Deadline, Reason, Said, Span
from tracking.language.context import Draft
from tracking.language.owners import same_owners

ALIKE, NEARLY = 0.95, 0.6
"""F measures of the words of two drafts: the same duty by its words; the same duty where one names the other by its number."""
FEWEST = 8
"""Words of a duty, at least, that are enough to know it again; "báo cáo kết quả về Sở" is said to many."""
_NUMBER = re.compile(
    r"(?<!\w)(?:mục|điểm|khoản|tiểu mục|nhiệm vụ(?:\s+số)?)\s+(?P<number>(?:[IVX]+|\d+)(?:\.\w{1,3})+|\d+\.\d+)(?!\w)", re.IGNORECASE
)


def joined(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with each duty that stands in two places once; drafts marked "annex" or "row" are the rows that stay."""
    bags = [Counter(re.findall(r"\w+", compare_key(draft.words))) for draft in drafts]
    rows = [at for at, draft in enumerate(drafts) if _is_row(draft)]
    bodies = [at for at, draft in enumerate(drafts) if not _is_row(draft) and draft.ordinal and not draft.features.get("fields")]
    pairs = [(body, row) for body in bodies for row in rows if _same(drafts, bags, body, row)]
    pairs += [
        _later_first(drafts, low, high)
        for at, low in enumerate(bodies)
        for high in bodies[at + 1 :]
        if _apart(drafts[low], drafts[high])
        and _same(drafts, bags, low, high)
        and same_owners(drafts[low].owners, drafts[high].owners)
        and _differ(drafts[low].deadline, drafts[high].deadline)
    ]
    times = Counter(at for pair in pairs for at in pair)
    gone = set()
    for other, kept in pairs:
        if times[other] == times[kept] == 1 and _may_join(drafts[other], drafts[kept]):
            _join(drafts[kept], drafts[other])
            gone.add(other)
    return [draft for at, draft in enumerate(drafts) if at not in gone]


def _later_first(drafts: Sequence[Draft], one: int, other: int) -> tuple[int, int]:
    """Two places of the body, the one with the later day first: the place whose day is in force stays."""
    days = [drafts[at].deadline.due or dt.date.max for at in (one, other)]
    return (other, one) if days[0] <= days[1] else (one, other)


def _is_row(draft: Draft) -> bool:
    return bool(draft.features.get("annex") or draft.features.get("row"))


def _apart(one: Draft, other: Draft) -> bool:
    """Whether two items of the body stand in different sections."""
    first, second = one.ordinal.split("."), other.ordinal.split(".")
    return len(first) > 1 and len(second) > 1 and first[0] != second[0]


def _same(drafts: Sequence[Draft], bags: Sequence[Counter[str]], one: int, other: int) -> bool:
    a, b = bags[one], bags[other]
    sizes = sorted((a.total(), b.total()))
    if sizes[0] < FEWEST and sizes[1] < 2 * FEWEST and not _names(drafts[other], drafts[one]):
        return False
    if sizes[0] * 3 < sizes[1]:
        return False
    alike = 2 * (a & b).total() / max(1, a.total() + b.total())
    return (alike >= ALIKE and sizes[0] >= FEWEST) or (alike >= NEARLY and _names(drafts[other], drafts[one]))


def _names(row: Draft, body: Draft) -> bool:
    """Whether a row says by its number which item of the body it is ("theo mục II.3 …")."""
    return any(match["number"].casefold() == body.ordinal.casefold() for match in _NUMBER.finditer(row.passage.text))


def _may_join(other: Draft, kept: Draft) -> bool:
    """Whether the two differ in one thing at most: either the lead or the day is theirs in common, or one of them says none."""
    leads = same_owners(other.owners, kept.owners) or not other.owners or not kept.owners
    return leads or not _differ(other.deadline, kept.deadline)


def _differ(one: Deadline, other: Deadline) -> bool:
    """Whether both set a time and the times are not the same."""
    if "none" in (one.kind, other.kind):
        return False
    return (one.due, one.frequency, one.kind == "recurring") != (other.due, other.frequency, other.kind == "recurring")


def _join(kept: Draft, other: Draft) -> None:
    """Gives the kept draft what the other place says, and both statements where they differ."""
    if not kept.owners:
        kept.owners = other.owners
        kept.reasons += [reason for reason in other.reasons if reason.field == "owners"]
    elif other.owners and not same_owners(kept.owners, other.owners):
        _say(kept, other, Said("; ".join(other.owners), None, other.owners, _page(other), _place(other), _place(kept)), "owners")
    if kept.deadline.kind == "none":
        kept.deadline = other.deadline
        kept.reasons += [reason for reason in other.reasons if reason.field == "deadline"]
    elif _differ(kept.deadline, other.deadline):
        _say_time(kept, other)
    kept.coordinators = kept.coordinators or other.coordinators
    kept.deliverable = kept.deliverable or other.deliverable


def _say_time(kept: Draft, other: Draft) -> None:
    """Of two times the earlier is in force, the other is kept with its words and its page."""
    own, strange = kept.deadline, other.deadline
    if (strange.due or dt.date.max) < (own.due or dt.date.max):
        kept.deadline = strange
        kept.elsewhere.append(Said(own.text, own, None, _page(kept), _place(kept), _place(other)))
        places = f"{_place(kept)}, {_place(other)}"
        why = f"Văn bản nêu việc này ở hai nơi ({places}), thời hạn khác nhau: dùng hạn sớm hơn cho tới khi có người chọn."
        kept.reasons += [_of(kept, own.text, f"{_place(kept).capitalize()} ghi hạn muộn hơn."), _of(other, strange.text, why)]
        return
    why = f"{_place(other).capitalize()} ghi việc này với hạn khác: dùng hạn sớm hơn cho tới khi có người chọn."
    if not any(reason.field == "deadline" and reason.words == own.text for reason in kept.reasons):
        kept.reasons.append(_of(kept, own.text, f"Hạn ghi ở {_place(kept)}."))
    _say(kept, other, Said(strange.text, strange, None, _page(other), _place(other), _place(kept)), "deadline", why)


def _say(kept: Draft, other: Draft, said: Said, field: str, why: str = "") -> None:
    kept.elsewhere.append(said)
    told = why or f"{_place(other).capitalize()} ghi việc này cho đơn vị khác: giữ cả hai cho tới khi có người chọn."
    span = _span(other)
    kept.reasons.append(Reason(field, SAID_RULE, said.text, told, span))


def _of(draft: Draft, words: str, why: str) -> Reason:
    return Reason("deadline", SAID_RULE, words, why, _span(draft))


def _span(draft: Draft) -> Span | None:
    spans = draft.passage.spans(draft.start, draft.end)
    return spans[0] if spans else None


def _page(draft: Draft) -> int | None:
    span = _span(draft)
    return span.page if span else None


def _place(draft: Draft) -> str:
    """Where a draft stands, in words."""
    where = "phụ lục" if draft.features.get("annex") else "bảng" if draft.features.get("row") else "nội dung"
    return f"{where} mục {draft.ordinal}" if draft.ordinal else where
