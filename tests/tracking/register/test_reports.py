"""Reports counted from the register: they add up, they open with what the last one closed with, and asked again they are equal."""

from __future__ import annotations

import datetime as dt
import json

import openpyxl
import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from drafting.check import check
from drafting.errors import WrongUsage
from tracking.register import progress, states, work
from tracking.register.actor import LOCAL
from tracking.register.options import set_option
from tracking.register.refusals import NotAllowed
from tracking.register.tables import Assignment, Directive
from tracking.reports.document import write_document
from tracking.reports.kinds import report_kind, report_kinds
from tracking.reports.report import report
from tracking.reports.window import window_of
from tracking.reports.words import rate, reconciliation
from tracking.reports.workbook import write_workbook
from tracking.screens.held_up import held_up

BUCKETS = tuple(states.buckets())
SCORING = {
    "per_day": 2,
    "floor": 20,
    "key_weight": 2,
    "bands": [{"from": 90, "label": "Tốt", "colour": "#2E7D32"}, {"from": 0, "label": "Chưa đạt", "colour": "#B3261E"}],
}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def share(office, name: str) -> Assignment:
    with office.register.reading() as session:
        return session.exec(select(Assignment).where(Assignment.office_id == office.ids[name]).order_by(Assignment.id.desc())).first()


@pytest.fixture
def busy(office, bring, duty, clock):
    """Two offices over three months: one done in time, one done late, one overdue, one new in March."""
    bring(office.register, duty("Rà soát danh mục", "Sở Tư pháp", due="2026-02-20"), number="1/UBND-TH", issued_on="2026-01-10")
    done = share(office, "Sở Tư pháp")
    bring(office.register, duty("Lập dự toán", "Sở Tài chính", due="2026-02-15"), number="2/UBND-TH", issued_on="2026-01-12")
    late = share(office, "Sở Tài chính")
    bring(office.register, duty("Thẩm tra quyết toán", "Sở Tài chính", due="2026-02-25"), number="3/UBND-TH", issued_on="2026-01-15")
    clock.set("2026-03-05")
    work.report_done(office.register, office.officer, done.id, number="10/STP", on=day("2026-02-19"))
    work.confirm_done(office.register, office.leader, done.id, on=day("2026-02-20"))
    work.report_done(office.register, office.officer, late.id, number="11/STC", on=day("2026-03-02"))
    work.confirm_done(office.register, office.leader, late.id, on=day("2026-03-03"))
    bring(office.register, duty("Tập huấn", "Sở Tư pháp", due="2026-04-10"), number="4/UBND-TH", issued_on="2026-03-04")
    clock.set("2026-03-20")
    return office


def test_each_office_adds_up_and_so_does_the_whole(busy):
    found = report(busy.register, "t2", day("2026-03-01"), day("2026-03-31"), day("2026-03-20"))
    for row in [*found.rows, found.totals]:
        assert row["opening"] + row["new"] == row["total"] == sum(row[code] for code in BUCKETS)
    by_office = {row["office"]: row for row in found.rows}
    assert by_office["Sở Tài chính"] | {"opening": 2, "done_late": 1, "open_overdue": 1, "total": 2} == by_office["Sở Tài chính"]
    assert by_office["Sở Tư pháp"] | {"opening": 0, "new": 1, "open_in_time": 1} == by_office["Sở Tư pháp"]


def test_a_month_opens_with_what_the_month_before_left_open(busy):
    february = report(busy.register, "t2", day("2026-02-01"), day("2026-02-28"), day("2026-02-28"))
    march = report(busy.register, "t2", day("2026-03-01"), day("2026-03-31"), day("2026-03-20"))
    left = sum(february.totals[code] for code in ("open_in_time", "open_overdue", "open_no_deadline", "suspended"))
    assert march.totals["opening"] == left == 2


def test_the_same_day_and_moment_give_the_same_bytes_after_more_was_recorded(busy, clock):
    moment = busy.register.now()
    before = json.dumps(report(busy.register, "t1", as_of=day("2026-03-10"), known_at=moment).as_json())
    clock.set("2026-03-25")
    work.report_done(busy.register, busy.officer, share(busy, "Sở Tư pháp").id, number="12/STP", on=day("2026-03-09"))
    assert json.dumps(report(busy.register, "t1", as_of=day("2026-03-10"), known_at=moment).as_json()) == before
    now = report(busy.register, "t1", as_of=day("2026-03-10"))
    assert {row["state_label"] for row in now.rows if row["office"] == "Sở Tư pháp"} == {"Đã hoàn thành", "Chờ xác nhận"}


def test_what_is_overdue_says_by_how_long_and_why(busy):
    found = report(busy.register, "t3", as_of=day("2026-03-20"))
    assert [(row["office"], row["days_late"], row["band"]) for row in found.rows] == [("Sở Tài chính", 23, "1–30")]


@pytest.mark.parametrize("code", ["t2", "weekly", "cchc-year"])
@pytest.mark.parametrize("far", [dt.date.min, dt.date(1899, 12, 31), dt.date.max])
def test_a_year_that_nobody_means_is_refused(busy, code, far):
    with pytest.raises(WrongUsage, match="không hợp lý"):
        report(busy.register, code, as_of=far)


@pytest.mark.parametrize("code", sorted(report_kinds()))
def test_every_kind_gives_rows_that_its_columns_can_show(busy, code, tmp_path):
    set_option(busy.register, busy.admin, "scoring", SCORING, day("2026-01-01"))
    found = report(busy.register, code, as_of=day("2026-03-20"))
    path = write_workbook(found, tmp_path / "bao-cao.xlsx")
    sheet = openpyxl.load_workbook(path).active
    assert sheet["A1"].value == found.kind.title.upper()
    assert [cell.value for cell in sheet[4]] == [column.label for column in found.kind.columns]


def test_a_formula_in_a_duty_stays_text_in_the_workbook(office, bring, duty, tmp_path):
    bring(office.register, duty("=HYPERLINK(1)+1 <b>&", "Sở Tư pháp"))
    path = write_workbook(report(office.register, "t1"), tmp_path / "t1.xlsx")
    cells = [cell for row in openpyxl.load_workbook(path).active.iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert [(cell.value, cell.data_type) for cell in cells] == [("=HYPERLINK(1)+1 <b>&", "s")]


def test_a_report_becomes_a_lawful_word_document_with_its_tables_annexed(busy, tmp_path):
    path = write_document(busy.register, report(busy.register, "t2", as_of=day("2026-03-20")), tmp_path / "t2.docx")
    word = Document(str(path))
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "BÁO CÁO" in text
    assert any(table.cell(0, 1).text == "Đơn vị chủ trì" for table in word.tables)


def test_the_sentence_under_a_table_gives_its_sums(busy):
    found = report(busy.register, "t2", as_of=day("2026-03-20"))
    assert f"giao mới {found.totals['new']} = {found.totals['total']}" in reconciliation(found)


def test_an_unknown_report_is_named_with_the_known_ones(office):
    with pytest.raises(WrongUsage, match=r"t9.*t1"):
        report(office.register, "t9")


@pytest.mark.parametrize(
    ("code", "as_of", "window"),
    [
        ("weekly", "2026-11-25", ("2026-11-23", "2026-11-29")),
        ("monthly", "2026-02-10", ("2026-02-01", "2026-02-28")),
        ("quarterly", "2026-08-15", ("2026-07-01", "2026-09-30")),
        ("half-yearly", "2026-12-31", ("2026-07-01", "2026-12-31")),
        ("yearly", "2026-02-01", ("2026-01-01", "2026-12-31")),
        ("cchc-q1", "2026-03-01", ("2025-12-15", "2026-03-14")),
        ("cchc-q1", "2026-12-20", ("2026-12-15", "2027-03-14")),
        ("cchc-h1", "2026-11-25", ("2025-12-15", "2026-06-14")),
        ("cchc-q3", "2026-09-01", ("2026-06-15", "2026-09-14")),
        ("cchc-year", "2026-12-14", ("2025-12-15", "2026-12-14")),
    ],
)
def test_the_reporting_windows_are_those_of_the_regime(code, as_of, window):
    found = window_of(report_kind(code), day(as_of))
    assert (found.start.isoformat(), found.end.isoformat()) == window
    assert found.closing == min(found.end, day(as_of))


@given(st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31)), st.sampled_from([k for k, v in report_kinds().items() if v.window]))
def test_every_day_lies_in_or_after_the_window_it_is_counted_in(as_of, code):
    found = window_of(report_kind(code), as_of)
    assert found.start <= as_of
    assert found.start <= found.closing <= min(found.end, as_of)


@pytest.mark.parametrize(("part", "whole", "words"), [(6, 7, "85,7% (6/7)"), (0, 3, "0,0% (0/3)"), (0, 0, "–")])
def test_a_rate_shows_what_it_divides(part, whole, words):
    assert rate(part, whole) == words


def test_totals_of_nothing_are_nothing(office):
    assert report(office.register, "t1").totals == {"rows": 0}
    assert progress.totals([])["total"] == 0


def test_the_two_inventories_say_how_many_directives_both_have(office, bring, duty):
    first = bring(office.register, duty("Rà soát", "Sở Tư pháp"), number="12/UBND-TH")
    bring(office.register, duty("Tổng hợp", "Sở Tài chính"), number="13/UBND-TH")
    again = bring(office.register, duty("Rà soát", "Sở Tư pháp"), number="12/ubnd-th")
    with office.register.command(LOCAL, "test_sheet") as unit:
        unit.session.get_one(Directive, again).origin = "sheet"
    rows = {row["source"]: (row["directives"], row["in_both"]) for row in report(office.register, "t8").rows}
    assert first != again
    assert rows == {"Đọc từ tệp văn bản": (2, 1), "Nhập từ sổ cũ": (1, 1)}


@pytest.mark.parametrize("code", ["weekly", "quarterly", "half-yearly", "yearly"])
def test_a_periodic_report_tells_its_sections_and_is_lawful(busy, code, tmp_path):
    path = write_document(busy.register, report(busy.register, code, as_of=day("2026-03-20")), tmp_path / "ky.docx")
    text = "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)
    heads = (
        ("SO VỚI TUẦN TRƯỚC", "VIỆC ĐẾN HẠN TUẦN TỚI", "NỘI DUNG XIN Ý KIẾN", "KẾT LUẬN GIAO BAN TUẦN TRƯỚC")
        if code == "weekly"
        else ("THEO CẤP GIAO", "ĐIỀU CHỈNH VÀ ĐÔN ĐỐC", "NHIỆM VỤ KỲ TỚI", "Nội bộ: ")
    )
    assert [head for head in heads if head not in text] == []
    assert [found for found in check(path) if found.severity != "I"] == []


def test_scores_follow_the_offices_own_rule_and_are_off_without_one(busy, tmp_path):
    assert report(busy.register, "scores", as_of=day("2026-02-28")).rows == ()
    set_option(busy.register, busy.admin, "scoring", SCORING, day("2026-01-01"))
    found = report(busy.register, "scores", start=day("2026-01-01"), end=day("2026-03-20"), as_of=day("2026-03-20"))
    rows = {row["office"]: row for row in found.rows}
    assert (rows["Sở Tư pháp"]["score"], rows["Sở Tư pháp"]["band_label"]) == ("100.0", "Tốt")
    late = rows["Sở Tài chính"]
    assert (late["scored"], late["late"], late["overdue"], late["band_label"]) == (2, 1, 1, "Chưa đạt")
    assert 0 < float(late["score"]) < 50
    sheet = openpyxl.load_workbook(write_workbook(found, tmp_path / "diem.xlsx")).active
    fills = {
        cell.value: cell.fill.start_color.rgb for row in sheet.iter_rows(min_row=5) for cell in row if cell.value in ("Tốt", "Chưa đạt")
    }
    assert fills == {"Tốt": "FF2E7D32", "Chưa đạt": "FFB3261E"}


@pytest.mark.parametrize("rule", [{"per_day": -1}, {"bands": [{"from": 90, "label": "Tốt", "colour": "xanh"}]}, {"lạ": 1}])
def test_a_rule_of_scores_that_makes_no_sense_is_refused(office, rule):
    with pytest.raises(NotAllowed, match="chấm điểm"):
        set_option(office.register, office.admin, "scoring", rule, day("2026-01-01"))


@pytest.mark.parametrize("code", ["t1", "t3", "t6", "t7"])
@pytest.mark.parametrize("as_of", ["2026-03-20", "2026-02-18"])
def test_the_first_rows_are_those_of_the_whole_list(busy, code, as_of):
    whole = report(busy.register, code, as_of=day(as_of))
    for most in (1, 2, 3, 100):
        first = report(busy.register, code, as_of=day(as_of), most=most)
        assert first.is_whole == (len(whole.rows) < most)
        assert len(first.rows) == min(most, len(whole.rows))
        assert [row for row in first.rows if row not in whole.rows] == []
        if code == "t1":
            assert [row["office"] for row in first.rows] == [row["office"] for row in whole.rows[:most]]


def test_what_waits_for_our_own_office_is_no_fault_of_the_unit(office, bring, duty, clock):
    for number in range(3):
        bring(office.register, duty(f"Việc {number}", "Sở Tư pháp", due="2026-03-10"), number=f"{number}/UBND-TH")
    with office.register.reading() as session:
        reported, returned, slow = session.exec(select(Assignment.id).order_by(Assignment.id)).all()
    clock.set("2026-03-12")
    work.report_done(office.register, office.unit, reported, number="5/STP")
    work.propose_return(office.register, office.unit, returned, "không thuộc chức năng", office.ids["Sở Y tế"])
    work.explain_delay(office.register, office.unit, slow, "coordinator", "Sở Tài chính", day("2026-03-01"))
    rows = {row["text"]: (row["cause"], row["waiting"]) for row in report(office.register, "t3", as_of=day("2026-03-16")).rows}
    assert rows == {
        "Việc 0": ("Chờ văn phòng", "Văn phòng xác nhận kết quả từ 12/3/2026"),
        "Việc 1": ("Chờ văn phòng", "Văn phòng quyết định chuyển trả từ 12/3/2026"),
        "Việc 2": ("Chờ cơ quan phối hợp", "Sở Tài chính từ 01/3/2026"),
    }
    clock.set("2026-03-18")
    held = held_up(office.register, office.leader)
    assert [(row.share.text, row.kind, row.working_days) for row in held] == [("Việc 0", "reported", 4), ("Việc 1", "returned", 4)]
    clock.set("2026-03-13")
    assert [row.share.text for row in held_up(office.register, office.leader)] == []
