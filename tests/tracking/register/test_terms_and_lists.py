"""Terms completed by a person, occurrences made ahead, office lists from Excel."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import openpyxl
import pytest
from sqlmodel import select

from drafting.errors import InvalidInput
from tracking.register import directives, extensions, office_lists, office_setup, pages, queries, recurrence, terms, verify
from tracking.register.actor import LOCAL
from tracking.register.fan_out import make_ahead
from tracking.register.refusals import NotAllowed
from tracking.register.stored_files import look
from tracking.register.tables import Assignment


def test_a_term_that_waits_for_an_event_counts_from_its_day(office, bring, duty):
    directive = bring(
        office.register, duty("Báo cáo", "Sở Y tế", kind="relative", anchor="event", amount=5, unit="working_days", text="05 ngày")
    )
    row = queries.duties(office.register, directive=directive)[0]
    assert (row["due_on"], row["bucket"]) == (None, "open_no_deadline")
    terms.start_term(office.register, office.officer, row["id"], dt.date(2026, 2, 26))
    row = queries.duties(office.register, directive=directive)[0]
    assert (row["due_on"], row["original_due_on"], row["extensions"]) == ("2026-03-05", "2026-03-05", 0)
    assert verify.verify(office.register).faults == ()


def test_a_recurring_duty_without_a_day_is_open_until_a_person_names_it(office, clock, bring, duty):
    directive = bring(office.register, duty("Báo cáo", "Sở Y tế", kind="recurring", frequency="quarterly", text="định kỳ hằng quý"))
    row = queries.duties(office.register, directive=directive)[0]
    assert (row["bucket"], row["next_on"], row["due_on"]) == ("open_no_deadline", "2026-03-31", None)
    with pytest.raises(NotAllowed, match="cần nêu ngày"):
        terms.set_recurrence(office.register, office.officer, row["id"], "FREQ=YEARLY;BYMONTH=3")
    terms.set_recurrence(office.register, office.officer, row["id"], "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15")
    parent, occurrence = queries.duties(office.register, directive=directive)
    assert (parent["bucket"], occurrence["bucket"], occurrence["due_on"]) == (None, "open_in_time", "2026-03-15")
    assert verify.verify(office.register).faults == ()


def test_the_next_occurrence_is_made_when_one_has_passed(office, clock, bring, duty):
    rule = {"rule": "FREQ=MONTHLY;BYMONTHDAY=25", "frequency": "monthly", "before": True, "text": "trước ngày 25 hằng tháng"}
    directive = bring(office.register, duty("Báo cáo", "Sở Y tế", kind="recurring", **rule))
    assert [row["due_on"] for row in queries.duties(office.register, directive=directive)] == [None, "2026-02-24", "2026-03-24"]
    assert make_ahead(office.register, LOCAL) == 0
    clock.set("2026-03-25")
    assert make_ahead(office.register, LOCAL) == 1
    assert [row["due_on"] for row in queries.duties(office.register, directive=directive)][-1] == "2026-04-24"
    assert verify.verify(office.register).faults == ()


def occurrence_days(register):
    return sorted(row["original_due_on"] for row in queries.duties(register, as_of=dt.date(2029, 1, 1)) if row["bucket"])


MONTHLY = {"kind": "recurring", "rule": "FREQ=MONTHLY;BYMONTHDAY=25", "frequency": "monthly", "text": "ngày 25 hằng tháng"}


def test_an_extended_occurrence_is_not_made_again_and_hides_no_later_one(office, clock, bring, duty):
    bring(office.register, duty("Báo cáo", "Sở Y tế", **MONTHLY))
    with office.register.reading() as session:
        share = session.exec(select(Assignment).where(Assignment.due_on == dt.date(2026, 3, 25))).one()
    extensions.set_due(office.register, office.leader, share.id, dt.date(2026, 5, 10))
    assert occurrence_days(office.register) == ["2026-02-25", "2026-03-25"]
    clock.set("2026-03-26")
    assert make_ahead(office.register, LOCAL) == 1
    assert occurrence_days(office.register) == ["2026-02-25", "2026-03-25", "2026-04-25"]
    assert verify.verify(office.register).faults == ()


def test_a_pause_of_months_loses_no_occurrence_and_a_year_goes_over(office, clock, bring, duty):
    bring(office.register, duty("Báo cáo", "Sở Y tế", **MONTHLY))
    clock.set("2027-08-26")
    make_ahead(office.register, LOCAL)
    days = occurrence_days(office.register)
    assert (days[0], days[-1], len(days)) == ("2026-02-25", "2027-09-25", 20)
    assert len(set(days)) == len(days)


def test_a_daily_duty_goes_on_after_more_than_a_year(office, clock, bring, duty):
    bring(office.register, duty("Báo cáo nhanh", "Sở Y tế", kind="recurring", rule="FREQ=DAILY", frequency="daily", text="hằng ngày"))
    for day in ("2026-12-30", "2027-04-20", "2027-04-21"):
        clock.set(day)
        make_ahead(office.register, LOCAL)
    days = occurrence_days(office.register)
    assert (days[-1], days[-2]) == ("2027-04-21", "2027-04-20")
    assert len(set(days)) == len(days)


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=29", ["2027-12-29", "2028-01-29", "2028-02-29", "2028-03-29"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", ["2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", ["2028-02-29", "2029-02-28"]),
    ],
)
def test_days_that_a_month_lacks_fall_on_its_last_day(rule, days):
    found = recurrence.occurrences({"kind": "recurring", "rule": rule, "frequency": "monthly"}, dt.date(2027, 12, 15))
    assert [day.isoformat() for day in itertools.islice(found, len(days))] == days


def test_an_annex_added_later_joins_its_directive_once(office, bring, tmp_path):
    directive = bring(office.register, confirm=False)
    annex = tmp_path / "phu-luc.txt"
    annex.write_text("Phụ lục", "utf-8")
    for _ in range(2):
        directives.add_files(office.register, office.officer, directive, [look(annex, role="annex")])
    assert [row["role"] for row in pages.directive_page(office.register, directive)["files"]] == ["main", "annex"]


def test_our_own_part_in_each_duty_is_known(office, bring, duty):
    directive = bring(office.register, duty("Chỉ đạo", "UBND tỉnh Lạng Sơn"), duty("Báo cáo", "Sở Y tế"), issuer="Bộ Y tế", confirm=False)
    assert [row["own"] for row in pages.directive_page(office.register, directive)["duties"]] == ["lead", "other"]


def sheet(tmp_path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    path = tmp_path / "co-quan.xlsx"
    book.save(path)
    return path


def test_every_row_of_an_office_list_is_accounted_for(office, tmp_path):
    path = sheet(
        tmp_path,
        ("DANH SÁCH CƠ QUAN",),
        ("STT", "Tên cơ quan", "Viết tắt", "Loại", "Cơ quan cấp trên", "Từ ngày"),
        (1, "Ủy ban nhân dân xã Hữu Lũng", "", "UBND xã, phường, đặc khu", "", "01/7/2025"),
        (2, "Sở Y tế", "", "", "", ""),
        (3, "", "X", "", "", ""),
        (4, "Chi cục Thủy lợi", "", "loại lạ", "", ""),
        (5, "Trung tâm Pháp y", "", "", "Sở Y tế", dt.date(2025, 7, 1)),
        (6, "Phòng Kiểm tra", "", "", "Cơ quan không có", ""),
        (7, "Ban Mới", "", "", "", "ngày nào đó"),
        (8, "Ủy ban nhân dân xã Hữu Lũng", "", "", "", ""),
    )
    before = len(office_setup.offices(office.register))
    dry = office_lists.import_list(office.register, office.admin, path, dry_run=True)
    assert len(office_setup.offices(office.register)) == before
    done = office_lists.import_list(office.register, office.admin, path)
    fates = ["new", "known", "wrong", "wrong", "new", "wrong", "wrong", "known"]
    assert [row.fate for row in dry] == [row.fate for row in done] == fates
    rows = {row["name"]: row for row in office_setup.offices(office.register)}
    assert rows["Trung tâm Pháp y"]["parent_id"] == office.ids["Sở Y tế"]
    assert (rows["Ủy ban nhân dân xã Hữu Lũng"]["kind"], rows["Ủy ban nhân dân xã Hữu Lũng"]["valid_from"]) == (
        "ubnd_xa",
        dt.date(2025, 7, 1),
    )


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 hong", b"ten co quan"])
def test_a_broken_list_is_told_in_one_line(office, tmp_path, content):
    path = tmp_path / "hong.xlsx"
    path.write_bytes(content)
    with pytest.raises(InvalidInput, match=r"hong\.xlsx"):
        office_lists.import_list(office.register, office.admin, path)
