"""What an item takes over from where it stands: owners, coordinators, a time, the kind of its section."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from tracking.duty import Deadline, Reason, Said, Span
from tracking.language.background import Zone
from tracking.language.passage import Passage

PLANS = ("kế hoạch", "chương trình", "phương án", "đề án")
"""Kinds that set out work: what they name as to be done is a duty also where nobody is named."""

HEADING, ADDRESSEES, INTRODUCTION, SIBLING = "TU-TIEU-DE", "TU-KINH-GUI", "TU-CAU-DAN", "TU-MUC-TRUOC"


@dataclass(frozen=True, slots=True)
class Inherited:
    """Units taken over from elsewhere, with the rule, the words and the place they come from."""

    names: tuple[str, ...] = ()
    rule: str = ""
    words: str = ""
    why: str = ""
    span: Span | None = None

    def reason(self, about: str) -> Reason:
        return Reason(about, self.rule, self.words, self.why, self.span)


@dataclass(frozen=True, slots=True)
class Context:
    """The place of an item.

    addressed: its owners are those the whole document is addressed to, not a heading's; explicit_only: only what
    names who must act counts; listed: the items beside it order acts; charged: those beside it name who must
    act before a colon; everybody: those addressed, wherever it stands;
    mended: the document is a poorly read scan whose lost tone marks are put back; told: a page of news that tells of a
    directive in one sentence ("Sở A có văn bản đề nghị B …") and nowhere gives it point by point; concludes: the issuer
    only makes known what a leader concluded, so that it may be charged itself.
    """

    issuer: str | None = None
    kind: str | None = None
    issued_on: dt.date | None = None
    year: int | None = None
    owners: Inherited = Inherited()
    coordinators: Inherited = Inherited()
    everybody: Inherited = Inherited()
    zone: Zone = "open"
    due: Deadline | None = None
    due_words: str = ""
    topic: str = ""
    addressed: bool = False
    explicit_only: bool = False
    listed: bool = False
    charged: bool = False
    mended: bool = False
    told: bool = False
    concludes: bool = False

    def under(self, owners: Inherited, coordinators: Inherited) -> Context:
        """The context below a heading that names units."""
        zone: Zone = "tasks" if self.zone != "background" else self.zone
        return replace(self, owners=owners, coordinators=coordinators, addressed=False, zone=zone, explicit_only=False)

    def of_all(self) -> Context:
        """The context of what all those addressed must do, wherever it stands."""
        return replace(self, owners=self.everybody, coordinators=Inherited(), addressed=True, zone="open")


@dataclass(slots=True)
class Draft:
    """A duty while it is read: ranges of its passage, and what has been decided with the reasons."""

    passage: Passage
    start: int
    end: int
    ordinal: str
    owners: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()
    deadline: Deadline = field(default_factory=Deadline)
    deliverable: str | None = None
    text: str | None = None
    gloss: str = ""
    reasons: list[Reason] = field(default_factory=list)
    features: dict[str, float] = field(default_factory=dict)
    elsewhere: list[Said] = field(default_factory=list)
    general: bool = False
    shown_end: int | None = None

    @property
    def words(self) -> str:
        """The words of the act, without the fields behind it."""
        return self.passage.text[self.start : self.end if self.shown_end is None else self.shown_end]
