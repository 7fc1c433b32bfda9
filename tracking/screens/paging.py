"""How a list of shares is paged and counted without walking the register: by its indexes, and by the sums kept ready."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, select

from tracking.register import states, tally
from tracking.register.actor import Actor
from tracking.register.tables import Assignment, Directive, Duty
from tracking.register.urgency import rank_column

NO_OFFICE = -1
"""In place of an office: the shares whose office is not known."""
NOT_ACCEPTED = ("confirmed", "assigned")
"""The states of a share that its office has not accepted yet, whether a leader passed it on or not."""
MOST_FOUND = 1000
"""What is found by words is counted up to here."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to. status: a state, a bucket or one of FLAGS; words: searched with and without marks."""

    status: str = ""
    office: int | None = None
    directive: int | None = None
    words: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


def is_wide(actor: Actor, filters: Filters) -> bool:
    """Whether a list looks through the whole register, as people do who type words before anything else."""
    narrowed = (filters.office, filters.directive, filters.since, filters.until)
    return actor.role != "unit" and all(value is None for value in narrowed)


def page_of(
    session: Session,
    actor: Actor,
    filters: Filters,
    moment: tally.Moment,
    where: Sequence[ColumnElement[bool]],
    skip: int,
    size: int,
) -> tuple[list[int], int]:
    """The ids of one page of a list, and how many there are in all: for words at most MOST_FOUND."""
    if filters.words:
        found = _found(session, where, max(MOST_FOUND, size))
        return found[skip : skip + size], len(found)
    offices = tallied(actor, filters)
    kept = None if offices is None else _kept_total(session, filters.status, offices, moment)
    return _ids(session, where, skip, size, filters.status == "not_accepted"), _count(session, where) if kept is None else kept


def _found(session: Session, where: Sequence[ColumnElement[bool]], most: int) -> list[int]:
    """The first of what words found, in the order of a list: gathered by the words first, then put in order."""
    hits = (
        select_columns(col(Assignment.id), col(Assignment.due_on))
        .where(*where)
        .cte("hits")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    query = select_columns(hits.c.id).order_by(hits.c.due_on.is_(None), hits.c.due_on, hits.c.id).limit(most)
    return [row for row in session.execute(query).scalars() if row is not None]


def _ids(session: Session, where: Sequence[ColumnElement[bool]], skip: int, size: int, urgent_first: bool = False) -> list[int]:
    """The urgent ones where they go first, then by (day, id), the undated last; each part walks an index."""
    due, key = col(Assignment.due_on), col(Assignment.id)
    marked = _of_marked()
    rest = [~marked] if urgent_first else []
    parts: list[tuple[list[ColumnElement[bool]], list[Any]]] = []
    if urgent_first:
        parts.append(([marked], [_rank(), due.is_(None), due, key]))
    parts += [([*rest, due.is_not(None)], [due, key]), ([*rest, due.is_(None)], [key])]
    found: list[int] = []
    for conditions, order in parts:
        query = select_columns(key).where(*where, *conditions).order_by(*order).offset(skip).limit(size - len(found))
        rows = [row for row in session.execute(query).scalars() if row is not None]
        found += rows
        if len(found) == size:
            break
        skip = 0 if rows else max(0, skip - _count(session, [*where, *conditions]))
    return found


def tallied(actor: Actor, filters: Filters) -> list[int] | tuple[()] | None:
    """The offices whose kept sums make up the list, () for all of them; None where the filters ask for what no sum tells."""
    if filters.words or filters.directive is not None or filters.since is not None or filters.until is not None:
        return None
    wanted = None if filters.office is None else max(0, filters.office)
    if actor.role != "unit":
        return () if wanted is None else [wanted]
    own = actor.office_id or 0
    return [own] if wanted in (None, own) else None


def sums(session: Session, offices: Sequence[int], moment: tally.Moment) -> dict[str, int]:
    """Counted shares by bucket and their `total`, from the sums kept ready."""
    found = tally.figures(session, moment[0], None, offices or None, moment[1])
    counts = {code: sum(row[code] for row in found.values()) for code in states.buckets()}
    return {**counts, "total": sum(counts.values())}


def _kept_total(session: Session, status: str, offices: Sequence[int], moment: tally.Moment) -> int | None:
    if tally.day_of_figures(session) is None:
        return None
    if status in states.open_states() or status == "open":
        by_state = tally.by_state(session, offices or None)
        return sum(by_state.values()) if status == "open" else by_state.get(status, 0)
    if status == "no_owner" and (not offices or 0 in offices):
        return sum(tally.by_state(session, [0]).values())
    if status == "not_accepted" and 0 not in offices:
        every, unknown = tally.by_state(session, offices or None), {} if offices else tally.by_state(session, [0])
        return sum(every.get(state, 0) - unknown.get(state, 0) for state in NOT_ACCEPTED)
    groups = {"": ("total",), "done": ("done_on_time", "done_late", "done_no_deadline"), "stopped": ("suspended", "withdrawn", "replaced")}
    codes = groups.get(status) or ((status,) if status in states.buckets() else None)
    if codes is None:
        return None
    found = sums(session, offices, moment)
    return sum(found[code] for code in codes)


def _of_marked() -> ColumnElement[bool]:
    """The shares of directives with a mark of urgency."""
    marked = select(col(Directive.id)).where(col(Directive.urgency).is_not(None), col(Directive.urgency) != "")
    return col(Assignment.duty_id).in_(select(col(Duty.id)).where(col(Duty.directive_id).in_(marked)))


def _rank() -> ColumnElement[int]:
    """The rank of a share's directive by urgency."""
    of_duty = select_columns(rank_column()).where(col(Directive.id) == col(Duty.directive_id), col(Duty.id) == col(Assignment.duty_id))
    return of_duty.correlate(Assignment).scalar_subquery()


def _count(session: Session, where: Sequence[ColumnElement[bool]]) -> int:
    found: int = session.execute(select_columns(func.count()).select_from(Assignment).where(*where)).scalar_one()
    return found
