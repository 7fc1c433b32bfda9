"""The keys of the review desk: one for each deed, told on the page and in the overlay that "?" opens."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from typing import Any

from nicegui import ui

from ui.pages.review_desk import HEADER, Reviewer
from ui.parts.fields import button
from ui.parts.html import attr, box, words
from ui.parts.review_statements import MOST

ON_CARDS = (
    ("J, ↓", "mục sau"),
    ("K, ↑", "mục trước"),
    ("Enter", "xác nhận phần đầu; đưa mục đang chọn vào sổ"),
    ("E", "sửa"),
    ("S", "tách"),
    ("M", "gộp với mục trên"),
    ("X", "không phải nhiệm vụ; bấm lại để khôi phục"),
    ("1, 2", "chọn thời hạn, chủ trì khi văn bản ghi khác nhau ở hai nơi"),
    ("Shift A", "đưa vào sổ mọi mục chắc chắn"),
    ("U", "hoàn tác"),
    ("N", "thêm nhiệm vụ"),
    ("O", "chỉ việc của cơ quan mình, hoặc tất cả"),
    ("B", "để việc của cơ quan khác ngoài sổ"),
    ("G", "đổi giữa thẻ và bảng"),
    ("Ctrl Enter", "lưu ô đang nhập"),
    ("Esc", "đóng, không lưu"),
)
IN_GRID = (
    ("mũi tên", "sang ô khác"),
    ("Shift mũi tên", "chọn vùng"),
    ("gõ chữ", "thay nội dung ô"),
    ("Enter, F2", "sửa ô"),
    ("Ctrl D", "chép ô trên cùng xuống cả vùng"),
    ("Ctrl Enter", "ghi ô này vào cả vùng"),
    ("Ctrl C, Ctrl V", "chép, dán với Excel"),
    ("Delete", "xóa nội dung ô"),
    ("Alt L", "đặt chủ trì cho các dòng đã chọn"),
    ("Alt H", "đặt thời hạn cho các dòng đã chọn"),
    ("Alt Enter", "đưa các dòng đã chọn vào sổ"),
    ("Alt A", "đưa vào sổ mọi dòng chắc chắn"),
    ("Alt X", "không phải nhiệm vụ; lặp lại để khôi phục"),
    ("Alt ↓, Alt ↑", "dòng cần xem kỹ kế tiếp, trước"),
    ("Ctrl Z", "hoàn tác"),
    ("Alt O", "chỉ việc của cơ quan mình, hoặc tất cả"),
    ("Alt B", "để việc của cơ quan khác ngoài sổ"),
    ("Alt G", "đổi sang thẻ"),
)
_SHOWN = {
    "cards": ("J, ↓", "Enter", "E", "S", "M", "X", "Shift A", "U"),
    "grid": ("Shift mũi tên", "Ctrl D", "Alt L", "Alt Enter", "Alt A", "Ctrl Z"),
}


async def pressed(desk: Reviewer, key: str) -> None:
    """What a key does; while a form is open only the form listens."""
    async with desk.turn:
        found = None if desk.mode else _deeds(desk).get(key)
        done = found() if found else None
        if isinstance(done, Awaitable):
            await done


def _deeds(desk: Reviewer) -> dict[str, Callable[[], Any]]:
    deeds: dict[str, Callable[[], Any]] = {
        "j": lambda: desk.step(1),
        "ArrowDown": lambda: desk.step(1),
        "k": lambda: desk.step(-1),
        "ArrowUp": lambda: desk.step(-1),
        "A": desk.accept_sure,
        "u": desk.undo,
        "n": lambda: desk.open("add"),
        "o": desk.turn_ours,
        "b": desk.leave_others,
        "g": desk.turn_view,
        "?": lambda: show_keys(desk.view),
    }
    found = desk.in_hand()
    if desk.current == HEADER:
        deeds |= {"Enter": desk.settle_as_read, "e": lambda: desk.open("header")}
    elif found is not None and desk.view == "cards":
        undone = found.state == "rejected"
        deeds |= {"Enter": desk.accept, "m": desk.merge, "x": (lambda: desk.restore([found.id])) if undone else desk.reject}
        deeds |= {"e": lambda: desk.open("edit"), "s": lambda: desk.open("split")}
        deeds |= {str(number): functools.partial(desk.choose_by_number, number) for number in range(1, MOST + 1)}
    return deeds


def key_line(desk: Reviewer) -> None:
    """The keys used most, and the way to the rest."""
    rows = IN_GRID if desk.view == "grid" else ON_CARDS
    with attr(box("keys no-print"), aria_label="Phím tắt", role="group"):
        for key, does in rows:
            if key in _SHOWN[desk.view]:
                _one(key, does.split(";")[0])
        with ui.element("span"):
            button("Mọi phím", lambda: show_keys(desk.view), "slim quiet", "?")


def show_keys(view: str) -> None:
    """The overlay of keys; any key of its own closes it."""
    dialog = ui.dialog()
    attr(dialog, aria_label="Phím tắt")
    with dialog, box("sheet keys-sheet"):
        words("Phím tắt", "h2")
        with box("key-cols"):
            for title, rows in (("Bảng", IN_GRID), ("Thẻ", ON_CARDS)) if view == "grid" else (("Thẻ", ON_CARDS), ("Bảng", IN_GRID)):
                _table(title, rows)
        with box("foot"):
            button("Đóng", dialog.close, "primary")
    dialog.on("hide", dialog.delete)
    dialog.open()


def _table(title: str, rows: tuple[tuple[str, str], ...]) -> None:
    with box():
        words(title, "h3")
        with box("key-table", "dl"):
            for key, does in rows:
                with ui.element("dt"):
                    for part in key.split(", "):
                        words(part, "kbd")
                words(does, "dd")


def _one(key: str, does: str) -> None:
    with ui.element("span"):
        for part in key.split(", "):
            words(part, "kbd")
        words(f" {does}")
