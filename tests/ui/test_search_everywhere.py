"""The search box of the frame: everything for the office, their own duties for units."""

from __future__ import annotations

from collections.abc import Callable

from nicegui.testing import User

from tracking.outgoing.life import save_draft
from tracking.planning import plan_from_duties
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.screens.search import find

Signed = Callable[[str], User]


def test_one_search_finds_duties_and_documents_of_both_directions(
    register: Register, people: dict[str, Actor], confirmed: list[int]
) -> None:
    save_draft(register, people["officer"], plan_from_duties(register, confirmed[:1]).spec, confirmed[:1])
    found = find(register, people["leader"], "noi vu")
    assert [hit.text for hit in found.received] == ["triển khai công tác nội vụ"]
    assert [row.subject for row in found.issued] == ["triển khai công tác nội vụ"]
    assert [hit.href for hit in find(register, people["leader"], "SO HOA ho so").duties] == [f"/nhiem-vu/{confirmed[1]}"]


def test_a_proposed_duty_is_found_at_its_review_desk(register: Register, people: dict[str, Actor], directive: int) -> None:
    assert {hit.href for hit in find(register, people["clerk"], "hướng dẫn").duties} == {f"/ra-soat/{directive}"}


def test_a_unit_finds_its_own_duties_alone(register: Register, people: dict[str, Actor], confirmed: list[int]) -> None:
    found = find(register, people["unit"], "so hoa")
    assert [hit.href for hit in found.duties] == [f"/nhiem-vu/{confirmed[1]}"]
    assert not found.received
    assert not found.issued
    assert find(register, people["other"], "so hoa").nothing


async def test_the_page_says_when_nothing_holds_the_words(sign_in: Signed, confirmed: list[int]) -> None:
    user = sign_in("unit")
    await user.open("/tim?tim=<b>khongcogi</b>")
    await user.should_see("Không có kết quả cho «<b>khongcogi</b>»")
