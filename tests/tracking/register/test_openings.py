"""Whatever happens over three years, every period opens with what the last one closed with: weeks, months, quarters, halves, years."""

from __future__ import annotations

import calendar
import datetime as dt
import random
from collections.abc import Iterator

import pytest
from sqlmodel import col, select

from tracking.register import directives, ended, extensions, fan_out, handing_over, queries, terms, unconfirm, verify, work
from tracking.register.actor import LOCAL
from tracking.register.refusals import RegisterError
from tracking.register.tables import Assignment, Duty
from tracking.reports.report import report

FIRST, LAST = dt.date(2026, 1, 1), dt.date(2028, 12, 31)
STILL_THERE = ("open_in_time", "open_overdue", "open_no_deadline", "suspended")
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def periods(rhythm: str) -> Iterator[tuple[dt.date, dt.date]]:
    """Every period of three years, leap year and turns of the year in between."""
    start = FIRST
    while start <= LAST:
        if rhythm == "week":
            end = start + dt.timedelta(days=6)
        else:
            month = start.month + MONTHS[rhythm] - 1
            end = dt.date(start.year, month, calendar.monthrange(start.year, month)[1])
        yield start, end
        start = end + dt.timedelta(days=1)


@pytest.fixture(params=range(1))
def history(request, office, clock, bring, duty):
    """Three years of random deeds, some recorded long after they happened, some put right or taken back."""
    rng = random.Random(request.param)
    names = ["Sở Tư pháp", "Sở Tài chính", "Sở Y tế", "Ban lạ"]
    for week in range(3 * 52):
        day = FIRST + dt.timedelta(days=7 * week + rng.randrange(7))
        clock.set(day.isoformat())
        if rng.random() < 0.3:
            issued = day - dt.timedelta(days=rng.choice((0, 0, 3, 40, 200)))
            due = None if rng.random() < 0.3 else str(issued + dt.timedelta(days=rng.randrange(5, 120)))
            made = [duty(f"Việc {week}", *rng.sample(names, rng.randrange(1, 3)), due=due)]
            if rng.random() < 0.15:
                made.append(duty("Báo cáo", "Sở Y tế", kind="recurring", frequency="quarterly", text="hằng quý"))
            bring(office.register, *made, number=f"{week}/UBND", issued_on=str(max(issued, FIRST)))
        fan_out.make_ahead(office.register, LOCAL)
        for _ in range(3):
            _do_something(office, rng, day)
    clock.set((LAST + dt.timedelta(days=1)).isoformat())
    return office


def _do_something(office, rng, day):
    register = office.register
    with register.reading() as session:
        rows = session.exec(select(Assignment).where(col(Assignment.state) != "rejected")).all()
        duties = session.exec(select(Duty).where(col(Duty.state).not_in(("rejected", "proposed")))).all()
    if not rows:
        return
    share, duty = rng.choice(rows), rng.choice(duties)
    earlier = max(day - dt.timedelta(days=rng.choice((0, 0, 10, 90))), share.opens_on or day)
    deeds = (
        lambda: work.assign(register, office.leader, share.id),
        lambda: work.report_done(register, office.officer, share.id, number="1/BC", on=earlier),
        lambda: work.report_done(register, office.officer, share.id, number="2/BC", on=earlier),
        lambda: work.confirm_done(register, office.leader, share.id),
        lambda: work.confirm_done(register, office.leader, share.id),
        lambda: work.redo(register, office.leader, share.id, "chưa đạt"),
        lambda: work.suspend(register, office.leader, share.id, "chờ", on=earlier),
        lambda: work.resume(register, office.leader, share.id),
        lambda: work.withdraw(register, office.leader, share.id, "thôi", on=earlier),
        lambda: handing_over.hand_over(register, office.leader, share.id, office.ids[rng.choice(("Sở Y tế", "Sở Nội vụ"))], "chuyển"),
        lambda: work.choose_office(register, office.officer, share.id, office.ids["Sở Nội vụ"]),
        lambda: extensions.set_due(register, office.leader, share.id, day + dt.timedelta(days=rng.randrange(1, 60)), on=earlier),
        lambda: terms.set_recurrence(register, office.leader, duty.id, "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=31"),
        lambda: unconfirm.unconfirm_duties(register, office.leader, [duty.id]),
        lambda: ended.keep_duty(register, office.leader, duty.id, "giữ"),
        lambda: directives.settle_header(register, office.officer, duty.directive_id, subject=f"sửa {day}"),
        lambda: rng.random() < 0.1 and directives.withdraw_import(register, office.leader, duty.directive_id, "nhập nhầm"),
    )
    try:
        rng.choice(deeds)()
    except RegisterError:
        return  # a deed that is not allowed now changes nothing


@pytest.mark.slow
def test_every_period_opens_with_what_the_last_one_closed_with(history):
    register, moment = history.register, history.register.now()
    for rhythm in ("week", *MONTHS):
        closed = None
        for start, end in periods(rhythm):
            found = report(register, "t2", start, end, end, moment).totals
            if found == {"rows": 0}:
                found = dict.fromkeys(("opening", "new", "total", *STILL_THERE), 0)
            assert closed in (None, found["opening"]), (rhythm, start)
            assert found["opening"] + found["new"] == found["total"]
            closed = sum(found[code] for code in STILL_THERE)
        rows = queries.duties(register, as_of=LAST, known_at=moment)
        still = [share["bucket"] for row in rows for share in row["assignments"] if share["role"] == "lead"]
        assert closed == sum(bucket in STILL_THERE for bucket in still)
    listed = {code: report(register, code, dt.date(2028, 1, 1), LAST, LAST, moment) for code in ("t1", "t2", "t6", "t8")}
    assert len(listed["t1"].rows) == listed["t2"].totals["total"] == sum(row["duties"] for row in listed["t8"].rows)
    assert verify.verify(register).faults == ()
