"""What many ask alike is asked once, and never older than the last command, whoever gave it; rights end with the command that ends them."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable

import pytest

from tracking.register import accounts, review, work
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.screens.figures import Figures, figures
from tracking.screens.shares import Filters, shares
from ui.answers import actor_now, ask_alike, kept

PASSWORD = "mật khẩu đủ dài"
_OTHER = f"""
import sys
from pathlib import Path
from tracking.register import accounts
from tracking.register.actor import LOCAL
from tracking.register.database import Register
from tracking.settings import Settings
with Register.open(Settings(Path(sys.argv[1]))) as register:
    accounts.add_account(register, LOCAL, "moi", "{PASSWORD}", "Người Mới", "clerk")
"""


@pytest.fixture
def counted(register: Register) -> Callable[[], int]:
    """How often a question was really asked."""
    times: list[int] = []

    def ask() -> int:
        times.append(1)
        return len(times)

    return lambda: kept(register, "câu hỏi", ask)


def test_a_question_is_asked_again_only_after_a_command(register: Register, people: dict[str, Actor], counted: Callable[[], int]) -> None:
    assert [counted() for _ in range(5)] == [1] * 5
    accounts.add_account(register, people["admin"], "moi", PASSWORD, "Người Mới", "clerk")
    assert [counted() for _ in range(5)] == [2] * 5


def test_what_stands_for_its_minute_is_asked_once_a_minute(register: Register, people: dict[str, Actor]) -> None:
    times: list[int] = []
    start = register.now()

    def ask() -> int:
        times.append(1)
        return len(times)

    register.clock = lambda: start
    assert kept(register, "nhắc hạn", ask, minute=True) == 1
    accounts.add_account(register, people["admin"], "moi", PASSWORD, "Người Mới", "clerk")
    assert kept(register, "nhắc hạn", ask, minute=True) == 1
    register.clock = lambda: start + dt.timedelta(minutes=1)
    assert kept(register, "nhắc hạn", ask, minute=True) == 2


@pytest.mark.slow
def test_a_command_of_another_process_counts_too(register: Register, counted: Callable[[], int]) -> None:
    assert counted() == 1
    subprocess.run([sys.executable, "-c", _OTHER, str(register.settings.data)], check=True)
    assert counted() == 2


def test_figures_follow_each_deed(register: Register, people: dict[str, Actor], directive: int) -> None:
    def seen(who: str) -> Figures:
        return ask_alike(register, people[who], figures)

    assert (seen("leader").flags["open"], seen("leader").proposed) == (0, 3)
    review.confirm_duties(register, people["officer"], directive)
    assert (seen("leader").flags["open"], seen("leader").proposed) == (3, 0)
    rows, _ = shares(register, people["unit"], Filters())
    work.report_done(register, people["unit"], rows[0].assignment_id, "9/BC-SNV")
    assert (seen("leader").flags["reported"], seen("unit").flags["reported"], seen("other").flags["reported"]) == (1, 1, 0)


def test_a_closed_account_is_nobody_at_once(register: Register, people: dict[str, Actor]) -> None:
    token, _ = accounts.sign_in(register, "clerk", PASSWORD)
    assert actor_now(register, token) == people["clerk"]
    accounts.close_account(register, people["admin"], "clerk")
    assert actor_now(register, token) is None
    assert actor_now(register, "") is None
