"""What was asked and said while duties were followed: T4 requests for other deadlines, T5 letters, T7 coordinators."""

from __future__ import annotations

import datetime as dt

from sqlmodel import col, select

from tracking.register.answers import answers
from tracking.register.opinions import Opinion, opinions
from tracking.register.tables import Assignment, Directive, Duty, Extension, Letter, LetterAssignment
from tracking.reports.asked import Asked, Row, citation, common, ids_of, iso, shares_of_window, state_label
from tracking.reports.picking import Scope, chunks
from tracking.reports.shares import counted_shares, office_names

_CHANGES = {"postpone": "Lùi hạn", "stretch": "Giãn tiến độ", "drop": "Rút", "change_lead": "Đổi chủ trì", "split": "Tách", "merge": "Gộp"}
_OUTCOMES = {None: "Đang chờ", "granted": "Đồng ý", "partly": "Đồng ý một phần", "refused": "Không đồng ý"}


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
        "asked_on": iso(extension.asked_on),
        "outcome": _OUTCOMES.get(extension.outcome if decided else None, ""),
        "granted_due_on": _when(extension.granted_due_on, extension.granted_due_time) if decided else None,
        "decided_on": iso(extension.decided_on) if decided else None,
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
    now = answers(asked.session, list({share.id: share for _, share, _, _ in found}.values()), window.closing, asked.known_at)
    names = office_names(asked.session)
    return [
        {
            "office": names.get(share.office_id or 0, share.name),
            "text": duty.text,
            "directive": citation(directive),
            "round": letter.round,
            "letter": letter.number,
            "letter_on": iso(letter.issued_on),
            "new_due_on": iso(letter.new_due_on),
            "state_label": state_label(now[share.id or 0].state) if share.id in now else "",
        }
        for letter, share, duty, directive in found
    ]


def coordination_rows(asked: Asked) -> list[Row]:
    """T7: each coordinator's part beside the lead it helps: what it was asked, by which day to answer, and its answer."""
    helpers = shares_of_window(asked, Scope(role="coordinator"))
    leads: dict[int, list[str]] = {}
    for chunk in chunks(sorted({share.duty.id or 0 for share in helpers})):
        for lead in counted_shares(asked.session, asked.window, asked.known_at, Scope(duties=tuple(chunk)), asked.time):
            leads.setdefault(lead.duty.id or 0, []).append(lead.office)
    told = opinions(asked.session, ids_of(helpers), asked.window.closing, asked.known_at)
    return [
        {
            **common(share),
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
        "asked_opinion_on": iso(found.asked_on) if found else None,
        "ask_letter": found.ask_number if found else "",
        "reply_due_on": iso(found.reply_due_on) if found else None,
        "replied_on": iso(found.replied_on) if found else None,
        "reply_letter": found.reply_number if found else "",
        "opinion": found.label(closing) if found else "",
        "asked": int(found is not None),
        "answered": int(found is not None and found.replied_on is not None),
        "replied_on_time": int(on_time is True),
    }


def _when(day: dt.date | None, time: str | None) -> str | None:
    """ "2026-03-20", with its hour where hours are counted."""
    return f"{iso(day)} {time}" if day and time else iso(day)
