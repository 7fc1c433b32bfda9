"""Working copies: what somebody is typing and has not saved as a version, kept at each change so that nothing typed is lost.

A working copy is its author's alone and is no record: it stands beside the register as a small file of its own (written whole or not at
all), leaves no audit entry, and goes when its content is saved as a version.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.refusals import NotFound

_KEY = re.compile(r"[a-z0-9-]{1,40}")
_ABSENT = "Không còn bản nhập dở này: đã lưu thành bản, đã bỏ, hoặc của người khác. Mở lại mục Soạn thảo."


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """What was typed. spec: the contract's description, perhaps incomplete; document_id: 0 while never saved.

    version: the saved one that it began from; duty_ids: the duties that the draft carries out.
    """

    key: str
    spec: dict[str, Any]
    document_id: int = 0
    version: int = 0
    duty_ids: tuple[int, ...] = ()
    changed_at: dt.datetime | None = None

    @property
    def kind(self) -> str:
        return str(self.spec.get("kind") or "")

    @property
    def subject(self) -> str:
        return str(self.spec.get("subject") or "")


def new_key() -> str:
    """The name of a copy of a document that is not saved yet."""
    return secrets.token_hex(6)


def key_of(document_id: int) -> str:
    """The name of the copy of a saved document; one for each author."""
    return f"vb-{document_id}"


def keep_copy(register: Register, actor: Actor, copy: WorkingCopy) -> None:
    """Keep what was typed, in place of what was kept under that key before."""
    path = _path(register, actor, copy.key)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    row = {"spec": copy.spec, "document_id": copy.document_id, "version": copy.version, "duty_ids": list(copy.duty_ids)}
    beside = path.with_suffix(f".{os.getpid()}")
    beside.write_text(json.dumps({**row, "changed_at": register.now().isoformat()}, ensure_ascii=False), "utf-8")
    os.replace(beside, path)


def copy_of(register: Register, actor: Actor, key: str) -> WorkingCopy:
    """The copy of that name. Raises NotFound where its author keeps none."""
    try:
        row = json.loads(_path(register, actor, key).read_text("utf-8"))
    except FileNotFoundError as error:
        raise NotFound(_ABSENT) from error
    return _read(key, row)


def copies(register: Register, actor: Actor) -> list[WorkingCopy]:
    """Everything that the actor is typing, the last changed first."""
    paths = _folder(register, actor).glob("*.json")
    found = [_read(path.stem, json.loads(path.read_text("utf-8"))) for path in paths]
    return sorted(found, key=lambda copy: str(copy.changed_at), reverse=True)


def drop_copy(register: Register, actor: Actor, key: str) -> None:
    """Give up what was typed under that key; nothing where there is none."""
    _path(register, actor, key).unlink(missing_ok=True)


def _read(key: str, row: dict[str, Any]) -> WorkingCopy:
    at = dt.datetime.fromisoformat(row["changed_at"])
    return WorkingCopy(key, row["spec"], row["document_id"], row["version"], tuple(row["duty_ids"]), at)


def _folder(register: Register, actor: Actor) -> Path:
    return register.settings.data / "drafts" / str(actor.account_id or 0)


def _path(register: Register, actor: Actor, key: str) -> Path:
    if not _KEY.fullmatch(key):
        raise NotFound(_ABSENT)
    return _folder(register, actor) / f"{key}.json"
