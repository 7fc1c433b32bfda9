"""Tables of what each person has seen, and of the copies that were made."""

import datetime as dt

from sqlalchemy import BigInteger, Column
from sqlmodel import Field, SQLModel

from tracking.register.tables import Account
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
