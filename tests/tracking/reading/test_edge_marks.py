"""Strokes that recognition leaves down the edges of a page are no text; the strokes of a typed table stay."""

from __future__ import annotations

from tracking.reading.edge_marks import without_edge_marks
from tracking.reading.page import Line, Table
from tracking.reading.text import pages_of_text

NOISY = [
    "II. NHIỆM VỤ |",
    "| 1. Rà soát các cơ sở kinh doanh trên địa bàn, lập danh sách những nơi",
    "chưa đủ điều kiện; kiến nghị xử lý theo thẩm quyền. |",
    "_ 2. Tập huấn cho cán bộ của các đơn vị về quy trình kiểm tra, giám sát |",
    "| và cách lập hồ sơ.",
    "3. Báo cáo kết quả trước ngày 15/12/2026.  |",
    "| 4. Tăng cường ứng dụng công nghệ thông tin.",
]


def test_strokes_at_the_edges_are_taken_away_and_the_words_stay() -> None:
    clean = without_edge_marks(NOISY)
    assert not any("|" in line or "_" in line for line in clean)
    assert " ".join(" ".join(clean).split()) == " ".join(" ".join(NOISY).replace("|", " ").replace("_", " ").split())


def test_a_noisy_page_is_lines_and_no_table() -> None:
    blocks = list(pages_of_text("\n".join(NOISY)).blocks())
    assert all(isinstance(block, Line) for block in blocks)
    assert blocks[0].text == "II. NHIỆM VỤ"


def test_a_table_typed_with_strokes_stays_a_table() -> None:
    rows = ["| TT | Nhiệm vụ | Chủ trì |", *(f"| {n} | Rà soát việc {n} | Sở Tư pháp |" for n in range(1, 9))]
    assert without_edge_marks(rows) == rows
    assert any(isinstance(block, Table) for block in pages_of_text("\n".join(rows)).blocks())


def test_a_few_strokes_are_left_alone() -> None:
    lines = ["| một dòng", *(f"dòng thường thứ {n}" for n in range(20))]
    assert without_edge_marks(lines) == lines
