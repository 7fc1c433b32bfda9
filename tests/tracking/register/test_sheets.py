"""Phiếu giao việc and the dossier of a duty: every line from the register, the same bytes each time, for those who may see it."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from docx import Document
from PIL import Image
from sqlmodel import select

from tracking.dossier import dossier, source_pages
from tracking.job_sheet import job_list, job_sheet
from tracking.letters import draft_letters, number_letter
from tracking.register import directing, extensions, passing, work
from tracking.register.actor import LOCAL
from tracking.register.refusals import NoRight, NotFound
from tracking.register.tables import Assignment, Duty
from tracking.reminders import remind


def words_of(content: bytes) -> str:
    word = Document(io.BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


@pytest.fixture
def share(office, bring, duty) -> Assignment:
    bring(office.register, duty("Rà soát thủ tục", "Sở Tư pháp", due="2026-03-20", coordinators=("Sở Nội vụ",)), subject="rà soát")
    with office.register.reading() as session:
        return session.exec(select(Assignment).where(Assignment.role == "lead")).one()


def test_a_job_sheet_says_whose_it_is_until_when_and_leaves_the_rest_to_be_written(office, share, clock):
    clock.set("2026-03-03")
    passing.pass_on(office.register, office.unit, share.id, person="Lê Thị Hoa", due_on=dt.date(2026, 3, 12), note="Lập biểu trước")
    content = job_sheet(office.register, office.unit, share.id)
    assert content == job_sheet(office.register, office.unit, share.id)
    text = words_of(content)
    for words in (
        f"PHIẾU GIAO VIỆC số {share.duty_id}",
        "1. Căn cứ giao: mục 1, Công văn số 12/UBND-TH ngày 05 tháng 02 năm 2026",
        "Việc cụ thể: Lập biểu trước",
        "3. Chủ trì: Sở Tư pháp, Lê Thị Hoa",
        "Phối hợp: Sở Nội vụ (hạn 20/3/2026)",
        "Hạn nội bộ: 12/3/2026",
        "4. Sản phẩm: \t",
        "Người nhận việc (giờ nhận, ý kiến)",
    ):
        assert words in text
    section = Document(io.BytesIO(content)).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (148, 210)


def test_one_list_has_all_that_a_person_handles(office, share, bring, duty):
    bring(office.register, duty("Tập huấn", "Sở Tư pháp", due="2026-05-15"), number="13/UBND-TH")
    with office.register.reading() as session:
        ids = session.exec(select(Assignment.id).where(Assignment.role == "lead")).all()
    for key in ids:
        passing.pass_on(office.register, office.unit, key, person="Lê Thị Hoa")
    text = words_of(job_list(office.register, office.unit, share.office_id, "Lê Thị Hoa"))
    assert all(words in text for words in ("Rà soát thủ tục", "Tập huấn", "người nhận việc: Lê Thị Hoa"))
    with pytest.raises(NotFound):
        job_list(office.register, office.unit, share.office_id, "Người Khác")
    for refused in (
        lambda: job_list(office.register, office.other, share.office_id, "Lê Thị Hoa"),
        lambda: job_sheet(office.register, office.other, share.id),
    ):
        with pytest.raises(NoRight):
            refused()


def test_a_dossier_tells_the_whole_life_of_a_duty(office, share, clock, tmp_path):
    directing.direct_duties(office.register, office.leader, [share.duty_id], office.leader.account_id, office.officer.account_id)
    clock.set("2026-03-10")
    asked = extensions.ask_extension(office.register, office.unit, share.id, "postpone", "khối lượng lớn", dt.date(2026, 3, 25), "7/STP")
    extensions.decide_extension(office.register, office.leader, asked, "partly", dt.date(2026, 3, 23), "15/UBND")
    clock.set("2026-03-20")
    remind(office.register, LOCAL, dt.date(2026, 3, 20))
    clock.set("2026-03-27")
    [letter], _ = draft_letters(office.register, office.officer, dt.date(2026, 3, 27), tmp_path)
    number_letter(office.register, office.officer, letter.letter_id, "33/UBND-VP", dt.date(2026, 3, 27))
    clock.set("2026-03-30")
    work.report_done(office.register, office.unit, share.id, number="9/BC-STP", issued_on=dt.date(2026, 3, 29), note="Đã xong")
    work.confirm_done(office.register, office.officer, share.id)
    content = dossier(office.register, office.officer, share.duty_id)
    assert content == dossier(office.register, office.officer, share.duty_id)
    text = words_of(content)
    for words in (
        "HỒ SƠ NHIỆM VỤ",
        "Hạn ban đầu; hạn hiện hành: 20/3/2026; 23/3/2026",
        "Phạm Thị Dung; Lê Văn Cường",
        "Lùi hạn, ngày 10/3/2026",
        "Đồng ý một phần, ngày 10/3/2026",
        "- Lần 1: Công văn số 33/UBND-VP ngày 27/3/2026",
        "trên phần mềm",
        "Văn bản số 9/BC-STP ngày 29/3/2026, Sở Tư pháp báo cáo ngày 30/3/2026.",
        "Xác nhận hoàn thành",
        "Hoàng Văn Em",
        "Đã hoàn thành",
        f"Mã đầu nhật ký khi lập: {office.register.head_hash()[:16]}.",
    ):
        assert words in text
    with pytest.raises(NoRight):
        dossier(office.register, office.unit, share.duty_id)


def test_a_dossier_shows_the_page_on_which_the_words_stand(office, share):
    with office.register.command(LOCAL, "test_spans") as unit:
        unit.session.get_one(Duty, share.duty_id).spans = [{"page": 2, "box": [72, 300, 520, 340]}, {"page": 2, "box": [72, 340, 520, 350]}]
    [page] = source_pages(office.register, office.officer, share.duty_id)
    assert (page.page, page.path.exists()) == (2, True)
    png = io.BytesIO()
    Image.new("L", (124, 175), 255).save(png, "PNG")
    content = dossier(office.register, office.officer, share.duty_id, [(page, png.getvalue())])
    assert len(Document(io.BytesIO(content)).inline_shapes) == 1
    assert f"«{page.name}», trang 2" in words_of(content)
    with pytest.raises(NoRight):
        source_pages(office.register, office.unit, share.duty_id)
