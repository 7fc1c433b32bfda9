"""Who is late and why: each late share with its cause, whom it waits for, its last news and the letters already sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from tracking.register import states, tally
from tracking.register.actor import Actor
from tracking.register.answer_columns import bucket_column, counted
from tracking.register.database import Register
from tracking.register.overview import bring_to
from tracking.register.tables import Assignment, Directive, Duty, Event, Letter, LetterAssignment, Office
from tracking.screens.figures import Line
from tracking.screens.shares import Filters, Share, conditions, due_soon_until, share_of

_NEWS = ("progress", "explain_delay", "redo", "report", "propose_return", "ask_extension", "refuse_extension", "extend")
_POOL = 120
_LONG_DAYS = 60


@dataclass(frozen=True, slots=True)
class Late:
    """A share that needs a look. cause: in words, "" where nobody said; news: the last note and its day; letters: rounds numbered."""

    share: Share
    subject: str
    weighty: bool
    cause: str
    news: str
    news_on: dt.date | None
    committed_on: dt.date | None
    letters: int

    @property
    def silent(self) -> bool:
        """Whether the unit has said nothing: neither a cause nor any news."""
        return not self.cause and self.news_on is None


def late(register: Register, actor: Actor, office: int | None = None, directive: int | None = None, most: int = 200) -> list[Late]:
    """The overdue shares of an office or a directive (all without either), the longest overdue first; a unit sees its own."""
    today = register.today()
    with register.reading() as session:
        moment = (today, register.time())
        rows = rows_of(session, actor, Filters("open_overdue", office, directive), moment, most)
        return _with_news(session, rows, moment)


def notable(register: Register, actor: Actor, most: int = 10) -> list[Late]:
    """What a leader should look at first: weighty duties, then those reminded in vain, those nobody explains, the longest overdue."""
    today = register.today()
    with register.reading() as session:
        moment = (today, register.time())
        rows = rows_of(session, actor, Filters("open_overdue"), moment, _POOL)
        soon = Filters("open", since=today, until=due_soon_until(session, today))
        rows += [row for row in rows_of(session, actor, soon, moment, _POOL) if row[1].weight == "key"]
        found = _with_news(session, rows, moment)
    return sorted(found, key=_weight)[:most]


def latest_directives(register: Register, actor: Actor, most: int = 8) -> list[Line]:
    """A line for each of the directives with the most overdue shares, with all its counts."""
    actor.need("admin", "officer", "leader", "clerk")
    today = register.today()
    bring_to(register, today)
    with register.reading() as session:
        keys = [key for key, _ in tally.latest(session, most)]
        found = {row.id: row for row in session.exec(select(Directive).where(col(Directive.id).in_(keys)))}
        bucket = bucket_column(today, register.time())
        query = select(Duty.directive_id, bucket, func.count()).join(Assignment, col(Assignment.duty_id) == col(Duty.id))
        query = query.where(col(Duty.directive_id).in_(keys), counted(), col(Assignment.role) == "lead")
        rows = session.exec(query.group_by(col(Duty.directive_id), bucket)).all()
    lines = {key: Line(key, found[key].number or "không số", found[key].subject or "", dict.fromkeys(states.buckets(), 0)) for key in keys}
    for key, code, number in rows:
        lines[key].counts[code] += number
    return sorted((line for line in lines.values() if line.counts["open_overdue"]), key=lambda line: -line.counts["open_overdue"])


def _weight(row: Late) -> tuple[bool, int, bool, int]:
    long = row.share.days_late > _LONG_DAYS
    return not row.weighty, -row.letters, not (long and row.silent), -row.share.days_late


Row = tuple[Assignment, Duty, Directive, str | None]


def rows_of(session: Session, actor: Actor, filters: Filters, moment: tuple[dt.date, str], most: int) -> list[Row]:
    """Shares of a list with their duty, directive and office, by day due."""
    where = conditions(session, actor, filters, *moment)
    if filters.status == "open_overdue":
        where += [col(Assignment.open).is_(True), col(Assignment.due_on) <= moment[0]]  # what the index of open shares knows
    query = select(Assignment, Duty, Directive, Office.name).join(Duty, col(Assignment.duty_id) == col(Duty.id))
    query = query.join(Directive, col(Duty.directive_id) == col(Directive.id))
    query = query.outerjoin(Office, col(Assignment.office_id) == col(Office.id)).where(*where)
    dated_first = [] if filters.status == "open_overdue" else [col(Assignment.due_on).is_(None)]
    found = session.exec(query.order_by(*dated_first, col(Assignment.due_on), col(Assignment.id)).limit(most))
    return [(row[0], row[1], row[2], row[3]) for row in found]


def _with_news(session: Session, rows: Sequence[Row], moment: tuple[dt.date, str]) -> list[Late]:
    ids = [share.id or 0 for share, *_ in rows]
    events, letters = last_events(session, ids, _NEWS), _letters(session, ids)
    found = []
    for assignment, duty, directive, office in rows:
        told = events.get(assignment.id or 0, {})
        last = max(told.values(), key=lambda event: event.id or 0, default=None)
        explained = told.get("explain_delay")
        promised = explained.payload.get("committed_on") if explained else None
        found.append(
            Late(
                share_of(assignment, duty, directive, office, *moment),
                directive.subject or "",
                duty.weight == "key",
                states.causes().get(assignment.cause or "", ""),
                last.note if last else "",
                last.effective_on if last else None,
                dt.date.fromisoformat(promised) if isinstance(promised, str) else None,
                letters.get(assignment.id or 0, 0),
            )
        )
    return found


def last_events(session: Session, ids: Sequence[int], kinds: Sequence[str]) -> dict[int, dict[str, Event]]:
    """For each share the last event of each of these kinds."""
    found: dict[int, dict[str, Event]] = {}
    query = select(Event).where(col(Event.assignment_id).in_(ids), col(Event.kind).in_(kinds)).order_by(col(Event.id))
    for event in session.exec(query):
        found.setdefault(event.assignment_id or 0, {})[event.kind] = event
    return found


def _letters(session: Session, ids: Sequence[int]) -> dict[int, int]:
    query = select(LetterAssignment.assignment_id, func.count()).join(Letter, col(Letter.id) == col(LetterAssignment.letter_id))
    query = query.where(col(LetterAssignment.assignment_id).in_(ids), col(Letter.number).is_not(None))
    rows = session.exec(query.group_by(col(LetterAssignment.assignment_id))).all()
    return dict(rows)
