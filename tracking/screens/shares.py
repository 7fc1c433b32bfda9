"""Sổ nhiệm vụ as a list: one row for each share (phần việc) of a lead office, so that rows and totals are the same count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, func, select

from tracking.register import progress, states
from tracking.register.actor import Actor
from tracking.register.answer_columns import bucket_column, counted, unwalked
from tracking.register.calendars import calendar_of
from tracking.register.database import Register
from tracking.register.desk_tables import Direction
from tracking.register.events import answer_of
from tracking.register.options import option
from tracking.register.refusals import NotFound
from tracking.register.search import FEW, MANY, holding_shares, is_held_by_more
from tracking.register.tables import Assignment, Directive, Duty, Extension, Office
from tracking.screens.paging import MOST_FOUND as MOST_FOUND
from tracking.screens.paging import NO_OFFICE as NO_OFFICE
from tracking.screens.paging import NOT_ACCEPTED, is_wide, page_of, sums, tallied
from tracking.screens.paging import Filters as Filters

FLAGS = {
    "due_soon": "Sắp đến hạn",
    "due_today": "Đến hạn hôm nay",
    "open": "Chưa hoàn thành",
    "not_accepted": "Chưa tiếp nhận",
    "no_owner": "Chưa rõ đơn vị chủ trì",
    "ended_office": "Đơn vị đã kết thúc hoạt động",
    "change_asked": "Đang đề nghị điều chỉnh",
    "coordinating": "Phối hợp",
    "mine": "Tôi phụ trách, theo dõi",
    "passed": "Đã giao tiếp cho phòng, người",
    "standing": "Thường xuyên",
    "stopped": "Tạm hoãn, rút, thay thế",
    "done": "Hoàn thành",
}
"""What a list can be narrowed to besides states and buckets."""


@dataclass(frozen=True, slots=True)
class Share:
    """One row: a share of a duty with its directive. bucket and days_late are of the day asked for.

    due_time: the hour of the last day where hours are counted, else ""; urgency: the mark of the directive, "" for none; handler,
    handler_due_on: to whom the unit passed it on, and its own earlier day.
    """

    assignment_id: int
    version: int
    duty_id: int
    directive_id: int
    number: str
    issued_on: dt.date | None
    issuer: str
    ordinal: str
    text: str
    office_id: int | None
    office: str
    role: str
    state: str
    bucket: str | None
    days_late: int
    due_on: dt.date | None
    deadline: dict[str, Any]
    reported_on: dt.date | None
    extensions: int
    standing: bool
    cause: str
    waiting_for: str
    waiting_since: dt.date | None
    due_time: str = ""
    urgency: str = ""
    internal_due_on: dt.date | None = None
    handler: str = ""
    handler_due_on: dt.date | None = None


_CHUNK = 500


def shares(register: Register, actor: Actor, filters: Filters, page: int = 1, size: int = 25) -> tuple[list[Share], int]:
    """One page of the list, what is late first, then by day; and how many there are in all.

    For words at most MOST_FOUND are found, unless more than that are asked for at once (an export, which leaves nothing out).

    A unit sees its own shares; what nobody has accepted is listed by the urgency of its directive first.
    """
    today, time = register.today(), register.time()
    with register.reading() as session:
        where = conditions(session, actor, filters, today, time, bounded=size <= MOST_FOUND)
        ids, total = page_of(session, actor, filters, (today, time), where, max(0, page - 1) * size, size)
        query = select(Assignment, Duty, Directive, Office.name).join(Duty, col(Assignment.duty_id) == col(Duty.id))
        query = query.join(Directive, col(Duty.directive_id) == col(Directive.id))
        query = query.outerjoin(Office, col(Assignment.office_id) == col(Office.id))
        found: dict[int, Share] = {}
        for start in range(0, len(ids), _CHUNK):
            for row in session.exec(query.where(col(Assignment.id).in_(ids[start : start + _CHUNK]))):
                found[row[0].id or 0] = share_of(row[0], row[1], row[2], row[3], today, time)
        return [found[key] for key in ids], total


def conditions(
    session: Session, actor: Actor, filters: Filters, today: dt.date, time: str, bounded: bool = True
) -> list[ColumnElement[bool]]:
    """The conditions of a list for this actor; bounded: words look through the newest of too many."""
    narrowed = [_directed_by(actor)] if filters.status == "mine" else []
    status = "open" if filters.status == "mine" else filters.status
    where = [*_seen_by(actor, status), *narrowed, *_status(session, status, today, time, walked=not (filters.words.strip() or narrowed))]
    if filters.office is not None:
        none = filters.office == NO_OFFICE
        where.append(col(Assignment.office_id).is_(None) if none else col(Assignment.office_id) == filters.office)
    if filters.directive is not None:
        where.append(col(Assignment.duty_id).in_(select(Duty.id).where(Duty.directive_id == filters.directive)))
    if filters.since is not None:
        where.append(col(Assignment.due_on) >= filters.since)
    if filters.until is not None:
        where.append(col(Assignment.due_on) <= filters.until)
    where += holding_shares(session, filters.words, newest=_newest(filters) if bounded and is_wide(actor, filters) else None)
    return where


def looked_through(register: Register, actor: Actor, filters: Filters) -> int | None:
    """Where more duties hold the words than a list looks through: how many of the newest stand for all; None where all are there."""
    if not filters.words.strip() or not is_wide(actor, filters):
        return None
    with register.reading() as session:
        return _newest(filters) if is_held_by_more(session, filters.words, _newest(filters)) else None


def _newest(filters: Filters) -> int:
    return FEW if filters.status in ("", "open") else MANY


def count_by_bucket(register: Register, actor: Actor, filters: Filters) -> dict[str, int]:
    """How many rows of the list stand in each bucket, and `total`, their sum."""
    today, time = register.today(), register.time()
    bucket = bucket_column(today, time)
    with register.reading() as session:
        if not filters.status and (offices := tallied(actor, filters)) is not None:
            return sums(session, offices, (today, time))
        where = conditions(session, actor, filters, today, time)
        query = select(bucket, func.count()).select_from(Assignment).where(counted(), *where).group_by(bucket)
        counts = dict.fromkeys(states.buckets(), 0)
        for code, number in session.exec(query).all():
            counts[code] += number
    return {**counts, "total": sum(counts.values())}


def due_soon_until(session: Session, today: dt.date) -> dt.date:
    """The last day of "sắp đến hạn": so many working days after today, as the office decided."""
    return calendar_of(session, today).add_working_days(today, int(option(session, "due_soon_days", today)))


def share_of(share: Assignment, duty: Duty, directive: Directive, office: str | None, today: dt.date, time: str) -> Share:
    """A row from its tables."""
    answer = answer_of(share)
    return Share(
        assignment_id=share.id or 0,
        version=share.version,
        duty_id=duty.id or 0,
        directive_id=directive.id or 0,
        number=directive.number or "không số",
        issued_on=directive.issued_on,
        issuer=directive.issuer or "",
        ordinal=duty.ordinal,
        text=duty.text,
        office_id=share.office_id,
        office=office or share.name,
        role=share.role,
        state=share.state,
        bucket=None if duty.standing else progress.bucket(answer, today, time),
        days_late=0 if duty.standing else progress.days_late(answer, today),
        due_on=share.due_on,
        deadline=duty.deadline,
        reported_on=share.reported_on,
        extensions=share.extensions,
        standing=duty.standing,
        cause=share.cause or "",
        waiting_for=share.waiting_for or "",
        waiting_since=share.waiting_since,
        due_time=share.due_time or "",
        urgency=directive.urgency or "",
        internal_due_on=share.internal_due_on,
        handler=share.handler or "",
        handler_due_on=share.handler_due_on,
    )


def _seen_by(actor: Actor, status: str) -> list[ColumnElement[bool]]:
    if actor.role != "unit":
        return []
    if actor.office_id is None:
        raise NotFound("Tài khoản chưa gắn với cơ quan, đơn vị nào. Báo quản trị chọn đơn vị cho tài khoản.")
    own = col(Assignment.office_id) == actor.office_id
    return [or_(own, col(Assignment.room_id) == actor.office_id)] if status == "passed" else [own]


def _directed_by(actor: Actor) -> ColumnElement[bool]:
    """The shares of duties that the actor oversees or monitors."""
    own = or_(col(Direction.leader_id) == actor.account_id, col(Direction.officer_id) == actor.account_id)
    return col(Assignment.duty_id).in_(select(Direction.duty_id).where(own))


def _status(session: Session, status: str, today: dt.date, time: str, walked: bool = True) -> Sequence[ColumnElement[bool]]:
    """The conditions of a status; walked: the list is found by walking its rows, not looked up by what the words name."""
    flag = col(Assignment.open)
    is_open, is_closed = (flag.is_(True), flag.is_(False)) if walked else (unwalked(flag), ~unwalked(flag))
    due = col(Assignment.due_on)
    if status == "standing":
        return [col(Assignment.role) == "lead", col(Assignment.duty_id).in_(select(Duty.id).where(col(Duty.standing).is_(True)))]
    if status == "due_soon":
        return [is_open, due >= today, due <= due_soon_until(session, today)]
    if status == "due_today":
        return [is_open, due == today]
    if status == "open":
        return [is_open]
    if status == "coordinating":
        return [col(Assignment.role) == "coordinator", col(Assignment.state).in_(sorted(states.open_states()))]
    if status == "passed":
        return [is_open, or_(col(Assignment.room_id).is_not(None), col(Assignment.handler).is_not(None))]
    if status == "not_accepted":
        return [is_open, col(Assignment.state).in_(NOT_ACCEPTED), col(Assignment.office_id).is_not(None)]
    if status == "no_owner":
        return [is_open, col(Assignment.office_id).is_(None)]
    if status == "ended_office":
        ended = select(Office.id).where(col(Office.valid_until) < today)
        return [is_open, col(Assignment.office_id).in_(ended)]
    if status == "change_asked":
        asked = select(Extension.assignment_id).where(col(Extension.outcome).is_(None))
        return [unwalked(flag), col(Assignment.id).in_(asked)]
    if status == "stopped":
        return [counted(walked), is_closed, col(Assignment.state).in_(("suspended", "withdrawn", "replaced"))]
    if status == "done":
        return [counted(walked), is_closed, col(Assignment.state) == "completed"]
    if status in ("suspended", "withdrawn", "replaced"):
        return [counted(walked), is_closed, col(Assignment.state) == status]
    if status in states.buckets():
        hint = [due <= today] if status == "open_overdue" else []
        within = [is_open] if status.startswith("open_") else [counted(walked), is_closed]
        return [*within, *hint, bucket_column(today, time) == status]
    if status in states.states():
        return [is_open if status in states.open_states() else counted(walked), col(Assignment.state) == status]
    if status:
        raise NotFound(f"Không có tình trạng «{status}». Chọn lại trong bộ lọc.")
    return [counted(walked)]
