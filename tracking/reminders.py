"""Reminders (nhắc việc): recording what is due of `reminder_rules`, each once, and who is to hear of it by mail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from sqlmodel import Session, col, select

from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.desk_tables import Direction
from tracking.register.tables import Account, Assignment, Directive, Duty, Office, Reminder
from tracking.register.unit import Unit, time_reached
from tracking.reminder_rules import APP, LEADER, OFFICER, ROOM, UNIT, Notice, notice_of, reached

_LOOK_BACK_DAYS = 3
"""A mail that could not be sent for longer is old news: the app and the weekly list have it."""

__all__ = ["Notice", "claim", "due_notices", "not_mailed", "remind"]


def due_notices(register: Register, as_of: dt.date) -> list[Notice]:
    """The reminders of a day that were not sent yet, in order of office and day due; today's as far as the day has come."""
    with register.reading() as session:
        return reached(session, as_of, time_reached(as_of, register.now()))


def remind(register: Register, actor: Actor, as_of: dt.date, by_hour: bool = False) -> list[Notice]:
    """Record the reminders of a day, each once whoever else runs at the same time; returns those recorded now.

    by_hour: only those that an hour brings (hours before a deadline, hỏa tốc not accepted), as the service does between two mornings.
    """
    if not any(notice.is_of_an_hour or not by_hour for notice in due_notices(register, as_of)):
        return []
    with register.command(actor, "remind") as unit:
        found = reached(unit.session, as_of, time_reached(as_of, unit.now))
        notices = [notice for notice in found if notice.is_of_an_hour or not by_hour]
        for notice in notices:
            unit.session.add(_row(notice, notice.channel, as_of, unit.now))
            unit.touch("assignment", notice.assignment_id)
    return notices


def claim(unit: Unit, notices: Iterable[Notice], recipient: str, as_of: dt.date, batch: int) -> None:
    """Record that a mail to a person carries these reminders, before it is sent; the database refuses a second such mail."""
    unit.session.add_all([_row(notice, _by_mail(notice.channel, recipient), as_of, unit.now, str(batch)) for notice in notices])


def not_claimed(session: Session, notices: Iterable[Notice], recipient: str) -> list[Notice]:
    """Of these reminders those that no mail to the person carries yet."""
    found = []
    for notice in notices:
        assignment_id, due_on, offset, channel = notice.key
        row = select(Reminder.id).where(Reminder.assignment_id == assignment_id, Reminder.due_on == due_on, Reminder.offset_days == offset)
        if session.exec(row.where(Reminder.channel == _by_mail(channel, recipient))).first() is None:
            found.append(notice)
    return found


def not_mailed(register: Register, as_of: dt.date) -> list[tuple[Account, list[Notice]]]:
    """For each person with a mail address, the recorded reminders that no mail has carried yet: of the day, and of the few days before.

    Of days before, when the mail server was away, only the last word on each share that is still open.
    """
    since = as_of - dt.timedelta(days=_LOOK_BACK_DAYS)
    with register.reading() as session:
        between = (col(Reminder.sent_on) >= since, col(Reminder.sent_on) <= as_of)
        recorded = list(session.exec(select(Reminder).where(*between).order_by(col(Reminder.id))))
        sent = {(row.assignment_id, row.due_on, row.offset_days, row.channel) for row in recorded if not _in_app(row)}
        notices = _notices(session, _still_said(session, [row for row in recorded if _in_app(row)], as_of))
        directed = {
            row.duty_id: row for row in session.exec(select(Direction).where(col(Direction.duty_id).in_({n.duty_id for n in notices})))
        }
        people = session.exec(
            select(Account).where(col(Account.active).is_(True), col(Account.mail).is_not(None)).order_by(col(Account.id))
        )
        found = []
        for person in people:
            mail = person.mail or ""
            mine = [
                n for n in notices if _concerns(person, n, directed.get(n.duty_id)) and (*n.key[:3], _by_mail(n.channel, mail)) not in sent
            ]
            if mine:
                found.append((person, mine))
    return found


def _still_said(session: Session, rows: Sequence[Reminder], as_of: dt.date) -> list[Reminder]:
    last = {(row.assignment_id, _to(row.channel)): row.id for row in rows}
    return [
        row
        for row in rows
        if row.sent_on == as_of
        or (last[row.assignment_id, _to(row.channel)] == row.id and session.get_one(Assignment, row.assignment_id).open)
    ]


def _concerns(person: Account, notice: Notice, directed: Direction | None) -> bool:
    """A unit hears of its own shares; of what climbs, whoever monitors or oversees the duty, else every officer or leader."""
    if person.role == UNIT and notice.to == ROOM:
        return person.office_id is not None and person.office_id == (notice.room_id or notice.office_id)
    if person.role == UNIT:
        return notice.to == UNIT and person.office_id is not None and person.office_id == notice.office_id
    named = {OFFICER: directed.officer_id, LEADER: directed.leader_id}.get(notice.to) if directed is not None else None
    if named is not None:
        return person.id == named
    if person.role == OFFICER:
        return notice.to == OFFICER or (notice.to == UNIT and notice.office_id is None)
    return person.role == LEADER and notice.to == LEADER


def _in_app(row: Reminder) -> bool:
    return row.channel == APP or row.channel.startswith(f"{APP}:")


def _by_mail(channel: str, recipient: str) -> str:
    return f"mail{channel.removeprefix(APP)}:{recipient}"


def _notices(session: Session, rows: Sequence[Reminder]) -> list[Notice]:
    names = dict(session.exec(select(Office.id, Office.name)).all())
    found = []
    for row in rows:
        share = session.get_one(Assignment, row.assignment_id)
        duty = session.get_one(Duty, share.duty_id)
        directive = session.get_one(Directive, duty.directive_id)
        found.append(notice_of((share, duty, directive), names, row.due_on, row.offset_days, row.channel, _to(row.channel)))
    return found


def _to(channel: str) -> str:
    """To whom a recorded reminder goes, by its channel."""
    last = channel.rsplit(":", 1)[-1]
    return {OFFICER: OFFICER, LEADER: LEADER, "tr": OFFICER, ROOM: ROOM}.get(last, UNIT)


def _row(notice: Notice, channel: str, as_of: dt.date, now: dt.datetime, batch: str = "") -> Reminder:
    return Reminder(
        assignment_id=notice.assignment_id,
        due_on=notice.due_on,
        offset_days=notice.offset_days,
        channel=channel,
        sent_on=as_of,
        sent_at=now,
        recipient=notice.office,
        batch=batch,
    )
