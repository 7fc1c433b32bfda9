"""The audit log (nhật ký): one entry a command, each holding the hash of the one before.

Entries keep ids and hashes only. The words of a command lie salted in `AuditWords`, which may be erased without breaking the chain.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from tracking.register.audit_tables import AuditEntry, AuditWords

FIRST = "0" * 64
"""What the first entry holds in place of a hash before it."""


def append(
    session: Session, at: str, actor_id: int | None, command: str, subjects: list[list[Any]], words: Mapping[str, Any]
) -> AuditEntry:
    """The new last entry, added to the session. The caller holds the database's write lock."""
    previous = head(session)
    salt = secrets.token_hex(16)
    words_hash = hash_words(salt, words) if words else None
    entry = AuditEntry(at=at, actor_id=actor_id, command=command, subjects=subjects, words_hash=words_hash, previous_hash=previous, hash="")
    entry.hash = hash_entry(entry)
    session.add(entry)
    session.flush()
    if words and entry.id is not None:
        session.add(AuditWords(entry_id=entry.id, salt=salt, words=dict(words)))
    return entry


def head(session: Session) -> str:
    """The hash of the last entry: printed in backups and reports."""
    last = session.exec(select(AuditEntry.hash).order_by(col(AuditEntry.id).desc()).limit(1)).first()
    return last or FIRST


def hash_entry(entry: AuditEntry) -> str:
    """The hash that an entry must carry."""
    content = [entry.at, entry.actor_id, entry.command, entry.subjects, entry.words_hash, entry.previous_hash]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def hash_words(salt: str, words: Mapping[str, Any]) -> str:
    """The hash of a command's words with its salt, so that erased words cannot be guessed back."""
    return hashlib.sha256((salt + json.dumps(words, ensure_ascii=False, sort_keys=True)).encode()).hexdigest()


def faults(session: Session) -> list[str]:
    """What is wrong with the chain, oldest first, in Vietnamese; empty when every entry holds."""
    found: list[str] = []
    previous = FIRST
    words = {row.entry_id: row for row in session.exec(select(AuditWords))}
    for entry in session.exec(select(AuditEntry).order_by(col(AuditEntry.id))):
        if entry.previous_hash != previous:
            found.append(f"Nhật ký: mục {entry.id} không nối với mục trước (có mục bị xóa, chèn hoặc sửa).")
        if hash_entry(entry) != entry.hash:
            found.append(f"Nhật ký: nội dung mục {entry.id} đã bị sửa (mã băm không khớp).")
        kept = words.get(entry.id or 0)
        if kept is not None and hash_words(kept.salt, kept.words) != entry.words_hash:
            found.append(f"Nhật ký: lời của mục {entry.id} đã bị sửa.")
        previous = entry.hash
    return found
