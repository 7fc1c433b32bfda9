"""What waits for a decision: requests to change a deadline, results to confirm, returns, and duties whose directive was ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.ended import waiting_for_decision
from tracking.register.tables import Assignment, Directive, Duty, Event, Evidence, Extension, Office
from tracking.screens.duty import Proof, Request
from tracking.screens.shares import Filters, Share, conditions, share_of

KINDS = {
    "change_asked": "Đề nghị điều chỉnh",
    "reported": "Chờ xác nhận",
    "returned": "Đề nghị chuyển trả",
    "ended": "Văn bản giao đã bị thay",
}
"""The sorts of decision by their code (the first three are flags of the list), in the order in which they are shown."""

_ASKING = {"change_asked": "ask_extension", "reported": "report", "returned": "propose_return"}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One decision. words: what the unit wrote; on, who: when and by whom it was asked; proposed: the office that should take over."""

    kind: str
    share: Share
    words: str
    on: dt.date | None
    who: str
    who_id: int | None = None
    request: Request | None = None
    proofs: tuple[Proof, ...] = ()
    proposed: tuple[int, str] | None = None


def waiting(register: Register, actor: Actor, most: int = 20) -> dict[str, list[Waiting]]:
    """What waits for a decision by its sort, the oldest first, at most so many of each; sorts with nothing are left out."""
    actor.need("admin", "officer", "leader")
    moment = (register.today(), register.time())
    with register.reading() as session:
        found = {kind: _asked(session, actor, kind, moment, most) for kind in _ASKING}
        found["ended"] = _ended(session, moment)[:most]
    return {kind: found[kind] for kind in KINDS if found[kind]}


def _asked(session: Session, actor: Actor, kind: str, moment: tuple[dt.date, str], most: int) -> list[Waiting]:
    query = select(Assignment, Duty, Directive, Office.name).join(Duty, col(Assignment.duty_id) == col(Duty.id))
    query = query.join(Directive, col(Duty.directive_id) == col(Directive.id))
    query = query.outerjoin(Office, col(Assignment.office_id) == col(Office.id)).where(*conditions(session, actor, Filters(kind), *moment))
    rows = session.exec(query.order_by(col(Assignment.changed_at), col(Assignment.id)).limit(most)).all()
    ids = [row[0].id or 0 for row in rows]
    events = _last(session, ids, _ASKING[kind])
    requests = _requests(session, ids) if kind == "change_asked" else {}
    proofs = _proofs(session, [event.id or 0 for event in events.values()]) if kind == "reported" else {}
    found = []
    for share, duty, directive, name in rows:
        event, asked = events.get(share.id or 0), requests.get(share.id or 0)
        found.append(
            Waiting(
                kind,
                share_of(share, duty, directive, name, *moment),
                asked.reason if asked else event.note if event else "",
                asked.asked_on if asked else event.effective_on if event else None,
                event.actor_name if event else "",
                event.actor_id if event else None,
                Request.of(asked, name or share.name) if asked else None,
                tuple(proofs.get(event.id or 0, ())) if event else (),
                _proposed(session, event) if kind == "returned" and event else None,
            )
        )
    return found


def _ended(session: Session, moment: tuple[dt.date, str]) -> list[Waiting]:
    found = []
    for duty, by in waiting_for_decision(session):
        query = select(Assignment, Office.name).outerjoin(Office, col(Assignment.office_id) == col(Office.id))
        query = query.where(Assignment.duty_id == duty.id, Assignment.role == "lead", col(Assignment.open).is_(True))
        directive = session.get_one(Directive, duty.directive_id)
        words = f"{directive.number or 'Văn bản giao'} đã bị thay thế, bãi bỏ bởi {by.number or 'văn bản không số'}."
        found += [Waiting("ended", share_of(s, duty, directive, name, *moment), words, by.issued_on, "") for s, name in session.exec(query)]
    return found


def _last(session: Session, ids: Sequence[int], kind: str) -> dict[int, Event]:
    query = select(Event).where(col(Event.assignment_id).in_(ids), Event.kind == kind).order_by(col(Event.id))
    return {event.assignment_id or 0: event for event in session.exec(query)}


def _requests(session: Session, ids: Sequence[int]) -> dict[int, Extension]:
    query = select(Extension).where(col(Extension.assignment_id).in_(ids), col(Extension.outcome).is_(None))
    return {row.assignment_id: row for row in session.exec(query)}


def _proofs(session: Session, ids: Sequence[int]) -> dict[int, list[Proof]]:
    found: dict[int, list[Proof]] = {}
    for row in session.exec(select(Evidence).where(col(Evidence.event_id).in_(ids))):
        proof = Proof(row.id or 0, row.number or "", row.issued_on, row.name, row.sha256 is not None)
        found.setdefault(row.event_id, []).append(proof)
    return found


def _proposed(session: Session, event: Event) -> tuple[int, str] | None:
    office = session.get(Office, event.payload.get("office")) if event.payload.get("office") else None
    return (office.id or 0, office.name) if office else None
