"""Coordinators asked for their opinion (hỏi ý kiến phối hợp): each its own letter, day to answer by, and answer.

Silence after the day is shown and never taken for consent; a coordinator's lateness moves no bucket of the lead.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from drafting.dates import short
from drafting.orthography import squash
from tracking.register import states
from tracking.register.actor import Actor
from tracking.register.answer_columns import looked_at
from tracking.register.database import Register
from tracking.register.events import get_assignment, record
from tracking.register.refusals import NoRight, NotAllowed
from tracking.register.tables import Assignment, Event
from tracking.register.unit import Unit

ASK, GIVE = "ask_opinion", "give_opinion"
OPINIONS = {"agreed": "Đồng ý", "remarks": "Có ý kiến góp ý", "refused": "Không đồng ý"}
SILENT, WAITED_FOR = "Chưa trả lời, đã quá hạn", "Chưa trả lời"
_OFFICE = ("admin", "officer", "leader", "clerk")
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a coordinator was asked last and what it answered; opinion: a code of OPINIONS, "" until it answers."""

    asked_on: dt.date
    ask_number: str
    reply_due_on: dt.date | None
    replied_on: dt.date | None = None
    reply_number: str = ""
    opinion: str = ""

    def label(self, on: dt.date) -> str:
        """How it stands on a day, in words."""
        if self.opinion:
            return OPINIONS[self.opinion]
        return SILENT if self.reply_due_on is not None and self.reply_due_on < on else WAITED_FOR

    def is_on_time(self) -> bool | None:
        """Whether the answer came by its day; None where there is no answer or no day."""
        if self.replied_on is None or self.reply_due_on is None:
            return None
        return self.replied_on <= self.reply_due_on


def ask_opinion(
    register: Register,
    actor: Actor,
    assignment_id: int,
    reply_due_on: dt.date | None = None,
    number: str = "",
    sent_on: dt.date | None = None,
    note: str = "",
    version: int | None = None,
) -> None:
    """The lead, or the office, asks a coordinator by a letter, with a day to answer by. Raises NotAllowed for a share that leads."""
    with register.command(actor, ASK) as unit:
        duty, share = get_assignment(unit, assignment_id, version)
        if share.role != "coordinator" or share.state not in states.open_states():
            raise NotAllowed("Chỉ hỏi ý kiến cơ quan phối hợp của nhiệm vụ đang thực hiện.")
        if not _leads(unit, actor, share):
            raise NoRight(f"Tài khoản {actor.login} không hỏi ý kiến được: chỉ đơn vị chủ trì hoặc văn phòng.")
        if reply_due_on is not None and reply_due_on < (sent_on or unit.today):
            raise NotAllowed(f"Hạn trả lời {short(reply_due_on)} trước ngày gửi. Chọn ngày sau.")
        payload = {"number": squash(number), "due_on": reply_due_on.isoformat() if reply_due_on else None}
        record(unit, duty, share, ASK, None, sent_on, payload, note)


def give_opinion(
    register: Register,
    actor: Actor,
    assignment_id: int,
    opinion: str,
    number: str = "",
    on: dt.date | None = None,
    note: str = "",
    version: int | None = None,
) -> None:
    """The coordinator answers (or the office records its answer): a code of OPINIONS, the letter's number, the words."""
    if opinion not in OPINIONS:
        raise NotAllowed(f"Ý kiến là một trong: {', '.join(OPINIONS.values())}.")
    if opinion != "agreed" and not note.strip():
        raise NotAllowed(f"«{OPINIONS[opinion]}» cần ghi nội dung ý kiến.")
    with register.command(actor, GIVE) as unit:
        duty, share = get_assignment(unit, assignment_id, version)
        if share.role != "coordinator":
            raise NotAllowed("Chỉ cơ quan phối hợp trả lời ý kiến; đơn vị chủ trì thì báo cáo kết quả.")
        own = actor.role == "unit" and actor.office_id is not None and actor.office_id == share.office_id
        if not (own or actor.is_local or actor.role in _OFFICE):
            raise NoRight(f"Tài khoản {actor.login} không trả lời thay cho cơ quan khác được.")
        record(unit, duty, share, GIVE, None, on, {"opinion": opinion, "number": squash(number)}, note)


def opinions(
    session: Session, ids: Iterable[int], closing: dt.date | None = None, known_at: dt.datetime | None = None
) -> dict[int, Opinion]:
    """What each coordinator's share was asked last and its answer since, at the end of a day as known at a moment."""
    wanted, found = sorted(set(ids)), dict[int, Opinion]()
    for start in range(0, len(wanted), _CHUNK):
        query = select(Event).where(col(Event.assignment_id).in_(wanted[start : start + _CHUNK]), looked_at(Event.kind).in_((ASK, GIVE)))
        if closing is not None:
            query = query.where(col(Event.effective_on) <= closing)
        if known_at is not None:
            query = query.where(col(Event.recorded_at) <= known_at)
        for event in session.exec(query.order_by(col(Event.effective_on), col(Event.id))):
            key = event.assignment_id or 0
            found[key] = _after(found.get(key), event)
    return found


def _after(before: Opinion | None, event: Event) -> Opinion:
    told = event.payload
    if event.kind == ASK:
        due_on = dt.date.fromisoformat(told["due_on"]) if told.get("due_on") else None
        return Opinion(event.effective_on, told.get("number") or "", due_on)
    asked = before or Opinion(event.effective_on, "", None)
    answer = (event.effective_on, told.get("number") or "", told["opinion"])
    return Opinion(asked.asked_on, asked.ask_number, asked.reply_due_on, *answer)


def _leads(unit: Unit, actor: Actor, share: Assignment) -> bool:
    if actor.is_local or actor.role in _OFFICE:
        return True
    leads = select(Assignment.id).where(Assignment.duty_id == share.duty_id, Assignment.role == "lead")
    own = leads.where(Assignment.office_id == actor.office_id, col(Assignment.state).in_(states.open_states()))
    return actor.office_id is not None and unit.session.exec(own).first() is not None
