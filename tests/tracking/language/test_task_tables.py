"""Rows of task tables are duties, whatever the columns are called; other tables are none."""

import datetime as dt

import pytest

from tracking.duty import DocumentInfo, Duty
from tracking.language.duties import read_duties
from tracking.reading.page import Block, Cell, Line, Table
from tracking.structure.sheet import Sheet
from tracking.structure.tree import build_tree

Row = list[str | tuple[str, int, int]]


def table(*rows: Row) -> Table:
    """Rows of texts; (text, rows, columns) for a merged cell, places taken by merged cells above left out."""
    taken: set[tuple[int, int]] = set()
    made = []
    for row, cells in enumerate(rows):
        column = 0
        line = []
        for cell in cells:
            while (row, column) in taken:
                column += 1
            text, down, across = cell if isinstance(cell, tuple) else (cell, 1, 1)
            line.append(Cell(tuple(Line(part, whole=True) for part in text.split("\n")), row, column, down, across))
            taken |= {(row + r, column + c) for r in range(down) for c in range(across)}
            column += across
        made.append(tuple(line))
    return Table(tuple(made))


def duties_of(*blocks: Block, kind: str = "kế hoạch") -> list[Duty]:
    info = DocumentInfo(kind=kind, issued_on=dt.date(2026, 1, 15))
    return read_duties(Sheet(info, body=blocks), build_tree(blocks), [])


def shown(duties: list[Duty]) -> list[tuple[str, str, str, str]]:
    return [
        (d.text, "; ".join(d.owners), "; ".join(d.coordinators), d.deadline.due.isoformat() if d.deadline.due else d.deadline.kind)
        for d in duties
    ]


FULL = ["STT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành", "Sản phẩm"]


def test_a_full_table_gives_every_field() -> None:
    (duty,) = duties_of(
        table(FULL, ["1", "Rà soát quy trình nội bộ", "Văn phòng Sở", "Phòng Tài chính, Phòng Pháp chế", "Quý II/2026", "Báo cáo"])
    )
    assert shown([duty]) == [("Rà soát quy trình nội bộ", "Văn phòng Sở", "Phòng Tài chính; Phòng Pháp chế", "2026-06-30")]
    assert duty.deliverable == "Báo cáo"


@pytest.mark.parametrize(
    "head",
    [
        ["TT", "Nhiệm vụ", "Người thực hiện", "Hạn"],
        ["STT", "Nội dung", "Trách nhiệm thực hiện", "Thời hạn"],
        ["Số TT", "Công việc cụ thể", "Bộ phận phụ trách", "Tiến độ"],
        ["TT", "Nhiệm vụ, giải pháp", "Cơ quan chủ trì thực hiện", "Thời gian thực hiện"],
        ["STT", "Tên nhiệm vụ", "Phân công", "Thời gian"],
    ],
)
def test_columns_are_known_by_many_names(head: list[str]) -> None:
    rows = duties_of(table(list(head), ["1", "Kiểm kê tài sản", "Tổ Văn phòng", "30/6/2026"]))
    assert shown(rows) == [("Kiểm kê tài sản", "Tổ Văn phòng", "", "2026-06-30")]


def test_a_head_of_two_rows_parts_leads_from_helpers() -> None:
    rows = duties_of(
        table(
            [("STT", 2, 1), ("Nhiệm vụ", 2, 1), ("Phân công thực hiện", 1, 2), ("Thời gian", 2, 1)],
            ["Chủ trì", "Phối hợp"],
            ["1", "Xây dựng đề án", "Phòng Nội vụ", "Phòng Tư pháp", "Tháng 3/2026"],
        )
    )
    assert shown(rows) == [("Xây dựng đề án", "Phòng Nội vụ", "Phòng Tư pháp", "2026-03-31")]


def test_a_group_row_names_the_unit_of_the_rows_below() -> None:
    rows = duties_of(
        table(
            ["STT", "Nhiệm vụ", "Thời hạn"],
            [("I. Văn phòng Sở", 1, 3)],
            ["1", "Số hóa hồ sơ lưu trữ", "30/9/2026"],
            [("II. Thanh tra Sở", 1, 3)],
            ["1", "Kiểm tra việc tiếp công dân", "31/10/2026"],
        )
    )
    assert [row[1] for row in shown(rows)] == ["Văn phòng Sở", "Thanh tra Sở"]


def test_a_merged_task_with_two_owners_is_two_duties() -> None:
    rows = duties_of(
        table(
            ["STT", "Nhiệm vụ", "Chủ trì", "Thời gian"],
            [("1", 2, 1), ("Tổ chức tập huấn kỹ năng số", 2, 1), "Sở Nội vụ", "Quý I/2026"],
            ["UBND các xã", "Quý II/2026"],
        )
    )
    assert shown(rows) == [
        ("Tổ chức tập huấn kỹ năng số", "Sở Nội vụ", "", "2026-03-31"),
        ("Tổ chức tập huấn kỹ năng số", "UBND các xã", "", "2026-06-30"),
    ]


def test_an_empty_time_is_no_deadline() -> None:
    rows = duties_of(
        table(
            FULL,
            ["1", "Duy trì đường dây nóng", "Văn phòng Sở", "", "Thường xuyên", ""],
            ["2", "Lập sổ theo dõi", "Văn phòng Sở", "", "", ""],
        )
    )
    assert [row[3] for row in shown(rows)] == ["continuous", "none"]


def test_units_on_lines_of_a_cell_are_several() -> None:
    rows = duties_of(table(FULL, ["1", "Tuyên truyền lưu động", "Trung tâm Văn hóa\nĐoàn Thanh niên", "", "Tháng 5", ""]))
    assert shown(rows) == [("Tuyên truyền lưu động", "Trung tâm Văn hóa; Đoàn Thanh niên", "", "2026-05-31")]


def test_the_day_of_a_column_without_a_year_takes_the_year_of_its_title() -> None:
    rows = duties_of(
        table(
            ["TT", "Nội dung", "Trách nhiệm thực hiện", "Thời gian (Năm 2027)"],
            ["1", "Đối thoại với doanh nghiệp", "Sở Công Thương", "ngày 23 tháng 4"],
        )
    )
    assert shown(rows)[0][3] == "2027-04-23"


@pytest.mark.parametrize(
    "rows",
    [
        [["STT", "Đơn vị được kiểm tra", "Thời gian kiểm tra"], ["1", "Sở Xây dựng", "Tháng 7/2026"]],
        [["TT", "Đơn vị", "Điểm chuẩn", "Điểm đạt được", "Xếp loại"], ["1", "Sở Tư pháp", "89", "82", "Tốt"]],
        [
            ["Thời gian", "Nội dung", "Người thực hiện"],
            ["8h00 - 8h15", "Đón tiếp đại biểu", "Ban Tổ chức"],
            ["8h15 - 8h30", "Tuyên bố lý do", "Ban Tổ chức"],
        ],
        [["STT", "Họ và tên", "Chức vụ", "Ghi chú"], ["1", "Nguyễn Văn An", "Giám đốc", ""]],
        [["STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch"], ["1", "Số hộ thoát nghèo", "Hộ", "40"]],
    ],
)
def test_tables_that_assign_nothing_give_nothing(rows: list[Row]) -> None:
    assert duties_of(table(*rows)) == []


def test_months_with_bullets_give_a_duty_a_bullet() -> None:
    rows = duties_of(
        table(
            ["Tháng", "Nội dung công việc", "Người phụ trách"],
            ["3", "- Tổ chức hội thi nấu ăn\n- Phát động trồng cây", "BGH, GVCN"],
            ["4", "Kiểm tra hồ sơ tổ chuyên môn", "Ban kiểm tra"],
        )
    )
    assert shown(rows) == [
        ("Tổ chức hội thi nấu ăn", "BGH; GVCN", "", "2026-03-31"),
        ("Phát động trồng cây", "BGH; GVCN", "", "2026-03-31"),
        ("Kiểm tra hồ sơ tổ chuyên môn", "Ban kiểm tra", "", "2026-04-30"),
    ]


def test_a_mark_below_a_quarter_is_its_time() -> None:
    rows = duties_of(
        table(
            [("STT", 2, 1), ("Nhiệm vụ", 2, 1), ("Chủ trì", 2, 1), ("Thời gian thực hiện năm 2026", 1, 4)],
            ["Quý I", "Quý II", "Quý III", "Quý IV"],
            ["1", "Kiểm kê kho lưu trữ", "Văn phòng", "x", "x", "", ""],
        )
    )
    assert [row[3] for row in shown(rows)] == ["2026-06-30"]


@pytest.mark.parametrize(
    "cell",
    [
        "Phòng Tổ chức (chủ trì), Văn phòng, Thanh tra",
        "Phòng Tổ chức chủ trì, phối hợp với Văn phòng, Thanh tra",
        "- Chủ trì: Phòng Tổ chức\n- Phối hợp: Văn phòng, Thanh tra",
        "Phòng Tổ chức; phối hợp: Văn phòng, Thanh tra",
    ],
)
def test_one_cell_may_name_the_lead_and_its_helpers(cell: str) -> None:
    rows = duties_of(table(["TT", "Nội dung", "Đơn vị thực hiện", "Hạn"], ["1", "Lập danh mục hồ sơ", cell, "30/3/2026"]))
    assert shown(rows) == [("Lập danh mục hồ sơ", "Phòng Tổ chức", "Văn phòng; Thanh tra", "2026-03-30")]


def test_a_task_that_names_its_unit_needs_no_column_of_units() -> None:
    rows = duties_of(
        table(
            ["TT", "Nội dung công việc", "Thời gian"],
            ["1", "Văn phòng rà soát danh mục hồ sơ", "30/3/2026"],
            ["2", "Kiểm kê tài sản (Phòng Hành chính)", "Tháng 7"],
        )
    )
    assert shown(rows) == [
        ("rà soát danh mục hồ sơ", "Văn phòng", "", "2026-03-30"),
        ("Kiểm kê tài sản", "Phòng Hành chính", "", "2026-07-31"),
    ]


def test_columns_without_titles_are_told_by_what_they_hold() -> None:
    rows = duties_of(table(["1", "Lập kho dữ liệu", "Văn phòng Sở", "30/3/2026"], ["2", "Lập dự toán", "Phòng Tài chính", "Tháng 6"]))
    assert [row[1:] for row in shown(rows)] == [("Văn phòng Sở", "", "2026-03-30"), ("Phòng Tài chính", "", "2026-06-30")]


def test_group_rows_may_give_the_month_and_deeper_ones_keep_the_unit() -> None:
    rows = duties_of(
        table(
            ["TT", "Nội dung", "Thời hạn"],
            ["II", ("Phòng Tài chính", 1, 2)],
            ["a)", ("Mảng ngân sách", 1, 2)],
            ["1", "Lập dự toán thu chi", "15/5/2026"],
        ),
        table(["TT", "Nội dung", "Đơn vị thực hiện"], [("Tháng 4/2026", 1, 3)], ["1", "Tổ chức về nguồn", "Đoàn Thanh niên"]),
    )
    assert [row[1:] for row in shown(rows)] == [("Phòng Tài chính", "", "2026-05-15"), ("Đoàn Thanh niên", "", "2026-04-30")]


def test_a_row_without_number_and_task_adds_its_units_to_the_row_above() -> None:
    rows = duties_of(
        table(["STT", "Nhiệm vụ", "Phụ trách", "Hạn"], ["1", "Dựng phần mềm", "Tổ CNTT", "30/5/2026"], ["", "", "Văn phòng", ""])
    )
    assert shown(rows) == [("Dựng phần mềm", "Tổ CNTT; Văn phòng", "", "2026-05-30")]


def test_who_only_follows_or_signs_is_not_the_owner() -> None:
    rows = duties_of(
        table(["TT", "Nội dung", "Lãnh đạo phụ trách", "Đơn vị thực hiện", "Hạn"], ["1", "Lập sổ", "Đ/c Giám đốc", "Phòng Nội vụ", "Quý I"])
    )
    assert [row[1] for row in shown(rows)] == ["Phòng Nội vụ"]


def test_figures_of_years_are_no_tasks() -> None:
    assert duties_of(table(["TT", "Nội dung", "Đơn vị", "Năm 2024", "Năm 2025"], ["1", "Thu ngân sách", "Tỷ đồng", "120", "130"])) == []
