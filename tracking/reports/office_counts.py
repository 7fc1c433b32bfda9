"""T2 counted by the database: what changed in the window is replayed from its events there, the rest is counted as it stands.

The same figures as adding up `shares.counted_shares`; a test holds the two equal.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, literal, not_
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from tracking.register import progress, states, tally
from tracking.register.answers import answers, bucket_column, counted
from tracking.register.tables import Assignment, Event
from tracking.reports.shares import CLOSED, NO_OWNER, UNIT_SAID, handed_over, office_names
from tracking.reports.window import Window

_CLOSED_STATES = ("completed", "withdrawn", "replaced")
_CHUNK = 500
Figures = dict[str, Counter[str]]
"""By the office's name: each bucket, "opening" and "updated"."""


def office_figures(session: Session, window: Window, known_at: dt.datetime | None, latest: bool, since: dt.date) -> Figures:
    """The figures of each office that the window counts. latest: nothing recorded is left out; since: from then an update is fresh."""
    eve = window.start - dt.timedelta(days=1) if window.start else None
    found: Figures = {}
    names = office_names(session)
    day = tally.day_of_figures(session)
    if eve is None and latest and day is not None and day <= window.closing:
        for office_id, counts in tally.figures(session, window.closing).items():
            if office_id is not None:
                found.setdefault(names.get(office_id, NO_OWNER), Counter()).update(counts)
        _kept(session, found, names, window.closing, None, eve, col(Assignment.office_id).is_(None))
        _updated(session, found, names, window.closing, None, window.closing, since)
        return found
    edge = eve or window.closing
    _kept(session, found, names, window.closing, known_at, eve)
    _updated(session, found, names, window.closing, known_at, edge, since)
    _changed(session, found, names, window.closing, known_at, eve, since)
    if eve is not None:
        _carried_over(session, found, names, window, eve, known_at)
    return found


def _office(found: Figures, names: dict[int, str], office_id: int | None, name: str) -> Counter[str]:
    return found.setdefault(names.get(office_id or 0) or name or NO_OWNER, Counter())


def _place() -> tuple[Any, Any]:
    """The office, and the name as written where there is none."""
    return col(Assignment.office_id), case((col(Assignment.office_id).is_(None), col(Assignment.name)), else_="")


def _by_place(session: Session, conditions: list[ColumnElement[bool]], *columns: ColumnElement[Any]) -> Iterator[Any]:
    """Counts by office, then those without one by the name as written: the first, nearly all, from an index alone."""
    office = col(Assignment.office_id)
    known = select_columns(office, literal(""), *columns, func.count()).where(office.is_not(None), *conditions)
    yield from session.execute(known.group_by(office, *columns))
    name = col(Assignment.name)
    unknown = select_columns(office, name, *columns, func.count()).where(office.is_(None), *conditions)
    yield from session.execute(unknown.group_by(office, name, *columns))


def _unchanged(edge: dt.date, known_at: dt.datetime | None) -> ColumnElement[bool]:
    kept = col(Assignment.changed_on) <= edge
    return kept if known_at is None else and_(kept, col(Assignment.changed_at) <= known_at)


def _kept(
    session: Session,
    found: Figures,
    names: dict[int, str],
    closing: dt.date,
    known_at: dt.datetime | None,
    eve: dt.date | None,
    *where: ColumnElement[bool],
) -> None:
    """What has not changed since the window began: all of it was carried over, unless it was closed by then."""
    bucket = bucket_column(closing)
    conditions = [counted(), _unchanged(eve or closing, known_at), *where]
    if eve is not None:
        conditions.append(col(Assignment.state).not_in(_CLOSED_STATES))
    for office_id, name, code, number in _by_place(session, conditions, bucket):
        figures = _office(found, names, office_id, name)
        figures[code] += number
        figures["opening"] += number if eve is not None else 0


def _updated(
    session: Session,
    found: Figures,
    names: dict[int, str],
    closing: dt.date,
    known_at: dt.datetime | None,
    edge: dt.date,
    since: dt.date,
) -> None:
    """Of the open ones that have not changed since the edge, those of which the unit said something lately."""
    said = [col(Event.assignment_id) == col(Assignment.id), col(Event.kind).in_(UNIT_SAID)]
    said += [col(Event.effective_on) >= since, col(Event.effective_on) <= closing]
    if known_at is not None:
        said.append(col(Event.recorded_at) <= known_at)
    is_open = col(Assignment.state).in_(sorted(states.open_states()))
    conditions = [counted(), is_open, col(Assignment.changed_on) >= since, _unchanged(edge, known_at), exists().where(*said)]
    for office_id, name, number in _by_place(session, conditions):
        _office(found, names, office_id, name)["updated"] += number


def _changed(
    session: Session,
    found: Figures,
    names: dict[int, str],
    closing: dt.date,
    known_at: dt.datetime | None,
    eve: dt.date | None,
    since: dt.date,
) -> None:
    """What changed since, from its events: the last that moves the state, sets the day, reports; and the state on the eve."""
    last = _last_events(closing, known_at, eve)
    moved, dated, sent, before = aliased(Event), aliased(Event), aliased(Event), aliased(Event)
    bucket = bucket_column(closing, col(moved.to_state), col(dated.due_on), col(sent.effective_on))
    uncounted = [code for code, state in states.states().items() if not state.counts]
    there = case(
        (col(before.to_state).is_(None), "none"),
        (col(before.to_state).in_(uncounted), "none"),
        (col(before.to_state).in_(_CLOSED_STATES), "closed"),
        else_="open",
    )
    fresh = case((last.c.said >= since, 1), else_=0)
    query = (
        select_columns(*_place(), bucket, there, fresh, func.count())
        .select_from(last)
        .join(Assignment, col(Assignment.id) == last.c.assignment_id)
        .join(moved, col(moved.id) == last.c.moved)
        .outerjoin(dated, col(dated.id) == last.c.dated)
        .outerjoin(sent, col(sent.id) == last.c.sent)
        .outerjoin(before, col(before.id) == last.c.before)
        .where(col(moved.to_state).not_in(uncounted))
        .group_by(*_place(), bucket, there, fresh)
    )
    for office_id, name, code, was, said, number in session.execute(query):
        if was == "closed" and code in CLOSED:
            continue
        figures = _office(found, names, office_id, name)
        figures[code] += number
        figures["opening"] += number if was == "open" else 0
        figures["updated"] += number if said and code.startswith("open_") else 0


def _last_events(closing: dt.date, known_at: dt.datetime | None, eve: dt.date | None) -> Any:
    event = aliased(Event)
    known = col(event.recorded_at) <= known_at if known_at is not None else None
    then = _both(col(event.effective_on) <= closing, known)
    moves = col(event.to_state).is_not(None)
    by_eve = and_(moves, col(event.effective_on) <= eve) if eve is not None else and_(moves, col(event.id) < 0)
    kinds = {"moved": moves, "dated": col(event.sets_due).is_(True), "sent": col(event.kind) == "report", "before": by_eve}
    ids = [func.max(case((condition, col(event.id)))).label(name) for name, condition in kinds.items()]
    said = func.max(case((col(event.kind).in_(UNIT_SAID), col(event.effective_on)))).label("said")
    shares = select(col(Assignment.id)).where(
        col(Assignment.counts).is_(True), col(Assignment.opens_on) <= closing, not_(_unchanged(eve or closing, known_at))
    )
    key = col(event.assignment_id)
    return select_columns(key, *ids, said).where(key.in_(shares), then).group_by(key).subquery()


def _both(first: ColumnElement[bool], second: ColumnElement[bool] | None) -> ColumnElement[bool]:
    return first if second is None else and_(first, second)


def _carried_over(
    session: Session, found: Figures, names: dict[int, str], window: Window, eve: dt.date, known_at: dt.datetime | None
) -> None:
    """A share made by a hand-over within the window opens with what it took over."""
    origin = handed_over(session, eve, window.closing, known_at)
    rows = {share.id or 0: share for share in _shares(session, {*origin, *origin.values()})}
    now = answers(session, [rows[key] for key in origin if key in rows], window.closing, known_at)
    then = answers(session, [rows[key] for key in set(origin.values()) if key in rows], eve, known_at)
    for key, first in origin.items():
        share = rows.get(key)
        if share is None or not share.counts or first not in then:
            continue
        code, before = progress.bucket(now[key], window.closing), progress.bucket(then[first], eve)
        if code is None or before is None:
            continue
        figures = _office(found, names, share.office_id, share.name)
        if before not in CLOSED:
            figures["opening"] += 1
        elif code in CLOSED:
            figures[code] -= 1


def _shares(session: Session, ids: Iterable[int]) -> list[Assignment]:
    wanted = sorted(ids)
    found: list[Assignment] = []
    for start in range(0, len(wanted), _CHUNK):
        found += session.exec(select(Assignment).where(col(Assignment.id).in_(wanted[start : start + _CHUNK]))).all()
    return found
