"""Hours beside days, the room to which a unit passes a share on, figures kept for reports, search over duties by their directive.

The figures kept ready are counted anew by the next command.
What was recorded before has no hours: it goes on being judged by the day, so that a report already issued reads the same.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_SAID = "('accept', 'progress', 'report', 'propose_return', 'ask_extension', 'explain_delay')"
_SEARCHED = ("duty", "directive")
_COVER = ("counts", "office_id", "state", "due_on", "due_time", "reported_on", "reported_time", "changed_on", "changed_at")
_OPEN = ("open", "due_on", "id", "state", "office_id", "due_time", "reported_on", "reported_time")
_BEFORE = {"cover": ("counts", "office_id", "state", "due_on", "reported_on", "changed_on", "changed_at"), "open": ("open", "due_on", "id")}


def upgrade() -> None:
    for name in ("due_time", "effective_time"):
        op.add_column("event", sa.Column(name, sa.String(), nullable=True))
    for name in ("due_time", "reported_time"):
        op.add_column("assignment", sa.Column(name, sa.String(), nullable=True))
    for name in ("said_on", "handler_due_on"):
        op.add_column("assignment", sa.Column(name, sa.Date(), nullable=True))
    op.execute("ALTER TABLE assignment ADD COLUMN room_id INTEGER CONSTRAINT fk_assignment_room_id_office REFERENCES office (id)")
    op.add_column("tallyday", sa.Column("time", sa.String(), nullable=False, server_default="24:00"))
    op.execute(
        "UPDATE assignment SET said_on = (SELECT max(event.effective_on) FROM event "
        f"WHERE event.assignment_id = assignment.id AND event.kind IN {_SAID})"
    )
    op.execute("UPDATE duty SET fold = fold || ' ' || (SELECT directive.fold FROM directive WHERE directive.id = duty.directive_id)")
    for name, columns in (("cover", _COVER), ("open", _OPEN)):
        op.drop_index(f"ix_assignment_{name}", "assignment")
        op.create_index(f"ix_assignment_{name}", "assignment", list(columns))
    op.create_index("ix_assignment_said", "assignment", ["open", "office_id", "said_on"])
    op.create_index("ix_assignment_counts_due", "assignment", ["counts", "due_on", "id", "state"])
    op.create_index("ix_assignment_room_id", "assignment", ["room_id"])
    op.create_index("ix_tally_scope_bucket_scope_id", "tally", ["scope", "bucket", "scope_id", "state", "number"])
    op.execute("DELETE FROM tallyday")
    if op.get_bind().dialect.name != "sqlite":
        _keep_search_words()


def _keep_search_words() -> None:
    """PostgreSQL keeps the cut words beside each row, so that a search need not cut them again."""
    for table in _SEARCHED:
        op.execute(f"DROP INDEX ix_search_{table}")
        op.execute(f"ALTER TABLE {table} ADD COLUMN search_words tsvector GENERATED ALWAYS AS (to_tsvector('simple', fold)) STORED")
        op.execute(f"CREATE INDEX ix_search_{table} ON {table} USING gin (search_words)")


def downgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        for table in _SEARCHED:
            op.execute(f"ALTER TABLE {table} DROP COLUMN search_words")
            op.execute(f"CREATE INDEX ix_search_{table} ON {table} USING gin (to_tsvector('simple', fold))")
    op.drop_index("ix_tally_scope_bucket_scope_id", "tally")
    op.drop_index("ix_assignment_room_id", "assignment")
    op.drop_index("ix_assignment_counts_due", "assignment")
    op.drop_index("ix_assignment_said", "assignment")
    for name, columns in _BEFORE.items():
        op.drop_index(f"ix_assignment_{name}", "assignment")
        op.create_index(f"ix_assignment_{name}", "assignment", list(columns))
    with op.batch_alter_table("assignment") as changed:
        for name in ("room_id", "handler_due_on", "said_on", "reported_time", "due_time"):
            changed.drop_column(name)
    for name in ("due_time", "effective_time"):
        op.drop_column("event", name)
    op.drop_column("tallyday", "time")
