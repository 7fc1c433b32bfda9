"""Accounts and signing in. Passwords are compared in NFC: typed decomposed or composed they are the same words."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from typing import Any, cast

from pwdlib import PasswordHash
from sqlmodel import Session, col, func, select

from drafting.orthography import nfc, squash
from tracking.register.actor import LOCAL, ROLE_NAMES, ROLES, Actor, Role
from tracking.register.database import Register
from tracking.register.refusals import NotAllowed, NotFound, SignInRefused
from tracking.register.tables import Account, FailedSignIn, SignIn
from tracking.register.unit import Unit

SESSION_DAYS = 14
SHORTEST_PASSWORD = 8
MOST_FAILURES = 5
WAIT_AFTER_FAILURES = dt.timedelta(minutes=5)
_hasher = PasswordHash.recommended()
_UNKNOWN = _hasher.hash(secrets.token_urlsafe(16))


def has_administrator(register: Register) -> bool:
    """Whether somebody can administer the office; when not, the first visit creates that account."""
    with register.reading() as session:
        return _administrators(session) > 0


def create_administrator(register: Register, login: str, password: str, name: str) -> Actor:
    """The first account of an office. Raises NotAllowed where there is an administrator already."""
    hashed = _hash(password)
    with register.command(LOCAL, "create_administrator") as unit:
        if _administrators(unit.session):
            raise NotAllowed("Đã có tài khoản quản trị. Đăng nhập bằng tài khoản đó để tạo tài khoản khác.")
        return _actor(_add(unit, login, hashed, name, "admin", None))


def add_account(
    register: Register,
    actor: Actor,
    login: str,
    password: str,
    name: str,
    role: Role,
    office_id: int | None = None,
    mail: str | None = None,
) -> Actor:
    """A new account, made by an administrator. A unit account needs its office."""
    actor.need("admin")
    hashed = _hash(password)
    with register.command(actor, "add_account") as unit:
        return _actor(_add(unit, login, hashed, name, role, office_id, mail))


def reset_password(register: Register, actor: Actor, login: str, password: str) -> None:
    """Give an account a new password (by an administrator, or by its owner) and end its open sessions."""
    if actor.login != login:
        actor.need("admin")
    hashed = _hash(password)
    with register.command(actor, "reset_password") as unit:
        account = _by_login(unit.session, login)
        account.password_hash = hashed
        account.active = True
        _end_sessions(unit, account)
        failed = unit.session.get(FailedSignIn, account.login)
        if failed is not None:
            unit.session.delete(failed)
        unit.touch("account", account.id)


def close_account(register: Register, actor: Actor, login: str) -> None:
    """Stop an account from signing in; what it did stays. The last administrator cannot be closed."""
    actor.need("admin")
    with register.command(actor, "close_account") as unit:
        account = _by_login(unit.session, login)
        if account.role == "admin" and _administrators(unit.session) == 1:
            raise NotAllowed(f"«{login}» là tài khoản quản trị duy nhất, chưa khóa được. Tạo tài khoản quản trị khác trước.")
        account.active = False
        _end_sessions(unit, account)
        unit.touch("account", account.id)


def sign_in(register: Register, login: str, password: str) -> tuple[str, Actor]:
    """A session token and who it is. Raises SignInRefused; takes about 0.2 s on purpose."""
    key = squash(login).casefold()
    with register.reading() as session:
        account = session.exec(select(Account).where(Account.login == key)).first()
        _refuse_guessing(session.get(FailedSignIn, key), register.now())
    right = _hasher.verify(nfc(password), account.password_hash if account else _UNKNOWN)
    if account is None or not right or not account.active:
        if account is not None:
            _note_failure(register, key)
        raise SignInRefused("Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra bộ gõ, phím Caps Lock; quên thì báo quản trị đặt lại.")
    actor = _actor(account)
    token = secrets.token_urlsafe(32)
    with register.command(actor, "sign_in") as unit:
        expires = unit.now + dt.timedelta(days=SESSION_DAYS)
        unit.session.add(SignIn(token_hash=_digest(token), account_id=account.id or 0, created_at=unit.now, expires_at=expires))
        failed = unit.session.get(FailedSignIn, key)
        if failed is not None:
            unit.session.delete(failed)
        unit.touch("account", account.id)
    return token, actor


def actor_of(register: Register, token: str | None) -> Actor | None:
    """Who holds the session token, with the rights of this moment; None when it is unknown, ended or past."""
    if not token:
        return None
    with register.reading() as session:
        found = session.get(SignIn, _digest(token))
        if found is None or found.ended_at is not None or found.expires_at <= register.now():
            return None
        account = session.get(Account, found.account_id)
        return _actor(account) if account is not None and account.active else None


def sign_out(register: Register, token: str) -> None:
    """End the session of the token."""
    actor = actor_of(register, token)
    if actor is None:
        return
    with register.command(actor, "sign_out") as unit:
        found = unit.session.get(SignIn, _digest(token))
        if found is not None:
            found.ended_at = unit.now
        unit.touch("account", actor.account_id)


def accounts(register: Register) -> list[dict[str, Any]]:
    """Every account without its password: id, login, name, role, office_id, active, mail."""
    with register.reading() as session:
        rows = session.exec(select(Account).order_by(col(Account.login)))
        return [row.model_dump(include={"id", "login", "name", "role", "office_id", "active", "mail"}) for row in rows]


def _add(unit: Unit, login: str, hashed: str, name: str, role: str, office_id: int | None, mail: str | None = None) -> Account:
    key, full = squash(login).casefold(), squash(name)
    if not key or not full:
        raise NotAllowed("Cần tên đăng nhập và họ tên của người dùng.")
    if role not in ROLES:
        raise NotAllowed(f"Vai trò «{role}» không có. Chọn một trong: {', '.join(ROLE_NAMES)}.")
    if role == "unit" and office_id is None:
        raise NotAllowed("Tài khoản đầu mối đơn vị cần chọn cơ quan, đơn vị của mình.")
    if unit.session.exec(select(Account).where(Account.login == key)).first():
        raise NotAllowed(f"Tên đăng nhập «{key}» đã có. Chọn tên khác.")
    account = Account(login=key, name=full, role=role, office_id=office_id, password_hash=hashed, created_at=unit.now, mail=mail)
    unit.session.add(account)
    unit.session.flush()
    unit.touch("account", account.id)
    unit.say(login=key, name=full)
    return account


def _hash(password: str) -> str:
    if len(nfc(password)) < SHORTEST_PASSWORD:
        raise NotAllowed(f"Mật khẩu cần ít nhất {SHORTEST_PASSWORD} ký tự.")
    return _hasher.hash(nfc(password))


def _actor(account: Account) -> Actor:
    return Actor(account.id, account.login, account.name, cast(Role, account.role), account.office_id)


def _by_login(session: Session, login: str) -> Account:
    account = session.exec(select(Account).where(Account.login == squash(login).casefold())).first()
    if account is None:
        raise NotFound(f"Không có tài khoản «{login}». Xem lại tên đăng nhập trong trang Quản trị.")
    return account


def _administrators(session: Session) -> int:
    return session.exec(select(func.count()).select_from(Account).where(Account.role == "admin", col(Account.active).is_(True))).one()


def _end_sessions(unit: Unit, account: Account) -> None:
    for row in unit.session.exec(select(SignIn).where(SignIn.account_id == account.id, col(SignIn.ended_at).is_(None))):
        row.ended_at = unit.now


def _refuse_guessing(failed: FailedSignIn | None, now: dt.datetime) -> None:
    if failed is not None and failed.count >= MOST_FAILURES and now - failed.last_at < WAIT_AFTER_FAILURES:
        raise SignInRefused(f"Đã sai mật khẩu {failed.count} lần liền. Đợi 05 phút rồi thử lại, hoặc báo quản trị đặt lại mật khẩu.")


def _note_failure(register: Register, login: str) -> None:
    with register.command(LOCAL, "failed_sign_in") as unit:
        failed = unit.session.get(FailedSignIn, login)
        if failed is None:
            failed = FailedSignIn(login=login, count=0, last_at=unit.now)
            unit.session.add(failed)
        if unit.now - failed.last_at >= WAIT_AFTER_FAILURES:
            failed.count = 0
        failed.count += 1
        failed.last_at = unit.now


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
