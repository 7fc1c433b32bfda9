"""Backup, restore, moving between databases, upgrades of the tables."""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel, select

from drafting.errors import InvalidInput
from tracking.learning.sureness import Sureness, load, save
from tracking.migrations import steps, upgrade
from tracking.outgoing.working_copies import WorkingCopy, keep_copy
from tracking.outgoing.working_copies import copies as working_copies
from tracking.register import copies, directives, moving, queries, verify, work
from tracking.register.database import Register
from tracking.register.tables import Assignment
from tracking.settings import Settings

CHANGED = ("auditentry", "event", "tally")
"""Tables that one more command adds rows to."""

ROOT = Path(__file__).parents[3]
AS_OF = dt.date(2026, 3, 2)


@pytest.fixture
def filled(any_office, bring, duty):
    office = any_office
    bring(office.register, duty("Rà soát", "Các sở, ban, ngành", due="2026-03-20"), duty("Báo cáo", "Sở Y tế", kind="recurring",
          rule="FREQ=MONTHLY;BYMONTHDAY=25", frequency="monthly", before=True, text="trước ngày 25 hằng tháng"))  # fmt: skip
    return office


def test_a_backup_of_the_running_register_is_put_back_whole(filled, tmp_path, clock):
    register = filled.register
    archive = tmp_path / "sao-luu.zip"
    manifest = copies.backup(register, archive)
    assert manifest.head_hash == register.head_hash()
    fresh = Settings(tmp_path / "moi")
    copies.restore(fresh, archive, clock())
    with Register.open(fresh, clock) as restored:
        assert verify.verify(restored).faults == ()
        assert restored.head_hash() == manifest.head_hash
        assert queries.duties(restored, as_of=AS_OF) == queries.duties(register, as_of=AS_OF)
        share = queries.duties(restored, office="Sở Y tế")[0]
        assert share["assignments"]


def test_what_stands_beside_the_register_is_copied_and_put_back(filled, tmp_path, clock):
    register, archive = filled.register, tmp_path / "sao-luu.zip"
    save(register.settings.data, Sureness(0.9, 0.1))
    keep_copy(register, filled.officer, WorkingCopy("vb-1", {"kind": "công văn", "subject": "đang gõ"}))
    (register.settings.data / "letters").mkdir()
    (register.settings.data / "letters" / "3.docx").write_bytes(b"thu")
    copies.backup(register, archive)
    fresh = Settings(tmp_path / "moi")
    (fresh.data / "drafts" / "9").mkdir(parents=True)
    (fresh.data / "drafts" / "9" / "vb-2.json").write_text("{}", "utf-8")
    copies.restore(fresh, archive, clock())
    with Register.open(fresh, clock) as restored:
        assert [copy.subject for copy in working_copies(restored, filled.officer)] == ["đang gõ"]
        assert (load(fresh.data).stretch, (fresh.data / "letters" / "3.docx").read_bytes()) == (0.9, b"thu")
        assert [path.name for path in fresh.backups.glob("replaced-*/drafts/9/*")] == ["vb-2.json"]
        assert verify.verify(restored).faults == ()
        (fresh.data / "learnt.json").write_text("{hỏng", "utf-8")
        assert ["learnt.json" in fault for fault in verify.verify(restored).faults] == [True]


def test_an_archive_of_an_older_program_is_put_back(office, bring, tmp_path, clock):
    bring(office.register, confirm=False)
    archive, older = tmp_path / "sao-luu.zip", tmp_path / "cu.zip"
    copies.backup(office.register, archive)
    _rewrite(archive, older, "older")
    copies.restore(Settings(tmp_path / "moi"), older, clock())
    with Register.open(Settings(tmp_path / "moi"), clock) as restored:
        assert verify.verify(restored).faults == ()


def test_restoring_sets_aside_what_was_there(office, bring, tmp_path, clock):
    archive = tmp_path / "sao-luu.zip"
    copies.backup(office.register, archive)
    bring(office.register, confirm=False)
    later = office.register.head_hash()
    office.register.close()
    copies.restore(office.register.settings, archive, clock())
    aside = next(office.register.settings.backups.glob("replaced-*/register.db"))
    with sqlite3.connect(aside) as old:
        assert old.execute("SELECT hash FROM auditentry ORDER BY id DESC LIMIT 1").fetchone()[0] == later


@pytest.mark.parametrize("fault", ["empty", "text", "file", "database", "path", "beside", "name"])
def test_a_broken_archive_is_refused_and_changes_nothing(office, bring, tmp_path, clock, fault):
    bring(office.register, confirm=False)
    save(office.register.settings.data, Sureness(0.9))
    archive, broken = tmp_path / "sao-luu.zip", tmp_path / "hong.zip"
    copies.backup(office.register, archive)
    if fault in ("empty", "text"):
        broken.write_bytes(b"" if fault == "empty" else b"khong phai zip")
    else:
        _rewrite(archive, broken, fault)
    before = office.register.head_hash()
    with pytest.raises(InvalidInput, match="Dùng bản sao lưu khác"):
        copies.restore(office.register.settings, broken, clock())
    assert office.register.head_hash() == before
    assert not list(office.register.settings.spool.iterdir())


def _rewrite(archive: Path, broken: Path, fault: str) -> None:
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(broken, "w") as out:
        for item in source.infolist():
            content = source.read(item)
            if (fault == "file" and item.filename.startswith("files/")) or (fault == "database" and item.filename == "register.db"):
                content = content[:-1] + b"!"
            if fault == "path" and item.filename == "manifest.json":
                content = content.replace(b'"files": [', b'"files": ["../../thoat",')
            if fault == "beside" and item.filename == "learnt.json":
                content = content[:-1] + b"!"
            if fault in ("name", "older") and item.filename == "manifest.json":
                manifest = json.loads(content)
                manifest["beside"]["drafts/../../thoat.json"] = "0" * 64
                if fault == "older":
                    del manifest["beside"]
                content = json.dumps(manifest).encode()
            out.writestr(item.filename, content)


@pytest.mark.postgres
def test_moving_to_postgresql_and_back_loses_nothing(office, bring, duty, postgres_url, tmp_path, clock):
    bring(office.register, duty("Rà soát", "Các sở, ban, ngành", due="2026-03-20"))
    counts = moving.move(office.register, postgres_url)
    with Register.open(Settings(office.register.settings.data, postgres_url), clock) as moved:
        assert verify.verify(moved).faults == ()
        assert queries.duties(moved) == queries.duties(office.register)
        with moved.reading() as session:
            key = session.exec(select(Assignment.id)).first()
        work.accept(moved, office.admin, key)
        back = moving.move(moved, f"sqlite:///{tmp_path / 've.db'}")
    assert {name: n for name, n in back.items() if name not in CHANGED} == {name: n for name, n in counts.items() if name not in CHANGED}
    with pytest.raises(InvalidInput, match="đã có dữ liệu"):
        moving.move(office.register, postgres_url)


def test_the_migrations_make_the_tables_that_the_program_knows(any_register):
    with any_register.engine.connect() as connection:
        options = {"compare_type": True, "include_object": lambda _t, name, *_: not (name or "").startswith(("search_", "ix_search_"))}
        found = compare_metadata(MigrationContext.configure(connection, opts=options), SQLModel.metadata)
    assert found == []


def test_the_newest_form_is_the_head_of_the_migrations():
    scripts = ScriptDirectory.from_config(steps.config())
    assert upgrade.newest() == scripts.get_current_head()
    assert list(upgrade.forms()) == sorted(script.revision for script in scripts.walk_revisions())


HEAVY = ("alembic", "holidays", "rapidfuzz", "xlsxwriter", "openpyxl", "pwdlib", "docx", "dateutil", "dbos", "nicegui")


def test_a_register_at_its_newest_form_is_listed_without_heavy_libraries(register):
    register.close()
    code = (
        "import sys, ui.cli; status = ui.cli.run(['duties', '--json']); "
        "print([name for name in sys.argv[1:] if name in sys.modules], status, file=sys.stderr)"
    )
    env = {**os.environ, "DONDOC_DATA": str(register.settings.data)}
    done = subprocess.run([sys.executable, "-c", code, *HEAVY], capture_output=True, text=True, check=True, cwd=ROOT, env=env)
    assert (done.stdout.strip(), done.stderr.strip()) == ("[]", "[] 0")


def test_an_upgrade_copies_the_register_first(register, clock):
    configuration = steps.config()
    with register.engine.execution_options(dondoc_write=True).connect() as connection, connection.begin():
        configuration.attributes["connection"] = connection
        command.downgrade(configuration, "0001")
    with Register.open(register.settings, clock) as opened:
        assert queries.duties(opened) == []
    assert [path.name[:13] for path in register.settings.backups.iterdir()] == ["register-0001"]


def test_an_upgrade_keeps_what_was_known_before_headers_and_offices_were_put_right(office, bring, duty, clock):
    register = office.register
    directive = bring(register, duty("Rà soát", "Ban lạ", due="2026-04-15"), number="12/UBND-TH")
    before = clock.now
    clock.set("2026-03-05")
    directives.settle_header(register, office.officer, directive, number="21/UBND-TH", issued_on=dt.date(2026, 2, 6))
    with register.reading() as session:
        key = session.exec(select(Assignment.id)).one()
    work.choose_office(register, office.officer, key, office.ids["Sở Tư pháp"])
    then, now = (json.dumps(queries.duties(register, as_of=clock.now.date(), known_at=moment)) for moment in (before, None))
    configuration = steps.config()
    with register.engine.execution_options(dondoc_write=True).connect() as connection, connection.begin():
        configuration.attributes["connection"] = connection
        command.downgrade(configuration, "0007")
    with Register.open(register.settings, clock) as opened:
        again = [json.dumps(queries.duties(opened, as_of=clock.now.date(), known_at=moment)) for moment in (before, None)]
    assert again == [then, now]
    assert ("12/UBND-TH" in then, "21/UBND-TH" in now) == (True, True)


def test_a_register_of_a_newer_program_is_not_opened(register, clock):
    with sqlite3.connect(register.settings.data / "register.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(InvalidInput, match="bản phần mềm mới hơn"):
        Register.open(register.settings, clock)
