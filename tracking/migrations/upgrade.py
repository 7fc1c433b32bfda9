"""Bringing the tables to their newest form when the register is opened: one transaction, and a copy before it."""

from __future__ import annotations

import datetime as dt
import functools
import re
import sqlite3
from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from drafting.errors import InvalidInput
from tracking.settings import Settings

_UPGRADE_LOCK = 0x0D0D0D
_MIGRATION = re.compile(r"m(\d{4})_\w+\.py")


@functools.cache
def forms() -> tuple[str, ...]:
    """The names of all forms of the tables, oldest first, from the names of the migrations (`m0003_outgoing.py` leads to "0003")."""
    names = (entry.name for entry in files("tracking.migrations.versions").iterdir())
    return tuple(sorted(found.group(1) for found in map(_MIGRATION.fullmatch, names) if found))


def newest() -> str:
    """The name of the newest form of the tables."""
    return forms()[-1]


def to_newest(engine: Engine, settings: Settings, now: dt.datetime) -> None:
    """Upgrade the tables. Raises InvalidInput where they were made by a newer program."""
    with engine.connect() as connection:
        if _form(connection) == newest():
            return
    with engine.execution_options(dondoc_write=True).connect() as connection, connection.begin():
        if connection.dialect.name != "sqlite":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
        form = _form(connection)
        if form == newest():
            return
        _refuse_newer(form)
        if form is not None and connection.dialect.name == "sqlite":
            _copy(settings.data / "register.db", settings.backups / f"register-{form}-{now:%Y%m%d%H%M%S}.db")
        _run(connection)


def _form(connection: Connection) -> str | None:
    """The form that the tables have; None where there are none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _refuse_newer(form: str | None) -> None:
    if form is not None and form not in forms():
        raise InvalidInput(f"Sổ nhiệm vụ do bản phần mềm mới hơn lập (mẫu bảng {form}). Cài bản mới hơn rồi mở lại.")


def _run(connection: Connection) -> None:
    """The missing steps; Alembic is loaded only here, since a register is upgraded once and opened every day."""
    from tracking.migrations.steps import run

    run(connection)


def _copy(source: Path, target: Path) -> None:
    """A copy of the database as it stands, made by SQLite itself while a writer holds its lock."""
    target.parent.mkdir(parents=True, exist_ok=True)
    reader = sqlite3.connect(f"file:{source}?mode=ro", uri=True)
    copy = sqlite3.connect(target)
    try:
        reader.backup(copy)
    finally:
        copy.close()
        reader.close()
