"""An annex that comes after its directive: the file and what was read of it join the document on the review desk."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from sqlmodel import col, select

from tracking.duty import Duty as DutyRead
from tracking.duty import Source
from tracking.register import directives, stored_files
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.events import get_directive
from tracking.register.refusals import AlreadyThere, NotAllowed
from tracking.register.stored_files import FileFound
from tracking.register.tables import DirectiveFile, Duty


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
        query = select(Duty.position).where(Duty.directive_id == directive_id).order_by(col(Duty.position).desc())
        last = unit.session.exec(query).first()
        start = 0 if last is None else last + 1
        plain = [dataclasses.replace(duty, part=0, source=Source(duty.source.quote)) for duty in duties]
        rows = [directives.add_proposed(unit, directive, start + place, duty) for place, duty in enumerate(plain)]
        if rows:
            directive.state, directive.no_duty = "reviewing", False
        directive.version += 1
        unit.touch("directive", directive_id)
        unit.say(files=[found.name])
        return [row.id or 0 for row in rows]
