"""Scans and photographs: stamps, skew, turned pages, tables, pages without use. Each needs Tesseract for a second or two."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from drafting.errors import PartMissing
from tracking.reading import ocr, picture
from tracking.reading.choose import read_pages
from tracking.reading.page import Line, Table, lines_of

needs_tesseract = [pytest.mark.slow, pytest.mark.skipif(not ocr.is_installed(), reason="Tesseract with Vietnamese data is not installed")]
BODY = (
    "Thực hiện chương trình công tác năm 2026, Giám đốc Sở yêu cầu:",
    "1. Phòng Hành chính rà soát toàn bộ thủ tục thuộc thẩm quyền giải quyết",
    "của Sở, báo cáo kết quả trước ngày 15/3/2026.",
    "2. Văn phòng Sở chủ trì, phối hợp với Thanh tra Sở theo dõi, đôn đốc việc",
    "thực hiện và tổng hợp, báo cáo Giám đốc Sở hằng tháng.",
)


def filled(paper: Any) -> Any:
    paper.text(95, 60, "UBND TỈNH BÌNH AN", 13).text(100, 76, "SỞ NỘI VỤ", 13, bold=True)
    paper.text(262, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True).text(310, 76, "Độc lập - Tự do - Hạnh phúc", 14, bold=True)
    paper.text(105, 100, "Số: 15/SNV-VP", 13).text(330, 100, "Bình An, ngày 05 tháng 3 năm 2026", 14)
    for row, text in enumerate(BODY):
        paper.text(85 if row in (2, 4) else 113, 170 + 24 * row, text)
    paper.text(85, 320, "Nơi nhận:", 12, bold=True).text(85, 336, "- Như trên;", 11).text(85, 350, "- Lưu: VT.", 11)
    return paper.text(340, 320, "GIÁM ĐỐC", bold=True).text(330, 420, "Trần Văn Bình", bold=True)


def saved(image: Image.Image, tmp_path: Path) -> Path:
    path = tmp_path / "quet.png"
    image.save(path, dpi=(200, 200))
    return path


def flat(path: Path) -> list[Line]:
    return list(lines_of(tuple(read_pages(path).blocks())))


def words(lines: list[Line]) -> list[str]:
    return " ".join(line.text for line in lines).split()


def share_found(lines: list[Line], expected: str) -> float:
    found = set(words(lines))
    wanted = expected.split()
    return sum(word in found for word in wanted) / len(wanted)


class TestPages:
    pytestmark = needs_tesseract

    def test_a_skewed_scan_with_a_stamp_is_read_in_order(self, paper: Any, tmp_path: Path) -> None:
        image = filled(paper).stamp(370, 380, 48).image.rotate(1.0, fillcolor="white", resample=Image.Resampling.BICUBIC)
        found = flat(saved(image, tmp_path))
        assert [line.text for line in found if line.column == "left"][:3] == ["UBND TỈNH BÌNH AN", "SỞ NỘI VỤ", "Số: 15/SNV-VP"]
        assert share_found(found, " ".join(BODY)) > 0.95
        recipients = [line.text for line in found].index("Nơi nhận:")
        assert [line.text for line in found[recipients + 1 : recipients + 3]] == ["- Như trên;", "- Lưu: VT."]
        assert found[recipients + 3].column == "right"
        assert any("Trần Văn Bình" in line.text for line in found[recipients:])
        assert [line.bold for line in found[:4]] == [False, True, False, True]
        first = found[0]
        assert first.box is not None
        assert first.box[0] == pytest.approx(97, abs=8)
        assert first.words[0].confidence is not None

    @pytest.mark.parametrize("quarter", [90, 180])
    def test_a_page_lying_on_its_side_or_head_is_turned_up(self, paper: Any, tmp_path: Path, quarter: int) -> None:
        image = filled(paper).image.rotate(quarter, expand=True)
        assert share_found(flat(saved(image, tmp_path)), " ".join(BODY)) > 0.9

    def test_a_ruled_table_of_a_scan_keeps_its_cells(self, paper: Any, tmp_path: Path) -> None:
        xs = (85, 125, 330, 450, 540)
        paper.text(200, 80, "PHỤ LỤC NHIỆM VỤ NĂM 2026", bold=True).grid(xs, (110, 140, 190, 240))
        rows = (
            ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"),
            ("1", "Rà soát thủ tục hành chính", "Sở Nội vụ", "Quý I"),
            ("2", "Xây dựng kế hoạch", "Sở Y tế", "Quý II"),
        )
        for y, row in zip((130, 165, 215), rows, strict=True):
            for x, text in zip(xs, row, strict=False):
                paper.text(x + 6, y, text, 13)
        table = next(block for block in read_pages(saved(paper.image, tmp_path)).blocks() if isinstance(block, Table))
        assert [[cell.text for cell in row] for row in table.rows] == [list(row) for row in rows]

    def test_a_scanned_pdf_with_only_a_signature_in_its_text_layer_is_read_from_the_picture(
        self, paper: Any, pdf: Any, tmp_path: Path
    ) -> None:
        image = filled(paper).image
        pdf.page().picture(image, (0, 0, 595, 842)).text(400, 20, "Ký bởi: Sở Nội vụ", 6)
        pages = read_pages(pdf.save(tmp_path / "a.pdf")).pages
        assert [page.origin for page in pages] == ["scan"]
        assert share_found(list(lines_of(pages[0].blocks)), " ".join(BODY)) > 0.95

    def test_a_scan_pasted_into_a_word_file_is_read(self, paper: Any, word: Any) -> None:
        data = io.BytesIO()
        filled(paper).image.save(data, "PNG")
        picture_run = '<w:r><w:drawing><a:blip xmlns:a="urn:a" r:embed="r0"/></w:drawing></w:r>'
        path = word(f"{word.p('Bản quét')}<w:p>{picture_run}</w:p>", extra={"word/media/image1.png": data.getvalue()})
        pages = read_pages(path).pages
        assert [(page.number, page.origin) for page in pages] == [(1, "word"), (2, "scan")]
        assert share_found(list(lines_of(pages[1].blocks)), " ".join(BODY)) > 0.95

    def test_a_page_of_noise_is_named_and_left_for_typing(self, tmp_path: Path) -> None:
        noise = np.random.default_rng(1).integers(90, 255, (500, 900), dtype=np.uint8).repeat(2, 0).repeat(2, 1)
        (page,) = read_pages(saved(Image.fromarray(noise), tmp_path)).pages
        assert not page.readable
        assert page.blocks == ()
        assert "quet.png" in page.note


def test_without_tesseract_a_scan_names_the_missing_part(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    ocr.is_installed.cache_clear()
    try:
        with pytest.raises(PartMissing, match="Tesseract") as caught:
            read_pages(saved(Image.new("L", (800, 1100), 255), tmp_path))
    finally:
        ocr.is_installed.cache_clear()
    assert caught.value.exit_code == 5


def test_red_and_blue_ink_lightens_and_black_under_it_stays() -> None:
    colour = np.full((100, 60, 3), 255, np.uint8)
    colour[40:60] = (214, 40, 52)
    colour[60:80] = (30, 60, 190)
    colour[50] = (60, 10, 14)
    clean = picture.without_ink(colour)
    assert clean[45, 5] > 200
    assert clean[70, 5] > 200
    assert clean[50, 5] < 130


@pytest.mark.parametrize("angle", [-3.0, -1.0, 0.0, 0.7, 2.5])
def test_the_skew_of_rows_is_measured(paper: Any, angle: float) -> None:
    grey = np.asarray(filled(paper).image.rotate(angle, fillcolor="white").convert("L"))
    assert picture.skew_of(grey) == pytest.approx(angle, abs=0.15)
