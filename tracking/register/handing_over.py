"""Handing duties over: a share to another office, all shares of an office that ends, what a leaver handles or monitors to another.

From the day of the hand-over the receiver answers; earlier days still count for whoever had the share then.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import col, select

from drafting.dates import short
from drafting.orthography import squash
from tracking.register import states
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.desk_tables import Direction
from tracking.register.events import get_assignment, get_duty, record, settle_duty
from tracking.register.offices import valid
from tracking.register.progress import Due
from tracking.register.refusals import NoRight, NotAllowed, NotFound
from tracking.register.tables import Account, Assignment, Duty, Extension, Office
from tracking.register.unit import Unit

UNFINISHED = (*sorted(states.open_states()), "suspended")
"""The states of shares that are handed over when their office ends."""


def hand_over(register: Register, actor: Actor, assignment_id: int, office_id: int, reason: str = "", version: int | None = None) -> int:
    """Another office takes the share over from today: earlier days still count for the first. Returns the id of the new share."""
    actor.need("admin", "leader", "officer")
    with register.command(actor, "hand_over") as unit:
        duty, share = get_assignment(unit, assignment_id, version)
        return hand_share_over(unit, duty, share, office_id, reason)


def hand_over_all(register: Register, actor: Actor, from_office: int, to_office: int, reason: str) -> list[int]:
    """Every open or suspended share of an office goes to another (a merged office, an ended one). Returns the new shares."""
    actor.need("admin", "leader")
    if not reason.strip():
        raise NotAllowed("Bàn giao tất cả cần ghi lý do, căn cứ.")
    if from_office == to_office:
        raise NotAllowed("Đơn vị nhận phải khác đơn vị bàn giao. Chọn lại.")
    with register.command(actor, "hand_over_all") as unit:
        query = select(Assignment).where(Assignment.office_id == from_office, col(Assignment.state).in_(UNFINISHED))
        shares = unit.session.exec(query).all()
        return [hand_share_over(unit, get_duty(unit, share.duty_id), share, to_office, reason) for share in shares]


def hand_person_over(register: Register, actor: Actor, office_id: int, person: str, to_person: str, reason: str) -> int:
    """What a person of a unit handles goes to another person of it (a leaver's duties). Returns how many shares.

    By the unit itself or the office. Raises NotAllowed where the person handles nothing.
    """
    old, new = squash(person), squash(to_person)
    if not old or not new or old == new:
        raise NotAllowed("Bàn giao việc của người thôi việc cần tên người bàn giao và tên người nhận khác nhau.")
    if not states.may(actor, "progress", office_id):
        raise NoRight(f"Tài khoản {actor.login} không bàn giao việc của đơn vị khác được.")
    with register.command(actor, "hand_person_over") as unit:
        query = select(Assignment).where(
            Assignment.office_id == office_id, col(Assignment.state).in_(UNFINISHED), Assignment.handler == old
        )
        shares = unit.session.exec(query).all()
        if not shares:
            raise NotAllowed(f"Không có việc đang làm nào ghi người thực hiện là «{old}». Xem lại tên.")
        for share in shares:
            share.handler = new
            day = share.handler_due_on.isoformat() if share.handler_due_on else None
            payload = {"room": share.room_id, "person": new, "due_on": day, "before": old}
            record(unit, get_duty(unit, share.duty_id), share, "pass_on", payload=payload, note=reason)
        return len(shares)


def hand_monitoring_over(register: Register, actor: Actor, account_id: int, to_account: int, reason: str) -> int:
    """The unfinished duties that an officer monitors or a leader oversees go to another (a leaver's duties). Returns how many."""
    actor.need("admin", "leader")
    with register.command(actor, "hand_monitoring_over") as unit:
        old, new = (unit.session.get(Account, key) for key in (account_id, to_account))
        if old is None or new is None or not new.active or new.role not in ("officer", "leader", "clerk", "admin") or old.id == new.id:
            raise NotAllowed("Chọn hai tài khoản khác nhau của văn phòng; người nhận đang dùng tài khoản.")
        query = select(Direction, Duty).where(Direction.duty_id == Duty.id, col(Duty.state).in_(UNFINISHED))
        either = (col(Direction.leader_id) == old.id) | (col(Direction.officer_id) == old.id)
        rows: Sequence[tuple[Direction, Duty]] = unit.session.exec(query.where(either)).all()
        for direction, duty in rows:
            if direction.leader_id == old.id:
                direction.leader_id = new.id
            if direction.officer_id == old.id:
                direction.officer_id = new.id
            payload = {"leader": direction.leader_id, "officer": direction.officer_id}
            record(unit, duty, None, "direct_duty", payload=payload, note=reason)
        return len(rows)


def hand_share_over(unit: Unit, duty: Duty, share: Assignment, office_id: int, reason: str) -> int:
    """`hand_over` inside a running command."""
    paused = share.state == "suspended"
    if share.state not in UNFINISHED:
        raise NotAllowed(f"Nhiệm vụ đang ở tình trạng «{states.states()[share.state].label}», không bàn giao được.")
    office = get_office(unit, office_id)
    if not valid(office, unit.today):
        until = f" từ sau ngày {short(office.valid_until)}" if office.valid_until else ""
        raise NotAllowed(f"{office.name} không còn hoạt động{until}. Chọn đơn vị đang hoạt động.")
    new = Assignment(
        duty_id=share.duty_id,
        directive_id=duty.directive_id,
        office_id=office_id,
        name=office.name,
        role=share.role,
        counts=share.counts,
        opens_on=unit.today,
        internal_due_on=share.internal_due_on,
        changed_on=unit.today,
        changed_at=unit.now,
    )
    unit.session.add(new)
    unit.session.flush()
    record(unit, duty, share, "hand_over", "rejected", payload={"to": new.id}, note=reason)
    for asked in unit.session.exec(select(Extension).where(Extension.assignment_id == share.id, col(Extension.outcome).is_(None))):
        asked.assignment_id = new.id or 0  # what was asked still waits for its answer, wherever the work lies now
    carried = {"from": share.id, "extensions": share.extensions}
    record(unit, duty, new, "confirm_duty", "assigned", unit.today, carried, reason, Due(share.due_on, share.extensions, share.due_time))
    if paused:
        record(unit, duty, new, "suspend", "suspended", unit.today, note=reason)
    settle_duty(unit, duty)
    return new.id or 0


def get_office(unit: Unit, office_id: int) -> Office:
    """The office. Raises NotFound."""
    office = unit.session.get(Office, office_id)
    if office is None:
        raise NotFound("Không có cơ quan, đơn vị này. Mở lại danh mục.")
    return office
