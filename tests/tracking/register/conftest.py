"""A register on real SQLite files and on a real PostgreSQL server, with a clock that tests set."""

from __future__ import annotations

import datetime as dt
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from pwdlib import PasswordHash
from sqlalchemy import text

from tracking.duty import Deadline, DocumentInfo, Duty, Reading, Source
from tracking.register import directives, office_setup, review
from tracking.register.actor import LOCAL, Actor
from tracking.register.database import Register, connect
from tracking.register.stored_files import look
from tracking.register.tables import Account
from tracking.settings import Settings

POSTGRES_BIN = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)


@dataclass
class Clock:
    """The moment that the register sees."""

    now: dt.datetime = dt.datetime(2026, 3, 2, 2, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now

    def set(self, day: str, hour: int = 2) -> None:
        self.now = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(hour), dt.UTC)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def register(tmp_path: Path, clock: Clock) -> Iterator[Register]:
    with Register.open(Settings(tmp_path / "data"), clock) as opened:
        yield opened


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server of our own, reached through a socket; one a test run."""
    if POSTGRES_BIN is None:
        pytest.skip("PostgreSQL chưa được cài trên máy này")
    folder = Path(tempfile.mkdtemp(prefix="dondoc-pg-", dir="/tmp"))
    owner = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
    if owner:
        os.chown(folder, owner.pw_uid, owner.pw_gid)

    def run(*command: str) -> None:
        user = {"user": owner.pw_uid, "group": owner.pw_gid} if owner else {}
        subprocess.run([str(POSTGRES_BIN / command[0]), *command[1:]], check=True, capture_output=True, cwd=folder, **user)

    data = str(folder / "data")
    run("initdb", "-D", data, "-U", "dondoc", "-A", "trust", "--no-sync", "--locale=C.UTF-8", "-E", "UTF8")
    run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", f"-k {folder} -c listen_addresses='' -c fsync=off", "start")
    try:
        yield f"postgresql+psycopg://dondoc@/{{}}?host={folder}"
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder)


@pytest.fixture
def postgres_url(postgres_server: str, request: pytest.FixtureRequest) -> str:
    """The address of an empty database."""
    name = f"t{abs(hash(request.node.nodeid)) % 10**12}"
    engine = connect(postgres_server.format("postgres")).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return postgres_server.format(name)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def any_register(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Register]:
    """The register on either database."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else ""
    with Register.open(Settings(tmp_path / "data", url), clock) as opened:
        yield opened


@dataclass
class Office:
    """A small province's office at work: its people and bodies."""

    register: Register
    admin: Actor
    officer: Actor
    leader: Actor
    unit: Actor
    other: Actor
    ids: dict[str, int]


HASH = PasswordHash.recommended().hash("mật khẩu thử")


def _people(register: Register) -> Office:
    """Accounts are rows with one hash made beforehand: hashing is slow on purpose."""
    rows = [
        ("quan.tri", "Trần Thị Bình", "admin", None),
        ("chuyen.vien", "Lê Văn Cường", "officer", None),
        ("lanh.dao", "Phạm Thị Dung", "leader", None),
        ("so.tu.phap", "Hoàng Văn Em", "unit", "Sở Tư pháp"),
        ("so.tai.chinh", "Đỗ Thị Giang", "unit", "Sở Tài chính"),
    ]
    own = office_setup.set_own_body(register, LOCAL, "Ủy ban nhân dân tỉnh Lạng Sơn", with_places=False)
    ids = {row["name"]: row["id"] for row in office_setup.offices(register, under=own)} | {"own": own}
    people = []
    with register.command(LOCAL, "test_people") as unit:
        for login, name, role, where in rows:
            fields = {"login": login, "name": name, "role": role, "office_id": ids.get(where or "")}
            account = Account(**fields, password_hash=HASH, created_at=unit.now)
            unit.session.add(account)
            unit.session.flush()
            people.append(Actor(account.id, login, name, role, account.office_id))  # type: ignore[arg-type]
    return Office(register, *people, ids)


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Office]:
    """A register with its people and bodies, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("furnished")
    with Register.open(Settings(folder), Clock()) as opened:
        office = _people(opened)
    return folder, office


@pytest.fixture
def office(furnished: tuple[Path, Office], tmp_path: Path, clock: Clock) -> Iterator[Office]:
    folder, made = furnished
    shutil.copytree(folder, tmp_path / "office")
    with Register.open(Settings(tmp_path / "office"), clock) as opened:
        yield replace(made, register=opened)


@pytest.fixture
def any_office(any_register: Register) -> Office:
    return _people(any_register)


Make = Callable[..., Duty]


@pytest.fixture
def duty() -> Make:
    """A duty as reading gives it: duty("Rà soát …", "Sở Tư pháp", due="2026-04-15")."""

    def make(
        action: str, *owners: str, due: str | None = None, kind: str | None = None, coordinators: tuple[str, ...] = (), **rest: Any
    ) -> Duty:
        day = dt.date.fromisoformat(due) if due else None
        words = rest.pop("text", f"đến hết ngày {due}" if due else "")
        deadline = Deadline(kind=kind or ("date" if day else "none"), due=day, text=words, **rest)  # type: ignore[arg-type]
        return Duty(action, 0, "1", owners, coordinators, deadline=deadline, source=Source(action), confidence=0.95)

    return make


@pytest.fixture
def bring(tmp_path: Path) -> Callable[..., int]:
    """Register a reading with a file of its own; returns the directive's id."""
    count = iter(range(10**6))

    def register_one(
        register: Register,
        *duties: Duty,
        number: str | None = "12/UBND-TH",
        issued_on: str | None = "2026-02-05",
        issuer: str = "Ủy ban nhân dân tỉnh Lạng Sơn",
        actor: Actor = LOCAL,
        confirm: bool = True,
        subject: str = "thử việc theo dõi",
        references: tuple[object, ...] = (),
    ) -> int:
        path = tmp_path / f"van-ban-{next(count)}.txt"
        path.write_text(f"{number} {subject} {path.name}", "utf-8")
        day = dt.date.fromisoformat(issued_on) if issued_on else None
        info = DocumentInfo("công văn", number, day, issuer, subject=subject, references=references)  # type: ignore[arg-type]
        directive = directives.register_reading(register, actor, Reading((info,), duties), [look(path)])
        if confirm:
            review.confirm_duties(register, actor, directive)
        return directive

    return register_one
