"""What a unit does next: its open shares in the order of doing, why each stands there, and what was said about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlmodel import col, select

from tracking.register import states
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.tables import Assignment, Directive, Duty, Event, Extension, Office
from tracking.screens.late import last_events, rows_of
from tracking.screens.shares import Filters, Share, due_soon_until, share_of

GROUPS = {
    "redo": "Yêu cầu thực hiện lại",
    "late": "Quá hạn",
    "accept": "Chờ tiếp nhận",
    "soon": "Đến hạn hôm nay, sắp đến hạn",
    "later": "Còn thời gian",
    "undated": "Văn bản không quy định thời hạn",
    "waits": "Chờ văn phòng xử lý",
}
"""Where a share stands, in the order of doing; the last group asks nothing of the unit."""

_WAITS = ("reported", "returned")
_TELL = ("redo", "refuse_return", "refuse_extension", "extend", "question", "answer", "assign")
_MOST = 300


@dataclass(frozen=True, slots=True)
class Todo:
    """One share. said: the office's last words about it, who and when; asked: a change was asked for and is not decided."""

    group: str
    share: Share
    moves: tuple[str, ...]
    said: str
    said_by: str
    said_on: dt.date | None
    question: bool
    asked: bool


def todo(register: Register, actor: Actor) -> list[Todo]:
    """The unit's open shares in the order of doing, at most 300."""
    today = register.today()
    with register.reading() as session:
        moment = (today, register.time())
        rows = rows_of(session, actor, Filters("open"), moment, _MOST)
        soon = due_soon_until(session, today)
        ids = [share.id or 0 for share, *_ in rows]
        events = last_events(session, ids, _TELL)
        query = select(Extension.assignment_id).where(col(Extension.assignment_id).in_(ids), col(Extension.outcome).is_(None))
        asked = set(session.exec(query))
        found = []
        for assignment, duty, directive, office in rows:
            share = share_of(assignment, duty, directive, office, *moment)
            told = [event for event in events.get(assignment.id or 0, {}).values() if event.note and event.actor_id != actor.account_id]
            last = max(told, key=lambda event: event.id or 0, default=None)
            moves = tuple(move.event for move in states.allowed(actor, share.state, share.office_id))
            found.append(_todo(_group(share, today, soon), share, moves, last, share.assignment_id in asked))
    order = list(GROUPS)
    return sorted(found, key=lambda row: (order.index(row.group), row.share.due_on or dt.date.max, row.share.assignment_id))


def coordinated(register: Register, actor: Actor, most: int = 20) -> list[Share]:
    """The open duties that the unit coordinates, by day due."""
    today = register.today()
    with register.reading() as session:
        query = select(Assignment, Duty, Directive, Office.name).join(Duty, col(Assignment.duty_id) == col(Duty.id))
        query = query.join(Directive, col(Duty.directive_id) == col(Directive.id))
        query = query.outerjoin(Office, col(Assignment.office_id) == col(Office.id))
        query = query.where(
            Assignment.office_id == actor.office_id, Assignment.role == "coordinator", col(Duty.state).in_(states.open_states())
        )
        rows = session.exec(query.order_by(col(Duty.due_on).is_(None), col(Duty.due_on), col(Duty.id)).limit(most)).all()
        return [share_of(share, duty, directive, name, today, register.time()) for share, duty, directive, name in rows]


def _group(share: Share, today: dt.date, soon: dt.date) -> str:
    if share.state in _WAITS:
        return "waits"
    if share.state == "redo":
        return "redo"
    if share.bucket == "open_overdue":
        return "late"
    if share.state in ("assigned", "confirmed"):
        return "accept"
    if share.due_on is None:
        return "undated"
    return "soon" if share.due_on <= soon else "later"


def _todo(group: str, share: Share, moves: tuple[str, ...], last: Event | None, asked: bool) -> Todo:
    words, who, day = (last.note, last.actor_name, last.effective_on) if last else ("", "", None)
    return Todo(group, share, moves, words, who, day, last is not None and last.kind == "question", asked)
