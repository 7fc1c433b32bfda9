"""The office's own Word templates, and passages of what it has issued."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _templates()
    _versions()
    _passages()
    _sources()
    _gathered()


def downgrade() -> None:
    for table in ("gathereddocument", "passagesource", "passage", "templateversion", "documenttemplate"):
        op.drop_table(table)


def _templates() -> None:
    op.create_table(
        "documenttemplate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_documenttemplate_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documenttemplate")),
    )
    op.create_index(op.f("ix_documenttemplate_office_id"), "documenttemplate", ["office_id"], unique=False)


def _versions() -> None:
    op.create_table(
        "templateversion",
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["account.id"], name=op.f("fk_templateversion_actor_id_account")),
        sa.ForeignKeyConstraint(["sha256"], ["storedfile.sha256"], name=op.f("fk_templateversion_sha256_storedfile")),
        sa.ForeignKeyConstraint(["template_id"], ["documenttemplate.id"], name=op.f("fk_templateversion_template_id_documenttemplate")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_templateversion")),
        sa.UniqueConstraint("template_id", "version", name=op.f("uq_templateversion_template_id_version")),
    )
    op.create_index(op.f("ix_templateversion_sha256"), "templateversion", ["sha256"], unique=False)


def _passages() -> None:
    op.create_table(
        "passage",
        sa.Column("node", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("section_fold", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("fold", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
        sa.UniqueConstraint("kind", "section_fold", "key", name=op.f("uq_passage_kind_section_fold_key")),
    )
    op.create_index(op.f("ix_passage_section_fold"), "passage", ["section_fold"], unique=False)


def _sources() -> None:
    op.create_table(
        "passagesource",
        sa.Column("passage_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["outgoingdocument.id"], name=op.f("fk_passagesource_document_id_outgoingdocument")),
        sa.ForeignKeyConstraint(["passage_id"], ["passage.id"], name=op.f("fk_passagesource_passage_id_passage")),
        sa.PrimaryKeyConstraint("passage_id", "document_id", name=op.f("pk_passagesource")),
    )
    op.create_index(op.f("ix_passagesource_document_id"), "passagesource", ["document_id"], unique=False)


def _gathered() -> None:
    op.create_table(
        "gathereddocument",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["outgoingdocument.id"], name=op.f("fk_gathereddocument_document_id_outgoingdocument")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_gathereddocument")),
    )
