"""Signing in, rights and sessions."""

from __future__ import annotations

import unicodedata

import pytest

from tracking.register import accounts
from tracking.register.refusals import NoRight, NotAllowed, SignInRefused

PASSWORD = "Mật khẩu của tôi"


def test_the_first_visit_creates_the_only_administrator_made_this_way(any_register):
    assert not accounts.has_administrator(any_register)
    accounts.create_administrator(any_register, "Quản.Trị", PASSWORD, "Trần Thị Bình")
    assert accounts.has_administrator(any_register)
    with pytest.raises(NotAllowed, match="Đã có tài khoản quản trị"):
        accounts.create_administrator(any_register, "khac", PASSWORD, "Người khác")


def test_a_password_typed_decomposed_is_the_same_password(register):
    accounts.create_administrator(register, "qt", PASSWORD, "Trần Thị Bình")
    token, actor = accounts.sign_in(register, "QT", unicodedata.normalize("NFD", PASSWORD))
    assert accounts.actor_of(register, token) == actor
    accounts.sign_out(register, token)
    assert accounts.actor_of(register, token) is None


def test_a_session_ends_with_time_and_with_a_new_password(register, clock):
    admin = accounts.create_administrator(register, "qt", PASSWORD, "Trần Thị Bình")
    token, _ = accounts.sign_in(register, "qt", PASSWORD)
    clock.set("2026-03-17")
    assert accounts.actor_of(register, token) is None
    token, _ = accounts.sign_in(register, "qt", PASSWORD)
    accounts.reset_password(register, admin, "qt", "mật khẩu khác")
    assert accounts.actor_of(register, token) is None
    with pytest.raises(SignInRefused):
        accounts.sign_in(register, "qt", PASSWORD)


def test_guessing_is_slowed_after_five_failures(register, clock):
    accounts.create_administrator(register, "qt", PASSWORD, "Trần Thị Bình")
    for _ in range(5):
        with pytest.raises(SignInRefused, match="không đúng"):
            accounts.sign_in(register, "qt", "sai hoàn toàn")
    with pytest.raises(SignInRefused, match="Đợi 05 phút"):
        accounts.sign_in(register, "qt", PASSWORD)
    clock.now = clock.now.replace(minute=6)
    accounts.sign_in(register, "qt", PASSWORD)


def test_only_an_administrator_makes_accounts_and_a_unit_needs_its_office(office):
    with pytest.raises(NoRight, match="cần quản trị"):
        accounts.add_account(office.register, office.unit, "moi", PASSWORD, "Người mới", "unit", office.ids["Sở Y tế"])
    with pytest.raises(NotAllowed, match="cơ quan, đơn vị"):
        accounts.add_account(office.register, office.admin, "moi", PASSWORD, "Người mới", "unit")
    with pytest.raises(NotAllowed, match="8 ký tự"):
        accounts.add_account(office.register, office.admin, "moi", "ngắn", "Người mới", "officer")


def test_the_last_administrator_cannot_be_closed_and_a_closed_account_cannot_sign_in(office):
    with pytest.raises(NotAllowed, match="duy nhất"):
        accounts.close_account(office.register, office.admin, "quan.tri")
    accounts.close_account(office.register, office.admin, "chuyen.vien")
    with pytest.raises(SignInRefused):
        accounts.sign_in(office.register, "chuyen.vien", "mật khẩu thử")
