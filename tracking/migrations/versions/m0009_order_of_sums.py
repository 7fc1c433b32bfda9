"""The directives with the most overdue are read off an index, however many there are."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_tally_scope_bucket_number", table_name="tally")
    op.create_index("ix_tally_scope_bucket_number_scope_id", "tally", ["scope", "bucket", "number", "scope_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_tally_scope_bucket_number_scope_id", table_name="tally")
    op.create_index("ix_tally_scope_bucket_number", "tally", ["scope", "bucket", "number"], unique=False)
