"""A PostgreSQL server of the bench's own, reached through a socket, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from tracking.register.database import connect

_BIN = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)
_SETTINGS = "-c listen_addresses='' -c shared_buffers=1GB -c work_mem=32MB -c max_wal_size=4GB -c checkpoint_timeout=30min"


def is_installed() -> bool:
    return _BIN is not None


@contextmanager
def server() -> Iterator[str]:
    """The address of a new server's empty database, synchronous as in an office."""
    folder = Path(tempfile.mkdtemp(prefix="dondoc-bench-", dir="/tmp"))
    owner = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
    if owner:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    data = str(folder / "data")

    def run(command: str, *arguments: str) -> None:
        user = {"user": owner.pw_uid, "group": owner.pw_gid} if owner else {}
        subprocess.run([str((_BIN or Path()) / command), *arguments], check=True, capture_output=True, cwd=folder, **user)

    run("initdb", "-D", data, "-U", "dondoc", "-A", "trust", "--no-sync", "--locale=C.UTF-8", "-E", "UTF8")
    run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", f"-k {folder} {_SETTINGS}", "start")
    try:
        url = f"postgresql+psycopg://dondoc@/{{}}?host={folder}"
        engine = connect(url.format("postgres")).execution_options(isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("CREATE DATABASE bench"))
        engine.dispose()
        yield url.format("bench")
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder)
