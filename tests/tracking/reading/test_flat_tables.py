"""Tables copied a cell a line: put together by their head and row numbers, or by their times; running text is left alone."""

from __future__ import annotations

from tracking.reading.flat_tables import with_flat_tables
from tracking.reading.page import Block, Line, Table


def lines(text: str) -> list[Block]:
    return [Line(line) for line in text.strip().split("\n")]


def rows(text: str) -> list[list[str]]:
    (table,) = [block for block in with_flat_tables(lines(text)) if isinstance(block, Table)]
    return [[cell.text for cell in row] for row in table.rows]


NUMBERED = """
STT
Nội dung công việc
Đơn vị chủ trì
Đơn vị phối hợp
Thời gian hoàn thành
I
Công tác chuẩn bị
1
Lập danh mục hồ sơ
Văn phòng Sở
Các phòng
Quý I/2022
2
Chỉnh lý tài liệu
tồn đọng
Văn phòng Sở
Tháng 6
3
Kiểm tra kho lưu trữ
Thanh tra Sở
Phòng Kế hoạch - Tài chính,
Văn phòng Sở
Thường xuyên
II. KINH PHÍ
Từ nguồn chi thường xuyên.
"""


def test_rows_begin_at_their_numbers_and_empty_cells_are_told_by_the_titles() -> None:
    assert rows(NUMBERED)[1:] == [
        ["I", "Công tác chuẩn bị", "", "", ""],
        ["1", "Lập danh mục hồ sơ", "Văn phòng Sở", "Các phòng", "Quý I/2022"],
        ["2", "Chỉnh lý tài liệu\ntồn đọng", "Văn phòng Sở", "", "Tháng 6"],
        ["3", "Kiểm tra kho lưu trữ", "Thanh tra Sở", "Phòng Kế hoạch - Tài chính,\nVăn phòng Sở", "Thường xuyên"],
    ]


def test_what_follows_the_table_stays_as_it_is() -> None:
    rest = list(with_flat_tables(lines(NUMBERED)))[1:]
    assert [block.text for block in rest if isinstance(block, Line)] == ["II. KINH PHÍ", "Từ nguồn chi thường xuyên."]


def test_rows_of_a_calendar_begin_at_their_times() -> None:
    text = "Thời gian\nNội dung\nNgười phụ trách\nNgày 05/9\nKhai giảng năm học\nBGH\nTừ 06/9 đến 10/9\nKiểm tra hồ sơ\nTổ trưởng"
    assert rows(text)[1:] == [["Ngày 05/9", "Khai giảng năm học", "BGH"], ["Từ 06/9 đến 10/9", "Kiểm tra hồ sơ", "Tổ trưởng"]]


def test_running_text_is_no_table() -> None:
    text = "Nội dung\nThời gian thực hiện\n1. Rà soát hồ sơ trước ngày 05/9.\nĐơn vị thực hiện\n2. Gửi báo cáo."
    assert list(with_flat_tables(lines(text))) == lines(text)
