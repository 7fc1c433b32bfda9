"""Alembic's entry: runs inside the connection and transaction that `upgrade` opened."""

from __future__ import annotations

from typing import Any

from alembic import context

from tracking.register.desk_tables import METADATA


def _ours(thing: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
    """Search tables and indexes are made by hand in the migrations: they are no part of the model."""
    return not (name or "").startswith(("search_", "ix_search_"))


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    render_as_batch=connection.dialect.name == "sqlite",
    include_object=_ours,
    compare_type=False,
    transactional_ddl=True,
)
context.run_migrations()
