"""Taking a confirmation back (hoàn tác đưa vào sổ) while nothing has happened to the duty since. What was recorded stays recorded."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import col, select

from tracking.register import states
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.events import get_directive, get_duty, record
from tracking.register.outgoing_tables import OutgoingDocument, OutgoingLine
from tracking.register.refusals import NotAllowed
from tracking.register.tables import Assignment, Duty, Event, LetterAssignment
from tracking.register.unit import Unit

EVENT = "unconfirm"


def unconfirm_duties(register: Register, actor: Actor, duty_ids: Sequence[int], versions: dict[int, int] | None = None) -> None:
    """Bring confirmed duties back to the review desk, all of them or none; their shares leave every count.

    Raises NotAllowed where something has happened to one of them since its confirmation, ConflictError where somebody changed it.
    """
    with register.command(actor, "unconfirm_duties") as unit:
        for duty_id in dict.fromkeys(duty_ids):
            _take_back(unit, get_duty(unit, duty_id, (versions or {}).get(duty_id)))


def _take_back(unit: Unit, duty: Duty) -> None:
    move = states.check(unit.actor, EVENT, duty.state, None)
    occurrences = list(unit.session.exec(select(Duty).where(Duty.parent_id == duty.id, Duty.state != "rejected")))
    if duty.parent_id is not None:
        raise NotAllowed("Đây là một kỳ của nhiệm vụ định kỳ. Hoàn tác ở nhiệm vụ gốc.")
    for found in (duty, *occurrences):
        _need_untouched(unit, found)
    for found in (duty, *occurrences):
        _leave_counts(unit, found)
    for occurrence in occurrences:
        record(unit, occurrence, None, EVENT, "rejected")
        occurrence.state = "rejected"
    record(unit, duty, None, EVENT, move.to)
    duty.state = move.to  # its days stay, for what was known before; they are set anew when it is confirmed again
    directive = get_directive(unit, duty.directive_id)
    directive.state, directive.version = "reviewing", directive.version + 1
    unit.touch("directive", directive.id)


def _need_untouched(unit: Unit, duty: Duty) -> None:
    """Raises NotAllowed unless the last thing that happened to the duty and each of its shares is the confirmation itself."""
    shares = _shares(unit, duty)
    ids = [share.id for share in shares]
    confirmed = unit.session.exec(
        select(Event.id).where(Event.duty_id == duty.id, Event.kind == "confirm_duty").order_by(col(Event.id))
    ).all()
    since = select(Event).where(Event.duty_id == duty.id, Event.kind != "confirm_duty", col(Event.id) > _last_start(unit, duty, confirmed))
    later = unit.session.exec(since.order_by(col(Event.id).desc())).first()
    if later is not None:
        move = states.moves().get(later.kind)
        what = f" «{move.label}»" if move else ""
        raise NotAllowed(f"Nhiệm vụ đã có việc sau khi vào sổ ({later.actor_name}{what}), không hoàn tác được. Dùng Rút khỏi danh mục.")
    letters = unit.session.exec(select(LetterAssignment).where(col(LetterAssignment.assignment_id).in_(ids))).first()
    query = select(OutgoingLine).where(OutgoingLine.duty_id == duty.id, OutgoingLine.document_id == OutgoingDocument.id)
    drafts = unit.session.exec(query.where(OutgoingDocument.state != "cancelled")).first()
    if letters is not None or drafts is not None:
        raise NotAllowed("Nhiệm vụ đã có trong một văn bản đi, không hoàn tác được. Hủy dự thảo ấy trước, hoặc dùng Rút khỏi danh mục.")


def _last_start(unit: Unit, duty: Duty, confirmed: Sequence[int | None]) -> int:
    """The event from which the duty stands in the register this time: its first confirmation after the last time it was taken back."""
    query = select(Event.id).where(Event.duty_id == duty.id, Event.kind == EVENT).order_by(col(Event.id).desc())
    before = unit.session.exec(query).first() or 0
    return min((key for key in confirmed if key is not None and key > before), default=before)


def _leave_counts(unit: Unit, duty: Duty) -> None:
    for share in _shares(unit, duty):
        record(unit, duty, share, EVENT, "rejected", min(share.opens_on or unit.today, unit.today))


def _shares(unit: Unit, duty: Duty) -> list[Assignment]:
    return list(unit.session.exec(select(Assignment).where(Assignment.duty_id == duty.id, Assignment.state != "rejected")))
