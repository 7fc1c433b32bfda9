"""A superior's duty and the duties of our own issued documents that carry it out: linked by events, counted once, rolled up.

Where the superior gave the duty to our own body, the plan's shares take its place in the counts from the day of issue: the first
as a hand-over, the others as new. What stays on the superior's duty is a following share, itself never counted, that is
completed when every share that carries it out is. Where the superior named the office itself, its share stays the one counted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlmodel import Session, col, select

from tracking.register import states
from tracking.register.events import get_duty, record, settle_duty
from tracking.register.progress import Due
from tracking.register.tables import Assignment, Duty, Event, Office
from tracking.register.unit import Unit

_ENDED = ("completed", "withdrawn", "replaced")
_GONE = ("rejected", "proposed")


def leads(session: Session, duty_id: int | None) -> list[Assignment]:
    """The lead shares of a duty, oldest first."""
    query = select(Assignment).where(Assignment.duty_id == duty_id, Assignment.role == "lead").order_by(col(Assignment.id))
    return list(session.exec(query))


def is_following(duty: Duty, share: Assignment) -> bool:
    """Whether the share only follows what carries it out: it belongs to no total."""
    return share.role == "lead" and not share.counts and not duty.standing


def covered_offices(session: Session, superior: Duty, own: Office) -> frozenset[int]:
    """The offices that the superior named itself: their shares stay, no second one is made."""
    found = {share.office_id for share in leads(session, superior.id) if share.state not in _GONE}
    return frozenset(key for key in found if key is not None and key != own.id)


def link(unit: Unit, own_duty: Duty, superior: Duty, own: Office, on: dt.date) -> None:
    """The own duty carries out the superior's from a day on."""
    record(unit, own_duty, None, "carries_out", None, on, {"superior": superior.id})
    record(unit, superior, None, "carried_out", None, on, {"by": own_duty.id})
    unit.session.flush()
    made = [share for share in leads(unit.session, own_duty.id) if share.counts]
    for share in leads(unit.session, superior.id):
        ours = share.office_id in (None, own.id) and share.counts and share.state in states.open_states() - {"reported"}
        if ours and made:
            _take_place(unit, superior, share, made[0], own, on)
        elif not ours and share.counts and own_duty.due_on is not None and share.state in states.open_states():
            share.internal_due_on = min(share.internal_due_on or own_duty.due_on, own_duty.due_on)
            record(unit, superior, share, "plan_day", None, on, {"internal_due_on": share.internal_due_on.isoformat()})
    settle_duty(unit, superior)


def roll_up(unit: Unit, own_duty: Duty) -> None:
    """Bring the following shares of what a duty carries out in line with the shares that carry it out."""
    for key in superiors_of(unit.session, own_duty.id or 0):
        superior = get_duty(unit, key)
        following = [share for share in leads(unit.session, key) if is_following(superior, share) and share.state not in _GONE]
        if following:
            _follow(unit, superior, following[0], carrying_shares(unit.session, key))


def superiors_of(session: Session, own_id: int) -> list[int]:
    """The duties that a duty of ours carries out."""
    query = select(Event).where(Event.duty_id == own_id, Event.kind == "carries_out").order_by(col(Event.id))
    return [int(event.payload["superior"]) for event in session.exec(query)]


def carried_by(session: Session, superior_id: int) -> list[int]:
    """The duties of ours that carry out a superior's."""
    query = select(Event).where(Event.duty_id == superior_id, Event.kind == "carried_out").order_by(col(Event.id))
    return [int(event.payload["by"]) for event in session.exec(query)]


def carrying_shares(session: Session, superior_id: int) -> list[Assignment]:
    """The counted shares that carry out a superior's duty."""
    query = select(Assignment).where(
        col(Assignment.duty_id).in_(carried_by(session, superior_id)), Assignment.role == "lead", col(Assignment.state).not_in(_GONE)
    )
    return list(session.exec(query))


def give_back(unit: Unit, own_duty: Duty, reason: str) -> None:
    """The document of the own duty lost its number: the superior's share counts again, what the duty brought is as if it had never been."""
    for key in superiors_of(unit.session, own_duty.id or 0):
        superior = get_duty(unit, key)
        for share in leads(unit.session, key):
            others = [other for other in carrying_shares(unit.session, key) if other.duty_id != own_duty.id]
            if is_following(superior, share) and share.state not in _GONE and not others:
                _count_again(unit, superior, share, leads(unit.session, own_duty.id), reason)
        settle_duty(unit, superior)
    for share in leads(unit.session, own_duty.id):
        if share.state not in _GONE:
            record(unit, own_duty, share, "withdraw_import", "rejected", share.opens_on, note=reason)
    record(unit, own_duty, None, "withdraw_import", "rejected", note=reason)
    own_duty.state = "rejected"


def _take_place(unit: Unit, superior: Duty, share: Assignment, first: Assignment, own: Office, on: dt.date) -> None:
    day = max(on, share.opens_on or on)
    following = _share_like(unit, superior, share, own, day, counts=False)
    due = Due(share.due_on, share.extensions, share.due_time)
    record(unit, superior, following, "confirm_duty", "in_progress", day, {"from": share.id, "extensions": share.extensions}, due=due)
    record(unit, superior, share, "hand_over", "rejected", day, {"to": first.id})


def _count_again(unit: Unit, superior: Duty, following: Assignment, brought: Sequence[Assignment], reason: str) -> None:
    again = _share_like(unit, superior, following, None, unit.today, counts=True)
    due = Due(following.due_on, following.extensions, following.due_time)
    carried = {"from": following.id, "extensions": following.extensions}
    record(unit, superior, again, "confirm_duty", "assigned", unit.today, carried, reason, due)
    record(unit, superior, following, "withdraw_import", "rejected", note=reason)
    if brought:
        record(unit, get_duty(unit, brought[0].duty_id), brought[0], "hand_over", "rejected", payload={"to": again.id}, note=reason)


def _share_like(unit: Unit, duty: Duty, share: Assignment, own: Office | None, on: dt.date, counts: bool) -> Assignment:
    made = Assignment(
        duty_id=duty.id or 0,
        directive_id=duty.directive_id,
        office_id=own.id if own else share.office_id,
        name=own.name if own else share.name,
        role="lead",
        counts=counts,
        opens_on=on,
        internal_due_on=share.internal_due_on,
        changed_on=on,
        changed_at=unit.now,
    )
    unit.session.add(made)
    unit.session.flush()
    return made


def _follow(unit: Unit, superior: Duty, following: Assignment, shares: Sequence[Assignment]) -> None:
    done = bool(shares) and all(share.state in _ENDED for share in shares) and any(share.state == "completed" for share in shares)
    if done and following.state in states.open_states():
        sent = max((share.reported_on for share in shares if share.reported_on), default=unit.today)
        record(unit, superior, following, "report", "reported", max(sent, following.opens_on or sent), {"rolled_up": True})
        record(unit, superior, following, "confirm_done", "completed", payload={"rolled_up": True})
        settle_duty(unit, superior)
    elif not done and following.state == "completed":
        record(unit, superior, following, "redo", "redo", payload={"rolled_up": True})
        settle_duty(unit, superior)
