"""What would go to another office, and to another person, before it is handed over."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.desk_tables import Direction
from tracking.register.handing_over import UNFINISHED
from tracking.register.tables import Account, Assignment, Duty, Office, OfficeSuccessor


@dataclass(frozen=True, slots=True)
class Burden:
    """What lies with an office: unfinished shares as lead and as coordinator; its end and heirs where it ended or will."""

    office: str
    leads: int
    coordinates: int
    ends_on: dt.date | None
    heirs: tuple[int, ...]


def burden(register: Register, actor: Actor, office_id: int) -> Burden:
    """How much an office has in hand. For administrators and leaders."""
    actor.need("admin", "leader")
    with register.reading() as session:
        office = session.get_one(Office, office_id)
        leads, helps = (_count(session, office_id, role) for role in ("lead", "coordinator"))
        heirs = session.exec(select(OfficeSuccessor.successor_id).where(OfficeSuccessor.office_id == office_id))
        return Burden(office.name, leads, helps, office.valid_until, tuple(heirs))


def monitored(register: Register, actor: Actor) -> dict[int, int]:
    """How many unfinished duties each account oversees or monitors, by account id; accounts with none are left out."""
    actor.need("admin", "leader")
    with register.reading() as session:
        found: dict[int, int] = {}
        for who in (col(Direction.leader_id), col(Direction.officer_id)):
            query = select(who, func.count()).join(Duty, col(Duty.id) == col(Direction.duty_id)).where(col(Duty.state).in_(UNFINISHED))
            for key, number in session.exec(query.where(who.is_not(None)).group_by(who)):
                found[key or 0] = found.get(key or 0, 0) + number
        return found


def handlers(register: Register, actor: Actor, office_id: int) -> dict[str, int]:
    """The people who handle unfinished shares of an office, with how many each; a unit sees its own office."""
    if actor.role == "unit" and actor.office_id != office_id:
        actor.need("admin", "leader", "officer")
    with register.reading() as session:
        query = select(Assignment.handler, func.count()).where(Assignment.office_id == office_id, col(Assignment.state).in_(UNFINISHED))
        rows = session.exec(query.where(col(Assignment.handler).is_not(None)).group_by(col(Assignment.handler)))
        return {name: number for name, number in sorted((name or "", number) for name, number in rows) if name}


def colleagues(register: Register, actor: Actor) -> dict[int, str]:
    """The office's people who can take monitoring over, by account id."""
    actor.need("admin", "leader")
    with register.reading() as session:
        rows = session.exec(select(Account).where(col(Account.active).is_(True), Account.role != "unit").order_by(col(Account.name)))
        return {row.id or 0: row.name for row in rows}


def _count(session: Session, office_id: int, role: str) -> int:
    query = select(func.count()).select_from(Assignment).where(Assignment.office_id == office_id, Assignment.role == role)
    return session.exec(query.where(col(Assignment.state).in_(UNFINISHED))).one()
