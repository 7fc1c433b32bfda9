"""What the drafting desk asks: where a kind starts, what was typed and not saved, which duties a draft answers, where a thing stands."""

from __future__ import annotations

import dataclasses

import pytest

from drafting.check import check
from drafting.draft import draft
from drafting.errors import InvalidInput
from drafting.kinds import copies as copy_kinds
from drafting.kinds import kinds
from drafting.spec import parse_spec
from drafting.spec_rules import broken_rules
from drafting.spec_values import Annex, Field, Issuer, Node, Signature
from tracking.duty import Duty
from tracking.outgoing import starts, working_copies
from tracking.outgoing.coverage import coverage
from tracking.outgoing.kept_spec import kept_form
from tracking.outgoing.life import document_page, revise, save_draft, take_step
from tracking.outgoing.places import node_places, place_of_pointer
from tracking.outgoing.starts import start_of, starting_spec
from tracking.outgoing.working_copies import WorkingCopy, copy_of, drop_copy, keep_copy
from tracking.planning import plan_from_duties
from tracking.register import queries, review
from tracking.register.refusals import ConflictError, NoRight, NotAllowed, NotFound
from tracking.register.tables import Duty as Row
from tracking.screens import drafts

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
def test_a_draft_of_any_kind_starts_lawful_and_is_drawn_before_it_is_complete(office, kind, tmp_path):
    spec = starting_spec(office.register, kind)
    assert spec.kind.name == kind
    assert set(start_of(kind).shows) <= {"issuing_authority", "addressees", "bases", "opening", "fields", "closing"}
    draft(spec, tmp_path / "do-dang.docx")
    whole = _completed(spec)
    assert list(broken_rules(whole)) == []
    assert [f for f in check(draft(whole, tmp_path / "du-thao.docx")) if f.severity in ("E", "W")] == []


def _completed(spec):
    """The start with words in every part that its form opens with."""
    start, form = start_of(spec.kind.name), start_of(spec.kind.name).first
    if spec.kind.is_copy:
        return spec
    parts = {"addressees": ("Sở Nội vụ",), "bases": ("Căn cứ Quy chế làm việc của Ủy ban nhân dân tỉnh",)}
    body = tuple(dataclasses.replace(node, children=(Node("text", "Nội dung của mục"),)) for node in spec.body)
    return dataclasses.replace(
        spec,
        symbol=spec.symbol.replace("…", "UBND") if spec.symbol else None,
        place="Lào Cai",
        subject="tổ chức hội nghị tổng kết năm 2026",
        issuing_authority="CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH" if "issuing_authority" in start.shows else None,
        fields=tuple(Field(label, "như đã thống nhất") for label in start.fields),
        body=body or (Node(form, "Nội dung thứ nhất của văn bản"), Node(form, "Nội dung thứ hai của văn bản")),
        signers=(Signature("CHỦ TỊCH", "Lý Văn Sơn", ("TM. ỦY BAN NHÂN DÂN",)),),
        recipients=("Sở Nội vụ",),
        **{name: value for name, value in parts.items() if name in start.shows},
    )


def test_no_draft_starts_from_a_kind_that_the_law_does_not_know(office):
    with pytest.raises(NotAllowed, match="không phải là loại văn bản"):
        starting_spec(office.register, "tâm thư")


def test_what_another_window_kept_is_not_overwritten_in_silence(office):
    copy = WorkingCopy("abc", {"kind": "thông báo", "issuer": {"name": "Sở Y tế"}, "subject": "nghỉ lễ"}, place="một")
    kept, _ = drafts.keep_typed(office.register, office.officer, copy)
    late = dataclasses.replace(copy, spec={**copy.spec, "subject": "trực Tết", "closing": ["Thực hiện"]}, place="hai")
    with pytest.raises(working_copies.TypedElsewhere, match="chưa ghi đè") as told:
        drafts.keep_typed(office.register, office.officer, late)
    assert told.value.theirs == kept == copy_of(office.register, office.officer, "abc")
    assert drafts.parts_apart(late.spec, kept.spec) == ["Trích yếu", "Kết thúc"]
    drop_copy(office.register, office.officer, "abc")
    with pytest.raises(working_copies.TypedElsewhere, match="đã được lưu thành bản hoặc bỏ") as gone:
        drafts.keep_typed(office.register, office.officer, kept)
    assert gone.value.theirs is None


def test_a_description_being_written_is_read_and_every_open_point_is_told():
    value = {"kind": "công văn", "issuer": {"name": "Sở Y tế"}, "annexes": [{"title": "Danh sách", "body": [{"text": "Một dòng"}]}]}
    spec = parse_spec(value, complete=False)
    pointers = [pointer for pointer, _ in broken_rules(spec)]
    assert pointers == ["/subject", "/symbol", "/signature", "/addressees", "/body", "/annexes/0"]


def test_what_is_typed_is_kept_for_its_author_alone_until_it_is_given_up(office):
    copy = WorkingCopy(working_copies.new_key(), {"kind": "thông báo", "issuer": {"name": "Sở Y tế"}, "subject": "nghỉ lễ"}, duty_ids=(3,))
    first = keep_copy(office.register, office.officer, copy)
    second = keep_copy(office.register, office.officer, dataclasses.replace(first, spec={**copy.spec, "subject": "nghỉ lễ 30/4"}))
    assert (first.changes, second.changes) == (1, 2)
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


def test_the_coverage_names_what_nobody_has_reviewed_yet(office, given):
    with office.register.reading() as session:
        directive = session.get_one(Row, given[0]).directive_id
    waiting = review.add_duty(office.register, office.officer, directive, Duty("Lập dự toán năm sau", 0, "4"))
    spec = plan_from_duties(office.register, given[:1], "kế hoạch").spec
    points = coverage(office.register, given[:1], spec)
    assert [(point.duty_id, point.proposed) for point in points] == [*((key, False) for key in given), (waiting, True)]


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


def test_only_the_office_types_and_saves_drafts(office, given):
    spec = plan_from_duties(office.register, given[:1]).spec
    copy = WorkingCopy("abc", {"kind": "thông báo", "issuer": {"name": "Sở Y tế"}})
    for ask in (
        lambda: drafts.keep_typed(office.register, office.unit, copy),
        lambda: drafts.typed(office.register, office.unit, "abc"),
        lambda: drafts.typed_of(office.register, office.unit, 1),
        lambda: drafts.all_typed(office.register, office.unit),
        lambda: drafts.office_names(office.register, office.unit),
        lambda: drafts.give_up(office.register, office.unit, "abc"),
        lambda: drafts.save_typed(office.register, office.unit, dataclasses.replace(copy, spec=kept_form(spec))),
        lambda: drafts.take_step(office.register, office.unit, 1, "submit"),
    ):
        with pytest.raises(NoRight):
            ask()


def test_saving_what_was_typed_makes_a_version_and_tells_of_another_who_saved_first(office, given):
    spec = dataclasses.replace(plan_from_duties(office.register, given[:1]).spec, symbol="UBND-TH")
    copy = WorkingCopy("abc", kept_form(spec), duty_ids=tuple(given[:1]))
    drafts.keep_typed(office.register, office.officer, copy)
    key, version = drafts.save_typed(office.register, office.officer, copy)
    assert (version, drafts.all_typed(office.register, office.officer)) == (1, [])
    mine = WorkingCopy(f"vb-{key}", kept_form(dataclasses.replace(spec, closing=("Yêu cầu thực hiện ngay",))), key, 1, copy.duty_ids)
    drafts.keep_typed(office.register, office.officer, mine)
    revise(office.register, office.admin, key, spec, 1)
    with pytest.raises(ConflictError, match="vừa lưu bản 2"):
        drafts.take_step(office.register, office.officer, key, "submit")
    assert document_page(office.register, key)["state"] == "draft"
    assert drafts.typed_of(office.register, office.officer, key) is not None, "what was typed is not lost"
    assert [found.document_id for found in drafts.all_typed(office.register, office.officer)] == [key]
    take_step(office.register, office.officer, key, "cancel", "Không ban hành nữa")
    assert drafts.all_typed(office.register, office.officer) == [], "nobody goes on with a cancelled draft"


def test_a_draft_that_lacks_something_is_kept_but_not_saved(office):
    copy = WorkingCopy("abc", {"kind": "công văn", "issuer": {"name": "Sở Y tế"}, "subject": "nghỉ lễ"})
    drafts.keep_typed(office.register, office.officer, copy)
    with pytest.raises(InvalidInput, match="ký hiệu"):
        drafts.save_typed(office.register, office.officer, copy)
    with pytest.raises(InvalidInput, match="khóa lạ"):
        drafts.keep_typed(office.register, office.officer, dataclasses.replace(copy, spec={**copy.spec, "mã": "x"}))
    assert drafts.typed(office.register, office.officer, "abc").spec == copy.spec
