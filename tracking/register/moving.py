"""Copying the whole register from one database to another, SQLite and PostgreSQL either way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, insert, select, text, update

from drafting.errors import InvalidInput
from tracking.migrations import upgrade
from tracking.register.database import Register, connect
from tracking.register.desk_tables import METADATA
from tracking.settings import Settings

_CHUNK = 1000


def move(register: Register, url: str) -> dict[str, int]:
    """Copy every row to the (empty) database at the address. Returns the rows of each table.

    The register itself is left as it is: point DONDOC_DATABASE_URL at the new address afterwards. Nobody may write meanwhile;
    a difference in the row counts raises InvalidInput and leaves the target empty.
    """
    target = connect(Settings(register.settings.data, url).url)
    try:
        upgrade.to_newest(target, Settings(register.settings.data, url), register.now())
        return copy_rows(register.engine, target)
    finally:
        target.dispose()


def copy_rows(source: Engine, target: Engine) -> dict[str, int]:
    """Every row of the register's tables, in one transaction on each side."""
    with source.connect() as reader, target.execution_options(dondoc_write=True).connect() as writer, writer.begin():
        tables = METADATA.sorted_tables
        filled = [table.name for table in tables if writer.execute(select(func.count()).select_from(table)).scalar_one()]
        if filled:
            raise InvalidInput(f"Cơ sở dữ liệu đích đã có dữ liệu (bảng {filled[0]}). Dùng một cơ sở dữ liệu trống.")
        counts = {table.name: _copy(reader, writer, table) for table in tables}
        _set_sequences(writer, tables)
        for table in tables:
            if writer.execute(select(func.count()).select_from(table)).scalar_one() != counts[table.name]:
                raise InvalidInput(f"Bảng {table.name} chép không đủ dòng. Chưa chuyển gì; thử lại khi không ai ghi vào sổ.")
        return counts


def to_file(source: Engine, path: Path, settings: Settings, register: Register) -> None:
    """The register as a SQLite file, from any database."""
    target = connect(f"sqlite:///{path}")
    try:
        upgrade.to_newest(target, settings, register.now())
        copy_rows(source, target)
    finally:
        target.dispose()


def _copy(reader: Connection, writer: Connection, table: Table) -> int:
    """Rows in chunks; columns that point into the same table are filled once every row is there."""
    inward = [column.name for column in table.columns if any(key.column.table is table for key in column.foreign_keys)]
    number, later = 0, []
    for chunk in _chunks(reader, table):
        for row in chunk:
            pointers = {name: row[name] for name in inward if row[name] is not None}
            if pointers:
                later.append((row["id"], pointers))
                row.update(dict.fromkeys(pointers))
        writer.execute(insert(table), chunk)
        number += len(chunk)
    for key, pointers in later:
        writer.execute(update(table).where(table.c.id == key).values(**pointers))
    return number


def _chunks(reader: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    rows = reader.execute(select(table).order_by(*table.primary_key.columns))
    while found := rows.mappings().fetchmany(_CHUNK):
        yield [dict(row) for row in found]


def _set_sequences(writer: Connection, tables: list[Table]) -> None:
    if writer.dialect.name == "sqlite":
        return
    for table in tables:
        if "id" in table.columns and table.columns["id"].primary_key:
            writer.execute(
                text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), coalesce(max(id), 0) + 1, false) FROM \"{table.name}\"")
            )
