"""A superior's own column order (biểu mẫu của cấp trên): the office's reports laid out so that a table can be sent or pasted as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from drafting.errors import WrongUsage
from drafting.orthography import fold, squash
from tracking.old_register.sheet import field_of, read_lines
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.options import option, set_option
from tracking.register.refusals import NotAllowed
from tracking.reports.kinds import Column, all_columns, report_kind
from tracking.reports.report import Report

OPTION = "export_layouts"
EMPTY = ""
"""The key of a column that the superior's form has and the register does not fill."""
_WIDTH = 14


@dataclass(frozen=True, slots=True)
class Layout:
    """A named order of columns of one kind of report: (key, heading); the key EMPTY leaves a column blank."""

    name: str
    report: str
    columns: tuple[tuple[str, str], ...]


def layouts(register: Register, on: dt.date | None = None) -> dict[str, Layout]:
    """The layouts in force on a day, by name."""
    with register.reading() as session:
        found: dict[str, dict[str, Any]] = option(session, OPTION, on or register.today())
    return {name: Layout(name, row["report"], tuple((key, label) for key, label in row["columns"])) for name, row in sorted(found.items())}


def save_layout(register: Register, actor: Actor, layout: Layout) -> None:
    """Keep a layout from today on, in place of one of the same name. Raises NotAllowed where a column is not in the report."""
    known = {column.key for column in columns_of(layout.report)}
    wrong = [label for key, label in layout.columns if key != EMPTY and key not in known]
    if not squash(layout.name) or not layout.columns or wrong:
        told = f"Cột không có trong báo cáo {layout.report}: {', '.join(wrong)}." if wrong else "Biểu mẫu cần tên và ít nhất một cột."
        raise NotAllowed(told)
    kept = {found.name: _plain(found) for found in layouts(register).values()}
    set_option(register, actor, OPTION, {**kept, squash(layout.name): _plain(layout)}, register.today())


def drop_layout(register: Register, actor: Actor, name: str) -> None:
    """The layout is not offered from today on."""
    kept = {found.name: _plain(found) for found in layouts(register).values() if found.name != name}
    set_option(register, actor, OPTION, kept, register.today())


def laid_out(register: Register, found: Report, name: str) -> Report:
    """The report with the columns of a layout. Raises WrongUsage with the known names, or where the layout is of another report."""
    known = layouts(register, found.window.closing) or layouts(register)
    layout = known.get(name)
    if layout is None:
        raise WrongUsage(f"Không có biểu mẫu «{name}». Đã có: {', '.join(known) or 'chưa có biểu mẫu nào'}.")
    if layout.report != found.kind.code:
        raise WrongUsage(f"Biểu mẫu «{name}» là của báo cáo {layout.report}, không phải {found.kind.code}.")
    ours = {column.key: column for column in columns_of(layout.report)}
    columns = tuple(replace(ours[key], label=label) if key in ours else Column(EMPTY, label, _WIDTH) for key, label in layout.columns)
    return replace(found, kind=replace(found.kind, columns=columns))


def columns_of(code: str) -> tuple[Column, ...]:
    """What can stand in a layout of a report: its own columns, in T1 also the officer who monitors."""
    own = report_kind(code).columns
    return (*own, all_columns()["officer"]) if code == "t1" else own


def matched(code: str, headings: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The superior's headings each with the column that says the same, EMPTY where none does; a person looks it over.

    A heading is known by our own label, or by the wordings of tracking spreadsheets.
    """
    known = {column.key: fold(column.label) for column in columns_of(code)}
    found: list[tuple[str, str]] = []
    for heading in map(squash, headings):
        left = [key for key in known if key not in {used for used, _ in found}]
        same = next((key for key in left if known[key] == fold(heading)), None)
        meant = _FIELDS.get(field_of(heading) or "", EMPTY)
        found.append((same or (meant if meant in left else EMPTY), heading))
    return tuple(found)


def headings_of(path: Path) -> tuple[str, ...]:
    """The headings of a superior's form (.xlsx) in their order. Raises InvalidInput where it is broken or has no heading row."""
    return read_lines(path).headings


_FIELDS = {
    "ordinal": "stt",
    "number": "directive",
    "issuer": "issuer",
    "subject": "subject",
    "text": "text",
    "owners": "office",
    "coordinators": "coordinators",
    "assigned_on": "assigned_on",
    "due_on": "due_on",
    "deliverable": "deliverable",
    "result": "result",
    "done_on": "reported_on",
    "state": "state_label",
}
"""The field that a tracking spreadsheet's heading names → our column."""


def _plain(layout: Layout) -> dict[str, Any]:
    return {"report": layout.report, "columns": [list(column) for column in layout.columns]}
