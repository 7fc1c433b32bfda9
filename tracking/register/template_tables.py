"""The tables of what helps an office to draft: its own Word templates with every version, and passages of what it has issued."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from tracking.register.outgoing_tables import OutgoingDocument
from tracking.register.tables import Account, Office, StoredFile


class DocumentTemplate(SQLModel, table=True):
    """A template of our own body (mẫu của cơ quan). version: the one in force; office_id: the body that it was made for."""

    id: int | None = Field(default=None, primary_key=True)
    name: str
    office_id: int = Field(foreign_key=f"{Office.__tablename__}.id", index=True)
    version: int = 1
    active: bool = True
    created_at: dt.datetime
    changed_at: dt.datetime


class TemplateVersion(SQLModel, table=True):
    """One version of a template; never changed. fields: as read from the file; findings: of a sample document made from it."""

    __table_args__ = (UniqueConstraint("template_id", "version"),)
    id: int | None = Field(default=None, primary_key=True)
    template_id: int = Field(foreign_key="documenttemplate.id")
    version: int
    sha256: str = Field(foreign_key=f"{StoredFile.__tablename__}.sha256", index=True)
    file_name: str
    fields: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    findings: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    saved_at: dt.datetime
    actor_id: int | None = Field(default=None, foreign_key=f"{Account.__tablename__}.id")
    actor_name: str = ""
    note: str = ""


class Passage(SQLModel, table=True):
    """A passage of issued documents (đoạn văn dùng lại). kind: of the document; section: the heading above it, "" above the first.

    node: the passage as a node of a description; section_fold, fold: its section and words for searching; key: tells it from others
    of its kind and section.
    """

    __table_args__ = (UniqueConstraint("kind", "section_fold", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    section: str
    section_fold: str = Field(index=True)
    text: str
    node: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    fold: str
    key: str
    recorded_at: dt.datetime


class PassageSource(SQLModel, table=True):
    """An outgoing document in which a passage stands."""

    passage_id: int = Field(foreign_key="passage.id", primary_key=True)
    document_id: int = Field(foreign_key=f"{OutgoingDocument.__tablename__}.id", primary_key=True, index=True)


class GatheredDocument(SQLModel, table=True):
    """An outgoing document whose passages were kept, and the version of it that they come from."""

    document_id: int = Field(foreign_key=f"{OutgoingDocument.__tablename__}.id", primary_key=True)
    version: int


METADATA = SQLModel.metadata
"""Every table of the register, those of `tables` and `outgoing_tables` included."""
