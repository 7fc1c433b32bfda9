"""Bringing the tables to their newest form when the register is opened: one transaction, and a copy before it."""

from __future__ import annotations

import datetime as dt
import sqlite3
from importlib.resources import files
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from drafting.errors import InvalidInput
from tracking.settings import Settings

_UPGRADE_LOCK = 0x0D0D0D


def config() -> Config:
    """Alembic's configuration without an ini file."""
    found = Config()
    found.set_main_option("script_location", str(files("tracking.migrations")))
    return found


def newest() -> str:
    """The name of the newest form of the tables."""
    head = ScriptDirectory.from_config(config()).get_current_head()
    assert head is not None, "the package carries at least one migration"
    return head


def to_newest(engine: Engine, settings: Settings, now: dt.datetime) -> None:
    """Upgrade the tables. Raises InvalidInput where they were made by a newer program."""
    if _form(engine) == newest():
        return
    with engine.execution_options(dondoc_write=True).connect() as connection, connection.begin():
        if connection.dialect.name != "sqlite":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
        form = MigrationContext.configure(connection).get_current_revision()
        if form == newest():
            return
        _refuse_newer(form)
        if form is not None and connection.dialect.name == "sqlite":
            _copy(settings.data / "register.db", settings.backups / f"register-{form}-{now:%Y%m%d%H%M%S}.db")
        _run(connection)


def _form(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _refuse_newer(form: str | None) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}
    if form is not None and form not in known:
        raise InvalidInput(f"Sổ nhiệm vụ do bản phần mềm mới hơn lập (mẫu bảng {form}). Cài bản mới hơn rồi mở lại.")


def _run(connection: Connection) -> None:
    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")


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
