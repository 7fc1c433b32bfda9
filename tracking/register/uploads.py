"""Files on their way in through the app: the row that a durable job works on, and what became of each."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlmodel import col, func, select

from drafting.errors import DondocError, Refused
from tracking.register import directives, stored_files
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.outgoing_tables import OutgoingDocument
from tracking.register.refusals import AlreadyThere, NotFound
from tracking.register.side_tables import Upload
from tracking.register.stored_files import FileFound
from tracking.register.tables import Account, DirectiveFile, Evidence, Letter, StoredFile
from tracking.register.template_tables import TemplateVersion


def accept(register: Register, actor: Actor, found: FileFound, received_on: dt.date | None = None) -> int:
    """A row for a file whose head showed no secrecy mark. Raises AlreadyThere where its content is in the register."""
    actor.need("admin", "clerk", "officer", "leader")
    with register.reading() as session:
        known = directives.known_file(session, found.sha256)
    if known is not None:
        raise AlreadyThere(f"«{found.name}» đã có trong sổ. Mở bản đã có.", known)
    stored_files.keep(register.settings, found)
    with register.command(actor, "upload") as unit:
        stored_files.note(unit, found)
        row = Upload(
            sha256=found.sha256,
            name=found.name,
            account_id=actor.account_id,
            uploaded_at=unit.now,
            received_on=received_on or unit.today,
        )
        unit.session.add(row)
        unit.session.flush()
        unit.touch("upload", row.id)
        return row.id or 0


def get(register: Register, upload_id: int) -> tuple[Upload, Actor]:
    """The upload and who brought it, with the rights of this moment."""
    with register.reading() as session:
        row = session.get(Upload, upload_id)
        account = session.get(Account, row.account_id) if row is not None and row.account_id else None
    if row is None:
        raise NotFound(f"Không có tệp tải lên số {upload_id}.")
    if account is None:
        return row, Actor(None, "máy chủ", "Dòng lệnh", "admin")
    return row, Actor(account.id, account.login, account.name, account.role, account.office_id)  # type: ignore[arg-type]  # checked when made


def finish(
    register: Register,
    actor: Actor,
    upload_id: int,
    state: str,
    directive_id: int | None = None,
    duties: int = 0,
    warnings: tuple[str, ...] = (),
) -> None:
    """What became of the upload; finishing twice changes nothing."""
    with register.command(actor, "finish_upload") as unit:
        row = unit.session.get(Upload, upload_id)
        if row is None or row.state != "waiting":
            return
        row.state, row.directive_id, row.duties, row.warnings, row.ended_at = state, directive_id, duties, list(warnings), unit.now
        unit.touch("upload", upload_id)


def drop(register: Register, actor: Actor, upload_id: int, error: DondocError) -> None:
    """The file cannot be kept: its content goes, and for a secrecy mark found late its name and hash as well."""
    row, _ = get(register, upload_id)
    secret = isinstance(error, Refused)
    sha256 = row.sha256
    with register.command(actor, "drop_upload") as unit:
        kept = unit.session.get(Upload, upload_id)
        if kept is None or kept.state != "waiting":
            return
        kept.state, kept.ended_at, kept.sha256 = ("refused" if secret else "unreadable"), unit.now, None
        kept.name = "" if secret else kept.name
        kept.warnings = [] if secret else [str(error)]
        unit.session.flush()
        alone = sha256 is not None and not _used(unit.session, sha256)
        if alone:
            unit.session.delete(unit.session.get(StoredFile, sha256))
        unit.touch("upload", upload_id)
    if alone and sha256 is not None:
        stored_files.path_of(register.settings, sha256).unlink(missing_ok=True)


def recent(register: Register, actor: Actor, most: int = 50) -> list[dict[str, Any]]:
    """The newest uploads: a clerk's own, everybody's for the rest of the office."""
    with register.reading() as session:
        query = select(Upload).order_by(col(Upload.id).desc()).limit(most)
        if actor.role == "clerk":
            query = query.where(Upload.account_id == actor.account_id)
        return [row.model_dump() for row in session.exec(query)]


def waiting(register: Register) -> list[int]:
    """The uploads not read yet, oldest first."""
    with register.reading() as session:
        found = session.exec(select(Upload.id).where(Upload.state == "waiting").order_by(col(Upload.id)))
        return [row for row in found if row is not None]


def _used(session: Any, sha256: str) -> bool:
    """Whether any other row names the content."""
    columns: tuple[Any, ...] = (
        *(DirectiveFile.sha256, Evidence.sha256, Upload.sha256, TemplateVersion.sha256, Letter.sha256),
        *(OutgoingDocument.docx_sha256, OutgoingDocument.pdf_sha256),
    )
    return any(session.exec(select(func.count()).where(col(column) == sha256)).one() for column in columns)
