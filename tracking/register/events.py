"""Recording facts. Each fact is a row; the assignment's answer and the duty's state follow it in the same transaction."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlmodel import Session, col, select

from tracking.register import states
from tracking.register.progress import UNIT_SAID, Answer, Due, Fact, after, answer
from tracking.register.refusals import ConflictError, NotAllowed, NotFound
from tracking.register.tables import Assignment, Directive, Duty, Event
from tracking.register.unit import Unit

_KEPT = "Nội dung đang nhập được giữ lại; xem khác biệt rồi lưu lại."


def record(
    unit: Unit,
    duty: Duty,
    assignment: Assignment | None,
    kind: str,
    to_state: str | None = None,
    effective_on: dt.date | None = None,
    payload: dict[str, Any] | None = None,
    note: str = "",
    due: Due | None = None,
) -> Event:
    """A new fact, effective today unless said. A day still to come is refused; a day long past is a late entry and kept as such."""
    day = effective_on or unit.today
    if day > unit.today and kind != "confirm_duty":
        raise NotAllowed(f"Ngày {day:%d/%m/%Y} chưa đến. Ghi ngày sự việc đã xảy ra.")
    event = Event(
        duty_id=duty.id or 0,
        assignment_id=assignment.id if assignment else None,
        kind=kind,
        to_state=to_state,
        sets_due=due is not None,
        due_on=due.on if due else None,
        due_time=due.time if due else None,
        effective_on=day,
        effective_time=unit.time if day == unit.today else None,
        recorded_at=unit.now,
        actor_id=unit.actor.account_id,
        actor_name=unit.actor.name,
        payload=payload or {},
        note=note.strip(),
    )
    unit.session.add(event)
    if assignment is not None:
        _advance(assignment, event)
        unit.touch("assignment", assignment.id)
    duty.version += 1
    unit.touch("duty", duty.id)
    return event


def fact(event: Any) -> Fact:
    """The event (or a row with its columns) as progress sees it."""
    due = None
    if event.sets_due:
        due = Due(event.due_on, event.payload.get("extensions", int(bool(event.payload.get("extension")))), event.due_time)
    return Fact(event.kind, event.effective_on, event.recorded_at, event.to_state, due, event.effective_time)


def answer_of(assignment: Assignment) -> Answer:
    """The kept answer of an assignment."""
    return Answer(
        *(assignment.state, assignment.due_on, assignment.reported_on, assignment.extensions),
        *(assignment.due_time, assignment.reported_time),
    )


def replayed(session: Session, assignment_id: int) -> Answer:
    """The answer computed anew from all facts, for `verify` and past days."""
    rows = session.exec(select(Event).where(Event.assignment_id == assignment_id).order_by(col(Event.id)))
    return answer(fact(row) for row in rows)


def settle_duty(unit: Unit, duty: Duty) -> None:
    """Bring the duty's own state in line with its lead assignments."""
    unit.session.flush()
    found = unit.session.exec(select(Assignment.state).where(Assignment.duty_id == duty.id, Assignment.role == "lead"))
    duty.state = states.least_advanced(found)


def get_duty(unit: Unit, duty_id: int, version: int | None = None) -> Duty:
    """The duty, when nobody changed it since the given version. Raises NotFound or ConflictError."""
    duty = unit.session.get(Duty, duty_id)
    if duty is None:
        raise NotFound(f"Không có nhiệm vụ số {duty_id} trong sổ. Mở lại danh sách.")
    if version is not None and duty.version != version:
        raise conflict(unit.session, duty_id)
    return duty


def get_assignment(unit: Unit, assignment_id: int, version: int | None = None) -> tuple[Duty, Assignment]:
    """The assignment with its duty, when nobody changed the assignment since the given version."""
    assignment = unit.session.get(Assignment, assignment_id)
    if assignment is None:
        raise NotFound(f"Không có phần việc số {assignment_id} trong sổ. Mở lại danh sách.")
    if version is not None and assignment.version != version:
        raise conflict(unit.session, assignment.duty_id, assignment_id)
    return get_duty(unit, assignment.duty_id), assignment


def get_directive(unit: Unit, directive_id: int, version: int | None = None) -> Directive:
    """The directive, when nobody changed it since the given version."""
    directive = unit.session.get(Directive, directive_id)
    if directive is None:
        raise NotFound(f"Không có văn bản số {directive_id} trong sổ. Mở lại danh sách.")
    if version is not None and directive.version != version:
        raise ConflictError(f"Người khác vừa sửa văn bản này. {_KEPT}", "", "sửa văn bản", None)
    return directive


def conflict(session: Session, duty_id: int, assignment_id: int | None = None) -> ConflictError:
    """Who changed the duty last, what they did and when, for the second of two people."""
    query = select(Event).where(Event.duty_id == duty_id)
    if assignment_id is not None:
        query = query.where(Event.assignment_id == assignment_id)
    last = session.exec(query.order_by(col(Event.id).desc()).limit(1)).first()
    if last is None:
        return ConflictError(f"Người khác vừa sửa nhiệm vụ này. {_KEPT}", "", "sửa", None)
    move = states.moves().get(last.kind)
    what = move.label.lower() if move else OTHER_EVENTS.get(last.kind, "sửa")
    local = last.recorded_at.astimezone(dt.timezone(dt.timedelta(hours=7)))
    return ConflictError(
        f"{last.actor_name} vừa {what} nhiệm vụ này lúc {local:%H:%M %d/%m/%Y}. {_KEPT}",
        last.actor_name,
        what,
        last.recorded_at,
    )


OTHER_EVENTS = {
    "edit": "sửa",
    "split": "tách",
    "merge": "gộp",
    "ask_extension": "đề nghị điều chỉnh",
    "extend": "điều chỉnh thời hạn",
    "refuse_extension": "không đồng ý điều chỉnh",
    "set_due": "đặt thời hạn",
    "hand_over": "bàn giao",
    "follow_up": "đặt mốc theo dõi",
    "start_term": "ghi ngày bắt đầu tính hạn",
    "set_recurrence": "đặt ngày của kỳ",
    "choose_office": "chọn đơn vị",
    "grant_change": "đồng ý điều chỉnh",
    "withdraw_import": "rút văn bản nhập nhầm",
    "merge_scan": "ghép bản quét",
    "join_annex": "ghép làm phụ lục",
    "propose": "đọc từ văn bản",
    "explain_delay": "ghi nguyên nhân chậm",
    "pass_on": "giao tiếp cho phòng, người",
    "direct_duty": "phân công phụ trách, theo dõi",
    "split_share": "tách",
    "merge_duplicate": "gộp",
    "ask_opinion": "hỏi ý kiến phối hợp về",
    "give_opinion": "trả lời phối hợp về",
    "question": "hỏi về",
    "answer": "trả lời về",
    "merge_duty": "gộp",
    "carries_out": "gắn với nhiệm vụ cấp trên giao",
    "carried_out": "giao triển khai",
    "plan_day": "đặt hạn nội bộ theo văn bản triển khai",
    "source_changed": "ghi văn bản giao bị thay thế, bãi bỏ",
    "keep_duty": "giữ lại",
    "reconsider_duty": "bỏ quyết định giữ lại",
}
"""Events that move no state, as a verb in a sentence."""


def _advance(assignment: Assignment, event: Event) -> None:
    before = Answer() if event.kind == "confirm_duty" else answer_of(assignment)
    found = after(before, fact(event))
    assignment.state = found.state or assignment.state
    assignment.open = assignment.counts and assignment.state in states.open_states()
    assignment.due_on, assignment.due_time, assignment.extensions = found.due_on, found.due_time, found.extensions
    assignment.reported_on, assignment.reported_time = found.reported_on, found.reported_time
    if event.kind in UNIT_SAID:
        assignment.said_on = max(assignment.said_on or event.effective_on, event.effective_on)
    assignment.changed_on = max(assignment.changed_on, event.effective_on)
    assignment.changed_at = event.recorded_at
    assignment.version += 1
