"""A secrecy mark in the head refuses a document; the same words elsewhere do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from drafting.errors import Refused
from tracking.reading.choose import read_pages
from tracking.reading.secrecy import is_mark

HEAD = "UBND TỈNH BÌNH AN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 15/UBND-NC\n"


@pytest.mark.parametrize(
    "text",
    [
        "MẬT",
        "TỐI MẬT",
        "TUYỆT MẬT",
        "M Ậ T",
        "T Ố I  M Ậ T",
        "[MẬT]",
        "| TỐI MẬT |",
        "«MẬT»",
        "Độ mật: MẬT",
        "Mật",
        "Tối mật",
        "MA\u0323\u0302T",
        "MẬT.",
    ],
)
def test_marks(text: str) -> None:
    assert is_mark(text)


@pytest.mark.parametrize(
    "text",
    [
        "BẢO MẬT", "BÍ MẬT NHÀ NƯỚC", "KHÔNG MẬT", "Độ mật: Không", "mật", "tuyệt mật", "1. MẬT", "- MẬT", "a) Tối mật;2",
        "MẬT ONG", "MẶT", "MẤT",
        "Độ mật: Thường", "MẬT ĐỘ", "TM. MẬT TRẬN", "", "Ban Cơ yếu", "MẬT MÃ",
    ],
)  # fmt: skip
def test_near_misses(text: str) -> None:
    assert not is_mark(text)


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "M Ậ T", "Số: 15/UBND-NC      TUYỆT MẬT", "HỎA TỐC\tMẬT"])
def test_a_text_with_a_mark_in_its_head_is_refused(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{HEAD}{mark}\nKính gửi: Các sở\nNội dung.", encoding="utf-8")
    with pytest.raises(Refused, match="dấu chỉ độ mật") as caught:
        read_pages(path)
    assert caught.value.exit_code == 4


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}V/v tăng cường bảo vệ bí mật nhà nước\nKính gửi: Các sở\nTài liệu đóng dấu MẬT phải nộp lưu.",
        f"{HEAD}KẾ HOẠCH\nTĂNG CƯỜNG CÔNG TÁC BẢO VỆ BÍ\nMẬT\nCăn cứ Luật",
        f"{HEAD}Kính gửi: Các sở\n1. Các độ mật gồm:\nTUYỆT MẬT\nTỐI MẬT\nMẬT",
        "Trang chủ\nChính sách BẢO MẬT\nTin tức\nNội dung",
    ],
)
def test_the_words_in_running_text_are_no_mark(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    assert read_pages(path).pages


def test_a_mark_in_a_cell_a_box_or_a_header_of_a_word_file(word: Any) -> None:
    head = word.table(word.cell("UBND TỈNH A") + word.cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), borders=False)
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{word.p('MẬT')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    files = [
        word(word.table(word.cell("Số: 1/A", inner=word.p("Số: 1/A") + word.p("MẬT")) + word.cell("b")) + word.p("x"), name="1.docx"),
        word(f"{head}<w:p>{box}</w:p>{word.p('x')}", name="2.docx"),
        word(head + word.p("x"), name="3.docx", header1=word.p("TỐI MẬT")),
        word(head + word.p("x") * 40 + head + word.p("TUYỆT MẬT"), name="4.docx"),
    ]
    for path in files:
        with pytest.raises(Refused):
            read_pages(path)


def test_a_table_that_lists_the_degrees_is_no_mark(word: Any) -> None:
    rows = [word.cell(text) + word.cell("x") + word.cell("y") for text in ("Độ mật", "Mật", "TỐI MẬT")]
    assert read_pages(word(word.p("PHỤ LỤC") + word.table(*rows))).pages


def test_a_mark_beside_the_number_of_a_pdf(pdf: Any, tmp_path: Path) -> None:
    pdf.page().text(95, 60, "UBND TỈNH A", 13).text(262, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13).text(95, 90, "Số: 1/UBND", 13).text(
        210, 92, "MẬT", 14
    )
    with pytest.raises(Refused):
        read_pages(pdf.save(tmp_path / "a.pdf"))


@pytest.mark.slow
def test_a_red_stamp_on_a_scan_is_seen_although_stamps_are_taken_out_of_the_text(paper: Any, tmp_path: Path) -> None:
    paper.text(95, 60, "UBND TỈNH BÌNH AN", 13).text(262, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13)
    paper.text(105, 100, "Số: 15/UBND-NC", 13).text(120, 135, "MẬT", 20, bold=True, colour="#d01c24")
    paper.text(85, 200, "Kính gửi: Các sở, ban, ngành thuộc tỉnh")
    path = tmp_path / "quet.png"
    paper.image.save(path, dpi=(200, 200))
    with pytest.raises(Refused):
        read_pages(path)
