"""Titles that are printed otherwise than the form has them: small letters, lost above their subject, on the line of their subject."""

from __future__ import annotations

import pytest

from tracking.duty import DocumentInfo
from tracking.reading.page import Line, Page, Pages
from tracking.structure.layout import lay_out
from tracking.structure.numbering import read_number_line
from tracking.structure.pieces import Piece
from tracking.structure.titles import may_entitle, small_title

HEAD = [
    "ỦY BAN NHÂN DÂN", "XÃ TÂN HƯNG", "Số: 18/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
    "Tân Hưng, ngày 02 tháng 3 năm 2026",
]  # fmt: skip
BODY = ["Căn cứ Luật Thủy lợi;", "1. Phòng Kinh tế kiểm tra các hồ chứa trước ngày 20/3/2026.", "2. Các thôn phối hợp./."]


def header(*lines: str, head: list[str] = HEAD) -> DocumentInfo:
    return lay_out(Pages((Page(1, tuple(Line(line) for line in (*head, *lines, *BODY)), "text"),)))[0].info


@pytest.mark.parametrize(
    "title",
    [
        ["Kế hoạch", "Trực hồ chứa mùa khô năm 2026"],
        ["Kế hoạch trực hồ chứa mùa khô năm 2026"],
        ["KẾ HOẠCH trực hồ chứa mùa khô năm 2026"],
        ["Trực hồ chứa mùa khô năm 2026"],
        ["Trực hồ chứa mùa khô", "năm 2026"],
    ],
    ids=["small letters", "in one sentence", "on one line", "title lost", "title lost, two lines"],
)
def test_type_and_subject_are_read_without_a_title_in_capitals(title: list[str]) -> None:
    info = header(*title)
    assert info.kind == "kế hoạch"
    assert info.subject is not None
    assert info.subject.casefold() == "trực hồ chứa mùa khô năm 2026"


def test_a_decision_whose_title_was_lost_keeps_subject_and_body() -> None:
    head = [line.replace("18/KH", "18/QĐ") for line in HEAD]
    info = header("Về việc giao trực hồ chứa", "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ TÂN HƯNG", head=head)
    assert (info.kind, info.subject) == ("quyết định", "giao trực hồ chứa")


def test_the_first_sentence_of_a_letter_is_no_subject() -> None:
    head = [line.replace("18/KH-UBND", "18/UBND-KT") for line in HEAD]
    info = header("Kính gửi: Các thôn.", "Kế hoạch trực hồ chứa còn chậm ở nhiều nơi.", head=head)
    assert info.kind == "công văn"
    assert info.subject is None


@pytest.mark.parametrize(
    "text", ["1. Trực hồ chứa mùa khô", "- Trực hồ chứa", "Mùa khô kéo dài, hồ cạn.", "Các thôn làm như sau:", "ỦY BAN NHÂN DÂN XÃ"]
)
def test_content_and_those_who_decide_are_no_subject(text: str) -> None:
    assert not may_entitle(Piece(text, Line(text), 0))


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Kế hoạch", None, ("kế hoạch", "")),
        ("Kế hoạch trực hồ", None, None),
        ("Kế hoạch trực hồ", "kế hoạch", ("kế hoạch", "trực hồ")),
        ("Kế hoạch này có hiệu lực", "kế hoạch", None),
        ("Kế hoạch trực hồ còn chậm.", "kế hoạch", None),
        ("kế hoạch", None, None),
    ],
)
def test_a_line_in_small_letters_is_a_title_only_where_the_symbol_agrees(
    text: str, kind: str | None, found: tuple[str, str] | None
) -> None:
    assert small_title(text, kind) == found


@pytest.mark.parametrize(
    ("line", "number", "kind"),
    [
        ("Số: 19 /CD-TTg", "19/CD-TTg", "công điện"),
        ("$6:990/TB-TCT", "990/TB-TCT", "thông báo"),
        ("$ố : 12/QD-UBND", "12/QD-UBND", "quyết định"),
    ],
)
def test_the_type_is_known_by_a_symbol_that_lost_a_stroke(line: str, number: str, kind: str) -> None:
    found = read_number_line(line)
    assert found is not None
    assert (found.number, found.kind) == (number, kind)


def test_addressees_are_known_by_the_second_word_alone() -> None:
    head = [line.replace("18/KH-UBND", "18/UBND-KT") for line in HEAD]
    info = header("gửi: Đồng chí Trưởng các thôn.", head=[*head[:3], "V/v trực hồ chứa", *head[3:]])
    assert info.addressees == ("Đồng chí Trưởng các thôn",)
    assert info.subject == "trực hồ chứa"


def test_a_worn_word_of_the_year_still_gives_the_day() -> None:
    info = header("KẾ HOẠCH", "Trực hồ chứa", head=[*HEAD[:5], "Tân Hưng, ngayl4thing 4 ăm 2026"])
    assert str(info.issued_on) == "2026-04-14"


@pytest.mark.parametrize(
    ("lead", "number"),
    [
        ("Ngày 04/3/2026, Bộ Xây dựng ra Công điện 41/CĐ-BXD năm 2026 về việc trực hồ chứa", "41/CĐ-BXD"),
        ("Ngày 04/3/2026, Thủ tướng đã có Công điện 41/CĐ-TTg về trực hồ chứa", "41/CĐ-TTg"),
    ],
)
def test_an_article_that_retells_a_telegram_gives_its_header(lead: str, number: str) -> None:
    info = header("Toàn văn Công điện trực hồ chứa mùa khô năm nay?", lead, head=[])
    assert (info.kind, info.number, str(info.issued_on)) == ("công điện", number, "2026-03-04")
    assert info.issuer in ("Bộ Xây dựng", "Thủ tướng Chính phủ")
    assert info.subject == "trực hồ chứa"


def test_a_day_broken_before_its_month_is_whole_again() -> None:
    info = header("KẾ HOẠCH", "Trực hồ chứa", head=[*HEAD[:5], "*Tân Hưng, ngày 02", "tháng 3 năm 2026 *"])
    assert str(info.issued_on) == "2026-03-02"


def test_a_number_is_told_from_the_place_behind_it_though_the_day_is_lost() -> None:
    head = ["SỞ Y TẾ", *HEAD[3:5], "86:5021 SYT-NVY Thành phố Bình Hòa, ngésp0hthang 4 năm 2026", "VWv trực hồ chứa"]
    info = header("Kính gửi: Các thôn.", head=head)
    assert (info.number, info.subject, info.issuer) == ("5021/SYT-NVY", "trực hồ chứa", "Sở Y tế")


def test_an_attached_document_has_the_issuer_of_its_bracket() -> None:
    info = header("HƯỚNG DẪN", "Trực hồ chứa", "(Ban hành kèm theo Công văn số /BXD-HT ngày /3/2026 của Bộ Xây dựng)", head=[])
    assert info.issuer == "Bộ Xây dựng"


def test_a_decision_without_its_letterhead_is_known_by_what_it_brings() -> None:
    lines = [
        "QUYẾT ĐỊNH", "Ban hành Kế hoạch trực hồ chứa", "BỘ TRƯỞNG BỘ XÂY DỰNG", "Căn cứ Luật Thủy lợi;", "QUYẾT ĐỊNH:",
        "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch trực hồ chứa.", "BỘ TRƯỞNG", "Lê Văn An",
        "KẾ HOẠCH", "Trực hồ chứa", "(Ban hành kèm theo Quyết định số 77/QĐ-BXD ngày 02 tháng 3 năm 2026 của Bộ trưởng Bộ Xây dựng)",
    ]  # fmt: skip
    info = header(head=lines)
    assert (info.number, str(info.issued_on), info.issuer) == ("77/QĐ-BXD", "2026-03-02", "Bộ Xây dựng")


def test_syllables_parted_at_their_vowel_are_whole_in_place_and_name() -> None:
    lines = [
        *HEAD[:5],
        "B ì nh Hòa, ngày 02 tháng 3 năm 2026",
        "KẾ HOẠCH",
        "Trực hồ chứa",
        *BODY,
        "Nơi nhận:",
        "- Lưu: VT.",
        "CHỦ TỊCH",
        "Đặ ng Văn An",
    ]
    info = lay_out(Pages((Page(1, tuple(Line(line) for line in lines), "text"),)))[0].info
    assert (info.place, info.signer) == ("Bình Hòa", "Đặng Văn An")
