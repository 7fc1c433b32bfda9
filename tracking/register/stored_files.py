"""Files kept by content hash under DATA/files: written whole or not at all, before the row that names them."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from drafting.errors import InvalidInput
from tracking.register.tables import StoredFile
from tracking.register.unit import Unit
from tracking.settings import Settings


@dataclass(frozen=True, slots=True)
class FileFound:
    """A file to be registered: where it lies now, the name people know it by, its role (main, annex or scan) and its hash."""

    path: Path
    name: str
    sha256: str
    size: int
    role: str = "main"


def look(path: Path, name: str | None = None, role: str = "main") -> FileFound:
    """The file's hash and size, nothing stored. Raises InvalidInput where it cannot be read."""
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return FileFound(path, name or path.name, digest, path.stat().st_size, role)
    except OSError as error:
        raise InvalidInput(f"«{name or path}»: không đọc được tệp ({error.strerror}). Kiểm tra đường dẫn và quyền đọc.") from error


def path_of(settings: Settings, sha256: str) -> Path:
    """Where a stored file lies."""
    return settings.files / sha256[:2] / sha256


def keep(settings: Settings, found: FileFound) -> None:
    """Put the file's content in its place; a content already there is left as it is."""
    target = path_of(settings, found.sha256)
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=settings.files, prefix="new-")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as out, found.path.open("rb") as source:
            shutil.copyfileobj(source, out)
            out.flush()
            os.fsync(out.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def note(unit: Unit, found: FileFound) -> None:
    """The row of a stored file, inside the command that uses it."""
    if unit.session.get(StoredFile, found.sha256) is None:
        unit.session.add(StoredFile(sha256=found.sha256, size=found.size, stored_at=unit.now))
        unit.session.flush()


def sweep(settings: Settings, known: set[str]) -> int:
    """Remove stored contents that no row names (left by a command that did not finish). Returns how many."""
    removed = 0
    for path in settings.files.glob("??/*"):
        if path.name not in known:
            path.unlink()
            removed += 1
    for path in settings.files.glob("new-*"):
        path.unlink()
    return removed


def empty_spool(settings: Settings) -> None:
    """Wipe what uploads left behind; called at start and after a refusal."""
    for path in settings.spool.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
