"""The figures of Hôm nay and Giao ban. Every number is the length of a list of `shares`, so both always agree."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from tracking.register import states, tally
from tracking.register.actor import Actor
from tracking.register.answers import Counts
from tracking.register.database import Register
from tracking.register.overview import bring_to
from tracking.register.refusals import NotFound
from tracking.register.tables import Assignment, Directive, Duty, Office
from tracking.screens.shares import Filters, conditions, due_soon_until


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: an office or a directive, and how many shares it has in each bucket."""

    id: int | None
    name: str
    sub: str
    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Figures:
    """buckets: every counted share by bucket, `total` their sum; flags: shares that wait for somebody; soon_until: end of "sắp đến hạn"."""

    buckets: dict[str, int]
    flags: dict[str, int]
    soon_until: dt.date
    reviewing: int
    proposed: int
    directives: int


FLAGS = (
    "due_soon",
    "due_today",
    "confirmed",
    "assigned",
    "returned",
    "reported",
    "redo",
    "change_asked",
    "no_owner",
    "ended_office",
    "open",
)


def figures(register: Register, actor: Actor) -> Figures:
    """The figures of this moment, for a unit those of its own shares. Read from the sums that are kept ready, not counted anew."""
    today, time = register.today(), register.time()
    bring_to(register, today)
    with register.reading() as session:
        scope = _scope(actor)
        buckets = _sums(tally.figures(session, today, None, scope, time))
        by_state = tally.by_state(session, scope)
        kept = {"open": sum(by_state.values()), "no_owner": sum(tally.by_state(session, [0]).values()) if scope is None else 0}
        kept |= {code: by_state.get(code, 0) for code in FLAGS if code in states.states()}
        counted_now = (code for code in FLAGS if code not in kept)
        flags = kept | {code: _count(session, conditions(session, actor, Filters(code), today, time)) for code in counted_now}
        here = col(Directive.state).not_in(("withdrawn", "merged"))
        return Figures(
            buckets,
            flags,
            due_soon_until(session, today),
            session.exec(select(func.count()).select_from(Directive).where(Directive.state == "reviewing")).one(),
            session.exec(select(func.count()).select_from(Duty).where(Duty.state == "proposed")).one(),
            session.exec(select(func.count()).select_from(Directive).where(here)).one(),
        )


def by_office(register: Register, actor: Actor) -> list[Line]:
    """A line for each office that has shares, the latest first; shares without an office are one line."""
    actor.need("admin", "officer", "leader", "clerk")
    today = register.today()
    bring_to(register, today)
    with register.reading() as session:
        found = tally.figures(session, today, time=register.time())
        names = dict(session.exec(select(Office.id, Office.name)).all())
    unknown = "Chưa rõ đơn vị chủ trì"
    return _sorted([Line(key, names.get(key, unknown) if key else unknown, "", counts) for key, counts in found.items()])


def by_directive(register: Register, actor: Actor, most: int = 200) -> list[Line]:
    """A line for each directive with duties in the register, the latest first."""
    actor.need("admin", "officer", "leader", "clerk")
    today = register.today()
    bring_to(register, today)
    with register.reading() as session:
        counts = tally.by_directive(session, most)
        query = select(Directive.id, Directive.number, Directive.subject).where(col(Directive.id).in_(counts))
        lines = [Line(key, number or "không số", subject or "", counts[key or 0]) for key, number, subject in session.exec(query)]
    return _sorted(lines)


def _sorted(lines: list[Line]) -> list[Line]:
    """What has the most overdue first."""
    return sorted(lines, key=lambda line: (-line.counts["open_overdue"], -line.total, line.name))


def _scope(actor: Actor) -> list[int] | None:
    """The offices whose figures the actor sees; None: all."""
    if actor.role != "unit":
        return None
    if actor.office_id is None:
        raise NotFound("Tài khoản chưa gắn với cơ quan, đơn vị nào. Báo quản trị chọn đơn vị cho tài khoản.")
    return [actor.office_id]


def _sums(found: Counts) -> dict[str, int]:
    counts = {code: sum(row[code] for row in found.values()) for code in states.buckets()}
    return {**counts, "total": sum(counts.values())}


def _count(session: Session, where: list[ColumnElement[bool]]) -> int:
    return session.exec(select(func.count()).select_from(Assignment).where(*where)).one()
