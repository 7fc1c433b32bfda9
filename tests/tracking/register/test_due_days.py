"""From the words of a deadline to the last day on time, and the days of recurring duties."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from tracking.register import recurrence
from tracking.register.due import Anchors, last_day_on_time
from tracking.working_days import Calendar

DAY = dt.date.fromisoformat
ANCHORS = Anchors(signed=DAY("2026-09-08"), received=DAY("2026-09-10"), effective=DAY("2026-10-01"))


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        ({"kind": "date", "due": "2026-12-15", "before": True}, "2026-12-14"),
        ({"kind": "date", "due": "2026-12-15", "before": False}, "2026-12-15"),
        ({"kind": "date", "due": "2026-11-24", "before": True, "time": "11:00"}, "2026-11-24"),
        ({"kind": "period", "due": "2026-09-30"}, "2026-09-30"),
        ({"kind": "relative", "anchor": "received", "amount": 5, "unit": "working_days"}, "2026-09-17"),
        ({"kind": "relative", "anchor": "signed", "amount": 10, "unit": "days"}, "2026-09-18"),
        ({"kind": "relative", "anchor": "signed", "amount": 5, "unit": "days"}, "2026-09-14"),
        ({"kind": "relative", "anchor": "effective", "amount": 1, "unit": "months"}, "2026-11-02"),
        ({"kind": "relative", "anchor": "event", "amount": 3, "unit": "days"}, None),
        ({"kind": "relative", "anchor": "signed", "amount": 24, "unit": "hours"}, "2026-09-09"),
        ({"kind": "immediate"}, None),
        ({"kind": "continuous"}, None),
        ({"kind": "none"}, None),
    ],
)
def test_the_last_day_on_time(deadline, expected):
    found = last_day_on_time(deadline, ANCHORS, Calendar.standard())
    assert found == (DAY(expected) if expected else None)


def test_an_office_may_count_the_day_itself():
    assert last_day_on_time({"kind": "date", "due": "2026-12-15", "before": True}, ANCHORS, Calendar.standard(), eve=False) == DAY(
        "2026-12-15"
    )


@pytest.mark.parametrize(
    ("deadline", "since", "expected"),
    [
        ({"rule": "FREQ=MONTHLY;BYMONTHDAY=25", "before": True}, "2026-11-22", ["2026-11-24", "2026-12-24"]),
        ({"rule": "FREQ=MONTHLY;BYMONTHDAY=31"}, "2026-02-01", ["2026-02-28", "2026-03-31", "2026-04-30"]),
        ({"rule": "FREQ=WEEKLY;BYDAY=FR"}, "2026-11-22", ["2026-11-27", "2026-12-04"]),
        ({"rule": "FREQ=YEARLY", "frequency": "yearly", "due": "2017-12-31"}, "2016-11-24", ["2017-12-31", "2018-12-31"]),
        ({"frequency": "quarterly", "due": "2026-03-31"}, "2026-01-05", ["2026-03-31", "2026-06-30"]),
    ],
)
def test_occurrences_of_a_dated_rule(deadline, since, expected):
    found = recurrence.occurrences({"kind": "recurring", **deadline}, DAY(since))
    assert [day.isoformat() for day in itertools.islice(found, len(expected))] == expected


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        ({"frequency": "quarterly"}, "2026-12-31"),
        ({"frequency": "monthly"}, "2026-11-30"),
        ({"frequency": "several", "text": "quý I, 6 tháng, quý III, năm"}, "2026-12-31"),
        ({"frequency": "several", "text": "Định kỳ"}, None),
        ({"rule": "FREQ=YEARLY;BYMONTH=3,6"}, "2027-03-31"),
        ({"kind": "none"}, None),
    ],
)
def test_where_no_day_is_given_the_running_period_is_shown_and_nothing_falls_due(deadline, expected):
    shaped = {"kind": "recurring", **deadline}
    assert recurrence.next_on(shaped, None, DAY("2026-11-22")) == (DAY(expected) if expected else None)
    assert list(recurrence.occurrences(shaped, DAY("2026-11-22"))) == []
