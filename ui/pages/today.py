"""Hôm nay: what each person has to do now; an empty office sees the three ways to start."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

from nicegui import run, ui

from drafting.dates import short, short_with_weekday
from tracking.register.actor import ROLE_NAMES
from tracking.register.upkeep import last_backup
from tracking.screens.directives import READERS, directives
from tracking.screens.figures import Figures, figures
from tracking.screens.shares import Filters, shares
from ui.frame import heading
from ui.pages import leader, unit
from ui.pages.incoming import directive_table
from ui.pages.register import duty_table
from ui.parts.fields import button
from ui.parts.figures import tiles
from ui.parts.html import box, link, section, words
from ui.parts.lists import address, empty
from ui.parts.wording import capital, moment, two
from ui.uploads import receive
from ui.visit import Visit, say

LIST = "/so-nhiem-vu"
_NOW = {
    "officer": (
        ("reported", "Chờ xác nhận"),
        ("returned", "Đề nghị chuyển trả"),
        ("open_overdue", "Quá hạn"),
        ("confirmed", "Chờ phân công"),
    ),
    "clerk": (("no_owner", "Chưa rõ đơn vị chủ trì"), ("open_overdue", "Quá hạn")),
    "admin": (
        ("open_overdue", "Quá hạn"),
        ("due_soon", "Sắp đến hạn"),
        ("no_owner", "Chưa rõ đơn vị chủ trì"),
        ("ended_office", "Đơn vị đã kết thúc hoạt động"),
    ),
}
"""The lists that each person starts the day with, in the order of doing."""


async def show(visit: Visit) -> None:
    """The person's day."""
    numbers = await visit.asked(figures)
    copy = await visit.ask(last_backup) if visit.may("admin") else None
    with heading("Hôm nay", f"{capital(short_with_weekday(visit.today))} · {visit.who.name}, {ROLE_NAMES[visit.who.role]}"):
        if visit.may("clerk", "officer", "admin"):
            link("Tải văn bản lên", "/van-ban-den", "btn primary")
        elif visit.may("leader"):
            link("Bản giao ban để in", "/giao-ban", "btn primary")
    if copy is not None and copy.old and numbers.directives:
        with box("warn-box").style("margin-bottom:20px"):
            words("Chưa có bản sao lưu nào." if copy.made_at is None else f"Bản sao lưu gần nhất: {moment(copy.made_at)}.")
            link(" Mở Quản trị để sao lưu", "/quan-tri")
    if not numbers.directives and visit.may(*READERS):
        _starts(visit)
        return
    if visit.may("leader"):
        await leader.show(visit, numbers)
        return
    tiles(_tiles(visit, numbers))
    if visit.may("unit"):
        await unit.show(visit, numbers)
        return
    if visit.may(*READERS) and numbers.reviewing:
        rows, _ = await visit.asked(directives, "", True, 1, 5)
        with section("Văn bản chờ rà soát"):
            directive_table(rows)
            if numbers.reviewing > len(rows):
                link(f"Xem cả {two(numbers.reviewing)} văn bản", "/ra-soat").style("display:inline-block; margin-top:10px")
    await _lists(visit, numbers)


async def _lists(visit: Visit, numbers: Figures) -> None:
    shown = 0
    for code, title in _NOW[visit.who.role]:
        rows, total = await visit.asked(shares, Filters(code), 1, 8)
        if not rows:
            continue
        shown += 1
        with section(title):
            duty_table(rows, visit, numbers.soon_until)
            if total > len(rows):
                link(f"Xem cả {two(total)} phần việc", address(LIST, tinh_trang=code)).style("display:inline-block; margin-top:10px")
    if not shown:
        soon = f"Sắp đến hạn đến {short(numbers.soon_until)}: {two(numbers.flags['due_soon'])}."
        with box().style("margin-top:24px"):
            empty(f"Không có nhiệm vụ quá hạn tính đến hết ngày {short(visit.today)}. {soon}")


def _tiles(visit: Visit, numbers: Figures) -> list[tuple[str, int, str, str]]:
    flags, buckets = numbers.flags, numbers.buckets
    found = [
        ("Quá hạn", buckets["open_overdue"], address(LIST, tinh_trang="open_overdue"), "late"),
        (f"Sắp đến hạn, đến {short(numbers.soon_until)}", flags["due_soon"], address(LIST, tinh_trang="due_soon"), "soon"),
        ("Chờ xác nhận", flags["reported"], address(LIST, tinh_trang="reported"), "wait"),
        ("Chưa hoàn thành", flags["open"], address(LIST, tinh_trang="open"), ""),
    ]
    if visit.may(*READERS):
        found.append(("Nhiệm vụ chờ rà soát", numbers.proposed, "/ra-soat", "wait"))
    return found


def _starts(visit: Visit) -> None:
    words("Sổ chưa có nhiệm vụ. Bắt đầu bằng một trong các cách sau.", "p").style("margin-bottom:16px")
    with box("starts"):
        with box("start", "section"):
            words("1", "span", "step").props["aria-hidden"] = "true"
            words("Tải văn bản chỉ đạo lên", "h2")
            words("Kéo tệp Word, PDF hoặc bản quét vào. Phần mềm đọc và đề xuất từng nhiệm vụ, người rà soát quyết định.", "p", "muted")
            link("Tải văn bản lên", "/van-ban-den", "btn primary")
        with box("start", "section"):
            words("2", "span", "step").props["aria-hidden"] = "true"
            words("Mở văn bản mẫu để xem thử", "h2")
            words("Một công văn giao việc viết sẵn, đi hết các bước: rà soát, vào sổ, báo cáo, xác nhận. Rút khỏi sổ được.", "p", "muted")
            button("Mở văn bản mẫu", lambda: _open_sample(visit))
        with box("start", "section"):
            words("3", "span", "step").props["aria-hidden"] = "true"
            words("Khai tài khoản, đơn vị", "h2")
            words("Tạo tài khoản cho văn thư, chuyên viên, lãnh đạo và đầu mối các đơn vị để giao việc đến đúng người.", "p", "muted")
            link("Mở Quản trị" if visit.may("admin") else "Xem Trợ giúp", "/quan-tri" if visit.may("admin") else "/tro-giup", "btn")


async def _open_sample(visit: Visit) -> None:
    actor = await visit.still(*READERS)
    for sample in _samples():
        with as_file(files("templates.samples").joinpath(sample)) as path:
            found = await run.io_bound(receive, visit.register, actor, Path(path), sample)
        if found is None or found.directive is None:
            say(" ".join(found.warnings) if found else "Không mở được văn bản mẫu.", bad=True)
            return
        ui.navigate.to(f"/ra-soat/{found.directive}")
        return


def _samples() -> list[str]:
    return sorted(entry.name for entry in files("templates.samples").iterdir() if entry.name.endswith(".docx"))
