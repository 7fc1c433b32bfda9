"""Who is looking at a page, and the one way in which a page asks the register or acts on it.

A socket outlives a role, so nothing of the actor is trusted from the time the page was built: each question and each act
looks the session up again.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from nicegui import run, ui

from drafting.errors import DondocError
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.refusals import NoRight
from ui.answers import actor_now, ask_alike

P = ParamSpec("P")
T = TypeVar("T")
_writing = ThreadPoolExecutor(4, "writing")
"""Commands come one after another, whoever sends them: those that wait for their turn keep no question waiting."""


class SignedOutError(Exception):
    """The session has ended since the page was opened."""


@dataclass
class Visit:
    """One page open in one browser. who: the actor when the page was built, for showing only; unread: notices, for the same."""

    register: Register
    token: str
    who: Actor
    path: str = "/"
    unread: int = 0

    @property
    def today(self) -> dt.date:
        """Today in Asia/Ho_Chi_Minh, by the register's clock."""
        return self.register.today()

    def may(self, *roles: str) -> bool:
        """Whether the role seen when the page was built is one of these: for showing and hiding, never for protecting."""
        return self.who.role in roles

    async def ask(self, question: Callable[Concatenate[Register, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The answer of a query, computed off the event loop."""
        return cast(T, await run.io_bound(lambda: ask_alike(self.register, None, question, *args, **kwargs)))

    async def asked(self, question: Callable[Concatenate[Register, Actor, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The answer of a query or command that needs the actor, who is looked up again first."""
        return cast(T, await run.io_bound(lambda: self._asked_now(question, *args, **kwargs)))

    def _asked_now(self, question: Callable[Concatenate[Register, Actor, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        actor = actor_now(self.register, self.token)
        if actor is None:
            raise SignedOutError
        return ask_alike(self.register, actor, question, *args, **kwargs)

    async def act(self, command: Callable[Concatenate[Register, Actor, P], Any], *args: P.args, **kwargs: P.kwargs) -> bool:
        """Carry out a command for the actor of this moment; what is refused is said on the page. Returns whether it was done."""
        try:
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(_writing, lambda: self._asked_now(command, *args, **kwargs))
        except SignedOutError:
            ui.navigate.to("/dang-nhap")
            return False
        except DondocError as refused:
            say(str(refused), bad=True)
            return False
        return True

    async def still(self, *roles: str) -> Actor:
        """The actor of this moment. Raises SignedOutError, or NoRight unless the role is one of those named."""
        actor = await run.io_bound(actor_now, self.register, self.token)
        if actor is None:
            raise SignedOutError
        if roles and actor.role not in roles:
            raise NoRight(f"Tài khoản {actor.login} không có quyền làm việc này. Cần quyền thì đề nghị người quản trị.")
        return actor


def say(words: str, bad: bool = False) -> None:
    """A sentence at the foot of the page; a refusal stays until it is closed."""
    ui.notify(
        words,
        position="bottom",
        timeout=0 if bad else 5000,
        close_button="Đóng" if bad else False,
        classes="bad" if bad else "good",
        multi_line=len(words) > 90,
    )
