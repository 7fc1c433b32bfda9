"""Each page opens for whom it is meant, and says what it should."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from nicegui.testing import User

from tracking.register import work
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.screens.shares import Filters, shares
from ui.frame import MENU
from ui.routes import PAGES

PATIENCE = 50
"""Looks, a tenth of a second apart, for what a click leads to."""
ROLES = ("admin", "clerk", "officer", "leader", "unit")
PLAIN = [page for page in PAGES if "{" not in page.path and page.path != "/soan-thao/moi"]


@pytest.mark.parametrize("role", ROLES)
async def test_a_page_opens_for_its_roles_and_refuses_the_others(role: str, sign_in: Callable[[str], User], confirmed: list[int]) -> None:
    user = sign_in(role)
    for page in PLAIN:
        await user.open(page.path)
        if page.roles and role not in page.roles:
            await user.should_see("không xem được mục này")
        else:
            await user.should_not_see("không xem được mục này")
            await user.should_see(page.title if page.path != "/tai-khoan" else "Đổi mật khẩu")


def test_the_menu_leads_only_to_pages_that_exist() -> None:
    addresses = {page.path: page for page in PAGES}
    for entry in filter(None, MENU):
        name, href, roles = entry
        assert addresses[href].title == name
        assert tuple(addresses[href].roles) == tuple(roles)


async def test_without_a_session_every_page_leads_to_the_sign_in_form(app_user: User, people: dict[str, Actor]) -> None:
    for page in PLAIN:
        answer = await app_user.http_client.get(page.path)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/dang-nhap")


async def test_an_empty_office_sees_how_to_start(sign_in: Callable[[str], User]) -> None:
    user = sign_in("clerk")
    await user.open("/")
    await user.should_see("Sổ chưa có nhiệm vụ")
    await user.should_see("Mở văn bản mẫu")


async def test_the_desk_shows_what_is_unsure_first_and_markup_as_text(sign_in: Callable[[str], User], directive: int) -> None:
    user = sign_in("officer")
    await user.open(f"/ra-soat/{directive}")
    await user.should_see("3 chờ rà soát")
    await user.should_see("<b>Tổng hợp</b> & báo cáo kết quả chung")
    await user.should_see("Cần xác nhận trước")


async def test_a_duty_can_be_taken_from_the_desk_into_the_register(
    sign_in: Callable[[str], User], directive: int, register: Register, people: dict[str, Actor]
) -> None:
    user = sign_in("officer")
    await user.open(f"/ra-soat/{directive}")
    user.find("Xác nhận phần đầu").click()
    await user.should_see("Đã xác nhận", retries=PATIENCE)
    user.find("Đưa vào sổ 2 mục chắc chắn").click()
    await user.should_see("1 chờ rà soát", retries=PATIENCE)
    rows, total = shares(register, people["officer"], Filters("open"))
    assert total == 2
    assert {row.office for row in rows} == {"Sở Nội vụ"}


async def test_the_register_finds_words_without_marks_and_says_when_nothing_is_there(
    sign_in: Callable[[str], User], confirmed: list[int]
) -> None:
    user = sign_in("officer")
    await user.open("/so-nhiem-vu?tim=ra+soat+vi+tri&don_vi=&van_ban=")
    await user.should_see("Rà soát vị trí việc làm")
    await user.should_not_see("Hướng dẫn số hóa")
    await user.open("/so-nhiem-vu?tim=khongcogi")
    await user.should_see("Không có kết quả cho «khongcogi»")


async def test_a_unit_sees_its_own_duties_and_not_others(sign_in: Callable[[str], User], confirmed: list[int]) -> None:
    user = sign_in("unit")
    await user.open(f"/nhiem-vu/{confirmed[0]}")
    await user.should_see("Tiếp nhận")
    await user.should_not_see("Xác nhận hoàn thành")


async def test_another_unit_is_refused_the_duty(sign_in: Callable[[str], User], confirmed: list[int]) -> None:
    user = sign_in("other")
    await user.open(f"/nhiem-vu/{confirmed[0]}")
    await user.should_see("không xem được nhiệm vụ này")


async def test_the_briefing_counts_what_its_lists_hold(
    sign_in: Callable[[str], User], confirmed: list[int], register: Register, people: dict[str, Actor]
) -> None:
    user = sign_in("leader")
    _, total = shares(register, people["leader"], Filters(""))
    await user.open("/giao-ban")
    await user.should_see(f"Tổng số {total} =")
    await user.should_see(f"cộng các đơn vị {total}.")


async def test_a_role_taken_away_stops_the_buttons_of_an_open_page(
    sign_in: Callable[[str], User], confirmed: list[int], register: Register, people: dict[str, Actor]
) -> None:
    from tracking.register import accounts

    user = sign_in("unit")
    await user.open(f"/nhiem-vu/{confirmed[0]}")
    accounts.close_account(register, people["admin"], "unit")
    user.find("Tiếp nhận").click()
    await user.should_see("Đăng nhập", retries=PATIENCE)
    rows, _ = shares(register, people["officer"], Filters("accepted"))
    assert rows == []


async def test_somebody_else_was_faster_and_the_page_says_who(
    sign_in: Callable[[str], User], confirmed: list[int], register: Register, people: dict[str, Actor]
) -> None:
    user = sign_in("unit")
    await user.open(f"/nhiem-vu/{confirmed[0]}")
    rows, _ = shares(register, people["unit"], Filters("confirmed"))
    share = next(row for row in rows if row.duty_id == confirmed[0])
    work.accept(register, people["officer"], share.assignment_id)
    user.find("Tiếp nhận").click()
    await user.should_see("Lê Chuyên Viên vừa tiếp nhận nhiệm vụ này", retries=PATIENCE)


async def test_an_unknown_duty_says_so(sign_in: Callable[[str], User]) -> None:
    user = sign_in("officer")
    await user.open("/nhiem-vu/999")
    await user.should_see("Không có nhiệm vụ số 999")
