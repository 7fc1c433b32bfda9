"""Phiếu giao việc and the dossier of a duty as files of the app: the page of the source in it, each only for those who may see it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from docx import Document
from nicegui.testing import User

from tracking.register import passing
from tracking.register.actor import LOCAL, Actor
from tracking.register.database import Register
from tracking.register.directives import register_reading
from tracking.register.review import confirm_duties
from tracking.register.stored_files import look
from tracking.register.tables import Duty
from tracking.screens.shares import Filters, shares

from .conftest import sample_reading


async def test_a_sheet_is_for_its_unit_and_the_dossier_for_the_office(
    sign_in: Callable[[str], User], register: Register, people: dict[str, Actor], confirmed: list[int]
) -> None:
    share = next(row for row in shares(register, people["unit"], Filters("open"))[0])
    passing.pass_on(register, people["unit"], share.assignment_id, person="Lê Thị Hoa & <b>")
    sheet, dossier = f"/phan-viec/{share.assignment_id}/phieu-giao-viec.docx", f"/nhiem-vu/{share.duty_id}/ho-so.docx"
    listed = f"/don-vi/{share.office_id}/phieu-giao-viec.docx?nguoi=Lê Thị Hoa %26 <b>"
    unit = sign_in("unit").http_client
    assert [(await unit.get(path)).status_code for path in (sheet, listed, dossier)] == [200, 200, 403]
    other = sign_in("other").http_client
    assert [(await other.get(path)).status_code for path in (sheet, listed, dossier)] == [403, 403, 403]
    officer = sign_in("officer").http_client
    answers = [await officer.get(path) for path in (sheet, listed, dossier)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert "HỒ SƠ NHIỆM VỤ" in [paragraph.text for paragraph in Document(io.BytesIO(answers[2].content)).paragraphs]


async def test_the_dossier_shows_the_page_of_a_pdf(
    sign_in: Callable[[str], User], register: Register, people: dict[str, Actor], tmp_path: Path
) -> None:
    with pypdfium2.PdfDocument.new() as made:
        for _ in range(2):
            made.new_page(595, 842)
        made.save(tmp_path / "cong-van.pdf")
    key = register_reading(register, people["clerk"], sample_reading(register.today()), [look(tmp_path / "cong-van.pdf")])
    duty_id = confirm_duties(register, people["officer"], key)[0]
    with register.command(LOCAL, "test_spans") as unit:
        unit.session.get_one(Duty, duty_id).spans = [{"page": 2, "box": [72, 300, 520, 340]}, {"page": 9, "box": [0, 0, 1, 1]}]
    answer = await sign_in("officer").http_client.get(f"/nhiem-vu/{duty_id}/ho-so.docx")
    assert len(Document(io.BytesIO(answer.content)).inline_shapes) == 1
