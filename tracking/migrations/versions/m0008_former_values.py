"""What a column of a row held before it was changed, so that a past moment of knowledge sees it; filled from what was kept so far."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    former = op.create_table(
        "former",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("known_until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former")),
    )
    op.create_index("ix_former_known", "former", ["table_name", "field", "row_id", "known_until"], unique=False)
    op.create_index(op.f("ix_former_known_until"), "former", ["known_until"], unique=False)
    rows = sorted((*_headers(), *_offices()), key=lambda row: row["known_until"])
    for row in rows:
        op.get_bind().execute(former.insert(), row)


def downgrade() -> None:
    op.drop_table("former")


def _headers() -> list[dict[str, Any]]:
    """Headers that people changed; the day of a document stands in its duties too."""
    moment = sa.DateTime(timezone=True)
    change = sa.table(
        "reviewchange",
        *(sa.column(name) for name in ("directive_id", "duty_id", "field")),
        *(sa.column("before", sa.JSON()), sa.column("recorded_at", moment)),
    )
    duty = sa.table("duty", *(sa.column(name) for name in ("id", "directive_id", "state")))
    found = []
    query = sa.select(change).where(change.c.duty_id.is_(None))
    for row in op.get_bind().execute(query).all():
        fields = {"field": row.field, "before": _text(row.before), "known_until": row.recorded_at}
        found.append({"table_name": "directive", "row_id": row.directive_id, **fields})
        if row.field == "issued_on":
            duties = sa.select(duty.c.id).where(duty.c.directive_id == row.directive_id, duty.c.state != "proposed")
            found += [{"table_name": "duty", "row_id": key, **fields} for key in op.get_bind().execute(duties).scalars()]
    return found


def _offices() -> list[dict[str, Any]]:
    """Assignments whose office a person chose: until then they had none."""
    event = sa.table("event", sa.column("assignment_id"), sa.column("kind"), sa.column("recorded_at", sa.DateTime(timezone=True)))
    chosen = op.get_bind().execute(sa.select(event).where(event.c.kind == "choose_office", event.c.assignment_id.is_not(None)))
    return [_office(row.assignment_id, row.recorded_at) for row in chosen]


def _office(key: int, moment: dt.datetime) -> dict[str, Any]:
    return {"table_name": "assignment", "row_id": key, "field": "office_id", "before": None, "known_until": moment}


def _text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)
