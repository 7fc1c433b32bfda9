"""Documents that our body issues: drafts, versions, steps, lines and numbers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _documents()
    _versions()
    _steps()
    _lines()
    _numbers()


def downgrade() -> None:
    for table in ("numbertaken", "outgoingline", "outgoingstep", "outgoingversion", "outgoingdocument"):
        op.drop_table(table)


def _documents() -> None:
    op.create_table(
        "outgoingdocument",
        sa.Column("spec", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("serial", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("docx_sha256", sa.String(), nullable=True),
        sa.Column("pdf_sha256", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_outgoingdocument_author_id_account")),
        sa.ForeignKeyConstraint(["docx_sha256"], ["storedfile.sha256"], name=op.f("fk_outgoingdocument_docx_sha256_storedfile")),
        sa.ForeignKeyConstraint(["pdf_sha256"], ["storedfile.sha256"], name=op.f("fk_outgoingdocument_pdf_sha256_storedfile")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoingdocument")),
    )
    for column in ("state", "number", "issued_on"):
        op.create_index(op.f(f"ix_outgoingdocument_{column}"), "outgoingdocument", [column], unique=False)
    op.create_index("ix_outgoingdocument_year_series_serial", "outgoingdocument", ["year", "series", "serial"], unique=False)


def _versions() -> None:
    op.create_table(
        "outgoingversion",
        sa.Column("spec", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["account.id"], name=op.f("fk_outgoingversion_actor_id_account")),
        sa.ForeignKeyConstraint(["document_id"], ["outgoingdocument.id"], name=op.f("fk_outgoingversion_document_id_outgoingdocument")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoingversion")),
        sa.UniqueConstraint("document_id", "version", name=op.f("uq_outgoingversion_document_id_version")),
    )


def _steps() -> None:
    op.create_table(
        "outgoingstep",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["account.id"], name=op.f("fk_outgoingstep_actor_id_account")),
        sa.ForeignKeyConstraint(["document_id"], ["outgoingdocument.id"], name=op.f("fk_outgoingstep_document_id_outgoingdocument")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoingstep")),
    )
    op.create_index(op.f("ix_outgoingstep_document_id"), "outgoingstep", ["document_id"], unique=False)


def _lines() -> None:
    op.create_table(
        "outgoingline",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["outgoingdocument.id"], name=op.f("fk_outgoingline_document_id_outgoingdocument")),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_outgoingline_duty_id_duty")),
        sa.PrimaryKeyConstraint("document_id", "duty_id", name=op.f("pk_outgoingline")),
    )
    op.create_index(op.f("ix_outgoingline_duty_id"), "outgoingline", ["duty_id"], unique=False)


def _numbers() -> None:
    op.create_table(
        "numbertaken",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["outgoingdocument.id"], name=op.f("fk_numbertaken_document_id_outgoingdocument")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_numbertaken")),
        sa.UniqueConstraint("series", "year", "serial", name=op.f("uq_numbertaken_series_year_serial")),
        sa.UniqueConstraint("document_id", name=op.f("uq_numbertaken_document_id")),
    )
