"""Answers that are asked again and again, kept until anything in the register changes: who holds a session, the figures, the offices.

An answer is never older than the last committed command, of this process or another: SQLite tells in a few microseconds whether the
file was written since. On PostgreSQL, which has no such word, nothing is kept. Only what is told for information and takes long to find
may be up to a minute old.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from tracking.register.accounts import actor_of
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.reminders import due_notices
from tracking.screens.days import office_calendar
from tracking.screens.directives import office_choices
from tracking.screens.figures import by_office, figures
from tracking.screens.late import latest_directives, notable
from tracking.screens.trend import due_days, trend
from tracking.screens.waiting import waiting

T = TypeVar("T")
ALIKE: frozenset[Callable[..., Any]] = frozenset(
    (by_office, due_days, due_notices, figures, latest_directives, notable, office_calendar, office_choices, trend, waiting)
)
"""The questions whose answer depends on nothing of the actor but role and office: all who ask alike share one. Pages only read it."""
OF_A_MINUTE: frozenset[Callable[..., Any]] = frozenset((due_notices,))
"""Those whose answer stands for its minute, whatever is written meanwhile: nobody's own deed is looked for in it."""
_MOST = 5000
_of: WeakKeyDictionary[Register, Answers] = WeakKeyDictionary()


class Room:
    """The answers of the register as it stood at one version."""

    def __init__(self) -> None:
        self.answers: dict[Hashable, Any] = {}
        self.asking: dict[Hashable, threading.Lock] = {}

    def get(self, key: Hashable, ask: Callable[[], T]) -> T:
        """The answer kept under the key, or asked now; who comes while it is being asked waits for it."""
        if key not in self.answers:
            with self.asking.setdefault(key, threading.Lock()):
                if key not in self.answers:
                    self.answers[key] = ask()
        return cast(T, self.answers[key])


class Answers:
    """The answers kept of one register; it does not hold on to the register itself."""

    def __init__(self, register: Register) -> None:
        self._watch = _watch(register)
        self._lock = threading.Lock()
        self._version = -1
        self._room = Room()
        self._minute: tuple[str, Room] = ("", Room())

    def room_of(self, minute: str) -> Room:
        """Where answers are kept until the minute is over."""
        with self._lock:
            if self._minute[0] != minute:
                self._minute = (minute, Room())
            return self._minute[1]

    def room(self) -> Room | None:
        """Where answers of the register as it stands now are kept; None where that cannot be known."""
        if self._watch is None:
            return None
        with self._lock:
            version = self._watch.execute("PRAGMA data_version").fetchone()[0]
            if version != self._version or len(self._room.answers) > _MOST:
                self._version, self._room = version, Room()
            return self._room


def kept(register: Register, key: Hashable, ask: Callable[[], T], minute: bool = False) -> T:
    """The answer kept under the key for this minute of the register's clock, or asked now. A late one is kept with what was before it.

    minute: whatever is written meanwhile.
    """
    if register not in _of:
        _of[register] = Answers(register)
    now = (register.today(), register.time())
    room = _of[register].room_of(" ".join(map(str, now))) if minute else _of[register].room()
    return ask() if room is None else room.get((key, *now), ask)


def ask_alike(register: Register, actor: Actor | None, question: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """The answer of a question (without an actor: of one that takes none), shared where it is one of those that many ask alike."""
    who = () if actor is None else (actor,)
    if question not in ALIKE:
        return question(register, *who, *args, **kwargs)
    scope = None if actor is None else (actor.role, actor.office_id)
    key = (question, scope, args, tuple(kwargs.items()))
    return kept(register, key, lambda: question(register, *who, *args, **kwargs), question in OF_A_MINUTE)


def actor_now(register: Register, token: str) -> Actor | None:
    """Who holds the session token, with the rights of this moment; None when it is unknown, ended or past."""
    return kept(register, ("actor", token), lambda: actor_of(register, token)) if token else None


def _watch(register: Register) -> sqlite3.Connection | None:
    """A connection that writes nothing and sees when others have."""
    if not register.is_sqlite or not register.engine.url.database:
        return None
    return sqlite3.connect(register.engine.url.database, check_same_thread=False, isolation_level=None)
