"""Changing a deadline (lùi, giãn, rút …): asked, decided by whoever set it, kept. While undecided, the old day is in force.

A superior's deadline moves only by the superior's document, whose number and issuer are recorded.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from sqlmodel import Session, col, select

from drafting.dates import short
from drafting.orthography import squash
from tracking.register import carrying, states
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.events import get_assignment, record, settle_duty
from tracking.register.offices import Directory
from tracking.register.progress import END_OF_DAY, Due
from tracking.register.refusals import NoRight, NotAllowed, NotFound
from tracking.register.tables import Assignment, Directive, Duty, Extension
from tracking.register.unit import Unit

KINDS = {
    "postpone": "Lùi hạn",
    "stretch": "Giãn tiến độ",
    "drop": "Rút",
    "change_lead": "Đổi chủ trì",
    "split": "Tách",
    "merge": "Gộp",
}
OUTCOMES = {"granted": "Đồng ý", "partly": "Đồng ý một phần", "refused": "Không đồng ý"}
_DATED = ("postpone", "stretch")
_HOUR = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")


def ask_extension(
    register: Register,
    actor: Actor,
    assignment_id: int,
    kind: str,
    reason: str,
    asked_due_on: dt.date | None = None,
    request_number: str | None = None,
    version: int | None = None,
    asked_due_time: str | None = None,
) -> int:
    """The unit asks for a change, with its reason; after the deadline it is allowed and marked so. Returns the request's id.

    asked_due_time: "HH:MM" where the deadline counts hours.
    """
    if kind not in KINDS:
        raise NotAllowed(f"Đề nghị điều chỉnh là một trong: {', '.join(KINDS.values())}.")
    if not reason.strip():
        raise NotAllowed("Đề nghị điều chỉnh cần ghi lý do.")
    with register.command(actor, "ask_extension") as unit:
        duty, share = get_assignment(unit, assignment_id, version)
        _may_ask(actor, share)
        _need_hour(asked_due_time)
        if kind in _DATED and (asked_due_on is None or not _is_later(share, asked_due_on, asked_due_time)):
            raise NotAllowed("Đề nghị lùi hoặc giãn cần một ngày, hoặc một giờ khi tính theo giờ, sau hạn hiện hành.")
        if _open_request(unit.session, assignment_id) is not None:
            raise NotAllowed("Phần việc này đã có đề nghị điều chỉnh đang chờ quyết định.")
        asked = Extension(
            assignment_id=assignment_id,
            kind=kind,
            due_on=share.due_on,
            due_time=share.due_time,
            asked_due_on=asked_due_on,
            asked_due_time=asked_due_time,
            asked_on=unit.today,
            asked_late=share.due_on is not None and (unit.today, unit.time) > (share.due_on, share.due_time or END_OF_DAY),
            reason=reason.strip(),
            request_number=squash(request_number or "") or None,
            recorded_at=unit.now,
        )
        unit.session.add(asked)
        unit.session.flush()
        record(unit, duty, share, "ask_extension", payload={"extension": asked.id})
        unit.touch("extension", asked.id)
        return asked.id or 0


def decide_extension(
    register: Register,
    actor: Actor,
    extension_id: int,
    outcome: str,
    granted_due_on: dt.date | None = None,
    decision_number: str | None = None,
    decision_issuer: str | None = None,
    decided_on: dt.date | None = None,
    note: str = "",
    granted_due_time: str | None = None,
) -> None:
    """Decide a request: granted, partly (another day or hour) or refused. A superior's deadline needs the superior's document.

    Without a day granted, the day and hour asked for are.
    """
    actor.need("admin", "leader", "officer")
    if outcome not in OUTCOMES:
        raise NotAllowed(f"Kết quả là một trong: {', '.join(OUTCOMES.values())}.")
    with register.command(actor, "decide_extension") as unit:
        asked = unit.session.get(Extension, extension_id)
        if asked is None:
            raise NotFound(f"Không có đề nghị điều chỉnh số {extension_id}.")
        if asked.outcome is not None:
            raise NotAllowed(f"Đề nghị này đã được quyết định: {OUTCOMES[asked.outcome]}.")
        duty, share = get_assignment(unit, asked.assignment_id)
        if decided_on is not None and decided_on < asked.asked_on:
            raise NotAllowed(f"Ngày quyết định {short(decided_on)} trước ngày đề nghị {short(asked.asked_on)}. Ghi ngày quyết định thật.")
        asked.outcome, asked.decided_by, asked.decided_at = outcome, actor.account_id, unit.now
        asked.decided_on = decided_on or unit.today
        asked.decision_number, asked.decision_issuer = squash(decision_number or "") or None, squash(decision_issuer or "") or None
        unit.touch("extension", extension_id)
        if outcome == "refused":
            record(unit, duty, share, "refuse_extension", None, asked.decided_on, {"extension": asked.id}, note)
            return
        _need_document(unit, duty, share, asked.decision_number)
        if asked.kind in _DATED:
            asked.granted_due_on = granted_due_on or asked.asked_due_on
            asked.granted_due_time = granted_due_time or (asked.asked_due_time if granted_due_on in (None, asked.asked_due_on) else None)
            _need_later(share, asked)
            _extend(unit, duty, share, asked.granted_due_on, asked.decided_on, {"extension_id": asked.id}, note, asked.granted_due_time)
        elif asked.kind == "drop":
            states.check(actor, "withdraw", share.state, share.office_id, note or asked.reason)
            record(unit, duty, share, "withdraw", "withdrawn", asked.decided_on, {"extension": asked.id}, note or asked.reason)
            settle_duty(unit, duty)
            carrying.roll_up(unit, duty)
        else:
            record(unit, duty, share, "grant_change", None, asked.decided_on, {"extension": asked.id}, note)


def set_due(
    register: Register,
    actor: Actor,
    assignment_id: int,
    due_on: dt.date,
    decision_number: str | None = None,
    decision_issuer: str | None = None,
    on: dt.date | None = None,
    note: str = "",
    version: int | None = None,
    due_time: str | None = None,
) -> None:
    """Change a deadline without a request (the superior's document came, or it is our own); a later one counts as an extension.

    due_time: "HH:MM" where hours are counted.
    """
    actor.need("admin", "leader", "officer")
    with register.command(actor, "set_due") as unit:
        duty, share = get_assignment(unit, assignment_id, version)
        _need_document(unit, duty, share, squash(decision_number or "") or None)
        payload = {"decision_number": decision_number, "decision_issuer": decision_issuer}
        _extend(unit, duty, share, due_on, on or unit.today, payload, note, due_time)


def requests(register: Register, open_only: bool = True) -> list[dict[str, object]]:
    """Requests for a change with their duty's words, newest first."""
    with register.reading() as session:
        query = select(Extension, Assignment, Duty).where(Extension.assignment_id == Assignment.id, Assignment.duty_id == Duty.id)
        if open_only:
            query = query.where(col(Extension.outcome).is_(None))
        rows = session.exec(query.order_by(col(Extension.id).desc()))
        return [{**asked.model_dump(), "duty_id": duty.id, "text": duty.text, "office": share.name} for asked, share, duty in rows]


def is_superiors(session: Session, directive: Directive, on: dt.date) -> bool:
    """Whether the deadline was set by another body than our own; unknown counts as another's."""
    directory = Directory.load(session)
    own = directory.own
    if own is None or not directive.issuer:
        return own is not None or bool(directive.issuer)
    found = directory.resolve(directive.issuer, directive.issued_on or on)
    return not any(office.id == own.id for office in found.offices)


def _extend(
    unit: Unit,
    duty: Duty,
    share: Assignment,
    due_on: dt.date | None,
    on: dt.date,
    payload: Mapping[str, object],
    note: str,
    time: str | None = None,
) -> None:
    if share.state not in states.open_states():
        raise NotAllowed(f"Nhiệm vụ đang ở tình trạng «{states.states()[share.state].label}», không điều chỉnh thời hạn được.")
    if due_on is None:
        raise NotAllowed("Cần ngày hạn mới.")
    _need_hour(time)
    later = share.due_on is not None and _is_later(share, due_on, time)
    told = {**payload, "due_on": due_on.isoformat(), "extension": later}
    record(unit, duty, share, "extend", None, on, told, note, Due(due_on, int(later), time))
    unit.session.flush()
    days = unit.session.exec(select(col(Assignment.due_on)).where(Assignment.duty_id == duty.id, Assignment.role == "lead")).all()
    duty.due_on = min((day for day in days if day is not None), default=None)


def _need_later(share: Assignment, asked: Extension) -> None:
    """The deadline may have moved since the request: what is granted never takes days or hours away."""
    if asked.granted_due_on is not None and not _is_later(share, asked.granted_due_on, asked.granted_due_time):
        raise NotAllowed(
            f"Hạn hiện hành đã là {_said(share.due_on, share.due_time)}, không trước "
            f"{_said(asked.granted_due_on, asked.granted_due_time)}. Chọn một thời điểm sau hạn hiện hành."
        )


def _is_later(share: Assignment, due_on: dt.date, time: str | None) -> bool:
    """Whether a day and hour come after the share's own; true where it has none."""
    return share.due_on is None or (due_on, time or END_OF_DAY) > (share.due_on, share.due_time or END_OF_DAY)


def _need_hour(time: str | None) -> None:
    if time is not None and not _HOUR.fullmatch(time):
        raise NotAllowed(f"Giờ «{time}» không đúng. Viết giờ và phút, ví dụ 16:30.")


def _said(day: dt.date | None, time: str | None) -> str:
    hour = f"{time.replace(':', ' giờ ')} ngày " if time else ""
    return f"{hour}{short(day)}" if day else ""


def _need_document(unit: Unit, duty: Duty, share: Assignment, number: str | None) -> None:
    directive = unit.session.get(Directive, duty.directive_id)
    if number or share.due_on is None or directive is None or not is_superiors(unit.session, directive, unit.today):
        return
    raise NotAllowed(
        f"Hạn {short(share.due_on)} do {directive.issuer or 'cấp trên'} quy định tại {directive.number or 'văn bản giao'}. "
        f"Chỉ thay đổi khi có văn bản của {directive.issuer or 'cấp trên'}: Soạn văn bản đề nghị · Ghi văn bản đồng ý."
    )


def _may_ask(actor: Actor, share: Assignment) -> None:
    if not states.may(actor, "progress", share.office_id):
        raise NoRight(f"Tài khoản {actor.login} không đề nghị thay cho đơn vị khác được.")
    if share.state not in states.open_states():
        raise NotAllowed(f"Nhiệm vụ đang ở tình trạng «{states.states()[share.state].label}», không đề nghị điều chỉnh được.")


def _open_request(session: Session, assignment_id: int) -> Extension | None:
    return session.exec(select(Extension).where(Extension.assignment_id == assignment_id, col(Extension.outcome).is_(None))).first()
