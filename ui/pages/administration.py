"""Quản trị: accounts, the office's decisions with their day, a backup, and the audit log."""

from __future__ import annotations

from typing import Any

from nicegui import ui

from tracking.register import accounts
from tracking.register.actor import ROLE_NAMES
from tracking.register.options import defaults, options_in_force, set_option
from tracking.screens.administration import audit_rows
from tracking.screens.directives import office_choices
from ui.frame import heading
from ui.parts.dialogs import FormDialog
from ui.parts.fields import button
from ui.parts.html import attr, box, link, section, words
from ui.parts.lists import cell, pager, table, tag, text_cell
from ui.parts.wording import Tag, capital, moment
from ui.visit import Visit, say

PATH = "/quan-tri"
_OWN_FORMS = ("letterhead", "calendar_changes")
_HEAD = {
    "place": "Địa danh",
    "short": "Tên viết tắt trong ký hiệu (UBND, SNV …)",
    "unit": "Đơn vị soạn trong ký hiệu (VP, TH …)",
    "signer": "Họ tên người ký",
    "position": "Chức vụ người ký (CHỦ TỊCH …)",
}
"""What the office prints at the head and foot of its own documents; the authority is asked beside them."""


async def show(visit: Visit, trang: int = 1) -> None:
    """The page."""

    @ui.refreshable
    async def people() -> None:
        rows = await visit.ask(accounts.accounts)
        _accounts(visit, rows, await visit.ask(office_choices), people.refresh)

    @ui.refreshable
    async def decisions() -> None:
        _options(visit, await visit.ask(options_in_force, visit.today), decisions.refresh)

    with heading("Quản trị", "Tài khoản, quy ước của cơ quan, sao lưu và nhật ký."):
        with attr(ui.element("form"), action="/quan-tri/sao-luu", method="post"):
            attr(words("Sao lưu và tải về", "button", "btn"), type="submit")
        button("Đầu văn bản, người ký", lambda: _letterhead(visit, decisions.refresh))
        button("Thêm tài khoản", lambda: _add(visit, people.refresh), "primary")
    with section("Tài khoản"):
        await people()
    with section("Quy ước của cơ quan"):
        words("Mỗi thay đổi có ngày bắt đầu; số liệu của ngày trước đó giữ nguyên cách tính cũ.", "p", "muted").style("margin-bottom:12px")
        await decisions()
    await _audit(visit, max(1, trang))


def _accounts(visit: Visit, rows: list[dict[str, Any]], offices: dict[int, str], again: Any) -> None:
    with table(("Tên đăng nhập", "Họ tên", "Vai trò", "Đơn vị", "Tình trạng", ""), "Tài khoản"), ui.element("tbody"):
        for row in rows:
            with ui.element("tr"):
                text_cell("", row["login"], "lead strong")
                text_cell("Họ tên", row["name"])
                text_cell("Vai trò", capital(ROLE_NAMES[row["role"]]))
                text_cell("Đơn vị", offices.get(row["office_id"] or 0, ""))
                with cell("Tình trạng"):
                    tag(Tag("Đang dùng", "done") if row["active"] else Tag("Đã khóa", "stop"))
                with cell("", "num"), box("row").style("justify-content:flex-end"):
                    login = row["login"]
                    reset = button("Đặt lại mật khẩu", lambda login=login: _reset(visit, again, login), "slim quiet")
                    attr(reset, aria_label=f"Đặt lại mật khẩu của {login}")
                    if row["active"] and login != visit.who.login:
                        lock = button("Khóa", lambda login=login: _done(visit, again, accounts.close_account, login), "slim quiet")
                        attr(lock, aria_label=f"Khóa {login}")


async def _add(visit: Visit, again: Any) -> None:
    with FormDialog("Thêm tài khoản") as form:
        name = form.text("Họ và tên")
        login = form.text("Tên đăng nhập")
        password = form.text(f"Mật khẩu ban đầu (ít nhất {accounts.SHORTEST_PASSWORD} ký tự)")
        role = form.choice("Vai trò", {code: capital(title) for code, title in ROLE_NAMES.items()}, "officer")
        office = form.choice("Cơ quan, đơn vị (cần cho đầu mối)", await visit.ask(office_choices))
        mail = form.text("Thư điện tử")
    form.send(
        "Thêm tài khoản",
        lambda: _done(
            visit,
            again,
            accounts.add_account,
            str(login.value or ""),
            str(password.value or ""),
            str(name.value or ""),
            role.value,
            office.value,
            str(mail.value or "") or None,
        ),
    )


async def _reset(visit: Visit, again: Any, login: str) -> None:
    with FormDialog("Đặt lại mật khẩu", f"Các phiên đang mở của {login} sẽ kết thúc.") as form:
        password = form.text("Mật khẩu mới")
    form.send("Đặt lại", lambda: _done(visit, again, accounts.reset_password, login, str(password.value or "")))


def _options(visit: Visit, values: dict[str, Any], again: Any) -> None:
    with table(("Quy ước", "Đang áp dụng", "Nguồn", ""), "Quy ước của cơ quan"), ui.element("tbody"):
        for name, row in defaults().items():
            value = values[name]
            if name in _OWN_FORMS or not isinstance(value, bool | int | list):
                continue
            with ui.element("tr"):
                text_cell("", row["label"], "lead")
                text_cell("Đang áp dụng", _shown(value))
                text_cell("Nguồn", row["source"], "muted")
                with cell("", "num"):
                    change = button("Đổi", lambda name=name, value=value: _decide(visit, again, name, value), "slim quiet")
                    attr(change, aria_label=f"Đổi: {row['label']}")


async def _decide(visit: Visit, again: Any, name: str, value: Any) -> None:
    with FormDialog("Đổi quy ước", defaults()[name]["label"]) as form:
        if isinstance(value, bool):
            field: Any = form.choice("Giá trị", {True: "Có", False: "Không"}, value)
        else:
            field = form.text("Giá trị", _shown(value))
        day = form.day("Áp dụng từ ngày", value=visit.today)
    form.send("Lưu", lambda: _done(visit, again, set_option, name, _typed(field.value, value), form.read(day) or visit.today))


async def _letterhead(visit: Visit, again: Any) -> None:
    value = (await visit.ask(options_in_force, visit.today))["letterhead"]
    with FormDialog("Đầu văn bản, người ký", "Dùng cho mọi dự thảo của cơ quan; từng dự thảo sửa được.") as form:
        fields = {key: form.text(name, str(value.get(key) or "")) for key, name in _HEAD.items()}
        authority = form.area("Quyền hạn ký, mỗi dòng một dòng (TM. ỦY BAN NHÂN DÂN …)", "\n".join(value.get("authority") or ()))

    async def send() -> bool:
        lines = [line.strip() for line in str(authority.value or "").splitlines() if line.strip()]
        found = {**value, **{key: str(field.value or "").strip() for key, field in fields.items()}, "authority": lines}
        return await _done(visit, again, set_option, "letterhead", {key: kept for key, kept in found.items() if kept}, visit.today)

    form.send("Lưu", send)


def _typed(text: Any, like: Any) -> Any:
    """What was typed, of the same type as the value in force. Raises ValueError with the sentence to show."""
    if isinstance(like, bool):
        return bool(text)
    parts = [part.strip() for part in str(text or "").replace(";", ",").split(",") if part.strip()]
    if not parts or any(not part.isdigit() for part in parts):
        raise ValueError(f"«{text}» không phải là số. Nhập số nguyên, nhiều số thì cách nhau bằng dấu phẩy.")
    numbers = [int(part) for part in parts]
    return numbers if isinstance(like, list) else numbers[0]


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "Có" if value else "Không"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


async def _audit(visit: Visit, page: int) -> None:
    rows, total, head = await visit.asked(audit_rows, page)
    with section("Nhật ký"):
        words(f"Mã cuối chuỗi: {head[:16]}…", "p", "small muted").style("margin-bottom:10px")
        with table(("Lúc", "Người", "Việc", "Nội dung"), "Nhật ký"), ui.element("tbody"):
            for row in rows:
                with ui.element("tr"):
                    text_cell("Lúc", moment(row.at), "nowrap")
                    text_cell("Người", row.who)
                    text_cell("", row.what, "lead")
                    text_cell("Nội dung", row.words, "muted")
        pager(PATH, page, total)


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


async def _done(visit: Visit, again: Any, command: Any, *args: Any, **more: Any) -> bool:
    done = await visit.act(command, *args, **more)
    if done:
        again()
    return done
