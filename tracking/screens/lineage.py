"""Where a directive stands among the others: what it cites, what cites it, what we issued to carry it out; and the same for a duty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from tracking.register import carrying, states
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.outgoing_tables import OutgoingDocument, OutgoingLine
from tracking.register.refusals import NotFound
from tracking.register.tables import Directive, DirectiveLink, Duty

_GONE = ("withdrawn", "merged")
_STEPS = 2
_MOST = 40


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the graph. key: unique in it; level: 0 the one asked for, below 0 what it rests on, above 0 what rests on it.

    href: "" where the document is known by its citation alone; sort: directive, cited or issued.
    """

    key: str
    level: int
    number: str
    kind: str
    issued_on: dt.date | None
    issuer: str
    subject: str
    href: str
    sort: str


@dataclass(frozen=True, slots=True)
class Tie:
    """`later` stands in a relation ("thực hiện", "thay thế") to `earlier`: both are keys of papers."""

    earlier: str
    later: str
    relation: str


@dataclass(frozen=True, slots=True)
class Graph:
    """The papers around one, with their ties."""

    papers: tuple[Paper, ...]
    ties: tuple[Tie, ...]


def lineage(register: Register, actor: Actor, directive_id: int) -> Graph:
    """What is within two steps of a directive, at most 40 documents. Raises NotFound."""
    actor.need("admin", "clerk", "officer", "leader")
    with register.reading() as session:
        centre = session.get(Directive, directive_id)
        if centre is None:
            raise NotFound(f"Không có văn bản số {directive_id}. Mở lại danh sách văn bản đến.")
        papers = {_key(directive_id): _paper(centre, 0)}
        ties: dict[tuple[str, str, str], Tie] = {}
        for side in (-1, 1):
            around = [directive_id]
            for step in range(1, _STEPS + 1):
                around = _walk(session, around, side, side * step, papers, ties)
        _issued(session, directive_id, papers, ties)
    kept = dict(list(papers.items())[:_MOST])
    return Graph(tuple(kept.values()), tuple(tie for tie in ties.values() if tie.earlier in kept and tie.later in kept))


def _walk(
    session: Session, around: Sequence[int], side: int, level: int, papers: dict[str, Paper], ties: dict[tuple[str, str, str], Tie]
) -> list[int]:
    """Add what the papers around cite (side -1) or what cites them (side 1); returns the registered ones found."""
    near = col(DirectiveLink.from_id) if side < 0 else col(DirectiveLink.to_id)
    links = session.exec(select(DirectiveLink).where(near.in_(around)).order_by(col(DirectiveLink.id))).all()
    wanted = {row.to_id if side < 0 else row.from_id for row in links} - {None}
    found = {
        row.id: row for row in session.exec(select(Directive).where(col(Directive.id).in_(wanted), col(Directive.state).not_in(_GONE)))
    }
    for row in links:
        far = found.get(row.to_id if side < 0 else row.from_id)
        if far is None and (side > 0 or row.to_id is not None):
            continue
        key = _key(far.id) if far else f"c:{row.number}:{row.issued_on}"
        papers.setdefault(key, _paper(far, level) if far else _cited(key, row, level))
        earlier, later = (key, _key(row.from_id)) if side < 0 else (_key(row.to_id), key)
        ties[earlier, later, row.relation] = Tie(earlier, later, row.relation)
    return [key for key in found if key is not None]


def _issued(session: Session, directive_id: int, papers: dict[str, Paper], ties: dict[tuple[str, str, str], Tie]) -> None:
    query = select(OutgoingDocument).join(OutgoingLine, col(OutgoingLine.document_id) == col(OutgoingDocument.id))
    query = query.join(Duty, col(Duty.id) == col(OutgoingLine.duty_id)).where(Duty.directive_id == directive_id)
    for row in session.exec(query.where(col(OutgoingDocument.state) != "cancelled").distinct()):
        key = f"o:{row.id}"
        number = row.number or "dự thảo"
        papers.setdefault(key, Paper(key, 1, number, row.kind, row.issued_on, "", row.subject, f"/van-ban-di/{row.id}", "issued"))
        ties[_key(directive_id), key, "triển khai"] = Tie(_key(directive_id), key, "triển khai")


def _key(directive_id: int | None) -> str:
    return f"d:{directive_id}"


def _paper(row: Directive, level: int) -> Paper:
    number, href = row.number or "không số", f"/ra-soat/{row.id}"
    return Paper(_key(row.id), level, number, row.kind or "", row.issued_on, row.issuer or "", row.subject or "", href, "directive")


def _cited(key: str, row: DirectiveLink, level: int) -> Paper:
    return Paper(key, level, row.number or "không số", "", row.issued_on, row.issuer or "", "", "", "cited")


@dataclass(frozen=True, slots=True)
class Carried:
    """A duty tied to another: its words, its document and its state."""

    duty_id: int
    text: str
    place: str
    state: str


def carried(register: Register, actor: Actor, duty_id: int) -> tuple[list[Carried], list[Carried]]:
    """The superior's duties that a duty carries out, and the duties of ours that carry it out; a unit is told of neither."""
    if actor.role == "unit":
        return [], []
    with register.reading() as session:
        return (
            _duties(session, carrying.superiors_of(session, duty_id)),
            _duties(session, carrying.carried_by(session, duty_id)),
        )


def _duties(session: Session, ids: Sequence[int]) -> list[Carried]:
    query = select(Duty, Directive).join(Directive, col(Duty.directive_id) == col(Directive.id)).where(col(Duty.id).in_(ids))
    rows = session.exec(query.where(col(Duty.state).in_([code for code, state in states.states().items() if state.counts])))
    return [
        Carried(duty.id or 0, duty.text, f"{directive.number or 'không số'}, mục {duty.ordinal}", duty.state) for duty, directive in rows
    ]
