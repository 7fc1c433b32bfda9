"""The office's own Word templates: uploaded by its staff, every version kept, filled in a sandbox.

A template belongs to the body that this installation serves: it is kept under DATA by its content hash, and another body that takes
over the installation (or a copy of it) does not see it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from drafting.kinds import kind_named
from drafting.office_template import OfficeTemplate, examine_template, render
from drafting.orthography import squash
from drafting.template_fields import KIND_LABELS, TemplateField
from drafting.template_starter import starter
from drafting.template_values import prefilled
from tracking.outgoing.letterhead import issuer_of
from tracking.outgoing.life import spec_of
from tracking.reading.choose import read_pages
from tracking.register import stored_files
from tracking.register.actor import Actor, Role
from tracking.register.database import Register, Unit
from tracking.register.refusals import ConflictError, NotAllowed, NotFound
from tracking.register.tables import Office
from tracking.register.template_tables import DocumentTemplate, TemplateVersion

_KEEPERS: tuple[Role, ...] = ("admin", "officer")
_NAME_LENGTH = 200
_NO_BODY = "Chưa khai báo cơ quan của mình nên chưa có mẫu riêng. Khai báo ở mục Cơ quan, đơn vị."
_ABSENT = "Không có mẫu này. Mở lại danh sách mẫu."


@dataclass(frozen=True, slots=True)
class _Examined:
    """What reading a file told: its fields and the findings on a sample of it, as they are kept."""

    file_name: str
    fields: list[dict[str, Any]]
    findings: list[dict[str, Any]]


def save_template(register: Register, actor: Actor, path: Path, file_name: str, name: str = "", note: str = "") -> int:
    """Keep a Word file as a new template with its fields and the findings on its form. Returns its id.

    name: what people call it, the file's name where empty. Raises InvalidInput for a file that is no safe template, Refused where it
    carries a secrecy mark, NotAllowed where no own body is set or the name is taken; nothing is stored then.
    """
    actor.need(*_KEEPERS)
    shown = (squash(name) or squash(Path(file_name).stem))[:_NAME_LENGTH]
    examined = _examined(path, file_name)
    found = stored_files.look(path, file_name)
    stored_files.keep(register.settings, found)
    with register.command(actor, "save_template") as unit:
        own = _own(unit.session)
        if own is None:
            raise NotAllowed(_NO_BODY)
        _name_must_be_free(unit.session, own, shown, None)
        row = DocumentTemplate(name=shown, office_id=own, created_at=unit.now, changed_at=unit.now)
        unit.session.add(row)
        unit.session.flush()
        stored_files.note(unit, found)
        _add_version(unit, row, examined, found.sha256, note)
        return row.id or 0


def revise_template(register: Register, actor: Actor, template_id: int, path: Path, file_name: str, version: int, note: str = "") -> int:
    """Keep a new version over the one that the person saw. Returns the new version.

    Raises as `save_template`, NotAllowed for the content in force, ConflictError where another saved meanwhile.
    """
    actor.need(*_KEEPERS)
    examined = _examined(path, file_name)
    found = stored_files.look(path, file_name)
    stored_files.keep(register.settings, found)
    with register.command(actor, "revise_template") as unit:
        row = _template(unit.session, template_id)
        last = _version(unit.session, row, row.version)
        if row.version != version:
            words = f"{last.actor_name} vừa lưu bản {row.version} của mẫu này. Xem bản ấy rồi lưu lại."
            raise ConflictError(words, last.actor_name, "revise_template", last.saved_at)
        if last.sha256 == found.sha256:
            raise NotAllowed(f"«{file_name}» giống hệt bản {row.version} đang dùng nên không lưu thêm.")
        row.version, row.changed_at, row.active = row.version + 1, unit.now, True
        stored_files.note(unit, found)
        _add_version(unit, row, examined, found.sha256, note)
        return row.version


def rename_template(register: Register, actor: Actor, template_id: int, name: str) -> None:
    """Give a template another name. Raises NotAllowed for an empty or a taken one."""
    actor.need(*_KEEPERS)
    with register.command(actor, "rename_template") as unit:
        row = _template(unit.session, template_id)
        shown = squash(name)[:_NAME_LENGTH]
        _name_must_be_free(unit.session, row.office_id, shown, template_id)
        row.name, row.changed_at = shown, unit.now
        unit.touch("documenttemplate", template_id)
        unit.say(name=row.name)


def retire_template(register: Register, actor: Actor, template_id: int, retired: bool = True) -> None:
    """Take a template out of the list that drafts are made from, or put it back; its versions stay."""
    actor.need(*_KEEPERS)
    with register.command(actor, "retire_template" if retired else "restore_template") as unit:
        row = _template(unit.session, template_id)
        row.active, row.changed_at = not retired, unit.now
        unit.touch("documenttemplate", template_id)


def templates(register: Register, retired: bool = False) -> list[dict[str, Any]]:
    """The templates of our own body by name: {id, name, version, active, changed_at, file_name, fields, severities, saved_by}.

    fields: how many; severities: how many findings of each severity; retired: those taken out of use as well.
    """
    with register.reading() as session:
        own = _own(session)
        query = (
            select(DocumentTemplate, TemplateVersion)
            .where(TemplateVersion.template_id == DocumentTemplate.id, TemplateVersion.version == DocumentTemplate.version)
            .where(DocumentTemplate.office_id == own)
            .order_by(col(DocumentTemplate.name), col(DocumentTemplate.id))
        )
        return [_listed(row, version) for row, version in session.exec(query) if row.active or retired]


def template_page(register: Register, template_id: int, version: int | None = None) -> dict[str, Any]:
    """One version (the one in force) of a template: its fields with labels, its findings, and all versions newest first.

    Raises NotFound, also for a template of another body.
    """
    with register.reading() as session:
        row = _template(session, template_id)
        shown = _version(session, row, version or row.version)
        query = select(TemplateVersion).where(TemplateVersion.template_id == template_id).order_by(col(TemplateVersion.version).desc())
        return {
            **_listed(row, shown),
            "fields": [{**field, "kind_label": KIND_LABELS[field["kind"]]} for field in shown.fields],
            "findings": shown.findings,
            "shown_version": shown.version,
            "versions": [one.model_dump(exclude={"fields", "findings", "sha256", "template_id"}) for one in session.exec(query)],
        }


def template_file(register: Register, template_id: int, version: int | None = None) -> tuple[Path, str]:
    """Where a version of a template lies, and the name under which it was uploaded. Raises NotFound."""
    kept = _kept(register, template_id, version)
    return kept.path, kept.name


def fill_template(
    register: Register, actor: Actor, template_id: int, values: Mapping[str, Any], out: Path, version: int | None = None
) -> Path:
    """The document that a template makes of the values, written to `out`. Slow (a process of its own): not for a web thread.

    Raises NotFound, NotAllowed for a template out of use, InvalidInput naming a field that is missing or does not fit.
    """
    actor.need("admin", "officer", "clerk", "leader")
    return render(_kept(register, template_id, version, in_use=True), values, out)


def values_from(register: Register, template_id: int, document_id: int) -> dict[str, Any]:
    """What an outgoing document fills of a template's fields, by field name; the other fields are asked of a person. Raises NotFound."""
    return prefilled(_kept(register, template_id, None).fields, spec_of(register, document_id))


def starting_template(register: Register, kind: str, out: Path) -> Path:
    """Writes a lawful template of that kind with our own body's letterhead to `out`, to be changed in Word and uploaded.

    Raises NotAllowed where no own body is set or there is no such kind, InvalidInput for a form of copy.
    """
    found = kind_named(kind)
    if found is None:
        raise NotAllowed(f"«{kind}» không phải là loại văn bản hành chính.")
    with register.reading() as session:
        own = session.exec(select(Office).where(col(Office.is_self).is_(True))).first()
        issuer = issuer_of(session, own) if own is not None else None
    if issuer is None:
        raise NotAllowed(_NO_BODY)
    return starter(found, issuer, out)


def _examined(path: Path, file_name: str) -> _Examined:
    """What is to be told of the file, nothing stored: safe, without a secrecy mark, its fields, the form of a sample."""
    template, findings = examine_template(path, file_name)
    read_pages(path, file_name)
    return _Examined(file_name, [field.as_json() for field in template.fields], [finding.as_json() for finding in findings])


def _add_version(unit: Unit, row: DocumentTemplate, found: _Examined, sha256: str, note: str) -> None:
    unit.session.add(
        TemplateVersion(
            template_id=row.id or 0,
            version=row.version,
            sha256=sha256,
            file_name=found.file_name,
            fields=found.fields,
            findings=found.findings,
            saved_at=unit.now,
            actor_id=unit.actor.account_id,
            actor_name=unit.actor.name,
            note=note.strip(),
        )
    )
    unit.touch("documenttemplate", row.id)
    unit.say(name=row.name, file_name=found.file_name)


def _kept(register: Register, template_id: int, version: int | None, *, in_use: bool = False) -> OfficeTemplate:
    with register.reading() as session:
        row = _template(session, template_id)
        if in_use and not row.active:
            raise NotAllowed(f"Mẫu «{row.name}» đã ngừng dùng. Chọn mẫu khác hoặc đưa mẫu này vào dùng lại.")
        found = _version(session, row, version or row.version)
        path = stored_files.path_of(register.settings, found.sha256)
        return OfficeTemplate(path, found.file_name, tuple(map(TemplateField.from_json, found.fields)))


def _template(session: Session, template_id: int) -> DocumentTemplate:
    row = session.get(DocumentTemplate, template_id)
    if row is None or row.office_id != _own(session):
        raise NotFound(_ABSENT)
    return row


def _version(session: Session, row: DocumentTemplate, version: int) -> TemplateVersion:
    query = select(TemplateVersion).where(TemplateVersion.template_id == row.id, TemplateVersion.version == version)
    found = session.exec(query).first()
    if found is None:
        raise NotFound(_ABSENT)
    return found


def _name_must_be_free(session: Session, own: int, name: str, itself: int | None) -> None:
    if not name:
        raise NotAllowed("Mẫu cần có tên.")
    query = select(DocumentTemplate.id).where(DocumentTemplate.office_id == own, DocumentTemplate.name == name)
    if any(key != itself for key in session.exec(query)):
        raise NotAllowed(f"Đã có mẫu tên «{name}». Đặt tên khác, hoặc mở mẫu ấy rồi tải lên bản mới.")


def _own(session: Session) -> int | None:
    return session.exec(select(Office.id).where(col(Office.is_self).is_(True))).first()


def _listed(row: DocumentTemplate, version: TemplateVersion) -> dict[str, Any]:
    return {
        **row.model_dump(exclude={"office_id"}),
        "file_name": version.file_name,
        "fields": len(version.fields),
        "severities": dict(Counter(finding["severity"] for finding in version.findings)),
        "saved_by": version.actor_name,
        "note": version.note,
    }
