"""Duties whose directive was replaced or revoked: besides being withdrawn or replaced they may be kept, which a person decides."""

from __future__ import annotations

from sqlmodel import Session, col, select

from tracking.register import states
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.events import get_duty, record
from tracking.register.refusals import NotAllowed
from tracking.register.tables import Directive, Duty, Event

MARK, KEEP, RECONSIDER = "source_changed", "keep_duty", "reconsider_duty"
"""The events: the directive was ended, its duty is kept all the same, that decision is taken back."""
KINDS = (MARK, KEEP, RECONSIDER)


def keep_duty(register: Register, actor: Actor, duty_id: int, reason: str, version: int | None = None) -> None:
    """The duty goes on as it stands though its directive was ended. Raises NotAllowed where nothing waits for that decision."""
    actor.need("admin", "leader", "officer")
    if not reason.strip():
        raise NotAllowed("Giữ lại nhiệm vụ cần ghi lý do.")
    with register.command(actor, KEEP) as unit:
        duty = get_duty(unit, duty_id, version)
        last = _last(unit.session, duty)
        if last is None or last.kind == KEEP or duty.state not in states.open_states():
            raise NotAllowed("Nhiệm vụ không chờ quyết định vì văn bản giao bị thay thế, bãi bỏ. Mở lại trang để xem mới.")
        record(unit, duty, None, KEEP, payload={"by": last.payload["by"]}, note=reason)
        unit.say(reason=reason)


def reconsider_duty(register: Register, actor: Actor, duty_id: int, version: int | None = None) -> None:
    """Take back that the duty was kept: it waits for a decision again."""
    actor.need("admin", "leader", "officer")
    with register.command(actor, RECONSIDER) as unit:
        duty = get_duty(unit, duty_id, version)
        last = _last(unit.session, duty)
        if last is None or last.kind != KEEP:
            raise NotAllowed("Nhiệm vụ không có quyết định giữ lại. Mở lại trang để xem mới.")
        record(unit, duty, None, RECONSIDER, payload={"by": last.payload["by"]})


def waiting_for_decision(session: Session) -> list[tuple[Duty, Directive]]:
    """Open duties whose directive was ended and of which nobody decided since, with the document that ended it.

    A document that was itself withdrawn as imported by mistake ends nothing.
    """
    marks = select(Event, Duty).where(col(Event.kind).in_(KINDS), Event.duty_id == Duty.id, col(Duty.state).in_(states.open_states()))
    found: dict[int, tuple[Duty, Directive]] = {}
    for event, duty in session.exec(marks.order_by(col(Event.id))).all():
        by = session.get_one(Directive, int(event.payload["by"]))
        found.pop(duty.id or 0, None)
        if event.kind != KEEP and by.state not in ("withdrawn", "merged"):
            found[duty.id or 0] = (duty, by)
    return list(found.values())


def is_marked(session: Session, duty: Duty, by: Directive) -> bool:
    """Whether it was recorded already that this document ended the duty's directive."""
    query = select(Event.payload).where(Event.duty_id == duty.id, Event.kind == MARK)
    return any(payload["by"] == by.id for payload in session.exec(query))


def _last(session: Session, duty: Duty) -> Event | None:
    query = select(Event).where(Event.duty_id == duty.id, col(Event.kind).in_(KINDS)).order_by(col(Event.id).desc())
    return session.exec(query.limit(1)).first()
