"""The frame of every page: skip link, menu, the person signed in, and the page's own heading with its actions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tracking.register.actor import ROLE_NAMES
from tracking.screens.notices import MOST
from ui.auth import Page
from ui.parts.html import attr, box, link, words
from ui.parts.still import still
from ui.theme import address, dress
from ui.visit import Visit

Menu = list[tuple[str, str, tuple[str, ...]] | None]
MENU: Menu = [
    ("Hôm nay", "/", ()),
    ("Văn bản đến", "/van-ban-den", ("admin", "clerk", "officer", "leader")),
    ("Rà soát", "/ra-soat", ("admin", "clerk", "officer", "leader")),
    ("Sổ nhiệm vụ", "/so-nhiem-vu", ()),
    ("Giao ban", "/giao-ban", ("admin", "officer", "leader")),
    None,
    ("Soạn thảo", "/soan-thao", ("admin", "clerk", "officer", "leader")),
    ("Văn bản đi", "/van-ban-di", ("admin", "clerk", "officer", "leader")),
    ("Đôn đốc", "/don-doc", ("admin", "clerk", "officer", "leader")),
    ("Báo cáo", "/bao-cao", ("admin", "clerk", "officer", "leader")),
    ("Lịch thời hạn", "/lich", ()),
    None,
    ("Cơ quan, đơn vị", "/co-quan", ("admin", "clerk", "officer", "leader")),
    ("Quản trị", "/quan-tri", ("admin",)),
    ("Trợ giúp", "/tro-giup", ()),
]
"""The menu in its order: name, address, the roles that see it; None is a rule. A page is listed once it exists."""


@contextmanager
def frame(visit: Visit, page: Page) -> Iterator[None]:
    """Everything around a page's content."""
    dress()
    link("Đến nội dung chính", "#noi-dung", "skip")
    with box("app"):
        with still():
            _topbar(visit)
            with attr(box("side", "nav"), aria_label="Chức năng"):
                with box("brand-row"):
                    _brand()
                    _bell(visit)
                _search(visit)
                _menu(visit)
                _person(visit)
        with attr(box("main wide" if page.wide else "main"), id="noi-dung", tabindex="-1"):
            yield


@contextmanager
def heading(title: str, sub: str = "", crumbs: list[tuple[str, str]] | None = None) -> Iterator[None]:
    """The page's name and a line about it; what is put inside are its actions, the primary one last."""
    with box("page-head", "header"):
        with box():
            if crumbs:
                with attr(box("crumbs", "nav"), aria_label="Đường dẫn"):
                    for name, href in crumbs:
                        link(name, href)
                        words("›", "span").props["aria-hidden"] = "true"
            words(title, "h1")
            if sub:
                words(sub, "p", "sub")
        with box("actions"):
            yield


@contextmanager
def further(name: str = "Việc khác") -> Iterator[None]:
    """Actions of less weight, folded behind one button of the heading; Esc and a click elsewhere fold them again."""
    with attr(box("further", "details"), data_further="1"):
        words(name, "summary", "btn")
        with box("further-list"):
            yield


def _brand() -> None:
    with link("", "/", "brand"):
        attr(box(tag="img"), src=address("logo.svg"), alt="")
        words("Đôn Đốc")


def _bell(visit: Visit) -> None:
    """The way to the notices, with how many are new."""
    new = visit.unread
    said = "Thông báo" if not new else f"Thông báo, {new} chưa đọc" if new < MOST else f"Thông báo, từ {MOST} chưa đọc"
    with link("", "/thong-bao", "bell new" if new else "bell") as found:
        attr(found, aria_label=said, title=said, **({"aria_current": "page"} if visit.path == "/thong-bao" else {}))
        attr(box(tag="img"), src=address("bell.svg"), alt="")
        if new:
            attr(words(str(new) if new < MOST else f"{MOST - 1}+", "span", "n"), aria_hidden="true")


def _topbar(visit: Visit) -> None:
    with box("topbar", "header"):
        _brand()
        _bell(visit)
        attr(words("Mục lục", "button", "btn slim"), type="button", aria_expanded="false", data_menu="1")


def _search(visit: Visit) -> None:
    """The box that searches everything; "/" goes to it from any page that has no search of its own."""
    with attr(box("find", "form"), action="/tim", method="get", role="search", aria_label="Tìm trong toàn bộ"):
        field = attr(box("native", "input"), type="search", name="tim", maxlength="200", data_search="1")
        attr(field, placeholder="Tìm (phím /)", aria_label="Tìm nhiệm vụ, văn bản")


def _menu(visit: Visit) -> None:
    current = max((href for _, href, _ in filter(None, MENU) if _is_here(visit.path, href)), key=len, default="")
    with box("menu", "ul"):
        for entry in MENU:
            if entry is None:
                with box(tag="li"):
                    box(tag="hr")
                continue
            name, href, roles = entry
            if roles and visit.who.role not in roles:
                continue
            with box(tag="li"):
                found = link(name, href)
                if href == current:
                    attr(found, aria_current="page")


def _is_here(path: str, href: str) -> bool:
    return path == href or (href != "/" and path.startswith(href + "/"))


def _person(visit: Visit) -> None:
    with box("side-foot"):
        words(visit.who.name, "div", "who")
        words(ROLE_NAMES[visit.who.role].capitalize(), "div")
        with box("links"):
            link("Tài khoản", "/tai-khoan")
            attr(words("Sáng / tối", "button", "linkish"), type="button", data_theme_button="1")
            with attr(box(tag="form"), method="post", action="/dang-xuat"):
                attr(words("Đăng xuất", "button", "linkish"), type="submit")
