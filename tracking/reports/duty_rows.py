"""The lists of duties: T1 every one with its story, T3 what is overdue, T6 what superiors gave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlmodel import col, or_, select

from drafting.dates import short
from tracking.register import progress, states
from tracking.register.answer_columns import looked_at
from tracking.register.directing import Directed, directed
from tracking.register.offices import Directory
from tracking.register.tables import Directive, Event, Evidence, Extension
from tracking.reports.asked import Asked, Row, common, ids_of, iso, shares_of_window
from tracking.reports.levels import LEVELS, level_of
from tracking.reports.picking import Scope, chunks
from tracking.reports.shares import Share, coordinators_of, counted_shares, first_overdue, last_updates, rounds

_FEW = 10
"""So many directives at a time are looked at for the first rows."""
BY_OFFICE = "Chờ văn phòng"
"""The cause of what our own office has not decided, whatever the unit said before."""
_BANDS = ((30, "1–30"), (60, "31–60"), (120, "61–120"))


def share_rows(asked: Asked) -> list[Row]:
    """T1: every counted assignment with its whole story."""
    shares = shares_of_window(asked)
    coordinators = coordinators_of(asked.session, [share.duty.id or 0 for share in shares])
    reminded = rounds(asked.session, ids_of(shares), asked.window.closing, asked.known_at)
    results = _results(asked, shares)
    overseen = directed(asked.session, [share.duty.id or 0 for share in shares], asked.window.closing, asked.known_at)
    return [
        {
            **common(share),
            "issuer": share.directive.issuer,
            "subject": share.directive.subject,
            "coordinators": "; ".join(coordinators.get(share.duty.id or 0, [])),
            "leader": overseen.get(share.duty.id or 0, Directed()).leader,
            "officer": overseen.get(share.duty.id or 0, Directed()).officer,
            "assigned_on": iso(share.assignment.opens_on),
            "deadline": share.duty.deadline.get("text", ""),
            "deliverable": share.duty.deliverable,
            "result": results.get(share.assignment.id or 0, ""),
            "reported_on": iso(share.answer.reported_on),
            "days_late": progress.days_late(share.answer, asked.window.closing),
            "extensions": share.answer.extensions,
            "rounds": reminded.get(share.assignment.id or 0, 0),
        }
        for share in shares
    ]


def overdue_rows(asked: Asked) -> list[Row]:
    """T3: what is late, whose, by how long, why, and whom it waits for; the latest first."""
    if asked.most is not None and asked.window.start is None:
        shares = first_overdue(asked.session, asked.window, asked.known_at, asked.time, asked.most)
    else:
        shares = shares_of_window(asked, Scope(buckets=("open_overdue",)))
    reminded = rounds(asked.session, ids_of(shares), asked.window.closing, asked.known_at)
    updated = last_updates(asked.session, ids_of(shares), asked.window.closing, asked.known_at)
    requests, delays = _open_requests(asked, shares), _delays(asked, shares)
    returned = _returned(asked, shares)
    rows = []
    for share in shares:
        key, late = share.assignment.id or 0, progress.days_late(share.answer, asked.window.closing)
        request, delay = requests.get(key), delays.get(key, {})
        rows.append(
            {
                **common(share),
                "days_late": late,
                "band": next((label for limit, label in _BANDS if late <= limit), "trên 120"),
                **_why(share, delay, request, returned.get(key)),
                "rounds": reminded.get(key, 0),
                "last_update": iso(updated.get(key)),
                "asked_due_on": iso(request.asked_due_on) if request else None,
            }
        )
    return sorted(rows, key=lambda row: -row["days_late"])


def superior_rows(asked: Asked) -> list[Row]:
    """T6: what superiors gave, by issuer and directive; what our own documents carry out stands once, as the superior gave it."""
    found = _given(asked)
    directory = Directory.load(asked.session)
    levels: dict[int | None, str] = {}
    for share in found:
        key = share.directive.id
        levels[key] = levels.get(key) or LEVELS[level_of(directory, share.directive, asked.window.closing)]
    rows = [
        {
            **common(share),
            "issuer": share.directive.issuer,
            "level": levels[share.directive.id],
            "reported_on": iso(share.answer.reported_on),
            "days_late": progress.days_late(share.answer, asked.window.closing),
        }
        for share in found
    ]
    return sorted(rows, key=lambda row: (row["issuer"] or "", row["directive"]))[: asked.most]


def _given(asked: Asked) -> list[Share]:
    """What counts of the directives of others; the first ones are gathered some directives at a time, in the order of their issuers."""
    if asked.most is None:
        every = [*_of_directives(asked, None), *_of_directives(asked, None, following=True)]
        return [share for share in every if share.directive.origin != "own"]
    query = select(Directive.id).where(Directive.origin != "own").order_by(col(Directive.issuer), col(Directive.number), col(Directive.id))
    ids, found = [key or 0 for key in asked.session.exec(query)], list[Share]()
    for start in range(0, len(ids), _FEW):
        some = tuple(ids[start : start + _FEW])
        found += [*_of_directives(asked, some), *_of_directives(asked, some, following=True)]
        if len(found) >= asked.most:
            break
    return found


def _of_directives(asked: Asked, ids: tuple[int, ...] | None, following: bool = False) -> list[Share]:
    return counted_shares(asked.session, asked.window, asked.known_at, Scope(following=following, directives=ids), asked.time)


def _why(share: Share, delay: dict[str, Any], request: Extension | None, returned: dt.date | None) -> Row:
    """Why it is late and whom it waits for since when. What waits for our own office to decide is no fault of the unit."""
    since = share.answer.reported_on if share.answer.state == "reported" else returned if share.answer.state == "returned" else None
    if since is not None:
        what = "xác nhận kết quả" if share.answer.state == "reported" else "quyết định chuyển trả"
        return {"cause": BY_OFFICE, "waiting": f"Văn phòng {what} từ {short(since)}"}
    if request is not None and share.answer.due_on is not None and request.asked_on <= share.answer.due_on:
        return {"cause": BY_OFFICE, "waiting": f"Văn phòng quyết định đề nghị điều chỉnh từ {short(request.asked_on)}"}
    return {"cause": states.causes().get(delay.get("cause", ""), ""), "waiting": _waiting(delay)}


def _returned(asked: Asked, shares: Sequence[Share]) -> dict[int, dt.date]:
    """Since when a proposed return waits for a decision."""
    ids = [share.assignment.id or 0 for share in shares if share.answer.state == "returned"]
    query = select(Event).where(looked_at(Event.kind) == "propose_return", col(Event.effective_on) <= asked.window.closing)
    found: dict[int, dt.date] = {}
    for chunk in chunks(ids):
        rows = asked.session.exec(query.where(col(Event.assignment_id).in_(chunk)).order_by(col(Event.id)))
        found |= {event.assignment_id or 0: event.effective_on for event in rows}
    return found


def _waiting(delay: dict[str, Any]) -> str:
    if not delay.get("waiting_for"):
        return ""
    since = delay.get("waiting_since")
    return f"{delay['waiting_for']} từ {short(dt.date.fromisoformat(since))}" if since else str(delay["waiting_for"])


def _delays(asked: Asked, shares: Sequence[Share]) -> dict[int, dict[str, Any]]:
    """The last explanation of each delay by the close, as known."""
    query = select(Event).where(looked_at(Event.kind) == "explain_delay", col(Event.effective_on) <= asked.window.closing)
    if asked.known_at is not None:
        query = query.where(col(Event.recorded_at) <= asked.known_at)
    found: dict[int, dict[str, Any]] = {}
    for chunk in chunks(ids_of(shares)):
        rows = asked.session.exec(query.where(col(Event.assignment_id).in_(chunk)).order_by(col(Event.id)))
        found |= {event.assignment_id or 0: event.payload for event in rows}
    return found


def _open_requests(asked: Asked, shares: Sequence[Share]) -> dict[int, Extension]:
    wanted = set(ids_of(shares))
    closing, known_at = asked.window.closing, asked.known_at
    undecided = or_(col(Extension.decided_on).is_(None), col(Extension.decided_on) > closing)
    query = select(Extension).where(undecided, col(Extension.asked_on) <= closing)
    if known_at is not None:
        undecided = or_(undecided, col(Extension.decided_at) > known_at)
        query = select(Extension).where(undecided, col(Extension.asked_on) <= closing, col(Extension.recorded_at) <= known_at)
    return {found.assignment_id: found for found in asked.session.exec(query.order_by(col(Extension.id))) if found.assignment_id in wanted}


def _results(asked: Asked, shares: Sequence[Share]) -> dict[int, str]:
    """The reply document of each report: the last one given by the close."""
    query = (
        select(Event, Evidence)
        .where(Evidence.event_id == Event.id, looked_at(Event.kind) == "report", col(Event.effective_on) <= asked.window.closing)
        .where(col(Evidence.number).is_not(None))
        .order_by(col(Event.id), col(Evidence.id))
    )
    if asked.known_at is not None:
        query = query.where(col(Event.recorded_at) <= asked.known_at)
    found: dict[int, Evidence] = {}
    for chunk in chunks(ids_of(shares)):
        rows = asked.session.exec(query.where(col(Event.assignment_id).in_(chunk)))
        found |= {event.assignment_id or 0: evidence for event, evidence in rows}
    return {key: _reply(evidence) for key, evidence in found.items()}


def _reply(evidence: Evidence) -> str:
    return f"{evidence.number}{f' ngày {short(evidence.issued_on)}' if evidence.issued_on else ''}"
