"""The review of what was read: header, edits, undo."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlmodel import select

from tracking.duty import Reference
from tracking.register import directives, pages, queries, review
from tracking.register.refusals import ConflictError, NotAllowed
from tracking.register.tables import Assignment, ReviewChange


def proposed(office, directive):
    return queries.duties(office.register, status="proposed", directive=directive)


def test_number_and_day_are_asked_before_duties_enter_the_register(office, bring, duty):
    directive = bring(office.register, duty("Rà soát", "Sở Tư pháp"), number=None, confirm=False)
    with pytest.raises(NotAllowed, match="Chưa đọc được số của văn bản"):
        review.confirm_duties(office.register, office.officer, directive)
    directives.settle_header(office.register, office.officer, directive, number="31/UBND-NC")
    review.confirm_duties(office.register, office.officer, directive)
    assert queries.duties(office.register)[0]["directive"]["number"] == "31/UBND-NC"


def test_a_paper_without_a_number_is_said_to_have_none(office, bring, duty):
    directive = bring(office.register, duty("Rà soát", "Sở Tư pháp"), number=None, confirm=False)
    directives.settle_header(office.register, office.officer, directive, without_number=True)
    assert len(review.confirm_duties(office.register, office.officer, directive)) == 1


def test_every_change_of_a_reviewer_is_kept(office, bring, duty):
    directive = bring(office.register, duty("Rà soát", "Sở Tư phap"), confirm=False)
    first = proposed(office, directive)[0]["id"]
    review.edit_duty(office.register, office.officer, first, owners=["Sở Tư pháp"], deliverable="báo cáo")
    with office.register.reading() as session:
        kept = {(row.field, str(row.before), str(row.after)) for row in session.exec(select(ReviewChange))}
    assert ("owners", "['Sở Tư phap']", "['Sở Tư pháp']") in kept
    assert pages.directive_page(office.register, directive)["duties"][0]["quote"] == "Rà soát"


def test_a_split_duty_becomes_two_in_its_place_and_a_merge_makes_them_one(office, bring, duty):
    directive = bring(office.register, duty("Rà soát; báo cáo", "Sở Tư pháp"), duty("Việc sau", "Sở Y tế"), confirm=False)
    first = proposed(office, directive)[0]["id"]
    ids = review.split_duty(office.register, office.officer, first, [{"text": "Rà soát"}, {"text": "báo cáo", "owners": ["Sở Y tế"]}])
    assert [row["text"] for row in proposed(office, directive)] == ["Rà soát", "báo cáo", "Việc sau"]
    review.merge_duties(office.register, office.officer, ids[1], ids[0])
    merged = proposed(office, directive)
    assert [(row["text"], row["owners"]) for row in merged] == [("Rà soát báo cáo", ["Sở Tư pháp", "Sở Y tế"]), ("Việc sau", ["Sở Y tế"])]


def test_a_rejected_proposal_can_be_restored_and_confirmed(office, bring, duty):
    directive = bring(office.register, duty("Rà soát", "Sở Tư pháp"), confirm=False)
    first = proposed(office, directive)[0]["id"]
    review.reject_duty(office.register, office.officer, first)
    assert queries.duties(office.register) == []
    assert pages.directive_page(office.register, directive)["state"] == "settled"
    review.restore_duty(office.register, office.officer, first)
    review.confirm_duties(office.register, office.officer, directive, [first])
    assert queries.duties(office.register)[0]["state"] == "confirmed"


def test_two_reviewers_of_one_duty_do_not_overwrite_each_other(office, bring, duty):
    directive = bring(office.register, duty("Rà soát", "Sở Tư pháp"), confirm=False)
    first = pages.directive_page(office.register, directive)["duties"][0]
    review.edit_duty(office.register, office.officer, first["id"], first["version"], text="Rà soát lần một")
    with pytest.raises(ConflictError, match="Lê Văn Cường vừa sửa"):
        review.edit_duty(office.register, office.leader, first["id"], first["version"], text="Rà soát lần hai")


def test_a_confirmed_duty_is_no_longer_edited_at_the_review_desk(office, bring, duty):
    directive = bring(office.register, duty("Rà soát", "Sở Tư pháp"))
    with pytest.raises(NotAllowed, match="Chờ phân công"):
        review.edit_duty(office.register, office.officer, queries.duties(office.register, directive=directive)[0]["id"], text="khác")


def test_a_duty_found_by_a_person_joins_the_directive(office, bring, duty):
    directive = bring(office.register, confirm=False)
    review.add_duty(office.register, office.officer, directive, duty("Báo cáo nhanh", "Sở Y tế", due="2026-03-05"))
    review.confirm_duties(office.register, office.officer, directive)
    assert queries.duties(office.register)[0]["due_on"] == "2026-03-05"


def test_a_directive_without_duties_is_an_answer(office, bring, duty):
    directive = bring(office.register, duty("Không phải việc", "Sở Y tế"), confirm=False)
    directives.mark_no_duty(office.register, office.officer, directive)
    page = pages.directive_page(office.register, directive)
    assert (page["no_duty"], page["state"], proposed(office, directive)) == (True, "settled", [])


def test_a_wrong_import_leaves_every_count_and_earlier_knowledge_stays(office, clock, bring, duty):
    directive = bring(office.register, duty("Rà soát", "Sở Tư pháp", due="2026-03-01"))
    before = clock.now
    clock.set("2026-03-09")
    directives.withdraw_import(office.register, office.leader, directive, "Nhập nhầm văn bản của tỉnh khác.")
    assert queries.duties(office.register) == []
    assert len(queries.duties(office.register, known_at=before)) == 1


def test_a_second_scan_gives_its_file_and_its_duties_count_once(office, bring, duty):
    first = bring(office.register, duty("Rà soát", "Sở Tư pháp"))
    second = bring(office.register, duty("Rà soát", "Sở Tư pháp"))
    directives.merge_scan(office.register, office.officer, second, first)
    assert len(queries.duties(office.register)) == 1
    assert len(pages.directive_page(office.register, first)["files"]) == 2


def test_a_cited_document_is_linked_when_it_arrives(office, bring, duty):
    cited = Reference("công văn", "77/BTP-VP", dt.date(2026, 1, 12), "Bộ Tư pháp", "thực hiện")
    ours = bring(office.register, duty("Rà soát", "Sở Tư pháp"), references=(cited,))
    assert pages.directive_page(office.register, ours)["cites"][0]["to_id"] is None
    theirs = bring(office.register, number="77/BTP-VP", issued_on="2026-01-12", issuer="Bộ Tư pháp", confirm=False)
    assert pages.directive_page(office.register, ours)["cites"][0]["to_id"] == theirs
    assert pages.directive_page(office.register, theirs)["cited_by"][0]["from_id"] == ours


def test_a_missing_owner_is_one_share_without_office(office, bring, duty):
    bring(office.register, duty("Rà soát"))
    assert queries.duties(office.register)[0]["assignments"] == [
        {"office": None, "role": "lead", "state": "confirmed", "bucket": "open_no_deadline", "due_on": None}
    ]


def test_a_group_fans_out_to_the_offices_of_its_day_without_the_excluded(office, bring, duty):
    bring(office.register, duty("Góp ý", "Các sở, ban, ngành (trừ Sở Y tế)"), issued_on="2024-05-06")
    names = {row["office"] for row in queries.duties(office.register)[0]["assignments"]}
    assert {"Sở Kế hoạch và Đầu tư", "Sở Tư pháp"} <= names
    assert not {"Sở Y tế", "Sở Nông nghiệp và Môi trường"} & names
    with office.register.reading() as session:
        assert {row.role for row in session.exec(select(Assignment))} == {"lead"}
