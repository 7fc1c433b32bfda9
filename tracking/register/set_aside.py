"""Duties that a directive gives to other bodies: kept with the document and found by search, but out of the register."""

from __future__ import annotations

from collections.abc import Sequence

from tracking.register import states
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.events import get_directive, get_duty, record
from tracking.register.review import close_review

REASON = "Giao cơ quan khác"


def set_aside(register: Register, actor: Actor, directive_id: int, duty_ids: Sequence[int]) -> None:
    """Take proposed duties of other bodies off the review desk, in one command; each can be restored."""
    with register.command(actor, "set_aside") as unit:
        directive = get_directive(unit, directive_id)
        for duty_id in duty_ids:
            duty = get_duty(unit, duty_id)
            move = states.check(actor, "reject", duty.state, None)
            record(unit, duty, None, "reject", move.to, note=REASON)
            duty.state = move.to
        close_review(unit, directive)
        unit.touch("directive", directive_id)
