"""Tables beside the register's own: uploads that wait to be read, today's figures kept ready, and what columns held before."""

import datetime as dt

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel

from tracking.register.audit_tables import METADATA as METADATA


class Upload(SQLModel, table=True):
    """A file that came in through the app and waits to be read; made only after its head showed no secrecy mark.

    state: waiting, imported, known, unreadable or refused (a mark found later: the name and content are then gone).
    """

    id: int | None = Field(default=None, primary_key=True)
    sha256: str | None = Field(default=None, foreign_key="storedfile.sha256")
    name: str
    account_id: int | None = Field(default=None, foreign_key="account.id")
    uploaded_at: dt.datetime
    received_on: dt.date
    state: str = Field(default="waiting", index=True)
    directive_id: int | None = Field(default=None, foreign_key="directive.id")
    duties: int = 0
    warnings: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    ended_at: dt.datetime | None = None


class Tally(SQLModel, table=True):
    """How many counted assignments stand in a state and bucket at the moment of `TallyDay`.

    scope "office": scope_id is the office (0: unresolved); "directive": scope_id is the directive, state is ""; "said:2026-03-05":
    the open ones of an office of which the unit last said something on that day, state and bucket are "".
    """

    __table_args__ = (
        Index("ix_tally_scope_bucket_number_scope_id", "scope", "bucket", "number", "scope_id"),
        Index("ix_tally_scope_bucket_scope_id", "scope", "bucket", "scope_id", "state", "number"),
    )
    scope: str = Field(primary_key=True)
    scope_id: int = Field(primary_key=True)
    state: str = Field(primary_key=True)
    bucket: str = Field(primary_key=True)
    number: int = 0


class TallyDay(SQLModel, table=True):
    """The one moment of which `Tally` tells: a day and the time reached on it ("24:00" is its end)."""

    id: int = Field(default=1, primary_key=True)
    day: dt.date
    time: str = "24:00"


class Former(SQLModel, table=True):
    """What a column of a row held until a moment (see `former`). before: the value as text, None where there was none."""

    __table_args__ = (Index("ix_former_known", "table_name", "field", "row_id", "known_until"),)
    id: int | None = Field(default=None, primary_key=True)
    table_name: str
    row_id: int
    field: str
    before: str | None = None
    known_until: dt.datetime = Field(index=True)
