"""Annexes that came by themselves: the file and what was read of it join their directive on the review desk."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from sqlmodel import col, select

from tracking.duty import Duty as DutyRead
from tracking.duty import Source
from tracking.register import directives, stored_files
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.events import get_directive, record
from tracking.register.refusals import AlreadyThere, NotAllowed
from tracking.register.stored_files import FileFound
from tracking.register.tables import DirectiveFile, Duty
from tracking.register.unit import Unit


def add_annex(register: Register, actor: Actor, directive_id: int, found: FileFound, duties: Sequence[DutyRead]) -> list[int]:
    """Add a file to a directive and propose the duties read of it, after those that are there. Returns their ids.

    Their places are those of the annex, not of the main file, so only the words are kept. Raises AlreadyThere where the
    directive has this content, NotAllowed where it was withdrawn or merged.
    """
    actor.need("admin", "clerk", "officer", "leader")
    stored_files.keep(register.settings, found)
    with register.command(actor, "add_annex") as unit:
        directive = get_directive(unit, directive_id)
        if directive.state in ("withdrawn", "merged"):
            raise NotAllowed("Văn bản đã rút hoặc đã ghép vào văn bản khác, không thêm phụ lục được.")
        there = select(DirectiveFile).where(DirectiveFile.directive_id == directive_id, DirectiveFile.sha256 == found.sha256)
        if unit.session.exec(there).first() is not None:
            raise AlreadyThere(f"«{found.name}» đã có trong văn bản này.", directive_id)
        stored_files.note(unit, found)
        unit.session.add(DirectiveFile(directive_id=directive_id, sha256=found.sha256, name=found.name, role="annex"))
        start = _next_position(unit, directive_id)
        plain = [dataclasses.replace(duty, part=0, source=Source(duty.source.quote)) for duty in duties]
        rows = [directives.add_proposed(unit, directive, start + place, duty) for place, duty in enumerate(plain)]
        if rows:
            directive.state, directive.no_duty = "reviewing", False
        directive.version += 1
        unit.touch("directive", directive_id)
        unit.say(files=[found.name])
        return [row.id or 0 for row in rows]


def join_annex(register: Register, actor: Actor, directive_id: int, into: int) -> list[int]:
    """The document is an annex of another one: its files and proposed duties go there, itself leaves the list. Returns the new ids.

    Raises NotAllowed where a duty of it is in the register already, or the other document cannot take it.
    """
    actor.need("admin", "clerk", "officer", "leader")
    with register.command(actor, "join_annex") as unit:
        annex, main = get_directive(unit, directive_id), get_directive(unit, into)
        if annex.id == main.id or {annex.state, main.state} & {"withdrawn", "merged"}:
            raise NotAllowed("Chọn một văn bản khác đang có trong sổ làm văn bản chính.")
        duties = unit.session.exec(select(Duty).where(Duty.directive_id == directive_id).order_by(col(Duty.position))).all()
        if any(duty.state not in ("proposed", "rejected") for duty in duties):
            raise NotAllowed("Tệp này đã có nhiệm vụ trong sổ. Hoàn tác hoặc rút nhiệm vụ ấy trước khi ghép làm phụ lục.")
        _move_files(unit, directive_id, into)
        start = _next_position(unit, into)
        proposed = [duty for duty in duties if duty.state == "proposed"]
        ids = [_copied(unit, duty, into, start + place) for place, duty in enumerate(proposed)]
        directives.erase_from_counts(unit, annex, "join_annex", "")
        annex.state, annex.merged_into = "merged", into
        if ids:
            main.state, main.no_duty = "reviewing", False
        for directive in (annex, main):
            directive.version += 1
            unit.touch("directive", directive.id)
        return ids


def _next_position(unit: Unit, directive_id: int) -> int:
    query = select(Duty.position).where(Duty.directive_id == directive_id).order_by(col(Duty.position).desc())
    last = unit.session.exec(query).first()
    return 0 if last is None else last + 1


def _move_files(unit: Unit, directive_id: int, into: int) -> None:
    kept = set(unit.session.exec(select(DirectiveFile.sha256).where(DirectiveFile.directive_id == into)))
    for row in unit.session.exec(select(DirectiveFile).where(DirectiveFile.directive_id == directive_id)).all():
        if row.sha256 not in kept:
            unit.session.add(DirectiveFile(directive_id=into, sha256=row.sha256, name=row.name, role="annex"))


def _copied(unit: Unit, duty: Duty, into: int, position: int) -> int:
    """The proposal in its new document; its places were those of the annex and are left behind."""
    main = get_directive(unit, into)
    fields = duty.model_dump(exclude={"id", "version", "directive_id", "issued_on", "position", "part", "spans"})
    new = Duty(**fields, directive_id=into, issued_on=main.issued_on, position=position, spans=[])
    unit.session.add(new)
    unit.session.flush()
    record(unit, new, None, "propose", "proposed", payload={"from_annex": duty.id})
    return new.id or 0
