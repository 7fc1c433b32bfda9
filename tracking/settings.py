"""Where this installation keeps things: environment first, then `DATA/config.toml`, then a default that works.

What the office decides (rules of counting, offsets of reminders) is not here: it is kept in the register with the day
from which it holds, so that a past report reads the same (`tracking.register.options`).
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from drafting.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Settings:
    """data: the folder that holds everything; database_url: "" means SQLite in that folder; values: the rest of config.toml."""

    data: Path
    database_url: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def load(cls, data: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
        """The settings in force. Raises InvalidInput where config.toml cannot be read."""
        env = os.environ if environ is None else environ
        folder = data or Path(env.get("DONDOC_DATA") or Path.home() / ".local/share/dondoc")
        folder = folder.expanduser().absolute()
        values = _config(folder / "config.toml")
        url = env.get("DONDOC_DATABASE_URL") or str(values.get("database_url", ""))
        return cls(folder, url, values)

    @property
    def url(self) -> str:
        """The database address as SQLAlchemy takes it; PostgreSQL is always reached through psycopg 3."""
        if not self.database_url:
            return f"sqlite:///{self.data / 'register.db'}"
        for prefix in ("postgresql://", "postgres://"):
            if self.database_url.startswith(prefix):
                return "postgresql+psycopg://" + self.database_url.removeprefix(prefix)
        return self.database_url

    @property
    def files(self) -> Path:
        """Stored files, by content hash."""
        return self.data / "files"

    @property
    def spool(self) -> Path:
        """Uploads on their way in; emptied at start and after a refusal."""
        return self.data / "tmp"

    @property
    def backups(self) -> Path:
        """Copies made before an upgrade of the tables."""
        return self.data / "backups"

    @property
    def jobs(self) -> Path:
        """The tables of the durable jobs, apart from the register's."""
        return self.data / "jobs.db"


def _config(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise InvalidInput(f"Không đọc được «{path}»: {error}. Sửa tệp cấu hình rồi chạy lại.") from error
