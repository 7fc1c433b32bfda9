"""What a document says of one duty in two places: both statements with their places, and the choice between them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from tracking.screens.directives import Proposal
from ui.parts.fields import button
from ui.parts.html import box, words

TIMES, LEADS = "deadline", "owners"
MOST = 9
"""Statements that have a key of their own."""
_SAID = "said"
"""The field of those reasons of a proposal that keep a statement."""
_TOLD = {
    TIMES: "Văn bản ghi nhiều thời hạn cho việc này; đang dùng mốc ở trên. Chọn mốc đúng:",
    LEADS: "Văn bản giao việc này cho những đơn vị chủ trì khác nhau; đang dùng tên ở trên. Chọn chủ trì đúng:",
}


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement. about: TIMES or LEADS; value: what taking it sets, None where its words are to be read; taken: it is in force."""

    about: str
    words: str
    where: str
    value: Any = None
    taken: bool = False


Choose = Callable[[Statement], Awaitable[Any]]


def statements(proposal: Proposal) -> list[Statement]:
    """The statements to choose between, those kept as such before those that only the argument tells; none where there is one only."""
    kept = [_kept(proposal, row) for row in proposal.reasons if row.get("field") == _SAID]
    if kept:
        return kept[:MOST]
    return [Statement(TIMES, text, where, None, text == proposal.deadline.get("text")) for text, where in two_times(proposal)][:MOST]


def _kept(proposal: Proposal, row: dict[str, Any]) -> Statement:
    about, value = str(row["about"]), row["value"]
    current = list(proposal.owners) if about == LEADS else _limit(proposal.deadline)
    page = row.get("page")
    taken = current == (value if about == LEADS else _limit(value))
    where = ", ".join(each for each in (str(row.get("why") or ""), f"trang {page}" if page else "") if each)
    return Statement(about, str(row["words"]), where, value, taken)


def _limit(deadline: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(deadline.get(name) for name in ("kind", "due", "frequency", "text"))


def two_times(proposal: Proposal) -> list[tuple[str, str]]:
    """Each of the times that the document gives for the duty, with where it stands; nothing where it gives one only."""
    kept = [row for row in proposal.reasons if row.get("field") == _SAID]
    if kept:
        rows = [_kept(proposal, row) for row in kept]
        return [(row.words, row.where) for row in rows if row.about == TIMES]
    found: dict[str, str] = {}
    for reason in proposal.reasons:
        if reason.get("field") == "deadline" and reason.get("words"):
            span = reason.get("span") or {}
            found.setdefault(str(reason["words"]), f"trang {span['page']}" if span.get("page") else str(reason.get("why") or ""))
    return list(found.items()) if len(found) > 1 else []


def two_leads(proposal: Proposal) -> list[tuple[str, str]]:
    """Each of the leads that the document names for the duty, with where; nothing where it names them once."""
    return [(row.words, row.where) for row in statements(proposal) if row.about == LEADS]


def choice(proposal: Proposal, choose: Choose) -> None:
    """The statements as buttons, each with its number as key; the one in force is marked."""
    rows = statements(proposal)
    if not rows:
        return
    with box("warn-box stack-s").style("margin-top:10px"):
        words(_TOLD[rows[0].about], "p", "small")
        with box("row"):
            for number, row in enumerate(rows, 1):
                text = f"{row.words} ({row.where})" if row.where else row.words
                made = button(f"{text} · đang dùng" if row.taken else text, lambda r=row: choose(r), "slim", str(number))
                made.props["aria-pressed"] = "true" if row.taken else "false"
