"""Checking the register: the audit chain, the stored files, and every kept answer against its events."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlmodel import Session, col, func, select

from tracking.register import audit, beside, progress, states, stored_files, tally
from tracking.register.answers import count, replay
from tracking.register.audit_tables import AuditEntry
from tracking.register.database import Register
from tracking.register.events import answer_of
from tracking.register.outgoing_tables import NumberTaken
from tracking.register.tables import Assignment, Duty, StoredFile

_CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Verified:
    """faults: Vietnamese lines, empty when all holds; entries, files, assignments: how many were checked."""

    faults: tuple[str, ...]
    head_hash: str
    entries: int
    files: int
    assignments: int

    @property
    def sound(self) -> bool:
        return not self.faults


def verify(register: Register) -> Verified:
    """Everything that can be checked, in one reading of the register."""
    with register.reading() as session:
        stored = session.exec(select(StoredFile)).all()
        faults = [
            *audit.faults(session),
            *_database_faults(session, register.is_sqlite),
            *_file_faults(register, stored),
            *beside.faults(register.settings),
            *_answer_faults(session),
            *_duty_faults(session),
            *_sum_faults(session, register),
            *_number_faults(session),
        ]
        return Verified(
            tuple(faults),
            audit.head(session),
            session.exec(select(func.count()).select_from(AuditEntry)).one(),
            len(stored),
            session.exec(select(func.count()).select_from(Assignment)).one(),
        )


def _database_faults(session: Session, sqlite: bool) -> list[str]:
    if not sqlite:
        return []
    connection = session.connection()
    broken = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check")) if row[0] != "ok"]
    loose = connection.execute(text("PRAGMA foreign_key_check")).all()
    found = [f"Tệp dữ liệu hỏng: {line}. Khôi phục từ bản sao lưu." for line in broken]
    return found + [f"Bảng {row[0]}: dòng {row[1]} trỏ tới dòng không có của bảng {row[2]}." for row in loose]


def _file_faults(register: Register, stored: Sequence[StoredFile]) -> list[str]:
    found = []
    for row in stored:
        path = stored_files.path_of(register.settings, row.sha256)
        if not path.exists():
            found.append(f"Thiếu tệp {row.sha256[:12]}… trong kho. Khôi phục từ bản sao lưu.")
        elif _digest(path) != row.sha256:
            found.append(f"Tệp {row.sha256[:12]}… trong kho đã bị sửa. Khôi phục từ bản sao lưu.")
    return found


def _answer_faults(session: Session) -> list[str]:
    """Kept answers that differ from what the events say."""
    found: list[str] = []
    last = 0
    while True:
        shares = session.exec(select(Assignment).where(col(Assignment.id) > last).order_by(col(Assignment.id)).limit(_CHUNK)).all()
        if not shares:
            return found
        known = replay(session, [share.id or 0 for share in shares], progress.END_OF_TIME, None)
        for share in shares:
            answer = known[share.id or 0]
            is_open = share.counts and answer.state in states.open_states()
            if answer != answer_of(share) or share.open != is_open:
                found.append(f"Phần việc {share.id}: tình trạng lưu ({share.state}, hạn {share.due_on}) khác kết quả tính từ các sự kiện.")
        last = shares[-1].id or 0
        session.expunge_all()


def _duty_faults(session: Session) -> list[str]:
    found: dict[int, set[str]] = {}
    for duty_id, state in session.exec(select(Assignment.duty_id, Assignment.state).where(Assignment.role == "lead")):
        found.setdefault(duty_id, set()).add(state)
    faults = []
    for key, state in session.exec(select(Duty.id, Duty.state)):
        expected = states.least_advanced(found[key]) if key in found else state
        if state not in ("proposed", expected):
            faults.append(f"Nhiệm vụ {key}: tình trạng lưu ({state}) khác tình trạng các phần việc ({expected}).")
    return faults


def _sum_faults(session: Session, register: Register) -> list[str]:
    """The buckets of today, counted by the database, against the number of counted assignments."""
    counted = sum(sum(row.values()) for row in count(session, register.today()).values())
    uncounted = [code for code, state in states.states().items() if not state.counts]
    query = select(func.count()).select_from(Assignment).where(col(Assignment.counts).is_(True), col(Assignment.state).not_in(uncounted))
    expected = session.exec(query.where(col(Assignment.opens_on) <= register.today())).one()
    if tally.differs(session):
        return ["Số liệu tổng hợp hôm nay khác số đếm lại từ các phần việc."]
    return [] if counted == expected else [f"Tổng các nhóm tình trạng ({counted}) khác số phần việc trong sổ ({expected})."]


def _number_faults(session: Session) -> list[str]:
    """Series of outgoing numbers with a gap, or with a day that runs back."""
    faults = []
    last: dict[tuple[str, int], NumberTaken] = {}
    order = (col(NumberTaken.series), col(NumberTaken.year), col(NumberTaken.serial))
    for taken in session.exec(select(NumberTaken).order_by(*order)):
        if (taken.cancelled or "").startswith(f"{taken.series}: "):
            continue  # a struck number of the official system stands in a series of its own, named by the number itself
        before = last.get((taken.series, taken.year))
        if taken.serial != (before.serial + 1 if before else 1):
            faults.append(f"Sổ văn bản đi, loại {taken.series} năm {taken.year}: thiếu số liền trước số {taken.serial:02d}.")
        if before is not None and taken.taken_on < before.taken_on:
            faults.append(f"Sổ văn bản đi, loại {taken.series} năm {taken.year}: số {taken.serial:02d} lùi ngày so với số trước.")
        last[taken.series, taken.year] = taken
    return faults


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
