"""The tables of the register (sổ nhiệm vụ). Only this package and what stands over it knows SQLModel.

Facts are rows of `Event`: the day they happened (`effective_on`) and the moment they were recorded (`recorded_at`), never
overwritten. `state`, `due_on`, `reported_on` of an assignment are the answer of `progress` as of the last event, kept for
speed and rebuilt by `verify`. Names here are the contract's names; moments are kept in UTC.
"""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def _json() -> Any:
    return Field(default_factory=list, sa_column=Column(JSON, nullable=False))


def _object() -> Any:
    return Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class Office(SQLModel, table=True):
    """An office (cơ quan, đơn vị). kind: of templates/offices.toml; directed: we may assign to it (giao), else we ask (đề nghị)."""

    __table_args__ = (Index("ix_office_kind_parent_id", "kind", "parent_id"),)
    id: int | None = Field(default=None, primary_key=True)
    name: str
    short: str = ""
    kind: str = "khac"
    code: str | None = Field(default=None, unique=True)
    parent_id: int | None = Field(default=None, foreign_key="office.id", index=True)
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    is_self: bool = False
    directed: bool = True
    fold: str = ""


class OfficeName(SQLModel, table=True):
    """A way an office is written: its name, abbreviation, a former name; key is folded with abbreviations expanded."""

    __table_args__ = (UniqueConstraint("office_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    name: str
    key: str = Field(index=True)


class OfficeSuccessor(SQLModel, table=True):
    """After `on`, duties of `office_id` belong to one of its successors; a person chooses where there are several."""

    office_id: int = Field(foreign_key="office.id", primary_key=True)
    successor_id: int = Field(foreign_key="office.id", primary_key=True)
    on: dt.date


class Account(SQLModel, table=True):
    """Somebody who signs in. role: admin, clerk, officer, leader or unit."""

    id: int | None = Field(default=None, primary_key=True)
    login: str = Field(unique=True)
    name: str
    role: str
    office_id: int | None = Field(default=None, foreign_key="office.id")
    password_hash: str
    active: bool = True
    mail: str | None = None
    created_at: dt.datetime


class SignIn(SQLModel, table=True):
    """A session of the web app; only the hash of its token is kept."""

    token_hash: str = Field(primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    created_at: dt.datetime
    expires_at: dt.datetime
    ended_at: dt.datetime | None = None


class FailedSignIn(SQLModel, table=True):
    """Wrong passwords in a row for a login, so that guessing is slowed."""

    login: str = Field(primary_key=True)
    count: int = 0
    last_at: dt.datetime


class StoredFile(SQLModel, table=True):
    """A file kept under DATA/files by its content hash."""

    sha256: str = Field(primary_key=True)
    size: int
    stored_at: dt.datetime


class Directive(SQLModel, table=True):
    """A received document. state: reviewing, settled (all proposed duties decided), withdrawn or merged.

    header: the document as read (DocumentInfo); the columns are the header in force, settled by a person where `settled`.
    """

    __table_args__ = (
        UniqueConstraint("arrival_year", "arrival_number"),
        Index("ix_directive_number_issued_on", "number", "issued_on"),
    )
    id: int | None = Field(default=None, primary_key=True)
    arrival_year: int
    arrival_number: int
    received_on: dt.date
    kind: str | None = None
    number: str | None = None
    issued_on: dt.date | None = Field(default=None, index=True)
    issuer: str | None = None
    parent: str | None = None
    place: str | None = None
    subject: str | None = None
    signer: str | None = None
    position: str | None = None
    authority: str | None = None
    urgency: str | None = None
    effective_on: dt.date | None = None
    addressees: list[str] = _json()
    recipients: list[str] = _json()
    references: list[dict[str, Any]] = _json()
    header: dict[str, Any] = _object()
    parts: list[dict[str, Any]] = _json()
    warnings: list[str] = _json()
    reasons: list[dict[str, Any]] = _json()
    state: str = Field(default="reviewing", index=True)
    settled: bool = False
    without_number: bool = False
    needs_typing: bool = False
    no_duty: bool = False
    merged_into: int | None = Field(default=None, foreign_key="directive.id")
    origin: str = "file"
    recorded_at: dt.datetime
    recorded_by: int | None = Field(default=None, foreign_key="account.id")
    version: int = 1
    fold: str = ""


class DirectiveFile(SQLModel, table=True):
    """A file of a directive: role main, annex or scan (a second copy of the same document)."""

    __table_args__ = (UniqueConstraint("directive_id", "sha256"),)
    id: int | None = Field(default=None, primary_key=True)
    directive_id: int = Field(foreign_key="directive.id", index=True)
    sha256: str = Field(foreign_key="storedfile.sha256", index=True)
    name: str
    role: str = "main"


class DirectiveLink(SQLModel, table=True):
    """Lineage: a directive cites another; to_id is None until the cited document arrives."""

    id: int | None = Field(default=None, primary_key=True)
    from_id: int = Field(foreign_key="directive.id", index=True)
    to_id: int | None = Field(default=None, foreign_key="directive.id", index=True)
    relation: str
    number: str | None = Field(default=None, index=True)
    issued_on: dt.date | None = None
    issuer: str | None = None


class Duty(SQLModel, table=True):
    """A duty of a directive. standing: the parent of dated occurrences, itself never counted.

    deadline: the words, kind and rule as read; due: the day as written; due_on: the last day still on time, now;
    original_due_on: the same as first confirmed; opens_on: the day from which the duty counts.
    """

    __table_args__ = (
        Index("ix_duty_directive_id_position", "directive_id", "position"),
        Index("ix_duty_state_issued_on", "state", "issued_on", "directive_id", "position", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    directive_id: int = Field(foreign_key="directive.id")
    issued_on: dt.date | None = None
    position: int = 0
    part: int = 0
    ordinal: str = ""
    text: str
    owners: list[str] = _json()
    coordinators: list[str] = _json()
    reports_to: list[str] = _json()
    deliverable: str | None = None
    deadline: dict[str, Any] = _object()
    due_on: dt.date | None = None
    original_due_on: dt.date | None = None
    opens_on: dt.date | None = None
    quote: str = ""
    spans: list[dict[str, Any]] = _json()
    reasons: list[dict[str, Any]] = _json()
    confidence: float = 0.0
    missing: list[str] = _json()
    state: str = "proposed"
    standing: bool = False
    parent_id: int | None = Field(default=None, foreign_key="duty.id", index=True)
    weight: str = "normal"
    follow_up_on: dt.date | None = None
    version: int = 1
    recorded_at: dt.datetime
    fold: str = ""


class Assignment(SQLModel, table=True):
    """A duty's share of one office. role lead or coordinator; office_id None where the name could not be resolved.

    Only leads count; open: a counted lead that is neither done nor stopped. state, open, due_on, due_time, reported_on,
    reported_time, extensions: the answer of progress as of the last event (times "HH:MM" of that day, None where only the day
    counts). said_on: the last day on which the unit itself said something. changed_on, changed_at: the newest day and moment
    among its events, so that a past day knows whether the answer holds. room_id, handler, handler_due_on: to which room and
    person the unit passed it on, and their earlier day.
    """

    __table_args__ = (
        Index(
            "ix_assignment_cover",
            *("counts", "office_id", "state", "due_on", "due_time", "reported_on", "reported_time", "changed_on", "changed_at"),
        ),
        Index("ix_assignment_open", "open", "due_on", "id", "state", "office_id", "due_time", "reported_on", "reported_time"),
        Index("ix_assignment_counts_due", "counts", "due_on", "id", "state"),
        Index("ix_assignment_said", "open", "office_id", "said_on"),
        Index("ix_assignment_office_due", "office_id", "counts", "due_on", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    duty_id: int = Field(foreign_key="duty.id", index=True)
    directive_id: int = Field(foreign_key="directive.id")
    office_id: int | None = Field(default=None, foreign_key="office.id")
    name: str
    role: str = "lead"
    state: str = "confirmed"
    open: bool = True
    due_on: dt.date | None = None
    due_time: str | None = None
    internal_due_on: dt.date | None = None
    reported_on: dt.date | None = None
    reported_time: str | None = None
    said_on: dt.date | None = None
    extensions: int = 0
    counts: bool = True
    opens_on: dt.date | None = None
    changed_on: dt.date
    changed_at: dt.datetime
    cause: str | None = None
    waiting_for: str | None = None
    waiting_since: dt.date | None = None
    room_id: int | None = Field(default=None, foreign_key="office.id", index=True)
    handler: str | None = None
    handler_due_on: dt.date | None = None
    version: int = 1


class Event(SQLModel, table=True):
    """A fact about a duty (assignment_id None) or an assignment; never changed or removed.

    to_state: the state it leads to, None where it moves none. sets_due, due_on, due_time: it sets the day in force (None: takes it
    away) and its hour. effective_time: the hour at which it happened, kept where it was recorded at once.
    payload: other ids and days; note: a person's words.
    """

    __table_args__ = (Index("ix_event_assignment_id_id", "assignment_id", "id"), Index("ix_event_duty_id_id", "duty_id", "id"))
    id: int | None = Field(default=None, primary_key=True)
    duty_id: int = Field(foreign_key="duty.id")
    assignment_id: int | None = Field(default=None, foreign_key="assignment.id")
    kind: str = Field(index=True)
    to_state: str | None = None
    sets_due: bool = False
    due_on: dt.date | None = None
    due_time: str | None = None
    effective_on: dt.date
    effective_time: str | None = None
    recorded_at: dt.datetime
    actor_id: int | None = Field(default=None, foreign_key="account.id")
    actor_name: str = ""
    payload: dict[str, Any] = _object()
    note: str = ""


class Evidence(SQLModel, table=True):
    """Proof of a report: a reply document's number and day, or a stored file."""

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id", index=True)
    number: str | None = None
    issued_on: dt.date | None = None
    sha256: str | None = Field(default=None, foreign_key="storedfile.sha256")
    name: str = ""


class Extension(SQLModel, table=True):
    """A request to change a duty of an assignment (lùi, giãn, rút, đổi chủ trì, tách, gộp), and what was decided.

    kind: postpone, stretch, drop, change_lead, split, merge; outcome: None while open, then granted, partly or refused. due_time,
    asked_due_time, granted_due_time: "HH:MM" of these days where hours are counted.
    """

    id: int | None = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    kind: str
    due_on: dt.date | None = None
    asked_due_on: dt.date | None = None
    due_time: str | None = None
    asked_due_time: str | None = None
    asked_on: dt.date
    asked_late: bool = False
    reason: str
    request_number: str | None = None
    outcome: str | None = Field(default=None, index=True)
    granted_due_on: dt.date | None = None
    granted_due_time: str | None = None
    decided_on: dt.date | None = None
    decided_by: int | None = Field(default=None, foreign_key="account.id")
    decision_number: str | None = None
    decision_issuer: str | None = None
    recorded_at: dt.datetime
    decided_at: dt.datetime | None = None


class ReviewChange(SQLModel, table=True):
    """What a reviewer changed in a proposed duty or a header, for the figures of accuracy."""

    id: int | None = Field(default=None, primary_key=True)
    directive_id: int = Field(foreign_key="directive.id", index=True)
    duty_id: int | None = Field(default=None, foreign_key="duty.id", index=True)
    field: str
    before: Any = Field(default=None, sa_column=Column(JSON, nullable=True))
    after: Any = Field(default=None, sa_column=Column(JSON, nullable=True))
    recorded_at: dt.datetime
    actor_id: int | None = Field(default=None, foreign_key="account.id")


class Option(SQLModel, table=True):
    """A decision of the office that holds from a day on (see `options`)."""

    __table_args__ = (UniqueConstraint("name", "scope", "valid_from", "recorded_at"),)
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    scope: str = ""
    valid_from: dt.date
    value: Any = Field(default=None, sa_column=Column(JSON, nullable=True))
    recorded_at: dt.datetime


class Reminder(SQLModel, table=True):
    """A reminder that was sent: offset in days before the due day (negative after it), once for each assignment and due day.

    batch: the id of the mail that carries it, "" for one in the app.
    """

    __table_args__ = (UniqueConstraint("assignment_id", "due_on", "offset_days", "channel"),)
    id: int | None = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    due_on: dt.date
    offset_days: int
    channel: str
    sent_on: dt.date
    sent_at: dt.datetime
    recipient: str = ""
    batch: str = ""


class Letter(SQLModel, table=True):
    """A công văn đôn đốc; its round counts for its assignments once it is numbered."""

    id: int | None = Field(default=None, primary_key=True)
    round: int
    number: str | None = None
    issued_on: dt.date | None = None
    new_due_on: dt.date | None = None
    sha256: str | None = Field(default=None, foreign_key="storedfile.sha256")
    drafted_at: dt.datetime
    numbered_at: dt.datetime | None = None
    as_of: dt.date


class LetterAssignment(SQLModel, table=True):
    """An assignment that a letter reminds of."""

    letter_id: int = Field(foreign_key="letter.id", primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", primary_key=True)
