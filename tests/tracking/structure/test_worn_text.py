"""Numbers, signs and spaces that a scan or a careless text layer lost are set right by what stands around them."""

import time

import pytest

from tracking.reading.page import Cell, Line, Table
from tracking.structure.spacing import spaced, spaced_text
from tracking.structure.worn_markers import mended_markers


def _mended(*texts: str) -> list[str]:
    return [block.text for block in mended_markers([Line(text) for text in texts]) if isinstance(block, Line)]


@pytest.mark.parametrize(
    ("lines", "worn", "mended"),
    [
        (["I. TÌNH HÌNH", "Kết quả khá.", "ll. NHIỆM VỤ", "III. TỔ CHỨC"], 2, "II. NHIỆM VỤ"),
        (["I. TÌNH HÌNH", "Kết quả khá.", "II. NHIỆM VỤ", "Các việc sau.", "III TỔ CHỨC THỰC HIỆN"], 4, "III.TỔ CHỨC THỰC HIỆN"),
        (["I. TÌNH HÌNH", "Kết quả khá.", "II NHIỆM VỤ CỤ THỂ", "Các việc sau.", "III. TỔ CHỨC"], 2, "II.NHIỆM VỤ CỤ THỂ"),
        (["I. TÌNH HÌNH", "Kết quả khá.", "IH. Nhiệm vụ", "Các việc sau.", "III. Tổ chức"], 2, "II. Nhiệm vụ"),
        (["Các việc:", "@® Rà soát hồ sơ;", "® Lập danh sách."], 1, "•  Rà soát hồ sơ;"),
        (["1. Sở Y tế kiểm tra.", "2, Sở Tài chính bố trí kinh phí.", "3. Công an tỉnh tuần tra."], 1, "2. Sở Tài chính bố trí kinh phí."),
        (["1. Sở Y tế kiểm tra.", "2 Sở Tài chính bố trí kinh phí.", "3. Công an tỉnh tuần tra."], 1, "2.Sở Tài chính bố trí kinh phí."),
        (["I. Sở Y tế kiểm tra.", "2. Sở Tài chính bố trí kinh phí.", "3. Công an tỉnh tuần tra."], 0, "1. Sở Y tế kiểm tra."),
        (["4. Sở Y tế kiểm tra.", "S. Sở Tài chính bố trí kinh phí.", "6. Công an tỉnh tuần tra."], 1, "5. Sở Tài chính bố trí kinh phí."),
        (["@) Rà soát hồ sơ;", "b) Lập danh sách."], 0, "a) Rà soát hồ sơ;"),
        (["a) Rà soát hồ sơ;", "b, Lập danh sách;", "c) Gửi kết quả."], 1, "b) Lập danh sách;"),
        (["3. Sở Y tế", "3.l. Trực cấp cứu.", "4. Báo tỉnh đưa tin."], 1, "3.1. Trực cấp cứu."),
        (["- Rà soát hồ sơ;", ". Lập danh sách;", "- Gửi kết quả."], 1, "- Lập danh sách;"),
        (["_ Rà soát hồ sơ;", "_ Lập danh sách;"], 0, "- Rà soát hồ sơ;"),
        (["- Rà soát hồ sơ;", "t Lập danh sách;", "+ Gửi kết quả."], 1, "+ Lập danh sách;"),
    ],
)
def test_a_worn_number_is_the_one_its_list_asks_for(lines: list[str], worn: int, mended: str) -> None:
    assert _mended(*lines)[worn] == mended


@pytest.mark.parametrize(
    "lines",
    [
        ["Theo khoản", "2, Điều 5 của Quy chế, các đơn vị báo cáo."],
        ["1. Sở Y tế có", "2 Phó Giám đốc và 5 phòng chuyên môn.", "2. Sở Tài chính."],
        ["I. MỤC ĐÍCH", "1. Nâng cao chất lượng.", "2. Giảm thời gian.", "II. NHIỆM VỤ"],
        ["TT Nội dung", "1 Sở Y tế", "2 Sở Tài chính"],
        ["A. Tình hình", "B. Nhiệm vụ"],
        ["Ông Nguyễn Văn A", "C. Kết luận"],
    ],
)
def test_lines_whose_list_asks_for_nothing_stay_as_they_are(lines: list[str]) -> None:
    assert _mended(*lines) == lines


def test_mending_keeps_the_length_of_a_line_so_that_places_stay_true() -> None:
    lines = ["1. Sở Y tế kiểm tra.", "2 , Sở Tài chính bố trí kinh phí.", "3. Công an tỉnh tuần tra."]
    assert list(map(len, _mended(*lines))) == list(map(len, lines))


@pytest.mark.parametrize(
    ("worn", "right"),
    [
        ("Sở Xây dựng:Tiếp tục rà soát", "Sở Xây dựng: Tiếp tục rà soát"),
        ("các sở,ban, ngành", "các sở, ban, ngành"),
        ("Thanh tra xây dựng , Công an", "Thanh tra xây dựng, Công an"),
        ("trước ngày05/7/2027", "trước ngày 05/7/2027"),
        ("xem https://vi.du.vn:8080/a,b và gửi về a,b@vi.du.vn", "xem https://vi.du.vn:8080/a,b và gửi về a,b@vi.du.vn"),
        ("tăng 1,5 lần, lúc 8:30", "tăng 1,5 lần, lúc 8:30"),
        ("V/v: rà soát", "V/v: rà soát"),
    ],
)
def test_commas_colons_and_figures_stand_as_print_sets_them(worn: str, right: str) -> None:
    assert spaced_text(worn) == right
    assert spaced_text(right) == right


def test_cells_of_tables_are_set_right_too() -> None:
    table = Table(((Cell((Line("Sở Y tế,Công an tỉnh"),), 0, 0), Cell((Line("Quý I"),), 0, 1)),))
    (out,) = spaced([table])
    assert isinstance(out, Table)
    assert [cell.text for cell in out.rows[0]] == ["Sở Y tế, Công an tỉnh", "Quý I"]


@pytest.mark.parametrize("text", ["-" * 200_000, "a," * 100_000, "a@" * 100_000, " " * 200_000 + "x", "_ ." * 60_000])
def test_endless_lines_are_set_right_in_a_moment(text: str) -> None:
    begun = time.monotonic()
    mended_markers(spaced([Line(text)] * 5))
    assert time.monotonic() - begun < 10
