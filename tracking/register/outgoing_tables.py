"""The tables of documents that our body issues: drafts with every version, comments, the duties they carry out, numbers taken."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from tracking.register.tables import Duty, Letter


class OutgoingDocument(SQLModel, table=True):
    """A document on its way from draft to issue. state: draft, reviewed, submitted, approved, issued or cancelled.

    spec: the description in force (the contract's draft spec); version: of the last saved spec; docx_sha256, pdf_sha256: the frozen
    files once issued. series: "" while its number comes from the official system.
    """

    __table_args__ = (Index("ix_outgoingdocument_year_series_serial", "year", "series", "serial"),)
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    subject: str = ""
    state: str = Field(default="draft", index=True)
    spec: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    version: int = 1
    author_id: int | None = Field(default=None, foreign_key="account.id")
    series: str = ""
    year: int | None = None
    serial: int | None = None
    number: str | None = Field(default=None, index=True)
    issued_on: dt.date | None = Field(default=None, index=True)
    docx_sha256: str | None = Field(default=None, foreign_key="storedfile.sha256")
    pdf_sha256: str | None = Field(default=None, foreign_key="storedfile.sha256")
    created_at: dt.datetime
    changed_at: dt.datetime


class OutgoingVersion(SQLModel, table=True):
    """One saved version of a draft; never changed."""

    __table_args__ = (UniqueConstraint("document_id", "version"),)
    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="outgoingdocument.id")
    version: int
    spec: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    saved_at: dt.datetime
    actor_id: int | None = Field(default=None, foreign_key="account.id")
    actor_name: str = ""
    note: str = ""


class OutgoingStep(SQLModel, table=True):
    """A step in a document's life or a comment on it: kind is "comment" or the step's name."""

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="outgoingdocument.id", index=True)
    kind: str
    version: int
    at: dt.datetime
    actor_id: int | None = Field(default=None, foreign_key="account.id")
    actor_name: str = ""
    note: str = ""


class OutgoingLine(SQLModel, table=True):
    """A line of a draft that carries out a duty of a directive."""

    document_id: int = Field(foreign_key="outgoingdocument.id", primary_key=True)
    duty_id: int = Field(foreign_key=f"{Duty.__tablename__}.id", primary_key=True, index=True)


class NumberTaken(SQLModel, table=True):
    """A number of a series and year: gap-free, never reused; cancelled keeps its row and its reason."""

    __table_args__ = (UniqueConstraint("series", "year", "serial"),)
    id: int | None = Field(default=None, primary_key=True)
    series: str
    year: int
    serial: int
    document_id: int | None = Field(default=None, foreign_key="outgoingdocument.id", unique=True)
    taken_on: dt.date
    taken_at: dt.datetime
    cancelled: str | None = None


class LetterDocument(SQLModel, table=True):
    """The outgoing document that a công văn đôn đốc is."""

    letter_id: int = Field(foreign_key=f"{Letter.__tablename__}.id", primary_key=True)
    document_id: int = Field(foreign_key="outgoingdocument.id", unique=True)


METADATA = SQLModel.metadata
"""Every table of the register, those of `tables` included."""
