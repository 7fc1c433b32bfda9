"""A unit passes its share on to a room or a person of its own (giao tiếp), with a day earlier than the one it answers for."""

from __future__ import annotations

import datetime as dt

from sqlmodel import Session

from drafting.orthography import squash
from tracking.register import states
from tracking.register.actor import Actor
from tracking.register.calendars import calendar_of
from tracking.register.database import Register
from tracking.register.events import get_assignment, record
from tracking.register.offices import descendants
from tracking.register.options import option
from tracking.register.refusals import NoRight, NotAllowed
from tracking.register.tables import Assignment, Office
from tracking.register.unit import Unit


def pass_on(
    register: Register,
    actor: Actor,
    assignment_id: int,
    room_id: int | None = None,
    person: str = "",
    due_on: dt.date | None = None,
    note: str = "",
    version: int | None = None,
) -> dt.date | None:
    """The unit passes its share on; it goes on answering for it. Returns the day given, offered by the office's rule where none is said.

    Raises NotAllowed for a room of another body, or a day after the one that the unit itself has.
    """
    with register.command(actor, "pass_on") as unit:
        duty, share = get_assignment(unit, assignment_id, version)
        if not states.may(actor, "progress", share.office_id):
            raise NoRight(f"Tài khoản {actor.login} không giao tiếp phần việc của đơn vị khác được.")
        if share.state not in states.open_states() - {"reported", "returned"}:
            raise NotAllowed(f"Nhiệm vụ đang ở tình trạng «{states.states()[share.state].label}», không giao tiếp được.")
        room = _room(unit, share, room_id)
        if room is None and not squash(person):
            raise NotAllowed("Giao tiếp cần chọn phòng hoặc ghi tên người thực hiện.")
        day = _day(unit, share, due_on)
        share.room_id, share.handler, share.handler_due_on = room_id, squash(person) or None, day
        payload = {"room": room_id, "person": share.handler, "due_on": day.isoformat() if day else None}
        record(unit, duty, share, "pass_on", payload=payload, note=note)
        return day


def rooms(session: Session, share: Assignment) -> list[Office]:
    """The rooms and units that an office can pass its share on to."""
    if share.office_id is None:
        return []
    found = [session.get_one(Office, key) for key in descendants(session, share.office_id) if key != share.office_id]
    return sorted(found, key=lambda office: office.name)


def is_passed_to(actor: Actor, share: Assignment) -> bool:
    """Whether the share was passed on to the actor's room: it is seen, and progress is told, by it too."""
    return actor.role == "unit" and actor.office_id is not None and share.room_id == actor.office_id


def _room(unit: Unit, share: Assignment, room_id: int | None) -> Office | None:
    if room_id is None:
        return None
    room = next((office for office in rooms(unit.session, share) if office.id == room_id), None)
    if room is None:
        raise NotAllowed(f"Chỉ giao tiếp được cho phòng, đơn vị thuộc {share.name}. Thêm phòng ở Cơ quan, đơn vị rồi chọn lại.")
    return room


def _day(unit: Unit, share: Assignment, due_on: dt.date | None) -> dt.date | None:
    """The day given, or the working days before the unit's own that the office keeps; never after the unit's own."""
    limit = min((day for day in (share.internal_due_on, share.due_on) if day is not None), default=None)
    if due_on is not None:
        if due_on < unit.today:
            raise NotAllowed(f"Hạn {due_on:%d/%m/%Y} đã qua. Chọn từ hôm nay.")
        if limit is not None and due_on > limit:
            raise NotAllowed(f"Hạn {due_on:%d/%m/%Y} sau hạn của đơn vị {limit:%d/%m/%Y}. Chọn ngày sớm hơn.")
        return due_on
    if limit is None:
        return None
    day = calendar_of(unit.session, unit.today).add_working_days(limit, -int(option(unit.session, "internal_days", unit.today)))
    return day if day >= unit.today else limit
