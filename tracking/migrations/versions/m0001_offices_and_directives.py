"""Offices, accounts, files, directives, the audit log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _auditentry()
    _failedsignin()
    _office()
    _option()
    _storedfile()
    _account()
    _auditwords()
    _officename()
    _officesuccessor()
    _directive()
    _signin()
    _directivefile()
    _directivelink()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


TABLES = (
    "auditentry",
    "failedsignin",
    "office",
    "option",
    "storedfile",
    "account",
    "auditwords",
    "officename",
    "officesuccessor",
    "directive",
    "signin",
    "directivefile",
    "directivelink",
)


def _auditentry() -> None:
    op.create_table(
        "auditentry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("command", sa.String(), nullable=False),
        sa.Column("subjects", sa.JSON(), nullable=False),
        sa.Column("words_hash", sa.String(), nullable=True),
        sa.Column("previous_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_auditentry")),
        sa.UniqueConstraint("hash", name=op.f("uq_auditentry_hash")),
    )


def _failedsignin() -> None:
    op.create_table(
        "failedsignin",
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("login", name=op.f("pk_failedsignin")),
    )


def _office() -> None:
    op.create_table(
        "office",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("is_self", sa.Boolean(), nullable=False),
        sa.Column("directed", sa.Boolean(), nullable=False),
        sa.Column("fold", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["office.id"], name=op.f("fk_office_parent_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
        sa.UniqueConstraint("code", name=op.f("uq_office_code")),
    )
    op.create_index("ix_office_kind_parent_id", "office", ["kind", "parent_id"], unique=False)
    op.create_index(op.f("ix_office_parent_id"), "office", ["parent_id"], unique=False)


def _option() -> None:
    op.create_table(
        "option",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_option")),
        sa.UniqueConstraint("name", "scope", "valid_from", "recorded_at", name=op.f("uq_option_name_scope_valid_from_recorded_at")),
    )
    op.create_index(op.f("ix_option_name"), "option", ["name"], unique=False)


def _storedfile() -> None:
    op.create_table(
        "storedfile",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_storedfile")),
    )


def _account() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("mail", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_account_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
    )


def _auditwords() -> None:
    op.create_table(
        "auditwords",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["auditentry.id"], name=op.f("fk_auditwords_entry_id_auditentry")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_auditwords")),
    )


def _officename() -> None:
    op.create_table(
        "officename",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_officename_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officename")),
        sa.UniqueConstraint("office_id", "key", name=op.f("uq_officename_office_id_key")),
    )
    op.create_index(op.f("ix_officename_key"), "officename", ["key"], unique=False)


def _officesuccessor() -> None:
    op.create_table(
        "officesuccessor",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_officesuccessor_office_id_office")),
        sa.ForeignKeyConstraint(["successor_id"], ["office.id"], name=op.f("fk_officesuccessor_successor_id_office")),
        sa.PrimaryKeyConstraint("office_id", "successor_id", name=op.f("pk_officesuccessor")),
    )


def _directive() -> None:
    op.create_table(
        "directive",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("arrival_year", sa.Integer(), nullable=False),
        sa.Column("arrival_number", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("issuer", sa.String(), nullable=True),
        sa.Column("parent", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("signer", sa.String(), nullable=True),
        sa.Column("position", sa.String(), nullable=True),
        sa.Column("authority", sa.String(), nullable=True),
        sa.Column("urgency", sa.String(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("addressees", sa.JSON(), nullable=False),
        sa.Column("recipients", sa.JSON(), nullable=False),
        sa.Column("references", sa.JSON(), nullable=False),
        sa.Column("header", sa.JSON(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.Column("without_number", sa.Boolean(), nullable=False),
        sa.Column("needs_typing", sa.Boolean(), nullable=False),
        sa.Column("no_duty", sa.Boolean(), nullable=False),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fold", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["merged_into"], ["directive.id"], name=op.f("fk_directive_merged_into_directive")),
        sa.ForeignKeyConstraint(["recorded_by"], ["account.id"], name=op.f("fk_directive_recorded_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directive")),
        sa.UniqueConstraint("arrival_year", "arrival_number", name=op.f("uq_directive_arrival_year_arrival_number")),
    )
    op.create_index(op.f("ix_directive_issued_on"), "directive", ["issued_on"], unique=False)
    op.create_index("ix_directive_number_issued_on", "directive", ["number", "issued_on"], unique=False)
    op.create_index(op.f("ix_directive_state"), "directive", ["state"], unique=False)


def _signin() -> None:
    op.create_table(
        "signin",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_signin_account_id_account")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_signin")),
    )
    op.create_index(op.f("ix_signin_account_id"), "signin", ["account_id"], unique=False)


def _directivefile() -> None:
    op.create_table(
        "directivefile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("directive_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["directive_id"], ["directive.id"], name=op.f("fk_directivefile_directive_id_directive")),
        sa.ForeignKeyConstraint(["sha256"], ["storedfile.sha256"], name=op.f("fk_directivefile_sha256_storedfile")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directivefile")),
        sa.UniqueConstraint("directive_id", "sha256", name=op.f("uq_directivefile_directive_id_sha256")),
    )
    op.create_index(op.f("ix_directivefile_directive_id"), "directivefile", ["directive_id"], unique=False)
    op.create_index(op.f("ix_directivefile_sha256"), "directivefile", ["sha256"], unique=False)


def _directivelink() -> None:
    op.create_table(
        "directivelink",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=True),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("issuer", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["from_id"], ["directive.id"], name=op.f("fk_directivelink_from_id_directive")),
        sa.ForeignKeyConstraint(["to_id"], ["directive.id"], name=op.f("fk_directivelink_to_id_directive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directivelink")),
    )
    op.create_index(op.f("ix_directivelink_from_id"), "directivelink", ["from_id"], unique=False)
    op.create_index(op.f("ix_directivelink_number"), "directivelink", ["number"], unique=False)
    op.create_index(op.f("ix_directivelink_to_id"), "directivelink", ["to_id"], unique=False)
