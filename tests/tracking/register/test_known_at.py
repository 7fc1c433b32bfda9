"""Asked again as known at a moment, every figure is what it was then, whatever was put right since."""

from __future__ import annotations

import datetime as dt
import json
import random

import pytest
from sqlmodel import col, func, select

from tracking.register import directives, former, handing_over, office_setup, queries, review, terms, unconfirm, work
from tracking.register.actor import LOCAL
from tracking.register.options import option, set_option
from tracking.register.side_tables import Former
from tracking.register.tables import Assignment, Letter
from tracking.reports.kinds import report_kinds
from tracking.reports.report import report


def everything(register, as_of, known_at):
    """Every report and the list of duties, as printed."""
    told = {code: report(register, code, as_of=as_of, known_at=known_at).as_json() for code in report_kinds()}
    return json.dumps({**told, "duties": queries.duties(register, as_of=as_of, known_at=known_at)}, ensure_ascii=False)


def table_2(register, as_of, known_at=None):
    return {row["office"]: row["total"] for row in report(register, "t2", as_of=as_of, known_at=known_at).rows}


def share_ids(register, *where):
    with register.reading() as session:
        return list(session.exec(select(Assignment.id).where(*where).order_by(col(Assignment.id))))


def test_an_office_chosen_later_was_not_known_before(any_office, clock, bring, duty):
    register = any_office.register
    bring(register, duty("Rà soát", "Phòng Đo đạc lạ", due="2026-04-15"))
    before = clock.now
    clock.set("2026-03-05")
    work.choose_office(register, any_office.officer, share_ids(register)[0], any_office.ids["Sở Tư pháp"])
    day = dt.date(2026, 3, 5)
    assert table_2(register, day) == {"Sở Tư pháp": 1}
    assert table_2(register, day, before) == {"Phòng Đo đạc lạ": 1}
    assert queries.duties(register, as_of=day, known_at=before)[0]["assignments"][0]["office"] is None
    assert queries.duties(register, office="Sở Tư pháp", as_of=day, known_at=clock.now)


def test_a_header_put_right_later_reads_as_it_was_known(any_office, clock, bring, duty):
    register = any_office.register
    directive = bring(register, duty("Rà soát", "Sở Tư pháp", due="2026-04-15"), number="12/UBND-TH")
    before = clock.now
    clock.set("2026-03-05")
    directives.settle_header(register, any_office.officer, directive, number="21/UBND-TH", issued_on=dt.date(2026, 2, 6))
    day = dt.date(2026, 3, 5)
    named = [report(register, "t1", as_of=day, known_at=moment).rows[0]["directive"] for moment in (before, clock.now)]
    assert named == ["12/UBND-TH ngày 05/02/2026", "21/UBND-TH ngày 06/02/2026"]
    incoming = [report(register, "incoming", as_of=day, known_at=moment).rows[0]["number"] for moment in (before, clock.now)]
    assert incoming == ["12/UBND-TH", "21/UBND-TH"]
    assert len(queries.duties(register, directive="12/UBND-TH", known_at=before)) == 1
    assert queries.duties(register, directive="12/UBND-TH") == []


def test_a_renamed_office_keeps_its_name_in_what_was_known(any_office, clock, bring, duty):
    register = any_office.register
    bring(register, duty("Rà soát", "Sở Tư pháp", due="2026-04-15"))
    before = clock.now
    clock.set("2026-03-05")
    office_setup.change_office(register, any_office.admin, any_office.ids["Sở Tư pháp"], name="Sở Tư pháp và Nội chính")
    day = dt.date(2026, 3, 5)
    assert (table_2(register, day, before), table_2(register, day)) == ({"Sở Tư pháp": 1}, {"Sở Tư pháp và Nội chính": 1})


def test_a_recurring_duty_counted_as_one_until_its_day_was_named(any_office, clock, bring, duty):
    register = any_office.register
    bring(register, duty("Báo cáo", "Sở Y tế", kind="recurring", frequency="quarterly", text="định kỳ hằng quý"))
    before, day = clock.now, dt.date(2026, 3, 5)
    clock.set("2026-03-05")
    row = queries.duties(register)[0]
    terms.set_recurrence(register, any_office.officer, row["id"], "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15")
    undated, dated = (report(register, "t2", as_of=day, known_at=moment).totals for moment in (before, clock.now))
    assert (undated["open_no_deadline"], undated["open_in_time"]) == (1, 0)
    assert (dated["open_no_deadline"], dated["open_in_time"]) == (0, 1)
    assert [found["bucket"] for found in queries.duties(register, as_of=day, known_at=before)] == ["open_no_deadline"]


def test_the_words_of_a_duty_confirmed_anew_were_others_before(office, clock, bring, duty):
    register = office.register
    directive = bring(register, duty("Rà soát", "Sở Tư pháp", due="2026-04-15"))
    before, row = clock.now, queries.duties(register, directive=directive)[0]
    clock.set("2026-03-05")
    unconfirm.unconfirm_duties(register, office.officer, [row["id"]])
    review.edit_duty(register, office.officer, row["id"], text="Rà soát và báo cáo")
    review.confirm_duties(register, office.officer, directive)
    texts = [queries.duties(register, known_at=moment)[0]["text"] for moment in (before, clock.now)]
    assert texts == ["Rà soát", "Rà soát và báo cáo"]


def test_a_letter_whose_number_was_struck_out_had_it_before(office, clock, bring, duty):
    register = office.register
    bring(register, duty("Rà soát", "Sở Tư pháp", due="2026-03-10"))
    with register.command(LOCAL, "test") as unit:
        unit.session.add(
            Letter(round=1, number="5/UBND-TH", issued_on=unit.today, numbered_at=unit.now, drafted_at=unit.now, as_of=unit.today)
        )
    before = clock.now
    clock.set("2026-03-05")
    with register.command(LOCAL, "test") as unit:
        letter = unit.session.get(Letter, 1)
        letter.number, letter.issued_on, letter.numbered_at = None, None, None
    with register.reading(before) as session:
        letter = session.get(Letter, 1)
        assert (letter.number, letter.issued_on, letter.numbered_at) == ("5/UBND-TH", dt.date(2026, 3, 2), before)
    with register.reading(clock.now) as session:
        assert session.get(Letter, 1).number is None


def test_an_option_decided_later_was_not_known_before(office, clock):
    before = clock.now
    clock.set("2026-03-05")
    set_option(office.register, office.admin, "stale_days", 3, dt.date(2026, 1, 1))
    with office.register.reading(before) as then, office.register.reading() as now:
        assert (option(then, "stale_days", clock.now.date()) != 3, option(now, "stale_days", clock.now.date())) == (True, 3)


def test_review_of_proposals_leaves_no_former_values(office, bring, duty):
    directive = bring(office.register, duty("Rà soát", "Sở Tư pháp"), confirm=False)
    with office.register.reading() as session:
        found = session.exec(select(func.count()).select_from(Former)).one()
    key = queries.duties(office.register, "proposed")[0]["id"]
    review.edit_duty(office.register, office.officer, key, text="Rà soát, báo cáo")
    review.confirm_duties(office.register, office.officer, directive)
    with office.register.reading() as session:
        fields = {row.table_name for row in session.exec(select(Former).where(col(Former.id) > found))}
    assert "duty" not in fields


def test_a_view_is_gone_with_its_reading(any_office, clock):
    before = clock.now
    clock.set("2026-03-05")
    office_setup.change_office(any_office.register, any_office.admin, any_office.ids["Sở Y tế"], name="Sở Y tế mới")
    for _ in range(8):  # a server plans a statement anew only after some runs: none may outlive its views
        for moment, name in ((before, "Sở Y tế"), (None, "Sở Y tế mới"), (clock.now, "Sở Y tế mới")):
            with any_office.register.reading(moment) as session:
                assert session.get(former.Office, any_office.ids["Sở Y tế"]).name == name


@pytest.mark.parametrize("seed", range(2))
def test_a_random_history_reads_the_same_at_every_moment(any_office, clock, bring, duty, seed):
    register, rng = any_office.register, random.Random(seed)
    names = ["Sở Tư pháp", "Sở Tài chính", "Phòng lạ thứ nhất", "Ban lạ thứ hai"]
    moments = []
    for week in range(6):
        clock.set(str(dt.date(2026, 3, 2) + dt.timedelta(days=7 * week)))
        due = str(clock.now.date() + dt.timedelta(days=rng.randrange(30)))
        bring(register, duty(f"Việc {week}", rng.choice(names), due=due), number=f"{week + 1}/UBND-TH", issued_on=str(clock.now.date()))
        _put_something_right(any_office, rng, week)
        moments.append((clock.now.date(), clock.now, everything(register, clock.now.date(), None)))
    for as_of, known_at, told in moments:
        assert everything(register, as_of, known_at) == told


def _put_something_right(office, rng, week):
    register = office.register
    loose = share_ids(register, col(Assignment.office_id).is_(None))
    placed = share_ids(register, col(Assignment.office_id).is_not(None), col(Assignment.open).is_(True))
    directives.settle_header(
        register, office.officer, rng.randrange(1, week + 2), number=f"{rng.randrange(900)}/UBND-KT", subject=f"sửa {week}"
    )
    office_setup.change_office(register, office.admin, office.ids["Sở Tài chính"], name=f"Sở Tài chính {week}")
    if loose and rng.random() < 0.6:
        work.choose_office(register, office.officer, rng.choice(loose), office.ids["Sở Tư pháp"])
    if placed and rng.random() < 0.7:
        handing_over.hand_over(register, office.leader, rng.choice(placed), office.ids["Sở Y tế"])
    if placed and rng.random() < 0.5:
        work.set_follow_up(register, office.officer, 1, None)
    if week == 4:
        directives.withdraw_import(register, office.leader, 1, "nhập nhầm")
