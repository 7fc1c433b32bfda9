"""Taking a confirmation back: only while nothing has happened since, with every event kept and every count right."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from sqlmodel import col, select

from drafting.spec import parse_spec
from tracking.duty import Deadline
from tracking.outgoing.life import save_draft, take_step
from tracking.register import queries, review, work
from tracking.register.actor import Actor
from tracking.register.refusals import ConflictError, NoRight, NotAllowed
from tracking.register.tables import Assignment, Directive, Duty, Event
from tracking.register.unconfirm import unconfirm_duties
from tracking.register.verify import verify
from tracking.reports.report import report

LETTER = {
    "kind": "công văn",
    "issuer": {"name": "Ủy ban nhân dân tỉnh Lạng Sơn"},
    "symbol": "UBND-NC",
    "subject": "triển khai",
    "addressees": ["Sở Tư pháp"],
    "body": [{"text": "Thực hiện đúng hạn"}],
    "signature": {"position": "CHỦ TỊCH", "name": "Hoàng Văn Minh"},
}


def confirmed(office, bring, duty) -> tuple[int, int]:
    directive = bring(office.register, duty("Rà soát danh mục", "Sở Tư pháp", due="2026-04-15"))
    return directive, queries.duties(office.register, directive=directive)[0]["id"]


def test_a_confirmation_taken_back_leaves_the_counts_and_keeps_its_events(office, bring, duty):
    directive, key = confirmed(office, bring, duty)
    unconfirm_duties(office.register, office.officer, [key])
    assert queries.duties(office.register) == []
    assert not report(office.register, "t2").totals.get("total")
    with office.register.reading() as session:
        assert session.get_one(Duty, key).state == "proposed"
        assert session.get_one(Directive, directive).state == "reviewing"
        kinds = session.exec(select(Event.kind).where(Event.duty_id == key).order_by(col(Event.id))).all()
    assert kinds == ["propose", "confirm_duty", "confirm_duty", "unconfirm", "unconfirm"]
    assert verify(office.register).sound


def test_what_was_taken_back_can_be_mended_and_confirmed_again_once(office, bring, duty):
    directive, key = confirmed(office, bring, duty)
    unconfirm_duties(office.register, office.officer, [key])
    review.edit_duty(office.register, office.officer, key, owners=["Sở Tài chính"])
    review.confirm_duties(office.register, office.officer, directive, [key])
    [row] = queries.duties(office.register)
    assert [share["office"] for share in row["assignments"]] == ["Sở Tài chính"]
    assert row["due_on"] == "2026-04-15"
    assert report(office.register, "t2").totals["total"] == 1
    unconfirm_duties(office.register, office.officer, [key])
    assert queries.duties(office.register) == []
    assert verify(office.register).sound


def test_an_earlier_moment_still_knows_the_duty(office, bring, duty, clock):
    confirmed(office, bring, duty)
    before = clock.now
    clock.set("2026-03-05")
    key = queries.duties(office.register)[0]["id"]
    unconfirm_duties(office.register, office.officer, [key])
    assert len(queries.duties(office.register, known_at=before)) == 1
    assert queries.duties(office.register) == []


def test_once_the_unit_took_it_up_it_is_too_late(office, bring, duty):
    _, key = confirmed(office, bring, duty)
    with office.register.reading() as session:
        share = session.exec(select(Assignment.id).where(Assignment.duty_id == key)).one()
    work.accept(office.register, office.officer, share)
    with pytest.raises(NotAllowed, match="Đã tiếp nhận"):
        unconfirm_duties(office.register, office.officer, [key])


def test_a_follow_up_mark_counts_as_something_that_happened(office, bring, duty):
    directive = bring(office.register, duty("Theo dõi việc chung", "Sở Tư pháp"))
    key = queries.duties(office.register, directive=directive)[0]["id"]
    work.set_follow_up(office.register, office.officer, key, dt.date(2026, 5, 4))
    with pytest.raises(NotAllowed, match="đã có việc sau khi vào sổ"):
        unconfirm_duties(office.register, office.officer, [key])


def test_a_duty_in_a_draft_of_ours_stays_until_the_draft_is_cancelled(office, bring, duty):
    _, key = confirmed(office, bring, duty)
    document = save_draft(office.register, office.officer, parse_spec(LETTER), [key])
    with pytest.raises(NotAllowed, match="văn bản đi"):
        unconfirm_duties(office.register, office.officer, [key])
    take_step(office.register, office.officer, document, "cancel", "Soạn lại")
    unconfirm_duties(office.register, office.officer, [key])
    assert queries.duties(office.register) == []


def test_of_several_either_all_go_back_or_none(office, bring, duty):
    directive = bring(office.register, duty("Việc một", "Sở Tư pháp"), duty("Việc hai", "Sở Tư pháp"))
    first, second = (row["id"] for row in queries.duties(office.register, directive=directive))
    work.set_follow_up(office.register, office.officer, second, dt.date(2026, 5, 4))
    with pytest.raises(NotAllowed):
        unconfirm_duties(office.register, office.officer, [first, second])
    assert len(queries.duties(office.register)) == 2


def test_the_occurrences_of_a_recurring_duty_go_and_come_with_it(office, bring, duty):
    monthly = Deadline("recurring", frequency="monthly", rule="FREQ=MONTHLY;BYMONTHDAY=25", text="ngày 25 hằng tháng")
    recurring = dataclasses.replace(duty("Báo cáo tháng", "Sở Tư pháp"), deadline=monthly)
    directive = bring(office.register, recurring)
    before = len(queries.duties(office.register))
    with office.register.reading() as session:
        key = session.exec(select(Duty.id).where(Duty.directive_id == directive, col(Duty.parent_id).is_(None))).one()
    unconfirm_duties(office.register, office.officer, [key])
    assert queries.duties(office.register) == []
    review.confirm_duties(office.register, office.officer, directive, [key])
    assert len(queries.duties(office.register)) == before > 1
    assert verify(office.register).sound


def test_a_unit_takes_nothing_back_and_a_second_person_is_told(office, bring, duty):
    _, key = confirmed(office, bring, duty)
    unit = Actor(99, "donvi", "Đơn vị", "unit", 1)
    with pytest.raises(NoRight):
        unconfirm_duties(office.register, unit, [key])
    with pytest.raises(ConflictError):
        unconfirm_duties(office.register, office.officer, [key], {key: 1})
