"""Phiếu giải quyết văn bản đến: the sheet that goes with a received document, its three blocks filled from the register.

Form: Nghị định 30/2020/NĐ-CP, Phụ lục IV, mục VII: a title, the document it belongs to, and three opinions; it is none of the 29
types, carries neither Quốc hiệu nor number. What nobody has said yet stays as lines to be written by hand.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlmodel import Session, col, func, select

from drafting.dates import short, written
from tracking.citation import citation
from tracking.plain_sheet import PlainSheet
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.directives import arrival
from tracking.register.offices import Directory
from tracking.register.refusals import NotAllowed, NotFound
from tracking.register.tables import Assignment, Directive, Duty, Event

TITLE = "PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN"
HEADS = ("1. Ý kiến của lãnh đạo cơ quan, tổ chức", "2. Ý kiến của lãnh đạo đơn vị", "3. Ý kiến đề xuất của người giải quyết")
_BLANK_LINES = 3
_MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the sheet says: the document, its number in the register of arrivals, and the lines of each block."""

    document: str
    arrived: str
    blocks: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


@dataclass
class _Share:
    """One office's part, as the leader gave it."""

    office: str
    due_on: dt.date | None
    places: list[str] = field(default_factory=list)


def sheet_of(register: Register, actor: Actor, directive_id: int) -> Sheet:
    """The sheet of a received document. Raises NotAllowed for a document of our own, which has none."""
    actor.need("admin", "clerk", "officer", "leader")
    with register.reading() as session:
        directive = session.get(Directive, directive_id)
        if directive is None:
            raise NotFound(f"Không có văn bản số {directive_id} trong sổ. Mở lại danh sách.")
        if directive.origin == "own":
            raise NotAllowed("Phiếu giải quyết chỉ lập cho văn bản đến. Văn bản này do cơ quan ban hành.")
        shares = _shares(session, directive_id)
        names = {key: office.name for key, office in Directory.load(session).offices.items()}
        return Sheet(
            citation(directive.kind, directive.number, directive.issued_on, directive.issuer, directive.subject),
            f"Số đến: {arrival(directive)}; ngày đến: {short(directive.received_on)}",
            (_leader(session, shares, names), _unit(session, shares, names), _proposals(session, shares)),
        )


def write_sheet(register: Register, actor: Actor, directive_id: int, path: Path) -> Path:
    """The sheet as .docx, the same bytes each time; gives the path."""
    path.write_bytes(sheet_bytes(sheet_of(register, actor, directive_id)))
    return path


def sheet_bytes(sheet: Sheet) -> bytes:
    """The sheet as a .docx: A4, the lawful margins and typeface."""
    paper = PlainSheet()
    paper.title(TITLE)
    paper.title(sheet.document)
    paper.middle(sheet.arrived)
    for head, lines in zip(HEADS, sheet.blocks, strict=True):
        paper.line(head, bold=True)
        for words in lines:
            paper.line(words)
        if not lines:
            for _ in range(_BLANK_LINES):
                paper.dots()
    return paper.as_bytes()


def _shares(session: Session, directive_id: int) -> list[tuple[Assignment, Duty]]:
    query = select(Assignment, Duty).where(Assignment.duty_id == Duty.id, Duty.directive_id == directive_id, col(Duty.parent_id).is_(None))
    query = query.where(col(Assignment.state).not_in(("proposed", "rejected")))
    return list(session.exec(query.order_by(col(Duty.position), col(Assignment.role).desc(), col(Assignment.id))))


def _leader(session: Session, shares: Sequence[tuple[Assignment, Duty]], names: dict[int, str]) -> tuple[str, ...]:
    """Who leads, who takes part, a day for each, and the day on which it was said."""
    lines = []
    for role, word in (("lead", "Chủ trì"), ("coordinator", "Phối hợp")):
        parts: dict[tuple[str, dt.date | None], _Share] = {}
        for share, duty in shares:
            if share.role == role:
                office = names.get(share.office_id or 0, share.name) or "(chưa rõ đơn vị)"
                due_on = share.internal_due_on or share.due_on
                parts.setdefault((office, due_on), _Share(office, due_on)).places.append(duty.ordinal)
        lines += [f"- {word}: {_named(part)}" for part in list(parts.values())[:_MOST_NAMES]]
        if len(parts) > _MOST_NAMES:
            lines.append(f"- {word}: và {len(parts) - _MOST_NAMES} cơ quan, đơn vị khác theo Sổ nhiệm vụ.")
    said = _last_day(session, shares, "assign")
    return (*lines, f"Ngày cho ý kiến: {written(said)}." if said else "Ngày cho ý kiến: ………………") if lines else ()


def _named(part: _Share) -> str:
    places = ", ".join(dict.fromkeys(place for place in part.places if place))
    due = f"; thời hạn: {short(part.due_on)}" if part.due_on else ""
    return f"{part.office}{f' (mục {places})' if places else ''}{due}."


def _unit(session: Session, shares: Sequence[tuple[Assignment, Duty]], names: dict[int, str]) -> tuple[str, ...]:
    """The room or person that the unit chose, and their day."""
    lines = []
    for share, _ in shares:
        who = ", ".join(filter(None, (share.handler, names.get(share.room_id or 0))))
        if who:
            due = f"; thời hạn: {short(share.handler_due_on)}" if share.handler_due_on else ""
            lines.append(f"- Giao {who}{due}.")
    said = _last_day(session, shares, "pass_on")
    return (*dict.fromkeys(lines), f"Ngày cho ý kiến: {written(said)}.") if lines and said else tuple(dict.fromkeys(lines))


def _proposals(session: Session, shares: Sequence[tuple[Assignment, Duty]]) -> tuple[str, ...]:
    """What the person who handles it wrote last, with its day."""
    lines = []
    for share, _ in shares:
        query = select(Event).where(Event.assignment_id == share.id, col(Event.kind).in_(("progress", "report")), Event.note != "")
        last = session.exec(query.order_by(col(Event.id).desc()).limit(1)).first()
        if last is not None:
            lines.append(f"- {last.note} ({last.actor_name}, {written(last.effective_on)}).")
    return tuple(lines)


def _last_day(session: Session, shares: Sequence[tuple[Assignment, Duty]], kind: str) -> dt.date | None:
    ids = [share.id for share, _ in shares]
    return session.exec(select(func.max(Event.effective_on)).where(col(Event.assignment_id).in_(ids), Event.kind == kind)).one()
