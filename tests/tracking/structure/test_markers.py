"""Numbering at the start of a line, as printed and as a scan misreads it."""

import pytest

from tracking.structure.markers import marker_of


@pytest.mark.parametrize(
    ("line", "style", "label", "value"),
    [
        ("I. MỤC ĐÍCH", "roman", "I", 1),
        ("II- NỘI DUNG", "roman", "II", 2),
        ("IH. NỘI DUNG", "roman", "III", 3),
        ("H. Đề xuất", "roman", "II", 2),
        ("Iv. tiến độ", "roman", "IV", 4),
        ("1. Sở Tư pháp", "number", "1", 1),
        ("l. Sở Tư pháp", "number", "1", 1),
        ("12/ Các xã", "number", "12", 12),
        ("104. Các xã", "number", "104", 104),
        ("1- Giao Ban Tổ chức", "number", "1", 1),
        ("2.1. Nội dung", "decimal", "2.1", 1),
        ("3.2 Thành phần", "decimal", "3.2", 2),
        ("đ) Theo dõi", "letter", "đ", 5),
        ("a/ Rà soát", "letter", "a", 1),
        ("(2) Báo cáo", "bracket", "(2)", 2),
        ("- Lập danh mục", "dash", "-", 0),
        ("__- Công suất", "dash", "-", 0),
        ("+ Đối với xã", "plus", "+", 0),
        ("• Tổ chức", "bullet", "•", 0),
        ("Điều 3. Sở Tài chính", "article", "3", 3),
        ("Chương II", "chapter", "II", 2),
        ("PHẦN THỨ NHẤT", "part", "I", 1),
        ("Mục 2. Quản lý", "section", "2", 2),
        ("A. Tình hình", "upper", "A", 1),
    ],
)
def test_a_marker_is_read(line: str, style: str, label: str, value: int) -> None:
    marker = marker_of(line)
    assert marker is not None
    assert (marker.style, marker.label, marker.value) == (style, label, value)
    assert line.startswith(marker.written)


@pytest.mark.parametrize(
    "line",
    [
        "Sở Tư pháp",
        "2026 là năm",
        "30/6/2026 là hạn cuối",
        "41/KH-UBND ngày 05/3/2024 của tỉnh",
        "1.765.000 viên",
        "V/v rà soát",
        "Mục 6 Công văn số 12",
        "Điều kiện làm việc",
        "Phần lớn các xã",
        "-5 độ C",
        "",
    ],
)
def test_words_are_no_marker(line: str) -> None:
    assert marker_of(line) is None
