"""The working calendar: weekends, Tết, swapped days, and the office's own changes."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracking.register.due import Anchors, last_day_on_time
from tracking.working_days import Calendar, Change

D = dt.date
CALENDAR = Calendar.standard()
DAYS = st.dates(D(2020, 1, 1), D(2029, 12, 1))
NEAR_TET = st.sampled_from([D(2024, 2, 10), D(2025, 1, 29), D(2026, 2, 17), D(2027, 2, 6)]).flatmap(
    lambda tet: st.integers(-20, 20).map(lambda n: tet + dt.timedelta(days=n))
)
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    "day",
    [D(2026, 11, 21), D(2026, 11, 22), D(2026, 1, 1), D(2026, 1, 2), D(2024, 4, 29), D(2025, 5, 2), D(2026, 8, 31)]
    + [D(2026, 2, day) for day in (16, 17, 18, 19, 20)]
    + [D(2026, 4, 30), D(2026, 5, 1), D(2026, 9, 2), D(2025, 9, 1)],
)
def test_weekends_holidays_and_days_swapped_off_are_no_working_days(day: dt.date) -> None:
    assert not CALENDAR.is_working_day(day)


@pytest.mark.parametrize("day", [D(2024, 5, 4), D(2025, 4, 26), D(2026, 8, 22), D(2026, 1, 10), D(2026, 11, 23)])
def test_saturdays_worked_instead_of_a_swapped_day_are_working_days(day: dt.date) -> None:
    assert CALENDAR.is_working_day(day)


@given(DAYS | NEAR_TET)
def test_the_neighbouring_working_days_hold_only_days_off_between(day: dt.date) -> None:
    after, before = CALENDAR.next_working_day(day), CALENDAR.last_working_day_on(day)
    assert before <= day <= after
    assert CALENDAR.is_working_day(after)
    assert CALENDAR.is_working_day(before)
    between = [day + DAY * n for n in range(1, (after - day).days)] + [day - DAY * n for n in range(1, (day - before).days)]
    assert not any(CALENDAR.is_working_day(d) for d in between)
    assert (before == after == day) == CALENDAR.is_working_day(day)
    assert CALENDAR.last_working_day_before(day) < day


@given(DAYS | NEAR_TET, st.integers(1, 30))
def test_the_nth_working_day_has_n_working_days_up_to_it_and_the_start_is_not_counted(start: dt.date, amount: int) -> None:
    end = CALENDAR.add_working_days(start, amount)
    counted = [start + DAY * n for n in range(1, (end - start).days + 1) if CALENDAR.is_working_day(start + DAY * n)]
    assert len(counted) == amount
    assert counted[-1] == end


@given(NEAR_TET, st.integers(1, 15), st.integers(1, 15))
def test_working_days_add_up_and_can_be_taken_back(start: dt.date, first: int, second: int) -> None:
    there = CALENDAR.add_working_days(CALENDAR.add_working_days(start, first), second)
    assert there == CALENDAR.add_working_days(start, first + second)
    if CALENDAR.is_working_day(start):
        assert CALENDAR.add_working_days(there, -(first + second)) == start


def test_five_working_days_over_tet_skip_the_whole_holiday() -> None:
    assert CALENDAR.add_working_days(D(2026, 2, 12), 5) == D(2026, 2, 26)


def test_a_term_over_a_swapped_saturday_counts_it() -> None:
    assert CALENDAR.add_working_days(D(2026, 1, 7), 3) == D(2026, 1, 10)


def test_an_office_s_own_changes_win_and_later_ones_win_over_earlier() -> None:
    flood = Change("Công văn của UBND tỉnh", off=D(2026, 11, 24))
    undone = Change("Công văn thay thế", worked=D(2026, 11, 24))
    assert not CALENDAR.with_changes([flood]).is_working_day(D(2026, 11, 24))
    assert CALENDAR.with_changes([flood, undone]).is_working_day(D(2026, 11, 24))
    assert CALENDAR.is_working_day(D(2026, 11, 25))


@given(NEAR_TET | DAYS, st.integers(1, 40), st.sampled_from(["days", "working_days", "weeks", "months"]))
def test_a_counted_term_never_ends_on_a_day_off(start: dt.date, amount: int, unit: str) -> None:
    deadline = {"kind": "relative", "amount": amount, "unit": unit, "anchor": "received"}
    due = last_day_on_time(deadline, Anchors(received=start), CALENDAR)
    assert due is not None
    assert due > start
    assert CALENDAR.is_working_day(due)


@given(NEAR_TET | DAYS, st.booleans())
def test_a_day_written_in_the_document_stays_whether_worked_or_not(day: dt.date, before: bool) -> None:
    due = last_day_on_time({"kind": "date", "due": day.isoformat(), "before": before}, Anchors(), CALENDAR)
    assert due == (day - DAY if before else day)
