"""Importing received files: read, refuse what policy forbids, register the rest with its duties proposed (or confirmed).

A known content changes nothing. What cannot be read is told in one line and nothing is kept. Reading comes first, with nothing
stored; then one short transaction a file, so that a stop in the middle leaves whole files or none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from drafting.dates import short
from drafting.errors import DondocError, Refused
from tracking.duty import DocumentInfo, Reading
from tracking.learning import sureness
from tracking.register import directives, review
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.events import get_directive
from tracking.register.refusals import AlreadyThere, NotAllowed
from tracking.register.stored_files import FileFound, look
from tracking.register.tables import Directive

Outcome = Literal["imported", "known", "refused", "unreadable"]
Reader = Callable[[Path, str | None], Reading]


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file. exit_code: the contract's; duties: how many were proposed; confirmed: how many entered the register."""

    file: str
    outcome: Outcome
    directive: int | None = None
    duties: int = 0
    confirmed: int = 0
    warnings: tuple[str, ...] = ()
    exit_code: int = field(default=0)

    def as_json(self) -> dict[str, Any]:
        """The element of `dondoc import --json`."""
        return {
            "schema": 1,
            "file": self.file,
            "outcome": self.outcome,
            "directive": self.directive,
            "duties": self.duties,
            "warnings": list(self.warnings),
        }


def import_files(
    register: Register,
    actor: Actor,
    paths: Sequence[Path],
    confirm: bool = False,
    received_on: dt.date | None = None,
    reader: Reader | None = None,
) -> list[Imported]:
    """Import each file by itself; a bad one stops none of the others."""
    return [import_file(register, actor, path, confirm=confirm, received_on=received_on, reader=reader) for path in paths]


def import_file(
    register: Register,
    actor: Actor,
    path: Path,
    name: str | None = None,
    confirm: bool = False,
    received_on: dt.date | None = None,
    reader: Reader | None = None,
) -> Imported:
    """Import one file; name: the one to show, where the file lies under another (an upload)."""
    shown = name or path.name
    try:
        reading = (reader or _extract)(path, shown)
    except Refused as refused:
        return Imported(shown, "refused", warnings=(str(refused),), exit_code=refused.exit_code)
    except DondocError as error:
        return Imported(shown, "unreadable", warnings=(str(error),), exit_code=error.exit_code)
    return register_one(register, actor, reading, look(path, shown), confirm, received_on)


def register_one(
    register: Register, actor: Actor, reading: Reading, found: FileFound, confirm: bool = False, received_on: dt.date | None = None
) -> Imported:
    """Register what was read of one file. The only step of an import that writes; doing it twice changes nothing."""
    reading, broken = sureness.as_learnt(reading, register.settings.data)
    try:
        directive = directives.register_reading(register, actor, reading, [found], received_on)
    except AlreadyThere as there:
        return Imported(found.name, "known", there.directive, warnings=(str(there),))
    warnings = [*reading.warnings, *([broken] if broken else [])]
    twin = _twin(register, directive, reading.document)
    if twin is not None:
        warnings.append(twin)
    entered = 0
    if confirm and reading.duties and twin is None:
        try:
            entered = _confirm(register, actor, directive, warnings)
        except NotAllowed as asked:
            warnings.append(str(asked))
    return Imported(found.name, "imported", directive, len(reading.duties), entered, tuple(warnings))


def _confirm(register: Register, actor: Actor, directive_id: int, warnings: list[str]) -> int:
    """Confirm all duties as read: whoever asks for it settles the header as read, a missing number as "without number"."""
    with register.command(actor, "import_confirm") as unit:
        directive = get_directive(unit, directive_id)
        if directive.issued_on is None:
            raise NotAllowed(directives.missing_header(directive))
        if not directive.number:
            directives.settle(unit, directive, without_number=True)
            warnings.append("Văn bản không đọc được số; đã ghi «không số». Bổ sung số theo bản có chữ ký nếu có.")
        return len(review.confirm(unit, directive, None, {}))


def _twin(register: Register, directive_id: int, info: DocumentInfo) -> str | None:
    """The line on another document of the same number, day and issuer: a second scan, to be joined by a person."""
    with register.reading() as session:
        other = directives.same_document(session, info, but=directive_id)
        if other is None or other.issued_on is None:
            return None
        this = session.get(Directive, directive_id)
        return (
            f"Văn bản {other.number} ngày {short(other.issued_on)} đã có, số đến {directives.arrival(other)}; bản này vào sổ với số đến "
            f"{directives.arrival(this) if this else ''}, nhiệm vụ chưa đưa vào sổ. Ghép với bản đã có, hoặc xác nhận là văn bản khác."
        )


def _extract(path: Path, name: str | None) -> Reading:
    """The chain of reading; imported late because it is heavy."""
    from tracking.extract import extract

    return extract(path, name)
