"""Phiếu giải quyết văn bản đến: three blocks from the register, in the form of the law."""

from __future__ import annotations

import datetime as dt

import pytest
from docx import Document
from sqlmodel import select

from tracking.handling_sheet import HEADS, TITLE, sheet_of, write_sheet
from tracking.register import office_setup, passing, work
from tracking.register.actor import LOCAL
from tracking.register.refusals import NoRight, NotFound
from tracking.register.tables import Assignment


@pytest.fixture
def directive(office, bring, duty):
    tasks = (duty("Rà soát văn bản", "Sở Tư pháp", due="2026-03-20", coordinators=("Sở Nội vụ",)), duty("Cấp kinh phí", "Sở Tài chính"))
    return bring(office.register, *tasks, subject="rà soát văn bản")


def share_of(office, name: str) -> int:
    with office.register.reading() as session:
        return session.exec(select(Assignment.id).where(Assignment.office_id == office.ids[name], Assignment.role == "lead")).one()


def test_each_block_says_what_the_register_knows(office, directive, clock):
    room = office_setup.add_office(office.register, LOCAL, "Phòng Nghiệp vụ", kind="phong", parent_id=office.ids["Sở Tư pháp"])
    key = share_of(office, "Sở Tư pháp")
    clock.set("2026-03-03")
    work.assign(office.register, office.leader, key, internal_due_on=dt.date(2026, 3, 16))
    clock.set("2026-03-04")
    passing.pass_on(office.register, office.unit, key, room, "Lê Thị Hoa", dt.date(2026, 3, 12))
    work.progress(office.register, office.unit, key, "Đề nghị lấy ý kiến các sở")
    sheet = sheet_of(office.register, office.officer, directive)
    assert sheet.document.startswith("Công văn số 12/UBND-TH ngày 05 tháng 02 năm 2026 của Ủy ban nhân dân tỉnh Lạng Sơn")
    assert sheet.blocks[0] == (
        "- Chủ trì: Sở Tư pháp (mục 1); thời hạn: 16/3/2026.",
        "- Chủ trì: Sở Tài chính (mục 1).",
        "- Phối hợp: Sở Nội vụ (mục 1); thời hạn: 20/3/2026.",
        "Ngày cho ý kiến: ngày 03 tháng 3 năm 2026.",
    )
    assert sheet.blocks[1] == ("- Giao Lê Thị Hoa, Phòng Nghiệp vụ; thời hạn: 12/3/2026.", "Ngày cho ý kiến: ngày 04 tháng 3 năm 2026.")
    assert sheet.blocks[2] == ("- Đề nghị lấy ý kiến các sở (Hoàng Văn Em, ngày 04 tháng 3 năm 2026).",)


def test_the_sheet_has_the_lawful_form_and_the_same_bytes_each_time(office, directive, tmp_path):
    first, second = (write_sheet(office.register, office.officer, directive, tmp_path / name) for name in ("a.docx", "b.docx"))
    assert first.read_bytes() == second.read_bytes()
    word = Document(str(first))
    lines = [paragraph.text for paragraph in word.paragraphs]
    assert lines[0] == TITLE
    assert [line for line in lines if line in HEADS] == list(HEADS)
    assert lines.count("\t") == 6, "two blocks are still to be written by hand"
    section = word.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert 20 <= round(section.top_margin.mm) <= 25
    assert 30 <= round(section.left_margin.mm) <= 35
    assert (word.styles["Normal"].font.name, word.styles["Normal"].font.size.pt) == ("Times New Roman", 14)


def test_the_sheet_is_for_the_office_and_for_what_is_there(office, directive):
    with pytest.raises(NoRight):
        sheet_of(office.register, office.unit, directive)
    with pytest.raises(NotFound):
        sheet_of(office.register, office.officer, 999)
