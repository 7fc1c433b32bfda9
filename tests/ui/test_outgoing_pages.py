"""Văn bản đi: the list, the steps that each role sees, versions side by side, saving from the drafting desk, frozen files."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

import pytest
from nicegui.testing import User

from tracking.duty import Deadline, DocumentInfo, Duty, Reading, Source
from tracking.letters import number_letter
from tracking.outgoing.life import document_page, documents, revise, save_draft, spec_of, take_step
from tracking.outgoing.numbers import cancel_number, freeze, take_number
from tracking.planning import plan_from_duties
from tracking.register import review
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.directives import register_reading
from tracking.register.refusals import NotAllowed
from tracking.reports.report import report
from tracking.screens.letters import letters
from tracking.screens.outgoing import difference, outgoing_list
from ui.pages.urging import _draft

PATIENCE = 80
"""Looks, a tenth of a second apart, for what a click leads to."""
Signed = Callable[[str], User]


@pytest.fixture
def draft(register: Register, people: dict[str, Actor], confirmed: list[int]) -> int:
    """A saved công văn that carries out two of the three duties."""
    spec = dataclasses.replace(plan_from_duties(register, confirmed[:2]).spec, symbol="UBND-NC")
    return save_draft(register, people["officer"], spec, confirmed[:2])


@pytest.fixture
def issued(register: Register, people: dict[str, Actor], draft: int) -> int:
    """The same with its number and its Word file."""
    take_step(register, people["officer"], draft, "submit")
    take_step(register, people["leader"], draft, "approve")
    take_number(register, people["clerk"], draft)
    freeze(register, people["clerk"], draft, pdf=False)
    return draft


@pytest.fixture
def late(register: Register, people: dict[str, Actor]) -> list[int]:
    """A duty of the Sở Nội vụ that is five days late."""
    today = register.today()
    due = Deadline("date", today - dt.timedelta(days=5), text="hạn đã qua")
    text = "Báo cáo số lượng biên chế"
    duty = Duty(text, 0, "1", ("Sở Nội vụ",), deadline=due, source=Source(text), confidence=0.97)
    info = DocumentInfo("công văn", "9/UBND-TH", today - dt.timedelta(days=30), "Ủy ban nhân dân tỉnh Lào Cai", subject="việc cũ")
    return review.confirm_duties(register, people["officer"], register_reading(register, people["clerk"], Reading((info,), (duty,)), []))


async def test_the_list_is_narrowed_by_state_kind_and_words_without_marks(sign_in: Signed, draft: int) -> None:
    user = sign_in("officer")
    await user.open("/van-ban-di?tim=trien+khai+noi+vu")
    await user.should_see("Triển khai công tác nội vụ")
    await user.open("/van-ban-di?tinh_trang=issued")
    await user.should_see("Không có văn bản đi nào theo bộ lọc này")
    await user.open("/van-ban-di?loai=báo cáo")
    await user.should_see("Không có văn bản đi nào theo bộ lọc này")


async def test_each_role_sees_its_own_steps_and_the_duties_left_out(
    sign_in: Signed, draft: int, register: Register, people: dict[str, Actor]
) -> None:
    take_step(register, people["officer"], draft, "submit")
    user = sign_in("leader")
    await user.open(f"/van-ban-di/{draft}")
    await user.should_see("Duyệt")
    await user.should_see("Chuyển lại để sửa")
    await user.should_see("Nhiệm vụ văn bản này triển khai (02)")
    await user.should_see("Đã có việc cho 02 trong 03 nhiệm vụ được giao")
    user = sign_in("clerk")
    await user.open(f"/van-ban-di/{draft}")
    await user.should_see("Đã trình ký")
    await user.should_not_see("Duyệt")


async def test_a_draft_is_submitted_by_a_click_and_its_number_recorded(
    sign_in: Signed, draft: int, register: Register, people: dict[str, Actor]
) -> None:
    user = sign_in("officer")
    await user.open(f"/van-ban-di/{draft}")
    user.find("Trình").click()
    await user.should_see("Đã trình ký", retries=PATIENCE)
    take_step(register, people["leader"], draft, "approve")
    await user.open(f"/van-ban-di/{draft}")
    user.find("Ghi số đã cấp").click()
    await user.should_see("Số và ngày trên bản đã ký")


async def test_a_role_taken_away_stops_the_steps_of_an_open_page(
    sign_in: Signed, draft: int, register: Register, people: dict[str, Actor]
) -> None:
    from tracking.register import accounts

    user = sign_in("officer")
    await user.open(f"/van-ban-di/{draft}")
    accounts.close_account(register, people["admin"], "officer")
    user.find("Trình").click()
    await user.should_see("Đăng nhập", retries=PATIENCE)
    assert document_page(register, draft)["state"] == "draft"


async def test_two_versions_are_compared_word_by_word(sign_in: Signed, draft: int, register: Register, people: dict[str, Actor]) -> None:
    spec = dataclasses.replace(spec_of(register, draft), closing=("Các đơn vị <i>khẩn trương</i> thực hiện",))
    revise(register, people["clerk"], draft, spec, 1)
    pieces = difference(register, people["leader"], draft, 1, 2)
    assert ("added", "<i>khẩn trương</i>") in pieces
    user = sign_in("leader")
    await user.open(f"/van-ban-di/{draft}?so=1&voi=2")
    await user.should_see("Khác nhau giữa bản 1 và bản 2")
    await user.should_see("<i>khẩn trương</i>")


async def test_the_drafting_desk_saves_a_draft_tied_to_its_duties(sign_in: Signed, confirmed: list[int], register: Register) -> None:
    user = sign_in("officer")
    await user.open(f"/soan-thao/moi?nv={confirmed[0]}&nv={confirmed[1]}")
    user.find("Lưu dự thảo").click()
    await user.should_see("Lưu thành bản mới", retries=PATIENCE)
    [row] = documents(register)
    assert [duty["id"] for duty in document_page(register, row["id"])["duties"]] == confirmed[:2]


async def test_the_second_author_is_told_who_saved_and_may_save_on_top(
    sign_in: Signed, draft: int, register: Register, people: dict[str, Actor]
) -> None:
    user = sign_in("officer")
    await user.open(f"/van-ban-di/{draft}/sua")
    revise(register, people["clerk"], draft, spec_of(register, draft), 1)
    user.find("Lưu thành bản mới").click()
    await user.should_see("Trần Văn Thư vừa lưu bản 2", retries=PATIENCE)
    user.find("Lưu nội dung đang nhập thành bản 3").click()
    await user.should_see("Đã lưu bản 3.", retries=PATIENCE)
    assert document_page(register, draft)["version"] == 3


async def test_why_a_draft_was_returned_is_in_sight_while_it_is_mended(
    sign_in: Signed, draft: int, register: Register, people: dict[str, Actor]
) -> None:
    take_step(register, people["officer"], draft, "submit")
    take_step(register, people["leader"], draft, "return", "Bổ sung <b>thời hạn</b> cho mục 2")
    user = sign_in("officer")
    await user.open(f"/van-ban-di/{draft}/sua")
    await user.should_see("Chuyển lại để sửa · Phạm Lãnh Đạo")
    await user.should_see("Bổ sung <b>thời hạn</b> cho mục 2")


async def test_a_document_that_is_issued_is_not_edited(sign_in: Signed, issued: int) -> None:
    user = sign_in("officer")
    await user.open(f"/van-ban-di/{issued}/sua")
    await user.should_see("không sửa được. Chuyển lại để sửa trước.")


async def test_frozen_files_go_to_the_office_alone(sign_in: Signed, issued: int) -> None:
    answer = await sign_in("leader").http_client.get(f"/van-ban-di/{issued}/ban-hanh.docx")
    assert answer.status_code == 200
    assert answer.content[:2] == b"PK"
    assert "01-UBND-NC.docx" in answer.headers["content-disposition"]
    assert (await sign_in("leader").http_client.get(f"/van-ban-di/{issued}/ban-hanh.pdf")).status_code == 404
    assert (await sign_in("unit").http_client.get(f"/van-ban-di/{issued}/ban-hanh.docx")).status_code == 403


async def test_the_registers_of_both_directions_are_printed(sign_in: Signed, issued: int) -> None:
    client = sign_in("clerk").http_client
    for code in ("outgoing", "incoming"):
        for ending in ("docx", "xlsx"):
            answer = await client.get(f"/bao-cao.{ending}?loai={code}")
            assert answer.status_code == 200
            assert answer.content[:2] == b"PK"


def test_a_number_waits_for_its_full_symbol(register: Register, people: dict[str, Actor], confirmed: list[int]) -> None:
    spec = dataclasses.replace(plan_from_duties(register, confirmed[:1]).spec, symbol="…-VP")
    document = save_draft(register, people["officer"], spec)
    take_step(register, people["officer"], document, "submit")
    take_step(register, people["leader"], document, "approve")
    with pytest.raises(NotAllowed, match="Ký hiệu «…-VP» chưa đủ"):
        take_number(register, people["clerk"], document)


def test_a_letter_of_reminder_is_a_document_whose_round_counts_with_its_number(
    register: Register, people: dict[str, Actor], late: list[int]
) -> None:
    _draft(register, people["officer"])
    [row] = letters(register, people["officer"])
    assert row.document_id
    [grid] = [annex.grid for annex in spec_of(register, row.document_id).annexes]
    assert grid is not None
    assert "Báo cáo số lượng biên chế" in grid.rows[0][1]
    assert [duty["id"] for duty in document_page(register, row.document_id)["duties"]] == late
    with pytest.raises(NotAllowed, match="Văn bản đi"):
        number_letter(register, people["clerk"], row.id, "55/UBND-TH", register.today())
    spec = dataclasses.replace(spec_of(register, row.document_id), symbol="UBND-TH")
    revise(register, people["officer"], row.document_id, spec, 1)
    take_step(register, people["officer"], row.document_id, "submit")
    take_step(register, people["leader"], row.document_id, "approve")
    assert not report(register, "t5").rows
    number = take_number(register, people["clerk"], row.document_id)
    assert [found["letter"] for found in report(register, "t5").rows] == [number]
    cancel_number(register, people["clerk"], row.document_id, "cấp nhầm")
    assert not report(register, "t5").rows


def test_a_letter_drafted_again_cancels_the_document_of_the_earlier_draft(
    register: Register, people: dict[str, Actor], late: list[int]
) -> None:
    _draft(register, people["officer"])
    _draft(register, people["officer"])
    rows, _ = outgoing_list(register, people["officer"])
    assert [row.state for row in rows] == ["draft", "cancelled"]


async def test_the_drafting_desk_offers_passages_of_what_was_issued(
    sign_in: Signed, issued: int, register: Register, people: dict[str, Actor], confirmed: list[int]
) -> None:
    from tracking.passages import gather

    gather(register)
    user = sign_in("officer")
    await user.open(f"/soan-thao/moi?nv={confirmed[0]}")
    await user.should_see("Đoạn mẫu từ văn bản đã ban hành")
    await user.should_see("Yêu cầu các cơ quan, đơn vị tổ chức thực hiện đúng tiến độ")
    await user.should_see("Chèn")
