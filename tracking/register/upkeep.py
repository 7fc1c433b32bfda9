"""What the keeper of an installation wants to know: when it was last copied."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import col, select

from tracking.register.actor import Actor
from tracking.register.copies import Manifest, backup
from tracking.register.database import Register
from tracking.register.desk_tables import BackupMade
from tracking.register.options import option


@dataclass(frozen=True, slots=True)
class LastBackup:
    """The last whole backup. old: it was made longer ago than the office allows (or there is none: made_at None)."""

    made_at: dt.datetime | None
    name: str
    size: int
    old: bool


def make_backup(register: Register, actor: Actor, target: Path) -> Manifest:
    """Write a backup and keep that it was made. For administrators; raises InvalidInput where it cannot be written."""
    actor.need("admin")
    manifest = backup(register, target)
    with register.command(actor, "backup") as unit:
        size = target.stat().st_size
        unit.session.add(BackupMade(made_at=unit.now, name=target.name, size=size, head_hash=manifest.head_hash))
        unit.say(file=target.name)
    return manifest


def last_backup(register: Register) -> LastBackup:
    """The last backup that was written whole, and whether it is older than the office's limit in days."""
    with register.reading() as session:
        found = session.exec(select(BackupMade).order_by(col(BackupMade.id).desc()).limit(1)).first()
        limit = dt.timedelta(days=int(option(session, "backup_days", register.today())))
    if found is None:
        return LastBackup(None, "", 0, True)
    made_at = found.made_at if found.made_at.tzinfo else found.made_at.replace(tzinfo=dt.UTC)
    return LastBackup(made_at, found.name, found.size, register.now() - made_at > limit)
