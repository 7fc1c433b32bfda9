"""The pages before signing in: the sign-in form and the first visit's set-up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from nicegui import run, ui
from starlette.responses import RedirectResponse, Response

from tracking.register import accounts
from tracking.register.database import Register
from ui.auth import SET_UP, SIGN_IN, fault, local_path
from ui.parts.html import attr, box, words
from ui.theme import address, dress

_STEPS = (
    ("Đọc", "văn bản chỉ đạo thành từng nhiệm vụ, kèm chỗ đứng của nó trên trang"),
    ("Theo dõi", "ai làm, hạn nào, đến đâu, từ lúc giao đến lúc xác nhận xong"),
    ("Đôn đốc", "việc sắp đến hạn và quá hạn, có số liệu khớp đến từng việc"),
    ("Soạn", "kế hoạch, công văn triển khai đúng thể thức từ chính các nhiệm vụ đó"),
)


def add(register: Register) -> None:
    """Serve both pages; each sends to the other when it is its turn."""

    @ui.page(SIGN_IN, title="Đăng nhập · Đôn Đốc")
    async def sign_in(loi: str = "", toi: str = "/") -> Response | None:
        if not await run.io_bound(accounts.has_administrator, register):
            return RedirectResponse(SET_UP, 303)
        with _gate("Đăng nhập", ""):
            _fault(loi)
            with _form(SIGN_IN):
                attr(ui.element("input"), type="hidden", name="toi", value=local_path(toi))
                _field("Tên đăng nhập", "ten", autocomplete="username", autofocus="autofocus", autocapitalize="none", spellcheck="false")
                _field("Mật khẩu", "mat_khau", type="password", autocomplete="current-password")
                attr(words("Đăng nhập", "button", "btn primary"), type="submit")
            words("Quên mật khẩu: báo quản trị của cơ quan đặt lại.", "p", "small muted")
        return None

    @ui.page(SET_UP, title="Thiết lập lần đầu · Đôn Đốc")
    async def set_up(loi: str = "") -> Response | None:
        if await run.io_bound(accounts.has_administrator, register):
            return RedirectResponse(SIGN_IN, 303)
        with _gate("Thiết lập lần đầu", "Khai cơ quan và tài khoản quản trị đầu tiên. Các tài khoản khác do quản trị tạo sau."):
            _fault(loi)
            with _form(SET_UP):
                hint = "Ghi đủ như trên con dấu, ví dụ: Ủy ban nhân dân xã An Bình"
                _field("Tên cơ quan", "co_quan", hint=hint, autofocus="autofocus", autocomplete="organization")
                _field("Họ và tên người quản trị", "ho_ten", autocomplete="name")
                _field("Tên đăng nhập", "ten", autocomplete="username", autocapitalize="none", spellcheck="false")
                least = f"Ít nhất {accounts.SHORTEST_PASSWORD} ký tự"
                new = {"type": "password", "autocomplete": "new-password", "minlength": str(accounts.SHORTEST_PASSWORD)}
                _field("Mật khẩu", "mat_khau", hint=least, **new)
                _field("Nhập lại mật khẩu", "lai", **new)
                attr(words("Tạo và bắt đầu", "button", "btn primary"), type="submit")
        return None


@contextmanager
def _gate(title: str, sub: str) -> Iterator[None]:
    dress()
    with box("gate"):
        with box("gate-form"), box("inner stack"):
            with box("brand"):
                attr(ui.element("img"), src=address("logo.svg"), alt="")
                words("Đôn Đốc")
            words(title, "h1")
            if sub:
                words(sub, "p", "muted")
            yield
        with attr(box("gate-side", "aside"), aria_label="Giới thiệu"):
            words("Từ văn bản chỉ đạo đến việc đã xong.", "h2")
            with ui.element("ol"):
                for index, (name, what) in enumerate(_STEPS, 1):
                    with ui.element("li"):
                        words(str(index))
                        with ui.element("span"):
                            words(name, "b")
                            words(f" {what}")


@contextmanager
def _form(action: str) -> Iterator[None]:
    with attr(box("form", "form"), method="post", action=action):
        yield


def _field(name: str, key: str, hint: str = "", type: str = "text", **more: str) -> None:
    with box("field", "label"):
        words(name, "span", "name")
        if hint:
            words(hint, "span", "hint").style("display:block")
        attr(box("native", "input"), name=key, type=type, required="required", **more)


def _fault(code: str) -> None:
    if fault(code):
        with box("error-box").props("role=alert"):
            words(fault(code), "p")
