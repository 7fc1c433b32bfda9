"""What each person is told of in the app: what was given to them, returned, decided, asked, and what falls due. Read or unread is kept."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from sqlmodel import Session, col, delete, or_, select

from tracking.register.actor import Actor
from tracking.register.database import Register, Unit
from tracking.register.desk_tables import NoticeMark, NoticeRead
from tracking.register.outgoing_tables import OutgoingDocument, OutgoingStep, OutgoingVersion
from tracking.register.tables import Assignment, Directive, Duty, Event, Office, Reminder

COUNTED_DAYS, SHOWN_DAYS = 30, 90
"""The number in the frame looks back so many days, the page so many."""
MOST = 100
"""More unread than this are not counted further."""
_KEPT_FIRSTS = 200
_firsts: dict[tuple[str, dt.date], int] = {}
_START = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Notice:
    """One line. key: its sort and id; what: in words; about: the duty or document; note: a person's words; href: where to act."""

    key: str
    at: dt.datetime
    what: str
    who: str
    office: str
    about: str
    place: str
    note: str
    due_on: dt.date | None
    href: str
    read: bool


@functools.cache
def rules() -> dict[str, dict[str, dict[str, Any]]]:
    """Who is told of what: `event` and `step`, each by its kind."""
    return tomllib.loads(files("tracking.screens").joinpath("notices.toml").read_text("utf-8"))


def unread(register: Register, actor: Actor) -> int:
    """How many notices of the last days the person has not read, at most MOST."""
    if actor.account_id is None:
        return 0
    with register.reading() as session:
        mark, single = _seen(session, actor.account_id)
        floor = register.today() - dt.timedelta(days=COUNTED_DAYS)
        since = max(mark, dt.datetime.combine(floor, dt.time(), dt.UTC))
        keys = [key for key, _ in _keys(session, actor, since, floor, MOST + len(single))]
    return min(MOST, sum(key not in single for key in keys))


def notices(register: Register, actor: Actor, most: int = 60) -> list[Notice]:
    """The person's newest notices, newest first."""
    if actor.account_id is None:
        return []
    with register.reading() as session:
        mark, single = _seen(session, actor.account_id)
        floor = register.today() - dt.timedelta(days=SHOWN_DAYS)
        found = _keys(session, actor, dt.datetime.combine(floor, dt.time(), dt.UTC), floor, most)
        wanted = sorted(found, key=lambda row: row[1], reverse=True)[:most]
        read = {key for key, at in wanted if at <= mark or key in single}
        return _filled(session, [key for key, _ in wanted], read)


def href_of(register: Register, actor: Actor, key: str) -> str:
    """Where a notice of the last days leads; "" for what is none of the person's."""
    return next((row.href for row in notices(register, actor, MOST) if row.key == key), "")


def read_notice(register: Register, actor: Actor, key: str) -> None:
    """The person has read one notice (one of theirs, as `href_of` knows)."""
    if actor.account_id is None:
        return
    with register.reading() as session:
        if session.get(NoticeRead, (actor.account_id, key)) is not None:
            return
    with register.command(actor, "read_notice") as unit:
        unit.session.merge(NoticeRead(account_id=actor.account_id, key=key))


def read_all(register: Register, actor: Actor) -> None:
    """The person has read everything there is until now."""
    if actor.account_id is None:
        return
    with register.command(actor, "read_notices") as unit:
        _mark(unit, actor.account_id)


def _mark(unit: Unit, account_id: int) -> None:
    kept = unit.session.get(NoticeMark, account_id)
    if kept is None:
        unit.session.add(NoticeMark(account_id=account_id, upto=unit.now))
    else:
        kept.upto = unit.now
    unit.session.execute(delete(NoticeRead).where(col(NoticeRead.account_id) == account_id))


def _seen(session: Session, account_id: int) -> tuple[dt.datetime, set[str]]:
    """Up to when everything was read, and what was read by itself since."""
    mark = session.get(NoticeMark, account_id)
    single = set(session.exec(select(NoticeRead.key).where(NoticeRead.account_id == account_id)))
    return _aware(mark.upto) if mark else _START, single


def _keys(session: Session, actor: Actor, since: dt.datetime, floor: dt.date, most: int) -> list[tuple[str, dt.datetime]]:
    """The keys and moments of what the person is told of since a moment (not before the floor), newest first within each sort."""
    found = [(f"event:{key}", _aware(at)) for key, at in session.exec(_events(session, actor, since, floor).limit(most))]
    if actor.role == "unit":
        query = select(Reminder.id, Reminder.sent_at).join(Assignment, col(Assignment.id) == col(Reminder.assignment_id))
        query = query.where(Assignment.office_id == actor.office_id, Reminder.channel == "app", col(Reminder.sent_at) > since)
        found += [(f"reminder:{key}", _aware(at)) for key, at in session.exec(query.order_by(col(Reminder.id).desc()).limit(most))]
    else:
        found += [(f"step:{key}", _aware(at)) for key, at in session.exec(_steps(actor, since).limit(most))]
    return found


def _events(session: Session, actor: Actor, since: dt.datetime, floor: dt.date) -> Any:
    """Only events from the first one of that moment on are walked: ids grow with time."""
    told = {kind: rule for kind, rule in rules()["event"].items() if actor.role in rule["to"]}
    query = select(Event.id, Event.recorded_at).where(
        col(Event.id) >= _first(session, floor), col(Event.kind).in_(list(told)), col(Event.recorded_at) > since, _not_own(Event, actor)
    )
    for kind, rule in told.items():
        if "only" in rule:
            query = query.where(or_(col(Event.kind) != kind, col(Event.to_state) == rule["only"]))
    if actor.role == "unit":
        query = query.join(Assignment, col(Assignment.id) == col(Event.assignment_id)).where(Assignment.office_id == actor.office_id)
    return query.order_by(col(Event.id).desc())


def _first(session: Session, day: dt.date) -> int:
    """The first event recorded on a day or later, found by halving (moments grow with ids) and kept: what is past stays so."""
    key = (str(session.get_bind().engine.url), day)
    if key not in _firsts:
        if len(_firsts) > _KEPT_FIRSTS:
            _firsts.clear()
        _firsts[key] = _halved(session, dt.datetime.combine(day, dt.time(), dt.UTC))
    return _firsts[key]


def _halved(session: Session, since: dt.datetime) -> int:
    last = session.exec(select(col(Event.id)).order_by(col(Event.id).desc()).limit(1)).first() or 0
    low, high = 0, last + 1
    while low < high:
        middle = (low + high) // 2
        query = select(col(Event.id), Event.recorded_at).where(col(Event.id) >= middle).order_by(col(Event.id)).limit(1)
        row = session.exec(query).first()
        if row is None or _aware(row[1]) >= since:
            high = middle
        else:
            low = (row[0] or 0) + 1
    return low


def _steps(actor: Actor, since: dt.datetime) -> Any:
    """Steps of outgoing documents for the person's role, and those of documents that the person wrote."""
    table = rules()["step"]
    of_role = [kind for kind, rule in table.items() if actor.role in rule["to"]]
    of_writer = [kind for kind, rule in table.items() if "writer" in rule["to"]]
    mine = select(OutgoingVersion.document_id).where(OutgoingVersion.actor_id == actor.account_id)
    kind, written = col(OutgoingStep.kind), col(OutgoingStep.document_id).in_(mine)
    query = select(OutgoingStep.id, OutgoingStep.at).where(col(OutgoingStep.at) > since, _not_own(OutgoingStep, actor))
    return query.where(or_(kind.in_(of_role), kind.in_(of_writer) & written)).order_by(col(OutgoingStep.id).desc())


def _not_own(table: Any, actor: Actor) -> Any:
    return or_(col(table.actor_id).is_(None), col(table.actor_id) != actor.account_id)


def _filled(session: Session, keys: Sequence[str], read: set[str]) -> list[Notice]:
    ids: dict[str, list[int]] = {"event": [], "step": [], "reminder": []}
    for key in keys:
        sort, _, number = key.partition(":")
        ids[sort].append(int(number))
    found = {
        **_of_events(session, ids["event"], read),
        **_of_steps(session, ids["step"], read),
        **_of_reminders(session, ids["reminder"], read),
    }
    return [found[key] for key in keys if key in found]


def _of_events(session: Session, ids: Sequence[int], read: set[str]) -> dict[str, Notice]:
    query = select(Event, Assignment, Duty, Directive).join(Duty, col(Event.duty_id) == col(Duty.id))
    query = query.join(Directive, col(Duty.directive_id) == col(Directive.id))
    query = query.outerjoin(Assignment, col(Event.assignment_id) == col(Assignment.id))
    rows = session.exec(query.where(col(Event.id).in_(ids))).all()
    offices = {share.office_id for _, share, _, _ in rows if share}
    names = dict(session.exec(select(Office.id, Office.name).where(col(Office.id).in_(offices))).all())
    found = {}
    for event, share, duty, directive in rows:
        rule, key = rules()["event"][event.kind], f"event:{event.id}"
        name = names.get(share.office_id, share.name) if share else ""
        due = share.due_on if share and rule.get("due") else None
        what = (rule["words"], event.actor_name, name, duty.text, _place(directive, duty), event.note)
        found[key] = Notice(key, _aware(event.recorded_at), *what, due, f"/nhiem-vu/{duty.id}", key in read)
    return found


def _of_steps(session: Session, ids: Sequence[int], read: set[str]) -> dict[str, Notice]:
    query = select(OutgoingStep, OutgoingDocument).join(OutgoingDocument, col(OutgoingStep.document_id) == col(OutgoingDocument.id))
    found = {}
    for step, document in session.exec(query.where(col(OutgoingStep.id).in_(ids))):
        key = f"step:{step.id}"
        what = (rules()["step"][step.kind]["words"], step.actor_name, "", document.subject, document.kind, step.note)
        found[key] = Notice(key, _aware(step.at), *what, None, f"/van-ban-di/{document.id}", key in read)
    return found


def _of_reminders(session: Session, ids: Sequence[int], read: set[str]) -> dict[str, Notice]:
    query = select(Reminder, Assignment, Duty, Directive).join(Assignment, col(Assignment.id) == col(Reminder.assignment_id))
    query = query.join(Duty, col(Assignment.duty_id) == col(Duty.id)).join(Directive, col(Duty.directive_id) == col(Directive.id))
    found = {}
    for reminder, share, duty, directive in session.exec(query.where(col(Reminder.id).in_(ids))):
        key, days = f"reminder:{reminder.id}", reminder.offset_days
        words = f"Nhắc hạn, còn {days} ngày" if days > 0 else "Nhắc hạn, đến hạn hôm ấy" if days == 0 else "Nhắc hạn, đã quá hạn"
        what = (words, "", share.name, duty.text, _place(directive, duty), "")
        found[key] = Notice(key, _aware(reminder.sent_at), *what, reminder.due_on, f"/nhiem-vu/{duty.id}", key in read)
    return found


def _place(directive: Directive, duty: Duty) -> str:
    number = directive.number or "không số"
    return f"{number}, mục {duty.ordinal}" if duty.ordinal else number


def _aware(moment: dt.datetime) -> dt.datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
