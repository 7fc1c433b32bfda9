"""Chosen duties become an implementing document: cited in full, laid out by unit, a step ahead of the superior's day."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from drafting.check import check
from drafting.draft import draft
from drafting.spec_values import Signature
from tracking.citation import citation
from tracking.extract import extract
from tracking.outgoing.coverage import coverage
from tracking.planning import plan_from_duties
from tracking.register import queries, review
from tracking.register.actor import LOCAL
from tracking.register.refusals import NotAllowed


@pytest.fixture
def chosen(office, bring, duty):
    directive = bring(
        office.register,
        duty("Rà soát thủ tục hành chính", "Sở Tư pháp", due="2026-03-24"),
        duty("Bố trí kinh phí", "Sở Tài chính"),
        duty("Tổ chức tập huấn", "Sở Tư pháp", due="2026-06-30"),
        issuer="Chính phủ",
        number="30/NQ-CP",
        subject="đơn giản hóa thủ tục hành chính",
    )
    return office, [row["id"] for row in queries.duties(office.register, directive=directive)]


def test_the_letter_cites_the_directive_in_full_and_groups_by_unit(chosen):
    office, ids = chosen
    spec = plan_from_duties(office.register, ids).spec
    opening = spec.opening[0]
    assert "số 30/NQ-CP ngày 05 tháng 02 năm 2026 của Chính phủ về việc đơn giản hóa thủ tục hành chính" in opening
    assert [node.text for node in spec.body] == ["Sở Tư pháp", "Sở Tài chính"]
    assert len(spec.body[0].children) == 2


def test_a_unit_s_day_stands_two_working_days_before_the_superior_s(chosen):
    office, ids = chosen
    line = plan_from_duties(office.register, ids).lines[0]
    assert (line.due_on, line.superior_due_on) == (dt.date(2026, 3, 20), dt.date(2026, 3, 24))


def test_duties_that_no_line_carries_out_are_listed(chosen):
    office, ids = chosen
    points = coverage(office.register, ids[:1], plan_from_duties(office.register, ids[:1]).spec)
    assert [point.text for point in points if not point.place] == ["Bố trí kinh phí", "Tổ chức tập huấn"]


def test_each_line_stays_tied_to_its_duty(chosen):
    office, ids = chosen
    assert [line.duty_id for line in plan_from_duties(office.register, ids, "kế hoạch").lines] == ids


def test_the_letter_and_the_plan_read_back_with_their_owners_and_days(chosen, tmp_path):
    office, ids = chosen
    letter = extract(draft(plan_from_duties(office.register, ids).spec, tmp_path / "cong-van.docx"))
    plan = extract(draft(plan_from_duties(office.register, ids, "kế hoạch").spec, tmp_path / "ke-hoach.docx"))
    expected = [
        ("Rà soát thủ tục hành chính", "Sở Tư pháp", dt.date(2026, 3, 20)),
        ("Tổ chức tập huấn", "Sở Tư pháp", dt.date(2026, 6, 26)),
        ("Bố trí kinh phí", "Sở Tài chính", None),
    ]
    assert sorted((d.text, d.owners[0], d.deadline.due) for d in letter.duties if d.text in {e[0] for e in expected}) == sorted(
        expected, key=lambda row: row[0]
    )
    assert {(d.text, d.owners[0], d.deadline.due) for d in plan.duties} >= set(expected)


@pytest.mark.parametrize("kind", ["công văn", "kế hoạch"])
def test_the_drafts_are_lawful_as_they_are_laid_out(chosen, kind, tmp_path):
    office, ids = chosen
    spec = plan_from_duties(office.register, ids, kind).spec
    head = {"symbol": "UBND-TH" if kind == "công văn" else "KH-UBND", "place": "Lào Cai"}
    signed = dataclasses.replace(spec, **head, signers=(Signature("CHỦ TỊCH", "Lý Văn Sơn", ("TM. ỦY BAN NHÂN DÂN",)),))
    found = check(draft(signed, tmp_path / "du-thao.docx"))
    assert [(finding.rule, finding.found) for finding in found if finding.severity in ("E", "W")] == []


def test_nothing_is_drafted_from_proposed_duties(office, bring, duty):
    directive = bring(office.register, duty("Rà soát", "Sở Tư pháp"), confirm=False)
    [row] = queries.duties(office.register, "proposed", directive=directive)
    with pytest.raises(NotAllowed, match="Rà soát trước khi soạn"):
        plan_from_duties(office.register, [row["id"]])
    review.confirm_duties(office.register, LOCAL, directive)
    assert plan_from_duties(office.register, [row["id"]]).lines


def test_only_another_body_is_told_of_the_plan(chosen, bring, duty):
    office, ids = chosen
    own = bring(office.register, duty("Kiểm kê", "Sở Tư pháp"), number="9/UBND-TH")
    [row] = queries.duties(office.register, directive=own)
    assert plan_from_duties(office.register, ids).spec.recipients == ("Như trên", "Chính phủ (để báo cáo)")
    assert plan_from_duties(office.register, [row["id"]]).spec.recipients == ("Như trên",)


def test_nothing_is_drafted_without_an_office_of_our_own(register):
    with pytest.raises(NotAllowed, match="Chưa chọn cơ quan của mình"):
        plan_from_duties(register, [1])


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("cải cách hành chính", "Kế hoạch số 5/KH-UBND về việc cải cách hành chính"),
        ("Ban hành Quy chế làm việc", "Kế hoạch số 5/KH-UBND ban hành Quy chế làm việc"),
        ("Về công tác văn thư.", "Kế hoạch số 5/KH-UBND về công tác văn thư"),
        ("UBND các xã báo cáo", "Kế hoạch số 5/KH-UBND về việc UBND các xã báo cáo"),
        (None, "Kế hoạch số 5/KH-UBND"),
    ],
)
def test_a_citation_joins_the_subject_as_the_language_does(subject, words):
    assert citation("kế hoạch", "5/KH-UBND", None, None, subject) == words
