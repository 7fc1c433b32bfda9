"""A proposed duty as a card: what it says, whose it is, until when, and how sure the reading is, in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from nicegui import ui

from tracking.screens.directives import Proposal, is_sure
from ui.parts.html import attr, box, words
from ui.parts.review_statements import Choose, choice
from ui.parts.wording import deadline_words, state_tag

_MISSING = {
    "owner": "chưa rõ đơn vị chủ trì",
    "deadline": "chưa rõ thời hạn",
    "authority": "chưa rõ thẩm quyền",
}
_GENERAL = "chưa chắc đúng từng chữ, đối chiếu với văn bản"
_WEAK = 0.6
_SURENESS = "confidence"
"""The field of those reasons of a reading that tell why it is unsure."""


def in_register(proposal: Proposal) -> bool:
    """Whether it has been put into the register."""
    return proposal.state not in ("proposed", "rejected")


def doubts(proposal: Proposal) -> list[str]:
    """Why a proposal is to be looked at with care, in words; nothing where it is certain."""
    if is_sure(proposal):
        return []
    found = [_MISSING[name] for name in proposal.missing if name in _MISSING]
    if not proposal.owners and "owner" not in proposal.missing:
        found.append(_MISSING["owner"])
    found += [f"«{name}» không có trong danh sách cơ quan" for name in proposal.unknown]
    if proposal.confidence < _WEAK:
        found.append("chưa chắc là việc được giao")
    return found or [_as_reason(line) for line in told_doubts(proposal)[:1]] or [_GENERAL]


def _as_reason(line: str) -> str:
    return f"{line[:1].lower()}{line[1:].rstrip('.')}"


def told_doubts(proposal: Proposal) -> list[str]:
    """What the reading itself says made it unsure, the weightiest first."""
    return list(dict.fromkeys(str(row["why"]) for row in proposal.reasons if row.get("field") == _SURENESS and row.get("why")))


@contextmanager
def card(proposal: Proposal, here: bool, choose: Choose) -> Iterator[None]:
    """The card; the actions of the one in hand go inside. choose: takes one of the statements that differ."""
    look = "proposal" + (" current" if here else "") + ("" if proposal.state == "proposed" else f" settled {proposal.state}")
    with attr(box(look, "article"), data_duty=str(proposal.id), aria_current="true" if here else "false"):
        with box("row"):
            words(f"Mục {proposal.ordinal}" if proposal.ordinal else "Không đánh số", "span", "small strong")
            _sureness(proposal)
        words(proposal.text, "p", "text")
        if proposal.state == "proposed" or here:
            _meta(proposal)
        if here and proposal.state == "proposed":
            choice(proposal, choose)
            if not is_sure(proposal):
                _reasons(proposal)
        yield


def _sureness(proposal: Proposal) -> None:
    if proposal.state != "proposed":
        found = state_tag(proposal.state)
        words(
            "Trong sổ" if proposal.state == "confirmed" else found.words,
            "span",
            f"tag {'done' if in_register(proposal) else found.meaning}",
        )
        return
    if is_sure(proposal):
        words("Chắc chắn", "span", "tag")
    else:
        words(f"Cần xem kỹ: {'; '.join(doubts(proposal))}", "span", "tag soon wraps")
    if proposal.ours != "lead":
        words("Phối hợp" if proposal.ours == "coordinator" else "Cơ quan khác", "span", "tag")


def _meta(proposal: Proposal) -> None:
    written, day = deadline_words(proposal.deadline)
    with box("facts meta", "dl"):
        words("Chủ trì", "dt")
        words("; ".join(proposal.owners) or "chưa rõ", "dd", "" if proposal.owners else "doubt")
        if proposal.coordinators:
            words("Phối hợp", "dt")
            words("; ".join(proposal.coordinators), "dd")
        words("Thời hạn", "dt")
        words(f"{written} · {day}" if day else written, "dd")
        if proposal.deliverable:
            words("Sản phẩm", "dt")
            words(proposal.deliverable, "dd")


def _reasons(proposal: Proposal) -> None:
    said = doubts(proposal)
    told = [line for line in told_doubts(proposal) if _as_reason(line) not in said]
    if told:
        with box("doubts small", "ul"):
            for line in told:
                words(line, "li")
    lines = [row["why"] for row in proposal.reasons if row.get("why") and row.get("field") not in (_SURENESS, "said")]
    if lines:
        with box("small muted", "details").style("margin-top:8px"):
            words("Vì sao đọc như vậy", "summary")
            with ui.element("ul").style("padding-left:18px"):
                for line in dict.fromkeys(lines):
                    words(line, "li")
