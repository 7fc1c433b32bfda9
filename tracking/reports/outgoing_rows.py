"""The register of outgoing documents (sổ đăng ký văn bản đi), Nghị định 30/2020/NĐ-CP, Phụ lục IV, as known at a moment.

A number recorded later is not there yet; one cancelled later still stands with its document; a cancelled number keeps its row.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlmodel import Session, col, select

from tracking.register.outgoing_tables import NumberTaken, OutgoingDocument, OutgoingStep, OutgoingVersion
from tracking.reports.window import Window

Row = dict[str, Any]


def outgoing_rows(session: Session, window: Window, known_at: dt.datetime | None) -> list[Row]:
    """A row for each number of the window, in order of day and number."""
    query = select(OutgoingDocument).where(col(OutgoingDocument.number).is_not(None), col(OutgoingDocument.issued_on) <= window.closing)
    struck = select(NumberTaken).where(col(NumberTaken.cancelled).is_not(None), col(NumberTaken.taken_on) <= window.closing)
    if window.start:
        query = query.where(col(OutgoingDocument.issued_on) >= window.start)
        struck = struck.where(col(NumberTaken.taken_on) >= window.start)
    rows = []
    for document in session.exec(query):
        if _known(_last_step(session, "issue", document_id=document.id), known_at):
            rows.append(_issued(document.kind, document.subject, document.spec, document.number or "", document.issued_on))
    for taken in session.exec(struck):
        rows += _cancelled(session, taken, known_at)
    return sorted(rows, key=lambda row: (row["issued_on"], row["number"]))


def _cancelled(session: Session, taken: NumberTaken, known_at: dt.datetime | None) -> list[Row]:
    number, _, reason = (taken.cancelled or "").partition(": ")
    issue = _last_step(session, "issue", number=number)
    if not _known(issue, known_at) or (issue is None and known_at is not None and taken.taken_at > known_at):
        return []
    if issue is not None and not _known(_last_step(session, "cancel_number", document_id=issue.document_id, after=issue.id), known_at):
        document = session.get_one(OutgoingDocument, issue.document_id)
        query = select(OutgoingVersion.spec).where(OutgoingVersion.document_id == document.id, OutgoingVersion.version == issue.version)
        spec = dict(session.exec(query).first() or document.spec)
        return [_issued(document.kind, spec.get("subject") or document.subject, spec, number, taken.taken_on)]
    empty = dict.fromkeys(("kind_subject", "signer", "recipients", "keeper", "signed_for"), "")
    day = taken.taken_on.isoformat()
    return [{"number": number, "issued_on": day, **empty, "copies": None, "sent_on": None, "note": f"Đã hủy số: {reason}"}]


def _known(step: OutgoingStep | None, known_at: dt.datetime | None) -> bool:
    """Whether the step was recorded by the moment; one that was never noted counts as known."""
    return step is None or known_at is None or step.at <= known_at


def _last_step(
    session: Session, kind: str, document_id: int | None = None, number: str | None = None, after: int | None = None
) -> OutgoingStep | None:
    query = select(OutgoingStep).where(OutgoingStep.kind == kind)
    if document_id is not None:
        query = query.where(OutgoingStep.document_id == document_id)
    if number is not None:
        query = query.where(OutgoingStep.note == number)
    if after is not None:
        return session.exec(query.where(col(OutgoingStep.id) > after).order_by(col(OutgoingStep.id)).limit(1)).first()
    return session.exec(query.order_by(col(OutgoingStep.id).desc()).limit(1)).first()


def _issued(kind: str, subject: str, spec: dict[str, Any], number: str, issued_on: dt.date | None) -> Row:
    signature = spec.get("signature") or (spec.get("signers") or [{}])[0]
    day = issued_on.isoformat() if issued_on else None
    return {
        "number": number,
        "issued_on": day,
        "kind_subject": f"{kind.capitalize()} {subject}".strip(),
        "signer": signature.get("name", ""),
        "recipients": "; ".join(spec.get("recipients") or ()),
        "keeper": spec.get("archive") or "",
        "copies": spec.get("copies"),
        "sent_on": day,
        "signed_for": "",
        "note": "",
    }
