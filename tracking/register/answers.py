"""Answers for a day and a moment: kept ones where nothing happened or was recorded since, replayed from the events elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby

from sqlalchemy import ColumnElement, and_, case, or_
from sqlmodel import Session, col, func, select

from tracking.register import progress, states
from tracking.register.events import answer_of, fact
from tracking.register.progress import Answer
from tracking.register.tables import Assignment, Event

_CHUNK = 500


def answers(session: Session, shares: Sequence[Assignment], as_of: dt.date, known_at: dt.datetime | None = None) -> dict[int, Answer]:
    """The answer of each assignment as of the end of a day, as known at a moment; not there yet: state None."""
    found: dict[int, Answer] = {}
    moved: list[int] = []
    for share in shares:
        if share.changed_on <= as_of and (known_at is None or share.changed_at <= known_at):
            found[share.id or 0] = answer_of(share)
        else:
            moved.append(share.id or 0)
    return found | replay(session, moved, as_of, known_at)


def replay(session: Session, ids: Iterable[int], as_of: dt.date, known_at: dt.datetime | None) -> dict[int, Answer]:
    """Answers computed from the events alone."""
    wanted = list(ids)
    found = dict.fromkeys(wanted, Answer())
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        rows = session.exec(select(Event).where(col(Event.assignment_id).in_(chunk)).order_by(col(Event.assignment_id), col(Event.id)))
        for key, events in groupby(rows, key=lambda event: event.assignment_id):
            found[key or 0] = progress.answer(map(fact, events), as_of, known_at)
    return found


def bucket_column(as_of: dt.date) -> ColumnElement[str]:
    """`progress.bucket` of the kept answer, in SQL; a test holds the two equal."""
    share = Assignment
    until = case((col(share.state).in_(("reported", "completed")), func.coalesce(col(share.reported_on), as_of)), else_=as_of)
    late = until > col(share.due_on)
    return case(
        (col(share.state).in_(("suspended", "withdrawn", "replaced")), col(share.state)),
        (and_(col(share.state) == "completed", col(share.due_on).is_(None)), "done_no_deadline"),
        (and_(col(share.state) == "completed", late), "done_late"),
        (col(share.state) == "completed", "done_on_time"),
        (col(share.due_on).is_(None), "open_no_deadline"),
        (late, "open_overdue"),
        else_="open_in_time",
    )


def counted() -> ColumnElement[bool]:
    """The assignments that belong to totals: leads, no standing parent, confirmed."""
    uncounted = [code for code, state in states.states().items() if not state.counts]
    return and_(col(Assignment.counts).is_(True), col(Assignment.state).not_in(uncounted))


def count(
    session: Session, as_of: dt.date, known_at: dt.datetime | None = None, *where: ColumnElement[bool]
) -> dict[int | None, dict[str, int]]:
    """How many counted assignments of each office are in each bucket, by office id (None: unresolved). Offices with none are left out."""
    kept = [col(Assignment.changed_on) <= as_of]
    if known_at is not None:
        kept.append(col(Assignment.changed_at) <= known_at)
    bucket = bucket_column(as_of)
    query = select(Assignment.office_id, bucket, func.count()).where(counted(), *kept, *where).group_by(col(Assignment.office_id), bucket)
    found: dict[int | None, dict[str, int]] = {}
    for office_id, code, number in session.exec(query):
        _add(found, office_id, code, number)
    moved = select(Assignment.id, Assignment.office_id).where(
        col(Assignment.counts).is_(True), col(Assignment.opens_on) <= as_of, or_(*(~term for term in kept)), *where
    )
    offices = {row[0] or 0: row[1] for row in session.exec(moved)}
    for key, found_answer in replay(session, offices, as_of, known_at).items():
        past = progress.bucket(found_answer, as_of)
        if past is not None:
            _add(found, offices[key], past, 1)
    return found


def _add(found: dict[int | None, dict[str, int]], office_id: int | None, code: str, number: int) -> None:
    counts = found.setdefault(office_id, dict.fromkeys(states.buckets(), 0))
    counts[code] += number
