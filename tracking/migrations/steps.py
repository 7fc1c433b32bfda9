"""The migrations as Alembic runs them, inside a connection and transaction that the caller opened."""

from __future__ import annotations

from importlib.resources import files

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def config() -> Config:
    """Alembic's configuration without an ini file."""
    found = Config()
    found.set_main_option("script_location", str(files("tracking.migrations")))
    return found


def run(connection: Connection) -> None:
    """Bring the tables to the newest form."""
    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")
