"""A document that names an annex which its file does not hold says so, by the annex's own name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracking.extract import extract

HEAD = """UBND TỈNH HÒA LONG
SỞ XÂY DỰNG
Số: 96/SXD-VP
V/v rà soát nhà ở
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hòa Long, ngày 04 tháng 5 năm 2023
Kính gửi: Các phòng chuyên môn.
Để chuẩn bị tổng kết, Sở yêu cầu:
"""
END = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nGIÁM ĐỐC\nLê Văn Cường\n"


def warnings(tmp_path: Path, duty: str, annex: str = "") -> tuple[str, ...]:
    path = tmp_path / "cong-van.txt"
    path.write_text(HEAD + duty + END + annex, "utf-8")
    return extract(path).warnings


@pytest.mark.parametrize(
    ("duty", "named"),
    [
        ("1. Phòng Kinh tế lập danh sách theo Biểu số 3 và Phụ lục II kèm theo, gửi Văn phòng.", "Biểu số 3 và Phụ lục II"),
        ("1. Thanh tra Sở báo cáo theo đề cương gửi kèm công văn này trước ngày 25/5/2023.", "Đề cương"),
        ("1. Văn phòng Sở rà soát từng hộ (Phụ lục 01) trước ngày 25/5/2023.", "Phụ lục 01"),
        ("1. Các phòng kiểm tra các hộ theo danh sách đính kèm.", "Danh sách"),
    ],
)
def test_an_absent_annex_is_named(tmp_path: Path, duty: str, named: str) -> None:
    assert warnings(tmp_path, duty) == (
        f"Văn bản nhắc tới {named} kèm theo nhưng tệp không có. Thêm tệp phụ lục vào văn bản này khi nhận được.",
    )


@pytest.mark.parametrize(
    ("duty", "annex"),
    [
        ("1. Phòng Kinh tế lập danh sách theo Phụ lục II kèm theo.", "PHỤ LỤC II\nDANH SÁCH HỘ\nTên hộ\n"),
        ("1. Phòng Kinh tế báo cáo theo Biểu số 3 kèm theo.", "Biểu số 03\nTÌNH HÌNH NHÀ Ở\n"),
        ("1. Thanh tra Sở báo cáo theo đề cương gửi kèm.", "ĐỀ CƯƠNG BÁO CÁO\nI. Kết quả\n"),
        ("1. Phòng Kinh tế lập hồ sơ theo Phụ lục II ban hành kèm theo Nghị định số 30/2020/NĐ-CP.", ""),
        ("1. Phòng Kinh tế lập danh sách hộ nghèo gửi Văn phòng Sở.", ""),
    ],
)
def test_annexes_that_are_there_or_are_another_document_s_are_not_awaited(tmp_path: Path, duty: str, annex: str) -> None:
    assert warnings(tmp_path, duty, annex) == ()
