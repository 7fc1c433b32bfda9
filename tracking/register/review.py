"""The review of proposed duties (rà soát): edit, split, merge, reject, restore, add, confirm. Every change is kept."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from sqlmodel import col, select

from drafting.dates import short
from drafting.orthography import squash
from tracking.duty import Duty as DutyRead
from tracking.duty import Source
from tracking.register import directives, fan_out, lineage, states
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.events import get_directive, get_duty, record
from tracking.register.offices import Directory
from tracking.register.refusals import NotAllowed
from tracking.register.tables import Directive, Duty, ReviewChange
from tracking.register.unit import Unit

EDITABLE = ("text", "ordinal", "owners", "coordinators", "reports_to", "deliverable", "deadline", "weight", "missing")


def confirm_duties(
    register: Register, actor: Actor, directive_id: int, duty_ids: Sequence[int] | None = None, versions: dict[int, int] | None = None
) -> list[int]:
    """Put proposed duties into the register (all of the directive where none are named). Returns the ids confirmed.

    Raises NotAllowed until the header's number and day are settled; ConflictError where somebody changed one of them first.
    """
    with register.command(actor, "confirm_duties") as unit:
        directive = get_directive(unit, directive_id)
        return confirm(unit, directive, duty_ids, versions or {})


def confirm(unit: Unit, directive: Directive, duty_ids: Sequence[int] | None, versions: dict[int, int]) -> list[int]:
    """`confirm_duties` inside a running command."""
    if directive.state in ("withdrawn", "merged"):
        raise NotAllowed("Văn bản đã rút hoặc đã ghép vào văn bản khác, không đưa nhiệm vụ vào sổ được.")
    if directive.issued_on is None or not (directive.number or directive.without_number):
        raise NotAllowed(directives.missing_header(directive))
    if directive.issued_on > unit.today:
        raise NotAllowed(f"Ngày văn bản {short(directive.issued_on)} chưa đến. Nhập lại theo bản có chữ ký.")
    directive.settled = True
    directory = Directory.load(unit.session)
    wanted = duty_ids if duty_ids is not None else _proposed(unit, directive)
    for duty_id in wanted:
        duty = get_duty(unit, duty_id, versions.get(duty_id))
        states.check(unit.actor, "confirm_duty", duty.state, None)
        record(unit, duty, None, "confirm_duty", "confirmed", directive.issued_on)
        fan_out.enter(unit, directive, duty, directory)
    lineage.mark_if_ended(unit, directive)
    close_review(unit, directive)
    unit.touch("directive", directive.id)
    return list(wanted)


def edit_duty(register: Register, actor: Actor, duty_id: int, version: int | None = None, **changes: Any) -> None:
    """Change what was read of a proposed duty; changes: any of EDITABLE. The verbatim quote is never changed."""
    with register.command(actor, "edit_duty") as unit:
        duty = reviewable(unit, duty_id, version)
        edit(unit, duty, changes)
        record(unit, duty, None, "edit")


def edit(unit: Unit, duty: Duty, changes: dict[str, Any]) -> None:
    """Apply changes inside a running command, keeping each for the figures of accuracy."""
    for name, value in changes.items():
        if name not in EDITABLE:
            raise NotAllowed(f"Không sửa được mục «{name}» của nhiệm vụ.")
        clean = squash(value) if isinstance(value, str) else value
        if name == "text" and not clean:
            raise NotAllowed("Nội dung nhiệm vụ không được để trống.")
        if clean != getattr(duty, name):
            _keep_change(unit, duty, name, getattr(duty, name), clean)
            setattr(duty, name, clean)
    duty.missing = _still_missing(duty)
    duty.fold = directives.duty_fold(duty, get_directive(unit, duty.directive_id))


def split_duty(register: Register, actor: Actor, duty_id: int, parts: Sequence[dict[str, Any]], version: int | None = None) -> list[int]:
    """Split a proposed duty: each part is a dict of EDITABLE fields over the duty's own. Returns the ids, the first the old one."""
    if len(parts) < 2:
        raise NotAllowed("Tách nhiệm vụ cần ít nhất hai phần.")
    with register.command(actor, "split_duty") as unit:
        duty = reviewable(unit, duty_id, version)
        fields = duty.model_dump(exclude={"id", "version"})
        _keep_change(unit, duty, "split", duty.text, [str(part.get("text", duty.text)) for part in parts])
        _make_room(unit, duty, len(parts) - 1)
        ids = [duty_id]
        for step, part in enumerate(parts[1:], start=1):
            new = Duty(**{**fields, "position": duty.position + step})
            unit.session.add(new)
            unit.session.flush()
            record(unit, new, None, "propose", "proposed", payload={"split_from": duty_id})
            edit(unit, new, part)
            ids.append(new.id or 0)
        edit(unit, duty, parts[0])
        record(unit, duty, None, "split", payload={"into": ids})
        return ids


def merge_duties(register: Register, actor: Actor, duty_id: int, into: int, version: int | None = None) -> None:
    """Merge a proposed duty into another of the same directive (the one above): texts and places are joined, owners united."""
    with register.command(actor, "merge_duties") as unit:
        gone, kept = reviewable(unit, duty_id, version), reviewable(unit, into, None)
        if gone.directive_id != kept.directive_id or gone.id == kept.id:
            raise NotAllowed("Chỉ gộp được hai mục khác nhau của cùng một văn bản.")
        owners = list(dict.fromkeys([*kept.owners, *gone.owners]))
        coordinators = [name for name in dict.fromkeys([*kept.coordinators, *gone.coordinators]) if name not in owners]
        edit(unit, kept, {"text": f"{kept.text} {gone.text}", "owners": owners, "coordinators": coordinators})
        kept.quote, kept.spans = f"{kept.quote}\n{gone.quote}", [*kept.spans, *gone.spans]
        record(unit, kept, None, "merge", payload={"from": duty_id})
        record(unit, gone, None, "reject", "rejected", payload={"merged_into": into})
        gone.state = "rejected"


def reject_duty(register: Register, actor: Actor, duty_id: int, version: int | None = None, reason: str = "") -> None:
    """Not a duty: it leaves the review and can be restored."""
    _move(register, actor, duty_id, "reject", version, reason)


def restore_duty(register: Register, actor: Actor, duty_id: int, version: int | None = None) -> None:
    """Bring a rejected proposal back to the review."""
    _move(register, actor, duty_id, "restore", version, "")


def add_duty(register: Register, actor: Actor, directive_id: int, duty: DutyRead) -> int:
    """Add a duty that a person found (typed in, or chosen on the page). Returns its id."""
    with register.command(actor, "add_duty") as unit:
        return add(unit, get_directive(unit, directive_id), duty)


def add(unit: Unit, directive: Directive, duty: DutyRead) -> int:
    """`add_duty` inside a running command: it stands last."""
    unit.actor.need("admin", "clerk", "officer", "leader")
    if directive.state in ("withdrawn", "merged"):
        raise NotAllowed("Văn bản đã rút hoặc đã ghép vào văn bản khác, không thêm nhiệm vụ được.")
    text = squash(duty.text)
    if not text:
        raise NotAllowed("Nội dung nhiệm vụ không được để trống.")
    found = dataclasses.replace(duty, text=text, confidence=1.0, source=duty.source if duty.source.quote else Source(text))
    last = unit.session.exec(select(Duty.position).where(Duty.directive_id == directive.id).order_by(col(Duty.position).desc())).first()
    row = directives.add_proposed(unit, directive, (last if last is not None else -1) + 1, found)
    row.missing = _still_missing(row)
    directive.state, directive.no_duty = "reviewing", False
    _keep_change(unit, row, "added", None, text)
    return row.id or 0


def _move(register: Register, actor: Actor, duty_id: int, event: str, version: int | None, reason: str) -> None:
    with register.command(actor, f"{event}_duty") as unit:
        duty = get_duty(unit, duty_id, version)
        move(unit, duty, event, reason)
        close_review(unit, get_directive(unit, duty.directive_id))


def move(unit: Unit, duty: Duty, event: str, reason: str = "") -> None:
    """Reject or restore a proposal inside a running command; the review of its directive is closed by the caller."""
    found = states.check(unit.actor, event, duty.state, None, reason)
    record(unit, duty, None, event, found.to, note=reason)
    duty.state = found.to
    _keep_change(unit, duty, "state", None, found.to)
    if event == "restore":
        get_directive(unit, duty.directive_id).state = "reviewing"


def close_review(unit: Unit, directive: Directive) -> None:
    """The review of a directive ends when nothing of it is proposed any more."""
    unit.session.flush()
    if directive.state == "reviewing" and not _proposed(unit, directive):
        directive.state = "settled"
    directive.version += 1


def _proposed(unit: Unit, directive: Directive) -> list[int]:
    query = select(Duty.id).where(Duty.directive_id == directive.id, Duty.state == "proposed").order_by(col(Duty.position), col(Duty.id))
    return [found for found in unit.session.exec(query) if found is not None]


def reviewable(unit: Unit, duty_id: int, version: int | None) -> Duty:
    """A duty that is still proposed, as the version that was seen."""
    unit.actor.need("admin", "clerk", "officer", "leader")
    duty = get_duty(unit, duty_id, version)
    if duty.state != "proposed":
        raise NotAllowed(f"Nhiệm vụ đang ở tình trạng «{states.states()[duty.state].label}», không sửa được ở bàn rà soát.")
    return duty


def _make_room(unit: Unit, duty: Duty, places: int) -> None:
    later = select(Duty).where(Duty.directive_id == duty.directive_id, col(Duty.position) > duty.position)
    for row in unit.session.exec(later):
        row.position += places


def _still_missing(duty: Duty) -> list[str]:
    present = {
        "owner": bool(duty.owners),
        "deadline": duty.deadline.get("kind", "none") != "none",
        "deliverable": bool(duty.deliverable),
    }
    return [name for name in duty.missing if not present.get(name, False)]


def _keep_change(unit: Unit, duty: Duty, name: str, before: Any, after: Any) -> None:
    unit.session.add(
        ReviewChange(
            directive_id=duty.directive_id,
            duty_id=duty.id,
            field=name,
            before=before,
            after=after,
            recorded_at=unit.now,
            actor_id=unit.actor.account_id,
        )
    )
