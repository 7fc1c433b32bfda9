"""Many proposed duties changed at one stroke (the rows of an annex): one command, so all of it happens or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracking.duty import Duty as DutyRead
from tracking.register import review
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.events import get_directive, get_duty, record
from tracking.register.refusals import NotAllowed
from tracking.register.tables import Directive, Duty
from tracking.register.unit import Unit


@dataclass(frozen=True, slots=True)
class RowEdit:
    """What a person changed in one row. version: the one that was seen; changes: any of `review.EDITABLE`."""

    duty_id: int
    version: int | None
    changes: Mapping[str, Any]


def edit_rows(register: Register, actor: Actor, directive_id: int, edits: Sequence[RowEdit], added: Sequence[DutyRead] = ()) -> list[int]:
    """Change proposed duties of one directive and add new ones under them. Returns the ids of those added.

    Raises ConflictError where somebody changed one of them first, NotAllowed where one is not proposed any more: nothing is changed.
    """
    actor.need("admin", "clerk", "officer", "leader")
    with register.command(actor, "edit_rows") as unit:
        directive = get_directive(unit, directive_id)
        for row in edits:
            duty = review.reviewable(unit, row.duty_id, row.version)
            _need_of(directive, duty)
            review.edit(unit, duty, dict(row.changes))
            record(unit, duty, None, "edit")
        ids = [review.add(unit, directive, duty) for duty in added]
        unit.touch("directive", directive_id)
        return ids


def reject_rows(register: Register, actor: Actor, directive_id: int, versions: Mapping[int, int | None]) -> None:
    """These are no duties; each can be restored. versions: duty id → the version that was seen."""
    _move_rows(register, actor, directive_id, "reject", versions)


def restore_rows(register: Register, actor: Actor, directive_id: int, versions: Mapping[int, int | None]) -> None:
    """Bring rejected proposals back to the review."""
    _move_rows(register, actor, directive_id, "restore", versions)


def _move_rows(register: Register, actor: Actor, directive_id: int, event: str, versions: Mapping[int, int | None]) -> None:
    with register.command(actor, f"{event}_rows") as unit:
        directive = get_directive(unit, directive_id)
        for duty_id, version in versions.items():
            duty = get_duty(unit, duty_id, version)
            _need_of(directive, duty)
            review.move(unit, duty, event)
        _close(unit, directive)


def _close(unit: Unit, directive: Directive) -> None:
    review.close_review(unit, directive)
    unit.touch("directive", directive.id)


def _need_of(directive: Directive, duty: Duty) -> None:
    if duty.directive_id != directive.id:
        raise NotAllowed("Nhiệm vụ này thuộc văn bản khác. Mở lại bàn rà soát của văn bản ấy.")
