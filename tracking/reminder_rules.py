"""Which reminders are due: before and on the day, by the hour where hours are counted, hỏa tốc until accepted, and up the ladder after.

An offset is a number of days before the last day on time (0: the day itself, -1: the day after). Where several offsets have
been reached since the last run only the nearest is sent; an offset already past when the duty entered the register never is.
A step of the ladder (nâng mức, the option `escalation`) is reached once, so many working days after the day, or once so many
letters were numbered; its offset is minus these days or letters.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, func, select

from tracking.register import states
from tracking.register.calendars import calendar_of
from tracking.register.options import option
from tracking.register.tables import Assignment, Directive, Duty, Letter, LetterAssignment, Office, Reminder
from tracking.register.unit import ZONE
from tracking.register.urgency import rank

DAY_AFTER = -1
APP = "app"
UNIT, OFFICER, LEADER, ROOM = "unit", "officer", "leader", "room"
_LONG_TERM_DAYS = 60
_LOOK_BACK_DAYS = 14
"""A step of the ladder that was missed for longer is not made up for: the weekly list has it."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One reminder: the office's share of a duty, the day it counts to and what was reached.

    to: unit, officer, leader, or the room that a unit passed it on to. channel: "app" for an offset in days, "app:4h" in hours,
    "app:nhan:09" hỏa tốc not accepted at nine o'clock, "app:leader" a step of the ladder, "app:room" the room's own day.
    """

    assignment_id: int
    duty_id: int
    office_id: int | None
    office: str
    directive: str
    text: str
    due_on: dt.date
    offset_days: int
    channel: str = APP
    to: str = UNIT
    due_time: str = ""
    room_id: int | None = None

    @property
    def key(self) -> tuple[int, dt.date, int, str]:
        return self.assignment_id, self.due_on, self.offset_days, self.channel

    @property
    def is_to_accept(self) -> bool:
        """Whether it asks to accept a hỏa tốc directive."""
        return self.channel.startswith(f"{APP}:nhan:")

    @property
    def is_of_an_hour(self) -> bool:
        """Whether an hour brings it, not a day."""
        return self.is_to_accept or self.hours_left is not None

    @property
    def hours_left(self) -> int | None:
        """The hours before the last moment at which it was sent; None where days are counted."""
        return int(self.channel.removeprefix(f"{APP}:")[:-1]) if self.channel.endswith("h") else None

    def as_json(self, as_of: dt.date) -> dict[str, object]:
        """The element of `dondoc remind --json`."""
        return {
            "schema": 1,
            "duty": self.duty_id,
            "office": self.office,
            "directive": self.directive,
            "text": self.text,
            "due_on": self.due_on.isoformat(),
            "offset": self.offset_days,
            "days_left": (self.due_on - as_of).days,
            "due_time": self.due_time or None,
            "hours_left": self.hours_left,
            "to_accept": self.is_to_accept,
            "to": self.to,
        }


Row = tuple[Assignment, Duty, Directive]


def reached(session: Session, as_of: dt.date, time: str) -> list[Notice]:
    """Everything reached by a time of a day and not sent yet, in order of office and day due."""
    names = dict(session.exec(select(Office.id, Office.name)).all())
    found = [*_by_day(session, names, as_of), *_by_hour(session, names, as_of, time)]
    found += [*_not_accepted(session, names, as_of, time), *_ladder(session, names, as_of), *_passed_on(session, names, as_of)]
    sent = _sent(session, {notice.assignment_id for notice in found})
    return sorted((n for n in found if n.key not in sent), key=lambda n: (n.office, n.due_on, n.assignment_id, n.channel))


def notice_of(row: Row, names: dict[int | None, str], due_on: dt.date, offset: int, channel: str = APP, to: str = UNIT) -> Notice:
    """The reminder of a share."""
    share, duty, directive = row
    office, number = names.get(share.office_id, share.name), directive.number or "không số"
    ids = (share.id or 0, duty.id or 0)
    return Notice(*ids, share.office_id, office, number, duty.text, due_on, offset, channel, to, share.due_time or "", share.room_id)


def _rows(session: Session, as_of: dt.date, *where: ColumnElement[bool]) -> list[Row]:
    """Open shares that the unit still has to act on."""
    query = select(Assignment, Duty, Directive).where(Assignment.duty_id == Duty.id, Duty.directive_id == Directive.id)
    query = query.where(col(Assignment.open).is_(True), col(Assignment.state).in_(sorted(states.open_states() - {"reported"})), *where)
    if not option(session, "remind_old_register", as_of):
        query = query.where(Directive.origin != "sheet")
    return [(share, duty, directive) for share, duty, directive in session.exec(query)]


def _by_day(session: Session, names: dict[int | None, str], as_of: dt.date) -> Iterable[Notice]:
    offsets = tuple(option(session, "reminder_offsets", as_of))
    longer = tuple(option(session, "reminder_offsets_long", as_of))
    horizon = as_of + dt.timedelta(days=max((*offsets, *longer), default=0))
    between = (col(Assignment.due_on) >= as_of + dt.timedelta(days=DAY_AFTER), col(Assignment.due_on) <= horizon)
    for row in _rows(session, as_of, *between):
        nearest = _nearest(row[0], row[1], offsets, longer, as_of)
        if nearest is not None and row[0].due_on is not None:
            yield notice_of(row, names, row[0].due_on, nearest)


def _nearest(share: Assignment, duty: Duty, offsets: Sequence[int], longer: Sequence[int], as_of: dt.date) -> int | None:
    """The nearest offset whose day has come, unless that day was past before the duty entered the register."""
    due_on = share.due_on
    if due_on is None:
        return None
    entered = _entered(share, duty)
    every = {*offsets, DAY_AFTER}
    if (due_on - entered).days > _LONG_TERM_DAYS:
        every |= set(longer)
    come = [offset for offset in every if as_of >= due_on - dt.timedelta(days=offset)]
    if not come or as_of > due_on + dt.timedelta(days=-DAY_AFTER):
        return None
    nearest = min(come)
    return nearest if due_on - dt.timedelta(days=nearest) >= entered else None


def _entered(share: Assignment, duty: Duty) -> dt.date:
    recorded = duty.recorded_at.astimezone(ZONE).date()
    return max(recorded, share.opens_on or recorded)


def _by_hour(session: Session, names: dict[int | None, str], as_of: dt.date, time: str) -> Iterable[Notice]:
    """Where hours are counted: the nearest number of hours that has been reached, until the day of the last moment is over."""
    hours = tuple(option(session, "reminder_hours", as_of))
    near = (col(Assignment.due_on) >= as_of, col(Assignment.due_on) <= as_of + dt.timedelta(days=1 + max(hours, default=0) // 24))
    now = _moment(as_of, time)
    for row in _rows(session, as_of, col(Assignment.due_time).is_not(None), *near):
        share, duty, _ = row
        if share.due_on is None or share.due_time is None:
            continue
        last, entered = _moment(share.due_on, share.due_time), duty.recorded_at.astimezone(ZONE)
        come = [hour for hour in hours if now >= last - dt.timedelta(hours=hour)]
        if come and last - dt.timedelta(hours=min(come)) >= entered:
            yield notice_of(row, names, share.due_on, 0, f"{APP}:{min(come)}h")


def _not_accepted(session: Session, names: dict[int | None, str], as_of: dt.date, time: str) -> Iterable[Notice]:
    """Hỏa tốc that nobody accepted: at once and again each hour of its first day, to the unit and to the officer on duty."""
    until = int(option(session, "urgent_hours", as_of))
    since = _moment(as_of, time) - dt.timedelta(hours=until)
    marked = select(col(Directive.id)).where(col(Directive.urgency).is_not(None), col(Directive.recorded_at) >= since)
    for row in _rows(session, as_of, col(Assignment.state).in_(("confirmed", "assigned")), col(Duty.directive_id).in_(marked)):
        if rank(row[2].urgency) == 0:
            hour = _moment(as_of, time) if time != "24:00" else _moment(as_of, "23:59")
            for to in (UNIT, OFFICER):
                yield notice_of(row, names, as_of, 0, f"{APP}:nhan:{hour:%H}" + (":tr" if to == OFFICER else ""), to)


def _passed_on(session: Session, names: dict[int | None, str], as_of: dt.date) -> Iterable[Notice]:
    """The day before and the day that a unit gave to its room or person."""
    near = (col(Assignment.handler_due_on) >= as_of, col(Assignment.handler_due_on) <= as_of + dt.timedelta(days=1))
    for row in _rows(session, as_of, *near):
        day = row[0].handler_due_on
        if day is not None:
            yield notice_of(row, names, day, (day - as_of).days, f"{APP}:{ROOM}", ROOM)


def _ladder(session: Session, names: dict[int | None, str], as_of: dt.date) -> Iterable[Notice]:
    """Steps of the ladder reached in these days: by working days past the last day on time, or by letters already numbered."""
    calendar = calendar_of(session, as_of)
    for step in option(session, "escalation", as_of):
        channel = f"{APP}:{step['to']}"
        if "rounds" in step:
            for row in _rows(session, as_of, _reminded(as_of, int(step["rounds"])), col(Assignment.due_on) < as_of):
                yield notice_of(row, names, row[0].due_on or as_of, -1000 - int(step["rounds"]), channel, step["to"])
            continue
        days = int(step["days"])
        last = calendar.add_working_days(as_of, -days)
        first = calendar.add_working_days(as_of - dt.timedelta(days=_LOOK_BACK_DAYS), -days)
        for row in _rows(session, as_of, col(Assignment.due_on) >= first, col(Assignment.due_on) <= last):
            due_on = row[0].due_on
            if due_on is not None and calendar.add_working_days(due_on, days) >= _entered(row[0], row[1]):
                yield notice_of(row, names, due_on, -days, channel, step["to"])


def _reminded(as_of: dt.date, rounds: int) -> ColumnElement[bool]:
    """The shares of which so many letters have reminded, the last of them in these days."""
    numbered = (
        select(LetterAssignment.assignment_id)
        .join(Letter, col(Letter.id) == col(LetterAssignment.letter_id))
        .where(col(Letter.number).is_not(None), col(Letter.issued_on) <= as_of)
        .group_by(col(LetterAssignment.assignment_id))
        .having(func.count() >= rounds, func.max(Letter.issued_on) >= as_of - dt.timedelta(days=_LOOK_BACK_DAYS))
    )
    return col(Assignment.id).in_(numbered)


def _moment(day: dt.date, time: str) -> dt.datetime:
    hour, minute = int(time[:2]), int(time[3:])
    return dt.datetime.combine(day, dt.time(), ZONE) + dt.timedelta(hours=hour, minutes=minute)


def _sent(session: Session, ids: Iterable[int]) -> set[tuple[int, dt.date, int, str]]:
    wanted = sorted(ids)
    found: set[tuple[int, dt.date, int, str]] = set()
    in_app = or_(col(Reminder.channel) == APP, col(Reminder.channel).like(f"{APP}:%"))
    for start in range(0, len(wanted), 500):
        query = select(Reminder).where(col(Reminder.assignment_id).in_(wanted[start : start + 500]), in_app)
        found |= {(row.assignment_id, row.due_on, row.offset_days, row.channel) for row in session.exec(query)}
    return found
