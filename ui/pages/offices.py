"""Cơ quan, đơn vị: our own body and the bodies under it; the others are found by searching."""

from __future__ import annotations

from typing import Any

from nicegui import ui

from drafting.dates import short
from drafting.errors import DondocError
from drafting.orthography import fold
from tracking.register.office_names import data
from tracking.register.office_setup import add_office, add_places, change_office, offices, own_body, set_own_body
from ui.frame import heading
from ui.pages.incoming import search_form
from ui.pages.office_changes import end_office, hand_all_over
from ui.parts.dialogs import FormDialog
from ui.parts.fields import button
from ui.parts.html import box, facts, section, words
from ui.parts.lists import cell, empty, table, text_cell
from ui.parts.wording import two
from ui.visit import SignedOutError, Visit, say

_MOST = 300
_PLACE = "ubnd_xa"
"""The kind of communes and wards: where one is there, the list of our province has been added."""


async def show(visit: Visit, tim: str = "") -> None:
    """The page."""

    @ui.refreshable
    async def content() -> None:
        own = await visit.ask(own_body)
        every = await visit.ask(offices)
        with heading("Cơ quan, đơn vị", "Tên, tên viết tắt và cấp trên; tên trong văn bản được đối chiếu với danh mục này."):
            if visit.may("admin"):
                if own and own["kind"] == "ubnd_tinh" and not any(row["kind"] == _PLACE for row in every):
                    button("Thêm danh mục xã, phường", lambda: _places(visit, content.refresh))
                button("Đặt cơ quan mình", lambda: _own(visit, content.refresh, own))
                button("Thêm đơn vị", lambda: _add(visit, content.refresh, every, own), "primary")
        if own is None:
            empty("Chưa đặt cơ quan mình. Quản trị bấm Đặt cơ quan mình trước khi đưa nhiệm vụ vào sổ.")
        else:
            with box("card", "section"):
                words(str(own["name"]), "h2")
                facts([("Tên viết tắt", own["short"]), ("Loại", _kinds().get(own["kind"], ""))])
        search_form("/co-quan", tim, "Tìm tên, tên viết tắt")
        shown = _found(every, tim) if tim else [row for row in every if own and row["parent_id"] == own["id"]]
        names = {row["id"]: row["name"] for row in every}
        with section(f"Kết quả cho «{tim}»" if tim else "Đơn vị trực thuộc"):
            if shown:
                _table(visit, shown[:_MOST], names, content.refresh)
                words(f"{two(min(len(shown), _MOST))} trong {two(len(shown))}; cả danh mục {two(len(every))}.", "p", "small muted pager")
            else:
                empty("Không có đơn vị nào theo từ tìm." if tim else "Chưa có đơn vị trực thuộc. Bấm Thêm đơn vị.")

    await content()


def _table(visit: Visit, rows: list[dict[str, Any]], names: dict[int, str], again: Any) -> None:
    with table(("Tên", "Viết tắt", "Loại", "Cấp trên", "Hiệu lực", ""), "Cơ quan, đơn vị"), box(tag="tbody"):
        for row in rows:
            with box(tag="tr"):
                text_cell("", row["name"], "lead")
                text_cell("Viết tắt", row["short"])
                text_cell("Loại", _kinds().get(row["kind"], ""))
                text_cell("Cấp trên", names.get(row["parent_id"] or 0, ""))
                text_cell("Hiệu lực", _validity(row))
                with cell("", "num"):
                    if visit.may("admin"):
                        button("Sửa", lambda row=row: _change(visit, again, row), "slim quiet").props["aria-label"] = f"Sửa {row['name']}"
                    if visit.may("admin", "leader"):
                        over = button("Bàn giao tất cả", lambda row=row: hand_all_over(visit, again, row["id"]), "slim quiet")
                        over.props["aria-label"] = f"Bàn giao tất cả của {row['name']}"
                    if visit.may("admin") and not row["is_self"]:
                        end = button("Kết thúc", lambda row=row: end_office(visit, again, row["id"]), "slim quiet")
                        end.props["aria-label"] = f"Kết thúc hoạt động {row['name']}"


def _validity(row: dict[str, Any]) -> str:
    since = f"từ {short(row['valid_from'])}" if row["valid_from"] else ""
    until = f"đến hết {short(row['valid_until'])}" if row["valid_until"] else ""
    return f"{since} {until}".strip()


def _found(every: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    wanted = fold(text).split()
    return [row for row in every if all(word in fold(f"{row['name']} {row['short']}") for word in wanted)]


def _kinds() -> dict[str, str]:
    kinds: dict[str, str] = data()["kinds"]
    return kinds


async def _own(visit: Visit, again: Any, own: dict[str, Any] | None) -> None:
    with FormDialog("Đặt cơ quan mình", "Ghi đủ tên như trên con dấu. Các đơn vị trực thuộc thường có được thêm sẵn.") as form:
        name = form.text("Tên cơ quan", str(own["name"]) if own else "")
    form.send("Đặt", lambda: _done(visit, again, set_own_body, str(name.value or "")))


async def _places(visit: Visit, again: Any) -> None:
    told = "Thêm mọi xã, phường, đặc khu của tỉnh theo danh mục nhà nước, và các huyện cũ để nhận ra tên trong văn bản trước 01/7/2025."
    with FormDialog("Thêm danh mục xã, phường", told) as form:
        pass

    async def send() -> bool:
        try:
            added = await visit.asked(add_places)
        except SignedOutError:
            ui.navigate.to("/dang-nhap")
            return False
        except DondocError as refused:
            say(str(refused), bad=True)
            return False
        say(f"Đã thêm {two(added)} đơn vị.")
        again()
        return True

    form.send("Thêm danh mục", send)


async def _add(visit: Visit, again: Any, every: list[dict[str, Any]], own: dict[str, Any] | None) -> None:
    with FormDialog("Thêm đơn vị") as form:
        name = form.text("Tên đơn vị")
        brief = form.text("Tên viết tắt")
        kind = form.choice("Loại", _kinds(), "phong")
        parent = form.choice("Cấp trên", {row["id"]: row["name"] for row in every}, own["id"] if own else None)
    form.send(
        "Thêm",
        lambda: _done(
            visit,
            again,
            add_office,
            str(name.value or ""),
            short=str(brief.value or ""),
            kind=kind.value or "khac",
            parent_id=parent.value,
        ),
    )


async def _change(visit: Visit, again: Any, row: dict[str, Any]) -> None:
    with FormDialog("Sửa đơn vị", "Nhiệm vụ đã giao giữ nguyên tên cũ trong văn bản.") as form:
        name = form.text("Tên đơn vị", row["name"])
        brief = form.text("Tên viết tắt", row["short"])
        other = form.text("Tên gọi khác (để đối chiếu)")
    form.send(
        "Lưu",
        lambda: _done(
            visit,
            again,
            change_office,
            row["id"],
            name=str(name.value or row["name"]),
            short=str(brief.value or ""),
            names=[str(other.value)] if other.value else [],
        ),
    )


async def _done(visit: Visit, again: Any, command: Any, *args: Any, **more: Any) -> bool:
    done = await visit.act(command, *args, **more)
    if done:
        again()
    return done
