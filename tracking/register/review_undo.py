"""Taking back a split or a merge of proposed duties, while what it left is still so. What was recorded stays recorded."""

from __future__ import annotations

from sqlmodel import col, select

from tracking.register import review
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.events import get_directive, get_duty, record
from tracking.register.refusals import NotAllowed
from tracking.register.tables import Duty, Event, ReviewChange
from tracking.register.unit import Unit

_CHANGED = "Mục «{text}» đã có thay đổi sau đó, không hoàn tác được. Sửa bằng tay."


def take_back_split(register: Register, actor: Actor, duty_id: int) -> None:
    """The parts of the last split are one duty again, worded as before; the parts that the split made are rejected."""
    with register.command(actor, "take_back_split") as unit:
        duty = review.reviewable(unit, duty_id, None)
        event = _last(unit, duty, "split", "into")
        changes = _changes(unit, duty, event)
        texts = next(change.after for change in changes if change.field == "split")
        for part_id, text in zip(event.payload["into"][1:], texts[1:], strict=True):
            part = review.reviewable(unit, int(part_id), None)
            if part.text != text:
                raise NotAllowed(_CHANGED.format(text=part.text[:60]))
            record(unit, part, None, "reject", "rejected", payload={"split_taken_back": duty_id})
            part.state = "rejected"
        _put_back(unit, duty, changes, event)
        _close(unit, duty)


def take_back_merge(register: Register, actor: Actor, duty_id: int) -> None:
    """The duty that was merged into another one stands by itself again, the other as it was before."""
    with register.command(actor, "take_back_merge") as unit:
        unit.actor.need("admin", "clerk", "officer", "leader")
        gone = get_duty(unit, duty_id)
        event = _last(unit, gone, "reject", "merged_into")
        kept = review.reviewable(unit, int(event.payload["merged_into"]), None)
        if gone.state != "rejected" or not kept.quote.endswith(f"\n{gone.quote}"):
            raise NotAllowed(_CHANGED.format(text=kept.text[:60]))
        record(unit, gone, None, "restore", "proposed", payload={"merge_taken_back": kept.id})
        gone.state = "proposed"
        kept.quote = kept.quote.removesuffix(f"\n{gone.quote}")
        kept.spans = kept.spans[: len(kept.spans) - len(gone.spans)]
        _put_back(unit, kept, _changes(unit, kept, event), event)
        _close(unit, kept)


def _last(unit: Unit, duty: Duty, kind: str, holds: str) -> Event:
    """The last event of this kind whose payload holds the name and that was not taken back."""
    query = select(Event).where(Event.duty_id == duty.id, col(Event.kind).in_((kind, "edit"))).order_by(col(Event.id).desc())
    events = unit.session.exec(query).all()
    undone = {event.payload.get("taken_back") for event in events}
    found = next((event for event in events if event.kind == kind and holds in event.payload and event.id not in undone), None)
    if found is None:
        raise NotAllowed("Mục này chưa được tách hay gộp, không có gì để hoàn tác.")
    return found


def _changes(unit: Unit, duty: Duty, event: Event) -> list[ReviewChange]:
    """What the command of the event changed in the duty, the newest first."""
    query = select(ReviewChange).where(ReviewChange.duty_id == duty.id, ReviewChange.recorded_at == event.recorded_at)
    return list(unit.session.exec(query.order_by(col(ReviewChange.id).desc())))


def _put_back(unit: Unit, duty: Duty, changes: list[ReviewChange], event: Event) -> None:
    fields = [change for change in changes if change.field in review.EDITABLE]
    for change in {change.field: change for change in reversed(fields)}.values():
        if getattr(duty, change.field) != change.after:
            raise NotAllowed(_CHANGED.format(text=duty.text[:60]))
    review.edit(unit, duty, {change.field: change.before for change in fields})
    record(unit, duty, None, "edit", payload={"taken_back": event.id})


def _close(unit: Unit, duty: Duty) -> None:
    directive = get_directive(unit, duty.directive_id)
    review.close_review(unit, directive)
    unit.touch("directive", directive.id)
