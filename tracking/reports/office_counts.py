"""T2 counted by the database: what changed in the window is replayed from its events there, the rest is counted as it stands.

Today's figures are read from the sums kept ready. The same figures as `progress` gives share by share; a test holds them equal.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, case, literal, not_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, select

from tracking.register import progress, tally
from tracking.register.answer_columns import bucket_column, counted, uncounted
from tracking.register.answers import answers
from tracking.register.progress import END_OF_DAY
from tracking.register.replaying import replayed, unchanged
from tracking.register.tables import Assignment
from tracking.reports.picking import CLOSED, CLOSED_STATES, carried_over, eve_of, shares_of, there_before
from tracking.reports.shares import NO_OWNER, office_names
from tracking.reports.window import Window

Figures = dict[str, Counter[str]]
"""By the office's name: each bucket, "opening" and "updated"."""


def office_figures(
    session: Session, window: Window, known_at: dt.datetime | None, latest: bool, since: dt.date, time: str = END_OF_DAY
) -> Figures:
    """The figures of each office that the window counts. latest: nothing recorded is left out; since: from then an update is fresh."""
    eve = eve_of(window)
    found: Figures = {}
    names = office_names(session)
    day = tally.day_of_figures(session)
    if eve is None and latest and day is not None and day <= window.closing:
        for office_id, counts in tally.figures(session, window.closing, time=time).items():
            if office_id is not None:
                found.setdefault(names.get(office_id, NO_OWNER), Counter()).update(counts)
        _kept(session, found, names, window.closing, time, None, eve, col(Assignment.office_id).is_(None))
        _updated(session, found, names, since, col(Assignment.office_id).is_(None))
        for key, number in tally.said_since(session, since).items():
            if key:
                found.setdefault(names.get(key, NO_OWNER), Counter())["updated"] += number
        return found
    edge = eve or window.closing
    _kept(session, found, names, window.closing, time, known_at, eve)
    _updated(session, found, names, since, unchanged(edge, known_at))
    _changed(session, found, names, window.closing, time, known_at, eve, since)
    if eve is not None:
        _carried_over(session, found, names, window, eve, time, known_at)
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


def _kept(
    session: Session,
    found: Figures,
    names: dict[int, str],
    closing: dt.date,
    time: str,
    known_at: dt.datetime | None,
    eve: dt.date | None,
    *where: ColumnElement[bool],
) -> None:
    """What has not changed since the window began: all of it was carried over, unless it was closed by then."""
    bucket = bucket_column(closing, time)
    conditions = [counted(), unchanged(eve or closing, known_at), *where]
    if eve is not None:
        conditions.append(col(Assignment.state).not_in(CLOSED_STATES))
    for office_id, name, code, number in _by_place(session, conditions, bucket):
        figures = _office(found, names, office_id, name)
        figures[code] += number
        figures["opening"] += number if eve is not None else 0


def _updated(session: Session, found: Figures, names: dict[int, str], since: dt.date, *where: ColumnElement[bool]) -> None:
    """Of the open ones whose kept answer holds, those of which the unit said something lately."""
    for office_id, name, number in _by_place(session, [col(Assignment.open).is_(True), col(Assignment.said_on) >= since, *where]):
        _office(found, names, office_id, name)["updated"] += number


def _changed(
    session: Session,
    found: Figures,
    names: dict[int, str],
    closing: dt.date,
    time: str,
    known_at: dt.datetime | None,
    eve: dt.date | None,
    since: dt.date,
) -> None:
    """What changed since, from its events: the last that moves the state, sets the day, reports; and the state on the eve."""
    shares = select(col(Assignment.id)).where(
        col(Assignment.counts).is_(True), col(Assignment.opens_on) <= closing, not_(unchanged(eve or closing, known_at))
    )
    past = replayed(shares, closing, known_at, eve)
    bucket = bucket_column(closing, time, past.columns)
    there = there_before(past.before)
    fresh = case((past.said >= since, 1), else_=0)
    place = _place()  # the very same columns are grouped by: PostgreSQL takes equal ones with other parameters for different
    query = select_columns(*place, bucket, there, fresh, func.count()).select_from(past.joined)
    query = query.where(past.columns.state.not_in(uncounted())).group_by(*place, bucket, there, fresh)
    for office_id, name, code, was, said, number in session.execute(query):
        if was == "closed" and code in CLOSED:
            continue
        figures = _office(found, names, office_id, name)
        figures[code] += number
        figures["opening"] += number if was == "open" else 0
        figures["updated"] += number if said and code.startswith("open_") else 0


def _carried_over(
    session: Session, found: Figures, names: dict[int, str], window: Window, eve: dt.date, time: str, known_at: dt.datetime | None
) -> None:
    """A share made by a hand-over within the window opens with what it took over."""
    before = carried_over(session, window, eve, known_at)
    rows = {share.id or 0: share for share in shares_of(session, before) if share.counts}
    now = answers(session, list(rows.values()), window.closing, known_at)
    for key, share in rows.items():
        code = progress.bucket(now[key], window.closing, time)
        if code is None:
            continue
        figures = _office(found, names, share.office_id, share.name)
        if not before[key]:
            figures["opening"] += 1
        elif code in CLOSED:
            figures[code] -= 1
