"""Small files that stand beside the register under DATA: what this installation learnt, what people are typing, drafted letters.

They are written whole or not at all and leave no audit entry; a backup holds them, and `verify` looks at them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path

from tracking.settings import Settings

LEARNT, DRAFTS, LETTERS = "learnt.json", "drafts", "letters"
NAMED = re.compile(r"learnt\.json|drafts/\d{1,18}/[a-z0-9-]{1,40}\.json|letters/\d{1,18}\.docx")
"""The names, under DATA, that a backup may hold."""


def found(settings: Settings) -> dict[str, bytes]:
    """Every such file that is there now, by its name under DATA."""
    kept = {}
    for path in sorted((settings.data / LEARNT, *_below(settings, DRAFTS), *_below(settings, LETTERS))):
        name = path.relative_to(settings.data).as_posix()
        if NAMED.fullmatch(name):
            try:
                kept[name] = path.read_bytes()
            except FileNotFoundError:
                continue  # its author saved or gave it up meanwhile
    return kept


def digests(contents: dict[str, bytes]) -> dict[str, str]:
    """The content hash of each."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}


def set_aside(settings: Settings, folder: Path) -> None:
    """What is there now goes to a folder, under the same names."""
    for name in (LEARNT, DRAFTS, LETTERS):
        if (settings.data / name).exists():
            folder.mkdir(parents=True, exist_ok=True)
            (settings.data / name).replace(folder / name)


def put_back(settings: Settings, folder: Path, names: Iterable[str]) -> None:
    """The files of these names come from a folder to their place."""
    for name in names:
        target = settings.data / name
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / name).replace(target)


def faults(settings: Settings) -> list[str]:
    """A line for each that cannot be read any more."""
    broken = [name for name, content in found(settings).items() if name.endswith(".json") and not _is_object(content)]
    return [f"Không đọc được «{name}» trong thư mục dữ liệu. {_REMEDY[name == LEARNT]}" for name in broken]


_REMEDY = {True: "Chạy dondoc learn --forget rồi học lại.", False: "Khôi phục từ bản sao lưu, hoặc xóa tệp: nội dung nhập dở ấy không còn."}


def _below(settings: Settings, name: str) -> Iterable[Path]:
    return (path for path in (settings.data / name).rglob("*") if path.is_file())


def _is_object(content: bytes) -> bool:
    try:
        return isinstance(json.loads(content), dict)
    except ValueError:
        return False
