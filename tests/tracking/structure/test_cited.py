"""Documents that a text cites: type, number, day, issuer and relation."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from tracking.duty import Reference
from tracking.structure import references
from tracking.structure.references import find_citations, find_references

RELATIONS = tomllib.loads((Path(references.__file__).parent / "references.toml").read_text("utf-8"))["relation"]


def _one(text: str) -> Reference:
    (citation,) = find_citations(text)
    return citation.reference


@pytest.mark.parametrize(("relation", "text"), [(rule["name"], text) for rule in RELATIONS for text in rule["accept"]])
def test_each_relation_is_told_by_its_own_example(relation: str, text: str) -> None:
    assert _one(text).relation == relation


@pytest.mark.parametrize(("relation", "text"), [(rule["name"], text) for rule in RELATIONS for text in rule["refuse"]])
def test_no_relation_is_told_by_a_near_miss(relation: str, text: str) -> None:
    assert _one(text).relation != relation


@pytest.mark.parametrize(
    ("text", "kind", "number", "day", "issuer"),
    [
        (
            "Thực hiện Công văn số 214/UBND-KT ngày 08/9/2025 của Ủy ban nhân dân xã Hòa Khánh về việc rà soát thuế;",
            "công văn", "214/UBND-KT", date(2025, 9, 8), "Ủy ban nhân dân xã Hòa Khánh",
        ),
        (
            "Căn cứ Thông tư số 15/2014/TT-BYT ngày 03 tháng 4 năm 2014 của Bộ trưởng Bộ Y tế quy định hồ sơ;",
            "thông tư", "15/2014/TT-BYT", date(2014, 4, 3), "Bộ trưởng Bộ Y tế",
        ),
        (
            "theo Kết luận số 45-KL/TU, ngày 6/5/2022 của Ban Thường vụ Tỉnh ủy",
            "kết luận", "45-KL/TU", date(2022, 5, 6), "Ban Thường vụ Tỉnh ủy",
        ),
        ("tại Công văn 33 /SNV- TCBC của Sở Nội vụ", "công văn", "33/SNV-TCBC", None, "Sở Nội vụ"),
        (
            "theo đề nghị của Giám đốc Sở Tài chính tại Tờ trình số 9/TTr-STC ngày 01/02/2019.",
            "tờ trình", "9/TTr-STC", date(2019, 2, 1), "Giám đốc Sở Tài chính",
        ),
        ("Căn cứ Luật Thư viện ngày 21 tháng 11 năm 2019;", "luật Thư viện", None, date(2019, 11, 21), None),
        (
            "theo văn bản số 77/TB-VP ngày 3/3/2021 của Sở Văn hóa, Thể thao và Du lịch;",
            "văn bản", "77/TB-VP", date(2021, 3, 3), "Sở Văn hóa, Thể thao và Du lịch",
        ),
    ],
)  # fmt: skip
def test_a_citation_gives_what_it_says(text: str, kind: str, number: str | None, day: date | None, issuer: str | None) -> None:
    found = _one(text)
    assert (found.kind, found.number, found.issued_on, found.issuer) == (kind, number, day, issuer)


def test_the_words_of_a_citation_stand_where_it_says() -> None:
    text = "Để thực hiện Kế hoạch số 5/KH-UBND ngày 02/02/2026 của Ủy ban nhân dân tỉnh về chuyển đổi số, Sở yêu cầu:"
    (citation,) = find_citations(text)
    assert text[citation.start : citation.end] == "Kế hoạch số 5/KH-UBND ngày 02/02/2026 của Ủy ban nhân dân tỉnh"


def test_a_document_named_in_the_title_of_another_is_only_mentioned() -> None:
    text = "Thực hiện Kế hoạch số 5/KH-UBND ngày 02/02/2026 của Ủy ban nhân dân tỉnh về triển khai Nghị quyết số 57-NQ/TW ngày 22/12/2024;"
    assert [citation.reference.relation for citation in find_citations(text)] == ["thực hiện", "viện dẫn"]


def test_documents_joined_or_listed_share_the_relation() -> None:
    text = "Căn cứ Quyết định số 1/QĐ-TTg ngày 01/01/2024 và Quyết định số 2/QĐ-TTg ngày 02/01/2024; Nghị định số 3/2024/NĐ-CP;"
    assert [citation.reference.relation for citation in find_citations(text)] == ["căn cứ"] * 3


def test_a_citation_may_be_broken_over_lines_and_is_listed_once_with_its_weightiest_relation() -> None:
    lines = [
        "Sở đã báo cáo theo Kế hoạch số 5/KH-",
        "UBND ngày 02/02/2026.",
        "Thực hiện Kế hoạch số 5/KH-UBND ngày",
        "02/02/2026 của UBND tỉnh,",
        "Sở yêu cầu.",
    ]
    assert find_references(lines) == (Reference("kế hoạch", "5/KH-UBND", date(2026, 2, 2), "UBND tỉnh", "thực hiện"),)


def test_the_documents_own_number_is_no_reference() -> None:
    assert find_references(["(Kèm theo Kế hoạch số 5/KH-UBND ngày 02/02/2026 của UBND tỉnh)"], own="5/KH-UBND") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch năm 2026 của Sở.",
        "Đạt 15/20 chỉ tiêu, tỷ lệ 75/100.",
        "Họp lúc 8 giờ ngày 12/5/2026.",
        "Quyết định này có hiệu lực.",
        "Luật sư Nguyễn Văn A.",
    ],
)
def test_words_that_cite_nothing_give_nothing(text: str) -> None:
    assert find_citations(text) == []
