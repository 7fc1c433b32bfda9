"""The tables of the audit log: a chain of entries without a personal word, and the words beside them, which can be erased."""

from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from tracking.register.tables import Directive

METADATA = Directive.metadata
"""The register's tables: these are part of them."""


class AuditEntry(SQLModel, table=True):
    """One command. subjects: the ids it touched; words_hash: hash of the salted words kept in `AuditWords`; no personal word here."""

    id: int | None = Field(default=None, primary_key=True)
    at: str
    actor_id: int | None = None
    command: str
    subjects: list[list[Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    words_hash: str | None = None
    previous_hash: str
    hash: str = Field(unique=True)


class AuditWords(SQLModel, table=True):
    """The words of a command (names, reasons, file names): erasable without breaking the chain."""

    entry_id: int = Field(foreign_key="auditentry.id", primary_key=True)
    salt: str
    words: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
