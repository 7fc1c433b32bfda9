"""Bringing an old tracking spreadsheet in: a dry run that shows every row's fate, then the same with the rows written.

What comes from the sheet keeps its number and days and is marked by `Directive.origin`; closed duties need no evidence, and no
reminder goes out until the office turns that on.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Select
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from drafting.dates import short
from drafting.orthography import fold
from tracking.duty import DocumentInfo, Reading, Source
from tracking.duty import Duty as DutyRead
from tracking.old_register.days import day_of
from tracking.old_register.rows import FATES, Choices, Entry, Fate, Judge, Key, OldRow
from tracking.old_register.sheet import Sheets, plain, read_lines
from tracking.register import directives, fan_out
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.events import record, settle_duty
from tracking.register.offices import Directory
from tracking.register.progress import Due
from tracking.register.tables import Assignment, Directive, Duty
from tracking.register.unit import Unit

ORIGIN = "sheet"
MARK = "Nhập từ sổ cũ"
_ROWS_AT_ONCE = 60
"""Rows written in one transaction: nobody waits long for the writer, and a stop leaves whole rows, known as doubles the next time."""
_DAYS_AT_ONCE = 400
_NO_CHOICES = Choices()
Reader = Callable[[Path, Mapping[str, str]], Sheets]
"""Reads a workbook with the chosen columns; the web app reads it in a process of its own."""


@dataclass(frozen=True, slots=True)
class OldRegister:
    """A spreadsheet as read. columns: field → heading as written; written: whether the rows were put into the register.

    headings: every heading of the table, for choosing other columns.
    """

    file: str
    columns: dict[str, str]
    rows: tuple[OldRow, ...]
    written: bool = False
    headings: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[Fate, int]:
        """How many rows have each fate; their sum is the number of rows read."""
        found = Counter(row.fate for row in self.rows)
        return {fate: found[fate] for fate in FATES}

    @property
    def summary(self) -> str:
        """The sentence under the rows."""
        read, counts = len(self.rows), self.counts
        parts = ", ".join(f"{label} {counts[fate]}" for fate, label in FATES.items())
        ending = "nhiệm vụ nhập từ sổ cũ chưa gửi nhắc cho đến khi bật."
        state = f"Đã ghi vào sổ; {ending}" if self.written else f"Chưa ghi vào sổ; {ending}"
        return f"Đã đọc {read} dòng: {parts}. Tổng khớp {sum(counts.values())}. {state}"

    def as_json(self) -> dict[str, Any]:
        """The value of `dondoc import --old-register --json`."""
        return {
            "schema": 1,
            "file": self.file,
            "columns": self.columns,
            "read": len(self.rows),
            **{str(fate): number for fate, number in self.counts.items()},
            "written": self.written,
            "rows": [row.as_json() for row in self.rows],
        }


def read_old_register(register: Register, path: Path, choices: Choices = _NO_CHOICES, reader: Reader = read_lines) -> OldRegister:
    """The dry run: every row with its fate; nothing is written. Raises InvalidInput where the file is not such a spreadsheet."""
    sheets = reader(path, choices.columns)
    with register.reading() as session:
        days = (day for line in sheets.lines for value in line.filled if (day := day_of(value)))
        judge = Judge(Directory.load(session), choices, register.today(), *_known(session, days))
    return OldRegister(path.name, sheets.columns, tuple(judge.fate_of(line) for line in sheets.lines), headings=sheets.headings)


def import_old_register(
    register: Register, actor: Actor, path: Path, choices: Choices = _NO_CHOICES, reader: Reader = read_lines
) -> OldRegister:
    """Write the rows that can be taken. Doing it again writes nothing: every row is then a double."""
    actor.need("admin", "officer", "leader")
    found = read_old_register(register, path, choices, reader)
    for batch in _batches([row.entry for row in found.rows if row.fate == "imported" and row.entry is not None]):
        with register.command(actor, "import_old_register") as unit:
            known, _ = _known(unit.session, (entry.issued_on for entry in batch))
            directory = Directory.load(unit.session)
            documents: dict[tuple[str, dt.date], Directive] = {}
            for entry in batch:
                if entry.key not in known:
                    directive = documents.get(entry.document) or _directive(unit, entry)
                    documents[entry.document] = directive
                    _enter(unit, directive, entry, directory, choices)
            unit.say(file=path.name, rows=len(batch))
    return replace(found, written=True)


def _batches(entries: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    for start in range(0, len(entries), _ROWS_AT_ONCE):
        yield entries[start : start + _ROWS_AT_ONCE]


def _known(session: Session, days: Iterable[dt.date]) -> tuple[dict[Key, str], dict[tuple[str, dt.date], str]]:
    """What the register holds of documents of these days: the rows by their key, and the documents that came otherwise."""
    rows: dict[Key, str] = {}
    documents: dict[tuple[str, dt.date], str] = {}
    wanted = sorted(set(days))
    for start in range(0, len(wanted), _DAYS_AT_ONCE):
        for number, issued_on, origin, text, owners in session.execute(_of_days(wanted[start : start + _DAYS_AT_ONCE])):
            name = f"văn bản {number or 'không số'} ngày {short(issued_on)} đã có trong sổ"
            document = (fold(number or ""), issued_on)
            if text is not None:
                rows[*document, plain(text), tuple(sorted(plain(owner) for owner in owners))] = name
            if origin != ORIGIN and number:
                documents[document] = name[:1].upper() + name[1:]
    return rows, documents


def _of_days(days: Sequence[dt.date]) -> Select[str | None, dt.date | None, str, str, list[str]]:
    columns = (col(Directive.number), col(Directive.issued_on), col(Directive.origin), col(Duty.text), col(Duty.owners))
    return (
        select_columns(*columns)
        .join(Duty, (col(Duty.directive_id) == col(Directive.id)) & col(Duty.parent_id).is_(None), isouter=True)
        .where(col(Directive.issued_on).in_(days), col(Directive.state).not_in(("withdrawn", "merged")))
    )


def _directive(unit: Unit, entry: Entry) -> Directive:
    """The document of a row: the one that the sheet brought before, else a new one without an arrival number."""
    query = select(Directive).where(Directive.issued_on == entry.issued_on, Directive.origin == ORIGIN)
    for there in unit.session.exec(query):
        if fold(there.number or "") == fold(entry.number or ""):
            return there
    info = DocumentInfo(number=entry.number, issued_on=entry.issued_on, issuer=entry.issuer, subject=entry.subject)
    directive = directives.new_directive(unit, Reading((info,), ()), entry.issued_on, ORIGIN)
    directive.settled, directive.state, directive.without_number = True, "settled", not entry.number
    directive.needs_typing = False
    unit.touch("directive", directive.id)
    return directive


def _enter(unit: Unit, directive: Directive, entry: Entry, directory: Directory, choices: Choices) -> None:
    quote = "\n".join(part for part in (entry.text, entry.note) if part)
    read = DutyRead(
        entry.text, 0, entry.ordinal, entry.owners, entry.coordinators, (), entry.deliverable, entry.deadline, Source(quote), confidence=1.0
    )
    last = select(Duty.position).where(Duty.directive_id == directive.id).order_by(col(Duty.position).desc())
    position = unit.session.exec(last.limit(1)).first()
    duty = directives.add_proposed(unit, directive, 0 if position is None else position + 1, read)
    record(unit, duty, None, "confirm_duty", "confirmed", entry.issued_on, note=MARK)
    fan_out.enter(unit, directive, duty, directory)
    shares = unit.session.exec(select(Assignment).where(Assignment.duty_id == duty.id)).all()
    for share in shares:
        if share.office_id is None and share.name in choices.offices:
            share.office_id = choices.offices[share.name]
            record(unit, duty, share, "choose_office", payload={"office": share.office_id}, note=MARK)
        if share.role == "lead" and not duty.standing:
            _bring_up(unit, duty, share, entry)
    if not duty.standing:
        settle_duty(unit, duty)
        duty.due_on = min((share.due_on for share in shares if share.due_on and share.role == "lead"), default=None)


def _bring_up(unit: Unit, duty: Duty, share: Assignment, entry: Entry) -> None:
    """The events that lead a share to where the sheet says it stands, on the sheet's own days."""
    if entry.extended_on is not None:
        day = min(entry.deadline.due or unit.today, unit.today)
        payload = {"due_on": entry.extended_on.isoformat(), "extension": True}
        record(unit, duty, share, "extend", None, day, payload, MARK, Due(entry.extended_on, 1))
    if entry.state == "completed":
        record(unit, duty, share, "report", "reported", entry.done_on, {"result": entry.result}, MARK)
        record(unit, duty, share, "confirm_done", "completed", entry.done_on, note=MARK)
    elif entry.state in ("withdrawn", "suspended"):
        record(unit, duty, share, {"withdrawn": "withdraw", "suspended": "suspend"}[entry.state], entry.state, note=MARK)
    elif entry.state == "in_progress":
        record(unit, duty, share, "assign", "assigned", entry.issued_on, note=MARK)
