"""The rows of each report: one function for what a row is, all over the same counted assignments."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, or_, select

from drafting.dates import short
from drafting.orthography import fold
from tracking.register import progress, states
from tracking.register.directing import Directed, directed
from tracking.register.directives import NOT_ARRIVED
from tracking.register.opinions import Opinion, opinions
from tracking.register.options import option
from tracking.register.progress import END_OF_DAY
from tracking.register.tables import Assignment, Directive, Duty, Event, Evidence, Extension, Letter, LetterAssignment
from tracking.reports.office_counts import office_figures
from tracking.reports.outgoing_rows import outgoing_rows
from tracking.reports.picking import LEADS, Scope, chunks, picked
from tracking.reports.scores import score_rows
from tracking.reports.shares import Share, coordinators_of, counted_shares, last_updates, office_names, rounds
from tracking.reports.window import Window

Row = dict[str, Any]
_BANDS = ((30, "1–30"), (60, "31–60"), (120, "61–120"))
_CHANGES = {"postpone": "Lùi hạn", "stretch": "Giãn tiến độ", "drop": "Rút", "change_lead": "Đổi chủ trì", "split": "Tách", "merge": "Gộp"}
_OUTCOMES = {None: "Đang chờ", "granted": "Đồng ý", "partly": "Đồng ý một phần", "refused": "Không đồng ý"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is asked of: the session, the window, the moment of knowledge, and whether that moment is now.

    time: how far the closing day has come; hours count only on the day on which the report is made.
    """

    session: Session
    window: Window
    known_at: dt.datetime | None
    latest: bool = False
    time: str = END_OF_DAY


def share_rows(asked: Asked) -> list[Row]:
    """T1: every counted assignment with its whole story."""
    shares = _shares(asked)
    coordinators = coordinators_of(asked.session, [share.duty.id or 0 for share in shares])
    reminded = rounds(asked.session, _ids(shares), asked.window.closing, asked.known_at)
    results = _results(asked, shares)
    overseen = directed(asked.session, [share.duty.id or 0 for share in shares], asked.window.closing, asked.known_at)
    return [
        {
            **_common(share),
            "issuer": share.directive.issuer,
            "subject": share.directive.subject,
            "coordinators": "; ".join(coordinators.get(share.duty.id or 0, [])),
            "leader": overseen.get(share.duty.id or 0, Directed()).leader,
            "officer": overseen.get(share.duty.id or 0, Directed()).officer,
            "assigned_on": _iso(share.assignment.opens_on),
            "deadline": share.duty.deadline.get("text", ""),
            "deliverable": share.duty.deliverable,
            "result": results.get(share.assignment.id or 0, ""),
            "reported_on": _iso(share.answer.reported_on),
            "days_late": progress.days_late(share.answer, asked.window.closing),
            "extensions": share.answer.extensions,
            "rounds": reminded.get(share.assignment.id or 0, 0),
        }
        for share in shares
    ]


def office_rows(asked: Asked) -> list[Row]:
    """T2: for each office what was carried over, what is new, and where all of it stands; the sums are one count."""
    since = asked.window.closing - dt.timedelta(days=int(option(asked.session, "stale_days", asked.window.closing)))
    found = office_figures(asked.session, asked.window, asked.known_at, asked.latest, since, asked.time)
    rows = ({"office": office, **_figures(counts)} for office, counts in sorted(found.items()))
    return [row for row in rows if row["total"]]


def _figures(found: Counter[str]) -> Row:
    """The figures of one office: opening + new = total = sum of the buckets."""
    counts = {code: found[code] for code in states.buckets()}
    total = sum(counts.values())
    return {
        "opening": found["opening"],
        "new": total - found["opening"],
        **counts,
        "total": total,
        "on_time_of": counts["done_on_time"] + counts["done_late"] + counts["open_overdue"],
        "updated": found["updated"],
        "open": counts["open_in_time"] + counts["open_overdue"] + counts["open_no_deadline"],
    }


def overdue_rows(asked: Asked) -> list[Row]:
    """T3: what is late, whose, by how long, why, and whom it waits for; the latest first."""
    shares = _shares(asked, Scope(buckets=("open_overdue",)))
    reminded = rounds(asked.session, _ids(shares), asked.window.closing, asked.known_at)
    updated = last_updates(asked.session, _ids(shares), asked.window.closing, asked.known_at)
    requests, delays = _open_requests(asked, shares), _delays(asked, shares)
    rows = []
    for share in shares:
        key, late = share.assignment.id or 0, progress.days_late(share.answer, asked.window.closing)
        request, delay = requests.get(key), delays.get(key, {})
        rows.append(
            {
                **_common(share),
                "days_late": late,
                "band": next((label for limit, label in _BANDS if late <= limit), "trên 120"),
                "cause": states.causes().get(delay.get("cause", ""), ""),
                "waiting": _waiting(delay),
                "rounds": reminded.get(key, 0),
                "last_update": _iso(updated.get(key)),
                "asked_due_on": _iso(request.asked_due_on) if request else None,
            }
        )
    return sorted(rows, key=lambda row: -row["days_late"])


def extension_rows(asked: Asked) -> list[Row]:
    """T4: each request to change a deadline and what was decided, by the close of the window."""
    window = asked.window
    query = (
        select(Extension, Assignment, Duty, Directive)
        .where(Extension.assignment_id == Assignment.id, Assignment.duty_id == Duty.id, Duty.directive_id == Directive.id)
        .where(col(Extension.asked_on) <= window.closing)
        .order_by(col(Extension.asked_on), col(Extension.id))
    )
    if window.start:
        query = query.where(col(Extension.asked_on) >= window.start)
    if asked.known_at:
        query = query.where(col(Extension.recorded_at) <= asked.known_at)
    names = office_names(asked.session)
    return [_extension(asked, *found, names) for found in asked.session.exec(query)]


def _extension(asked: Asked, extension: Extension, share: Assignment, duty: Duty, directive: Directive, names: dict[int, str]) -> Row:
    decided = (
        extension.decided_on is not None
        and extension.decided_on <= asked.window.closing
        and (asked.known_at is None or extension.decided_at is None or extension.decided_at <= asked.known_at)
    )
    return {
        "office": names.get(share.office_id or 0, share.name),
        "text": duty.text,
        "directive": citation(directive),
        "change": _CHANGES.get(extension.kind, extension.kind),
        "due_on": _when(extension.due_on, extension.due_time),
        "asked_due_on": _when(extension.asked_due_on, extension.asked_due_time),
        "reason": extension.reason,
        "asked_on": _iso(extension.asked_on),
        "outcome": _OUTCOMES.get(extension.outcome if decided else None, ""),
        "granted_due_on": _when(extension.granted_due_on, extension.granted_due_time) if decided else None,
        "decided_on": _iso(extension.decided_on) if decided else None,
        "decision": (extension.decision_number or "") if decided else "",
    }


def letter_rows(asked: Asked) -> list[Row]:
    """T5: each numbered letter and the assignments it reminded of."""
    window = asked.window
    query = (
        select(Letter, Assignment, Duty, Directive)
        .where(LetterAssignment.letter_id == Letter.id, LetterAssignment.assignment_id == Assignment.id)
        .where(Assignment.duty_id == Duty.id, Duty.directive_id == Directive.id)
        .where(col(Letter.number).is_not(None), col(Letter.issued_on) <= window.closing)
        .order_by(col(Letter.issued_on), col(Letter.id), col(Assignment.id))
    )
    if window.start:
        query = query.where(col(Letter.issued_on) >= window.start)
    if asked.known_at is not None:
        query = query.where(col(Letter.numbered_at) <= asked.known_at)
    found = list(asked.session.exec(query))
    standing = {share.assignment.id: share for share in _shares(asked)}
    names = office_names(asked.session)
    return [
        {
            "office": names.get(share.office_id or 0, share.name),
            "text": duty.text,
            "directive": citation(directive),
            "round": letter.round,
            "letter": letter.number,
            "letter_on": _iso(letter.issued_on),
            "new_due_on": _iso(letter.new_due_on),
            "state_label": _label(standing[share.id].answer.state) if share.id in standing else "",
        }
        for letter, share, duty, directive in found
    ]


def superior_rows(asked: Asked) -> list[Row]:
    """T6: what the superior level assigned, by directive; what our own documents carry out stands once, as the superior gave it."""
    following = _shares(asked, Scope(following=True))
    rows = [
        {
            **_common(share),
            "issuer": share.directive.issuer,
            "reported_on": _iso(share.answer.reported_on),
            "days_late": progress.days_late(share.answer, asked.window.closing),
        }
        for share in [*_shares(asked), *following]
        if share.directive.origin != "own"
    ]
    return sorted(rows, key=lambda row: (row["issuer"] or "", row["directive"]))


def coordination_rows(asked: Asked) -> list[Row]:
    """T7: each coordinator's part beside the lead it helps: what it was asked, by which day to answer, and its answer."""
    leads: dict[int, list[str]] = {}
    for lead in _shares(asked, Scope(helped=True)):
        leads.setdefault(lead.duty.id or 0, []).append(lead.office)
    helpers = _shares(asked, Scope(role="coordinator"))
    told = opinions(asked.session, _ids(helpers), asked.window.closing, asked.known_at)
    return [
        {
            **_common(share),
            "coordinator": share.office,
            "office": "; ".join(leads.get(share.duty.id or 0, [])),
            **_opinion(told.get(share.assignment.id or 0), asked.window.closing),
        }
        for share in helpers
    ]


def _opinion(found: Opinion | None, closing: dt.date) -> Row:
    """asked, answered, replied_on_time: counts of one, so that the sums under the table say how many."""
    on_time = found.is_on_time() if found else None
    return {
        "asked_opinion_on": _iso(found.asked_on) if found else None,
        "ask_letter": found.ask_number if found else "",
        "reply_due_on": _iso(found.reply_due_on) if found else None,
        "replied_on": _iso(found.replied_on) if found else None,
        "reply_letter": found.reply_number if found else "",
        "opinion": found.label(closing) if found else "",
        "asked": int(found is not None),
        "answered": int(found is not None and found.replied_on is not None),
        "replied_on_time": int(on_time is True),
    }


def source_rows(asked: Asked) -> list[Row]:
    """T8: the two inventories side by side: what was read from files, what came from the old spreadsheet, and what both have."""
    labels = {"file": "Đọc từ tệp văn bản", "sheet": "Nhập từ sổ cũ", "own": "Văn bản của cơ quan"}
    columns = (Assignment.id, Directive.id, Directive.origin, Directive.number, Directive.issued_on)
    query = select_columns(*map(col, columns)).where(col(Assignment.directive_id) == col(Directive.id))
    picks = picked(asked.session, asked.window, asked.known_at, LEADS, asked.time)
    groups: dict[str, list[str]] = {}
    papers: dict[str, dict[int | None, Paper]] = {}
    for chunk in chunks(sorted(picks)):
        for key, directive_id, origin, number, issued_on in asked.session.execute(query.where(col(Assignment.id).in_(chunk))):
            groups.setdefault(origin, []).append(picks[key or 0].bucket)
            papers.setdefault(origin, {})[directive_id] = (fold(number or f"#{directive_id}"), _iso(issued_on))
    return [
        {
            "source": labels.get(origin, origin),
            "directives": len(papers[origin]),
            "in_both": _in_both(origin, papers),
            "duties": len(group),
            "done": sum(bucket.startswith("done_") for bucket in group),
            "open": sum(bucket.startswith("open_") for bucket in group),
            "overdue": group.count("open_overdue"),
        }
        for origin, group in sorted(groups.items())
    ]


Paper = tuple[str, str | None]
"""By what a directive is known in another inventory: its number and day."""


def _in_both(origin: str, papers: dict[str, dict[int | None, Paper]]) -> int:
    others = {paper for name, found in papers.items() if name != origin for paper in found.values()}
    return len(others & set(papers[origin].values()))


def incoming_rows(asked: Asked) -> list[Row]:
    """The register of incoming documents (sổ đăng ký văn bản đến), Phụ lục IV."""
    window = asked.window
    query = select(Directive).where(col(Directive.received_on) <= window.closing, col(Directive.state) != "withdrawn")
    query = query.where(col(Directive.arrival_year) != NOT_ARRIVED)
    if window.start:
        query = query.where(col(Directive.received_on) >= window.start)
    if asked.known_at:
        query = query.where(col(Directive.recorded_at) <= asked.known_at)
    found = asked.session.exec(query.order_by(col(Directive.arrival_year), col(Directive.arrival_number)))
    return [
        {
            "received_on": _iso(directive.received_on),
            "arrival_number": directive.arrival_number,
            "author": directive.issuer,
            "number": directive.number,
            "issued_on": _iso(directive.issued_on),
            "kind_subject": " ".join(part for part in ((directive.kind or "").capitalize(), directive.subject) if part),
            "receiver": "",
            "passed_on": None,
            "signed_for": "",
            "note": "",
        }
        for directive in found
    ]


def _when(day: dt.date | None, time: str | None) -> str | None:
    """ "2026-03-20", with its hour where hours are counted."""
    return f"{_iso(day)} {time}" if day and time else _iso(day)


def citation(directive: Directive) -> str:
    """ "75/KH-UBND ngày 03/02/2026", as lists name a directive."""
    day = f" ngày {short(directive.issued_on)}" if directive.issued_on else ""
    return f"{directive.number or 'Không số'}{day}"


def _shares(asked: Asked, scope: Scope = LEADS) -> list[Share]:
    return counted_shares(asked.session, asked.window, asked.known_at, scope, asked.time)


def _ids(shares: Iterable[Share]) -> list[int]:
    return [share.assignment.id or 0 for share in shares]


def _common(share: Share) -> Row:
    return {
        "duty_id": share.duty.id,
        "office": share.office,
        "text": share.duty.text,
        "directive": citation(share.directive),
        "due_on": _iso(share.answer.due_on),
        "bucket": share.bucket,
        "state_label": _label(share.answer.state),
    }


def _label(state: str | None) -> str:
    return states.states()[state].label if state else ""


def _waiting(delay: dict[str, Any]) -> str:
    if not delay.get("waiting_for"):
        return ""
    since = delay.get("waiting_since")
    return f"{delay['waiting_for']} từ {short(dt.date.fromisoformat(since))}" if since else str(delay["waiting_for"])


def _delays(asked: Asked, shares: Sequence[Share]) -> dict[int, dict[str, Any]]:
    """The last explanation of each delay by the close, as known."""
    wanted = set(_ids(shares))
    query = select(Event).where(Event.kind == "explain_delay", col(Event.effective_on) <= asked.window.closing)
    if asked.known_at is not None:
        query = query.where(col(Event.recorded_at) <= asked.known_at)
    return {
        event.assignment_id or 0: event.payload
        for event in asked.session.exec(query.order_by(col(Event.id)))
        if event.assignment_id in wanted
    }


def _open_requests(asked: Asked, shares: Sequence[Share]) -> dict[int, Extension]:
    wanted = set(_ids(shares))
    closing, known_at = asked.window.closing, asked.known_at
    undecided = or_(col(Extension.decided_on).is_(None), col(Extension.decided_on) > closing)
    query = select(Extension).where(undecided, col(Extension.asked_on) <= closing)
    if known_at is not None:
        undecided = or_(undecided, col(Extension.decided_at) > known_at)
        query = select(Extension).where(undecided, col(Extension.asked_on) <= closing, col(Extension.recorded_at) <= known_at)
    return {found.assignment_id: found for found in asked.session.exec(query.order_by(col(Extension.id))) if found.assignment_id in wanted}


def _results(asked: Asked, shares: Sequence[Share]) -> dict[int, str]:
    """The reply document of each report: the last one given by the close."""
    wanted = set(_ids(shares))
    query = (
        select(Event, Evidence)
        .where(Evidence.event_id == Event.id, Event.kind == "report", col(Event.effective_on) <= asked.window.closing)
        .where(col(Evidence.number).is_not(None))
        .order_by(col(Event.id), col(Evidence.id))
    )
    if asked.known_at is not None:
        query = query.where(col(Event.recorded_at) <= asked.known_at)
    found = {event.assignment_id or 0: evidence for event, evidence in asked.session.exec(query)}
    return {key: _reply(evidence) for key, evidence in found.items() if key in wanted}


def _reply(evidence: Evidence) -> str:
    return f"{evidence.number}{f' ngày {short(evidence.issued_on)}' if evidence.issued_on else ''}"


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


ROWS: dict[str, Callable[[Asked], list[Row]]] = {
    "shares": share_rows,
    "offices": office_rows,
    "overdue": overdue_rows,
    "extensions": extension_rows,
    "letters": letter_rows,
    "superior": superior_rows,
    "coordination": coordination_rows,
    "sources": source_rows,
    "incoming": incoming_rows,
    "outgoing": lambda asked: outgoing_rows(asked.session, asked.window, asked.known_at),
    "scores": lambda asked: score_rows(asked.session, asked.window, asked.known_at, asked.time),
}
"""What a row is → how the rows are made."""
