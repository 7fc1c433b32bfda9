"""Inventories of documents: T8 the two sources side by side, and the register of incoming documents."""

from __future__ import annotations

from sqlalchemy import select as select_columns
from sqlmodel import col, select

from drafting.orthography import fold
from tracking.register.directives import NOT_ARRIVED
from tracking.register.tables import Assignment, Directive
from tracking.reports.asked import Asked, Row, iso
from tracking.reports.picking import LEADS, chunks, picked


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
            papers.setdefault(origin, {})[directive_id] = (fold(number or f"#{directive_id}"), iso(issued_on))
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
            "received_on": iso(directive.received_on),
            "arrival_number": directive.arrival_number,
            "author": directive.issuer,
            "number": directive.number,
            "issued_on": iso(directive.issued_on),
            "kind_subject": " ".join(part for part in ((directive.kind or "").capitalize(), directive.subject) if part),
            "receiver": "",
            "passed_on": None,
            "signed_for": "",
            "note": "",
        }
        for directive in found
    ]
