"""The audit chain, people acting at once, and a program killed in the middle."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import time
from pathlib import Path

import pytest
from sqlmodel import select

from tracking.duty import DocumentInfo, Duty, Reading, Source
from tracking.register import directives, stored_files, verify, work
from tracking.register.actor import LOCAL
from tracking.register.audit_tables import AuditEntry, AuditWords
from tracking.register.database import Register, wall_clock
from tracking.register.refusals import ConflictError, RegisterError
from tracking.register.tables import Assignment
from tracking.settings import Settings


def database(register: Register) -> sqlite3.Connection:
    return sqlite3.connect(register.settings.data / "register.db", isolation_level=None)


def test_each_command_appends_one_entry_with_ids_only(office, bring, duty):
    before = verify.verify(office.register).entries
    directive = bring(office.register, duty("Rà soát việc riêng của ông Bảy", "Sở Tư pháp"))
    with office.register.reading() as session:
        rows = session.exec(select(AuditEntry).order_by(AuditEntry.id)).all()[before:]
        words = session.exec(select(AuditWords).where(AuditWords.entry_id == rows[0].id)).one()
    assert [row.command for row in rows] == ["register_directive", "confirm_duties"]
    assert ["directive", directive] in rows[0].subjects
    assert "Bảy" not in str([row.model_dump() for row in rows])
    assert words.words["files"][0].startswith("van-ban")


def test_erased_words_leave_the_chain_whole(office, bring):
    bring(office.register, confirm=False)
    with database(office.register) as connection:
        connection.execute("DELETE FROM auditwords")
    assert verify.verify(office.register).faults == ()


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        ("UPDATE auditentry SET command = 'khac' WHERE id = 3", "nội dung mục 3 đã bị sửa"),
        ("DELETE FROM auditwords WHERE entry_id = 2; DELETE FROM auditentry WHERE id = 2", "mục 3 không nối"),
        ('UPDATE auditwords SET words = \'{"files": ["khac"]}\'', "lời của mục"),
        ("UPDATE assignment SET due_on = '2030-01-01'", "khác kết quả tính từ các sự kiện"),
        ("UPDATE assignment SET reported_on = '2026-01-01', state = 'completed', open = 0", "khác kết quả tính từ các sự kiện"),
        ("UPDATE duty SET state = 'completed'", "khác tình trạng các phần việc"),
    ],
)
def test_tampering_with_the_tables_is_found(office, bring, duty, tamper, found):
    bring(office.register, duty("Rà soát", "Sở Tư pháp", due="2026-03-20"))
    with database(office.register) as connection:
        connection.executescript(tamper)
    assert any(found in line for line in verify.verify(office.register).faults)


def test_a_changed_or_missing_file_is_found(office, bring):
    bring(office.register, confirm=False)
    path = next(office.register.settings.files.glob("??/*"))
    path.write_text("khác")
    assert "đã bị sửa" in verify.verify(office.register).faults[0]
    path.unlink()
    assert "Thiếu tệp" in verify.verify(office.register).faults[0]


def test_a_command_that_fails_keeps_nothing(office, bring, duty):
    bring(office.register, duty("Rà soát", "Sở Tư pháp"))
    before = office.register.head_hash()

    def break_off() -> None:
        with office.register.command(LOCAL, "test") as unit:
            unit.session.exec(select(Assignment)).first().state = "completed"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert office.register.head_hash() == before
    assert verify.verify(office.register).faults == ()


def _hammer(data: str, url: str, person: object, worker: int, rounds: int, told: object) -> None:
    """Another process: accept and progress whatever is there, counting what was done and what was told."""
    done = conflicts = 0
    with Register.open(Settings(Path(data), url), wall_clock) as register:
        for _ in range(rounds):
            with register.reading() as session:
                shares = session.exec(select(Assignment)).all()
            for share in shares:
                try:
                    work.progress(register, person, share.id, f"người {worker}", version=share.version)  # type: ignore[arg-type]
                    done += 1
                except ConflictError as error:
                    conflicts += 1 if error.who else 1000
    told.put((done, conflicts))  # type: ignore[attr-defined]


def test_people_acting_at_once_lose_nothing_and_the_second_is_told(any_office, bring, duty):
    office = any_office
    for number in range(3):
        bring(office.register, duty("Rà soát", "Sở Tư pháp"), number=f"{number}/UBND")
    context = multiprocessing.get_context("spawn")
    told = context.Queue()
    settings = office.register.settings
    arguments = [(str(settings.data), settings.database_url, office.officer, worker, 4, told) for worker in range(3)]
    workers = [context.Process(target=_hammer, args=found) for found in arguments]
    before = verify.verify(office.register).entries
    for worker in workers:
        worker.start()
    counts = [told.get(timeout=240) for _ in workers]
    for worker in workers:
        worker.join(10)
    checked = verify.verify(office.register)
    assert checked.faults == ()
    assert checked.entries - before == sum(done for done, _ in counts)
    assert sum(done + conflicts for done, conflicts in counts) == 3 * 3 * 4


def _import_forever(data: str, source: str) -> None:
    """Another process: register one new file after another until it is killed."""
    with Register.open(Settings(Path(data)), wall_clock) as register:
        for number in range(10**6):
            path = Path(source) / f"{number}.txt"
            path.write_text(f"văn bản {number}", "utf-8")
            duties = tuple(Duty(f"Việc {n}", owners=("Sở Y tế",), source=Source(f"Việc {n}")) for n in range(20))
            reading = Reading((DocumentInfo("công văn", f"{number}/UBND", None, "UBND tỉnh"),), duties)
            try:
                directives.register_reading(register, LOCAL, reading, [stored_files.look(path)])
            except RegisterError:
                continue


def _duties(register: Register) -> int:
    with database(register) as connection:
        number: int = connection.execute("SELECT count(*) FROM duty").fetchone()[0]
    return number


def test_a_kill_in_the_middle_of_imports_leaves_whole_documents(register, tmp_path):
    context = multiprocessing.get_context("spawn")
    source = tmp_path / "nguon"
    source.mkdir()
    for _ in range(3):
        process = context.Process(target=_import_forever, args=(str(register.settings.data), str(source)))
        process.start()
        deadline, before = time.monotonic() + 60, _duties(register)
        while _duties(register) == before and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.3)
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        assert verify.verify(register).faults == ()
        with database(register) as connection:
            sizes = {row[0] for row in connection.execute("SELECT count(*) FROM duty GROUP BY directive_id")}
        assert sizes == {20}
