"""What columns held before: every change of a fact leaves the value that stood until then, and a past moment of knowledge sees it.

What happens to duties is told by events. What is merely put right (the header of a document, an office chosen or renamed, the day
of a recurring duty) changes its row, and `watch` keeps the former value in the same transaction. A reading as known at a moment
sees the tables through views that put the former values back, so that no query need know of it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Connection, Date, DateTime, Integer, TypeDecorator, event, inspect
from sqlmodel import Session, col, select

from tracking.register.side_tables import METADATA, Former
from tracking.register.tables import Assignment, Directive, Duty, Extension, Letter, Office

KEPT: dict[type[Any], frozenset[str]] = {
    Office: frozenset(("name", "short", "kind", "parent_id", "valid_from", "valid_until", "is_self", "directed")),
    Directive: frozenset(
        (
            *("kind", "number", "issued_on", "issuer", "parent", "place", "subject", "signer", "position", "authority", "urgency"),
            *("received_on", "effective_on", "addressees", "recipients", "state", "merged_into", "without_number", "no_duty"),
        )
    ),
    Duty: frozenset(
        (
            *("directive_id", "issued_on", "position", "ordinal", "text", "owners", "coordinators", "reports_to", "deliverable"),
            *("deadline", "original_due_on", "opens_on", "standing", "parent_id", "weight"),
        )
    ),
    Assignment: frozenset(("duty_id", "directive_id", "office_id", "name", "role", "counts", "opens_on")),
    Extension: frozenset(("assignment_id",)),
    Letter: frozenset(("number", "issued_on", "numbered_at", "new_due_on")),
}
"""The columns whose former values are kept; the answers of assignments are no such columns, their events tell them for any moment."""


def watch(session: Session, now: dt.datetime) -> None:
    """From now on every change that the session writes leaves the value that stood before."""

    def keep(session: Session, _context: Any, _objects: Any) -> None:
        session.add_all([row for changed in session.dirty for row in _left_by(changed, now)])

    event.listen(session, "before_flush", keep)


def view_as_known(connection: Connection, known_at: dt.datetime) -> None:
    """Where something was put right since, lead the transaction's queries to views of the tables as known at the moment."""
    later = select(Former.table_name, Former.field).where(col(Former.known_until) > known_at).distinct()
    changed: dict[str, set[str]] = {}
    for name, field in connection.execute(later):
        changed.setdefault(name, set()).add(field)
    if not changed:
        return
    for table in METADATA.sorted_tables:
        columns = ", ".join(_column(connection, column, changed.get(table.name, set()), known_at) for column in table.columns)
        connection.exec_driver_sql(f'CREATE TEMP VIEW "{table.name}" AS SELECT {columns} FROM {_home(connection)}."{table.name}" AS one')
    connection.execution_options(schema_translate_map={None: "temp" if connection.dialect.name == "sqlite" else "pg_temp"})


def _left_by(row: Any, now: dt.datetime) -> Iterator[Former]:
    state = inspect(row)
    names = KEPT.get(type(row), frozenset()) & state.committed_state.keys()
    if not names or _is_proposed(row, state):
        return
    for name in sorted(names):
        history = state.attrs[name].history
        before = history.deleted[0] if history.deleted else None
        if history.has_changes() and before != getattr(row, name):
            table = type(row).__tablename__
            yield Former(table_name=table, row_id=row.id, field=name, before=as_text(before), known_until=now)


def _is_proposed(row: Any, state: Any) -> bool:
    """A duty that was never in the register is in no figure: what a reviewer changes in it needs no memory here."""
    if not isinstance(row, Duty):
        return False
    stood, opened = ((state.attrs[name].history.deleted or [getattr(row, name)])[0] for name in ("state", "opens_on"))
    return stood == "proposed" and opened is None


def as_text(value: Any) -> str | None:
    """A value as it is kept: days and moments (in UTC) as both databases write them."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(value, dt.date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)


def _home(connection: Connection) -> str:
    if connection.dialect.name == "sqlite":
        return "main"
    return str(connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar_one())


def _column(connection: Connection, column: Column[Any], changed: set[str], known_at: dt.datetime) -> str:
    """A column of a view: as it stands, or where it was changed later the value of the first change after the moment."""
    if column.name not in changed:
        return f'one."{column.name}"'
    sqlite = connection.dialect.name == "sqlite"
    moment = as_text(known_at) if sqlite else f"{as_text(known_at)}+00"
    later = f"table_name = '{column.table.name}' AND field = '{column.name}' AND known_until > '{moment}'"
    rows = f"FROM {_home(connection)}.former AS old WHERE {later}"
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    value = _sqlite_value(kind) if sqlite else _postgres_value(kind)
    before = f"SELECT {value} {rows} AND old.row_id = one.id ORDER BY old.id LIMIT 1"
    return f'CASE WHEN one.id IN (SELECT old.row_id {rows}) THEN ({before}) ELSE one."{column.name}" END AS "{column.name}"'


def _sqlite_value(kind: Any) -> str:
    if isinstance(kind, Boolean):
        return "old.before = 'true'"
    return "CAST(old.before AS INTEGER)" if isinstance(kind, Integer) else "old.before"


def _postgres_value(kind: Any) -> str:
    if isinstance(kind, DateTime):
        return "(old.before || '+00')::timestamptz"
    cast = next((name for known, name in _POSTGRES if isinstance(kind, known)), "varchar")
    return f"old.before::{cast}"


_POSTGRES = ((Boolean, "boolean"), (Integer, "integer"), (Date, "date"), (JSON, "json"))
