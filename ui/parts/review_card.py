"""A proposed duty as a card: what it says, whose it is, until when, and how sure the reading is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from nicegui import ui

from tracking.screens.directives import Proposal, is_sure
from ui.parts.html import attr, box, words
from ui.parts.wording import deadline_words, state_tag

_MISSING = {
    "owner": "Chưa rõ đơn vị chủ trì",
    "deadline": "Chưa rõ thời hạn",
    "deliverable": "Chưa rõ sản phẩm",
    "authority": "Chưa rõ thẩm quyền",
}


@contextmanager
def card(proposal: Proposal, here: bool, on_take: Callable[[], Any]) -> Iterator[None]:
    """The card; the actions of the one in hand go inside."""
    look = "proposal" + (" current" if here else "") + ("" if proposal.state == "proposed" else f" settled {proposal.state}")
    with attr(box(look, "article"), data_duty=str(proposal.id), aria_current="true" if here else "false") as found:
        found.on("click", on_take)
        with box("row").style("margin-bottom:6px"):
            words(f"Mục {proposal.ordinal}" if proposal.ordinal else "Không đánh số", "span", "small strong")
            _sureness(proposal)
        words(proposal.text, "p", "text")
        _meta(proposal)
        if here and proposal.state == "proposed" and not is_sure(proposal):
            _reasons(proposal)
        yield


def _sureness(proposal: Proposal) -> None:
    if proposal.state != "proposed":
        found = state_tag(proposal.state)
        words(found.words, "span", f"tag {found.meaning}")
        return
    sure = is_sure(proposal)
    words("Chắc chắn" if sure else "Cần xem kỹ", "span", "tag done" if sure else "tag soon")
    words(f"{proposal.confidence:.0%}", "span", "small muted").tooltip("Độ chắc chắn của phần đọc")
    if proposal.ours != "lead":
        words("Phối hợp" if proposal.ours == "coordinator" else "Cơ quan khác", "span", "tag")
    if "owner" in proposal.missing or not proposal.owners:
        words(_MISSING["owner"], "span", "tag late")


def _meta(proposal: Proposal) -> None:
    written, day = deadline_words(proposal.deadline)
    with box("facts meta", "dl"):
        words("Chủ trì", "dt")
        words("; ".join(proposal.owners) or "chưa rõ", "dd")
        if proposal.coordinators:
            words("Phối hợp", "dt")
            words("; ".join(proposal.coordinators), "dd")
        words("Thời hạn", "dt")
        with ui.element("dd"):
            words(written)
            if day:
                words(f" · {day}", "span", "muted")
        if proposal.deliverable:
            words("Sản phẩm", "dt")
            words(proposal.deliverable, "dd")


def _reasons(proposal: Proposal) -> None:
    lines = [reason["why"] for reason in proposal.reasons if reason.get("why")]
    if lines:
        with box("small muted", "details").style("margin-top:8px"):
            words("Vì sao đọc như vậy", "summary")
            with ui.element("ul").style("padding-left:18px"):
                for line in dict.fromkeys(lines):
                    words(line, "li")
