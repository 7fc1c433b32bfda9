"""The way in: the first visit, throttled and silent about accounts, cookies that scripts cannot read, and no way out to other sites."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nicegui.testing import User

from tracking.register import accounts
from tracking.register.actor import Actor
from tracking.register.database import Register
from ui.auth import local_path

PASSWORD = "mật khẩu đủ dài"


async def test_the_first_visit_creates_the_administrator_and_the_office_once(first_visitor: User, empty_register: Register) -> None:
    client = first_visitor.http_client
    assert (await client.get("/")).headers["location"] == "/thiet-lap"
    form = {"co_quan": "Ủy ban nhân dân xã An Bình", "ho_ten": "Trần Thị Bình", "ten": "binh", "mat_khau": PASSWORD, "lai": PASSWORD}
    answer = await client.post("/thiet-lap", data=form)
    assert answer.headers["location"] == "/"
    assert accounts.has_administrator(empty_register)
    again = await client.post("/thiet-lap", data={**form, "ten": "khac"})
    assert again.headers["location"] == "/dang-nhap?loi=co"
    assert [row["login"] for row in accounts.accounts(empty_register)] == ["binh"]


@pytest.mark.parametrize(
    ("change", "code"),
    [({"lai": "khác hẳn rồi"}, "lech"), ({"mat_khau": "ngan", "lai": "ngan"}, "ngan"), ({"co_quan": " "}, "thieu")],
)
async def test_a_faulty_set_up_makes_nothing(first_visitor: User, empty_register: Register, change: dict[str, str], code: str) -> None:
    form = {"co_quan": "Sở Nội vụ", "ho_ten": "A", "ten": "a", "mat_khau": PASSWORD, "lai": PASSWORD, **change}
    answer = await first_visitor.http_client.post("/thiet-lap", data=form)
    assert answer.headers["location"] == f"/thiet-lap?loi={code}"
    assert not accounts.has_administrator(empty_register)


async def test_an_unknown_name_and_a_wrong_password_get_the_same_answer(app_user: User, people: dict[str, Actor]) -> None:
    answers = [
        await app_user.http_client.post("/dang-nhap", data={"ten": name, "mat_khau": "sai mật khẩu"}) for name in ("admin", "khong-co-ai")
    ]
    assert len({(answer.status_code, answer.headers["location"]) for answer in answers}) == 1


async def test_guessing_is_slowed_for_names_that_exist_and_names_that_do_not(app_user: User, people: dict[str, Actor]) -> None:
    for name in ("officer", "khong-co-ai"):
        for _ in range(accounts.MOST_FAILURES):
            await app_user.http_client.post("/dang-nhap", data={"ten": name, "mat_khau": "sai mật khẩu"})
        answer = await app_user.http_client.post("/dang-nhap", data={"ten": name, "mat_khau": PASSWORD})
        assert "loi=doi" in answer.headers["location"]
        assert "set-cookie" not in answer.headers


async def test_the_session_cookie_is_out_of_reach_of_scripts_and_ends_at_sign_out(app_user: User, people: dict[str, Actor]) -> None:
    client = app_user.http_client
    answer = await client.post("/dang-nhap", data={"ten": "Officer", "mat_khau": PASSWORD, "toi": "/lich"})
    assert answer.headers["location"] == "/lich"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    kept = client.cookies["dondoc"]
    await client.post("/dang-xuat")
    client.cookies.set("dondoc", kept)
    assert (await client.get("/lich")).status_code == 303


@pytest.mark.parametrize(
    "wanted", ["//evil.example", "https://evil.example/", "/\\evil.example", "\\\\evil", "javascript:alert(1)", "/a\r\nX: y", "", None]
)
def test_the_way_back_never_leaves_the_app(wanted: str | None) -> None:
    assert local_path(wanted) == "/"


@given(st.text())
def test_whatever_is_asked_the_way_back_is_a_path_of_ours(wanted: str) -> None:
    found = local_path(wanted)
    assert found.startswith("/")
    assert not found.startswith("//")


async def test_a_post_from_another_site_is_refused(app_user: User, people: dict[str, Actor]) -> None:
    answer = await app_user.http_client.post("/dang-xuat", headers={"origin": "https://elsewhere.example"})
    assert answer.status_code == 403


async def test_pages_forbid_framing_and_sniffing(app_user: User, people: dict[str, Actor]) -> None:
    headers = (await app_user.http_client.get("/dang-nhap")).headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


async def test_the_server_says_that_it_is_well(app_user: User) -> None:
    assert (await app_user.http_client.get("/healthz")).status_code == 200
