"""Which outgoing document a letter of reminder is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letterdocument",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_letterdocument_letter_id_letter")),
        sa.ForeignKeyConstraint(["document_id"], ["outgoingdocument.id"], name=op.f("fk_letterdocument_document_id_outgoingdocument")),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_letterdocument")),
        sa.UniqueConstraint("document_id", name=op.f("uq_letterdocument_document_id")),
    )


def downgrade() -> None:
    op.drop_table("letterdocument")
