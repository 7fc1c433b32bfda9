"""The register's lists: duties as `dondoc duties --json` prints them, for any day and as known at any moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import Session, col, select

from drafting.orthography import fold
from tracking.register import progress, recurrence, states
from tracking.register.answers import answers
from tracking.register.database import Register
from tracking.register.fan_out import UNTIL
from tracking.register.offices import Directory
from tracking.register.options import option
from tracking.register.progress import END_OF_DAY, Answer
from tracking.register.refusals import NotFound
from tracking.register.tables import Assignment, Directive, Duty, Office
from tracking.register.unit import time_reached

_CHUNK = 400


def duties(
    register: Register,
    status: str | None = None,
    office: str | int | None = None,
    directive: str | int | None = None,
    as_of: dt.date | None = None,
    known_at: dt.datetime | None = None,
) -> list[dict[str, Any]]:
    """Rows of the contract in order of issue day, directive, place. status: a state or a bucket; office, directive: id or name, number.

    Confirmed duties only, unless status is "proposed" or "rejected". Raises NotFound where the office or status is unknown.
    """
    day = as_of or register.today()
    with register.reading(known_at) as session:
        if status in ("proposed", "rejected"):
            return _in_review(session, status, directive)
        if status is not None and status not in states.states() and status not in states.buckets():
            raise NotFound(f"Không có tình trạng «{status}». Dùng một trong: {', '.join([*states.states(), *states.buckets()])}.")
        found = _selected(session, office, directive, day)
        rows = duty_rows(session, found, day, known_at, time_reached(day, known_at or register.now()))
    return [row for row in rows if status is None or status in (row["state"], row["bucket"])]


def totals(rows: Iterable[dict[str, Any]]) -> dict[str, int]:
    """How many of the rows are in each bucket, and `total`, their sum; standing parents are in none."""
    return progress.totals(row["bucket"] for row in rows)


def duty_rows(
    session: Session, found: Sequence[Duty], as_of: dt.date, known_at: dt.datetime | None = None, time: str = END_OF_DAY
) -> list[dict[str, Any]]:
    """The contract's rows of these duties; those not in the register by that day and moment are left out."""
    rows: list[dict[str, Any]] = []
    directives = _by_id(session, Directive, {duty.directive_id for duty in found})
    offices = {office.id: office.name for office in session.exec(select(Office))}
    for start in range(0, len(found), _CHUNK):
        chunk = found[start : start + _CHUNK]
        shares = _shares(session, chunk)
        known = answers(session, [share for group in shares.values() for share in group], as_of, known_at)
        for duty in chunk:
            row = _row(session, duty, directives[duty.directive_id], shares.get(duty.id or 0, []), known, offices, as_of, time)
            if row is not None:
                rows.append(row)
    return rows


def _row(
    session: Session,
    duty: Duty,
    directive: Directive,
    shares: Sequence[Assignment],
    known: dict[int, Answer],
    offices: dict[int | None, str],
    as_of: dt.date,
    time: str,
) -> dict[str, Any] | None:
    there = [share for share in shares if known[share.id or 0].state not in (None, "proposed", "rejected")]
    leads = [known[share.id or 0] for share in there if share.role == "lead"]
    if not leads:
        return None
    counted = [known[share.id or 0] for share in there if share.role == "lead" and share.counts]
    buckets = [progress.bucket(answer, as_of, time) for answer in counted]
    still_open = [answer for answer in leads if answer.state in states.open_states()] or leads
    eve = bool(option(session, "before_ends_on_eve", duty.issued_on or as_of, directive.issuer or "")) if duty.standing else True
    return {
        **_head(duty, directive),
        "due_on": _iso(min((answer.due_on for answer in still_open if answer.due_on), default=None)),
        "original_due_on": _iso(duty.original_due_on),
        "next_on": _iso(recurrence.next_on(duty.deadline, duty.issued_on, as_of, eve)) if duty.parent_id is None else None,
        "state": states.least_advanced(answer.state or "" for answer in leads),
        "bucket": progress.roll_up(buckets),
        "days_late": 0 if duty.standing else max(progress.days_late(answer, as_of) for answer in leads),
        "extensions": max(answer.extensions for answer in leads),
        "assignments": [_share_row(duty, share, known[share.id or 0], offices, as_of, time) for share in there],
    }


def _share_row(duty: Duty, share: Assignment, answer: Answer, offices: dict[int | None, str], as_of: dt.date, time: str) -> dict[str, Any]:
    return {
        "office": offices.get(share.office_id),
        "role": share.role,
        "state": answer.state,
        "bucket": progress.bucket(answer, as_of, time) if share.counts or (share.role != "lead" and not duty.standing) else None,
        "due_on": _iso(answer.due_on),
    }


def _head(duty: Duty, directive: Directive) -> dict[str, Any]:
    return {
        "schema": 1,
        "id": duty.id,
        "directive": {
            "id": directive.id,
            "number": directive.number,
            "issued_on": _iso(directive.issued_on),
            "issuer": directive.issuer,
        },
        "ordinal": duty.ordinal,
        "text": duty.text,
        "owners": list(duty.owners),
        "coordinators": list(duty.coordinators),
        "deadline": {name: value for name, value in duty.deadline.items() if name not in ("amount", "unit", UNTIL)},
    }


def _in_review(session: Session, status: str, directive: str | int | None) -> list[dict[str, Any]]:
    query = select(Duty, Directive).where(Duty.directive_id == Directive.id, Duty.state == status)
    if directive is not None:
        query = query.where(col(Duty.directive_id).in_(directive_ids(session, directive)))
    query = query.order_by(col(Directive.issued_on).nulls_first(), col(Directive.id), col(Duty.position), col(Duty.id))
    empty = {"due_on": None, "original_due_on": None, "next_on": None, "state": status, "bucket": None}
    ended = {"days_late": 0, "extensions": 0, "assignments": []}
    return [_head(duty, found) | empty | ended for duty, found in session.exec(query)]


def _selected(session: Session, office: str | int | None, directive: str | int | None, as_of: dt.date) -> list[Duty]:
    query = select(Duty).where(col(Duty.opens_on) <= as_of)
    if directive is not None:
        query = query.where(col(Duty.directive_id).in_(directive_ids(session, directive)))
    if office is not None:
        ids, words = _office(session, office, as_of)
        shares = select(Assignment.duty_id)
        shares = shares.where(col(Assignment.office_id).in_(ids)) if ids else shares.where(col(Assignment.name).ilike(words))
        query = query.where(col(Duty.id).in_(shares))
    if directive is not None:
        return sorted(session.exec(query), key=_order)
    order = (col(Duty.issued_on), col(Duty.directive_id), col(Duty.position), col(Duty.due_on).nulls_first(), col(Duty.id))
    return list(session.exec(query.order_by(*order)))


def _order(duty: Duty) -> tuple[dt.date, int, int, dt.date, int]:
    """Issue day, directive, place; occurrences after their parent, by day."""
    return duty.issued_on or dt.date.min, duty.directive_id, duty.position, duty.due_on or dt.date.min, duty.id or 0


def directive_ids(session: Session, directive: str | int) -> list[int]:
    """The directives of a number, or of an id where only digits are given."""
    if isinstance(directive, int) or directive.isdigit():
        return [int(directive)]
    wanted = fold(directive)
    query = select(Directive.id, Directive.number).where(col(Directive.number).is_not(None))
    return [key for key, number in session.exec(query) if key is not None and fold(number or "") == wanted]


def _office(session: Session, office: str | int, as_of: dt.date) -> tuple[list[int], str]:
    """The ids of the office named, or the words themselves where duties keep only a written name."""
    if isinstance(office, int):
        return [office], ""
    found = Directory.load(session).resolve(office, as_of)
    if found.offices:
        return [o.id or 0 for o in found.offices], ""
    if session.exec(select(Assignment.id).where(col(Assignment.name).ilike(office)).limit(1)).first() is None:
        known = "; ".join(o.name for o in found.candidates[:3])
        raise NotFound(f"Không có cơ quan, đơn vị «{office}» trong sổ." + (f" Có thể là: {known}." if known else " Xem lại tên."))
    return [], office


def _shares(session: Session, chunk: Sequence[Duty]) -> dict[int, list[Assignment]]:
    ids = [duty.id for duty in chunk]
    found: dict[int, list[Assignment]] = {}
    query = select(Assignment).where(col(Assignment.duty_id).in_(ids)).order_by(col(Assignment.role).desc(), col(Assignment.id))
    for share in session.exec(query):
        found.setdefault(share.duty_id, []).append(share)
    return found


def _by_id(session: Session, table: type[Directive], ids: set[int]) -> dict[int, Directive]:
    wanted = sorted(ids)
    found: dict[int, Directive] = {}
    for start in range(0, len(wanted), _CHUNK):
        for row in session.exec(select(table).where(col(table.id).in_(wanted[start : start + _CHUNK]))):
            found[row.id or 0] = row
    return found


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
