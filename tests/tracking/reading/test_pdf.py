"""PDF files with a text layer: reading order, columns, ruled tables, page numbers, layers that cannot be trusted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from drafting.errors import InvalidInput, Refused
from tracking.reading.choose import read_pages
from tracking.reading.page import Line, Table, lines_of


def flat(path: Path) -> list[Line]:
    return list(lines_of(tuple(read_pages(path).blocks())))


def letterhead(pdf: Any) -> Any:
    pdf.page().text(95, 60, "UBND TỈNH BÌNH AN", 13).text(100, 76, "SỞ NỘI VỤ", 13, bold=True)
    pdf.text(262, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True).text(310, 76, "Độc lập - Tự do - Hạnh phúc", 14, bold=True)
    pdf.text(105, 100, "Số: 15/SNV-VP", 13).text(330, 100, "Bình An, ngày 05 tháng 3 năm 2026", 14)
    return pdf


def test_a_letterhead_is_read_column_by_column(pdf: Any, tmp_path: Path) -> None:
    letterhead(pdf).text(240, 140, "Kính gửi: Các phòng chuyên môn").text(
        113, 170, "Để hoàn thành công tác cải cách hành chính của năm, Giám đốc Sở"
    )
    found = flat(pdf.save(tmp_path / "a.pdf"))
    assert [(line.text, line.column) for line in found[:7]] == [
        ("UBND TỈNH BÌNH AN", "left"),
        ("SỞ NỘI VỤ", "left"),
        ("Số: 15/SNV-VP", "left"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "right"),
        ("Độc lập - Tự do - Hạnh phúc", "right"),
        ("Bình An, ngày 05 tháng 3 năm 2026", "right"),
        ("Kính gửi: Các phòng chuyên môn", None),
    ]
    assert found[3].bold is True
    assert found[0].bold is False
    assert found[0].words[0].text == "UBND"


def test_a_signature_beside_the_recipients_is_read_after_them(pdf: Any, tmp_path: Path) -> None:
    pdf.page().text(85, 300, "Yêu cầu các đơn vị triển khai thực hiện nghiêm túc các nội dung trên./.")
    pdf.text(330, 330, "KT. GIÁM ĐỐC", bold=True).text(85, 338, "Nơi nhận:", 12, bold=True).text(325, 346, "PHÓ GIÁM ĐỐC", bold=True)
    pdf.text(85, 352, "- Như trên;", 11).text(85, 366, "- Lưu: VT, CCHC.", 11).text(330, 430, "Lê Thị Hoa", bold=True)
    found = [(line.text, line.column) for line in flat(pdf.save(tmp_path / "a.pdf"))]
    assert found[1:] == [
        ("Nơi nhận:", "left"), ("- Như trên;", "left"), ("- Lưu: VT, CCHC.", "left"),
        ("KT. GIÁM ĐỐC", "right"), ("PHÓ GIÁM ĐỐC", "right"), ("Lê Thị Hoa", "right"),
    ]  # fmt: skip


def test_a_ruled_table_keeps_its_cells_and_joins_over_the_page(pdf: Any, tmp_path: Path) -> None:
    xs = (85, 120, 330, 440, 540)
    pdf.page().text(85, 60, "Danh mục nhiệm vụ").grid(xs, (600, 630, 700, 780))
    for x, text in zip(xs, ("STT", "Nhiệm vụ", "Chủ trì", "Hạn"), strict=False):
        pdf.text(x + 4, 620, text, 12)
    for y, row in ((650, ("1", "Rà soát thủ tục", "Sở Nội vụ", "Quý I")), (720, ("2", "Xây dựng đề án về", "Sở Y tế", "Quý II"))):
        for x, text in zip(xs, row, strict=False):
            pdf.text(x + 4, y, text, 12)
    pdf.text(290, 815, "1", 12)
    pdf.page().grid(xs, (60, 90, 120, 160))
    for y, row in (
        (80, ("STT", "Nhiệm vụ", "Chủ trì", "Hạn")),
        (110, ("", "vị trí việc làm", "", "")),
        (140, ("3", "Báo cáo", "Văn phòng", "Quý III")),
    ):
        for x, text in zip(xs, row, strict=False):
            if text:
                pdf.text(x + 4, y, text, 12)
    pdf.text(85, 200, "Hết danh mục.")
    blocks = tuple(read_pages(pdf.save(tmp_path / "a.pdf")).blocks())
    tables = [block for block in blocks if isinstance(block, Table)]
    assert len(tables) == 1
    assert [[cell.text for cell in row] for row in tables[0].rows] == [
        ["STT", "Nhiệm vụ", "Chủ trì", "Hạn"],
        ["1", "Rà soát thủ tục", "Sở Nội vụ", "Quý I"],
        ["2", "Xây dựng đề án về\nvị trí việc làm", "Sở Y tế", "Quý II"],
        ["3", "Báo cáo", "Văn phòng", "Quý III"],
    ]
    assert [line.page for line in lines_of(tables[0].rows[2][1].blocks)] == [1, 2]
    assert [block.text for block in blocks if isinstance(block, Line)] == ["Danh mục nhiệm vụ", "Hết danh mục."]


def test_merged_cells_of_a_table_are_one(pdf: Any, tmp_path: Path) -> None:
    pdf.page().line(80, 100, 500, 100).line(80, 130, 500, 130).line(220, 160, 500, 160).line(80, 190, 500, 190)
    pdf.line(80, 100, 80, 190).line(500, 100, 500, 190).line(220, 130, 220, 190)
    pdf.text(90, 120, "NHÓM VIỆC CHUNG", 12).text(90, 165, "Sở Tài chính", 12).text(230, 150, "Lập dự toán", 12).text(
        230, 180, "Quyết toán", 12
    )
    table = next(block for block in read_pages(pdf.save(tmp_path / "a.pdf")).blocks() if isinstance(block, Table))
    assert [(cell.text, cell.row_span, cell.column_span) for row in table.rows for cell in row] == [
        ("NHÓM VIỆC CHUNG", 1, 2), ("Sở Tài chính", 2, 1), ("Lập dự toán", 1, 1), ("Quyết toán", 1, 1),
    ]  # fmt: skip


def test_page_numbers_and_running_heads_are_no_text(pdf: Any, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        pdf.page().text(290, 40, str(number), 13).text(85, 60, "Phần mềm quản lý văn bản, bản in thử", 9).text(
            85, 120, f"Nội dung trang {number} của văn bản."
        )
    assert [line.text for line in flat(pdf.save(tmp_path / "a.pdf"))] == [f"Nội dung trang {number} của văn bản." for number in (1, 2, 3)]


def test_footnotes_are_told_by_their_small_print(pdf: Any, tmp_path: Path) -> None:
    pdf.page()
    for row in range(12):
        pdf.text(85, 100 + 20 * row, "Các đơn vị tiếp tục rà soát, cập nhật và báo cáo kết quả thực hiện")
    pdf.text(85, 760, "1 Theo Quyết định của Chủ tịch Ủy ban nhân dân tỉnh.", 10)
    assert [line.footnote for line in flat(pdf.save(tmp_path / "a.pdf"))] == [False] * 12 + [True]


def test_places_are_points_from_the_top_left(pdf: Any, tmp_path: Path) -> None:
    pdf.page(595, 842).text(100, 200, "Trước ngày 15/3/2026", 14)
    line = flat(pdf.save(tmp_path / "a.pdf"))[0]
    assert line.box is not None
    x0, top, x1, bottom = line.box
    assert x0 == pytest.approx(100, abs=1.5)
    assert top < 190 < 200 < bottom < 207
    assert 220 < x1 < 260
    assert line.size == pytest.approx(14, abs=0.5)


CATALOGUE = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
ONE_PAGE = CATALOGUE + b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
END = b"trailer<</Root 1 0 R>>\n%%EOF"
PAGES_IN_A_LOOP = CATALOGUE + b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 5>>endobj\n" + END
FORM_IN_ITSELF = b"".join(
    (
        ONE_PAGE,
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Contents 5 0 R/Resources<</XObject<</F 4 0 R>>>>>>endobj\n",
        b"4 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 4 0 R>>>>/Length 10>>stream\n",
        b"/F Do /F Do\nendstream endobj\n5 0 obj<</Length 6>>stream\n/F Do \nendstream endobj\n",
        END,
    )
)


@pytest.mark.parametrize(
    ("data", "found"),
    [(b"%PDF-1.4\nkhong phai pdf", "hỏng"), (PAGES_IN_A_LOOP, "hỏng|bộ nhớ"), (FORM_IN_ITSELF, "quá nhiều bộ nhớ hoặc thời gian")],
    ids=["no PDF", "page tree in a loop", "form in itself"],
)
def test_a_pdf_that_cannot_be_taken_is_refused_in_one_line(tmp_path: Path, data: bytes, found: str) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(data)
    with pytest.raises(InvalidInput, match=found):
        read_pages(path)


def test_a_locked_pdf_says_so(pdf: Any, tmp_path: Path) -> None:
    path = tmp_path / "khoa.pdf"
    encrypt = b"/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -44/O<" + b"ab" * 32 + b">/U<" + b"cd" * 32 + b">>>/ID[<00><00>]"
    path.write_bytes(
        ONE_PAGE + b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]>>endobj\ntrailer<</Root 1 0 R" + encrypt + b">>\n%%EOF"
    )
    with pytest.raises(InvalidInput, match="mật khẩu"):
        read_pages(path)


def test_a_note_that_climbs_along_the_margin_is_no_part_of_the_lines_it_passes(pdf: Any, tmp_path: Path) -> None:
    body = ["Kính gửi: Các thôn.", "1. Phòng Kinh tế rà soát danh sách hộ nghèo.", "2. Các thôn phối hợp."]
    pdf.page()
    for row, text in enumerate(body):
        pdf.text(85, 200 + 40 * row, text)
    pdf.text(60, 330, "Văn bản điện tử tải từ trục liên thông", 10, climbs=True)
    pages = read_pages(pdf.save(tmp_path / "le.pdf"))
    assert [line.text for line in lines_of(tuple(pages.blocks()))] == body


def test_a_mark_of_secrecy_written_along_the_margin_is_seen(pdf: Any, tmp_path: Path) -> None:
    pdf.page().text(85, 200, "Kính gửi: Các thôn.").text(85, 240, "Các thôn rà soát danh sách hộ nghèo.").text(
        60, 300, "TỐI MẬT", 14, climbs=True
    )
    with pytest.raises(Refused):
        read_pages(pdf.save(tmp_path / "mat.pdf"))


def test_a_column_head_that_climbs_stays_in_its_cell(pdf: Any, tmp_path: Path) -> None:
    xs, ys = (85, 125, 330, 450), (110, 190, 240)
    pdf.page().text(120, 80, "PHỤ LỤC NHIỆM VỤ").grid(xs, ys)
    pdf.text(110, 182, "Số mục", 12, climbs=True).text(140, 150, "Nhiệm vụ", 12).text(340, 150, "Thời hạn", 12)
    pdf.text(95, 215, "1", 12).text(140, 215, "Rà soát danh mục", 12).text(340, 215, "Quý I", 12)
    table = next(block for block in read_pages(pdf.save(tmp_path / "bang.pdf")).blocks() if isinstance(block, Table))
    assert [[cell.text for cell in row] for row in table.rows] == [["Số mục", "Nhiệm vụ", "Thời hạn"], ["1", "Rà soát danh mục", "Quý I"]]


def test_a_page_written_aslant_as_a_whole_is_told_from_its_picture_or_kept(pdf: Any, tmp_path: Path) -> None:
    pdf.page()
    for column, text in enumerate(("Kính gửi: Các thôn.", "Các thôn rà soát danh sách hộ nghèo.")):
        pdf.text(100 + 40 * column, 700, text, climbs=True)
    (page,) = read_pages(pdf.save(tmp_path / "ngang.pdf")).pages
    assert list(lines_of(page.blocks)) or not page.readable
