"""Backup and restore: one archive with the register, its files, what stands beside it, a manifest and the head hash of the audit log."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import shutil
import sqlite3
import tempfile
import zipfile
from dataclasses import asdict, dataclass, field
from pathlib import Path

from drafting.errors import InvalidInput
from tracking.migrations import upgrade
from tracking.register import beside, moving, stored_files
from tracking.register.audit import FIRST
from tracking.register.database import Register, connect
from tracking.settings import Settings

_MANIFEST, _DATABASE = "manifest.json", "register.db"
_HASH = re.compile(r"[0-9a-f]{64}")
_HEAD = "SELECT hash FROM auditentry ORDER BY id DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds: form of the tables, head hash, hash of the database file, content hashes of the stored files.

    beside: the files beside the register by name, with their hashes; none in archives of older programs.
    """

    schema: int
    made_at: str
    form: str
    head_hash: str
    database: str
    files: list[str]
    beside: dict[str, str] = field(default_factory=dict)


def backup(register: Register, target: Path) -> Manifest:
    """Write the archive while people go on working: the register of one moment and every file it names.

    The archive appears whole under its name or not at all. Raises InvalidInput where it cannot be written.
    """
    with tempfile.TemporaryDirectory(dir=register.settings.spool, prefix="backup-") as folder:
        copy = Path(folder) / _DATABASE
        _snapshot(register, copy)
        head, named = _inside(copy)
        made_at = register.now().isoformat()
        others = beside.found(register.settings)
        manifest = Manifest(1, made_at, upgrade.newest(), head, _digest(copy), named, beside.digests(others))
        part = target.with_name(target.name + ".part")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            _write(part, manifest, copy, register.settings, others)
            part.replace(target)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise InvalidInput(f"Không ghi được bản sao lưu «{target}»: {error.strerror}. Kiểm tra thư mục và dung lượng.") from error
    return manifest


def restore(settings: Settings, archive: Path, now: dt.datetime) -> Manifest:
    """Put an archive back. It is checked whole before anything moves; what was there is set aside under DATA/backups.

    On PostgreSQL the database must be empty. Raises InvalidInput where the archive is broken or was made by a newer program.
    """
    settings.spool.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.spool, prefix="restore-") as name:
        folder = Path(name)
        manifest = _unpack(archive, folder)
        if settings.url.startswith("sqlite"):
            _set_aside(settings, now)
            _merge_files(folder / "files", settings)
            (folder / _DATABASE).replace(settings.data / _DATABASE)
        else:
            _merge_files(folder / "files", settings)
            _fill(settings, folder / _DATABASE, now)
        beside.set_aside(settings, _aside(settings, now))
        beside.put_back(settings, folder, manifest.beside)
    return manifest


def _snapshot(register: Register, copy: Path) -> None:
    if not register.is_sqlite:
        moving.to_file(register.engine, copy, register.settings, register)
        return
    source = sqlite3.connect(f"file:{register.settings.data / _DATABASE}?mode=ro", uri=True)
    target = sqlite3.connect(copy)
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE").close()
    finally:
        target.close()
        source.close()


def _inside(database: Path) -> tuple[str, list[str]]:
    """The head hash and the content hashes that a register file names."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        head = connection.execute(_HEAD).fetchone()
        named = [row[0] for row in connection.execute("SELECT sha256 FROM storedfile ORDER BY sha256")]
    finally:
        connection.close()
    return (head[0] if head else FIRST), named


def _write(part: Path, manifest: Manifest, copy: Path, settings: Settings, others: dict[str, bytes]) -> None:
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        archive.writestr(_MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
        archive.write(copy, _DATABASE)
        for sha256 in manifest.files:
            archive.write(stored_files.path_of(settings, sha256), f"files/{sha256}", zipfile.ZIP_STORED)
        for name, content in others.items():
            archive.writestr(name, content)
    with part.open("rb") as stream:
        os.fsync(stream.fileno())


def _unpack(archive: Path, folder: Path) -> Manifest:
    """The archive's content in a folder, each part checked against the manifest."""
    try:
        with zipfile.ZipFile(archive) as found:
            manifest = Manifest(**json.loads(found.read(_MANIFEST)))
            if not all(_HASH.fullmatch(sha256) for sha256 in manifest.files) or not all(map(beside.NAMED.fullmatch, manifest.beside)):
                raise ValueError("a content hash or a name of the manifest is none")
            for name in (_DATABASE, *(f"files/{sha256}" for sha256 in manifest.files), *manifest.beside):
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                with found.open(name) as source, target.open("wb") as out:
                    shutil.copyfileobj(source, out)
    except OSError as error:
        raise InvalidInput(f"Không mở được bản sao lưu «{archive}»: {error.strerror or error}. Kiểm tra đường dẫn.") from error
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, RuntimeError) as error:
        raise InvalidInput(f"«{archive.name}» không phải bản sao lưu của Đôn Đốc hoặc đã hỏng. Dùng bản sao lưu khác.") from error
    _check(archive, folder, manifest)
    return manifest


def _check(archive: Path, folder: Path, manifest: Manifest) -> None:
    wrong = [sha256 for sha256 in manifest.files if _digest(folder / "files" / sha256) != sha256]
    wrong += [name for name, sha256 in manifest.beside.items() if _digest(folder / name) != sha256]
    if wrong or _digest(folder / _DATABASE) != manifest.database or _inside(folder / _DATABASE) != (manifest.head_hash, manifest.files):
        raise InvalidInput(f"«{archive.name}»: nội dung khác bản kê trong tệp (mã băm không khớp). Dùng bản sao lưu khác.")


def _set_aside(settings: Settings, now: dt.datetime) -> None:
    """What is there now goes under DATA/backups, the write-ahead log with it."""
    if not (settings.data / _DATABASE).exists():
        return
    aside = _aside(settings, now)
    aside.mkdir(parents=True)
    for name in (f"{_DATABASE}-wal", f"{_DATABASE}-shm", _DATABASE):
        if (settings.data / name).exists():
            (settings.data / name).replace(aside / name)


def _aside(settings: Settings, now: dt.datetime) -> Path:
    return settings.backups / f"replaced-{now:%Y%m%d%H%M%S}"


def _merge_files(folder: Path, settings: Settings) -> None:
    settings.files.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*"):
        target = stored_files.path_of(settings, path.name)
        target.parent.mkdir(exist_ok=True)
        path.replace(target)


def _fill(settings: Settings, database: Path, now: dt.datetime) -> None:
    source, target = connect(f"sqlite:///{database}"), connect(settings.url)
    try:
        upgrade.to_newest(source, settings, now)
        upgrade.to_newest(target, settings, now)
        moving.copy_rows(source, target)
    finally:
        source.dispose()
        target.dispose()


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
