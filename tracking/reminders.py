"""Reminders (nhắc việc): who must be reminded of what on a day, each once, and sending them.

An offset is a number of days before the last day on time (0: the day itself, -1: the day after). Where several offsets have
been reached since the last run only the nearest is sent; an offset already past when the duty entered the register never is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from tracking.register import states
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.options import option
from tracking.register.tables import Account, Assignment, Directive, Duty, Office, Reminder

DAY_AFTER = -1
_LONG_TERM_DAYS = 60
APP = "app"


@dataclass(frozen=True, slots=True)
class Notice:
    """One reminder: the office's share of a duty, the day it counts to and the offset that was reached."""

    assignment_id: int
    duty_id: int
    office_id: int | None
    office: str
    directive: str
    text: str
    due_on: dt.date
    offset_days: int

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
        }


def due_notices(register: Register, as_of: dt.date) -> list[Notice]:
    """The reminders of a day that were not sent yet, in order of office and day due."""
    with register.reading() as session:
        return _due(session, as_of)


def remind(register: Register, actor: Actor, as_of: dt.date) -> list[Notice]:
    """Record the reminders of a day, each once whoever else runs at the same time; returns those recorded now."""
    if not due_notices(register, as_of):
        return []
    with register.command(actor, "remind") as unit:
        notices = _due(unit.session, as_of)
        for notice in notices:
            unit.session.add(_row(notice, APP, as_of, unit.now))
            unit.touch("assignment", notice.assignment_id)
    return notices


def note_mailed(register: Register, actor: Actor, notices: Iterable[Notice], recipient: str, as_of: dt.date) -> None:
    """Record that a person's mail with these reminders went out."""
    with register.command(actor, "remind_by_mail") as unit:
        for notice in notices:
            unit.session.add(_row(notice, f"mail:{recipient}", as_of, unit.now))


def not_mailed(register: Register, as_of: dt.date) -> list[tuple[Account, list[Notice]]]:
    """For each person with a mail address, the recorded reminders of the day that no mail has carried yet."""
    with register.reading() as session:
        recorded = list(session.exec(select(Reminder).where(Reminder.sent_on == as_of)))
        sent = {(row.assignment_id, row.due_on, row.offset_days, row.channel) for row in recorded if row.channel != APP}
        notices = _notices(session, [row for row in recorded if row.channel == APP])
        people = session.exec(
            select(Account).where(col(Account.active).is_(True), col(Account.mail).is_not(None)).order_by(col(Account.id))
        )
        found = []
        for person in people:
            mine = [
                n for n in notices if _concerns(person, n) and (n.assignment_id, n.due_on, n.offset_days, f"mail:{person.mail}") not in sent
            ]
            if mine:
                found.append((person, mine))
    return found


def _concerns(person: Account, notice: Notice) -> bool:
    """A unit hears of its own shares; the officers of the văn phòng of shares whose office is not known."""
    if person.role == "unit":
        return person.office_id is not None and person.office_id == notice.office_id
    return person.role == "officer" and notice.office_id is None


def _due(session: Session, as_of: dt.date) -> list[Notice]:
    offsets = tuple(option(session, "reminder_offsets", as_of))
    longer = tuple(option(session, "reminder_offsets_long", as_of))
    horizon = as_of + dt.timedelta(days=max((*offsets, *longer), default=0))
    query = (
        select(Assignment, Duty, Directive)
        .where(Assignment.duty_id == Duty.id, Duty.directive_id == Directive.id, Assignment.role == "lead")
        .where(col(Assignment.state).in_(sorted(states.open_states() - {"reported"})), col(Assignment.due_on) <= horizon)
        .where(col(Duty.standing).is_(False))
    )
    if not option(session, "remind_old_register", as_of):
        query = query.where(Directive.origin != "sheet")
    rows = session.exec(query).all()
    sent = _sent(session, [share.id or 0 for share, _, _ in rows])
    names = {office.id: office.name for office in session.exec(select(Office))}
    notices = []
    for share, duty, directive in rows:
        reached = _reached(share, duty, offsets, longer, as_of)
        if reached is not None and (share.id, share.due_on, reached) not in sent:
            notices.append(_notice(share, duty, directive, names, reached))
    return sorted(notices, key=lambda notice: (notice.office, notice.due_on, notice.assignment_id))


def _reached(share: Assignment, duty: Duty, offsets: Sequence[int], longer: Sequence[int], as_of: dt.date) -> int | None:
    """The nearest offset whose day has come, unless that day was past before the duty entered the register."""
    due_on = share.due_on
    if due_on is None:
        return None
    entered = max(duty.recorded_at.date(), share.opens_on or duty.recorded_at.date())
    every = {*offsets, DAY_AFTER}
    if (due_on - entered).days > _LONG_TERM_DAYS:
        every |= set(longer)
    reached = [offset for offset in every if as_of >= due_on - dt.timedelta(days=offset)]
    if not reached or as_of > due_on + dt.timedelta(days=-DAY_AFTER):
        return None
    nearest = min(reached)
    return nearest if due_on - dt.timedelta(days=nearest) >= entered else None


def _sent(session: Session, ids: Sequence[int]) -> set[tuple[int, dt.date, int]]:
    found: set[tuple[int, dt.date, int]] = set()
    for start in range(0, len(ids), 500):
        query = select(Reminder).where(col(Reminder.assignment_id).in_(ids[start : start + 500]), Reminder.channel == APP)
        found |= {(row.assignment_id, row.due_on, row.offset_days) for row in session.exec(query)}
    return found


def _notices(session: Session, rows: Sequence[Reminder]) -> list[Notice]:
    names = {office.id: office.name for office in session.exec(select(Office))}
    found = []
    for row in rows:
        share = session.get_one(Assignment, row.assignment_id)
        duty = session.get_one(Duty, share.duty_id)
        found.append(_notice(share, duty, session.get_one(Directive, duty.directive_id), names, row.offset_days, row.due_on))
    return found


def _notice(
    share: Assignment, duty: Duty, directive: Directive, names: dict[int | None, str], offset: int, due_on: dt.date | None = None
) -> Notice:
    office = names.get(share.office_id, share.name)
    day = due_on or share.due_on or dt.date.max
    return Notice(share.id or 0, duty.id or 0, share.office_id, office, directive.number or "không số", duty.text, day, offset)


def _row(notice: Notice, channel: str, as_of: dt.date, now: dt.datetime) -> Reminder:
    return Reminder(
        assignment_id=notice.assignment_id,
        due_on=notice.due_on,
        offset_days=notice.offset_days,
        channel=channel,
        sent_on=as_of,
        sent_at=now,
        recipient=notice.office,
    )
