"""Who oversees and monitors; what a leaver had; a coordinator's opinion; a share split, a double made one; hours in requests."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlmodel import select

from tracking.register import (
    accounts,
    directing,
    extensions,
    fan_out,
    handing_over,
    opinions,
    overview,
    passing,
    queries,
    splitting,
    verify,
    work,
)
from tracking.register.actor import LOCAL
from tracking.register.desk_tables import Direction
from tracking.register.refusals import NoRight, NotAllowed
from tracking.register.tables import Account, Assignment, Duty
from tracking.reminders import not_mailed, remind
from tracking.reports.report import report
from tracking.screens.shares import Filters
from tracking.screens.shares import shares as listed


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def shares(office, **wanted) -> list[Assignment]:
    with office.register.reading() as session:
        rows = session.exec(select(Assignment).order_by(Assignment.id)).all()
    return [row for row in rows if all(getattr(row, name) == value for name, value in wanted.items())]


def test_who_oversees_and_who_monitors_stands_in_t1_as_it_was_known(office, bring, duty, clock):
    bring(office.register, duty("Rà soát", "Sở Tư pháp", due="2026-04-15"))
    [share] = shares(office)
    before = clock.now
    clock.set("2026-03-05")
    people = directing.people(office.register, office.leader)
    assert (office.leader.account_id in people[0], office.officer.account_id in people[1]) == (True, True)
    directing.direct_duties(office.register, office.leader, [share.duty_id], office.leader.account_id, office.officer.account_id)
    [row] = report(office.register, "t1").rows
    assert (row["leader"], row["officer"]) == ("Phạm Thị Dung", "Lê Văn Cường")
    [row] = report(office.register, "t1", known_at=before).rows
    assert (row["leader"], row["officer"]) == ("", "")


def test_only_an_account_of_the_right_role_oversees_and_a_unit_decides_nothing(office, bring, duty):
    bring(office.register, duty("Rà soát", "Sở Tư pháp", due="2026-04-15"))
    [share] = shares(office)
    with pytest.raises(NotAllowed, match="Lãnh đạo phụ trách"):
        directing.direct_duties(office.register, office.officer, [share.duty_id], office.unit.account_id, None)
    with pytest.raises(NoRight):
        directing.direct_duties(office.register, office.unit, [share.duty_id], None, office.officer.account_id)


def test_the_occurrences_of_a_rhythm_are_overseen_as_their_parent(office, bring, duty, clock):
    text = {"rule": "FREQ=MONTHLY;BYMONTHDAY=25", "frequency": "monthly", "text": "ngày 25 hằng tháng"}
    bring(office.register, duty("Báo cáo", "Sở Tư pháp", kind="recurring", **text))
    with office.register.reading() as session:
        parent = session.exec(select(Duty).where(Duty.parent_id == None)).one()  # noqa: E711  # a column compared with NULL
    directing.direct_duties(office.register, office.leader, [parent.id], office.leader.account_id, None)
    clock.set("2026-05-26")
    fan_out.make_ahead(office.register, office.officer)
    with office.register.reading() as session:
        made = session.exec(select(Duty.id).where(Duty.parent_id == parent.id)).all()
        assert {row.duty_id for row in session.exec(select(Direction))} == {parent.id, *made}


def test_what_a_leaver_monitored_goes_to_another(office, bring, duty):
    bring(office.register, duty("Rà soát", "Sở Tư pháp", due="2026-04-15"), duty("Lập dự toán", "Sở Tài chính", due="2026-04-15"))
    ids = [share.duty_id for share in shares(office)]
    heir = accounts.add_account(office.register, office.admin, "nguoi.moi", "mật khẩu đủ dài", "Vũ Thị Hoa", "officer")
    directing.direct_duties(office.register, office.leader, ids, None, office.officer.account_id)
    assert (
        handing_over.hand_monitoring_over(office.register, office.leader, office.officer.account_id, heir.account_id, "chuyển công tác")
        == 2
    )
    with office.register.reading() as session:
        assert {who.officer for who in directing.directed(session, ids).values()} == {"Vũ Thị Hoa"}
    with pytest.raises(NotAllowed, match="hai tài khoản khác nhau"):
        handing_over.hand_monitoring_over(office.register, office.leader, heir.account_id, heir.account_id, "")


def test_what_a_leaver_of_a_unit_handled_goes_to_a_colleague_and_keeps_its_days(office, bring, duty):
    bring(office.register, duty("Rà soát", "Sở Tư pháp", due="2026-04-15"), duty("Tập huấn", "Sở Tư pháp", due="2026-05-15"))
    first, second = shares(office)
    for share in (first, second):
        passing.pass_on(office.register, office.unit, share.id, person="Hà Thị Mai")
    with pytest.raises(NoRight):
        handing_over.hand_person_over(office.register, office.other, first.office_id, "Hà Thị Mai", "Lý Văn Nam", "nghỉ hưu")
    assert handing_over.hand_person_over(office.register, office.unit, first.office_id, "Hà Thị Mai", "Lý Văn Nam", "nghỉ hưu") == 2
    after = shares(office, handler="Lý Văn Nam")
    assert [row.handler_due_on for row in after] == [day("2026-04-13"), day("2026-05-13")]
    with pytest.raises(NotAllowed, match="Không có việc đang làm"):
        handing_over.hand_person_over(office.register, office.unit, first.office_id, "Hà Thị Mai", "Lý Văn Nam", "nghỉ hưu")


def test_nothing_is_handed_to_an_office_that_ended_or_to_itself(office, bring, duty):
    bring(office.register, duty("Rà soát", "Sở Tư pháp", due="2026-04-15"))
    ids = office.ids
    with office.register.reading() as session:
        from tracking.register.tables import Office

        ended = session.exec(select(Office).where(Office.valid_until < day("2026-01-01"))).first()  # type: ignore[operator]  # a column
    with pytest.raises(NotAllowed, match="phải khác"):
        handing_over.hand_over_all(office.register, office.leader, ids["Sở Tư pháp"], ids["Sở Tư pháp"], "tổ chức lại")
    with pytest.raises(NotAllowed, match="không còn hoạt động"):
        handing_over.hand_over_all(office.register, office.leader, ids["Sở Tư pháp"], ended.id, "tổ chức lại")
    with pytest.raises(NotAllowed, match="lý do"):
        handing_over.hand_over_all(office.register, office.leader, ids["Sở Tư pháp"], ids["Sở Y tế"], " ")


def test_a_coordinator_is_asked_answers_and_its_silence_is_shown(office, bring, duty, clock):
    bring(office.register, duty("Lập đề án", "Sở Tư pháp", due="2026-04-15", coordinators=("Sở Tài chính", "Sở Y tế")))
    finance, health = shares(office, role="coordinator")
    clock.set("2026-03-03")
    for share in (finance, health):
        opinions.ask_opinion(office.register, office.unit, share.id, day("2026-03-10"), "15/STP-VP")
    clock.set("2026-03-09")
    opinions.give_opinion(office.register, office.other, finance.id, "remarks", "20/STC", note="Cần nêu nguồn kinh phí.")
    rows = {row["coordinator"]: row for row in report(office.register, "t7", as_of=day("2026-03-12")).rows}
    assert (rows["Sở Tài chính"]["opinion"], rows["Sở Tài chính"]["reply_letter"], rows["Sở Tài chính"]["replied_on_time"]) == (
        "Có ý kiến góp ý",
        "20/STC",
        1,
    )
    assert (rows["Sở Y tế"]["opinion"], rows["Sở Y tế"]["answered"]) == ("Chưa trả lời, đã quá hạn", 0)
    totals = report(office.register, "t7", as_of=day("2026-03-12")).totals
    assert (totals["asked"], totals["answered"], totals["replied_on_time"]) == (2, 1, 1)
    assert {row["opinion"] for row in report(office.register, "t7", as_of=day("2026-03-05")).rows} == {"Chưa trả lời"}
    assert queries.duties(office.register, as_of=day("2026-03-12"))[0]["bucket"] == "open_in_time"


def test_an_opinion_is_asked_by_the_lead_and_given_by_the_coordinator(office, bring, duty):
    bring(office.register, duty("Lập đề án", "Sở Tư pháp", due="2026-04-15", coordinators=("Sở Tài chính",)))
    [lead], [helper] = shares(office, role="lead"), shares(office, role="coordinator")
    with pytest.raises(NoRight):
        opinions.ask_opinion(office.register, office.other, helper.id)
    with pytest.raises(NotAllowed, match="cơ quan phối hợp"):
        opinions.ask_opinion(office.register, office.unit, lead.id)
    with pytest.raises(NoRight):
        opinions.give_opinion(office.register, office.unit, helper.id, "agreed")
    with pytest.raises(NotAllowed, match="cần ghi nội dung"):
        opinions.give_opinion(office.register, office.other, helper.id, "refused")


def test_a_part_of_a_share_goes_to_another_office_and_both_count(office, bring, duty):
    bring(office.register, duty("Lập đề án và dự toán", "Sở Tư pháp", due="2026-04-15"))
    [share] = shares(office)
    part = splitting.split_share(
        office.register, office.leader, share.id, "Lập dự toán", office.ids["Sở Tài chính"], day("2026-04-01"), "đúng chức năng"
    )
    rows = queries.duties(office.register)
    assert [(row["id"], row["text"], row["due_on"], row["state"]) for row in rows] == [
        (part, "Lập dự toán", "2026-04-01", "assigned"),
        (share.duty_id, "Lập đề án và dự toán", "2026-04-15", "confirmed"),
    ]
    assert report(office.register, "t2").totals["total"] == 2
    with pytest.raises(NotAllowed, match="sau hạn hiện hành"):
        splitting.split_share(office.register, office.leader, share.id, "Một phần", office.ids["Sở Y tế"], day("2026-06-01"), "lý do")
    with pytest.raises(NoRight):
        splitting.split_share(office.register, office.unit, share.id, "Một phần", office.ids["Sở Y tế"], None, "lý do")
    assert verify.verify(office.register).sound


def test_a_double_is_found_and_counted_once_while_earlier_knowledge_stays(office, bring, duty, clock):
    bring(office.register, duty("Rà soát các thủ tục hành chính về đất đai", "Sở Tư pháp", due="2026-04-15"), number="1/UBND-TH")
    bring(office.register, duty("Rà soát các thủ tục hành chính đất đai", "Sở Tư pháp", due="2026-04-15"), number="2/UBND-TH")
    bring(office.register, duty("Tập huấn chuyển đổi số", "Sở Tư pháp", due="2026-04-15"), number="3/UBND-TH")
    first, second, third = (share.duty_id for share in shares(office))
    assert [key for key, _ in splitting.doubles_of(office.register, office.officer, second)] == [first]
    before = clock.now
    clock.set("2026-03-04")
    splitting.merge_duplicate(office.register, office.officer, second, first, "cùng một việc")
    assert [row["id"] for row in queries.duties(office.register)] == [first, third]
    assert overview.overview(office.register)["totals"]["total"] == 2
    assert len(queries.duties(office.register, as_of=day("2026-03-02"), known_at=before)) == 3
    assert verify.verify(office.register).sound
    with pytest.raises(NotAllowed, match="Chọn một nhiệm vụ khác"):
        splitting.merge_duplicate(office.register, office.officer, second, first, "lần nữa")


def test_what_was_completed_is_no_mere_double(office, bring, duty):
    bring(office.register, duty("Rà soát", "Sở Tư pháp", due="2026-04-15"), number="1/UBND-TH")
    bring(office.register, duty("Rà soát", "Sở Tư pháp", due="2026-04-15"), number="2/UBND-TH")
    first, second = shares(office)
    work.report_done(office.register, office.unit, second.id, number="9/STP")
    work.confirm_done(office.register, office.officer, second.id)
    with pytest.raises(NotAllowed, match="không gộp được"):
        splitting.merge_duplicate(office.register, office.officer, second.duty_id, first.duty_id, "cùng một việc")


def test_a_deadline_of_hours_is_put_off_by_hours(office, bring, duty, clock):
    clock.now = dt.datetime(2026, 3, 20, 2, 0, tzinfo=dt.UTC)
    bring(office.register, duty("Báo cáo nhanh", "Sở Tư pháp", due="2026-03-20", time="11:30"), issued_on="2026-03-20")
    [share] = shares(office)
    assert share.due_time == "11:30"
    with pytest.raises(NotAllowed, match="sau hạn hiện hành"):
        extensions.ask_extension(
            office.register, office.unit, share.id, "postpone", "đang gom số liệu", share.due_on, asked_due_time="11:00"
        )
    with pytest.raises(NotAllowed, match="Giờ «25 giờ»"):
        extensions.ask_extension(office.register, office.unit, share.id, "postpone", "đang gom", share.due_on, asked_due_time="25 giờ")
    clock.now = dt.datetime(2026, 3, 20, 5, 0, tzinfo=dt.UTC)
    asked = extensions.ask_extension(
        office.register, office.unit, share.id, "postpone", "đang gom số liệu", share.due_on, asked_due_time="16:30"
    )
    [request] = extensions.requests(office.register)
    assert request["asked_late"] is True
    extensions.decide_extension(office.register, office.leader, asked, "partly", share.due_on, granted_due_time="15:00")
    [after] = shares(office)
    assert (after.due_on, after.due_time, after.extensions) == (day("2026-03-20"), "15:00", 1)
    [row] = report(office.register, "t4").rows
    assert (row["due_on"], row["asked_due_on"], row["granted_due_on"]) == ("2026-03-20 11:30", "2026-03-20 16:30", "2026-03-20 15:00")
    clock.now = dt.datetime(2026, 3, 20, 8, 30, tzinfo=dt.UTC)
    assert queries.duties(office.register)[0]["bucket"] == "open_overdue"


def test_what_climbs_goes_to_whoever_monitors_and_the_list_of_ones_own_has_it(office, bring, duty, clock):
    bring(office.register, duty("Rà soát", "Sở Tư pháp", due="2026-03-20"), duty("Lập dự toán", "Sở Tài chính", due="2026-03-20"))
    first, second = shares(office)
    other = accounts.add_account(
        office.register, office.admin, "nguoi.moi", "mật khẩu đủ dài", "Vũ Thị Hoa", "officer", mail="hoa@x.example"
    )
    with office.register.command(LOCAL, "test_mail") as unit:
        unit.session.get_one(Account, office.officer.account_id).mail = "cuong@x.example"
    directing.direct_duties(office.register, office.leader, [first.duty_id], None, other.account_id)
    clock.set("2026-03-25")
    remind(office.register, LOCAL, day("2026-03-25"))
    told = {person.mail: {n.duty_id for n in notices} for person, notices in not_mailed(office.register, day("2026-03-25"))}
    assert told == {"hoa@x.example": {first.duty_id, second.duty_id}, "cuong@x.example": {second.duty_id}}
    assert [row.duty_id for row in listed(office.register, other, Filters("mine"))[0]] == [first.duty_id]
    assert listed(office.register, office.officer, Filters("mine"))[1] == 0
