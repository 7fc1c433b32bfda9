"""Mails claimed before they are sent, who oversees and who monitors a duty, hours of requests for another deadline."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_HOURS = ("due_time", "asked_due_time", "granted_due_time")


def upgrade() -> None:
    op.create_table(
        "mailing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailing")),
        sa.UniqueConstraint("message_id", name=op.f("uq_mailing_message_id")),
    )
    op.create_index(op.f("ix_mailing_ended_at"), "mailing", ["ended_at"], unique=False)
    op.create_table(
        "direction",
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("leader_id", sa.Integer(), nullable=True),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_direction_duty_id_duty")),
        sa.ForeignKeyConstraint(["leader_id"], ["account.id"], name=op.f("fk_direction_leader_id_account")),
        sa.ForeignKeyConstraint(["officer_id"], ["account.id"], name=op.f("fk_direction_officer_id_account")),
        sa.PrimaryKeyConstraint("duty_id", name=op.f("pk_direction")),
    )
    for name in ("leader_id", "officer_id"):
        op.create_index(op.f(f"ix_direction_{name}"), "direction", [name], unique=False)
    for name in _HOURS:
        op.add_column("extension", sa.Column(name, sa.String(), nullable=True))


def downgrade() -> None:
    for name in _HOURS:
        op.drop_column("extension", name)
    op.drop_table("direction")
    op.drop_table("mailing")
