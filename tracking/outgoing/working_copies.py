"""Working copies: what somebody is typing and has not saved as a version, kept at each change so that nothing typed is lost.

A working copy is its author's alone and is no record: it stands beside the register as a small file of its own (written whole or not at
all), leaves no audit entry, and goes when its content is saved as a version. Where its author types in two places at once, the second
is told before anything of the first is overwritten.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import fcntl
import json
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.refusals import ConflictError, NotFound

_KEY = re.compile(r"[a-z0-9-]{1,40}")
_NEW = re.compile(r"[0-9a-f]{12}")
_ELSEWHERE = "Văn bản này vừa được nhập ở một thẻ hoặc máy khác của cùng tài khoản. Nội dung ở đây chưa ghi đè lên; xem khác biệt rồi chọn."
_GONE = "Nội dung nhập dở này đã được lưu thành bản hoặc bỏ ở một thẻ khác. Nội dung ở đây còn trên trang; xem rồi chọn."
_ABSENT = "Không còn bản nhập dở này: đã lưu thành bản, đã bỏ, hoặc của người khác. Mở lại mục Soạn thảo."


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """What was typed. spec: the contract's description, perhaps incomplete; document_id: 0 while never saved.

    version: the saved one that it began from; duty_ids: the duties that the draft carries out. changes: how often it was kept;
    place: the window in which it was typed last ("" where that is unknown).
    """

    key: str
    spec: dict[str, Any]
    document_id: int = 0
    version: int = 0
    duty_ids: tuple[int, ...] = ()
    changed_at: dt.datetime | None = None
    changes: int = 0
    place: str = ""

    @property
    def kind(self) -> str:
        return str(self.spec.get("kind") or "")

    @property
    def subject(self) -> str:
        return str(self.spec.get("subject") or "")


def new_key() -> str:
    """The name of a copy of a document that is not saved yet."""
    return secrets.token_hex(6)


def is_new_key(key: str) -> bool:
    """Whether it is the name of a copy that `new_key` may have given."""
    return bool(_NEW.fullmatch(key))


def key_of(document_id: int) -> str:
    """The name of the copy of a saved document; one for each author."""
    return f"vb-{document_id}"


class TypedElsewhere(ConflictError):
    """The same draft was changed in another window. theirs: what that one kept; None where it was saved as a version or given up."""

    def __init__(self, message: str, when: dt.datetime | None, theirs: WorkingCopy | None) -> None:
        super().__init__(message, "", "keep_copy", when)
        self.theirs = theirs


def keep_copy(register: Register, actor: Actor, copy: WorkingCopy) -> WorkingCopy:
    """Keep what was typed, in place of what was kept under that key before; returns the copy as it stands.

    Raises TypedElsewhere where something was kept since this copy was read; that stays.
    """
    path = _path(register, actor, copy.key)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _alone(path.parent):
        before = _kept(path)
        if (before.changes if before else 0) != copy.changes:
            raise TypedElsewhere(_ELSEWHERE if before else _GONE, before.changed_at if before else None, before)
        found = dataclasses.replace(copy, changes=copy.changes + 1, changed_at=register.now())
        beside = path.with_suffix(f".{os.getpid()}")
        beside.write_text(json.dumps(_row(found), ensure_ascii=False), "utf-8")
        os.replace(beside, path)
    return found


def copy_of(register: Register, actor: Actor, key: str) -> WorkingCopy:
    """The copy of that name. Raises NotFound where its author keeps none."""
    found = _kept(_path(register, actor, key))
    if found is None:
        raise NotFound(_ABSENT)
    return found


def copies(register: Register, actor: Actor) -> list[WorkingCopy]:
    """Everything that the actor is typing, the last changed first."""
    paths = _folder(register, actor).glob("*.json")
    found = [copy for copy in map(_kept, paths) if copy is not None]
    return sorted(found, key=lambda copy: str(copy.changed_at), reverse=True)


def drop_copy(register: Register, actor: Actor, key: str) -> None:
    """Give up what was typed under that key; nothing where there is none."""
    _path(register, actor, key).unlink(missing_ok=True)


def _row(copy: WorkingCopy) -> dict[str, Any]:
    row = dataclasses.asdict(copy)
    del row["key"]
    return {**row, "duty_ids": list(copy.duty_ids), "changed_at": copy.changed_at.isoformat() if copy.changed_at else None}


def _kept(path: Path) -> WorkingCopy | None:
    """The copy that a file holds; None where it is not there (any more)."""
    try:
        row = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    at = dt.datetime.fromisoformat(row["changed_at"])
    more = (row.get("changes", 1), row.get("place", ""))
    return WorkingCopy(path.stem, row["spec"], row["document_id"], row["version"], tuple(row["duty_ids"]), at, *more)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One at a time keeps something in an author's folder, whichever thread or process it is."""
    lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _folder(register: Register, actor: Actor) -> Path:
    return register.settings.data / "drafts" / str(actor.account_id or 0)


def _path(register: Register, actor: Actor, key: str) -> Path:
    if not _KEY.fullmatch(key):
        raise NotFound(_ABSENT)
    return _folder(register, actor) / f"{key}.json"
