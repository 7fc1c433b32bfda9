"""From a confirmed duty to its assignments: one for each office that owns it, groups fanned out, occurrences made ahead."""

from __future__ import annotations

import collections
import datetime as dt
import itertools
from collections.abc import Iterable
from typing import Any

from sqlmodel import col, func, select
from sqlmodel.sql.expression import Select as SelectOfTuple

from tracking.register import directing, recurrence, states
from tracking.register.actor import Actor
from tracking.register.calendars import calendar_of
from tracking.register.database import Register
from tracking.register.due import Anchors, last_day_on_time, last_hour_on_time
from tracking.register.events import record
from tracking.register.offices import Directory
from tracking.register.options import option
from tracking.register.progress import Due
from tracking.register.tables import Assignment, Directive, Duty
from tracking.register.unit import ZONE, Unit

UNTIL = "until"
"""In a confirmed duty's deadline: the hour of the last day on time."""
MOST_OCCURRENCES = 400
"""A bound on the occurrences made at once for one duty (a daily one, after a long pause)."""


def enter(unit: Unit, directive: Directive, duty: Duty, directory: Directory, covered: frozenset[int] = frozenset()) -> None:
    """Put a proposed duty into the register: its days, its assignments (none for the offices `covered`), its occurrences."""
    starts_on = directive.issued_on or unit.today
    duty.opens_on = starts_on
    duty.due_on = duty.original_due_on = due_on(unit, directive, duty)
    duty.deadline = with_hour(duty.deadline, last_hour_on_time(duty.deadline, _anchors(directive)))
    duty.standing = recurrence.is_dated(duty.deadline)
    duty.state = "confirmed"
    unit.session.flush()
    assign_owners(unit, directive, duty, directory, covered)
    if duty.standing:
        make_occurrences(unit, directive, duty, directory)


def due_on(unit: Unit, directive: Directive, duty: Duty) -> dt.date | None:
    """The last day on time that follows from the deadline as read."""
    return last_day_on_time(duty.deadline, _anchors(directive), calendar_of(unit.session, unit.today), _eve(unit, directive))


def with_hour(deadline: dict[str, Any], hour: str | None) -> dict[str, Any]:
    """The deadline with the hour of its last day on time beside what was read."""
    return {**deadline, UNTIL: hour} if hour else deadline


def _anchors(directive: Directive) -> Anchors:
    at = directive.recorded_at.astimezone(ZONE)
    return Anchors(
        *(directive.issued_on, directive.received_on, directive.effective_on),
        received_at=at if at.date() == directive.received_on else None,
    )


def assign_owners(unit: Unit, directive: Directive, duty: Duty, directory: Directory, covered: frozenset[int] = frozenset()) -> None:
    """One assignment for each office; an owner that cannot be resolved is one with no office, and so is a missing one."""
    seen: set[tuple[str, int | None, str]] = set()
    made = list(_shares(duty, directory, directive))
    for role, office_id, name in made:
        key = (role, office_id, "" if office_id else name)
        if key not in seen and not (role == "lead" and office_id in covered):
            seen.add(key)
            add_assignment(unit, duty, role, office_id, name)


def add_assignment(unit: Unit, duty: Duty, role: str, office_id: int | None, name: str) -> Assignment:
    """A new assignment of a confirmed duty, effective from the day the duty counts."""
    hour = duty.deadline.get(UNTIL) if duty.due_on else None
    opens = duty.opens_on or unit.today
    assignment = Assignment(
        duty_id=duty.id or 0,
        directive_id=duty.directive_id,
        office_id=office_id,
        name=name,
        role=role,
        counts=not duty.standing and role == "lead",
        opens_on=opens,
        changed_on=opens,
        changed_at=unit.now,
    )
    unit.session.add(assignment)
    unit.session.flush()
    record(unit, duty, assignment, "confirm_duty", "confirmed", opens, due=Due(duty.due_on, 0, hour))
    return assignment


def make_occurrences(unit: Unit, directive: Directive, parent: Duty, directory: Directory) -> list[Duty]:
    """Occurrences up to the next one after today: all since the last one made, else of those past only the newest few.

    An occurrence is known by the day it was made for: an extension moves its deadline, not its place in the row.
    """
    starts_on = parent.opens_on or unit.today
    days = recurrence.occurrences(parent.deadline, starts_on, _eve(unit, directive))
    last = unit.session.exec(select(func.max(col(Duty.original_due_on))).where(Duty.parent_id == parent.id, Duty.state != "rejected")).one()
    most = MOST_OCCURRENCES if last else option(unit.session, "past_occurrences", unit.today) + 1
    pairs = itertools.pairwise(itertools.chain([None], _through_next(days, unit.today)))
    wanted = collections.deque((pair for pair in pairs if last is None or (pair[1] or last) > last), maxlen=most)
    made = []
    for before, day in wanted:
        opens = starts_on if before is None else before + dt.timedelta(days=1)
        made.append(_occurrence(unit, directive, parent, day or opens, opens, directory))
    return made


def make_ahead(register: Register, actor: Actor) -> int:
    """Make the occurrences that are due to be made; meant for once a day, harmless more often. Returns how many were made."""
    with register.reading() as session:
        if session.exec(_parents_without_next(register.today())).first() is None:
            return 0
    with register.command(actor, "make_ahead") as unit:
        return make_due_occurrences(unit)


def make_due_occurrences(unit: Unit) -> int:
    """The next occurrences of every standing duty whose last one has passed; returns how many were made."""
    parents = unit.session.exec(_parents_without_next(unit.today)).all()
    directory = Directory.load(unit.session) if parents else Directory({}, {})
    return sum(len(make_occurrences(unit, directive, duty, directory)) for duty, directive in parents)


def _parents_without_next(today: dt.date) -> SelectOfTuple[Duty, Directive]:
    """Standing duties still followed whose last occurrence has passed."""
    ahead = select(Duty.parent_id).where(col(Duty.parent_id).is_not(None), col(Duty.original_due_on) >= today)
    query = select(Duty, Directive).where(Duty.directive_id == Directive.id, col(Duty.standing).is_(True))
    return query.where(col(Duty.id).not_in(ahead), col(Duty.state).in_(states.open_states()))


def _occurrence(unit: Unit, directive: Directive, parent: Duty, day: dt.date, opens: dt.date, directory: Directory) -> Duty:
    fields = parent.model_dump(exclude={"id", "version", "standing", "due_on", "original_due_on", "opens_on", "parent_id", "state"})
    duty = Duty(**fields, parent_id=parent.id, due_on=day, original_due_on=day, opens_on=opens, state="confirmed")
    duty.recorded_at = unit.now
    unit.session.add(duty)
    unit.session.flush()
    directing.follow(unit, duty, parent)
    shares = unit.session.exec(select(Assignment).where(Assignment.duty_id == parent.id, Assignment.state != "rejected")).all()
    for share in shares:
        add_assignment(unit, duty, share.role, share.office_id, share.name)
    if not shares:
        assign_owners(unit, directive, duty, directory)
    return duty


def _through_next(days: Iterable[dt.date], today: dt.date) -> Iterable[dt.date]:
    for day in days:
        yield day
        if day >= today:
            return


def _shares(duty: Duty, directory: Directory, directive: Directive) -> Iterable[tuple[str, int | None, str]]:
    on = directive.issued_on or directive.received_on
    for role, names in (("lead", duty.owners or [""]), ("coordinator", duty.coordinators)):
        for name in names:
            found = directory.resolve(name, on, directive.issuer) if name else None
            if found is not None and (found.how == "one" or (found.how == "group" and role == "lead")):
                for office in found.offices:
                    yield role, office.id, office.name if found.how == "group" else name
            else:
                yield role, None, name


def _eve(unit: Unit, directive: Directive) -> bool:
    return bool(option(unit.session, "before_ends_on_eve", directive.issued_on or unit.today, directive.issuer or ""))
