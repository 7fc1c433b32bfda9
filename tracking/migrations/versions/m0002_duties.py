"""Duties, assignments, events, reminders, letters, and search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_SQLITE_SEARCH = """
CREATE VIRTUAL TABLE search_{table} USING fts5(fold, content='{table}', content_rowid='id');
CREATE TRIGGER search_{table}_added AFTER INSERT ON {table} BEGIN
  INSERT INTO search_{table}(rowid, fold) VALUES (new.id, new.fold); END;
CREATE TRIGGER search_{table}_removed AFTER DELETE ON {table} BEGIN
  INSERT INTO search_{table}(search_{table}, rowid, fold) VALUES ('delete', old.id, old.fold); END;
CREATE TRIGGER search_{table}_changed AFTER UPDATE OF fold ON {table} WHEN old.fold <> new.fold BEGIN
  INSERT INTO search_{table}(search_{table}, rowid, fold) VALUES ('delete', old.id, old.fold);
  INSERT INTO search_{table}(rowid, fold) VALUES (new.id, new.fold); END
"""
SEARCHED = ("duty", "directive")


def _search() -> None:
    """Full-text search over the folded words: FTS5 kept by triggers, or a GIN index."""
    for table in SEARCHED:
        if op.get_bind().dialect.name == "sqlite":
            for statement in _SQLITE_SEARCH.format(table=table).split(";\nCREATE"):
                op.execute(statement if "VIRTUAL" in statement else "CREATE" + statement)
        else:
            op.execute(f"CREATE INDEX ix_search_{table} ON {table} USING gin (to_tsvector('simple', fold))")


def _drop_search() -> None:
    for table in SEARCHED:
        if op.get_bind().dialect.name == "sqlite":
            for trigger in ("added", "removed", "changed"):
                op.execute(f"DROP TRIGGER search_{table}_{trigger}")
            op.execute(f"DROP TABLE search_{table}")
        else:
            op.execute(f"DROP INDEX ix_search_{table}")


def upgrade() -> None:
    _tally()
    _tallyday()
    _letter()
    _duty()
    _upload()
    _assignment()
    _reviewchange()
    _event()
    _extension()
    _letterassignment()
    _reminder()
    _evidence()
    _search()


def downgrade() -> None:
    _drop_search()
    for table in reversed(TABLES):
        op.drop_table(table)


TABLES = (
    "tally",
    "tallyday",
    "letter",
    "duty",
    "upload",
    "assignment",
    "reviewchange",
    "event",
    "extension",
    "letterassignment",
    "reminder",
    "evidence",
)


def _tally() -> None:
    op.create_table(
        "tally",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("scope_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("bucket", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "scope_id", "state", "bucket", name=op.f("pk_tally")),
    )
    op.create_index("ix_tally_scope_bucket_number", "tally", ["scope", "bucket", "number"], unique=False)


def _tallyday() -> None:
    op.create_table(
        "tallyday",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tallyday")),
    )


def _letter() -> None:
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("new_due_on", sa.Date(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("numbered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["storedfile.sha256"], name=op.f("fk_letter_sha256_storedfile")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )


def _duty() -> None:
    op.create_table(
        "duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("directive_id", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("owners", sa.JSON(), nullable=False),
        sa.Column("coordinators", sa.JSON(), nullable=False),
        sa.Column("reports_to", sa.JSON(), nullable=False),
        sa.Column("deliverable", sa.String(), nullable=True),
        sa.Column("deadline", sa.JSON(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("original_due_on", sa.Date(), nullable=True),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("standing", sa.Boolean(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("weight", sa.String(), nullable=False),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fold", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["directive_id"], ["directive.id"], name=op.f("fk_duty_directive_id_directive")),
        sa.ForeignKeyConstraint(["parent_id"], ["duty.id"], name=op.f("fk_duty_parent_id_duty")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
    )
    op.create_index("ix_duty_directive_id_position", "duty", ["directive_id", "position"], unique=False)
    op.create_index(op.f("ix_duty_parent_id"), "duty", ["parent_id"], unique=False)
    op.create_index("ix_duty_state_issued_on", "duty", ["state", "issued_on", "directive_id", "position", "id"], unique=False)


def _upload() -> None:
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("directive_id", sa.Integer(), nullable=True),
        sa.Column("duties", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_upload_account_id_account")),
        sa.ForeignKeyConstraint(["directive_id"], ["directive.id"], name=op.f("fk_upload_directive_id_directive")),
        sa.ForeignKeyConstraint(["sha256"], ["storedfile.sha256"], name=op.f("fk_upload_sha256_storedfile")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
    )
    op.create_index(op.f("ix_upload_state"), "upload", ["state"], unique=False)


def _assignment() -> None:
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("directive_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("internal_due_on", sa.Date(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("extensions", sa.Integer(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cause", sa.String(), nullable=True),
        sa.Column("waiting_for", sa.String(), nullable=True),
        sa.Column("waiting_since", sa.Date(), nullable=True),
        sa.Column("handler", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["directive_id"], ["directive.id"], name=op.f("fk_assignment_directive_id_directive")),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_assignment_duty_id_duty")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_assignment_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    op.create_index(
        "ix_assignment_cover",
        "assignment",
        ["counts", "office_id", "state", "due_on", "reported_on", "changed_on", "changed_at"],
        unique=False,
    )
    op.create_index(op.f("ix_assignment_duty_id"), "assignment", ["duty_id"], unique=False)
    op.create_index("ix_assignment_office_due", "assignment", ["office_id", "counts", "due_on", "id"], unique=False)
    op.create_index("ix_assignment_open", "assignment", ["open", "due_on", "id"], unique=False)


def _reviewchange() -> None:
    op.create_table(
        "reviewchange",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("directive_id", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["account.id"], name=op.f("fk_reviewchange_actor_id_account")),
        sa.ForeignKeyConstraint(["directive_id"], ["directive.id"], name=op.f("fk_reviewchange_directive_id_directive")),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_reviewchange_duty_id_duty")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviewchange")),
    )
    op.create_index(op.f("ix_reviewchange_directive_id"), "reviewchange", ["directive_id"], unique=False)
    op.create_index(op.f("ix_reviewchange_duty_id"), "reviewchange", ["duty_id"], unique=False)


def _event() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("to_state", sa.String(), nullable=True),
        sa.Column("sets_due", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["account.id"], name=op.f("fk_event_actor_id_account")),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_event_assignment_id_assignment")),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_event_duty_id_duty")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index("ix_event_assignment_id_id", "event", ["assignment_id", "id"], unique=False)
    op.create_index("ix_event_duty_id_id", "event", ["duty_id", "id"], unique=False)
    op.create_index(op.f("ix_event_kind"), "event", ["kind"], unique=False)


def _extension() -> None:
    op.create_table(
        "extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("asked_due_on", sa.Date(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_late", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("request_number", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("granted_due_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decision_number", sa.String(), nullable=True),
        sa.Column("decision_issuer", sa.String(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_extension_assignment_id_assignment")),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name=op.f("fk_extension_decided_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
    )
    op.create_index(op.f("ix_extension_assignment_id"), "extension", ["assignment_id"], unique=False)
    op.create_index(op.f("ix_extension_outcome"), "extension", ["outcome"], unique=False)


def _letterassignment() -> None:
    op.create_table(
        "letterassignment",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_letterassignment_assignment_id_assignment")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_letterassignment_letter_id_letter")),
        sa.PrimaryKeyConstraint("letter_id", "assignment_id", name=op.f("pk_letterassignment")),
    )


def _reminder() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("offset_days", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("batch", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_reminder_assignment_id_assignment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint(
            "assignment_id", "due_on", "offset_days", "channel", name=op.f("uq_reminder_assignment_id_due_on_offset_days_channel")
        ),
    )
    op.create_index(op.f("ix_reminder_assignment_id"), "reminder", ["assignment_id"], unique=False)


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_evidence_event_id_event")),
        sa.ForeignKeyConstraint(["sha256"], ["storedfile.sha256"], name=op.f("fk_evidence_sha256_storedfile")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_event_id"), "evidence", ["event_id"], unique=False)
