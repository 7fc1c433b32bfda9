"""Quản trị, tài khoản: who may sign in, in which role, for which office."""

from __future__ import annotations

from typing import Any

from nicegui import ui

from tracking.register import accounts
from tracking.register.actor import ROLE_NAMES
from tracking.screens.directives import office_choices
from tracking.screens.handing_over import monitored
from ui.pages.administration import administration
from ui.pages.office_changes import hand_monitoring
from ui.parts.dialogs import FormDialog
from ui.parts.fields import button
from ui.parts.html import attr, box
from ui.parts.lists import cell, table, tag, text_cell
from ui.parts.wording import Tag, capital, two
from ui.visit import Visit


async def show(visit: Visit) -> None:
    """The page."""

    @ui.refreshable
    async def people() -> None:
        held = await visit.asked(monitored)
        _accounts(visit, await visit.ask(accounts.accounts), await visit.ask(office_choices), held, people.refresh)

    number = len(await visit.ask(accounts.accounts))
    with administration(visit, f"{two(number)} tài khoản. Khóa một tài khoản thì phiên đang mở của người ấy kết thúc ngay."):
        button("Thêm tài khoản", lambda: _add(visit, people.refresh), "primary")
    with box().style("margin-top:24px"):
        await people()


def _accounts(visit: Visit, rows: list[dict[str, Any]], offices: dict[int, str], held: dict[int, int], again: Any) -> None:
    with table(("Tên đăng nhập", "Họ tên", "Vai trò", "Đơn vị", "Tình trạng", ""), "Tài khoản"), box(tag="tbody"):
        for row in rows:
            with box(tag="tr"):
                text_cell("", row["login"], "lead strong")
                text_cell("Họ tên", row["name"])
                text_cell("Vai trò", capital(ROLE_NAMES[row["role"]]))
                text_cell("Đơn vị", offices.get(row["office_id"] or 0, ""))
                with cell("Tình trạng"):
                    tag(Tag("Đang dùng", "done") if row["active"] else Tag("Đã khóa", "stop"))
                with cell("", "num"), box("row").style("justify-content:flex-end"):
                    login = row["login"]
                    if number := held.get(row["id"], 0):
                        give = (row["id"], row["name"], number)
                        over = button(f"Bàn giao {two(number)} việc", lambda give=give: hand_monitoring(visit, again, *give), "slim quiet")
                        attr(over, aria_label=f"Bàn giao việc của {row['name']}")
                    reset = button("Đặt lại mật khẩu", lambda login=login: _reset(visit, again, login), "slim quiet")
                    attr(reset, aria_label=f"Đặt lại mật khẩu của {login}")
                    if row["active"] and login != visit.who.login:
                        lock = button("Khóa", lambda login=login: done(visit, again, accounts.close_account, login), "slim quiet")
                        attr(lock, aria_label=f"Khóa {login}")


async def _add(visit: Visit, again: Any) -> None:
    with FormDialog("Thêm tài khoản") as form:
        name = form.text("Họ và tên")
        login = form.text("Tên đăng nhập")
        password = form.text(f"Mật khẩu ban đầu (ít nhất {accounts.SHORTEST_PASSWORD} ký tự)")
        role = form.choice("Vai trò", {code: capital(title) for code, title in ROLE_NAMES.items()}, "officer")
        office = form.choice("Cơ quan, đơn vị (cần cho đầu mối)", await visit.ask(office_choices))
        mail = form.text("Thư điện tử")

    async def send() -> bool:
        given = (str(login.value or ""), str(password.value or ""), str(name.value or ""), role.value, office.value)
        return await done(visit, again, accounts.add_account, *given, str(mail.value or "") or None)

    form.send("Thêm tài khoản", send)


async def _reset(visit: Visit, again: Any, login: str) -> None:
    with FormDialog("Đặt lại mật khẩu", f"Các phiên đang mở của {login} sẽ kết thúc.") as form:
        password = form.text("Mật khẩu mới")
    form.send("Đặt lại", lambda: done(visit, again, accounts.reset_password, login, str(password.value or "")))


async def done(visit: Visit, again: Any, command: Any, *args: Any, **more: Any) -> bool:
    """One command, then the list as it stands now."""
    was_done = await visit.act(command, *args, **more)
    if was_done:
        again()
    return was_done
