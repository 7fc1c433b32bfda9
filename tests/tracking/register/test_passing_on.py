"""A unit passes its share on to its own room or person, earlier than its own day; it goes on answering for it."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlmodel import select

from tracking.register import office_setup, passing, work
from tracking.register.actor import LOCAL, Actor
from tracking.register.refusals import NoRight, NotAllowed
from tracking.register.tables import Assignment
from tracking.reminders import remind
from tracking.screens.duty import duty_page, room_choices
from tracking.screens.shares import Filters, shares


@pytest.fixture
def share(office, bring, duty):
    """Sở Tư pháp's share, due on Friday 20 March; the office has one room and somebody who works there."""
    room = office_setup.add_office(office.register, LOCAL, "Phòng Kiểm tra văn bản", kind="phong", parent_id=office.ids["Sở Tư pháp"])
    bring(office.register, duty("Rà soát văn bản", "Sở Tư pháp", due="2026-03-20"))
    with office.register.reading() as session:
        key = session.exec(select(Assignment.id)).one()
    return key, room, Actor(office.unit.account_id, "phong.kt", "Người phòng", "unit", room)


def test_the_room_sees_the_share_and_tells_progress_but_does_not_report(office, share):
    key, room, clerk = share
    assert shares(office.register, clerk, Filters("passed"))[1] == 0
    day = passing.pass_on(office.register, office.unit, key, room, "Nguyễn Văn Bách")
    assert day == dt.date(2026, 3, 18)
    [row], total = shares(office.register, clerk, Filters("passed"))
    assert (total, row.handler, row.handler_due_on, row.office) == (1, "Nguyễn Văn Bách", day, "Sở Tư pháp")
    page = duty_page(office.register, clerk, row.duty_id)
    assert page.shares[0][1] == ("progress",)
    assert page.history[0].label == "Giao tiếp cho phòng, người"
    work.progress(office.register, clerk, key, "đã rà soát một nửa")
    with pytest.raises(NoRight):
        work.report_done(office.register, clerk, key, number="1/BC")
    work.report_done(office.register, office.unit, key, number="1/BC")


def test_the_days_go_down_the_line(office, share):
    key, room, _ = share
    work.assign(office.register, office.leader, key, internal_due_on=dt.date(2026, 3, 16))
    with pytest.raises(NotAllowed, match="sau hạn của đơn vị 16/03/2026"):
        passing.pass_on(office.register, office.unit, key, room, due_on=dt.date(2026, 3, 17))
    with pytest.raises(NotAllowed, match="đã qua"):
        passing.pass_on(office.register, office.unit, key, room, due_on=dt.date(2026, 2, 27))
    assert passing.pass_on(office.register, office.unit, key, room, due_on=dt.date(2026, 3, 13)) == dt.date(2026, 3, 13)
    assert shares(office.register, office.unit, Filters("passed"))[0][0].due_on == dt.date(2026, 3, 20)


def test_the_room_is_reminded_of_its_own_day(office, share, clock):
    key, room, _ = share
    passing.pass_on(office.register, office.unit, key, room, due_on=dt.date(2026, 3, 12))
    found = []
    for day in (11, 12, 13):
        clock.set(f"2026-03-{day}")
        for _ in range(2):
            found += [
                (day, n.offset_days, n.to, n.room_id) for n in remind(office.register, LOCAL, dt.date(2026, 3, day)) if n.to == "room"
            ]
    assert found == [(11, 1, "room", room), (12, 0, "room", room)]


def test_only_a_room_of_the_unit_and_by_the_unit(office, share):
    key, room, clerk = share
    assert room_choices(office.register, office.unit, key) == {room: "Phòng Kiểm tra văn bản"}
    with pytest.raises(NotAllowed, match="thuộc Sở Tư pháp"):
        passing.pass_on(office.register, office.unit, key, office.ids["Sở Tài chính"])
    with pytest.raises(NotAllowed, match="chọn phòng hoặc ghi tên"):
        passing.pass_on(office.register, office.unit, key)
    for stranger in (office.other, clerk):
        with pytest.raises(NoRight):
            passing.pass_on(office.register, stranger, key, room)
