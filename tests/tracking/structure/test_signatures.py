"""Who signed, in what capacity and office: the blocks that offices of every kind put under their documents."""

from __future__ import annotations

import pytest

from tracking.duty import DocumentInfo
from tracking.reading.page import Line, Page, Pages
from tracking.structure.layout import lay_out
from tracking.structure.signing import name_in

LETTER = """SỞ Y TẾ LÀO CAI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/SYT-VP
V/v rà soát kho thuốc
Lào Cai, ngày 02 tháng 4 năm 2019
Kính gửi: Các bệnh viện.
Sở Y tế đề nghị các bệnh viện rà soát kho thuốc trước ngày 10/4/2019./.
"""


def signed(block: str) -> DocumentInfo:
    lines = tuple(Line(line) for line in (LETTER + block).splitlines() if line.strip())
    return lay_out(Pages((Page(1, lines, "text"),)))[0].info


@pytest.mark.parametrize(
    ("block", "signer", "position", "authority"),
    [
        (
            "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLò Văn Toàn",
            "Lò Văn Toàn",
            "PHÓ CHỦ TỊCH",
            "TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH",
        ),
        (
            "TL. BỘ TRƯỞNG\nKT. CỤC TRƯỞNG\nPHÓ CỤC TRƯỞNG\n(Đã ký)\nLò Văn Toàn",
            "Lò Văn Toàn",
            "PHÓ CỤC TRƯỞNG",
            "TL. BỘ TRƯỞNG; KT. CỤC TRƯỞNG",
        ),
        ("TUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG NGHIỆP VỤ\nBSCKII. Lò Văn Toàn", "Lò Văn Toàn", "TRƯỞNG PHÒNG NGHIỆP VỤ", "TUQ. GIÁM ĐỐC"),
        (
            "THAY MẶT BAN THƯỜNG VỤ\nPHÓ BÍ THƯ THƯỜNG TRỰC\nVũ Xuân Toàn",
            "Vũ Xuân Toàn",
            "PHÓ BÍ THƯ THƯỜNG TRỰC",
            "THAY MẶT BAN THƯỜNG VỤ",
        ),
        ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n(Đã ký) Trần Thị Toàn", "Trần Thị Toàn", "PHÓ GIÁM ĐỐC", "KT. GIÁM ĐỐC"),
        ("KT. TRƯỞNG BAN PHÓ TRƯỞNG BAN (Đã ký) Trần Thị Toàn", "Trần Thị Toàn", "PHÓ TRƯỞNG BAN", "KT. TRƯỞNG BAN"),
        ("GIÁM ĐỐC\nKý bởi: Sở Y tế\nThời gian ký: 02/04/2019 10:00:00\nHoàng Quốc Toàn", "Hoàng Quốc Toàn", "GIÁM ĐỐC", None),
        ("HIỆU TRƯỞNG\nPGS.TS. Trần Đức Toàn", "Trần Đức Toàn", "HIỆU TRƯỞNG", None),
        ("GIÁM ĐỐC\nĐại tá Lưu Hồng Toàn", "Lưu Hồng Toàn", "GIÁM ĐỐC", None),
        ("GIÁM ĐỐC\nHOÀNG QUỐC TOÀN", "Hoàng Quốc Toàn", "GIÁM ĐỐC", None),
        ("CHỦ TỊCH\nĐỗ Hữu Toàn\nNơi nhận:\n- Ông Nguyễn Văn Nhận;\n- Lưu: VT, Hà.", "Đỗ Hữu Toàn", "CHỦ TỊCH", None),
    ],
)
def test_the_block_gives_name_office_and_capacity(block: str, signer: str, position: str, authority: str | None) -> None:
    info = signed(block)
    assert (info.signer, info.position, info.authority) == (signer, position, authority)


@pytest.mark.parametrize(
    "name", ["Giàng Thị Dung", "Thạch Thị Dân", "Đàng Năng Hòa", "Y Thanh Niê", "Ksor Hnhan", "Điểu Ten", "K'Sor Bình", "Vàng A Páo"]
)
def test_names_of_every_people_of_the_country_are_names(name: str) -> None:
    assert name_in(name) == name


@pytest.mark.parametrize(
    "line", ["BAN NHÂN DÂN TỈNH", "Y TẾ LÀO CAI", "VĂN PHÒNG CHÍNH PHỦ", "PHÓ CHỦ TỊCH", "KẾ HOẠCH", "Lưu: VT, TH", "Như trên"]
)
def test_broken_lines_of_offices_and_lists_are_no_names(line: str) -> None:
    assert name_in(line) is None
