"""What each person has seen of their notices, and the backups that were made."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "noticemark",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("upto", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_noticemark_account_id_account")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_noticemark")),
    )
    op.create_table(
        "noticeread",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_noticeread_account_id_account")),
        sa.PrimaryKeyConstraint("account_id", "key", name=op.f("pk_noticeread")),
    )
    op.create_table(
        "backupmade",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("head_hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backupmade")),
    )
    op.create_index(op.f("ix_backupmade_made_at"), "backupmade", ["made_at"], unique=False)


def downgrade() -> None:
    for table in ("backupmade", "noticeread", "noticemark"):
        op.drop_table(table)
