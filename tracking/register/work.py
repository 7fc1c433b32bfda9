"""Following duties to completion: assign, accept, return, report, confirm, redo, suspend, withdraw, replace.

Each function is one command on one assignment (a duty's share of an office). `version` is the version the person saw: when
somebody was faster, ConflictError says who did what and when. `on` is the day it happened, today unless said.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlmodel import col, select

from drafting.orthography import squash
from tracking.register import carrying, states, stored_files
from tracking.register.actor import Actor
from tracking.register.calendars import calendar_of
from tracking.register.database import Register
from tracking.register.events import get_assignment, get_duty, record, settle_duty
from tracking.register.handing_over import get_office, hand_share_over
from tracking.register.options import option
from tracking.register.passing import is_passed_to
from tracking.register.refusals import NoRight, NotAllowed
from tracking.register.stored_files import FileFound
from tracking.register.tables import Assignment, Duty, Event, Evidence
from tracking.register.unit import Unit


def assign(
    register: Register,
    actor: Actor,
    assignment_id: int,
    internal_due_on: dt.date | None = None,
    handler: str = "",
    note: str = "",
    version: int | None = None,
) -> None:
    """The leader assigns the share to its office, with an internal day not after the deadline in force.

    Without a day the internal one is offered by the office's rule (working days before the deadline); none where there is no deadline.
    """
    with register.command(actor, "assign") as unit:
        duty, share = get_assignment(unit, assignment_id, version)
        if share.office_id is None:
            raise NotAllowed(f"«{share.name or 'Nhiệm vụ'}» chưa rõ đơn vị. Chọn đơn vị trước khi phân công; phần mềm không tự điền.")
        if internal_due_on is not None and share.due_on is not None and internal_due_on > share.due_on:
            raise NotAllowed(f"Hạn nội bộ {internal_due_on:%d/%m/%Y} sau hạn cấp trên giao {share.due_on:%d/%m/%Y}. Chọn ngày sớm hơn.")
        share.internal_due_on = internal_due_on or _offered_day(unit, share)
        share.handler = squash(handler) or share.handler
        day = share.internal_due_on
        _move(unit, duty, share, "assign", note=note, payload={"internal_due_on": day.isoformat() if day else None})


def choose_office(register: Register, actor: Actor, assignment_id: int, office_id: int, version: int | None = None) -> None:
    """A person says which office an unresolved name stands for; the words stay as written."""
    actor.need("admin", "officer", "leader", "clerk")
    with register.command(actor, "choose_office") as unit:
        duty, share = get_assignment(unit, assignment_id, version)
        if share.office_id is not None:
            raise NotAllowed("Phần việc đã có đơn vị. Dùng Bàn giao nhiệm vụ để chuyển đơn vị.")
        get_office(unit, office_id)
        share.office_id = office_id
        record(unit, duty, share, "choose_office", payload={"office": office_id})


def accept(register: Register, actor: Actor, assignment_id: int, version: int | None = None, on: dt.date | None = None) -> None:
    """The unit accepts its share."""
    _simple(register, actor, assignment_id, "accept", version, on)


def propose_return(
    register: Register, actor: Actor, assignment_id: int, ground: str, proposed_office: int | None, version: int | None = None
) -> None:
    """The unit proposes to give the share back, naming the ground and the office that should have it; it counts for the unit meanwhile."""
    with register.command(actor, "propose_return") as unit:
        duty, share = get_assignment(unit, assignment_id, version)
        if not ground.strip() or proposed_office is None:
            raise NotAllowed(
                "Đề nghị chuyển trả cần hai điều: căn cứ (chức năng, nhiệm vụ) và đơn vị đề nghị nhận. "
                f"Trong lúc chờ quyết định, nhiệm vụ vẫn tính cho {share.name}."
            )
        get_office(unit, proposed_office)
        _move(unit, duty, share, "propose_return", note=ground, payload={"office": proposed_office})


def decide_return(
    register: Register, actor: Actor, assignment_id: int, office_id: int | None, note: str = "", version: int | None = None
) -> int:
    """Decide a proposed return: an office takes the share over, or None sends it back to the unit. Returns the id of the share in force."""
    with register.command(actor, "decide_return") as unit:
        duty, share = get_assignment(unit, assignment_id, version)
        if share.state != "returned":
            raise NotAllowed("Phần việc này không có đề nghị chuyển trả đang chờ. Mở lại trang để xem mới.")
        if office_id is None or office_id == share.office_id:
            _move(unit, duty, share, "refuse_return", note=note)
            return assignment_id
        return hand_share_over(unit, duty, share, office_id, note)


def progress(
    register: Register, actor: Actor, assignment_id: int, note: str, version: int | None = None, on: dt.date | None = None
) -> None:
    """The unit tells how far it is."""
    if not note.strip():
        raise NotAllowed("Cập nhật tiến độ cần ghi nội dung đã làm.")
    _simple(register, actor, assignment_id, "progress", version, on, note)


def report_done(
    register: Register,
    actor: Actor,
    assignment_id: int,
    number: str | None = None,
    issued_on: dt.date | None = None,
    files: Sequence[FileFound] = (),
    note: str = "",
    on: dt.date | None = None,
    version: int | None = None,
) -> None:
    """The unit reports the result with its proof: the reply document's number, or a file. Completion will be dated by this day."""
    clean = squash(number or "") or None
    if clean is None and not files:
        raise NotAllowed("Chưa báo cáo hoàn thành được: cần số văn bản kết quả hoặc một tệp minh chứng.")
    _need_day("Ngày văn bản kết quả", issued_on, register.today())
    _need_day("Ngày hoàn thành", on, register.today())
    for found in files:
        stored_files.keep(register.settings, found)
    with register.command(actor, "report_done") as unit:
        duty, share = get_assignment(unit, assignment_id, version)
        payload = {"number": clean, "issued_on": issued_on.isoformat() if issued_on else None, "files": [found.sha256 for found in files]}
        event = _move(unit, duty, share, "report", on, note, payload)
        unit.session.flush()
        if clean:
            unit.session.add(Evidence(event_id=event.id or 0, number=clean, issued_on=issued_on))
        for found in files:
            stored_files.note(unit, found)
            unit.session.add(Evidence(event_id=event.id or 0, sha256=found.sha256, name=found.name))
        share.cause, share.waiting_for, share.waiting_since = None, None, None


def _need_day(name: str, day: object, today: dt.date) -> None:
    """Raises NotAllowed for what is no day, as a form or a script may send it, and for a day still to come; None is left open."""
    if day is None:
        return
    if not isinstance(day, dt.date):
        raise NotAllowed(f"{name} «{day}» không phải là ngày. Viết ngày/tháng/năm, ví dụ 05/9/2026, hoặc để trống.")
    if day > today:
        raise NotAllowed(f"{name} {day:%d/%m/%Y} chưa đến. Ghi ngày trên văn bản hoặc ngày đã làm xong.")


def confirm_done(register: Register, actor: Actor, assignment_id: int, version: int | None = None, on: dt.date | None = None) -> None:
    """The office confirms the result; never the person who reported it."""
    with register.command(actor, "confirm_done") as unit:
        duty, share = get_assignment(unit, assignment_id, version)
        query = select(Event).where(Event.assignment_id == share.id, Event.kind == "report").order_by(col(Event.id).desc())
        report = unit.session.exec(query).first()
        if report is not None and report.actor_id is not None and report.actor_id == actor.account_id:
            raise NoRight("Người báo cáo không tự xác nhận được. Đã chuyển người có quyền xác nhận.")
        if on is not None and share.reported_on is not None and on < share.reported_on:
            raise NotAllowed(f"Ngày xác nhận {on:%d/%m/%Y} trước ngày báo cáo {share.reported_on:%d/%m/%Y}. Ghi ngày xác nhận thật.")
        _move(unit, duty, share, "confirm_done", on)


def redo(register: Register, actor: Actor, assignment_id: int, reason: str, version: int | None = None) -> None:
    """The office asks for the work to be done again; the deadline stays."""
    _simple(register, actor, assignment_id, "redo", version, None, reason)


def suspend(
    register: Register, actor: Actor, assignment_id: int, reason: str, version: int | None = None, on: dt.date | None = None
) -> None:
    """Whoever assigned the duty suspends it."""
    _simple(register, actor, assignment_id, "suspend", version, on, reason)


def resume(register: Register, actor: Actor, assignment_id: int, version: int | None = None, on: dt.date | None = None) -> None:
    """A suspended share goes on where it stopped."""
    with register.command(actor, "resume") as unit:
        duty, share = get_assignment(unit, assignment_id, version)
        states.check(actor, "resume", share.state, share.office_id)
        query = select(Event).where(Event.assignment_id == share.id, col(Event.to_state).is_not(None)).order_by(col(Event.id).desc())
        before = [event for event in unit.session.exec(query) if event.kind != "suspend"]
        to_state = next((event.to_state for event in before if event.to_state != "suspended"), "assigned")
        record(unit, duty, share, "resume", to_state, on)
        settle_duty(unit, duty)


def withdraw(
    register: Register, actor: Actor, assignment_id: int, reason: str, version: int | None = None, on: dt.date | None = None
) -> None:
    """The share leaves the list by a decision of whoever assigned it."""
    _simple(register, actor, assignment_id, "withdraw", version, on, reason)


def replace(register: Register, actor: Actor, assignment_id: int, by_duty: int, reason: str, version: int | None = None) -> None:
    """Another duty takes the place of this one."""
    with register.command(actor, "replace") as unit:
        duty, share = get_assignment(unit, assignment_id, version)
        if by_duty == duty.id or unit.session.get(Duty, by_duty) is None:
            raise NotAllowed("Chọn một nhiệm vụ khác đang có trong sổ để thay thế.")
        _move(unit, duty, share, "replace", note=reason, payload={"by_duty": by_duty})


def explain_delay(
    register: Register,
    actor: Actor,
    assignment_id: int,
    cause: str,
    waiting_for: str = "",
    waiting_since: dt.date | None = None,
    committed_on: dt.date | None = None,
    note: str = "",
    version: int | None = None,
) -> None:
    """Why the share is late (a cause of the closed list), whom it waits for since when, and the new commitment."""
    if cause not in states.causes():
        raise NotAllowed(f"Nguyên nhân chậm là một trong: {'; '.join(states.causes().values())}.")
    if cause == "other" and not note.strip():
        raise NotAllowed("Nguyên nhân «Khác» cần ghi rõ.")
    with register.command(actor, "explain_delay") as unit:
        duty, share = get_assignment(unit, assignment_id, version)
        if not states.may(actor, "progress", share.office_id):
            raise NoRight(f"Tài khoản {actor.login} không ghi nguyên nhân cho phần việc của đơn vị khác được.")
        share.cause, share.waiting_for, share.waiting_since = cause, squash(waiting_for) or None, waiting_since
        payload = {
            "cause": cause,
            "waiting_for": share.waiting_for,
            "waiting_since": waiting_since.isoformat() if waiting_since else None,
            "committed_on": committed_on.isoformat() if committed_on else None,
        }
        record(unit, duty, share, "explain_delay", payload=payload, note=note)


def set_follow_up(register: Register, actor: Actor, duty_id: int, on: dt.date | None, version: int | None = None) -> None:
    """A mark on an undated duty: it asks for news on that day and never makes it overdue. None takes it away."""
    actor.need("admin", "officer", "leader", "clerk")
    with register.command(actor, "set_follow_up") as unit:
        duty = get_duty(unit, duty_id, version)
        duty.follow_up_on = on
        record(unit, duty, None, "follow_up", payload={"on": on.isoformat() if on else None})


def _simple(
    register: Register, actor: Actor, assignment_id: int, event: str, version: int | None, on: dt.date | None, note: str = ""
) -> None:
    with register.command(actor, event) as unit:
        duty, share = get_assignment(unit, assignment_id, version)
        _move(unit, duty, share, event, on, note)


def _move(
    unit: Unit,
    duty: Duty,
    share: Assignment,
    event: str,
    on: dt.date | None = None,
    note: str = "",
    payload: dict[str, Any] | None = None,
) -> Event:
    side = share.room_id if event == "progress" and is_passed_to(unit.actor, share) else share.office_id
    move = states.check(unit.actor, event, share.state, side, note)
    if on is not None and share.opens_on is not None and on < share.opens_on:
        raise NotAllowed(f"Ngày {on:%d/%m/%Y} trước ngày giao nhiệm vụ {share.opens_on:%d/%m/%Y}. Ghi ngày sự việc đã xảy ra.")
    found = record(unit, duty, share, event, move.to, on, payload, note)
    settle_duty(unit, duty)
    carrying.roll_up(unit, duty)
    return found


def _offered_day(unit: Unit, share: Assignment) -> dt.date | None:
    if share.due_on is None:
        return None
    days = option(unit.session, "internal_days", unit.today)
    day = calendar_of(unit.session, unit.today).add_working_days(share.due_on, -days)
    return day if day > unit.today else share.due_on
