"""The calendar file of an office: one event for each open share with a deadline, its words as text, its lines as the format asks."""

from __future__ import annotations

import datetime as dt

import pytest

from tracking.duty import Deadline, DocumentInfo, Duty, Reading, Source
from tracking.register import extensions, review
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.directives import register_reading
from tracking.screens.calendar_file import calendar_file
from tracking.screens.shares import Filters, shares

EVIL = "Rà soát; «a, b»\nEND:VCALENDAR\\ " + "ơ" * 90


@pytest.fixture
def evil(register: Register, people: dict[str, Actor]) -> None:
    due = register.today() + dt.timedelta(days=20)
    dated = Deadline("date", due, text=f"chậm nhất ngày {due:%d/%m/%Y}")
    duties = (
        Duty(EVIL, 0, "1", ("Sở Nội vụ",), deadline=dated, source=Source("Rà soát"), confidence=0.97),
        Duty("Không hạn", 0, "2", ("Sở Nội vụ",), source=Source("Không hạn"), confidence=0.97),
    )
    info = DocumentInfo("công văn", "15/UBND-TH", register.today(), "Ủy ban nhân dân tỉnh Lào Cai", subject="nội vụ")
    key = register_reading(register, people["clerk"], Reading((info,), duties), [])
    review.confirm_duties(register, people["officer"], key)


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


@pytest.mark.usefixtures("evil")
def test_each_dated_share_is_a_day_and_words_stay_words(register: Register, people: dict[str, Actor]) -> None:
    content = calendar_file(register, people["unit"])
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    lines = unfolded(content)
    assert (lines.count("BEGIN:VEVENT"), lines.count("END:VCALENDAR")) == (1, 1)
    day = register.today() + dt.timedelta(days=20)
    assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}" in lines
    [said] = [line.removeprefix("SUMMARY:") for line in lines if line.startswith("SUMMARY:")]
    row = shares(register, people["unit"], Filters("open"))[0][0]
    assert said.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\") == row.text


@pytest.mark.usefixtures("evil")
def test_an_hour_is_an_hour_and_another_unit_sees_nothing(register: Register, people: dict[str, Actor]) -> None:
    row = next(row for row in shares(register, people["officer"], Filters("open"))[0] if row.due_on)
    extensions.set_due(register, people["officer"], row.assignment_id, row.due_on or register.today(), due_time="16:30")
    assert any(line.endswith("T163000") for line in unfolded(calendar_file(register, people["officer"])))
    assert "BEGIN:VEVENT" not in unfolded(calendar_file(register, people["other"]))
