"""A duty on its way from a received document to completion, on both databases."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlmodel import select

from tracking.register import extensions, handing_over, office_setup, overview, pages, queries, verify, work
from tracking.register.refusals import ConflictError, NoRight, NotAllowed
from tracking.register.tables import Assignment, Office
from tracking.reports.report import report
from tracking.screens import figures
from tracking.screens.shares import Filters, shares


def share_of(office, directive, name="Sở Tư pháp"):
    with office.register.reading() as session:
        rows = session.exec(select(Assignment).where(Assignment.office_id == office.ids[name])).all()
    return rows[-1]


def row_of(office, directive, **how):
    return queries.duties(office.register, directive=directive, **how)[0]


def test_a_duty_is_followed_to_completion_and_dated_by_its_report(any_office, clock, bring, duty):
    office = any_office
    directive = bring(office.register, duty("Rà soát thủ tục hành chính", "Sở Tư pháp", due="2026-03-20"))
    share = share_of(office, directive)
    work.assign(office.register, office.leader, share.id)
    work.accept(office.register, office.unit, share.id)
    work.progress(office.register, office.unit, share.id, "Đã rà soát một nửa.")
    clock.set("2026-03-18")
    work.report_done(office.register, office.unit, share.id, number="45/BC-STP")
    clock.set("2026-03-25")
    waiting = row_of(office, directive)
    work.confirm_done(office.register, office.officer, share.id)
    done = row_of(office, directive)
    assert (waiting["state"], waiting["bucket"], waiting["days_late"]) == ("reported", "open_in_time", 0)
    assert (done["state"], done["bucket"], done["days_late"]) == ("completed", "done_on_time", 0)
    assert verify.verify(office.register).faults == ()


def test_the_internal_day_is_two_working_days_before_the_deadline(office, bring, duty):
    directive = bring(office.register, duty("Báo cáo kết quả", "Sở Tư pháp", due="2026-03-24"))
    work.assign(office.register, office.leader, share_of(office, directive).id)
    assert share_of(office, directive).internal_due_on == dt.date(2026, 3, 20)


def test_a_report_needs_proof_and_another_person_to_confirm_it(office, bring, duty):
    directive = bring(office.register, duty("Lập danh mục", "Sở Tư pháp"))
    share = share_of(office, directive)
    with pytest.raises(NotAllowed, match="minh chứng"):
        work.report_done(office.register, office.officer, share.id)
    work.report_done(office.register, office.officer, share.id, number="7/STP-VP")
    with pytest.raises(NoRight, match="không tự xác nhận"):
        work.confirm_done(office.register, office.officer, share.id)
    work.confirm_done(office.register, office.leader, share.id)
    assert row_of(office, directive)["bucket"] == "done_no_deadline"


def test_work_refused_by_the_office_reopens_with_its_old_deadline(office, clock, bring, duty):
    directive = bring(office.register, duty("Lập danh mục", "Sở Tư pháp", due="2026-03-10"))
    share = share_of(office, directive)
    work.report_done(office.register, office.unit, share.id, number="7/STP-VP")
    clock.set("2026-03-15")
    with pytest.raises(NotAllowed, match="lý do"):
        work.redo(office.register, office.officer, share.id, " ")
    work.redo(office.register, office.officer, share.id, "Thiếu biểu số liệu.")
    row = row_of(office, directive)
    assert (row["state"], row["bucket"], row["days_late"]) == ("redo", "open_overdue", 5)


def test_a_unit_moves_only_its_own_share(office, bring, duty):
    directive = bring(office.register, duty("Lập danh mục", "Sở Tư pháp"))
    with pytest.raises(NoRight):
        work.accept(office.register, office.other, share_of(office, directive).id)


def test_the_second_of_two_people_is_told_who_did_what(office, bring, duty):
    directive = bring(office.register, duty("Lập danh mục", "Sở Tư pháp"))
    share = share_of(office, directive)
    work.accept(office.register, office.unit, share.id, version=share.version)
    with pytest.raises(ConflictError, match="Hoàng Văn Em vừa tiếp nhận") as told:
        work.assign(office.register, office.leader, share.id, version=share.version)
    assert told.value.who == "Hoàng Văn Em"


def test_a_return_names_its_ground_and_moves_the_share_only_when_decided(office, clock, bring, duty):
    directive = bring(office.register, duty("Cân đối kinh phí", "Sở Tư pháp", due="2026-04-01"))
    share, finance = share_of(office, directive), office.ids["Sở Tài chính"]
    with pytest.raises(NotAllowed, match="cần hai điều"):
        work.propose_return(office.register, office.unit, share.id, "Không đúng chức năng", None)
    work.propose_return(office.register, office.unit, share.id, "Không đúng chức năng", finance)
    assert row_of(office, directive)["assignments"][0]["office"] == "Sở Tư pháp"
    clock.set("2026-03-05")
    work.decide_return(office.register, office.leader, share.id, finance)
    assert [a["office"] for a in row_of(office, directive)["assignments"]] == ["Sở Tài chính"]
    assert [a["office"] for a in row_of(office, directive, as_of=dt.date(2026, 3, 4))["assignments"]] == ["Sở Tư pháp"]
    assert row_of(office, directive)["due_on"] == "2026-04-01"


def test_a_suspended_share_goes_on_where_it_stopped(office, clock, bring, duty):
    directive = bring(office.register, duty("Xây nhà văn hóa", "Sở Tư pháp", due="2026-03-10"))
    share = share_of(office, directive)
    work.progress(office.register, office.unit, share.id, "Đã khởi công.")
    work.suspend(office.register, office.leader, share.id, "Chờ vốn.")
    clock.set("2026-03-20")
    assert row_of(office, directive)["bucket"] == "suspended"
    work.resume(office.register, office.leader, share.id)
    assert (row_of(office, directive)["state"], row_of(office, directive)["bucket"]) == ("in_progress", "open_overdue")


def test_a_superiors_deadline_moves_only_by_the_superiors_document(office, clock, bring, duty):
    directive = bring(office.register, duty("Báo cáo Bộ", "Sở Tư pháp", due="2026-03-10"), issuer="Bộ Tư pháp", number="5/BTP-VP")
    share = share_of(office, directive)
    asked = extensions.ask_extension(office.register, office.unit, share.id, "postpone", "Chờ số liệu các xã.", dt.date(2026, 3, 25))
    with pytest.raises(NotAllowed, match="Bộ Tư pháp quy định tại 5/BTP-VP"):
        extensions.decide_extension(office.register, office.leader, asked, "granted")
    clock.set("2026-03-12")
    assert row_of(office, directive)["bucket"] == "open_overdue"
    extensions.decide_extension(office.register, office.leader, asked, "granted", decision_number="88/BTP-VP", decision_issuer="Bộ Tư pháp")
    row = row_of(office, directive)
    assert (row["due_on"], row["original_due_on"], row["extensions"], row["bucket"]) == ("2026-03-25", "2026-03-10", 1, "open_in_time")
    assert row_of(office, directive, as_of=dt.date(2026, 3, 11))["bucket"] == "open_overdue"


def test_our_own_deadline_moves_by_our_own_decision_and_a_refusal_changes_nothing(office, bring, duty):
    directive = bring(office.register, duty("Báo cáo tỉnh", "Sở Tư pháp", due="2026-03-10"))
    share = share_of(office, directive)
    first = extensions.ask_extension(office.register, office.unit, share.id, "postpone", "Chậm dữ liệu.", dt.date(2026, 3, 15))
    with pytest.raises(NotAllowed, match="đang chờ quyết định"):
        extensions.ask_extension(office.register, office.unit, share.id, "drop", "Không còn cần.")
    extensions.decide_extension(office.register, office.leader, first, "refused")
    assert row_of(office, directive)["due_on"] == "2026-03-10"
    second = extensions.ask_extension(office.register, office.unit, share.id, "postpone", "Chậm dữ liệu.", dt.date(2026, 3, 15))
    extensions.decide_extension(office.register, office.leader, second, "partly", granted_due_on=dt.date(2026, 3, 12))
    assert row_of(office, directive)["due_on"] == "2026-03-12"


def test_one_late_share_makes_the_whole_duty_late(office, clock, bring, duty):
    directive = bring(office.register, duty("Góp ý dự thảo", "Sở Tư pháp", "Sở Tài chính", due="2026-03-10"))
    work.report_done(office.register, office.unit, share_of(office, directive).id, number="1/STP")
    work.confirm_done(office.register, office.officer, share_of(office, directive).id)
    clock.set("2026-03-12")
    row = row_of(office, directive)
    assert [a["bucket"] for a in row["assignments"]] == ["done_on_time", "open_overdue"]
    assert (row["bucket"], row["state"]) == ("open_overdue", "confirmed")


def test_coordinators_have_shares_that_change_no_bucket(office, clock, bring, duty):
    directive = bring(office.register, duty("Lập quy hoạch", "Sở Tư pháp", due="2026-03-10", coordinators=("Sở Tài chính",)))
    share = share_of(office, directive)
    work.report_done(office.register, office.unit, share.id, number="1/STP")
    work.confirm_done(office.register, office.officer, share.id)
    clock.set("2026-04-10")
    row = row_of(office, directive)
    assert [(a["role"], a["office"]) for a in row["assignments"]] == [("lead", "Sở Tư pháp"), ("coordinator", "Sở Tài chính")]
    assert row["bucket"] == "done_on_time"


def test_a_page_shows_history_and_only_the_moves_one_may_make(office, bring, duty):
    directive = bring(office.register, duty("Lập danh mục", "Sở Tư pháp"))
    share = share_of(office, directive)
    work.accept(office.register, office.unit, share.id)
    page = pages.duty_page(office.register, office.unit, share.duty_id)
    assert [event["label"] for event in page["history"]][-1] == "Tiếp nhận"
    assert {move["event"] for move in page["shares"][0]["moves"]} == {"progress", "report", "propose_return"}
    assert "shares" not in pages.duty_page(office.register, office.other, share.duty_id)


def test_a_cause_of_delay_comes_from_the_closed_list(office, bring, duty):
    share = share_of(office, bring(office.register, duty("Lập danh mục", "Sở Tư pháp", due="2026-02-20")))
    with pytest.raises(NotAllowed, match="Chờ hướng dẫn của cấp trên"):
        work.explain_delay(office.register, office.unit, share.id, "vì bận")
    work.explain_delay(office.register, office.unit, share.id, "coordinator", "Sở Tài chính", dt.date(2026, 2, 25))
    assert pages.duty_page(office.register, office.unit, share.duty_id)["shares"][0]["waiting_for"] == "Sở Tài chính"


def test_a_day_that_has_not_come_or_precedes_the_duty_is_refused(office, bring, duty):
    share = share_of(office, bring(office.register, duty("Lập danh mục", "Sở Tư pháp")))
    with pytest.raises(NotAllowed, match="chưa đến"):
        work.accept(office.register, office.unit, share.id, on=dt.date(2026, 3, 3))
    with pytest.raises(NotAllowed, match="trước ngày giao"):
        work.accept(office.register, office.unit, share.id, on=dt.date(2026, 2, 1))


def test_extension_upon_extension_never_takes_days_away(office, bring, duty):
    bring(office.register, duty("Rà soát", "Sở Tư pháp", due="2026-03-10"))
    share = share_of(office, None)
    with pytest.raises(NotAllowed, match="sau hạn hiện hành"):
        extensions.ask_extension(office.register, office.unit, share.id, "postpone", "Chậm dữ liệu.", dt.date(2026, 3, 10))
    first = extensions.ask_extension(office.register, office.unit, share.id, "postpone", "Chậm dữ liệu.", dt.date(2026, 3, 15))
    extensions.set_due(office.register, office.leader, share.id, dt.date(2026, 3, 20))
    with pytest.raises(NotAllowed, match="Hạn hiện hành đã là 20/3/2026"):
        extensions.decide_extension(office.register, office.leader, first, "granted")
    with pytest.raises(NotAllowed, match="trước ngày đề nghị"):
        extensions.decide_extension(office.register, office.leader, first, "refused", decided_on=dt.date(2026, 3, 1))
    extensions.decide_extension(office.register, office.leader, first, "partly", dt.date(2026, 3, 25))
    row = queries.duties(office.register)[0]
    assert (row["due_on"], row["original_due_on"], row["extensions"]) == ("2026-03-25", "2026-03-10", 2)


def test_a_request_to_drop_cannot_take_away_what_was_completed_meanwhile(office, bring, duty):
    bring(office.register, duty("Rà soát", "Sở Tư pháp", due="2026-03-10"))
    share = share_of(office, None)
    asked = extensions.ask_extension(office.register, office.unit, share.id, "drop", "Không còn cần.")
    work.report_done(office.register, office.unit, share.id, number="5/STP")
    work.confirm_done(office.register, office.leader, share.id)
    with pytest.raises(NotAllowed, match="Đã hoàn thành"):
        extensions.decide_extension(office.register, office.leader, asked, "granted")
    assert overview.overview(office.register)["requests"] == 0
    extensions.decide_extension(office.register, office.leader, asked, "refused")
    assert queries.duties(office.register)[0]["bucket"] == "done_on_time"


def test_a_request_waits_on_with_whoever_takes_the_work_over(office, bring, duty):
    bring(office.register, duty("Rà soát", "Sở Tư pháp", due="2026-03-10"))
    asked = extensions.ask_extension(office.register, office.unit, share_of(office, None).id, "postpone", "Chậm.", dt.date(2026, 3, 15))
    new = handing_over.hand_over(office.register, office.leader, share_of(office, None).id, office.ids["Sở Y tế"], "sáp nhập")
    assert shares(office.register, office.leader, Filters("change_asked"))[0][0].assignment_id == new
    extensions.decide_extension(office.register, office.leader, asked, "granted")
    assert queries.duties(office.register)[0]["due_on"] == "2026-03-15"
    assert [row["office"] for row in report(office.register, "t4").rows] == ["Sở Y tế"]


def test_duties_of_an_office_that_ended_are_one_list_until_handed_over(office, clock, bring, duty):
    bring(office.register, duty("Rà soát", "Sở Tư pháp", due="2026-04-10"))
    heir = office.ids["Sở Y tế"]
    with pytest.raises(NotAllowed, match="đơn vị khác"):
        office_setup.succeed(office.register, office.admin, office.ids["Sở Tư pháp"], [office.ids["Sở Tư pháp"]], dt.date(2026, 3, 10))
    for _ in range(2):  # said twice is said once
        office_setup.succeed(office.register, office.admin, office.ids["Sở Tư pháp"], [heir], dt.date(2026, 3, 10))
    assert shares(office.register, office.admin, Filters("ended_office"))[1] == 0
    clock.set("2026-03-10")
    assert shares(office.register, office.admin, Filters("ended_office"))[1] == 1
    assert figures.figures(office.register, office.admin).flags["ended_office"] == 1
    handing_over.hand_over_all(office.register, office.leader, office.ids["Sở Tư pháp"], heir, "tổ chức lại")
    assert shares(office.register, office.admin, Filters("ended_office"))[1] == 0
    assert verify.verify(office.register).faults == ()


def test_an_office_is_found_by_its_new_name_and_stands_under_no_office_of_its_own(office):
    register, key = office.register, office.ids["Sở Tư pháp"]
    office_setup.change_office(register, office.admin, key, name="Sở  Tư pháp và Nội chính")
    with register.reading() as session:
        found = session.get(Office, key)
    assert (found.name, found.fold) == ("Sở Tư pháp và Nội chính", "so tu phap va noi chinh")
    for fields, said in (
        ({"name": "  "}, "cần có tên"),
        ({"parent_id": key}, "trực thuộc chính mình"),
        ({"valid_from": dt.date(2026, 3, 1), "valid_until": dt.date(2026, 2, 1)}, "trước ngày bắt đầu"),
    ):
        with pytest.raises(NotAllowed, match=said):
            office_setup.change_office(register, office.admin, key, **fields)
