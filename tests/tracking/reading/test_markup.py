"""Texts saved with marks of layout are read as the lines that they stand for."""

from __future__ import annotations

from tracking.reading.markup import without_markup
from tracking.reading.page import Table
from tracking.reading.text import pages_of_text


def test_a_foot_in_one_row_becomes_its_lines() -> None:
    text = "Rà soát chợ./.\n\n| Nơi nhận: - Như trên; - Lưu: VT. | KT. CHỦ TỊCH PHÓ CHỦ TỊCH Hà Văn Lộc |\n|---|---|"
    found = without_markup(text).split("\n")[2:]
    assert found == ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Hà Văn Lộc"]


def test_headings_bold_and_slanted_words_lose_their_marks() -> None:
    text = "# Toàn văn chỉ thị\n\n**Điều 1.** Rà soát *chợ*\n*(Ảnh: minh họa)*\n* Lưu ý: báo ngay"
    assert without_markup(text) == "Toàn văn chỉ thị\n\nĐiều 1. Rà soát *chợ*\n(Ảnh: minh họa)\n* Lưu ý: báo ngay"


def test_a_numbered_heading_in_bold_that_breaks_over_two_lines_is_one_line() -> None:
    assert without_markup("**2.\nSở Y tế:**\n\n- Trực.") == "2. Sở Y tế:\n\n- Trực."
    assert without_markup("**Kính gửi**\n**Sở Y tế**") == "Kính gửi\nSở Y tế"


def test_a_line_that_says_that_a_page_ends_parts_pages() -> None:
    pages = pages_of_text("Rà soát chợ và\n\n--- PAGE BREAK ---\n\n2\n\nthu nợ đọng.")
    assert len(pages.pages) == 2


def test_a_table_of_tasks_stays_a_table() -> None:
    text = "| STT | Nội dung | Đơn vị |\n|---|---|---|\n| 1 | Rà soát chợ | Sở A |\n| 2 | Thu nợ | Sở B |\n\n**Ghi chú**"
    assert any(isinstance(block, Table) for block in pages_of_text(text).blocks())


def test_a_text_without_marks_is_given_back_as_it_is() -> None:
    text = "1. Rà soát chợ\n- Thu nợ | năm 2024\n2 * 3 = 6"
    assert without_markup(text) == text
