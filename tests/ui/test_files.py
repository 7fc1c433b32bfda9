"""Files in and out: the sender is checked, sizes are counted, what is refused leaves nothing behind, and lists open in Excel as text."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import openpyxl
import pytest
from nicegui.testing import User

from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.screens.directives import directives
from ui import guard
from ui.uploads import shown_name

LETTER = "UBND XÃ AN BÌNH\nSố: 7/UBND-VP\nAn Bình, ngày 05 tháng 01 năm 2026\nGiao Phòng Kinh tế báo cáo trước ngày 20/01/2026.\n"


async def test_a_received_file_is_registered_and_known_the_second_time(
    sign_in: Callable[[str], User], register: Register, people: dict[str, Actor]
) -> None:
    client = sign_in("clerk").http_client
    first = (await client.post("/tai-len", files={"tep": ("cv.txt", LETTER.encode())})).json()
    assert first["words"] == "Đã vào sổ văn bản đến"
    second = (await client.post("/tai-len", files={"tep": ("cv-2.txt", LETTER.encode())})).json()
    assert second["words"] == "Đã có trong sổ"
    assert second["href"] == first["href"]
    assert directives(register, people["clerk"])[1] == 1
    assert list(register.settings.spool.iterdir()) == []


async def test_a_secret_document_leaves_nothing(sign_in: Callable[[str], User], register: Register, people: dict[str, Actor]) -> None:
    client = sign_in("clerk").http_client
    answer = (await client.post("/tai-len", files={"tep": ("cv.txt", ("TUYỆT MẬT\n" + LETTER).encode())})).json()
    assert answer["words"] == "Không nhận"
    assert directives(register, people["clerk"])[1] == 0
    assert list(register.settings.spool.iterdir()) == []
    assert [path for path in register.settings.files.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(("who", "status"), [("unit", 403), ("", 401)])
async def test_only_the_office_may_send_files(app_user: User, sign_in: Callable[[str], User], who: str, status: int) -> None:
    client = sign_in(who).http_client if who else app_user.http_client
    assert (await client.post("/tai-len", files={"tep": ("cv.txt", b"x")})).status_code == status


async def test_a_body_past_its_limit_is_cut_off_whatever_its_header_says(app_user: User, people: dict[str, Actor]) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(4):
            yield b"x" * guard.SMALL_BODY

    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = await app_user.http_client.post("/dang-nhap", content=endless(), headers=form)
    assert answer.status_code == 413


async def test_a_file_is_fetched_only_by_those_who_see_its_document(
    sign_in: Callable[[str], User], directive: int, register: Register
) -> None:
    address = f"/van-ban/{directive}/tep/1"
    assert (await sign_in("officer").http_client.get(address)).status_code == 200
    answer = await sign_in("other").http_client.get(address)
    assert answer.status_code == 403


async def test_the_list_opens_in_excel_with_every_cell_as_text(sign_in: Callable[[str], User], confirmed: list[int]) -> None:
    answer = await sign_in("officer").http_client.get("/so-nhiem-vu.xlsx?tinh_trang=tat_ca&don_vi=&van_ban=")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet.max_row == 1 + len(confirmed)
    assert not [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\a\\b.docx", "b.docx"),
        ("", "tệp không tên"),
        ("a\x00\nb.txt", "ab.txt"),
        (None, "tệp không tên"),
    ],
)
def test_a_file_name_is_for_reading_only(sent: str | None, shown: str) -> None:
    assert shown_name(sent) == shown
    assert Path(shown).name == shown
