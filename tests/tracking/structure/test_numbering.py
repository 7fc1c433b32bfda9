"""The line of số and ký hiệu as offices of every kind and year write it, and lines that only look like it."""

from __future__ import annotations

import pytest

from tracking.structure.numbering import bare_symbol, is_bare_label, read_number_line


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [
        ("Số: 15 /QĐ- UBND-HC", "15/QĐ-UBND-HC", "quyết định"),
        ("Số:123/ BC-THCS.LTK", "123/BC-THCS.LTK", "báo cáo"),
        ("Số: 01/TTr/HĐQT", "01/TTr/HĐQT", "tờ trình"),
        ("Số:  12  -  KH/BTGTU", "12-KH/BTGTU", "kế hoạch"),
        ("Số: 100a/QĐ-BV", "100a/QĐ-BV", "quyết định"),
        ("Số: 02/2025/TTLT-BNV-BTC", "02/2025/TTLT-BNV-BTC", None),
        ("Số 12-NQ/ĐU", "12-NQ/ĐU", "nghị quyết"),
        ("Số: 77 KH/ĐTN", "77 KH/ĐTN", "kế hoạch"),
        ("Số 22/TB.THPT", "22/TB.THPT", "thông báo"),
        ("Số: 05/KH-TH&THCS", "05/KH-TH&THCS", "kế hoạch"),
        ("Số: 15/CV-Cty", "15/CV-Cty", None),
        ("Số :07 /UBND - VX", "07/UBND-VX", None),
        ("SỐ: 18/CT-UBND", "18/CT-UBND", "chỉ thị"),
        ("Số: 33/TBKL-UBND", "33/TBKL-UBND", "thông báo"),
        ("Số 06-KL/TU", "06-KL/TU", None),
        ("Số: 45 - KH/ĐTN - BTG", "45-KH/ĐTN-BTG", "kế hoạch"),
        ("Số: 01-ABC-DEF/TTLT", "01-ABC-DEF/TTLT", None),
        ("Số: 1O2/QĐ-UBND", "102/QĐ-UBND", "quyết định"),
        ("Só: l5/TB-SYT", "15/TB-SYT", "thông báo"),
        ("Số: 123/CAT-PC06(Đ2)", "123/CAT-PC06(Đ2)", None),
        ("45/KH-UBND", "45/KH-UBND", "kế hoạch"),
    ],
)
def test_a_number_is_read_whole_with_the_type_that_its_symbol_names(text: str, number: str, kind: str | None) -> None:
    line = read_number_line(text)
    assert line is not None
    assert (line.number, line.kind, line.damaged) == (number, kind, False)


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("Số: ..../KH-UBND", "KH-UBND"),
        ("Số:      /UBND-NC", "UBND-NC"),
        ("Số: ……/2024/QĐ-UBND", "QĐ-UBND"),
        ("Số:/TTr-SNV", "TTr-SNV"),
        ("Số      -KH/TU", "KH/TU"),
    ],
)
def test_a_blank_number_keeps_its_symbol_and_says_no_more(text: str, symbol: str) -> None:
    line = read_number_line(text)
    assert line is not None
    assert (line.number, line.symbol, line.damaged) == (None, symbol, False)


@pytest.mark.parametrize("text", ["Số: 2 § J)BCA-C04", "Số: ý§ /TTr-HĐND"])
def test_what_was_written_by_hand_and_misread_is_no_number(text: str) -> None:
    line = read_number_line(text)
    assert line is not None
    assert (line.number, line.damaged) == (None, True)


@pytest.mark.parametrize(
    "text",
    [
        "Số lượng: 15 cái",
        "Số điện thoại: 0912345678",
        "Số nhà 15/2 đường Lê Lợi",
        "Số người tham gia: 20",
        "Một số nhiệm vụ trọng tâm",
        "15/3/2026",
        "",
    ],
)
def test_other_lines_with_figures_are_no_number(text: str) -> None:
    assert read_number_line(text) is None


def test_a_symbol_whose_beginning_was_lost_and_a_label_alone() -> None:
    found = bare_symbol("/KH-UBND")
    assert found is not None
    assert (found.number, found.symbol) == (None, "KH-UBND")
    assert is_bare_label("Số:")
    assert not is_bare_label("Số: 5")
