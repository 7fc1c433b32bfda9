"""Opening the register and its two kinds of work: a command (one transaction, one audit entry) and a reading.

SQLite and PostgreSQL run the same code. Writers come one after another: SQLite by `BEGIN IMMEDIATE`, PostgreSQL by an
advisory lock, so that the audit chain has one last entry. Nothing slow belongs inside a command.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlmodel import Session

from tracking.migrations import upgrade
from tracking.register import audit, former, tally
from tracking.register.actor import Actor
from tracking.register.turns import Turns
from tracking.register.unit import ZONE as ZONE
from tracking.register.unit import Unit as Unit
from tracking.register.unit import day_of as day_of
from tracking.register.unit import time_of
from tracking.settings import Settings

Clock = Callable[[], dt.datetime]
_WRITER_LOCK = 0x0D0D0C
_POSTGRES_OPTIONS = "-c random_page_cost=1.1 -c jit=off -c parallel_setup_cost=20000"
"""A register lies in memory or on a fast disk; compiling a query, or starting workers for one page of a list, costs more than it saves."""
_WEB_THREADS = 40
"""As many as a web process runs at once: nobody waits for another's connection."""
_SQLITE_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000", "cache_size=-65536", "temp_store=MEMORY")


def wall_clock() -> dt.datetime:
    """This moment; the only place where the register's clock is read from the machine."""
    return dt.datetime.now(dt.UTC)


class Register:
    """The register of one installation. Use `Register.open(settings)`; `close()` when done."""

    def __init__(self, settings: Settings, engine: Engine, clock: Clock) -> None:
        self.settings = settings
        self.engine = engine
        self.clock = clock
        self._writing = engine.execution_options(dondoc_write=True)
        self._turns: AbstractContextManager[None] = Turns() if self.is_sqlite else nullcontext()

    @classmethod
    def open(cls, settings: Settings, clock: Clock = wall_clock) -> Register:
        """The register with its tables at the newest form; an upgrade first copies what it is about to change."""
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        settings.files.mkdir(exist_ok=True)
        settings.spool.mkdir(exist_ok=True)
        engine = connect(settings.url)
        upgrade.to_newest(engine, settings, clock())
        return cls(settings, engine, clock)

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> Register:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    def now(self) -> dt.datetime:
        return self.clock()

    def today(self) -> dt.date:
        """Today in Asia/Ho_Chi_Minh."""
        return day_of(self.now())

    def time(self) -> str:
        """ "HH:MM" of this moment in Asia/Ho_Chi_Minh."""
        return time_of(self.now())

    @contextmanager
    def command(self, actor: Actor, name: str) -> Iterator[Unit]:
        """One transaction with one audit entry: all of it is kept, or nothing."""
        with self._turns, Session(self._writing, expire_on_commit=False) as session, session.begin():
            if not self.is_sqlite:
                session.connection().execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITER_LOCK})
            unit = Unit(session, actor, self.now())
            tally.begin(session, unit.today, unit.time)
            former.watch(session, unit.now)
            yield unit
            session.flush()
            tally.end(session)
            audit.append(session, unit.now.isoformat(), actor.account_id, name, unit.subjects, unit.words)

    @contextmanager
    def reading(self, known_at: dt.datetime | None = None) -> Iterator[Session]:
        """A session that sees one moment of the register and writes nothing; known_at: as it was known then (see `former`)."""
        with Session(self.engine, expire_on_commit=False) as session:
            if not self.is_sqlite:
                session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            if known_at is not None:
                session.info["known_at"] = known_at
                former.view_as_known(session.connection(), known_at)
            yield session
            session.expunge_all()

    def head_hash(self) -> str:
        """The hash of the last audit entry."""
        with self.reading() as session:
            return audit.head(session)


def connect(url: str) -> Engine:
    """An engine for the address, set up as the register needs it."""
    lists = {"json_deserializer": _read_json}  # a row of a list of duties holds a dozen
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=20, connect_args={"options": _POSTGRES_OPTIONS}, **lists)
    connections = {"pool_size": _WEB_THREADS, "max_overflow": _WEB_THREADS}
    engine = create_engine(url, connect_args={"timeout": 5.0, "check_same_thread": False}, **connections, **lists)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _read_json(value: Any) -> Any:
    """A JSON column's value; SQLite gives a number as the number it is."""
    return value if isinstance(value, int | float) else orjson.loads(value)


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes its lock at once: a reader that turns writer fails without waiting (the busy timeout does not apply to it)."""
    writes = connection.get_execution_options().get("dondoc_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
