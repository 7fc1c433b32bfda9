"""The first page: what is late, whose, from which directive; and the lists behind each figure, page by page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, or_, select, tuple_

from tracking.register import progress, states, tally
from tracking.register.actor import LOCAL
from tracking.register.answer_columns import bucket_column, counted
from tracking.register.answers import answers
from tracking.register.database import Register
from tracking.register.tables import Assignment, Directive, Duty, Extension, Office
from tracking.register.unit import time_reached


def overview(register: Register, as_of: dt.date | None = None, offices: Sequence[int] | None = None) -> dict[str, Any]:
    """The figures of a day: totals (assignments by bucket and their sum), what waits for whom, offices with the most late first.

    offices: only these (a unit's page). `late` is the bucket open_overdue; due_this_week ends with Sunday.
    """
    day = as_of or register.today()
    time = time_reached(day, register.now())
    bring_to(register, day)
    scope: list[ColumnElement[bool]] = [col(Assignment.office_id).in_(offices)] if offices is not None else []
    with register.reading() as session:
        by_office = tally.figures(session, day, None, offices, time)
        names = {office.id: office.name for office in session.exec(select(Office))}
        waiting = tally.by_state(session, offices)
        week = _due_between(session, day, day + dt.timedelta(days=6 - day.weekday()), scope)
        directives = _by_directive(session, day, time, offices)
        asked = select(func.count()).select_from(Extension).join(Assignment, col(Assignment.id) == col(Extension.assignment_id))
        open_requests = session.exec(asked.where(col(Extension.outcome).is_(None), col(Assignment.open).is_(True))).one()
        reviewing = session.exec(select(func.count()).select_from(Directive).where(Directive.state == "reviewing")).one()
    ranked = sorted(by_office.items(), key=lambda item: (-item[1]["open_overdue"], -sum(item[1].values()), names.get(item[0]) or ""))
    rows = [{"office_id": key, "office": names.get(key), **counts, "total": sum(counts.values())} for key, counts in ranked]
    sums = {code: sum(counts[code] for counts in by_office.values()) for code in states.buckets()}
    return {
        "as_of": day,
        "totals": {**sums, "total": sum(sums.values())},
        "late": sums["open_overdue"],
        "due_this_week": week,
        "waiting": waiting,
        "requests": open_requests,
        "reviewing": reviewing,
        "by_office": rows,
        "by_directive": directives,
    }


def share_page(
    register: Register,
    bucket: str | None = None,
    state: str | None = None,
    office_id: int | None = None,
    due_from: dt.date | None = None,
    due_until: dt.date | None = None,
    after: tuple[str | None, int] | None = None,
    most: int = 50,
    as_of: dt.date | None = None,
) -> dict[str, Any]:
    """Counted assignments by day due, undated last: {rows, next}; pass `next` as `after` for the page that follows, None at the end.

    Today's answers; bucket is judged at the end of `as_of` (today).
    """
    day = as_of or register.today()
    time = time_reached(day, register.now())
    where = [counted()]
    if office_id is not None:
        where.append(col(Assignment.office_id) == office_id)
    if state is not None:
        where.append(col(Assignment.state) == state)
    if bucket is not None:
        where += _bucket(bucket, day, time)
    if due_from is not None:
        where.append(col(Assignment.due_on) >= due_from)
    if due_until is not None:
        where.append(col(Assignment.due_on) <= due_until)
    with register.reading() as session:
        shares = _page(session, where, after, most + 1)
        rows = _share_rows(session, shares[:most], day, time)
    last = shares[most - 1] if len(shares) > most else None
    return {"rows": rows, "next": (last.due_on.isoformat() if last.due_on else None, last.id) if last else None}


def _page(session: Session, where: list[ColumnElement[bool]], after: tuple[str | None, int] | None, most: int) -> list[Assignment]:
    """The dated ones by (day, id), then the undated by id; each part walks an index from where the page before ended."""
    found: list[Assignment] = []
    if after is None or after[0] is not None:
        query = select(Assignment).where(*where, col(Assignment.due_on).is_not(None))
        if after is not None and after[0] is not None:
            query = query.where(tuple_(col(Assignment.due_on), col(Assignment.id)) > (dt.date.fromisoformat(after[0]), after[1]))
        found = list(session.exec(query.order_by(col(Assignment.due_on), col(Assignment.id)).limit(most)))
        after = None
    if len(found) < most:
        query = select(Assignment).where(*where, col(Assignment.due_on).is_(None))
        if after is not None:
            query = query.where(col(Assignment.id) > after[1])
        found += session.exec(query.order_by(col(Assignment.id)).limit(most - len(found)))
    return found


def _bucket(bucket: str, day: dt.date, time: str) -> list[ColumnElement[bool]]:
    """The bucket's own condition first where an index knows it, the exact one beside it."""
    exact = bucket_column(day, time) == bucket
    if not bucket.startswith("open_"):
        return [exact]
    hint: list[ColumnElement[bool]] = [col(Assignment.open).is_(True), exact]
    if bucket == "open_overdue":
        hint.append(col(Assignment.due_on) <= day)
    return hint


def _share_rows(session: Session, shares: Sequence[Assignment], day: dt.date, time: str) -> list[dict[str, Any]]:
    duties = {duty.id: duty for duty in session.exec(select(Duty).where(col(Duty.id).in_({share.duty_id for share in shares})))}
    wanted = {duty.directive_id for duty in duties.values()}
    directives = {row.id: row for row in session.exec(select(Directive).where(col(Directive.id).in_(wanted)))}
    names = {row.id: row.name for row in session.exec(select(Office).where(col(Office.id).in_({share.office_id for share in shares})))}
    known = answers(session, shares, day)
    rows = []
    for share in shares:
        duty, answer = duties[share.duty_id], known[share.id or 0]
        directive = directives[duty.directive_id]
        row = share.model_dump(exclude={"changed_at", "counts"})
        row |= {
            "office": names.get(share.office_id),
            "bucket": progress.bucket(answer, day, time),
            "days_late": progress.days_late(answer, day),
        }
        row |= {"text": duty.text, "ordinal": duty.ordinal, "deadline": duty.deadline, "directive_id": directive.id}
        rows.append(row | {"number": directive.number, "issued_on": directive.issued_on, "issuer": directive.issuer})
    return rows


def _due_between(session: Session, start: dt.date, end: dt.date, scope: list[ColumnElement[bool]]) -> int:
    days = (col(Assignment.due_on) >= start, col(Assignment.due_on) <= end)
    not_sent = or_(col(Assignment.state) != "reported", col(Assignment.reported_on).is_(None))
    return session.exec(select(func.count()).select_from(Assignment).where(col(Assignment.open).is_(True), not_sent, *days, *scope)).one()


def _by_directive(session: Session, day: dt.date, time: str, offices: Sequence[int] | None, most: int = 20) -> list[dict[str, Any]]:
    """The directives with the most late assignments."""
    if offices is None and tally.day_of_figures(session) == day:
        found = tally.latest(session, most)
    else:
        late = func.count().label("late")
        query = select(col(Assignment.directive_id), late).where(*_bucket("open_overdue", day, time)).group_by(col(Assignment.directive_id))
        if offices is not None:
            query = query.where(col(Assignment.office_id).in_(offices))
        found = [(key, number) for key, number in session.exec(query.order_by(late.desc(), col(Assignment.directive_id)).limit(most))]
    rows = {row.id: row for row in session.exec(select(Directive).where(col(Directive.id).in_([key for key, _ in found])))}
    shown = {"number", "issued_on", "issuer", "subject"}
    return [{"directive_id": key, **rows[key].model_dump(include=shown), "late": number} for key, number in found]


def bring_to(register: Register, day: dt.date) -> None:
    """On a day's first look, and once an hour has made something late, bring the kept figures there: later looks only read them."""
    if day == register.today():
        with register.reading() as session:
            behind = tally.is_behind(session, (day, register.time()))
        if behind:
            with register.command(LOCAL, "new_day"):
                return
