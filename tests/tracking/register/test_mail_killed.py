"""Mails through a real server and a real kill -9 between sending and the server's answer: none goes out twice by itself."""

from __future__ import annotations

import asyncio
import datetime as dt
import email
import email.policy
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from sqlmodel import select

from drafting.errors import PartMissing
from tracking import mail, mailings
from tracking.mail import MailServer
from tracking.register import verify
from tracking.register.actor import LOCAL
from tracking.register.desk_tables import Mailing
from tracking.register.refusals import NotAllowed
from tracking.register.tables import Account, Reminder
from tracking.reminders import remind

ROOT = Path(__file__).parents[3]
DAYS = """
import sys, datetime as dt, ui.cli
print("ready", flush=True)
for number in range(int(sys.argv[2])):
    day = dt.date.fromisoformat(sys.argv[1]) + dt.timedelta(days=number)
    ui.cli.run(["remind", "--as-of", day.isoformat()])
"""


class Post:
    """A mail server that keeps what it took. hold: it takes a mail and does not answer; pause: seconds before it answers."""

    def __init__(self) -> None:
        self.hold, self.pause = False, 0.0
        self.taken: list[tuple[str, str]] = []
        self.came = threading.Event()

    async def handle_DATA(self, _server, _session, envelope) -> str:
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.taken.append((message["Message-ID"], message.get_content()))
        self.came.set()
        await asyncio.sleep(60 if self.hold else self.pause)
        return "250 OK"


@pytest.fixture
def post():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port = sock.getsockname()[1]
    kept = Post()
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    yield kept, MailServer("127.0.0.1", port, "dondoc@coquan.example")
    controller.stop()


@pytest.fixture
def mailed(office, bring, duty, post):
    """An office with mail addresses and a duty due in twenty days from the day of the machine's clock."""
    _, server = post
    addresses = {"so.tu.phap": "stp@coquan.example", "so.tai.chinh": "stc@coquan.example", "chuyen.vien": "cv@coquan.example"}
    with office.register.command(LOCAL, "test_mail") as unit:
        for row in unit.session.exec(select(Account).where(Account.login.in_(addresses))):  # type: ignore[attr-defined]  # a column
            row.mail = addresses[row.login]
    due = (today() + dt.timedelta(days=20)).isoformat()
    bring(office.register, duty("Rà soát", "Sở Tư pháp", "Sở Tài chính", due=due))
    (office.register.settings.data / "config.toml").write_text(
        f'[mail]\nhost = "{server.host}"\nport = {server.port}\nsender = "{server.sender}"\n', "utf-8"
    )
    return office


def today() -> dt.date:
    return dt.datetime.now(dt.timezone(dt.timedelta(hours=7))).date()


def run_days(office, days: int) -> subprocess.Popen[str]:
    """The command of each day of a stretch in a process of its own, ready to be killed."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "DONDOC_DATA": str(office.register.settings.data)}
    command = [sys.executable, "-c", DAYS, today().isoformat(), str(days)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def test_a_kill_between_a_mail_and_its_answer_sends_it_no_second_time(mailed, post, clock):
    kept, server = post
    kept.hold = True
    process = run_days(mailed, 14)
    assert kept.came.wait(60)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    kept.hold = False
    run_days(mailed, 14).communicate()
    counts = Counter(message_id for message_id, _ in kept.taken)
    assert len(counts) == 6  # two units, the days 30 (made up for), 15 and 7 before
    assert set(counts.values()) == {1}
    clock.now = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=5)
    [unclear] = mailings.unsettled(mailed.register, mailed.admin)
    assert (unclear.recipient, unclear.reminders) == ("stp@coquan.example", 1)
    mail.mail_again(mailed.register, mailed.admin, server, unclear.id)
    assert kept.taken[-1] == kept.taken[0]
    assert mailings.unsettled(mailed.register, mailed.admin) == []
    with pytest.raises(NotAllowed, match="đã rõ"):
        mail.mail_again(mailed.register, mailed.admin, server, unclear.id)


def test_a_month_of_reminding_killed_again_and_again_sends_each_once(mailed, post, clock):
    kept, server = post
    kept.pause = 0.02
    rng = random.Random(3)
    for _ in range(6):
        process = run_days(mailed, 36)
        time.sleep(rng.uniform(0.1, 2.5))
        process.send_signal(signal.SIGKILL)
        process.communicate()
    run_days(mailed, 36).communicate()
    counts = Counter(message_id for message_id, _ in kept.taken)
    assert max(counts.values()) == 1
    with mailed.register.reading() as session:
        claimed = {row.message_id: row for row in session.exec(select(Mailing))}
        said = [(row.assignment_id, row.due_on, row.offset_days, row.channel) for row in session.exec(select(Reminder))]
    assert len(said) == len(set(said))
    assert {row[2] for row in said if row[3].startswith("mail:stp")} >= {7, 3, 1, 0, -1}
    assert set(counts) <= set(claimed)
    assert all(counts[key] == 1 for key, row in claimed.items() if row.ended_at is not None)
    clock.now = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=5)
    for unclear in mailings.unsettled(mailed.register, mailed.admin):
        mail.mail_again(mailed.register, mailed.admin, server, unclear.id)
    assert {message_id for message_id, _ in kept.taken} == set(claimed)
    assert verify.verify(mailed.register).sound


def test_a_server_that_falls_silent_leaves_the_mail_to_the_administrator(mailed, post, clock):
    kept, server = post
    clock.now = dt.datetime.combine(today() + dt.timedelta(days=13), dt.time(2), dt.UTC)
    remind(mailed.register, LOCAL, clock.now.date())
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(1)
        threading.Thread(target=_take_and_hang_up, args=(listening,), daemon=True).start()
        silent = MailServer("127.0.0.1", listening.getsockname()[1], server.sender)
        with pytest.raises(PartMissing, match="chưa rõ thư đã đi hay chưa"):
            mail.mail_reminders(mailed.register, LOCAL, silent, clock.now.date())
    assert mailings.unsettled(mailed.register, mailed.admin) == []  # it may be under way still
    clock.now += dt.timedelta(minutes=5)
    [unclear] = mailings.unsettled(mailed.register, mailed.admin)
    assert mail.mail_reminders(mailed.register, LOCAL, server, clock.now.date()) == 1
    assert [text for _, text in kept.taken if "Sở Tư pháp" in text] == []
    mailings.take_as_sent(mailed.register, mailed.admin, unclear.id)
    assert mailings.unsettled(mailed.register, mailed.admin) == []
    assert mail.mail_reminders(mailed.register, LOCAL, server, clock.now.date()) == 0


def _take_and_hang_up(listening: socket.socket) -> None:
    """A server that reads one whole mail and goes away without a word."""
    connection, _ = listening.accept()
    with connection, connection.makefile("rb") as lines:
        connection.sendall(b"220 may chu thu\r\n")
        for line in lines:
            if line.upper().startswith((b"EHLO", b"HELO", b"MAIL", b"RCPT")):
                connection.sendall(b"250 OK\r\n")
            elif line.upper().startswith(b"DATA"):
                connection.sendall(b"354 viet di\r\n")
            elif line == b".\r\n":
                return
