"""A superior's form: its headings are read, each finds its column, and the export stands in its order."""

from __future__ import annotations

import openpyxl
import pytest

from drafting.errors import WrongUsage
from tracking.register.refusals import NoRight, NotAllowed
from tracking.reports.layouts import EMPTY, Layout, drop_layout, headings_of, laid_out, layouts, matched, save_layout
from tracking.reports.report import report
from tracking.reports.workbook import write_workbook

HEADS = ("TT", "Nội dung công việc", "Cơ quan, đơn vị chủ trì", "Hạn xử lý", "Mã trên trục", "Văn bản giao việc", "Tiến độ")


@pytest.fixture
def form(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["BIỂU TỔNG HỢP NHIỆM VỤ"])
    book.active.append([])
    book.active.append(HEADS)
    book.active.append([1, "(mẫu)", "", "", "", "", ""])
    book.save(tmp_path / "bieu.xlsx")
    return tmp_path / "bieu.xlsx"


def test_an_export_stands_in_the_order_and_words_of_the_superiors_form(office, bring, duty, form, tmp_path):
    bring(office.register, duty("Rà soát thủ tục", "Sở Tư pháp", due="2026-03-20"))
    columns = matched("t1", headings_of(form))
    assert columns == tuple(zip(("stt", "text", "office", "due_on", EMPTY, "directive", "state_label"), HEADS, strict=True))
    save_layout(office.register, office.admin, Layout("Biểu tỉnh", "t1", columns))
    found = laid_out(office.register, report(office.register, "t1"), "Biểu tỉnh")
    sheet = openpyxl.load_workbook(write_workbook(found, tmp_path / "t1.xlsx")).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=5)]
    assert rows == [
        list(HEADS),
        [1, "Rà soát thủ tục", "Sở Tư pháp", "20/3/2026", "", "12/UBND-TH ngày 05/02/2026", "Chờ phân công"],
    ]


def test_a_layout_belongs_to_its_report_and_names_only_what_it_has(office, clock):
    with pytest.raises(NotAllowed, match="không có trong báo cáo t2: Nội dung"):
        save_layout(office.register, office.admin, Layout("Sai", "t2", (("text", "Nội dung"),)))
    save_layout(office.register, office.leader, Layout("Đúng", "t2", (("office", "Cơ quan"), ("total", "Số việc"))))
    assert list(layouts(office.register)) == ["Đúng"]
    with pytest.raises(WrongUsage, match="của báo cáo t2"):
        laid_out(office.register, report(office.register, "t1"), "Đúng")
    with pytest.raises(WrongUsage, match="Đã có: Đúng"):
        laid_out(office.register, report(office.register, "t2"), "Khác")
    with pytest.raises(NoRight):
        drop_layout(office.register, office.officer, "Đúng")
    clock.set("2026-03-03")
    drop_layout(office.register, office.leader, "Đúng")
    assert layouts(office.register) == {}
