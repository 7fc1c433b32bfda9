"""The values that reading hands to the register and the screens: plain, printable, standard library only.

The shapes are those of `dondoc extract --json` (schema 1). Days are calendar days of Asia/Ho_Chi_Minh;
boxes are points (1/72 inch) from the top left corner of the page; `None` means that the document does not say.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Literal

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the top left of the page."""

DeadlineKind = Literal["date", "period", "recurring", "continuous", "relative", "immediate", "none"]
Frequency = Literal["daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly", "several"]
Anchor = Literal["signed", "received", "effective", "event"]
SAID_RULE = "NOI-KHAC"
"""The rule of those reasons that tell what another place of the directive says of the same duty."""
Missing = Literal["owner", "deadline", "deliverable", "authority"]


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a source with pages: page number from 1, and the box of the words there."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the chain that explains a reading.

    field: what was decided ("duty", "owners", "coordinators", "deadline", "number", …);
    rule: the id of the rule or datum that decided; words: the words it rested on, verbatim;
    why: one Vietnamese sentence for the officer; span: where the words stand, None where the source has no pages;
    part: of which document of the file, the first being 0.
    """

    field: str
    rule: str
    words: str
    why: str
    span: Span | None = None
    part: int = 0


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a duty must be done (thời hạn), with the words kept.

    due: the day as written, or the last day of the written period; None where no day is given;
    before: the words say "trước ngày …"; time: "HH:MM" where hours are given;
    rule: an RFC 5545 RRULE where the duty recurs; anchor: what a relative term counts from.
    """

    kind: DeadlineKind = "none"
    due: dt.date | None = None
    before: bool = False
    time: str | None = None
    frequency: Frequency | None = None
    rule: str | None = None
    anchor: Anchor | None = None
    text: str = ""
    amount: int | None = None
    unit: Literal["hours", "days", "working_days", "weeks", "months", "years"] | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """Another document that this one cites: relation is "căn cứ", "thực hiện", "thay thế", "sửa đổi", "bãi bỏ" or "viện dẫn"."""

    kind: str | None
    number: str | None
    issued_on: dt.date | None
    issuer: str | None
    relation: str


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What a document says of itself. kind is one of the 29 types in lower case, "khác" otherwise."""

    kind: str | None = None
    number: str | None = None
    issued_on: dt.date | None = None
    issuer: str | None = None
    parent: str | None = None
    place: str | None = None
    subject: str | None = None
    signer: str | None = None
    position: str | None = None
    authority: str | None = None
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    urgency: str | None = None
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a duty stands: the verbatim words and their places (empty where the source has no pages)."""

    quote: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What another place of the directive says of a duty and is not in force: a time or leads, with its words and its page.

    place: where it stands, in words ("phụ lục mục 3"); against: where what is in force stands.
    """

    text: str
    deadline: Deadline | None = None
    owners: tuple[str, ...] | None = None
    page: int | None = None
    place: str = ""
    against: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty that a document assigns (nhiệm vụ được giao), as read and not yet confirmed.

    part: index into `Reading.parts`; ordinal: the numbering path where it stands ("2.a");
    confidence: estimated chance in 0..1 that text, owners and deadline are all right; said_elsewhere: what other places of the
    directive say differently of the same duty.
    """

    text: str
    part: int = 0
    ordinal: str = ""
    owners: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()
    reports_to: tuple[str, ...] = ()
    deliverable: str | None = None
    deadline: Deadline = Deadline()
    source: Source = Source("")
    confidence: float = 0.0
    missing: tuple[Missing, ...] = ()
    reasons: tuple[Reason, ...] = ()
    said_elsewhere: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one file: `parts[0]` is the document itself, further documents of the file follow."""

    parts: tuple[DocumentInfo, ...]
    duties: tuple[Duty, ...] = ()
    warnings: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = field(default=())

    @property
    def document(self) -> DocumentInfo:
        return self.parts[0]

    def as_json(self) -> dict[str, Any]:
        """The value that `dondoc extract --json` prints."""
        return {
            "schema": 1,
            "document": _plain(self.document),
            "parts": [_plain(part) for part in self.parts],
            "duties": [duty_as_json(duty) for duty in self.duties],
            "warnings": list(self.warnings),
        }


def duty_as_json(duty: Duty) -> dict[str, Any]:
    """A duty in the shape of the contract; the reasons are for `explain` and stay out."""
    value: dict[str, Any] = _plain(duty)
    del value["reasons"]
    said = [{name: found for name, found in each.items() if found is not None or name == "page"} for each in value["said_elsewhere"]]
    value["said_elsewhere"] = said
    for deadline in (value["deadline"], *(each["deadline"] for each in said if "deadline" in each)):
        for inner in ("amount", "unit"):
            del deadline[inner]
    return value


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value
