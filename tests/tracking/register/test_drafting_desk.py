"""What the drafting desk asks: where a kind starts, what was typed and not saved, which duties a draft answers, where a thing stands."""

from __future__ import annotations

import dataclasses

import pytest

from drafting.check import check
from drafting.draft import draft
from drafting.kinds import copies as copy_kinds
from drafting.kinds import kinds
from drafting.spec import parse_spec
from drafting.spec_rules import broken_rules
from drafting.spec_values import Annex, Issuer, Node
from tracking.outgoing import starts, working_copies
from tracking.outgoing.coverage import coverage
from tracking.outgoing.life import document_page, revise, save_draft
from tracking.outgoing.places import node_places, place_of_pointer
from tracking.outgoing.starts import start_of, starting_spec
from tracking.outgoing.working_copies import WorkingCopy, copy_of, drop_copy, keep_copy
from tracking.planning import plan_from_duties
from tracking.register import queries
from tracking.register.refusals import NotAllowed, NotFound

EVERY_KIND = [kind.name for kind in (*kinds(), *copy_kinds())]


@pytest.fixture
def given(office, bring, duty):
    """Three duties of a superior's document."""
    directive = bring(
        office.register,
        duty("Rà soát thủ tục hành chính", "Sở Tư pháp", due="2026-03-24"),
        duty("Bố trí kinh phí sửa trụ sở", "Sở Tài chính"),
        duty("Tổ chức tập huấn chuyển đổi số", "Sở Tư pháp", due="2026-06-30"),
        issuer="Chính phủ",
        number="30/NQ-CP",
    )
    return [row["id"] for row in queries.duties(office.register, directive=directive)]


def test_every_kind_has_a_start_in_the_table():
    assert set(starts._table()) == set(EVERY_KIND)


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_a_draft_of_any_kind_starts_with_our_own_head_and_is_drawn_before_it_is_complete(office, kind, tmp_path):
    spec = starting_spec(office.register, kind)
    assert spec.kind.name == kind
    assert spec.issuer.name
    assert set(start_of(kind).shows) <= {"issuing_authority", "addressees", "bases", "opening", "fields", "closing"}
    check(draft(spec, tmp_path / "du-thao.docx"))


def test_no_draft_starts_from_a_kind_that_the_law_does_not_know(office):
    with pytest.raises(NotAllowed, match="không phải là loại văn bản"):
        starting_spec(office.register, "tâm thư")


def test_a_description_being_written_is_read_and_every_open_point_is_told():
    value = {"kind": "công văn", "issuer": {"name": "Sở Y tế"}, "annexes": [{"title": "Danh sách", "body": [{"text": "Một dòng"}]}]}
    spec = parse_spec(value, complete=False)
    pointers = [pointer for pointer, _ in broken_rules(spec)]
    assert pointers == ["/subject", "/symbol", "/signature", "/addressees", "/body", "/annexes/0"]


def test_what_is_typed_is_kept_for_its_author_alone_until_it_is_given_up(office):
    copy = WorkingCopy(working_copies.new_key(), {"kind": "thông báo", "issuer": {"name": "Sở Y tế"}, "subject": "nghỉ lễ"}, duty_ids=(3,))
    keep_copy(office.register, office.officer, copy)
    keep_copy(office.register, office.officer, dataclasses.replace(copy, spec={**copy.spec, "subject": "nghỉ lễ 30/4"}))
    [found] = working_copies.copies(office.register, office.officer)
    assert (found.kind, found.subject, found.duty_ids, found.key) == ("thông báo", "nghỉ lễ 30/4", (3,), copy.key)
    with pytest.raises(NotFound, match="nhập dở"):
        copy_of(office.register, office.admin, copy.key)
    drop_copy(office.register, office.officer, copy.key)
    assert working_copies.copies(office.register, office.officer) == []


@pytest.mark.parametrize("key", ["../register", "a/b", "", "x" * 41, "A.json"])
def test_no_other_file_is_reached_through_the_name_of_a_copy(office, key):
    with pytest.raises(NotFound):
        copy_of(office.register, office.officer, key)


def test_the_coverage_names_the_line_that_answers_each_duty_and_what_is_left(office, given):
    spec = plan_from_duties(office.register, given[:1], "kế hoạch").spec
    first, second, third = coverage(office.register, given[:1], spec)
    assert (first.place, first.late, first.directive) == ("annex.0.0", False, "30/NQ-CP ngày 05/02/2026")
    assert (second.place, third.place) == ("", "")
    task = Node("task", "Tổ chức tập huấn về chuyển đổi số", owners=("Sở Tư pháp",), deadline="chậm nhất ngày 31 tháng 7 năm 2026")
    longer = dataclasses.replace(spec, body=(*spec.body, Node("heading", "Tập huấn", children=(task,))))
    found = coverage(office.register, given[:1], longer)[2]
    places = dict(node_places(longer))
    assert places[found.place] == task
    assert found.late


def test_a_document_without_duties_answers_none(office):
    assert coverage(office.register, [], starting_spec(office.register, "kế hoạch")) == ()


def test_a_new_version_is_tied_to_the_duties_that_it_takes_up(office, given):
    spec = dataclasses.replace(plan_from_duties(office.register, given[:1]).spec, symbol="UBND-TH")
    key = save_draft(office.register, office.officer, spec, given[:1])
    revise(office.register, office.officer, key, spec, 1, duty_ids=given)
    assert [row["id"] for row in document_page(office.register, key)["duties"]] == given


def test_a_pointer_and_a_line_name_the_same_place():
    body = (Node("heading", "A", children=(Node("text", "a1"), Node("text", "a2"))), Node("heading", "B", children=(Node("task", "b1"),)))
    spec = dataclasses.replace(
        parse_spec({"kind": "kế hoạch", "issuer": {"name": "Sở Y tế"}}, complete=False),
        issuer=Issuer("Sở Y tế"),
        body=body,
        annexes=(Annex("Bảng", tasks=(Node("task", "t0"), Node("task", "t1"))),),
    )
    texts = {place: node.text for place, node in node_places(spec)}
    assert texts[place_of_pointer(spec, "/body/1/children/0")] == "b1"
    assert texts[place_of_pointer(spec, "/body/0/children/1")] == "a2"
    assert texts[place_of_pointer(spec, "/annexes/0/tasks/1")] == "t1"
    assert place_of_pointer(spec, "/annexes/0") == "annex.0"
    assert place_of_pointer(spec, "/signature") == "signers"
    assert place_of_pointer(spec, "/subject") == "subject"
