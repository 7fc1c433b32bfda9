"""Mails with reminders, each claimed in the register before it is sent, so that a stop at any moment sends none twice by itself.

What a stop leaves between the claim and the server's answer is told to the administrator, who has it sent again under the same
Message-ID (a mail server or reader that has it already shows it once) or takes it as sent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage

from sqlmodel import Session, col, delete, func, select
from sqlmodel.sql.expression import SelectOfScalar

from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.desk_tables import Mailing
from tracking.register.refusals import NotAllowed
from tracking.register.tables import Reminder
from tracking.reminders import Notice, claim, not_claimed

BEING_SENT = dt.timedelta(minutes=2)
"""A mail claimed not longer ago may still be under way: nobody settles it meanwhile."""
Compose = Callable[[Sequence[Notice]], EmailMessage]


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A mail of which nobody knows whether the server took it. reminders: how many it carries."""

    id: int
    recipient: str
    claimed_at: dt.datetime
    reminders: int


def claim_mail(
    register: Register, actor: Actor, recipient: str, notices: Sequence[Notice], as_of: dt.date, compose: Compose
) -> Mailing | None:
    """Claim a mail with these reminders; None where others carry all of them by now."""
    with register.command(actor, "claim_mail") as unit:
        left = not_claimed(unit.session, notices, recipient)
        if not left:
            return None
        message = compose(left)
        mailing = Mailing(message_id=message["Message-ID"], recipient=recipient, content=message.as_string(), claimed_at=unit.now)
        unit.session.add(mailing)
        unit.session.flush()
        claim(unit, left, recipient, as_of, mailing.id or 0)
        unit.touch("mailing", mailing.id)
        return mailing


def settle(register: Register, actor: Actor, mailing_id: int) -> None:
    """The server took the mail, or a person takes it as sent."""
    with register.command(actor, "mail_sent") as unit:
        unit.session.get_one(Mailing, mailing_id).ended_at = unit.now
        unit.touch("mailing", mailing_id)


def give_up(register: Register, actor: Actor, mailing_id: int) -> None:
    """The server refused the mail: what it carries is due again."""
    with register.command(actor, "mail_refused") as unit:
        unit.session.exec(delete(Reminder).where(col(Reminder.batch) == str(mailing_id)))
        unit.session.delete(unit.session.get_one(Mailing, mailing_id))
        unit.touch("mailing", mailing_id)


def unsettled(register: Register, actor: Actor) -> list[Unsettled]:
    """The mails whose sending broke off, the oldest first. For administrators."""
    actor.need("admin")
    with register.reading() as session:
        found = session.exec(_broken_off(register.now()).order_by(col(Mailing.id))).all()
        return [Unsettled(row.id or 0, row.recipient, row.claimed_at, _carried(session, row)) for row in found]


def unsettled_mail(register: Register, actor: Actor, mailing_id: int) -> Mailing:
    """One of them, to be sent again. Raises NotAllowed where it was settled meanwhile."""
    actor.need("admin")
    with register.reading() as session:
        found = session.exec(_broken_off(register.now()).where(Mailing.id == mailing_id)).first()
    if found is None:
        raise NotAllowed("Thư này đã rõ hoặc đang gửi. Mở lại trang để xem mới.")
    return found


def take_as_sent(register: Register, actor: Actor, mailing_id: int) -> None:
    """A person says that the mail went out."""
    unsettled_mail(register, actor, mailing_id)
    settle(register, actor, mailing_id)


def _broken_off(now: dt.datetime) -> SelectOfScalar[Mailing]:
    return select(Mailing).where(col(Mailing.ended_at).is_(None), col(Mailing.claimed_at) <= now - BEING_SENT)


def _carried(session: Session, row: Mailing) -> int:
    return session.exec(select(func.count()).select_from(Reminder).where(Reminder.batch == str(row.id))).one()
