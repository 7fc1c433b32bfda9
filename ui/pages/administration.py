"""Quản trị: what is still to be set up, the last backup, the parts of the machine; the other pages are beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from nicegui import run, ui

from drafting.dates import short_with_weekday
from tracking.register import accounts
from tracking.register.actor import ROLE_NAMES
from tracking.register.options import options_in_force
from tracking.register.unit import day_of
from tracking.register.upkeep import LastBackup, last_backup
from tracking.screens.setup import SetupStep, setup_steps
from ui.commands.parts import parts_found
from ui.frame import heading
from ui.pages.admin_mail import unclear_mails
from ui.parts.dialogs import FormDialog
from ui.parts.fields import button
from ui.parts.html import attr, box, link, section, words
from ui.parts.lists import tag
from ui.parts.wording import Tag, moment, two
from ui.visit import Visit, say

PATH = "/quan-tri"
TABS = (
    ("", "Tổng quan"),
    ("/tai-khoan", "Tài khoản"),
    ("/quy-uoc", "Quy ước, nhắc việc"),
    ("/lich-nghi", "Ngày nghỉ, làm bù"),
    ("/nhat-ky", "Nhật ký"),
)


@contextmanager
def administration(visit: Visit, sub: str) -> Iterator[None]:
    """The heading of each of these pages with the way to the others; its actions are put inside."""
    with heading("Quản trị", sub):
        yield
    with attr(box("tabs", "nav"), aria_label="Các trang quản trị"):
        for end, name in TABS:
            found = link(name, PATH + end)
            if visit.path == PATH + end:
                attr(found, aria_current="page")


async def show(visit: Visit) -> None:
    """The first of the pages."""
    steps, copy = await visit.asked(setup_steps), await visit.ask(last_backup)
    limit = (await visit.ask(options_in_force, visit.today))["backup_days"]
    with administration(visit, "Việc cần khai, bản sao lưu, các phần của máy chủ."):
        pass
    await unclear_mails(visit)
    with box("cols").style("margin-top:24px"):
        with box("stack-l"):
            _steps(steps)
            await _parts()
        _backup(copy, int(limit))


def _steps(steps: list[SetupStep]) -> None:
    left = sum(not step.done for step in steps)
    with section(f"Thiết lập: còn {two(left)} bước" if left else "Thiết lập: đã đủ"), box("ranked plain", "ol"):
        for step in steps:
            with ui.element("li"):
                with box("row"):
                    link(step.name, step.href, "strong")
                    with box("end"):
                        tag(Tag("Đã xong", "done") if step.done else Tag("Chưa làm", "soon"))
                words(step.why, "p", "small muted")


def _backup(copy: LastBackup, limit: int) -> None:
    with section("Sao lưu"), box("stack"):
        if copy.made_at is None:
            with box("warn-box"):
                words("Chưa có bản sao lưu nào. Máy hỏng lúc này thì mất cả sổ.", "p")
        elif copy.old:
            with box("warn-box"):
                words(f"Bản sao lưu gần nhất đã quá {two(limit)} ngày. Sao lưu ngay và xem lại lịch chạy hằng đêm.", "p")
        if copy.made_at is not None:
            with box("card"):
                words(moment(copy.made_at), "p", "strong")
                words(f"{short_with_weekday(day_of(copy.made_at))} · {copy.name} · {_size(copy.size)}", "p", "small muted")
        with attr(ui.element("form"), action=f"{PATH}/sao-luu", method="post"):
            attr(words("Sao lưu và tải về", "button", "btn primary"), type="submit")
        words("Hằng đêm trên máy chủ: dondoc backup TỆP. Khôi phục: dondoc restore TỆP. Kiểm tra: dondoc verify.", "p", "small muted")


def _size(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB".replace(".", ",") if size >= 1024 * 1024 else f"{max(1, size // 1024)} kB"


async def _parts() -> None:
    parts = await run.io_bound(parts_found) or []
    with section("Các phần của máy chủ"), box("ranked plain", "ul"):
        for part in parts:
            with ui.element("li"), box("row"):
                words(part.name, "span")
                with box("end"):
                    tag(Tag("Có", "done") if part.found else Tag(f"Thiếu: {part.rests} tạm nghỉ", "late"))
                if not part.found:
                    words(f"Cài bằng: {part.how}", "p", "small muted")


async def account(visit: Visit) -> None:
    """The person's own account."""
    with heading("Tài khoản", f"{visit.who.login} · {visit.who.name} · {ROLE_NAMES[visit.who.role]}"):
        button("Đổi mật khẩu", lambda: _own_password(visit), "primary")
    words("Đổi mật khẩu xong thì mọi phiên đang mở kết thúc, phải đăng nhập lại.", "p", "muted")
    link("Về Hôm nay", "/")


async def _own_password(visit: Visit) -> None:
    with FormDialog("Đổi mật khẩu") as form:
        password = form.text(f"Mật khẩu mới (ít nhất {accounts.SHORTEST_PASSWORD} ký tự)")
        again = form.text("Nhập lại mật khẩu mới")
    for field in (password, again):
        attr(field, type="password", autocomplete="new-password")

    async def send() -> bool:
        if password.value != again.value:
            say("Hai lần nhập mật khẩu không giống nhau. Nhập lại cả hai.", bad=True)
            return False
        done = await visit.act(accounts.reset_password, visit.who.login, str(password.value or ""))
        if done:
            ui.navigate.to("/dang-nhap")
        return done

    form.send("Đổi mật khẩu", send)
