"""A list's total is the number of its rows, whichever way it is counted; pages follow one another without gap or repeat."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from sqlmodel import col, select

from tracking.register import states, work
from tracking.register.tables import Assignment
from tracking.screens.shares import FLAGS, NO_OFFICE, Filters, count_by_bucket, shares

STATUSES = ["", *FLAGS, *states.buckets(), *(code for code, state in states.states().items() if state.counts)]


@pytest.fixture
def busy(any_office, clock, bring, duty):
    """Shares in every state, dated and not, of known and unknown offices, one directive urgent."""
    office = any_office
    clock.set("2026-03-02")
    for number, due in enumerate(("2026-02-20", "2026-03-04", None, "2026-05-01", "2026-03-02")):
        owners = ("Sở Tư pháp", "Sở Tài chính", "Sở Y tế", "Đoàn công tác liên ngành")
        bring(office.register, duty("Rà soát việc thử", *owners, due=due, coordinators=("Sở Nội vụ",)), number=f"{number}/UBND")
    with office.register.reading() as session:
        keys = list(session.exec(select(Assignment.id).where(Assignment.role == "lead", col(Assignment.office_id).is_not(None))))
    for index, key in enumerate(keys):
        step = index % 6
        if step in (1, 2, 3):
            work.accept(office.register, office.officer, key)
        if step in (2, 3):
            work.report_done(office.register, office.officer, key, number="1/BC")
        if step == 3:
            work.confirm_done(office.register, office.leader, key)
        if step == 4:
            work.suspend(office.register, office.leader, key, "chờ ý kiến")
        if step == 5:
            work.withdraw(office.register, office.leader, key, "theo quyết định")
    return office


def test_every_total_is_the_number_of_rows(busy):
    for status, actor, office in itertools.product(STATUSES, (busy.admin, busy.unit), (None, busy.ids["Sở Y tế"], NO_OFFICE)):
        seen: list[int] = []
        for page in range(1, 20):
            rows, total = shares(busy.register, actor, Filters(status, office=office), page, 4)
            seen += [row.assignment_id for row in rows]
            if not rows:
                break
        assert len(seen) == len(set(seen)) == total, (status, actor.role, office)


def test_the_buckets_of_the_list_are_its_rows(busy):
    for actor in (busy.admin, busy.unit):
        for filters in (Filters(), Filters(words="rà soát"), Filters(since=dt.date(2026, 3, 1))):
            counts = count_by_bucket(busy.register, actor, filters)
            rows, total = shares(busy.register, actor, filters, 1, 100)
            assert {code: sum(row.bucket == code for row in rows) for code in states.buckets()} | {"total": total} == counts
