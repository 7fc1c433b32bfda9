"""Duties said at a meeting (ý kiến chỉ đạo): typed or pasted lines, read as a document is read, and no line ever lost."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Callable

from drafting.dates import written
from drafting.orthography import nfc, squash
from tracking.duty import Deadline, DocumentInfo, Duty, Reading, Source
from tracking.language.owners import split_units
from tracking.old_register.days import deadline_of
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.directives import register_reading, settle_header
from tracking.register.refusals import NotAllowed

ORIGIN = "spoken"
Read = Callable[[str], Reading]
"""Reads a plain text as a document."""
_MARK = re.compile(r"^(?:[-–•+*]\s*|\d{1,3}[.)]\s+)")
_OPENING = ("KẾT LUẬN", "Về công tác chỉ đạo, điều hành", "Yêu cầu các cơ quan, đơn vị thực hiện các nhiệm vụ sau:")
"""Stands before the lines, under place and day, so that they are read as the items of a directive of that day."""
_UNREAD = 0.4
"""How sure a line is that reading found no duty in: a person looks at it first."""


@dataclasses.dataclass(frozen=True, slots=True)
class Said:
    """What was said where: the occasion, its day, and who gave the duties."""

    occasion: str
    on: dt.date
    issuer: str
    by: str = ""


def register_said(register: Register, actor: Actor, said: Said, words: str, read: Read) -> int:
    """Register the occasion as a document without number, with a proposed duty for every line. Returns the directive's id."""
    actor.need("admin", "clerk", "officer", "leader")
    if not squash(said.occasion):
        raise NotAllowed("Ghi tên cuộc họp hoặc nguồn của ý kiến chỉ đạo.")
    if said.on > register.today():
        raise NotAllowed("Ngày giao việc chưa đến.")
    reading = reading_of(said, words, read)
    directive = register_reading(register, actor, reading, [], said.on, ORIGIN)
    settle_header(register, actor, directive, without_number=True)
    return directive


def reading_of(said: Said, words: str, read: Read) -> Reading:
    """The lines as a reading; cells of a spreadsheet are taken as duty, lead, deadline, deliverable."""
    info = DocumentInfo(None, None, said.on, said.issuer or None, subject=squash(said.occasion), signer=said.by or None)
    lines = [line for line in nfc(words).splitlines() if line.strip()]
    plain = [squash(_MARK.sub("", line.strip())) for line in lines]
    numbered = [f"{place}. {text}" for place, text in enumerate(plain, 1)]
    whole = "\n".join([f"Nơi họp, {written(said.on)}", *_OPENING, *numbered])
    found = read(whole).duties if any("\t" not in line for line in lines) else ()
    duties: list[Duty] = []
    for place, (line, text) in enumerate(zip(lines, plain, strict=True), 1):
        if "\t" in line:
            duties.append(_from_cells(line.split("\t"), place, said.on))
            continue
        own = [duty for duty in found if _holds(text, duty.source.quote)]
        duties += [_said(duty, text, place, said.on) for duty in own] or [_unread(text, place)]
    return Reading((info,), tuple(duties))


def _holds(line: str, quote: str) -> bool:
    """Whether the quoted words stand in the line, spaces aside."""
    wanted = "".join(quote.split())
    return bool(wanted) and wanted in "".join(line.split())


def _said(duty: Duty, text: str, place: int, on: dt.date) -> Duty:
    """The duty in its line; a day without a year is of the day when it was said."""
    anew = deadline_of(duty.deadline.text, on) if duty.deadline.text and duty.deadline.due is None else None
    return dataclasses.replace(duty, part=0, ordinal=str(place), deadline=anew or duty.deadline, source=Source(text))


def _unread(text: str, place: int) -> Duty:
    return Duty(text, 0, str(place), source=Source(text), confidence=_UNREAD, missing=("owner",))


def _from_cells(cells: list[str], place: int, on: dt.date) -> Duty:
    text, owners, deadline, deliverable = (squash(cell) for cell in (*cells, "", "", "")[:4])
    due = deadline_of(deadline, on)
    names = tuple(split_units(owners)) or ((owners,) if owners else ())
    return Duty(
        text=text,
        ordinal=str(place),
        owners=names,
        deliverable=deliverable or None,
        deadline=due or Deadline(),
        source=Source(" ".join(squash(cell) for cell in cells if cell.strip())),
        confidence=0.95 if names and due is not None else _UNREAD,
        missing=() if names else ("owner",),
    )
