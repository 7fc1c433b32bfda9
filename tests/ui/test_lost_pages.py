"""An address that leads nowhere, or to a number that no register holds, is answered in our words, for people and for programs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from nicegui.testing import User

from tracking.register.actor import Actor
from ui.pages import lost

PAGE = {"accept": "text/html"}


@pytest.mark.parametrize("address", ["/khong-co", "/ra-soat/abc", "/nhiem-vu/²", "/nhiem-vu/99999999999999999999", "/so-nhiem-vu?trang=x"])
async def test_a_wrong_address_says_so_and_shows_the_ways_on(address: str, sign_in: Callable[[str], User]) -> None:
    user = sign_in("officer")
    answer = await user.http_client.get(address, headers=PAGE)
    assert answer.status_code == 404
    assert lost.NOWHERE[0] in answer.text
    assert 'href="/so-nhiem-vu"' in answer.text
    assert "detail" not in answer.text


async def test_a_wrong_address_answers_programs_with_a_line(app_user: User, people: dict[str, Actor]) -> None:
    answer = await app_user.http_client.get("/khong-co.json", headers={"accept": "application/json"})
    assert (answer.status_code, answer.text) == (404, lost.NOWHERE[1])


async def test_what_an_address_says_never_stands_in_the_answer(app_user: User, people: dict[str, Actor]) -> None:
    answer = await app_user.http_client.get("/<script>alert(1)</script>", headers=PAGE)
    assert answer.status_code == 404
    assert "alert(1)" not in answer.text


@pytest.mark.parametrize("asked", ["don_vi=99999999999999999999", "don_vi=²", "van_ban=-", "tu=99/99/9999&trang=-4"])
async def test_a_filter_that_is_no_number_of_ours_is_left_out(asked: str, sign_in: Callable[[str], User], confirmed: list[int]) -> None:
    user = sign_in("officer")
    for path in ("/so-nhiem-vu", "/qua-han", "/lich", "/lich.ics"):
        answer = await user.http_client.get(f"{path}?{asked}", headers=PAGE)
        assert answer.status_code == 200, path
