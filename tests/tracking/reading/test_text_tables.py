"""Tables in plain text: cells parted by strokes or tabs, with and without edges; letterheads and noise are none."""

from __future__ import annotations

import pytest

from tracking.reading.page import Table
from tracking.reading.text import pages_of_text

WANTED = [["TT", "Nội dung", "Thời gian", "Chủ trì"], ["1", "Rà soát quy chế", "Quý I", "Tổ 1"], ["2", "Kiểm kê tài sản", "", "Tổ 2"]]


def tables(text: str) -> list[list[list[str]]]:
    found = [block for block in pages_of_text(text).blocks() if isinstance(block, Table)]
    return [[[cell.text for cell in row] for row in table.rows] for table in found]


STROKES = """
| TT | Nội dung | Thời gian | Chủ trì |
|----|:---------|-----------|---------|
| 1 | Rà soát quy chế | Quý I | Tổ 1 |
| 2 | Kiểm kê tài sản | | Tổ 2 |"""
WITHOUT_EDGES = """
TT | Nội dung | Thời gian | Chủ trì
1 | Rà soát quy chế | Quý I | Tổ 1
2 | Kiểm kê tài sản |  | Tổ 2"""
BORDERS = """
+----+-----------------+-----------+---------+
| TT | Nội dung        | Thời gian | Chủ trì |
+----+-----------------+-----------+---------+
| 1  | Rà soát quy chế | Quý I     | Tổ 1    |
| 2  | Kiểm kê tài sản |           | Tổ 2    |
+----+-----------------+-----------+---------+"""


@pytest.mark.parametrize("text", [STROKES, WITHOUT_EDGES, BORDERS, WITHOUT_EDGES.replace(" |  | ", "\t\t").replace(" | ", "\t")])
def test_cells_parted_by_strokes_or_tabs_are_a_table(text: str) -> None:
    assert tables(f"Phân công như sau:\n{text}\nNơi nhận:") == [WANTED]


def test_a_row_without_number_in_small_letters_goes_on_with_the_row_above() -> None:
    text = "| TT | Nội dung | Chủ trì |\n| 1 | Rà soát quy chế | Tổ văn |\n|   | làm việc | phòng |\n| 2 | Kiểm kê | Tổ 2 |"
    assert tables(text)[0][1] == ["1", "Rà soát quy chế\nlàm việc", "Tổ văn\nphòng"]


@pytest.mark.parametrize(
    "text",
    [
        "UBND TỈNH\tCỘNG HÒA\nSỞ NỘI VỤ\tĐộc lập\nSố: 1\tngày 1",
        "| thực hiện chương trình\nma túy trở lên | | |\n| bàn so với | |\ncâp tỉnh | |",
        "Nơi nhận:\tGIÁM ĐỐC\n- Như trên;\t(đã ký)\n- Lưu: VT.\tTrần Văn Bình",
    ],
)
def test_letterheads_and_noise_are_no_tables(text: str) -> None:
    assert tables(text) == []
