"""Documents whose letterhead was lost, cut off or printed over: the issuing body is named in other places, and each says so."""

from __future__ import annotations

import pytest

from tracking.reading.page import Line, Page, Pages
from tracking.structure.bodies import acting_body, names_body
from tracking.structure.capitals import nearest_name
from tracking.structure.layout import lay_out
from tracking.structure.lost_issuer import body_of_symbol, initials, worn_issuer
from tracking.structure.pieces import Piece
from tracking.structure.sheet import Sheet

NATIONAL = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
BODY = ["Mùa khô năm nay kéo dài.", "1. Phòng Kinh tế kiểm tra các hồ chứa trước ngày 20/3/2024.", "2. Các thôn phối hợp./."]


def sheet(*lines: str) -> Sheet:
    return lay_out(Pages((Page(1, tuple(Line(line) for line in lines), "text"),)))[0]


def rule_of_issuer(found: Sheet) -> str:
    return next(reason.rule for reason in found.reasons if reason.field == "issuer")


def test_the_symbol_and_the_content_name_the_body() -> None:
    found = sheet(
        *NATIONAL, "Số: 40/KH-SNNMT", "Bình Hòa, ngày 02 tháng 3 năm 2026", "KẾ HOẠCH", "Trực hồ chứa mùa khô",
        "Sở Nông nghiệp và Môi trường phân công trực như sau:", *BODY,
    )  # fmt: skip
    assert found.info.issuer == "Sở Nông nghiệp và Môi trường"
    assert rule_of_issuer(found) == "issuer.symbol"


def test_a_committee_known_by_its_symbol_takes_level_and_place_from_the_content() -> None:
    found = sheet(
        *NATIONAL, "Số: 88/UBND-KT", "Bình Hòa, ngày 02 tháng 3 năm 2026", "Kính gửi: Các phòng, ban thuộc huyện",
        "Trên địa bàn huyện Bình Hòa mực nước xuống thấp. UBND huyện yêu cầu:", *BODY,
    )  # fmt: skip
    assert found.info.issuer == "Ủy ban nhân dân huyện Bình Hòa"


def test_the_line_of_the_one_who_decides_names_the_body() -> None:
    found = sheet(
        "QUYẾT ĐỊNH", "Về việc giao trực hồ chứa", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BÌNH HÒA",
        "Căn cứ Luật Thủy lợi;", "QUYẾT ĐỊNH:", "Điều 1. Giao Sở Xây dựng trực hồ chứa.",
    )  # fmt: skip
    assert found.info.issuer == "Ủy ban nhân dân tỉnh Bình Hòa"
    assert rule_of_issuer(found) == "issuer.decides"


def test_a_signature_given_for_a_body_names_it() -> None:
    found = sheet("KẾ HOẠCH", "Trực hồ chứa", *BODY, "Nơi nhận:", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN XÃ TÂN HƯNG", "CHỦ TỊCH", "Lê Văn An")
    assert found.info.issuer == "Ủy ban nhân dân xã Tân Hưng"
    assert rule_of_issuer(found) == "issuer.signed_for"


def test_a_telegram_says_who_sends_it() -> None:
    found = sheet("CÔNG ĐIỆN", "Về việc trực hồ chứa", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BÌNH HÒA ĐIỆN:", "- Giám đốc Sở Xây dựng;", *BODY)
    assert found.info.issuer == "Chủ tịch Ủy ban nhân dân tỉnh Bình Hòa"
    assert rule_of_issuer(found) == "issuer.sends"


def test_an_attached_plan_keeps_the_issuer_of_the_decision_that_brings_it() -> None:
    lines = [
        "ỦY BAN NHÂN DÂN XÃ TÂN HƯNG", *NATIONAL, "Số: 12/QĐ-UBND", "Tân Hưng, ngày 02 tháng 3 năm 2026", "QUYẾT ĐỊNH",
        "Ban hành Kế hoạch trực hồ chứa",
        "Căn cứ Luật Thủy lợi;", "QUYẾT ĐỊNH:", "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch trực hồ chứa.",
        "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn An",
        "KẾ HOẠCH", "Trực hồ chứa", "(Ban hành kèm theo Quyết định số 12/QĐ-UBND ngày 02/3/2026)", *BODY,
    ]  # fmt: skip
    sheets = lay_out(Pages((Page(1, tuple(Line(line) for line in lines), "text"),)))
    assert [other.info.issuer for other in sheets] == ["Ủy ban nhân dân xã Tân Hưng"] * len(sheets)


@pytest.mark.parametrize(
    ("symbol", "name"),
    [
        ("KH-SNNMT", "Sở Nông nghiệp và Môi trường"),
        ("BC-SGDĐT-VP", "Sở Giáo dục và Đào tạo"),
        ("BYT-KCB", "Bộ Y tế"),
        ("CT-TTg", "Thủ tướng Chính phủ"),
        ("TCT-CS", "Tổng cục Thuế"),
        ("NV-TCBC", None),
    ],
)
def test_a_symbol_is_the_abbreviation_of_a_name(symbol: str, name: str | None) -> None:
    assert body_of_symbol(symbol, []) == name


def test_a_body_named_in_the_content_explains_a_symbol_that_is_no_known_one() -> None:
    texts = ["Trung tâm Bảo tồn Cồn Cát đề nghị các thôn phối hợp.", "Trung tâm Bảo tồn Cồn Cát ở ấp Ba."]
    assert body_of_symbol("TTBTCC-HC", texts) == "Trung tâm Bảo tồn Cồn Cát"


def test_initials_leave_out_small_words_and_keep_abbreviations() -> None:
    assert initials("Sở Giáo dục và Đào tạo") == "sgddt"
    assert initials("UBND tỉnh Bình Hòa") == "ubndtbh"


def test_where_only_the_body_above_was_read_symbol_and_content_tell_the_other() -> None:
    texts = ["Cục Bảo vệ hồ chứa nhận được báo cáo.", "Cục Bảo vệ hồ chứa yêu cầu các trạm trực."]
    assert worn_issuer("Bộ Nông nghiệp và Môi trường", "CBVHC-KT", texts) == "Cục Bảo vệ hồ chứa"
    assert worn_issuer("Cục Bảo vệ hồ chứa", "CBVHC-KT", texts) is None
    assert worn_issuer("Bộ Nông nghiệp và Môi trường", "BNNMT-TL", texts) is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("TONG CYC THUE", "Tổng cục Thuế"),
        ("THỦ TƯỚNG CHÍNHPHỦ", "Thủ tướng Chính phủ"),
        ("CHI CỤC THÚ Y", None),
        ("KHOA HỌC VÀ CÔNG NGHỆ", None),
        ("CÔNG TY MÔI TRƯỜNG", None),
        ("SỞ Y TẾ BÌNH HÒA", None),
    ],
)
def test_a_known_name_is_read_in_spite_of_a_damaged_letter(line: str, name: str | None) -> None:
    assert nearest_name(line) == name


@pytest.mark.parametrize("words", ["Ban hành kế hoạch", "Tổ chức trực hồ", "Tổng cục trưởng", "Đối với các hồ", "các sở", "sở Y tế"])
def test_acts_and_offices_are_no_names_of_bodies(words: str) -> None:
    assert not names_body(words)


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("Sở Xây dựng yêu cầu các chủ hồ trực.", "Sở Xây dựng"),
        ("Ngày 02/3/2026, Chính phủ đã ban hành Nghị định số 40/2026/NĐ-CP.", None),
        ("Phòng Kinh tế có trách nhiệm hướng dẫn các thôn.", None),
        ("Ủy ban bảo vệ hồ ở thôn trên cơ sở đề nghị của Ủy ban nhân dân xã lập danh sách.", None),
    ],
)
def test_the_body_that_acts_is_told_from_those_cited_or_told_to_act(sentence: str, body: str | None) -> None:
    found = acting_body([Piece(sentence, Line(sentence), 0)], None, [sentence])
    assert (found[0] if found else None) == body


def test_the_name_of_the_state_inside_a_sentence_is_no_letterhead() -> None:
    found = sheet(
        "Kính gửi: Các thôn.", "Theo nghị quyết của Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam, theo đó hồ được giao lại.", *BODY
    )  # fmt: skip
    assert found.info.issuer is None
    assert len(found.body) == 1 + len(BODY)


def test_a_number_that_belongs_to_the_name_of_the_document_is_not_its_own() -> None:
    found = sheet(
        "UBND XÃ TÂN HƯNG", *NATIONAL, "Số: 31/UBND-KT", "V/v thi hành Nghị định", "số 40/2026/NĐ-CP", "Tân Hưng, ngày 02 tháng 3 năm 2026",
        "Kính gửi: Các thôn.", *BODY,
    )  # fmt: skip
    assert found.info.number == "31/UBND-KT"
    assert found.info.subject == "thi hành Nghị định số 40/2026/NĐ-CP"


def test_a_document_cited_below_the_addressees_is_not_the_document() -> None:
    found = sheet(
        "Kính gửi: Các thôn.", "Ngày 02/3/2026 Sở Xây dựng đã ban hành Quyết định số 41/QĐ-SXD về trực hồ như sau: đủ người.",
        *BODY,
    )  # fmt: skip
    assert found.info.kind == "công văn"
    assert found.info.number is None
