"""Deadlines that a person completes after confirmation: the event a term counts from, the day of a recurring duty."""

from __future__ import annotations

import datetime as dt

from dateutil.rrule import rrulestr
from sqlmodel import select

from tracking.register import fan_out, recurrence, states
from tracking.register.actor import Actor
from tracking.register.calendars import calendar_of
from tracking.register.database import Register
from tracking.register.due import Anchors, last_day_on_time
from tracking.register.events import get_directive, get_duty, record
from tracking.register.offices import Directory
from tracking.register.progress import Due
from tracking.register.refusals import NotAllowed
from tracking.register.tables import Assignment
from tracking.register.unit import Unit


def start_term(register: Register, actor: Actor, duty_id: int, happened_on: dt.date, version: int | None = None) -> dt.date:
    """The event that a relative term waits for has happened: its day counts from then. Returns the last day on time."""
    actor.need("admin", "clerk", "officer", "leader")
    with register.command(actor, "start_term") as unit:
        duty = get_duty(unit, duty_id, version)
        if duty.deadline.get("kind") != "relative":
            raise NotAllowed("Nhiệm vụ này không có thời hạn tính từ một sự kiện.")
        if happened_on > unit.today:
            raise NotAllowed(f"Ngày {happened_on:%d/%m/%Y} chưa đến. Ghi ngày sự việc đã xảy ra.")
        waiting = {**duty.deadline, "anchor": "event"}
        due_on = last_day_on_time(waiting, Anchors(event=happened_on), calendar_of(unit.session, unit.today))
        if due_on is None:
            raise NotAllowed("Văn bản không nêu số ngày kể từ sự kiện. Đặt mốc theo dõi thay cho thời hạn.")
        duty.due_on = duty.original_due_on = due_on
        for share in _open_shares(unit, duty_id):
            record(unit, duty, share, "start_term", None, happened_on, {"happened_on": happened_on.isoformat()}, due=Due(due_on))
        return due_on


def set_recurrence(register: Register, actor: Actor, duty_id: int, rule: str, before: bool = False, version: int | None = None) -> int:
    """Give a recurring duty the day that its document does not name (an RFC 5545 rule); occurrences are made. Returns how many.

    The words stay as written. What was one open duty without a deadline becomes the standing parent of dated occurrences.
    """
    actor.need("admin", "officer", "leader")
    with register.command(actor, "set_recurrence") as unit:
        duty = get_duty(unit, duty_id, version)
        if duty.deadline.get("kind") != "recurring" or duty.standing or duty.state not in states.open_states():
            raise NotAllowed("Chỉ đặt ngày cho nhiệm vụ định kỳ đang theo dõi mà văn bản không nêu ngày.")
        duty.deadline = {**duty.deadline, "rule": _checked(rule), "before": before}
        if not recurrence.is_dated(duty.deadline):
            raise NotAllowed("Quy tắc lặp cần nêu ngày (ngày trong tháng hoặc thứ trong tuần).")
        duty.standing, duty.opens_on = True, unit.today
        for share in _open_shares(unit, duty_id):
            record(unit, duty, share, "set_recurrence", payload={"rule": rule})
            share.open = False
        for share in unit.session.exec(select(Assignment).where(Assignment.duty_id == duty_id)):
            share.counts = False  # what was handed over before belongs to the parent too
        unit.session.flush()
        return len(fan_out.make_occurrences(unit, get_directive(unit, duty.directive_id), duty, Directory.load(unit.session)))


def _open_shares(unit: Unit, duty_id: int) -> list[Assignment]:
    found = unit.session.exec(select(Assignment).where(Assignment.duty_id == duty_id))
    return [share for share in found if share.state in states.open_states()]


def _checked(rule: str) -> str:
    try:
        rrulestr(rule, dtstart=dt.datetime.combine(dt.date(2026, 1, 1), dt.time()))
    except (ValueError, TypeError) as error:
        raise NotAllowed(f"Quy tắc lặp «{rule}» không đúng dạng: {error}.") from error
    return rule
