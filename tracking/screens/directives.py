"""Received documents as a list, and one of them with its duties for the review desk."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, or_, select

from tracking.duty import DocumentInfo
from tracking.register import directives as commands
from tracking.register import stored_files
from tracking.register.actor import Actor, Role
from tracking.register.database import Register
from tracking.register.offices import Directory, descendants
from tracking.register.refusals import NoRight, NotFound
from tracking.register.search import holding
from tracking.register.tables import Account, Assignment, Directive, DirectiveFile, DirectiveLink, Duty
from tracking.register.unit import day_of
from tracking.register.urgency import rank_column

READERS: tuple[Role, ...] = ("admin", "clerk", "officer", "leader")
"""Who sees every document; a unit sees those that give it a duty."""


@dataclass(frozen=True, slots=True)
class Row:
    """A document in the list. waiting: proposed duties; kept: duties in the register."""

    id: int
    arrival: str
    received_on: dt.date
    kind: str
    number: str
    issued_on: dt.date | None
    issuer: str
    subject: str
    state: str
    settled: bool
    needs_typing: bool
    no_duty: bool
    waiting: int
    unsure: int
    kept: int
    urgency: str = ""


OurPart = Literal["lead", "coordinator", "other"]
"""What a duty is for our own body: Chủ trì (also where no owner is read), Phối hợp, or Cơ quan khác."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A duty on the review desk, with the version that was seen."""

    id: int
    version: int
    position: int
    part: int
    ordinal: str
    text: str
    owners: tuple[str, ...]
    coordinators: tuple[str, ...]
    deadline: dict[str, Any]
    deliverable: str
    quote: str
    spans: tuple[dict[str, Any], ...]
    reasons: tuple[dict[str, Any], ...]
    confidence: float
    missing: tuple[str, ...]
    state: str
    ours: OurPart = "lead"
    unknown: tuple[str, ...] = ()
    """Its owners that no office of the list answers to."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A document with everything read of it. values: the header in force, by field; twin: another with the same number and day."""

    id: int
    version: int
    arrival: str
    received_on: dt.date
    received_by: str
    values: dict[str, Any]
    state: str
    settled: bool
    without_number: bool
    needs_typing: bool
    no_duty: bool
    warnings: tuple[str, ...]
    proposals: tuple[Proposal, ...]
    files: tuple[tuple[int, str], ...]
    links: tuple[tuple[str, str, int | None], ...] = field(default=())
    twin: tuple[int, str] | None = None


SURE = 0.9
"""From this confidence on a proposal counts as certain (chắc chắn) when its owners are known."""


def is_sure(proposal: Proposal) -> bool:
    """Whether it may be accepted with the others at one stroke."""
    return proposal.confidence >= SURE and "owner" not in proposal.missing and bool(proposal.owners)


def directives(
    register: Register, actor: Actor, words: str = "", reviewing: bool = False, page: int = 1, size: int = 25
) -> tuple[list[Row], int]:
    """One page of the received documents, newest arrival first (of those under review the urgent first); and how many there are."""
    actor.need(*READERS)
    where: list[ColumnElement[bool]] = [col(Directive.state).not_in(("withdrawn", "merged"))]
    if reviewing:
        where.append(col(Directive.state) == "reviewing")
    with register.reading() as session:
        where += holding(session, "directive", words)
        total = session.exec(select(func.count()).select_from(Directive).where(*where)).one()
        urgent_first = [rank_column()] if reviewing else []
        newest_first = (col(Directive.arrival_year).desc(), col(Directive.arrival_number).desc())
        query = select(Directive).where(*where).order_by(*urgent_first, *newest_first)
        found = session.exec(query.offset(max(0, page - 1) * size).limit(size)).all()
        counts = _counts(session, [row.id or 0 for row in found])
        return [_row(row, counts.get(row.id or 0, (0, 0, 0))) for row in found], total


def desk(register: Register, actor: Actor, directive_id: int) -> Desk:
    """A document for the review desk. Raises NotFound, or NoRight where it gives the unit no duty."""
    with register.reading() as session:
        row = session.get(Directive, directive_id)
        if row is None:
            raise NotFound(f"Không có văn bản số {directive_id} trong sổ. Mở lại danh sách.")
        _need_sight(session, actor, directive_id)
        by = session.get(Account, row.recorded_by) if row.recorded_by else None
        duties = session.exec(
            select(Duty).where(Duty.directive_id == directive_id, col(Duty.parent_id).is_(None)).order_by(col(Duty.position), col(Duty.id))
        ).all()
        twin = commands.same_document(session, row, but=row.id)
        return Desk(
            id=directive_id,
            version=row.version,
            arrival=commands.arrival(row),
            received_on=row.received_on,
            received_by=f"{by.name if by else 'Dòng lệnh'}, {day_of(row.recorded_at):%d/%m/%Y}",
            values=row.model_dump(include={*commands.HEADER, *commands.SETTLED_ONLY, "addressees", "recipients"}),
            state=row.state,
            settled=row.settled,
            without_number=row.without_number,
            needs_typing=row.needs_typing,
            no_duty=row.no_duty,
            warnings=tuple(row.warnings),
            proposals=_proposals(session, row, duties),
            files=tuple(_files(session, directive_id)),
            links=tuple(_links(session, directive_id)),
            twin=(twin.id or 0, f"số đến {commands.arrival(twin)}") if twin else None,
        )


def stored_file(register: Register, actor: Actor, directive_id: int, file_id: int | None = None) -> tuple[Path, str]:
    """Where a document's file lies and the name people know it by; the main one where none is named."""
    with register.reading() as session:
        _need_sight(session, actor, directive_id)
        query = select(DirectiveFile).where(DirectiveFile.directive_id == directive_id).order_by(col(DirectiveFile.id))
        if file_id is not None:
            query = query.where(DirectiveFile.id == file_id)
        found = session.exec(query).first()
        if found is None:
            raise NotFound("Văn bản này không có tệp.")
        return stored_files.path_of(register.settings, found.sha256), found.name


def office_choices(register: Register, on: dt.date | None = None) -> dict[int, str]:
    """The offices valid on a day, by id, for choosing one."""
    day = on or register.today()
    with register.reading() as session:
        found = Directory.load(session).offices.values()
        kept = [o for o in found if (o.valid_from or dt.date.min) <= day <= (o.valid_until or dt.date.max)]
        return {o.id or 0: o.name for o in sorted(kept, key=lambda o: o.name)}


def citation(info: DocumentInfo | Desk) -> str:
    """ "Công văn số 12/UBND-TH" for lists and headings."""
    values = info.values if isinstance(info, Desk) else {"kind": info.kind, "number": info.number}
    kind = str(values.get("kind") or "văn bản")
    return f"{kind[:1].upper()}{kind[1:]} {('số ' + str(values['number'])) if values.get('number') else 'không số'}"


def _row(row: Directive, counts: tuple[int, int, int]) -> Row:
    return Row(
        row.id or 0,
        commands.arrival(row),
        row.received_on,
        row.kind or "",
        row.number or "",
        row.issued_on,
        row.issuer or "",
        row.subject or "",
        row.state,
        row.settled,
        row.needs_typing,
        row.no_duty,
        *counts,
        urgency=row.urgency or "",
    )


def _counts(session: Session, ids: list[int]) -> dict[int, tuple[int, int, int]]:
    """Proposed, unsure among them, and confirmed duties of each document."""
    found: dict[int, list[int]] = {}
    unsure = col(Duty.confidence) < SURE
    query = select(Duty.directive_id, Duty.state, unsure, func.count()).where(
        col(Duty.directive_id).in_(ids), col(Duty.parent_id).is_(None)
    )
    for directive_id, state, is_unsure, number in session.exec(query.group_by(col(Duty.directive_id), col(Duty.state), unsure)):
        counts = found.setdefault(directive_id, [0, 0, 0])
        if state == "proposed":
            counts[0] += number
            counts[1] += number if is_unsure else 0
        elif state != "rejected":
            counts[2] += number
    return {key: (value[0], value[1], value[2]) for key, value in found.items()}


def _proposals(session: Session, directive: Directive, duties: Sequence[Duty]) -> tuple[Proposal, ...]:
    directory = Directory.load(session)
    own = directory.own
    ours = set(descendants(session, own.id or 0)) if own is not None else set()
    on = directive.issued_on or directive.received_on

    @functools.cache
    def meant(name: str) -> tuple[int | None, ...]:
        found = directory.resolve(name, on, directive.issuer)
        return tuple(office.id for office in (*found.offices, *found.candidates))

    def is_ours(name: str) -> bool:
        return any(key in ours for key in meant(name))

    def part(duty: Duty) -> OurPart:
        if not ours or not duty.owners or any(map(is_ours, duty.owners)):
            return "lead"
        return "coordinator" if any(map(is_ours, duty.coordinators)) else "other"

    return tuple(_proposal(duty, part(duty), tuple(name for name in duty.owners if not meant(name))) for duty in duties)


def _proposal(duty: Duty, ours: OurPart, unknown: tuple[str, ...]) -> Proposal:
    return Proposal(
        id=duty.id or 0,
        version=duty.version,
        position=duty.position,
        part=duty.part,
        ordinal=duty.ordinal,
        text=duty.text,
        owners=tuple(duty.owners),
        coordinators=tuple(duty.coordinators),
        deadline=duty.deadline,
        deliverable=duty.deliverable or "",
        quote=duty.quote,
        spans=tuple(duty.spans),
        reasons=tuple(duty.reasons),
        confidence=duty.confidence,
        missing=tuple(duty.missing),
        state=duty.state,
        ours=ours,
        unknown=unknown,
    )


def _files(session: Session, directive_id: int) -> list[tuple[int, str]]:
    query = select(DirectiveFile).where(DirectiveFile.directive_id == directive_id).order_by(col(DirectiveFile.id))
    return [(row.id or 0, row.name) for row in session.exec(query)]


def _links(session: Session, directive_id: int) -> list[tuple[str, str, int | None]]:
    """Relation, the other document's number, and its id where it is here."""
    query = select(DirectiveLink).where(or_(DirectiveLink.from_id == directive_id, DirectiveLink.to_id == directive_id))
    found: list[tuple[str, str, int | None]] = []
    for row in session.exec(query):
        if row.from_id == directive_id:
            found.append((row.relation, row.number or "văn bản không số", row.to_id))
        else:
            other = session.get(Directive, row.from_id)
            found.append((f"được {row.relation} bởi", (other.number if other else None) or "văn bản không số", row.from_id))
    return found


def _need_sight(session: Session, actor: Actor, directive_id: int) -> None:
    if actor.is_local or actor.role in READERS:
        return
    query = select(Assignment.id).join(Duty, col(Assignment.duty_id) == col(Duty.id))
    query = query.where(Duty.directive_id == directive_id, Assignment.office_id == actor.office_id)
    if actor.office_id is None or session.exec(query.limit(1)).first() is None:
        raise NoRight(f"Tài khoản {actor.login} không xem được văn bản này (không giao việc cho đơn vị). Cần quyền thì báo quản trị.")
