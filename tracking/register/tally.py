"""Today's figures kept ready: counts by office and by directive, changed in the same transaction as the assignments they count.

They tell of one moment, a day and a time of it. A command first brings them to its own (only duties falling due in between
move), then adds what it changed. `verify` counts anew.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, event, inspect
from sqlmodel import Session, col, func, select

from tracking.register import progress, states
from tracking.register.answer_columns import bucket_column, counted
from tracking.register.answers import Counts, count
from tracking.register.progress import END_OF_DAY, Answer
from tracking.register.side_tables import Tally, TallyDay
from tracking.register.tables import Assignment

Key = tuple[str, int, str, str]
"""Scope, its id, state, bucket."""
Moment = tuple[dt.date, str]
"""A day and the time reached on it."""

_ANSWER = ("state", "due_on", "reported_on", "extensions", "due_time", "reported_time")
_WATCHED = ("office_id", "counts", "said_on", *_ANSWER)
_SAID = "said:"
_LATE = ("open_in_time", "open_overdue")


def begin(session: Session, today: dt.date, time: str = END_OF_DAY) -> None:
    """Bring the figures to a command's moment and watch what it changes. `end` writes the difference."""
    kept = session.get(TallyDay, 1)
    if kept is None or kept.day > today:
        rebuild(session, today, time)
    elif (kept.day, kept.time) < (today, time):
        _write(session, _fallen_due(session, (kept.day, kept.time), (today, time)))
        kept.day, kept.time = today, time
    session.info["tally"], session.info["tally_moment"] = Counter(), moment_of_figures(session)
    event.listen(session, "before_flush", _watch)


def end(session: Session) -> None:
    """Write the difference that the command made."""
    _write(session, session.info["tally"])


def rebuild(session: Session, today: dt.date, time: str = END_OF_DAY) -> None:
    """Count everything anew."""
    session.execute(delete(Tally))
    session.add_all(_row(key, number) for key, number in counted_anew(session, (today, time)).items())
    kept = session.get(TallyDay, 1)
    if kept is None:
        session.add(TallyDay(day=today, time=time))
    else:
        kept.day, kept.time = today, time
    session.flush()


def moment_of_figures(session: Session) -> Moment | None:
    """The moment of which the kept figures tell; None before the first command."""
    kept = session.get(TallyDay, 1)
    return (kept.day, kept.time) if kept else None


def day_of_figures(session: Session) -> dt.date | None:
    """The day of which the kept figures tell; None before the first command."""
    kept = moment_of_figures(session)
    return kept[0] if kept else None


def is_behind(session: Session, moment: Moment) -> bool:
    """Whether the kept figures tell of another day, or something fell due within the day since."""
    kept = moment_of_figures(session)
    return kept is not None and kept < moment and (kept[0] < moment[0] or bool(_fallen_due(session, kept, moment)))


def figures(
    session: Session,
    as_of: dt.date,
    known_at: dt.datetime | None = None,
    offices: Iterable[int] | None = None,
    time: str = END_OF_DAY,
) -> Counts:
    """Counted assignments by office and bucket at a time of a day: the kept figures where they tell of it, else counted.

    Within one day a kept moment that is a little later stands for the one asked for.
    """
    kept = moment_of_figures(session)
    if known_at is not None or kept is None or kept[0] > as_of:
        scope = [] if offices is None else [col(Assignment.office_id).in_(list(offices))]
        return count(session, as_of, known_at, *scope, time=time)
    query = select(Tally.scope_id, Tally.bucket, func.sum(Tally.number)).where(Tally.scope == "office")
    wanted = None if offices is None else set(offices)
    if wanted is not None:
        query = query.where(col(Tally.scope_id).in_(wanted))
    found: Counter[tuple[int, str]] = Counter()
    for office_id, bucket, number in session.exec(query.group_by(col(Tally.scope_id), col(Tally.bucket))):
        found[office_id, bucket] += int(number)
    if kept < (as_of, time):
        for (scope_name, office_id, _, bucket), number in _fallen_due(session, kept, (as_of, time)).items():
            if scope_name == "office":
                found[office_id, bucket] += number
    return _by_office(found, wanted)


def _by_office(found: Counter[tuple[int, str]], wanted: set[int] | None) -> Counts:
    counts: Counts = {}
    for (office_id, bucket), number in found.items():
        if number and (wanted is None or office_id in wanted):
            counts.setdefault(office_id or None, dict.fromkeys(states.buckets(), 0))[bucket] = number
    return counts


def by_state(session: Session, offices: Sequence[int] | None = None) -> dict[str, int]:
    """How many open assignments stand in each state now: whose turn it is."""
    is_open = col(Tally.bucket).in_([code for code in states.buckets() if code.startswith("open_")])
    query = select(Tally.state, func.sum(Tally.number)).where(Tally.scope == "office", is_open)
    if offices is not None:
        query = query.where(col(Tally.scope_id).in_(offices))
    return {state: int(number) for state, number in session.exec(query.group_by(col(Tally.state))) if number}


def said_since(session: Session, since: dt.date) -> dict[int, int]:
    """By office (0: unresolved) the open assignments of which the unit said something from a day on."""
    scope = col(Tally.scope)
    query = select(Tally.scope_id, func.sum(Tally.number)).where(scope >= _said(since), scope < f"{_SAID}A")
    return {key: int(number) for key, number in session.exec(query.group_by(col(Tally.scope_id))) if number}


def latest(session: Session, most: int) -> list[tuple[int, int]]:
    """The directives with the most overdue assignments, with their number."""
    query = select(Tally.scope_id, Tally.number).where(Tally.scope == "directive", Tally.bucket == "open_overdue", col(Tally.number) > 0)
    order = (col(Tally.number).desc(), col(Tally.scope_id).desc())  # as the index lies: the newest first among equals
    return [(key, number) for key, number in session.exec(query.order_by(*order).limit(most))]


def by_directive(session: Session, most: int) -> dict[int, dict[str, int]]:
    """By directive its counts by bucket: those with the most overdue, then those with the most duties, so many in all."""
    keys = [key for key, _ in latest(session, most)]
    if len(keys) < most:
        rest = select(Tally.scope_id).where(Tally.scope == "directive", col(Tally.scope_id).not_in(keys)).group_by(col(Tally.scope_id))
        keys += session.exec(rest.order_by(func.sum(Tally.number).desc(), col(Tally.scope_id)).limit(most - len(keys)))
    found: dict[int, dict[str, int]] = {}
    query = select(Tally.scope_id, Tally.bucket, Tally.number).where(Tally.scope == "directive", Tally.state == "")
    query = query.where(col(Tally.scope_id).in_(keys))
    if session.get_bind().dialect.name == "sqlite":
        # every row has one of them, but only so are the rows looked up; PostgreSQL would look each bucket up by itself
        query = query.where(col(Tally.bucket).in_(list(states.buckets())))
    for key, bucket, number in session.exec(query):
        if number:
            found.setdefault(key, dict.fromkeys(states.buckets(), 0))[bucket] = number
    return found


def differs(session: Session) -> bool:
    """Whether the kept figures differ from a new count of their day."""
    moment = moment_of_figures(session)
    if moment is None:
        return False
    kept = {_key(row): row.number for row in session.exec(select(Tally)) if row.number}
    return kept != counted_anew(session, moment)


def counted_anew(session: Session, moment: Moment) -> Counter[Key]:
    """The figures of a moment from the kept answers of the assignments themselves."""
    bucket = bucket_column(*moment)
    found: Counter[Key] = Counter()
    columns = (col(Assignment.office_id), col(Assignment.state), bucket)
    for office_id, state, code, number in session.execute(select(*columns, func.count()).where(counted()).group_by(*columns)):
        found["office", office_id or 0, state, code] += number
    directive = (col(Assignment.directive_id), bucket)
    for directive_id, code, number in session.execute(select(*directive, func.count()).where(counted()).group_by(*directive)):
        found["directive", directive_id, "", code] += number
    said = (col(Assignment.office_id), col(Assignment.said_on))
    is_open = (col(Assignment.open).is_(True), col(Assignment.said_on).is_not(None))
    for office_id, day, number in session.execute(select(*said, func.count()).where(*is_open).group_by(*said)):
        found[_said(day), office_id or 0, "", ""] += number
    return found


def _fallen_due(session: Session, since: Moment, until: Moment) -> Counter[Key]:
    """What moves from in time to overdue between two moments."""
    moved: Counter[Key] = Counter()
    for row in session.execute(_falling_due(since, until)):
        office_id, directive_id, state, number = tuple(row)
        for sign, code in zip((-number, number), _LATE, strict=True):
            moved["office", office_id or 0, state, code] += sign
            moved["directive", directive_id, "", code] += sign
    return moved


@functools.lru_cache(8)
def _falling_due(since: Moment, until: Moment) -> Any:
    """Kept, for every look at the figures within a minute asks the same, and putting it together costs more than its answer."""
    columns = (col(Assignment.office_id), col(Assignment.directive_id), col(Assignment.state))
    where = [
        counted(),
        col(Assignment.open).is_(True),
        col(Assignment.due_on) >= since[0],
        col(Assignment.due_on) <= until[0],
        bucket_column(*since) == "open_in_time",
        bucket_column(*until) == "open_overdue",
    ]
    return select(*columns, func.count()).where(*where).group_by(*columns)


def _watch(session: Session, _context: Any, _objects: Any) -> None:
    changes: Counter[Key] = session.info["tally"]
    moment = session.info["tally_moment"]
    for row in (*session.new, *session.dirty):
        if isinstance(row, Assignment):
            for sign, values in ((-1, _before(row)), (1, {name: getattr(row, name) for name in _WATCHED})):
                for key in _places(row.directive_id, values, moment):
                    changes[key] += sign


def _before(row: Assignment) -> dict[str, Any] | None:
    """The values that the database has of the row; None for a new one."""
    state = inspect(row)
    if not state.persistent:
        return None
    found = {}
    for name in _WATCHED:
        history = state.attrs[name].history
        found[name] = history.deleted[0] if history.deleted else getattr(row, name)
    return found


def _places(directive_id: int, values: dict[str, Any] | None, moment: Moment) -> list[Key]:
    if values is None or not values["counts"]:
        return []
    bucket = progress.bucket(Answer(*(values[name] for name in _ANSWER)), *moment)
    if bucket is None:
        return []
    office_id, said_on = values["office_id"] or 0, values["said_on"]
    places = [("office", office_id, values["state"], bucket), ("directive", directive_id, "", bucket)]
    if said_on is not None and values["state"] in states.open_states():
        places.append((_said(said_on), office_id, "", ""))
    return places


def _said(day: dt.date) -> str:
    """The scope of a day on which units said something."""
    return f"{_SAID}{day.isoformat()}"


def _write(session: Session, changes: Counter[Key]) -> None:
    for key, number in changes.items():
        if number:
            row = session.get(Tally, key)
            if row is None:
                session.add(_row(key, number))
            else:
                row.number += number


def _row(key: Key, number: int) -> Tally:
    scope, scope_id, state, bucket = key
    return Tally(scope=scope, scope_id=scope_id, state=state, bucket=bucket, number=number)


def _key(row: Tally) -> Key:
    return row.scope, row.scope_id, row.state, row.bucket
