"""Công văn đôn đốc: grouped by equal round, lawful, with what is left out and why; a round counts when numbered."""

from __future__ import annotations

import datetime as dt

import pytest
from docx import Document

from tracking.letters import draft_letters, number_letter
from tracking.register import extensions, work
from tracking.register.actor import LOCAL
from tracking.register.refusals import NotAllowed
from tracking.reports.report import report


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def words(path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.fixture
def late(office, bring, duty, clock):
    bring(office.register, duty("Rà soát danh mục", "Sở Tư pháp", due="2026-03-10"), duty("Lập dự toán", "Sở Tài chính", due="2026-03-12"))
    clock.set("2026-03-20")
    return office


def test_round_one_names_the_offices_and_lists_the_duties(late, tmp_path):
    [letter], left_out = draft_letters(late.register, LOCAL, day("2026-03-20"), tmp_path)
    text = words(letter.path)
    assert letter.round == 1
    assert left_out == []
    assert "Sở Tư pháp" in text
    assert "Rà soát danh mục" in text
    assert "Danh sách nhiệm vụ quá hạn".upper() in text


def test_the_round_rises_only_when_the_letter_was_numbered(late, tmp_path, clock):
    draft_letters(late.register, LOCAL, day("2026-03-20"), tmp_path)
    [again], _ = draft_letters(late.register, LOCAL, day("2026-03-20"), tmp_path)
    assert again.round == 1
    number_letter(late.register, LOCAL, again.letter_id, "55/UBND-TH", day("2026-03-20"))
    drafts, left_out = draft_letters(late.register, LOCAL, day("2026-03-20"), tmp_path)
    assert drafts == []
    assert {item.reason for item in left_out} == {"Còn trong hạn đôn đốc đến 27/3/2026"}
    clock.set("2026-04-01")
    [second], _ = draft_letters(late.register, LOCAL, day("2026-04-01"), tmp_path)
    assert second.round == 2
    assert "Công văn số 55/UBND-TH" in words(second.path)
    assert [row["round"] for row in report(late.register, "t5").rows] == [1, 1]


def test_what_was_reported_or_asked_for_is_left_out_with_the_reason(late, tmp_path):
    ids = {row["office"]: row for row in report(late.register, "t3").rows}
    assert set(ids) == {"Sở Tư pháp", "Sở Tài chính"}
    with late.register.reading() as session:
        from sqlmodel import select

        from tracking.register.tables import Assignment

        shares = {share.office_id: share.id for share in session.exec(select(Assignment))}
    work.report_done(late.register, late.officer, shares[late.ids["Sở Tư pháp"]], number="9/STP")
    extensions.ask_extension(
        late.register, late.officer, shares[late.ids["Sở Tài chính"]], "postpone", reason="Chờ số liệu", asked_due_on=day("2026-04-30")
    )
    drafts, left_out = draft_letters(late.register, LOCAL, day("2026-03-20"), tmp_path)
    assert drafts == []
    assert [item.reason for item in left_out] == [
        "Đang đề nghị điều chỉnh, chưa quyết định",
        "Đã báo cáo, chờ Ủy ban nhân dân tỉnh Lạng Sơn xác nhận",
    ]


def test_a_body_that_we_do_not_direct_is_asked_in_a_letter_of_its_own(office, bring, duty, clock, tmp_path):
    bring(office.register, duty("Rà soát", "Sở Tư pháp", due="2026-03-10"), duty("Cung cấp số liệu", "Công an tỉnh", due="2026-03-10"))
    clock.set("2026-03-20")
    drafts, _ = draft_letters(office.register, LOCAL, day("2026-03-20"), tmp_path)
    assert [letter.offices for letter in drafts] == [("Sở Tư pháp",), ("Công an tỉnh",)]
    asked = words(drafts[1].path)
    assert "đề nghị quý cơ quan" in asked
    assert "yêu cầu" not in asked


def test_a_letter_is_numbered_once_and_not_ahead_of_its_day(late, tmp_path):
    [letter], _ = draft_letters(late.register, LOCAL, day("2026-03-20"), tmp_path)
    with pytest.raises(NotAllowed, match="không sau hôm nay"):
        number_letter(late.register, LOCAL, letter.letter_id, "55/UBND-TH", day("2026-03-30"))
    number_letter(late.register, LOCAL, letter.letter_id, "55/UBND-TH", day("2026-03-20"))
    with pytest.raises(NotAllowed, match="đã có số 55/UBND-TH"):
        number_letter(late.register, LOCAL, letter.letter_id, "56/UBND-TH", day("2026-03-20"))
