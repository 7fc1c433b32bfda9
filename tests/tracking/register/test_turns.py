"""Many writers at once: each gets its turn, in the order of asking."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from tracking.register import verify
from tracking.register.actor import LOCAL
from tracking.register.audit_tables import AuditEntry
from tracking.register.turns import Turns


def test_turns_are_taken_in_the_order_of_asking():
    turns, order, started = Turns(), [], []
    with turns:

        def wait(number: int) -> None:
            started.append(number)
            with turns:
                order.append(number)

        threads = [threading.Thread(target=wait, args=(number,)) for number in range(8)]
        for number, thread in enumerate(threads):
            thread.start()
            while len(started) <= number:
                time.sleep(0.001)
            time.sleep(0.01)
    for thread in threads:
        thread.join()
    assert order == list(range(8))


def test_a_turn_ends_with_an_error_too():
    turns = Turns()
    with pytest.raises(ValueError, match="thử"), turns:
        raise ValueError("thử")
    with turns:
        pass


def test_a_command_inside_a_command_is_told_and_does_not_hang(register):
    with register.command(LOCAL, "ngoài"), pytest.raises(RuntimeError, match="inside"), register.command(LOCAL, "trong"):
        pass
    with register.command(LOCAL, "sau"):
        pass


def test_thirty_people_writing_at_once_are_all_served(register):
    def write(number: int) -> None:
        for _ in range(5):
            with register.command(LOCAL, "thu") as unit:
                unit.touch("directive", number)

    with ThreadPoolExecutor(30) as pool:
        for ended in [pool.submit(write, number) for number in range(30)]:
            ended.result()
    with register.reading() as session:
        assert len(session.exec(select(AuditEntry)).all()) >= 150
    assert verify.verify(register).sound
