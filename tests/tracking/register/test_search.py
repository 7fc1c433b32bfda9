"""Lists and search find by the same words on both databases: of the duty, of its directive, of the office."""

from __future__ import annotations

import pytest

from tracking.register import directives
from tracking.register.search import FEW, search
from tracking.screens.directives import directives as directive_list
from tracking.screens.shares import Filters, looked_through, shares


@pytest.fixture
def filled(any_office, bring, duty):
    """Two directives, three duties of three offices."""
    office = any_office
    bring(office.register, duty("Rà soát thủ tục hành chính", "Sở Tư pháp"), number="214/UBND-TH", subject="cải cách hành chính")
    bring(
        office.register,
        duty("Lập dự toán kinh phí", "Sở Tài chính"),
        duty("Báo cáo kết quả chuyển đổi số", "Sở Y tế"),
        number="75/KH-UBND",
        subject="chuyển đổi số năm 2026",
    )
    return office


FOUND = (
    ("rà soát thủ tục", ["Rà soát thủ tục hành chính"]),
    ("ra soat THU TUC", ["Rà soát thủ tục hành chính"]),
    ("214", ["Rà soát thủ tục hành chính"]),
    ("214/UBND-TH", ["Rà soát thủ tục hành chính"]),
    ("chuyển đổi số", ["Lập dự toán kinh phí", "Báo cáo kết quả chuyển đổi số"]),
    ("75 y tế", ["Báo cáo kết quả chuyển đổi số"]),
    ("báo cáo sở y tế", ["Báo cáo kết quả chuyển đổi số"]),
    ("SYT", ["Báo cáo kết quả chuyển đổi số"]),
    ("Ủy ban nhân dân kinh phí", ["Lập dự toán kinh phí"]),
    ("dự toán kinh ph", ["Lập dự toán kinh phí"]),
    ("soát rà", ["Rà soát thủ tục hành chính"]),
    ("rà soát kinh phí", []),
    ("/-!", []),
    ('" OR 1=1 --', []),
)


def test_the_list_finds_what_holds_every_word(filled):
    for words, expected in FOUND:
        rows, total = shares(filled.register, filled.admin, Filters(words=words))
        assert sorted(row.text for row in rows) == sorted(expected), words
        assert total == len(expected), words


def test_a_unit_finds_only_its_own(filled):
    rows, _ = shares(filled.register, filled.unit, Filters(words="hành chính"))
    assert [row.text for row in rows] == ["Rà soát thủ tục hành chính"]
    assert shares(filled.register, filled.other, Filters(words="hành chính"))[1] == 0


def test_documents_are_found_by_the_same_words(filled):
    assert [row.number for row in directive_list(filled.register, filled.admin, "cai cach")[0]] == ["214/UBND-TH"]
    assert [row.number for row in directive_list(filled.register, filled.admin, "chuyển đổ")[0]] == ["75/KH-UBND"]
    assert directive_list(filled.register, filled.admin, "không có")[1] == 0


def test_a_duty_is_found_by_the_number_that_its_document_was_given_later(filled):
    found = search(filled.register, "cải cách")["directives"][0]
    directives.settle_header(filled.register, filled.officer, found["id"], number="999/UBND-NC")
    assert [row["text"] for row in search(filled.register, "999 nc")["duties"]] == ["Rà soát thủ tục hành chính"]
    assert search(filled.register, "214")["duties"] == []


def test_a_list_says_when_it_looked_only_through_the_newest(office, bring, duty):
    bring(office.register, *(duty(f"Rà soát danh mục số {number}", "Sở Tư pháp") for number in range(FEW + 5)))
    for actor, filters, through in (
        (office.officer, Filters("open", words="rà soát"), FEW),
        (office.officer, Filters("open", words="ra soat danh mu"), FEW),
        (office.officer, Filters("confirmed", words="rà soát"), None),
        (office.officer, Filters("open", words="danh mục số 17"), None),
        (office.officer, Filters("open", office=office.ids["Sở Tư pháp"], words="rà soát"), None),
        (office.officer, Filters("open"), None),
        (office.unit, Filters("open", words="rà soát"), None),
    ):
        assert looked_through(office.register, actor, filters) == through
        assert shares(office.register, actor, filters)[1] == (FEW if through else shares(office.register, actor, filters, size=5000)[1])
