"""One duty with everything that happened to it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from tracking.register import recurrence, states, stored_files
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.desk_tables import Direction
from tracking.register.opinions import Opinion, opinions
from tracking.register.passing import is_passed_to, rooms
from tracking.register.refusals import NoRight, NotFound
from tracking.register.tables import Account, Assignment, Directive, DirectiveLink, Duty, Event, Evidence, Extension, Office
from tracking.screens.shares import Share, share_of

_MOST_CHOICES = 200


@dataclass(frozen=True, slots=True)
class Proof:
    """Evidence of a report: a document's number and day, or a file (id to fetch it)."""

    id: int
    number: str
    issued_on: dt.date | None
    name: str
    is_file: bool


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as people read it. at: when it was recorded (moment in UTC); on: the day it happened."""

    kind: str
    label: str
    on: dt.date
    at: dt.datetime
    who: str
    office: str
    note: str
    payload: dict[str, Any]
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """A request to change the deadline or the share that waits for a decision; the hours are "" where only days count."""

    id: int
    assignment_id: int
    office: str
    kind: str
    reason: str
    due_on: dt.date | None
    asked_due_on: dt.date | None
    asked_on: dt.date
    due_time: str = ""
    asked_due_time: str = ""

    @classmethod
    def of(cls, row: Extension, office: str) -> Request:
        """From its row."""
        days = (row.due_on, row.asked_due_on, row.asked_on, row.due_time or "", row.asked_due_time or "")
        return cls(row.id or 0, row.assignment_id, office, row.kind, row.reason, *days)


@dataclass(frozen=True, slots=True)
class DutyPage:
    """A duty, its shares with the moves the actor may make, its requests and its history, newest first.

    leader, officer: who oversees and who monitors it; opinions: of coordinators that were asked, by the share's id.
    """

    id: int
    version: int
    directive_id: int
    directive: str
    subject: str
    issued_on: dt.date | None
    issuer: str
    received_on: dt.date
    ordinal: str
    text: str
    quote: str
    owners: tuple[str, ...]
    coordinators: tuple[str, ...]
    deliverable: str
    deadline: dict[str, Any]
    due_on: dt.date | None
    original_due_on: dt.date | None
    follow_up_on: dt.date | None
    next_on: dt.date | None
    state: str
    standing: bool
    shares: tuple[tuple[Share, tuple[str, ...]], ...]
    requests: tuple[Request, ...]
    history: tuple[Happening, ...]
    occurrences: tuple[tuple[int, dt.date | None, str], ...]
    leader_id: int | None = None
    officer_id: int | None = None
    leader: str = ""
    officer: str = ""
    opinions: dict[int, Opinion] = field(default_factory=dict)


def duty_page(register: Register, actor: Actor, duty_id: int) -> DutyPage:
    """Raises NotFound, or NoRight where a unit has no share of the duty. Of others' shares a unit sees the name, not the history."""
    today = register.today()
    with register.reading() as session:
        duty = session.get(Duty, duty_id)
        if duty is None or duty.state in ("proposed", "rejected"):
            raise NotFound(f"Không có nhiệm vụ số {duty_id} trong sổ. Mở lại danh sách.")
        rows = session.exec(
            select(Assignment, Office.name)
            .outerjoin(Office, col(Assignment.office_id) == col(Office.id))
            .where(Assignment.duty_id == duty_id, Assignment.state != "rejected")
            .order_by(col(Assignment.role).desc(), col(Assignment.id))
        ).all()
        directive = session.get(Directive, duty.directive_id)
        assert directive is not None, "a duty belongs to a directive"
        own = [share for share, _ in rows if _sees(actor, share)]
        if not own:
            raise NoRight(f"Tài khoản {actor.login} không xem được nhiệm vụ này (không giao cho đơn vị). Cần quyền thì báo quản trị.")
        seen = {share.id or 0 for share in own}
        shown = [(share_of(s, duty, directive, name, today, register.time()), _moves(actor, s)) for s, name in rows if s.id in seen]
        names = {share.id or 0: name or share.name for share, name in rows}
        return DutyPage(
            id=duty_id,
            version=duty.version,
            directive_id=duty.directive_id,
            directive=directive.number or "văn bản không số",
            subject=directive.subject or "",
            issued_on=directive.issued_on,
            issuer=directive.issuer or "",
            received_on=directive.received_on,
            ordinal=duty.ordinal,
            text=duty.text,
            quote=duty.quote,
            owners=tuple(duty.owners),
            coordinators=tuple(duty.coordinators),
            deliverable=duty.deliverable or "",
            deadline=duty.deadline,
            due_on=duty.due_on,
            original_due_on=duty.original_due_on,
            follow_up_on=duty.follow_up_on,
            next_on=recurrence.next_on(duty.deadline, duty.issued_on, today, True) if duty.parent_id is None else None,
            state=duty.state,
            standing=duty.standing,
            shares=tuple(shown),
            requests=tuple(_requests(session, seen, names)),
            history=tuple(_history(session, duty_id, seen, names)),
            occurrences=tuple(_occurrences(session, duty_id)) if duty.standing else (),
            **_direction(session, duty_id),
            opinions=opinions(session, [share.id or 0 for share, _ in rows if share.role == "coordinator"]),
        )


def room_choices(register: Register, actor: Actor, assignment_id: int) -> dict[int, str]:
    """The rooms and units of the share's office, by id, for passing it on."""
    with register.reading() as session:
        share = session.get(Assignment, assignment_id)
        if share is None or not _sees(actor, share):
            raise NotFound(f"Không có phần việc số {assignment_id} trong sổ. Mở lại danh sách.")
        return {room.id or 0: room.name for room in rooms(session, share)}


def replacement_choices(register: Register, actor: Actor, duty_id: int) -> dict[int, str]:
    """Duties that may take a duty's place, by id: those of documents that ended its directive or are linked to it, then the newest."""
    actor.need("admin", "leader", "officer")
    with register.reading() as session:
        duty = session.get(Duty, duty_id)
        if duty is None:
            raise NotFound(f"Không có nhiệm vụ số {duty_id} trong sổ. Mở lại danh sách.")
        citing = session.exec(select(DirectiveLink.from_id).where(DirectiveLink.to_id == duty.directive_id)).all()
        cited = session.exec(select(DirectiveLink.to_id).where(DirectiveLink.from_id == duty.directive_id)).all()
        near = {*citing, *(key for key in cited if key is not None)}
        query = select(Duty, Directive).where(Duty.directive_id == Directive.id, Duty.id != duty_id, col(Duty.parent_id).is_(None))
        query = query.where(col(Duty.state).not_in(("proposed", "rejected", "replaced", "withdrawn")))
        linked = session.exec(query.where(col(Duty.directive_id).in_(near)).order_by(col(Duty.id)).limit(_MOST_CHOICES)).all()
        newest = session.exec(query.order_by(col(Duty.id).desc()).limit(_MOST_CHOICES)).all()
        return {row.id or 0: _in_a_line(row, directive) for row, directive in (*linked, *newest)}


def _in_a_line(duty: Duty, directive: Directive) -> str:
    place = f", mục {duty.ordinal}" if duty.ordinal else ""
    return f"{directive.number or 'Văn bản không số'}{place}: {duty.text[:120]}"


def proof_file(register: Register, actor: Actor, proof_id: int) -> tuple[Path, str]:
    """Where a file of evidence lies and its name, for those who see its share."""
    with register.reading() as session:
        proof = session.get(Evidence, proof_id)
        event = session.get(Event, proof.event_id) if proof else None
        share = session.get(Assignment, event.assignment_id) if event and event.assignment_id else None
        if proof is None or proof.sha256 is None or share is None:
            raise NotFound("Không có tệp minh chứng này.")
        if not _sees(actor, share):
            raise NoRight(f"Tài khoản {actor.login} không xem được tệp này (của đơn vị khác). Cần quyền thì đề nghị người quản trị.")
        return stored_files.path_of(register.settings, proof.sha256), proof.name


def _direction(session: Session, duty_id: int) -> dict[str, Any]:
    found = session.get(Direction, duty_id)
    if found is None:
        return {}
    names = dict(session.exec(select(Account.id, Account.name).where(col(Account.id).in_((found.leader_id, found.officer_id)))).all())
    named = {"leader": names.get(found.leader_id, ""), "officer": names.get(found.officer_id, "")}
    return {"leader_id": found.leader_id, "officer_id": found.officer_id, **named}


def _sees(actor: Actor, share: Assignment) -> bool:
    return actor.role != "unit" or (actor.office_id is not None and share.office_id == actor.office_id) or is_passed_to(actor, share)


def _moves(actor: Actor, share: Assignment) -> tuple[str, ...]:
    found = tuple(move.event for move in states.allowed(actor, share.state, share.office_id))
    if not is_passed_to(actor, share):
        return found
    return tuple(dict.fromkeys((*found, *(m.event for m in states.allowed(actor, share.state, share.room_id) if m.event == "progress"))))


def _requests(session: Session, seen: set[int], names: dict[int, str]) -> list[Request]:
    query = select(Extension).where(col(Extension.assignment_id).in_(seen), col(Extension.outcome).is_(None)).order_by(col(Extension.id))
    return [Request.of(row, names[row.assignment_id]) for row in session.exec(query)]


def _history(session: Session, duty_id: int, seen: set[int], names: dict[int, str]) -> list[Happening]:
    events = session.exec(select(Event).where(Event.duty_id == duty_id).order_by(col(Event.id).desc())).all()
    kept = [event for event in events if event.assignment_id is None or event.assignment_id in seen]
    proofs: dict[int, list[Proof]] = {}
    for row in session.exec(select(Evidence).where(col(Evidence.event_id).in_([event.id for event in kept]))):
        proofs.setdefault(row.event_id, []).append(Proof(row.id or 0, row.number or "", row.issued_on, row.name, row.sha256 is not None))
    return [_happening(event, names, tuple(proofs.get(event.id or 0, ()))) for event in kept]


def _happening(event: Event, names: dict[int, str], proofs: tuple[Proof, ...]) -> Happening:
    move = states.moves().get(event.kind)
    office = names.get(event.assignment_id or 0, "")
    label = move.label if move else _OTHERS.get(event.kind, "Thay đổi")
    return Happening(event.kind, label, event.effective_on, event.recorded_at, event.actor_name, office, event.note, event.payload, proofs)


def _occurrences(session: Session, duty_id: int) -> list[tuple[int, dt.date | None, str]]:
    query = select(Duty).where(Duty.parent_id == duty_id).order_by(col(Duty.due_on).desc())
    return [(row.id or 0, row.due_on, row.state) for row in session.exec(query)]


_OTHERS = {
    "propose": "Đọc từ văn bản",
    "edit": "Sửa",
    "split": "Tách",
    "merge": "Gộp",
    "choose_office": "Chọn đơn vị",
    "ask_extension": "Đề nghị điều chỉnh",
    "extend": "Điều chỉnh thời hạn",
    "refuse_extension": "Không đồng ý điều chỉnh",
    "grant_change": "Đồng ý điều chỉnh",
    "set_due": "Đặt thời hạn",
    "hand_over": "Bàn giao",
    "follow_up": "Đặt mốc theo dõi",
    "explain_delay": "Nguyên nhân chậm",
    "pass_on": "Giao tiếp cho phòng, người",
    "direct_duty": "Phân công phụ trách, theo dõi",
    "split_share": "Tách phần việc",
    "merge_duplicate": "Gộp nhiệm vụ trùng",
    "ask_opinion": "Hỏi ý kiến phối hợp",
    "give_opinion": "Trả lời phối hợp",
    "question": "Hỏi",
    "answer": "Trả lời",
    "withdraw_import": "Rút văn bản nhập nhầm",
    "merge_scan": "Ghép bản quét",
    "join_annex": "Ghép làm phụ lục",
    "source_changed": "Văn bản giao bị thay thế, bãi bỏ",
    "keep_duty": "Giữ lại",
    "reconsider_duty": "Bỏ quyết định giữ lại",
    "carries_out": "Thực hiện nhiệm vụ cấp trên giao",
    "carried_out": "Giao triển khai",
    "plan_day": "Hạn nội bộ theo văn bản triển khai",
    "start_term": "Ngày bắt đầu tính hạn",
    "set_recurrence": "Đặt ngày của kỳ",
    "merge_duty": "Gộp nhiệm vụ",
}
