"""How a source is parted into documents, and each document into head, body, end and annexes; nothing of it is lost."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracking.reading.page import Block, Cell, Line, Page, Pages, Table, lines_of
from tracking.structure.layout import lay_out
from tracking.structure.sheet import Sheet

HEAD = [
    "ỦY BAN NHÂN DÂN", "TỈNH BÌNH HÒA", "Số: 12/QĐ-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
    "Bình Hòa, ngày 05 tháng 3 năm 2026",
]  # fmt: skip
DECISION = [
    *HEAD, "QUYẾT ĐỊNH", "Ban hành Quy chế tiếp công dân", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH",
    "Căn cứ Luật Tiếp công dân ngày 25 tháng 11 năm 2013;", "QUYẾT ĐỊNH:",
    "Điều 1. Ban hành kèm theo Quyết định này Quy chế tiếp công dân.", "Điều 2. Quyết định này có hiệu lực từ ngày ký./.",
    "Nơi nhận:", "- Như Điều 1;", "- Lưu: VT.", "CHỦ TỊCH", "Trần Thị Bình",
]  # fmt: skip
RULES = [
    "QUY CHẾ", "Tiếp công dân", "(Ban hành kèm theo Quyết định số 12/QĐ-UBND ngày 05 tháng 3 năm 2026 của Chủ tịch UBND tỉnh)",
    "Điều 1. Phạm vi", "Quy chế này quy định việc tiếp công dân.", "Điều 2. Văn phòng bố trí phòng tiếp trước ngày 01/4/2026.",
]  # fmt: skip
ANNEX = ["Phụ lục II", "DANH MỤC NHIỆM VỤ", "(Kèm theo Quyết định số 12/QĐ-UBND ngày 05 tháng 3 năm 2026)", "1. Số hóa hồ sơ."]
FORM = [
    "Mẫu số 01", "TÊN CƠ QUAN ……", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: …/BC-…",
    "…, ngày … tháng … năm …", "BÁO CÁO", "Kết quả tiếp công dân quý …",
]  # fmt: skip


def pages_of(*pages: list[str]) -> Pages:
    return Pages(tuple(Page(number, tuple(Line(text, page=number) for text in texts), "text") for number, texts in enumerate(pages, 1)))


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [line.text for line in lines_of(blocks)]


def everything(sheets: tuple[Sheet, ...]) -> Counter[str]:
    return Counter(line.text for sheet in sheets for line in sheet.lines())


def test_a_decision_is_parted_into_head_body_and_end() -> None:
    (sheet,) = lay_out(pages_of(DECISION))
    assert texts(sheet.head)[-1] == "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"
    assert texts(sheet.body)[0].startswith("Căn cứ")
    assert texts(sheet.body)[-1].endswith("từ ngày ký./.")
    assert texts(sheet.tail) == DECISION[-5:]


@pytest.mark.parametrize("pages", [[DECISION + RULES], [DECISION, RULES]], ids=["same page", "own page"])
def test_the_rules_that_a_decision_issues_are_a_document_of_their_own_with_its_issuer_and_day(pages: list[list[str]]) -> None:
    decision, rules = lay_out(pages_of(*pages))
    assert decision.info.kind == "quyết định"
    assert (rules.info.kind, rules.info.subject, rules.info.number) == ("quy chế", "Tiếp công dân", None)
    assert rules.info.issuer == decision.info.issuer == "Ủy ban nhân dân tỉnh Bình Hòa"
    assert rules.info.issued_on == date(2026, 3, 5)
    assert texts(rules.body)[0] == "Điều 1. Phạm vi"


def test_a_forwarded_document_with_its_own_letterhead_is_a_document_of_its_own() -> None:
    letter = [
        "SỞ TƯ PHÁP", "Số: 7/STP-VP", "V/v chuyển quyết định", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "Bình Hòa, ngày 09 tháng 3 năm 2026", "Kính gửi: Phòng Tư pháp các huyện.", "Sở Tư pháp chuyển Quyết định kèm theo để thực hiện./.",
        "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "GIÁM ĐỐC", "Lê Văn Cường",
    ]  # fmt: skip
    first, second = lay_out(pages_of(letter, DECISION))
    assert (first.info.number, second.info.number) == ("7/STP-VP", "12/QĐ-UBND")
    assert first.info.issued_on == date(2026, 3, 9)
    assert second.info.subject == "Ban hành Quy chế tiếp công dân"


def test_annexes_keep_their_label_and_title() -> None:
    (sheet,) = lay_out(pages_of(DECISION, ["Phụ lục I", "MẪU SỔ", "Cột 1"], ANNEX))
    assert [(annex.label, annex.title) for annex in sheet.annexes] == [("Phụ lục I", "MẪU SỔ"), ("Phụ lục II", "DANH MỤC NHIỆM VỤ")]
    assert texts(sheet.annexes[1].blocks) == ANNEX


def test_a_form_to_fill_in_stays_in_its_annex() -> None:
    (sheet,) = lay_out(pages_of(DECISION, FORM))
    assert [annex.label for annex in sheet.annexes] == ["Mẫu số 01"]
    assert sheet.info.number == "12/QĐ-UBND"


def test_an_annex_alone_has_no_number_of_its_own() -> None:
    info = lay_out(pages_of(ANNEX))[0].info
    assert (info.kind, info.number, info.subject) == ("khác", None, "Danh mục nhiệm vụ")


def test_a_number_and_day_left_blank_are_taken_from_the_annex_that_repeats_them() -> None:
    blank = [text.replace("Số: 12/", "Số:      /").replace("ngày 05 tháng 3", "ngày     tháng 3") for text in DECISION]
    info = lay_out(pages_of(blank, ANNEX))[0].info
    assert (info.number, info.issued_on) == ("12/QĐ-UBND", date(2026, 3, 5))


def test_figures_stamped_over_the_blanks_are_taken_when_they_fit() -> None:
    blank = [text.replace("Số: 12/", "Số:      /").replace("ngày 05 tháng 3", "ngày     tháng    ") for text in DECISION]
    fits = lay_out(pages_of([*blank, "418", "7", "4"]))[0].info
    assert (fits.number, fits.issued_on) == ("418/QĐ-UBND", date(2026, 4, 7))
    misfit = lay_out(pages_of([*blank, "418", "7", "14"]))[0].info
    assert (misfit.number, misfit.issued_on) == (None, None)


def test_an_unreadable_day_is_taken_from_the_digital_signature_of_the_same_month_only() -> None:
    damaged = [text.replace("ngày 05 tháng 3", "ngày ~; tháng 3") for text in DECISION]
    assert lay_out(pages_of(["Thời gian ký: 2026-03-05T08:01:02+07:00", *damaged]))[0].info.issued_on == date(2026, 3, 5)
    assert lay_out(pages_of(["Thời gian ký: 2026-04-05T08:01:02+07:00", *damaged]))[0].info.issued_on is None


def test_every_reason_names_a_field_that_the_header_has() -> None:
    (sheet,) = lay_out(pages_of(DECISION))
    assert {reason.field for reason in sheet.reasons} == {
        "kind",
        "number",
        "issued_on",
        "issuer",
        "place",
        "subject",
        "signer",
        "position",
        "recipients",
    }
    assert all(reason.words and reason.why for reason in sheet.reasons)


def test_a_source_without_text_is_one_empty_sheet() -> None:
    (sheet,) = lay_out(Pages((Page(1, (), "scan", readable=False, note="Trang là ảnh."),)))
    assert list(sheet.blocks()) == []
    assert sheet.info.number is None


_ODD = ["Phụ lục", "Nơi nhận: KT. CHỦ TỊCH", "1. Giao Sở Y tế.", "- Một việc;", "", "|", "KẾ HOẠCH", "Kính gửi:", "123", "…"]
_SCRAPS = st.sampled_from([*DECISION, *RULES, *ANNEX, *FORM, *_ODD])
_LINE = st.builds(
    Line,
    st.one_of(_SCRAPS, st.text(max_size=30)),
    page=st.integers(1, 3),
    column=st.sampled_from([None, "left", "right"]),
    bold=st.sampled_from([None, True, False]),
)


def _table(rows: list[list[Line]]) -> Table:
    return Table(tuple((Cell(tuple(row), number, 0),) for number, row in enumerate(rows)), ruled=len(rows) % 2 == 0)


_BLOCKS = st.lists(st.one_of(_LINE, st.lists(st.lists(_LINE, max_size=3), max_size=4).map(_table)), max_size=40)


@settings(max_examples=150, deadline=None)
@given(_BLOCKS)
def test_no_line_of_a_source_is_lost_whatever_it_holds(blocks: list[Block]) -> None:
    pages = Pages((Page(1, tuple(blocks), "text"),))
    assert everything(lay_out(pages)) == Counter(line.text for line in lines_of(blocks))


def test_every_shape_of_a_directive_has_the_same_body(shapes: dict[str, Callable[[dict[str, Any]], Pages]]) -> None:
    for document in tomllib.loads((Path(__file__).parent / "heads.toml").read_text("utf-8"))["document"]:
        for shape in ("lines", "run together", "columns", "word"):
            (sheet,) = lay_out(shapes[shape](document))
            assert texts(sheet.body) == document["body"], (document["name"], shape)


@pytest.mark.parametrize(
    "broken",
    [
        ["Bình Hòa, ngày 05 tháng 3 năm", "2026"],
        ["Bình Hòa, ngày 05", "tháng 3", "năm 2026"],
        ["Bình Hòa, ngày", "05 tháng 3 năm 2026"],
    ],
    ids=["year", "three lines", "day"],
)
def test_a_broken_line_of_place_and_day_is_read_whole(broken: list[str]) -> None:
    (sheet,) = lay_out(pages_of([*HEAD[:-1], *broken, *DECISION[len(HEAD) :]]))
    assert (sheet.info.place, sheet.info.issued_on) == ("Bình Hòa", date(2026, 3, 5))
