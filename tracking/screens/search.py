"""Search over everything that the reader may see: duties, received and outgoing documents; with or without marks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from tracking.register import states
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.directives import NOT_ARRIVED
from tracking.register.search import search
from tracking.screens.outgoing import OutgoingRow, outgoing_list
from tracking.screens.shares import Filters, shares

MOST = 30


@dataclass(frozen=True, slots=True)
class Hit:
    """A duty or a document found. href: where it is read; state: a state of the flow, "" for a document."""

    href: str
    text: str
    place: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, the newest of each sort first; at most MOST of each."""

    duties: tuple[Hit, ...] = ()
    received: tuple[Hit, ...] = ()
    issued: tuple[OutgoingRow, ...] = ()

    @property
    def nothing(self) -> bool:
        return not (self.duties or self.received or self.issued)


def find(register: Register, actor: Actor, words: str) -> Found:
    """Everything that holds all the words; a unit finds its own duties only."""
    if not words.strip():
        return Found()
    if actor.role == "unit":
        rows, _ = shares(register, actor, Filters(words=words), 1, MOST)
        own = {
            row.duty_id: Hit(f"/nhiem-vu/{row.duty_id}", row.text, _place(row.number, row.issued_on, row.ordinal), row.state)
            for row in rows
        }
        return Found(tuple(own.values()))
    found = search(register, words, MOST)
    issued, _ = outgoing_list(register, actor, words=words, size=MOST)
    return Found(
        tuple(map(_duty, found["duties"])),
        tuple(_directive(row) for row in found["directives"] if row["state"] not in ("withdrawn", "merged")),
        tuple(issued),
    )


def _duty(row: dict[str, Any]) -> Hit:
    in_register = states.states()[row["state"]].counts
    href = f"/nhiem-vu/{row['id']}" if in_register else f"/ra-soat/{row['directive_id']}"
    return Hit(href, row["text"], _place(row["number"], row["issued_on"], row["ordinal"]), row["state"])


def _directive(row: dict[str, Any]) -> Hit:
    text = row["subject"] or "Không có trích yếu"
    issuer = f", {row['issuer']}" if row["issuer"] else ""
    arrival = f", số đến {row['arrival_number']}/{row['arrival_year']}" if row["arrival_year"] != NOT_ARRIVED else ""
    return Hit(f"/ra-soat/{row['id']}", text, _place(row["number"], row["issued_on"], "") + issuer + arrival)


def _place(number: str | None, day: dt.date | None, ordinal: str) -> str:
    parts = (number or "không số", f"ngày {day:%d/%m/%Y}" if day else "", f"mục {ordinal}" if ordinal else "")
    return ", ".join(filter(None, parts))
