"""The states of a duty, the moves between them and who may make them, read from `states.toml`."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from tracking.register.actor import Actor
from tracking.register.refusals import NoRight, NotAllowed


@dataclass(frozen=True, slots=True)
class State:
    """label: what people see; turn: whose turn it is; open: not done and not stopped; counts: it belongs to a total."""

    code: str
    label: str
    turn: str
    open: bool
    counts: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A move between states. to: "" returns to the state before a suspension. own: a unit moves only its own share."""

    event: str
    label: str
    sources: frozenset[str]
    to: str
    by: frozenset[str]
    own: bool
    reason: bool


@functools.cache
def states() -> dict[str, State]:
    """Every state by its code, in the order of the flow."""
    return {code: State(code, **row) for code, row in _table()["states"].items()}


@functools.cache
def buckets() -> dict[str, str]:
    """The nine buckets with their labels, in the order of the reports."""
    return dict(_table()["buckets"])


@functools.cache
def causes() -> dict[str, str]:
    """The closed list of causes of lateness, by code."""
    return dict(_table()["causes"])


@functools.cache
def moves() -> dict[str, Move]:
    """Every move by the event that makes it."""
    return {row["event"]: _move(row) for row in _table()["move"]}


@functools.cache
def open_states() -> frozenset[str]:
    return frozenset(code for code, state in states().items() if state.open)


def may(actor: Actor, event: str, office_id: int | None) -> bool:
    """Whether the actor may make this move on a share of that office (the state apart). An administrator keeps the office's own side."""
    move = moves()[event]
    if actor.is_local or actor.role == "admin":
        return True
    if actor.role not in move.by:
        return False
    return not (actor.role == "unit" and move.own) or (office_id is not None and actor.office_id == office_id)


def allowed(actor: Actor, state: str, office_id: int | None) -> list[Move]:
    """The moves that the actor can make now on a share in that state: the buttons of a page."""
    return [move for move in moves().values() if state in move.sources and may(actor, move.event, office_id)]


def check(actor: Actor, event: str, state: str, office_id: int | None, reason: str = "") -> Move:
    """The move, when the actor may make it from this state. Raises NoRight or NotAllowed with the line to show."""
    move = moves()[event]
    if not may(actor, event, office_id):
        raise NoRight(
            f"Tài khoản {actor.login} không thực hiện được «{move.label}» ở đây. Chỉ đơn vị được giao hoặc người có quyền thực hiện được."
        )
    if state not in move.sources:
        label = states()[state].label
        raise NotAllowed(f"Nhiệm vụ đang ở tình trạng «{label}», không thực hiện được «{move.label}». Mở lại trang để xem mới.")
    if move.reason and not reason.strip():
        raise NotAllowed(f"«{move.label}» cần ghi lý do.")
    return move


def least_advanced(codes: Iterable[str]) -> str:
    """The state of a duty from those of its shares: the least advanced of the open ones, else the first found."""
    found = set(codes)
    return next((code for code in _LEAST_FIRST if code in found), "confirmed")


_LEAST_FIRST = (
    "returned",
    "redo",
    "confirmed",
    "assigned",
    "accepted",
    "in_progress",
    "reported",
    "suspended",
    "completed",
    "replaced",
    "withdrawn",
    "rejected",
)


def _move(row: dict[str, Any]) -> Move:
    return Move(
        event=row["event"],
        label=row["label"],
        sources=frozenset(row["from"]),
        to=row["to"],
        by=frozenset(row["by"]),
        own=row.get("own", False),
        reason=row.get("reason", False),
    )


@functools.cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("tracking.register").joinpath("states.toml").read_text("utf-8"))
