"""Received documents: registering what was read, settling the header, undoing a wrong import, joining a second scan."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, func, select

from drafting.dates import short
from drafting.orthography import fold, squash
from tracking.duty import SAID_RULE, DocumentInfo, Reading, duty_as_json
from tracking.duty import Duty as DutyRead
from tracking.register import stored_files
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.events import get_directive, record
from tracking.register.lineage import link_references
from tracking.register.refusals import AlreadyThere, NotAllowed
from tracking.register.searched import searched
from tracking.register.stored_files import FileFound
from tracking.register.tables import Account, Assignment, Directive, DirectiveFile, Duty, ReviewChange
from tracking.register.unit import Unit

HEADER = ("kind", "number", "issued_on", "issuer", "parent", "place", "subject", "signer", "position", "authority", "urgency")
NOT_ARRIVED = 0
"""The arrival year of documents that are not in the register of incoming ones: the office's own, and those of an old spreadsheet."""
SETTLED_ONLY = ("received_on", "effective_on")


def register_reading(
    register: Register,
    actor: Actor,
    reading: Reading,
    files: Sequence[FileFound],
    received_on: dt.date | None = None,
    origin: str = "file",
) -> int:
    """Register a document that was read; its duties are proposed. Returns the directive's id.

    Raises AlreadyThere where the main file is known. Where nothing could be read the document still counts, marked to be typed in.
    """
    actor.need("admin", "clerk", "officer", "leader")
    for found in files:
        stored_files.keep(register.settings, found)
    with register.command(actor, "register_directive") as unit:
        for found in files:
            _refuse_known(unit, found)
        directive = new_directive(unit, reading, received_on or unit.today, origin)
        for found in files:
            stored_files.note(unit, found)
            unit.session.add(DirectiveFile(directive_id=directive.id or 0, sha256=found.sha256, name=found.name, role=found.role))
        for position, duty in enumerate(reading.duties):
            add_proposed(unit, directive, position, duty)
        link_references(unit, directive)
        unit.touch("directive", directive.id)
        unit.say(files=[found.name for found in files])
        return directive.id or 0


def known_file(session: Session, sha256: str) -> int | None:
    """The directive that a content belongs to, one that was not withdrawn; None where the content is new."""
    query = (
        select(Directive.id, Directive.merged_into)
        .join(DirectiveFile, col(DirectiveFile.directive_id) == col(Directive.id))
        .where(DirectiveFile.sha256 == sha256, Directive.state != "withdrawn")
    )
    row = session.exec(query).first()
    return (row[1] or row[0]) if row else None


def same_document(session: Session, info: DocumentInfo | Directive, but: int | None = None) -> Directive | None:
    """Another registered document with the same number, day and issuer; None where there is none or the header is incomplete."""
    if not info.number or info.issued_on is None:
        return None
    query = select(Directive).where(
        Directive.number == info.number, Directive.issued_on == info.issued_on, col(Directive.state).not_in(("withdrawn", "merged"))
    )
    wanted = fold(info.issuer or "")
    return next((row for row in session.exec(query) if row.id != but and fold(row.issuer or "") == wanted), None)


def settle_header(register: Register, actor: Actor, directive_id: int, version: int | None = None, **changes: Any) -> None:
    """Settle the header: number and day are asked before duties enter the register. `without_number=True`: the paper carries none.

    changes: any of HEADER, received_on, effective_on, addressees, recipients. Every change is kept for the figures of accuracy.
    """
    actor.need("admin", "clerk", "officer", "leader")
    with register.command(actor, "settle_header") as unit:
        directive = get_directive(unit, directive_id, version)
        settle(unit, directive, **changes)


def settle(unit: Unit, directive: Directive, without_number: bool = False, **changes: Any) -> None:
    """`settle_header` inside a running command."""
    for name, value in changes.items():
        if name not in (*HEADER, *SETTLED_ONLY, "addressees", "recipients"):
            raise NotAllowed(f"Không sửa được mục «{name}» của văn bản.")
        clean = (squash(value) or None) if isinstance(value, str) else value
        if clean != getattr(directive, name):
            _note_change(unit, directive, name, getattr(directive, name), clean)
            setattr(directive, name, clean)
    if directive.issued_on is not None and directive.issued_on > unit.today:
        raise NotAllowed(f"Ngày văn bản {short(directive.issued_on)} chưa đến. Nhập lại theo bản có chữ ký.")
    if directive.issued_on is None or not (directive.number or without_number or directive.without_number):
        raise NotAllowed(missing_header(directive))
    directive.settled = True
    directive.without_number = not directive.number
    directive.version += 1
    directive.fold = directive_fold(directive)
    _follow(unit, directive)
    link_references(unit, directive)
    unit.touch("directive", directive.id)


def arrival(directive: Directive) -> str:
    """ "12/2026", the number in the register of incoming documents; "—" for what did not come in through it."""
    return "—" if directive.arrival_year == NOT_ARRIVED else f"{directive.arrival_number}/{directive.arrival_year}"


def missing_header(directive: Directive) -> str:
    """The line that asks for the number and day."""
    missing = [name for name, value in (("số", directive.number), ("ngày", directive.issued_on)) if not value]
    return (
        f"Chưa đọc được {' và '.join(missing)} của văn bản số đến {arrival(directive)} (bản dự thảo hoặc số đóng dấu rời). "
        "Nhập theo bản có chữ ký rồi mới đưa nhiệm vụ vào sổ."
    )


def withdraw_import(register: Register, actor: Actor, directive_id: int, reason: str, version: int | None = None) -> None:
    """Undo a wrong import: the document stays as a withdrawn row with its number, its duties leave every count."""
    actor.need("admin", "clerk", "leader")
    if not reason.strip():
        raise NotAllowed("Rút văn bản nhập nhầm cần ghi lý do.")
    with register.command(actor, "withdraw_import") as unit:
        directive = get_directive(unit, directive_id, version)
        erase_from_counts(unit, directive, "withdraw_import", reason)
        directive.state = "withdrawn"
        directive.version += 1
        unit.touch("directive", directive_id)
        unit.say(reason=reason)


def merge_scan(register: Register, actor: Actor, directive_id: int, into: int) -> None:
    """The document is a second scan of another one: its files go there, its duties leave the counts."""
    actor.need("admin", "clerk", "officer", "leader")
    with register.command(actor, "merge_scan") as unit:
        second, first = get_directive(unit, directive_id), get_directive(unit, into)
        if second.id == first.id or first.state in ("withdrawn", "merged"):
            raise NotAllowed("Chọn một văn bản khác đang có trong sổ để ghép vào.")
        kept = set(unit.session.exec(select(DirectiveFile.sha256).where(DirectiveFile.directive_id == first.id)))
        for row in unit.session.exec(select(DirectiveFile).where(DirectiveFile.directive_id == second.id)).all():
            if row.sha256 not in kept:
                unit.session.add(DirectiveFile(directive_id=into, sha256=row.sha256, name=row.name, role="scan"))
        erase_from_counts(unit, second, "merge_scan", "")
        second.state, second.merged_into = "merged", into
        second.version += 1
        first.version += 1
        unit.touch("directive", directive_id)
        unit.touch("directive", into)


def add_files(register: Register, actor: Actor, directive_id: int, files: Sequence[FileFound]) -> None:
    """Add files to a directive (an annex that came later, a clearer scan); a content it has already is left out."""
    actor.need("admin", "clerk", "officer", "leader")
    for found in files:
        stored_files.keep(register.settings, found)
    with register.command(actor, "add_files") as unit:
        directive = get_directive(unit, directive_id)
        kept = set(unit.session.exec(select(DirectiveFile.sha256).where(DirectiveFile.directive_id == directive_id)))
        for found in files:
            if found.sha256 not in kept:
                kept.add(found.sha256)
                stored_files.note(unit, found)
                unit.session.add(DirectiveFile(directive_id=directive_id, sha256=found.sha256, name=found.name, role=found.role))
        directive.version += 1
        unit.touch("directive", directive_id)
        unit.say(files=[found.name for found in files])


def mark_no_duty(register: Register, actor: Actor, directive_id: int) -> None:
    """A person says that the document carries no duty: what was proposed is rejected."""
    actor.need("admin", "clerk", "officer", "leader")
    with register.command(actor, "mark_no_duty") as unit:
        directive = get_directive(unit, directive_id)
        for duty in unit.session.exec(select(Duty).where(Duty.directive_id == directive_id)).all():
            if duty.state not in ("proposed", "rejected"):
                raise NotAllowed("Văn bản đã có nhiệm vụ trong sổ. Rút nhiệm vụ ấy trước khi ghi văn bản không có nhiệm vụ.")
            if duty.state == "proposed":
                record(unit, duty, None, "reject", "rejected")
                duty.state = "rejected"
        directive.no_duty, directive.state = True, "settled"
        directive.version += 1
        unit.touch("directive", directive_id)


def add_proposed(unit: Unit, directive: Directive, position: int, duty: DutyRead) -> Duty:
    """A proposed duty as read, with the event that it was read."""
    shaped = duty_as_json(duty)
    shaped["deadline"] |= {"amount": duty.deadline.amount, "unit": duty.deadline.unit}
    row = Duty(
        directive_id=directive.id or 0,
        issued_on=directive.issued_on,
        position=position,
        quote=duty.source.quote,
        spans=shaped["source"]["spans"],
        reasons=[*(dataclasses.asdict(reason) for reason in duty.reasons), *_statements(duty, shaped)],
        recorded_at=unit.now,
        **{name: shaped[name] for name in _DUTY_FIELDS},
    )
    row.fold = duty_fold(row, directive)
    unit.session.add(row)
    unit.session.flush()
    record(unit, row, None, "propose", "proposed")
    return row


def _statements(duty: DutyRead, shaped: dict[str, Any]) -> list[dict[str, Any]]:
    """What a document says of a duty in two places, the statement in force first, kept among the reasons until a person chooses."""
    pages = {reason.words: reason.span.page for reason in duty.reasons if reason.rule == SAID_RULE and reason.span}
    found: list[dict[str, Any]] = []
    for said, plain in zip(duty.said_elsewhere, shaped["said_elsewhere"], strict=True):
        about = "owners" if said.owners is not None else "deadline"
        own = "; ".join(duty.owners) if about == "owners" else duty.deadline.text
        here = duty.source.spans[0].page if duty.source.spans else None
        value = plain[about]
        if said.deadline is not None:
            value = value | {"amount": said.deadline.amount, "unit": said.deadline.unit}
        both = [(own, shaped[about], pages.get(own, here), said.against), (said.text, value, said.page, said.place)]
        found += [
            {"field": "said", "about": about, "words": words, "value": value, "page": page, "rule": SAID_RULE, "why": place, "span": None}
            for words, value, page, place in both
        ]
    return found


def duty_fold(duty: Duty, directive: Directive) -> str:
    """The searched words of a duty: its own and those of its directive."""
    return f"{searched(' '.join((duty.text, *duty.owners, *duty.coordinators)))} {directive.fold}"


def directive_fold(directive: Directive) -> str:
    """The searched words of a directive."""
    return searched(" ".join(filter(None, (directive.number, directive.kind, directive.subject, directive.issuer, directive.signer))))


_DUTY_FIELDS = ("part", "ordinal", "text", "owners", "coordinators", "reports_to", "deliverable", "deadline", "confidence", "missing")


def new_directive(unit: Unit, reading: Reading, received_on: dt.date, origin: str) -> Directive:
    """The row of a document inside a running command; what did not come in through the văn thư takes no arrival number."""
    shaped = reading.as_json()
    info = reading.document
    year = received_on.year if origin == "file" else NOT_ARRIVED
    last = unit.session.exec(select(func.max(Directive.arrival_number)).where(Directive.arrival_year == year)).one()
    directive = Directive(
        arrival_year=year,
        arrival_number=(last or 0) + 1,
        received_on=received_on,
        **{name: getattr(info, name) for name in HEADER},
        addressees=list(info.addressees),
        recipients=list(info.recipients),
        references=shaped["document"]["references"],
        header=shaped["document"],
        parts=shaped["parts"][1:],
        warnings=list(reading.warnings),
        reasons=[dataclasses.asdict(reason) for reason in reading.reasons],
        needs_typing=not reading.duties and info.number is None and info.issued_on is None and info.subject is None,
        origin=origin,
        recorded_at=unit.now,
        recorded_by=unit.actor.account_id,
    )
    directive.fold = directive_fold(directive)
    unit.session.add(directive)
    unit.session.flush()
    return directive


def _refuse_known(unit: Unit, found: FileFound) -> None:
    known = known_file(unit.session, found.sha256)
    if known is None or found.role != "main":
        return
    other = get_directive(unit, known)
    by = unit.session.get(Account, other.recorded_by) if other.recorded_by else None
    day = f" ngày {short(other.issued_on)}" if other.issued_on else ""
    raise AlreadyThere(
        f"Văn bản {other.number or 'không số'}{day} của {other.issuer or 'cơ quan chưa rõ'} đã có, số đến {arrival(other)}, "
        f"do {by.name if by else 'dòng lệnh'} tải lên. Mở bản đã có.",
        known,
    )


def _follow(unit: Unit, directive: Directive) -> None:
    """What duties keep of their directive's header follows it."""
    for duty in unit.session.exec(select(Duty).where(Duty.directive_id == directive.id)):
        duty.issued_on, duty.fold = directive.issued_on, duty_fold(duty, directive)


def _note_change(unit: Unit, directive: Directive, name: str, before: Any, after: Any) -> None:
    plain = [value.isoformat() if isinstance(value, dt.date) else value for value in (before, after)]
    change = ReviewChange(directive_id=directive.id or 0, field=name, before=plain[0], after=plain[1], recorded_at=unit.now)
    change.actor_id = unit.actor.account_id
    unit.session.add(change)


def erase_from_counts(unit: Unit, directive: Directive, kind: str, reason: str) -> None:
    """Every duty becomes rejected, as if it had never been confirmed; the events that say so stay."""
    for duty in unit.session.exec(select(Duty).where(Duty.directive_id == directive.id)).all():
        for share in unit.session.exec(select(Assignment).where(Assignment.duty_id == duty.id)).all():
            record(unit, duty, share, kind, "rejected", min(share.opens_on or unit.today, unit.today), note=reason)
        record(unit, duty, None, kind, "rejected", note=reason)
        duty.state = "rejected"
