"""What a report is asked of, and what the rows of several reports have in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from drafting.dates import short
from tracking.register import states
from tracking.register.progress import END_OF_DAY
from tracking.register.tables import Directive
from tracking.reports.picking import LEADS, Scope
from tracking.reports.shares import Share, counted_shares, first_shares
from tracking.reports.window import Window

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is asked of: the session, the window, the moment of knowledge, and whether that moment is now.

    time: how far the closing day has come; hours count only on the day on which the report is made. most: only the first so many
    rows, for a page that shows no more; None: all.
    """

    session: Session
    window: Window
    known_at: dt.datetime | None
    latest: bool = False
    time: str = END_OF_DAY
    most: int | None = None


def citation(directive: Directive) -> str:
    """ "75/KH-UBND ngày 03/02/2026", as lists name a directive."""
    day = f" ngày {short(directive.issued_on)}" if directive.issued_on else ""
    return f"{directive.number or 'Không số'}{day}"


def shares_of_window(asked: Asked, scope: Scope = LEADS) -> list[Share]:
    """What the window counts, at most so many as are asked for, in order of office, day, place."""
    if asked.most is not None:
        return first_shares(asked.session, asked.window, asked.known_at, scope, asked.time, asked.most)
    return counted_shares(asked.session, asked.window, asked.known_at, scope, asked.time)


def ids_of(shares: Iterable[Share]) -> list[int]:
    """The ids of their assignments."""
    return [share.assignment.id or 0 for share in shares]


def common(share: Share) -> Row:
    """What every list says of a share."""
    return {
        "duty_id": share.duty.id,
        "office": share.office,
        "text": share.duty.text,
        "directive": citation(share.directive),
        "due_on": iso(share.answer.due_on),
        "bucket": share.bucket,
        "state_label": state_label(share.answer.state),
    }


def state_label(state: str | None) -> str:
    """The words of a state, "" for none."""
    return states.states()[state].label if state else ""


def iso(day: dt.date | None) -> str | None:
    """ "2026-03-20"; None where there is no day."""
    return day.isoformat() if day else None
