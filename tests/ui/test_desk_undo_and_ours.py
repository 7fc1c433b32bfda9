"""The review desk: an acceptance is taken back, and what belongs to other bodies stays out of the way and out of the register."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from nicegui import ui
from nicegui.testing import User

from tracking.duty import DocumentInfo, Duty, Reading, Source
from tracking.register import queries, review, work
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.directives import register_reading
from tracking.screens.directives import desk
from tracking.screens.shares import Filters, shares

PATIENCE = 80
"""Looks, a tenth of a second apart, for what a click leads to."""
Signed = Callable[[str], User]


@pytest.fixture
def shared_directive(register: Register, people: dict[str, Actor]) -> int:
    """A directive of a ministry: one duty for our province's sở, one that we coordinate, one for another ministry."""
    rows = (
        ("Rà soát chỉ tiêu tuyển dụng", ("Sở Nội vụ",), ()),
        ("Xây dựng cơ sở dữ liệu chung", ("Bộ Khoa học và Công nghệ",), ("Ủy ban nhân dân tỉnh Lào Cai",)),
        ("Ban hành định mức kinh phí", ("Bộ Tài chính",), ()),
    )
    duties = tuple(
        Duty(text, 0, str(place), owners, coordinators, source=Source(text), confidence=0.97)
        for place, (text, owners, coordinators) in enumerate(rows, 1)
    )
    info = DocumentInfo("công văn", "88/BNV-TH", register.today(), "Bộ Nội vụ", subject="triển khai công tác năm")
    return register_reading(register, people["clerk"], Reading((info,), duties), [])


async def with_head_settled(sign_in: Signed, directive: int) -> User:
    """The officer at the desk of the directive, its head confirmed."""
    user = sign_in("officer")
    await user.open(f"/ra-soat/{directive}")
    user.find("Xác nhận phần đầu").click()
    await user.should_see("Đã xác nhận", retries=PATIENCE)
    return user


async def with_certain_ones_taken(sign_in: Signed, directive: int) -> User:
    """The same, the two certain duties taken into the register."""
    user = await with_head_settled(sign_in, directive)
    user.find("Đưa vào sổ 2 mục chắc chắn").click()
    await user.should_see("1 chờ rà soát", retries=PATIENCE)
    return user


async def test_the_certain_ones_accepted_at_once_come_back_by_undo(
    sign_in: Signed, directive: int, register: Register, people: dict[str, Actor]
) -> None:
    user = await with_certain_ones_taken(sign_in, directive)
    user.find("Hoàn tác").click()
    await user.should_see("3 chờ rà soát", retries=PATIENCE)
    assert shares(register, people["officer"], Filters("open"))[1] == 0


async def test_an_acceptance_that_the_unit_took_up_is_not_undone(
    sign_in: Signed, directive: int, register: Register, people: dict[str, Actor]
) -> None:
    user = await with_certain_ones_taken(sign_in, directive)
    rows, _ = shares(register, people["unit"], Filters("open"))
    work.accept(register, people["unit"], rows[0].assignment_id)
    user.find("Hoàn tác").click()
    await user.should_see("không thực hiện được «Hoàn tác đưa vào sổ»", retries=PATIENCE)
    assert shares(register, people["officer"], Filters("open"))[1] == 2


def test_a_duty_is_ours_to_lead_to_coordinate_or_anothers(register: Register, people: dict[str, Actor], shared_directive: int) -> None:
    found = desk(register, people["officer"], shared_directive)
    assert [proposal.ours for proposal in found.proposals] == ["lead", "coordinator", "other"]


async def test_the_desk_shows_only_ours_and_leaves_the_rest_out_of_the_register(
    sign_in: Signed, shared_directive: int, register: Register, people: dict[str, Actor]
) -> None:
    user = sign_in("officer")
    await user.open(f"/ra-soat/{shared_directive}")
    await user.should_see("2 chờ rà soát")
    await user.should_not_see("Ban hành định mức kinh phí")
    user.find("Hiện cả việc của cơ quan khác").click()
    await user.should_see("Ban hành định mức kinh phí", retries=PATIENCE)
    user.find("Để ngoài sổ").click()
    await user.should_see("Đã để 01 nhiệm vụ của cơ quan khác ngoài sổ.", retries=PATIENCE)
    assert [row["text"] for row in queries.duties(register, status="rejected")] == ["Ban hành định mức kinh phí"]
    user.find("Hoàn tác").click()
    await user.should_see("Đã hoàn tác: để ngoài sổ.", retries=PATIENCE)
    assert queries.duties(register, status="rejected") == []


def test_a_directive_whose_duties_are_settled_without_the_others_is_done(
    register: Register, people: dict[str, Actor], shared_directive: int
) -> None:
    from tracking.register.set_aside import set_aside

    found = desk(register, people["officer"], shared_directive)
    set_aside(register, people["officer"], shared_directive, [found.proposals[2].id])
    review.confirm_duties(register, people["officer"], shared_directive, [proposal.id for proposal in found.proposals[:2]])
    assert desk(register, people["officer"], shared_directive).state == "settled"


async def test_a_step_is_taken_back_after_the_page_was_loaded_anew(
    sign_in: Signed, directive: int, register: Register, people: dict[str, Actor]
) -> None:
    user = await with_certain_ones_taken(sign_in, directive)
    await user.open(f"/ra-soat/{directive}")
    user.find("Hoàn tác").click()
    await user.should_see("3 chờ rà soát", retries=PATIENCE)
    assert shares(register, people["officer"], Filters("open"))[1] == 0


async def test_a_step_of_before_the_reload_does_not_undo_what_another_did_since(
    sign_in: Signed, directive: int, register: Register, people: dict[str, Actor]
) -> None:
    user = await with_head_settled(sign_in, directive)
    user.find(kind=ui.button, content="Không phải nhiệm vụ").click()
    await user.should_see("2 chờ rà soát", retries=PATIENCE)
    gone = next(p for p in desk(register, people["officer"], directive).proposals if p.state == "rejected")
    review.restore_duty(register, people["clerk"], gone.id)
    review.reject_duty(register, people["clerk"], gone.id)
    await user.open(f"/ra-soat/{directive}")
    user.find("Hoàn tác").click()
    await user.should_see("Trần Văn Thư", retries=PATIENCE)
    states = {p.id: p.state for p in desk(register, people["officer"], directive).proposals}
    assert states[gone.id] == "rejected", "what the clerk decided since stands"
