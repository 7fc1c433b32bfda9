"""kill -9 at random moments of a backup, of reports and of reminding: nothing half-done, nothing lost, `verify` passes."""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlmodel import select

from tracking.register import copies, verify
from tracking.register.actor import LOCAL
from tracking.register.database import Register
from tracking.register.tables import Reminder
from tracking.reminders import remind
from tracking.settings import Settings

ROOT = Path(__file__).parents[3]
BACKUP = """
import sys; from pathlib import Path
from tracking.register import copies; from tracking.register.database import Register; from tracking.settings import Settings
with Register.open(Settings(Path(sys.argv[1]))) as register:
    print("ready", flush=True)
    while True:
        copies.backup(register, Path(sys.argv[2]))
"""
REPORTS = """
import sys, datetime as dt; from pathlib import Path
from tracking.register.database import Register; from tracking.settings import Settings
from tracking.reports.report import report; from tracking.reports.workbook import write_workbook
with Register.open(Settings(Path(sys.argv[1]))) as register:
    print("ready", flush=True)
    while True:
        for code in ("t1", "t2", "t3"):
            write_workbook(report(register, code, as_of=dt.date(2026, 3, 2)), Path(sys.argv[2]))
"""
REMIND = """
import sys, datetime as dt; from pathlib import Path
from tracking.register.actor import LOCAL; from tracking.register.database import Register; from tracking.settings import Settings
from tracking.reminders import remind
with Register.open(Settings(Path(sys.argv[1])), lambda: dt.datetime(2026, 3, 19, 2, tzinfo=dt.UTC)) as register:
    print("ready", flush=True)
    remind(register, LOCAL, dt.date(2026, 3, 19))
"""


def kill_while(code: str, *arguments: object, after: float) -> None:
    """Run the code and kill it some time after it is ready."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(after)
        process.send_signal(signal.SIGKILL)


@pytest.fixture
def filled(office, bring, duty):
    for number in range(20):
        bring(office.register, duty("Rà soát", "Các sở, ban, ngành", due="2026-03-20"), number=f"{number}/UBND")
    return office


def test_a_backup_killed_at_any_moment_leaves_a_whole_archive_or_none(filled, tmp_path):
    rng = random.Random(5)
    for turn in range(4):
        archive = tmp_path / f"sao-luu-{turn}.zip"
        kill_while(BACKUP, filled.register.settings.data, archive, after=rng.uniform(0.02, 0.5))
        if archive.exists():
            restored = Settings(tmp_path / f"lai-{turn}")
            copies.restore(restored, archive, dt.datetime(2026, 3, 2, tzinfo=dt.UTC))
            with Register.open(restored) as register:
                assert verify.verify(register).sound
    assert verify.verify(filled.register).sound


def test_reports_killed_at_any_moment_change_nothing(filled, tmp_path):
    head = filled.register.head_hash()
    for after in (0.05, 0.3, 0.8):
        kill_while(REPORTS, filled.register.settings.data, tmp_path / "bao-cao.xlsx", after=after)
    assert filled.register.head_hash() == head
    assert verify.verify(filled.register).sound


def test_reminding_killed_at_any_moment_sends_each_once_in_the_end(filled, clock):
    for after in (0.0, 0.02, 0.05, 0.1, 0.2):
        kill_while(REMIND, filled.register.settings.data, after=after)
    clock.set("2026-03-19")
    remind(filled.register, LOCAL, dt.date(2026, 3, 19))
    with filled.register.reading() as session:
        rows = [(row.assignment_id, row.due_on, row.offset_days, row.channel) for row in session.exec(select(Reminder))]
    assert len(rows) == len(set(rows)) > 20
    assert remind(filled.register, LOCAL, dt.date(2026, 3, 19)) == []
    assert verify.verify(filled.register).sound
