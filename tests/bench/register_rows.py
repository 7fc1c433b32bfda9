"""Rows of a large office's register, loaded in bulk: offices, directives, duties, assignments and their events."""

from __future__ import annotations

import datetime as dt
import json
import random
import sqlite3
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Table

from drafting.orthography import fold
from tracking.register import tally
from tracking.register.actor import LOCAL
from tracking.register.database import Register
from tracking.register.tables import Assignment, Directive, Duty, Event, Office

TODAY = dt.date(2026, 11, 22)
WORDS = (
    *("rà", "soát", "thống", "kê", "báo", "cáo", "tham", "mưu", "xây", "dựng", "kế", "hoạch", "triển", "khai", "thực", "hiện", "đôn"),
    *("đốc", "đồng", "tháp", "kiểm", "tra", "thủ", "tục", "hành", "chính", "chuyển", "đổi", "số", "kinh", "phí", "dự", "toán", "an"),
    *("toàn", "giao", "thông", "môi", "trường", "đất", "đai", "giáo", "dục", "y", "tế", "văn", "hóa", "du", "lịch", "nông", "thôn"),
)
FOLDS = tuple(fold(word) for word in WORDS)
STATES = ("completed",) * 7 + ("in_progress", "accepted", "assigned", "reported", "confirmed", "suspended")
SAID = {"completed", "in_progress", "accepted", "reported"}
OPEN = {"in_progress", "accepted", "assigned", "reported", "confirmed"}


def fill(register: Register, assignments: int, offices: int = 300, shares: int = 5) -> None:
    """Load so many assignments, `shares` to a duty and 20 duties to a directive."""
    rng = random.Random(7)
    _write(register, Office.__table__, _offices(offices))  # type: ignore[attr-defined]  # SQLModel gives every table class its __table__
    duties = assignments // shares
    days = [TODAY - dt.timedelta(days=rng.randrange(1, 1000)) for _ in range(duties // 20 + 1)]
    _write(register, Directive.__table__, _directives(days))  # type: ignore[attr-defined]  # SQLModel gives every table class its __table__
    _write(register, Duty.__table__, _duties(days, duties, rng))  # type: ignore[attr-defined]  # SQLModel gives every table class its __table__
    made = list(_assignments(days, duties, shares, offices, rng))
    _write(register, Assignment.__table__, iter(made))  # type: ignore[attr-defined]  # SQLModel gives every table class its __table__
    _write(register, Event.__table__, _events(made))  # type: ignore[attr-defined]  # SQLModel gives every table class its __table__
    with register.command(LOCAL, "bench") as unit:
        tally.rebuild(unit.session, TODAY)
    with register.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql("ANALYZE" if register.is_sqlite else "VACUUM ANALYZE")


def _offices(number: int) -> Iterator[dict[str, Any]]:
    for key in range(1, number + 1):
        yield {"id": key, "name": f"Cơ quan {key}", "short": "", "kind": "so", "is_self": False, "directed": True, "fold": f"co quan {key}"}


def _directives(days: list[dt.date]) -> Iterator[dict[str, Any]]:
    for key, day in enumerate(days, start=1):
        yield _whole(
            Directive,
            id=key,
            arrival_year=day.year,
            arrival_number=key,
            received_on=day,
            number=f"{key}/UBND-TH",
            issued_on=day,
            issuer="Ủy ban nhân dân tỉnh",
            state="settled",
            settled=True,
            recorded_at=_moment(day),
            fold=_directive_fold(key),
        )


def _directive_fold(key: int) -> str:
    return f"{key} ubnd th uy ban nhan dan tinh"


def _duties(days: list[dt.date], number: int, rng: random.Random) -> Iterator[dict[str, Any]]:
    for key in range(1, number + 1):
        start = rng.randrange(len(WORDS) - 12)
        day = days[(key - 1) // 20]
        yield _whole(
            Duty,
            id=key,
            directive_id=(key - 1) // 20 + 1,
            issued_on=day,
            position=key % 20,
            text=" ".join(WORDS[start : start + 12]),
            state="in_progress",
            opens_on=day,
            recorded_at=_moment(day),
            fold=f"{' '.join(FOLDS[start : start + 12])} {_directive_fold((key - 1) // 20 + 1)}",
        )


def _assignments(days: list[dt.date], duties: int, shares: int, offices: int, rng: random.Random) -> Iterator[dict[str, Any]]:
    for key in range(1, duties * shares + 1):
        duty = (key - 1) // shares + 1
        opens = days[(duty - 1) // 20]
        state = rng.choice(STATES)
        due = None if rng.random() < 0.3 else opens + dt.timedelta(days=rng.randrange(5, 400))
        reported = min(opens + dt.timedelta(days=rng.randrange(1, 300)), TODAY) if state in ("completed", "reported") else None
        changed = reported or min(opens + dt.timedelta(days=rng.randrange(60)), TODAY)
        yield {
            "id": key, "duty_id": duty, "directive_id": (duty - 1) // 20 + 1, "office_id": rng.randrange(1, offices + 1),
            "name": "Cơ quan", "role": "lead", "state": state, "open": state in OPEN, "due_on": due, "reported_on": reported,
            "said_on": changed if state in SAID else None,
            "extensions": 0, "counts": True, "opens_on": opens, "changed_on": changed, "changed_at": _moment(changed), "version": 2,
        }  # fmt: skip


def _events(made: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    key = 0
    for row in made:
        kind = {"completed": "confirm_done", "reported": "report"}.get(row["state"], "progress")
        for name, state, day, sets in (
            ("confirm_duty", "confirmed", row["opens_on"], True),
            ("report" if row["reported_on"] else kind, "reported" if row["reported_on"] else row["state"], row["changed_on"], False),
            (kind, row["state"], row["changed_on"], False),
        ):
            key += 1
            yield {
                "id": key, "duty_id": row["duty_id"], "assignment_id": row["id"], "kind": name, "to_state": state, "effective_on": day,
                "sets_due": sets, "due_on": row["due_on"] if sets else None, "recorded_at": _moment(day), "actor_name": "",
                "payload": {}, "note": "",
            }  # fmt: skip


def _whole(table: type[Any], **fields: Any) -> dict[str, Any]:
    row: dict[str, Any] = table(**fields).model_dump()
    return row


def _moment(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(3), dt.UTC)


def _write(register: Register, table: Table, rows: Iterator[dict[str, Any]]) -> None:
    first = next(rows)
    names = list(first)
    quoted = ", ".join(f'"{name}"' for name in names)
    connection = register.engine.raw_connection()
    try:
        if register.is_sqlite:
            _sqlite(connection.driver_connection, table.name, quoted, names, first, rows)
        else:
            _postgres(connection.driver_connection, table.name, quoted, names, first, rows)
    finally:
        connection.close()


def _sqlite(connection: Any, table: str, quoted: str, names: list[str], first: dict[str, Any], rows: Iterator[dict[str, Any]]) -> None:
    found: sqlite3.Connection = connection
    found.execute("BEGIN IMMEDIATE")
    marks = ", ".join("?" * len(names))
    values = ([_plain(row[name]) for name in names] for row in _chain(first, rows))
    found.executemany(f'INSERT INTO "{table}" ({quoted}) VALUES ({marks})', values)
    found.execute("COMMIT")


def _postgres(connection: Any, table: str, quoted: str, names: list[str], first: dict[str, Any], rows: Iterator[dict[str, Any]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" ({quoted}) FROM STDIN') as copy:
        for row in _chain(first, rows):
            copy.write_row([json.dumps(value) if isinstance(value, list | dict) else value for value in (row[name] for name in names)])
    connection.commit()


def _chain(first: dict[str, Any], rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    yield first
    yield from rows


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list | dict):
        return json.dumps(value)
    return value
