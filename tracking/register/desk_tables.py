"""Tables of what each person has seen, oversees or was sent by mail, and of the copies that were made."""

import datetime as dt

from sqlalchemy import BigInteger, Column
from sqlmodel import Field, SQLModel

from tracking.register.tables import Account, Duty
from tracking.register.template_tables import METADATA as METADATA


class NoticeMark(SQLModel, table=True):
    """Up to when a person has read every notice."""

    account_id: int = Field(primary_key=True, foreign_key=f"{Account.__tablename__}.id")
    upto: dt.datetime


class NoticeRead(SQLModel, table=True):
    """A notice later than the person's mark that was read by itself. key: its sort and id, "event:12"."""

    account_id: int = Field(primary_key=True, foreign_key=f"{Account.__tablename__}.id")
    key: str = Field(primary_key=True)


class BackupMade(SQLModel, table=True):
    """A backup that was written whole. name: of its file, without the folder; size in bytes."""

    id: int | None = Field(default=None, primary_key=True)
    made_at: dt.datetime = Field(index=True)
    name: str
    size: int = Field(sa_column=Column(BigInteger, nullable=False))
    head_hash: str


class Mailing(SQLModel, table=True):
    """A mail with reminders, kept before it is handed to the server. ended_at: when the server took it, or a person settled it.

    Without ended_at it is being sent, or its sending broke off and nobody knows whether the server took it. The reminders that it
    carries name it as their `batch`.
    """

    id: int | None = Field(default=None, primary_key=True)
    message_id: str = Field(unique=True)
    recipient: str
    content: str
    claimed_at: dt.datetime
    ended_at: dt.datetime | None = Field(default=None, index=True)


class Direction(SQLModel, table=True):
    """Who oversees a duty (lãnh đạo phụ trách) and which officer of our own monitors it; the events tell who did before."""

    duty_id: int = Field(primary_key=True, foreign_key=f"{Duty.__tablename__}.id")
    leader_id: int | None = Field(default=None, foreign_key=f"{Account.__tablename__}.id", index=True)
    officer_id: int | None = Field(default=None, foreign_key=f"{Account.__tablename__}.id", index=True)
