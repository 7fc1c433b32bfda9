"""Confirmed duties put right: a part of a share given to another office (tách), a duty that stands twice made one (gộp)."""

from __future__ import annotations

import datetime as dt

from sqlmodel import Session, col, select

from drafting.dates import short
from drafting.orthography import squash
from tracking.register import directing, states
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.directives import duty_fold
from tracking.register.events import get_assignment, get_directive, get_duty, record
from tracking.register.fan_out import UNTIL, add_assignment
from tracking.register.handing_over import get_office
from tracking.register.refusals import NotAllowed, NotFound
from tracking.register.tables import Assignment, Directive, Duty, LetterAssignment
from tracking.register.unit import Unit

_NOT_IN_IT = ("proposed", "rejected")
_LIKE = 82.0
"""From this likeness of their words (in a hundred) two duties of one office are offered as one."""
_MOST_COMPARED = 4000


def split_share(
    register: Register,
    actor: Actor,
    assignment_id: int,
    text: str,
    office_id: int,
    due_on: dt.date | None = None,
    reason: str = "",
    version: int | None = None,
) -> int:
    """Give a part of a share, in its own words, to another office: a new duty of the same directive. Returns its id.

    The share keeps the rest. due_on: the part's own day, not after the share's; the same day where none is said.
    """
    actor.need("admin", "leader", "officer")
    if not squash(text) or not reason.strip():
        raise NotAllowed("Tách phần việc cần nội dung phần tách ra và lý do.")
    with register.command(actor, "split_share") as unit:
        duty, share = get_assignment(unit, assignment_id, version)
        if share.role != "lead" or share.state not in states.open_states() or duty.standing:
            raise NotAllowed("Chỉ tách được phần việc của đơn vị chủ trì đang thực hiện; việc định kỳ thì tách ở từng kỳ.")
        if due_on is not None and share.due_on is not None and due_on > share.due_on:
            raise NotAllowed(f"Hạn của phần tách ra sau hạn hiện hành {short(share.due_on)}. Chọn ngày không sau hạn ấy.")
        office = get_office(unit, office_id)
        part = _part_of(unit, duty, share, squash(text), due_on or share.due_on)
        made = add_assignment(unit, part, "lead", office.id, office.name)
        record(unit, part, made, "assign", "assigned", note=reason)
        part.state = "assigned"
        record(unit, duty, share, "split_share", payload={"into": part.id}, note=reason)
        directing.follow(unit, part, duty)
        return part.id or 0


def merge_duplicate(register: Register, actor: Actor, duty_id: int, into: int, reason: str, version: int | None = None) -> None:
    """The duty stands twice: it leaves every count, as if it had never been confirmed; what was recorded of it stays and can be read.

    Raises NotAllowed where it has gone too far to be no more than a double: completed, in a letter, or with occurrences of its own.
    """
    actor.need("admin", "leader", "officer")
    if not reason.strip():
        raise NotAllowed("Gộp nhiệm vụ trùng cần ghi vì sao là một.")
    with register.command(actor, "merge_duplicate") as unit:
        double, kept = get_duty(unit, duty_id, version), get_duty(unit, into)
        if double.id == kept.id or kept.state in _NOT_IN_IT or double.state in _NOT_IN_IT:
            raise NotAllowed("Chọn một nhiệm vụ khác đang có trong sổ để gộp vào.")
        shares = list(unit.session.exec(select(Assignment).where(Assignment.duty_id == duty_id, Assignment.state != "rejected")))
        _need_mergeable(unit, double, shares)
        for share in shares:
            record(
                unit, double, share, "merge_duplicate", "rejected", min(share.opens_on or unit.today, unit.today), {"into": into}, reason
            )
        record(unit, double, None, "merge_duplicate", "rejected", payload={"into": into}, note=reason)
        record(unit, kept, None, "merge_duplicate", payload={"from": duty_id}, note=reason)
        double.state = "rejected"


def doubles_of(register: Register, actor: Actor, duty_id: int, most: int = 10) -> list[tuple[int, str]]:
    """Duties that may be the same as this one, the likest first: of an office that both have, by their words. Id and a line each."""
    from rapidfuzz import fuzz, process

    actor.need("admin", "leader", "officer")
    with register.reading() as session:
        duty = session.get(Duty, duty_id)
        if duty is None:
            raise NotFound(f"Không có nhiệm vụ số {duty_id} trong sổ. Mở lại danh sách.")
        others = _beside(session, duty)
        words = {other.id or 0: other.text for other in others}
        found = process.extract(duty.text, words, scorer=fuzz.token_set_ratio, limit=most, score_cutoff=_LIKE)
        lines = {other.id or 0: f"{_number(session, other)}: {other.text[:120]}" for other in others}
    return [(key, lines[key]) for _, _, key in found]


def _number(session: Session, duty: Duty) -> str:
    """ "12/UBND-TH, mục 2", where a duty stands."""
    number = session.get_one(Directive, duty.directive_id).number or "văn bản không số"
    return f"{number}, mục {duty.ordinal}" if duty.ordinal else number


def _beside(session: Session, duty: Duty) -> list[Duty]:
    """The newest open duties that lie with an office of this one, those of its own document and its occurrences left out."""
    offices = select(Assignment.office_id).where(
        Assignment.duty_id == duty.id, Assignment.role == "lead", col(Assignment.office_id).is_not(None)
    )
    near = select(col(Assignment.duty_id)).where(
        col(Assignment.office_id).in_(offices), Assignment.role == "lead", col(Assignment.open).is_(True), Assignment.duty_id != duty.id
    )
    query = select(Duty).where(col(Duty.id).in_(near), Duty.directive_id != duty.directive_id)
    return list(session.exec(query.order_by(col(Duty.id).desc()).limit(_MOST_COMPARED)))


def _part_of(unit: Unit, duty: Duty, share: Assignment, text: str, due_on: dt.date | None) -> Duty:
    left_out = {"id", "version", "parent_id", "state", "text", "due_on", "original_due_on", "opens_on", "follow_up_on", "fold"}
    hour = share.due_time if due_on == share.due_on else None
    deadline = {key: value for key, value in duty.deadline.items() if key != UNTIL} | ({UNTIL: hour} if hour else {})
    fields = duty.model_dump(exclude={*left_out, "deadline", "recorded_at", "coordinators"})
    part = Duty(**fields, text=text, deadline=deadline, coordinators=[], due_on=due_on, original_due_on=due_on, recorded_at=unit.now)
    part.opens_on, part.state = unit.today, "confirmed"
    part.fold = duty_fold(part, get_directive(unit, duty.directive_id))
    unit.session.add(part)
    unit.session.flush()
    record(unit, part, None, "propose", payload={"from": duty.id, "share": share.id})
    return part


def _need_mergeable(unit: Unit, double: Duty, shares: list[Assignment]) -> None:
    ids = [share.id for share in shares]
    reminded = unit.session.exec(select(LetterAssignment).where(col(LetterAssignment.assignment_id).in_(ids))).first()
    if double.standing or reminded is not None or any(share.state == "completed" for share in shares):
        raise NotAllowed(
            "Nhiệm vụ này đã hoàn thành, đã có trong công văn đôn đốc hoặc có các kỳ riêng, không gộp được. Dùng Thay bằng nhiệm vụ khác."
        )
