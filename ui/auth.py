"""Signing in and out, the first visit, and pages that only signed-in people of the right role can open.

The session token lives in one cookie that scripts cannot read; the register keeps its hash. Forms post plainly, so signing
in needs no socket and password managers work.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote, urlsplit

from fastapi import Request
from nicegui import app, run, ui
from pydantic import Field
from starlette.responses import RedirectResponse, Response

from drafting.errors import DondocError
from drafting.orthography import squash
from tracking.register import accounts
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.office_setup import set_own_body
from tracking.register.refusals import NoRight
from tracking.screens.notices import unread
from ui.answers import actor_now
from ui.parts.html import box, words
from ui.throttle import Throttle
from ui.visit import SignedOutError, Visit

COOKIE = "dondoc"
SIGN_IN, SET_UP = "/dang-nhap", "/thiet-lap"
_faults: dict[str, str] = {
    "sai": "Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra bộ gõ, phím Caps Lock; quên mật khẩu thì báo quản trị đặt lại.",
    "doi": "Đã sai mật khẩu nhiều lần liền. Đợi 05 phút rồi thử lại, hoặc báo quản trị đặt lại mật khẩu.",
    "lech": "Hai lần nhập mật khẩu không giống nhau. Nhập lại cả hai.",
    "ngan": f"Mật khẩu cần ít nhất {accounts.SHORTEST_PASSWORD} ký tự.",
    "thieu": "Cần đủ tên cơ quan, họ tên, tên đăng nhập và mật khẩu.",
    "co": "Đã có tài khoản quản trị. Đăng nhập bằng tài khoản đó.",
}


@dataclass(frozen=True)
class Page:
    """A page of the app: its address, name, who may open it (empty: everybody signed in) and what builds it."""

    path: str
    title: str
    content: Callable[..., Awaitable[Any]]
    roles: tuple[str, ...] = ()
    wide: bool = False


def fault(code: str) -> str:
    """The sentence for a code that a redirect carries; "" for none of ours."""
    return _faults.get(code, "")


def local_path(wanted: str | None) -> str:
    """A path of this app, "/" where what is wanted leads anywhere else."""
    path = wanted or "/"
    parts = urlsplit(path)
    fine = path.startswith("/") and not path.startswith("//") and not parts.netloc and not parts.scheme
    return path if fine and "\\" not in path and path.isprintable() else "/"


def token_of(request: Request) -> str:
    """The session token that the request carries, "" where it has none."""
    return request.cookies.get(COOKIE, "")


async def actor_from(request: Request, register: Register) -> Actor | None:
    """Who sends the request, with the rights of this moment."""
    return await run.io_bound(actor_now, register, token_of(request))


def add_page(register: Register, page: Page, frame: Callable[[Visit, Page], Any]) -> None:
    """Serve the page: to the sign-in form without a session, a refusal without the role, else its content in the frame."""

    async def shown(**values: Any) -> Response | None:
        request: Request = values.pop("request")
        actor, new = await run.io_bound(_who_comes, register, token_of(request)) or (None, 0)
        if actor is None:
            return RedirectResponse(await _way_in(register, request), 303)
        visit = Visit(register, token_of(request), actor, request.url.path, new)
        with frame(visit, page):
            try:
                if page.roles and actor.role not in page.roles:
                    raise NoRight(f"Tài khoản {actor.login} không xem được mục này. Cần quyền thì đề nghị người quản trị.")
                await page.content(visit, **values)
            except SignedOutError:
                return RedirectResponse(SIGN_IN, 303)
            except DondocError as refused:
                tell(page.title, str(refused))
        return None

    shown.__signature__ = _signature(page.content)  # type: ignore[attr-defined]  # FastAPI reads path and query parameters from it
    shown.__name__ = page.content.__module__.rsplit(".", 1)[-1]
    ui.page(page.path, title=f"{page.title} · Đôn Đốc", response_timeout=20)(shown)


def _who_comes(register: Register, token: str) -> tuple[Actor | None, int]:
    """Who opens a page, and how many notices are new to them."""
    actor = actor_now(register, token)
    return actor, unread(register, actor) if actor else 0


def tell(title: str, sentence: str) -> None:
    """What a page says in place of its content."""
    words(title, "h1")
    with box("error-box").props("role=alert").style("margin-top:16px; max-width:76ch"):
        words(sentence, "p")


Key = Annotated[int, Field(ge=-(2**53), le=2**53)]
"""A number in an address: larger ones are kept by no database."""


def _signature(content: Callable[..., Any]) -> inspect.Signature:
    """The content's own parameters but the visit, with the request in its place."""
    hints = {name: Key if hint is int else hint for name, hint in typing.get_type_hints(content).items()}
    kept = list(inspect.signature(content).parameters.values())[1:]
    request = inspect.Parameter("request", inspect.Parameter.KEYWORD_ONLY, annotation=Request)
    return inspect.Signature([request, *(p.replace(kind=p.KEYWORD_ONLY, annotation=hints[p.name]) for p in kept)])


async def _way_in(register: Register, request: Request) -> str:
    if not await run.io_bound(accounts.has_administrator, register):
        return SET_UP
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return SIGN_IN if wanted == "/" else f"{SIGN_IN}?toi={quote(wanted)}"


def add_routes(register: Register) -> None:
    """The posts of the sign-in, sign-out and set-up forms."""
    throttle = Throttle()

    @app.post(SIGN_IN)
    async def sign_in(request: Request) -> Response:
        form = await request.form()
        target = local_path(str(form.get("toi") or "/"))
        login, address = squash(str(form.get("ten") or "")).casefold()[:200], request.client.host if request.client else ""
        if throttle.must_wait(login, address, register.now()):
            return RedirectResponse(f"{SIGN_IN}?loi=doi&toi={quote(target)}", 303)
        try:
            token = await run.io_bound(_token, register, str(form.get("ten") or ""), str(form.get("mat_khau") or "")) or ""
        except DondocError as refused:
            code = "doi" if "Đợi" in str(refused) else "sai"
            throttle.note_failure(login, address, register.now())
            return RedirectResponse(f"{SIGN_IN}?loi={code}&toi={quote(target)}", 303)
        throttle.forget(login)
        return _with_token(RedirectResponse(target, 303), token, request)

    @app.post("/dang-xuat")
    async def sign_out(request: Request) -> Response:
        await run.io_bound(accounts.sign_out, register, token_of(request))
        answer = RedirectResponse(SIGN_IN, 303)
        answer.delete_cookie(COOKIE)
        return answer

    @app.post(SET_UP)
    async def set_up(request: Request) -> Response:
        form = {key: str(value).strip() for key, value in (await request.form()).items()}
        code = _set_up_fault(form)
        if not code:
            code, token = await run.io_bound(_first_account, register, form) or ("thieu", "")
        if code:
            return RedirectResponse(SIGN_IN + "?loi=co" if code == "co" else f"{SET_UP}?loi={code}", 303)
        return _with_token(RedirectResponse("/", 303), token, request)


def _token(register: Register, login: str, password: str) -> str:
    return accounts.sign_in(register, login, password)[0]


def _set_up_fault(form: dict[str, str]) -> str:
    if not all(form.get(key) for key in ("co_quan", "ho_ten", "ten", "mat_khau")):
        return "thieu"
    if form["mat_khau"] != form.get("lai"):
        return "lech"
    return "ngan" if len(form["mat_khau"]) < accounts.SHORTEST_PASSWORD else ""


def _first_account(register: Register, form: dict[str, str]) -> tuple[str, str]:
    """The code of a fault, or "" and the session token of the new administrator."""
    if accounts.has_administrator(register):
        return "co", ""
    actor = accounts.create_administrator(register, form["ten"], form["mat_khau"], form["ho_ten"])
    set_own_body(register, actor, form["co_quan"])
    return "", accounts.sign_in(register, form["ten"], form["mat_khau"])[0]


def _with_token(answer: Response, token: str, request: Request) -> Response:
    secure = request.url.scheme == "https"
    answer.set_cookie(COOKIE, token, max_age=accounts.SESSION_DAYS * 86400, httponly=True, samesite="lax", secure=secure, path="/")
    return answer
