"""What one page of the app needs of one directive or one duty, with history and what the reader may do."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from tracking.register import progress, states, stored_files
from tracking.register.actor import Actor
from tracking.register.answers import answers
from tracking.register.database import Register
from tracking.register.events import OTHER_EVENTS
from tracking.register.offices import Directory
from tracking.register.queries import duty_rows
from tracking.register.refusals import NotFound
from tracking.register.tables import (
    Assignment,
    Directive,
    DirectiveFile,
    DirectiveLink,
    Duty,
    Event,
    Evidence,
    Extension,
    LetterAssignment,
    Reminder,
)
from tracking.register.unit import time_reached


def directive_list(
    register: Register, state: str | None = None, before: tuple[int, int] | None = None, most: int = 50
) -> list[dict[str, Any]]:
    """Directives by arrival, newest first, with their duties by state; before: (arrival_year, arrival_number) of the last one seen."""
    with register.reading() as session:
        query = select(Directive)
        if state is not None:
            query = query.where(Directive.state == state)
        if before is not None:
            year, number = before
            earlier = (col(Directive.arrival_year) == year) & (col(Directive.arrival_number) < number)
            query = query.where((col(Directive.arrival_year) < year) | earlier)
        rows = session.exec(query.order_by(col(Directive.arrival_year).desc(), col(Directive.arrival_number).desc()).limit(most)).all()
        counts: dict[int, dict[str, int]] = {row.id or 0: {} for row in rows}
        for duty_state, directive_id in session.exec(select(Duty.state, Duty.directive_id).where(col(Duty.directive_id).in_(counts))):
            counts[directive_id][duty_state] = counts[directive_id].get(duty_state, 0) + 1
        return [{**row.model_dump(exclude={"fold", "reasons", "header"}), "duties": counts[row.id or 0]} for row in rows]


def directive_page(register: Register, directive_id: int) -> dict[str, Any]:
    """One directive: header in force and as read, files, proposed and registered duties (with versions), lineage both ways."""
    with register.reading() as session:
        directive = _get(session, directive_id)
        query = (
            select(Duty).where(Duty.directive_id == directive_id).order_by(col(Duty.position), col(Duty.due_on).nulls_first(), col(Duty.id))
        )
        found = session.exec(query).all()
        files = session.exec(select(DirectiveFile).where(DirectiveFile.directive_id == directive_id).order_by(col(DirectiveFile.id)))
        directory = Directory.load(session)
        return {
            **directive.model_dump(exclude={"fold"}),
            "files": [{"sha256": row.sha256, "name": row.name, "role": row.role} for row in files],
            "duties": [
                {
                    **duty.model_dump(exclude={"fold"}),
                    "resolved": _resolved(directory, directive, duty),
                    "own": own_role(directory, directive, duty),
                }
                for duty in found
            ],
            "cites": [row.model_dump() for row in session.exec(select(DirectiveLink).where(DirectiveLink.from_id == directive_id))],
            "cited_by": [row.model_dump() for row in session.exec(select(DirectiveLink).where(DirectiveLink.to_id == directive_id))],
        }


def duty_page(register: Register, actor: Actor, duty_id: int, as_of: dt.date | None = None) -> dict[str, Any]:
    """One duty with its source, assignments (and the moves the actor may make), history, evidence, requests, reminders.

    A unit sees its own duties whole; of others the text and owners only.
    """
    day = as_of or register.today()
    with register.reading() as session:
        duty = session.get(Duty, duty_id)
        if duty is None:
            raise NotFound(f"Không có nhiệm vụ số {duty_id} trong sổ. Mở lại danh sách.")
        directive = _get(session, duty.directive_id)
        shares = session.exec(select(Assignment).where(Assignment.duty_id == duty_id).order_by(col(Assignment.id))).all()
        row = next(iter(duty_rows(session, [duty], day, time=time_reached(day, register.now()))), {})
        page = {**duty.model_dump(exclude={"fold"}), **row, "directive": directive.model_dump(exclude={"fold", "header", "reasons"})}
        whole = actor.role != "unit" or any(share.office_id == actor.office_id for share in shares)
        page["whole"] = whole
        if not whole:
            hidden = ("assignments", "state", "bucket", "days_late", "extensions", "due_on", "follow_up_on")
            return {name: value for name, value in page.items() if name not in hidden}
        page["shares"] = _share_pages(session, actor, shares, day, time_reached(day, register.now()))
        page["history"] = _history(session, duty_id)
        page["occurrences"] = list(session.exec(select(Duty.id).where(Duty.parent_id == duty_id).order_by(col(Duty.due_on))))
        return page


def file_path(register: Register, sha256: str) -> Path:
    """Where a stored file lies. Raises NotFound where no row names it."""
    with register.reading() as session:
        named = session.exec(select(DirectiveFile.id).where(DirectiveFile.sha256 == sha256)).first()
        proof = session.exec(select(Evidence.id).where(Evidence.sha256 == sha256)).first()
    path = stored_files.path_of(register.settings, sha256)
    if (named is None and proof is None) or not path.exists():
        raise NotFound("Không có tệp này trong sổ. Mở lại trang văn bản.")
    return path


def _share_pages(session: Session, actor: Actor, shares: list[Assignment] | Any, day: dt.date, time: str) -> list[dict[str, Any]]:
    known = answers(session, shares, day)
    pages = []
    for share in shares:
        answer = known[share.id or 0]
        requests = session.exec(select(Extension).where(Extension.assignment_id == share.id).order_by(col(Extension.id)))
        reminders = session.exec(select(Reminder).where(Reminder.assignment_id == share.id).order_by(col(Reminder.id)))
        letters = session.exec(select(LetterAssignment.letter_id).where(LetterAssignment.assignment_id == share.id))
        moves = states.allowed(actor, share.state, share.office_id) if share.counts or share.role == "coordinator" else []
        pages.append(
            {
                **share.model_dump(),
                "bucket": progress.bucket(answer, day, time) if share.counts else None,
                "days_late": progress.days_late(answer, day),
                "moves": [{"event": move.event, "label": move.label, "reason": move.reason} for move in moves],
                "requests": [row.model_dump() for row in requests],
                "reminders": [row.model_dump() for row in reminders],
                "letters": list(letters),
            }
        )
    return pages


def _history(session: Session, duty_id: int) -> list[dict[str, Any]]:
    """Every fact of the duty in the order recorded, with what people call it and its proof."""
    events = session.exec(select(Event).where(Event.duty_id == duty_id).order_by(col(Event.id))).all()
    proof: dict[int, list[dict[str, Any]]] = {}
    for row in session.exec(select(Evidence).where(col(Evidence.event_id).in_([event.id for event in events]))):
        proof.setdefault(row.event_id, []).append(row.model_dump())
    return [{**event.model_dump(), "label": event_label(event.kind), "evidence": proof.get(event.id or 0, [])} for event in events]


def event_label(kind: str) -> str:
    """What people call an event."""
    move = states.moves().get(kind)
    return move.label if move else OTHER_EVENTS.get(kind, kind).capitalize()


def own_role(directory: Directory, directive: Directive, duty: Duty) -> str | None:
    """Our own body's part in a duty as written: lead, coordinator or other; None until our own body is chosen."""
    own = directory.own
    if own is None:
        return None
    on = directive.issued_on or directive.received_on
    for role, names in (("lead", duty.owners), ("coordinator", duty.coordinators)):
        if any(office.id == own.id for name in names for office in directory.resolve(name, on, directive.issuer).offices):
            return role
    return "other"


def _resolved(directory: Directory, directive: Directive, duty: Duty) -> list[dict[str, Any]]:
    """For each owner as written: what it stands for, and what to choose from where it is not sure."""
    on = directive.issued_on or directive.received_on
    found = [directory.resolve(name, on, directive.issuer) for name in duty.owners]
    return [
        {
            "words": one.words,
            "how": one.how,
            "group": one.group,
            "offices": [{"id": office.id, "name": office.name} for office in one.offices],
            "candidates": [{"id": office.id, "name": office.name} for office in one.candidates],
        }
        for one in found
    ]


def _get(session: Session, directive_id: int) -> Directive:
    directive = session.get(Directive, directive_id)
    if directive is None:
        raise NotFound(f"Không có văn bản số {directive_id} trong sổ. Mở lại danh sách.")
    return directive
