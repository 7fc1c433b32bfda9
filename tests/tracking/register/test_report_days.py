"""The days of a report of completion."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlmodel import select

from tracking.register import queries, work
from tracking.register.refusals import NotAllowed
from tracking.register.tables import Assignment


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"issued_on": ""}, "Ngày văn bản kết quả «» không phải là ngày"),
        ({"on": "32/13/2026"}, "Ngày hoàn thành «32/13/2026» không phải là ngày"),
        ({"issued_on": dt.date(2026, 3, 3)}, "Ngày văn bản kết quả 03/03/2026 chưa đến"),
        ({"on": dt.date(2027, 1, 1)}, "Ngày hoàn thành 01/01/2027 chưa đến"),
    ],
)
def test_a_report_with_a_day_that_is_none_gets_a_sentence_and_changes_nothing(office, bring, duty, fields, words):
    bring(office.register, duty("Rà soát danh mục", "Sở Tư pháp", due="2026-04-15"))
    with office.register.reading() as session:
        share = session.exec(select(Assignment.id)).one()
    with pytest.raises(NotAllowed, match=words):
        work.report_done(office.register, office.officer, share, number="7/BC-STP", **fields)
    assert queries.duties(office.register)[0]["state"] == "confirmed"
