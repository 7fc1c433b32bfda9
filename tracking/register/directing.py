"""Who oversees a duty (lãnh đạo phụ trách) and which officer of our own monitors it (chuyên viên theo dõi)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from tracking.register.actor import Actor
from tracking.register.answer_columns import looked_at
from tracking.register.database import Register
from tracking.register.desk_tables import Direction
from tracking.register.events import get_duty, record
from tracking.register.refusals import NotAllowed
from tracking.register.tables import Account, Duty, Event
from tracking.register.unit import Unit

EVENT = "direct_duty"
_CHUNK = 500
_LEADERS, _OFFICERS = ("leader", "admin"), ("officer", "clerk", "admin")


@dataclass(frozen=True, slots=True)
class Directed:
    """The names of those who oversee and monitor a duty, "" for nobody."""

    leader: str = ""
    officer: str = ""


def direct_duties(
    register: Register, actor: Actor, duty_ids: Iterable[int], leader_id: int | None, officer_id: int | None, note: str = ""
) -> None:
    """Say who oversees and who monitors these duties and their occurrences; None for nobody.

    Raises NotAllowed for an account of another role.
    """
    actor.need("admin", "leader", "officer")
    with register.command(actor, EVENT) as unit:
        _need_role(unit, leader_id, _LEADERS, "Lãnh đạo phụ trách")
        _need_role(unit, officer_id, _OFFICERS, "Chuyên viên theo dõi")
        for duty_id in dict.fromkeys(duty_ids):
            duty = get_duty(unit, duty_id)
            for found in (duty, *unit.session.exec(select(Duty).where(Duty.parent_id == duty.id, Duty.state != "rejected")).all()):
                direct(unit, found, leader_id, officer_id, note)


def direct(unit: Unit, duty: Duty, leader_id: int | None, officer_id: int | None, note: str = "") -> None:
    """The same for one duty inside a running command."""
    unit.session.merge(Direction(duty_id=duty.id or 0, leader_id=leader_id, officer_id=officer_id))
    record(unit, duty, None, EVENT, payload={"leader": leader_id, "officer": officer_id}, note=note)


def follow(unit: Unit, duty: Duty, other: Duty) -> None:
    """The duty is overseen and monitored as the other is (an occurrence as its parent, a part as what it was split from)."""
    found = unit.session.get(Direction, other.id)
    if found is not None:
        direct(unit, duty, found.leader_id, found.officer_id)


def directed(
    session: Session, duty_ids: Iterable[int], closing: dt.date | None = None, known_at: dt.datetime | None = None
) -> dict[int, Directed]:
    """Who oversees and monitors each duty at the end of a day as known at a moment; duties without either are left out."""
    names = dict(session.exec(select(Account.id, Account.name)).all())
    found: dict[int, Directed] = {}
    wanted = sorted(set(duty_ids))
    for start in range(0, len(wanted), _CHUNK):
        query = select(Event).where(col(Event.duty_id).in_(wanted[start : start + _CHUNK]), looked_at(Event.kind) == EVENT)
        if closing is not None:
            query = query.where(col(Event.effective_on) <= closing)
        if known_at is not None:
            query = query.where(col(Event.recorded_at) <= known_at)
        for event in session.exec(query.order_by(col(Event.id))):
            leader, officer = (names.get(event.payload.get(who), "") for who in ("leader", "officer"))
            found[event.duty_id] = Directed(leader, officer)
    return {key: who for key, who in found.items() if who.leader or who.officer}


def people(register: Register, actor: Actor) -> tuple[dict[int, str], dict[int, str]]:
    """Who can be chosen: leaders, then officers, by account id."""
    actor.need("admin", "leader", "officer", "clerk")
    with register.reading() as session:
        rows = session.exec(select(Account).where(col(Account.active).is_(True)).order_by(col(Account.name))).all()
    leaders, officers = ({row.id or 0: row.name for row in rows if row.role in roles} for roles in (_LEADERS, _OFFICERS))
    return leaders, officers


def _need_role(unit: Unit, account_id: int | None, roles: tuple[str, ...], name: str) -> None:
    if account_id is None:
        return
    account = unit.session.get(Account, account_id)
    if account is None or not account.active or account.role not in roles:
        raise NotAllowed(f"{name} phải là một tài khoản đang dùng của văn phòng, đúng vai trò. Chọn lại.")
