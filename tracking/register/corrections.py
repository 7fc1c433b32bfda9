"""Reviewed directives as people settled them: the file, the header in force and the duties that entered the register.

Every directive whose review has ended counts, changed or not: a corpus of the changed ones alone would say that everything is read wrong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from tracking.register import stored_files
from tracking.register.database import Register
from tracking.register.directives import NOT_ARRIVED
from tracking.register.tables import Directive, DirectiveFile, Duty


@dataclass(frozen=True, slots=True)
class Settled:
    """One reviewed directive. arrival: "00012-2026", its number in the register of incoming ones; source, suffix: its file;
    why_not: why it cannot serve as an example, "" where it can."""

    arrival: str
    source: Path
    suffix: str
    header: dict[str, Any]
    duties: tuple[dict[str, Any], ...] = field(default=())
    why_not: str = ""


def settled_directives(register: Register, since: dt.date | None = None) -> Iterator[Settled]:
    """The reviewed directives that came in as files since a day, in order of arrival."""
    with register.reading() as session:
        query = select(Directive).where(Directive.state == "settled", col(Directive.arrival_year) != NOT_ARRIVED)
        if since is not None:
            query = query.where(Directive.received_on >= since)
        for directive in session.exec(query.order_by(col(Directive.arrival_year), col(Directive.arrival_number))).all():
            yield _settled(register, session, directive)


def _settled(register: Register, session: Session, directive: Directive) -> Settled:
    files = session.exec(select(DirectiveFile).where(DirectiveFile.directive_id == directive.id).order_by(col(DirectiveFile.id))).all()
    main = next((row for row in files if row.role == "main"), None)
    source = stored_files.path_of(register.settings, main.sha256) if main else Path()
    day = directive.issued_on.isoformat() if directive.issued_on else None
    header = {name: getattr(directive, name) for name in ("kind", "number", "issuer", "subject", "signer")} | {"issued_on": day}
    return Settled(
        arrival=f"{directive.arrival_number:05d}-{directive.arrival_year}",
        source=source,
        suffix=Path(main.name).suffix.lower() if main else "",
        header=header,
        duties=tuple(_duties(session, directive)),
        why_not=_why_not(directive, main is not None and source.is_file(), any(row.role == "annex" for row in files)),
    )


def _why_not(directive: Directive, there: bool, annexes: bool) -> str:
    if directive.needs_typing:
        return "nhập tay, máy không đọc được"
    if not there:
        return "không còn tệp gốc"
    return "có phụ lục ở tệp rời" if annexes else ""


def _duties(session: Session, directive: Directive) -> Iterator[dict[str, Any]]:
    """The duties that entered the register, without the occurrences that it made itself."""
    query = select(Duty).where(
        Duty.directive_id == directive.id, col(Duty.state).not_in(("proposed", "rejected")), col(Duty.parent_id).is_(None)
    )
    for duty in session.exec(query.order_by(col(Duty.position), col(Duty.id))):
        yield {"text": duty.text, "owners": duty.owners, "coordinators": duty.coordinators, "deadline": duty.deadline}
