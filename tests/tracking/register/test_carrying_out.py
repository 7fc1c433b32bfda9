"""A superior's duties and our documents that carry them out: tied, counted once, rolled up; an ended directive asks for decisions."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlmodel import select

from drafting.spec import parse_spec
from drafting.spec_json import spec_as_json
from tracking.duty import Reference
from tracking.outgoing.life import save_draft, take_step
from tracking.outgoing.numbers import cancel_number, record_number, take_number
from tracking.planning import plan_from_duties
from tracking.register import carrying, directives, ended, queries, review, states, verify, work
from tracking.register.actor import LOCAL, Actor
from tracking.register.refusals import NoRight, NotAllowed
from tracking.register.tables import Assignment, Directive, Duty
from tracking.reports.report import report

CLERK = Actor(None, "van.thu", "Ngô Thị Hạnh", "clerk")
OWN = "Ủy ban nhân dân tỉnh Lạng Sơn"
STILL_THERE = ("open_in_time", "open_overdue", "open_no_deadline", "suspended")


def issue(office, spec, duty_ids) -> int:
    document = save_draft(office.register, office.officer, spec, duty_ids)
    take_step(office.register, office.officer, document, "submit")
    take_step(office.register, office.leader, document, "approve")
    take_number(office.register, CLERK, document)
    return document


def plan_spec(office, ids, units):
    """The implementing plan with each line given to the units named, as an officer edits it."""
    shaped = spec_as_json(plan_from_duties(office.register, ids, "kế hoạch").spec)
    tasks = [task for annex in shaped["annexes"] for task in annex["tasks"]]
    for task, names in zip(tasks, units, strict=True):
        task["owners"] = list(names)
    return parse_spec({**shaped, "symbol": "KH-UBND", "place": "Lạng Sơn"})


@pytest.fixture
def government(office, bring, duty, clock):
    """The Government gave our own body two duties in February; the plan is issued in March and gives them to departments."""
    directive = bring(
        office.register,
        duty("Rà soát thủ tục hành chính", OWN, due="2026-05-29"),
        duty("Báo cáo kết quả rà soát", OWN, due="2026-06-30"),
        issuer="Chính phủ",
        number="30/NQ-CP",
    )
    ids = [row["id"] for row in queries.duties(office.register, directive=directive)]
    clock.set("2026-03-10")
    document = issue(office, plan_spec(office, ids, [("Sở Tư pháp", "Sở Tài chính"), ("Sở Tư pháp",)]), ids)
    return office, ids, document


def own_duties(office):
    with office.register.reading() as session:
        query = select(Duty).where(Duty.directive_id == Directive.id, Directive.origin == "own", Directive.state != "withdrawn")
        return session.exec(query.order_by(Duty.id)).all()


def shares_of(office, duty_id):
    with office.register.reading() as session:
        return carrying.leads(session, duty_id)


def finish(office, share):
    work.report_done(office.register, office.officer, share.id, number="9/BC")
    work.confirm_done(office.register, office.leader, share.id)


def test_an_issued_plan_is_a_directive_of_our_own_tied_to_what_it_carries_out(government):
    office, ids, _ = government
    mine = own_duties(office)
    with office.register.reading() as session:
        own = session.exec(select(Directive).where(Directive.origin == "own")).one()
        assert [carrying.superiors_of(session, row.id) for row in mine] == [[ids[0]], [ids[1]]]
        assert carrying.carried_by(session, ids[0]) == [mine[0].id]
    assert (own.number, own.issuer, own.issued_on) == ("01/KH-UBND", OWN, dt.date(2026, 3, 10))
    assert [share.name for share in shares_of(office, mine[0].id)] == ["Sở Tư pháp", "Sở Tài chính"]
    assert [row["relation"] for row in own.references] == ["thực hiện"]
    assert report(office.register, "incoming").totals["rows"] == 1


def test_the_pair_is_counted_once_and_the_superior_s_table_lists_its_own(government):
    office, _, _ = government
    totals = report(office.register, "t2").totals
    assert totals["total"] == 3
    assert {row["office"]: row["total"] for row in report(office.register, "t2").rows} == {"Sở Tư pháp": 2, "Sở Tài chính": 1}
    assert [row["text"] for row in report(office.register, "t6").rows] == ["Rà soát thủ tục hành chính", "Báo cáo kết quả rà soát"]
    rows = queries.duties(office.register)
    assert queries.totals(rows)["total"] == len([row for row in rows if row["bucket"]]) == 2
    assert verify.verify(office.register).faults == ()


def test_the_days_before_the_plan_keep_their_figures_and_the_month_opens_with_them(government):
    office, _, _ = government
    february = report(office.register, "monthly", as_of=dt.date(2026, 2, 28))
    march = report(office.register, "monthly", as_of=dt.date(2026, 3, 31))
    assert {row["office"]: row["total"] for row in february.rows} == {OWN: 2}
    assert march.totals["opening"] == sum(february.totals[code] for code in STILL_THERE) == 2
    assert (march.totals["new"], march.totals["total"]) == (1, 3)


def test_the_superior_s_duty_is_completed_when_all_that_carries_it_out_is(government, clock):
    office, ids, _ = government
    first, second = shares_of(office, own_duties(office)[0].id)
    clock.set("2026-05-20")
    finish(office, first)
    assert queries.duties(office.register, directive="30/NQ-CP")[0]["state"] == "in_progress"
    clock.set("2026-05-25")
    finish(office, second)
    row = next(row for row in report(office.register, "t6").rows if row["duty_id"] == ids[0])
    assert (row["bucket"], row["reported_on"]) == ("done_on_time", "2026-05-25")
    work.redo(office.register, office.leader, second.id, "Thiếu số liệu")
    assert queries.duties(office.register, directive="30/NQ-CP")[0]["state"] == "redo"
    assert verify.verify(office.register).faults == ()


def test_an_office_that_the_superior_named_gets_no_second_share(office, bring, duty, clock):
    directive = bring(office.register, duty("Lập danh mục", "Sở Tư pháp", due="2026-05-29"), issuer="Chính phủ", number="31/NQ-CP")
    [row] = queries.duties(office.register, directive=directive)
    clock.set("2026-03-10")
    issue(office, plan_spec(office, [row["id"]], [("Sở Tư pháp",)]), [row["id"]])
    assert report(office.register, "t2").totals["total"] == 1
    [share] = shares_of(office, row["id"])
    assert share.counts
    assert share.internal_due_on == dt.date(2026, 5, 27)
    assert [shares_of(office, found.id) for found in own_duties(office)] == [[]]


def test_a_cancelled_number_gives_the_duty_back_to_our_own_body(government, clock):
    office, ids, document = government
    clock.set("2026-03-20")
    cancel_number(office.register, CLERK, document, "Cấp nhầm")
    assert own_duties(office) == []
    assert {row["office"]: row["total"] for row in report(office.register, "t2").rows} == {OWN: 2}
    april = report(office.register, "monthly", as_of=dt.date(2026, 4, 30))
    march = report(office.register, "monthly", as_of=dt.date(2026, 3, 31))
    assert april.totals["opening"] == sum(march.totals[code] for code in STILL_THERE) == 2
    assert verify.verify(office.register).faults == ()
    assert [row["id"] for row in queries.duties(office.register)] == ids


def test_a_plan_with_a_recorded_number_is_registered_too_and_one_of_our_own_counts_by_itself(office, clock):
    clock.set("2026-03-10")
    task = {"task": "Lập danh sách", "owners": ["Sở Nội vụ"], "deadline": "trước ngày 20/4/2026"}
    spec = parse_spec(
        {
            "kind": "kế hoạch", "issuer": {"name": OWN}, "symbol": "KH-UBND", "place": "Lạng Sơn", "subject": "Kiểm tra văn thư",
            "body": [{"heading": "NHIỆM VỤ", "children": [task]}],
            "signature": {"position": "CHỦ TỊCH", "name": "Hoàng Văn Minh"}, "recipients": ["Các sở"], "archive": "VT",
        }
    )  # fmt: skip
    document = save_draft(office.register, office.officer, spec)
    take_step(office.register, office.officer, document, "submit")
    take_step(office.register, office.leader, document, "approve")
    record_number(office.register, CLERK, document, "88/KH-UBND", dt.date(2026, 3, 9))
    [row] = queries.duties(office.register)
    assert (row["directive"]["number"], row["due_on"], row["assignments"][0]["office"]) == ("88/KH-UBND", "2026-04-19", "Sở Nội vụ")
    assert report(office.register, "t6").rows == ()


@pytest.mark.parametrize("first", ["ended", "ending"])
def test_the_open_duties_of_a_replaced_directive_wait_for_a_decision(office, bring, duty, first):
    reference = Reference("công văn", "12/UBND-TH", dt.date(2026, 2, 5), OWN, "thay thế")
    new = {"number": "40/UBND-TH", "issued_on": "2026-02-20", "references": (reference,)}
    if first == "ending":
        bring(office.register, duty("Việc mới", "Sở Y tế"), **new)
    bring(office.register, duty("Việc một", "Sở Tư pháp"), duty("Việc hai", "Sở Tài chính"))
    if first == "ended":
        bring(office.register, duty("Việc mới", "Sở Y tế"), **new)
    with office.register.reading() as session:
        waiting = ended.waiting_for_decision(session)
        assert [(row.text, by.number) for row, by in waiting] == [("Việc một", "40/UBND-TH"), ("Việc hai", "40/UBND-TH")]
        by_duty = session.exec(select(Duty.id).where(Duty.text == "Việc mới")).one()
        old = session.exec(select(Assignment).where(Assignment.name == "Sở Tư pháp")).one()
    work.replace(office.register, LOCAL, old.id, by_duty, "Văn bản sau thay thế")
    with office.register.reading() as session:
        assert [row.text for row, _ in ended.waiting_for_decision(session)] == ["Việc hai"]
    assert set(states.buckets()) >= {"replaced"}


def test_a_duty_of_a_replaced_directive_may_be_kept_and_that_taken_back(office, bring, duty):
    register, leader = office.register, office.leader
    bring(register, duty("Việc một", "Sở Tư pháp"))
    with register.reading() as session:
        key = session.exec(select(Duty.id)).one()
    with pytest.raises(NotAllowed, match="không chờ quyết định"):
        ended.keep_duty(register, leader, key, "vẫn cần")
    reference = Reference("công văn", "12/UBND-TH", dt.date(2026, 2, 5), OWN, "bãi bỏ")
    new = bring(register, duty("Việc mới", "Sở Y tế"), number="40/UBND-TH", issued_on="2026-02-20", references=(reference,))
    with pytest.raises(NotAllowed, match="cần ghi lý do"):
        ended.keep_duty(register, leader, key, " ")
    with pytest.raises(NoRight):
        ended.keep_duty(register, office.unit, key, "vẫn cần")
    assert waiting_texts(register) == ["Việc một"]
    ended.keep_duty(register, leader, key, "Văn bản mới không nêu việc này nhưng vẫn phải làm")
    assert waiting_texts(register) == []
    assert register_state(register, key) == "confirmed"
    with pytest.raises(NotAllowed, match="không chờ quyết định"):
        ended.keep_duty(register, leader, key, "lần nữa")
    review.confirm_duties(register, office.officer, directive_of(register, key))  # nothing is left to confirm: no second mark
    assert waiting_texts(register) == []
    ended.reconsider_duty(register, leader, key)
    assert waiting_texts(register) == ["Việc một"]
    with pytest.raises(NotAllowed, match="không có quyết định giữ lại"):
        ended.reconsider_duty(register, leader, key)
    directives.withdraw_import(register, leader, new, "nhập nhầm")
    assert waiting_texts(register) == []
    assert verify.verify(register).faults == ()


def test_a_number_put_right_marks_the_duties_of_the_directive_it_names(office, bring, duty):
    reference = Reference("công văn", "12/UBND-TH", dt.date(2026, 2, 5), OWN, "thay thế")
    old = bring(office.register, duty("Việc một", "Sở Tư pháp"), number="21/UBND-TH")
    bring(office.register, duty("Việc mới", "Sở Y tế"), number="40/UBND-TH", issued_on="2026-02-20", references=(reference,))
    assert waiting_texts(office.register) == []
    directives.settle_header(office.register, office.officer, old, number="12/UBND-TH")
    assert waiting_texts(office.register) == ["Việc một"]


def waiting_texts(register):
    with register.reading() as session:
        return [row.text for row, _ in ended.waiting_for_decision(session)]


def register_state(register, key):
    with register.reading() as session:
        return session.get(Duty, key).state


def directive_of(register, key):
    with register.reading() as session:
        return session.get(Duty, key).directive_id
