"""Trợ giúp: the guide, one text a chapter, written for the people of the office."""

from __future__ import annotations

from importlib.resources import files

from nicegui import ui

from ui.frame import heading
from ui.parts.html import attr, box, link
from ui.visit import Visit

CHAPTERS = {
    "bat-dau": "Bắt đầu",
    "van-thu": "Văn thư: nhận văn bản",
    "ra-soat": "Rà soát nhiệm vụ",
    "van-phong": "Văn phòng: điều hành nhiệm vụ",
    "don-vi": "Đơn vị: báo cáo kết quả",
    "lanh-dao": "Lãnh đạo: giao ban",
    "soan-thao": "Soạn thảo",
    "van-ban-di": "Văn bản đi",
    "quan-tri": "Quản trị",
}


_OF_ROLE = {"clerk": "van-thu", "officer": "van-phong", "leader": "lanh-dao", "unit": "don-vi", "admin": "quan-tri"}


async def show(visit: Visit, muc: str = "bat-dau") -> None:
    """A chapter."""
    chapter = muc if muc in CHAPTERS else "bat-dau"
    own = _OF_ROLE[visit.who.role]
    with heading("Trợ giúp", CHAPTERS[chapter]):
        if chapter == "bat-dau":
            link(CHAPTERS[own], f"/tro-giup?muc={own}", "btn primary")
    with box("cols"):
        with box("card help"):
            ui.markdown(files("ui").joinpath("help", f"{chapter}.md").read_text("utf-8"), sanitize=True)
        with attr(box("chapters", "nav"), aria_label="Các mục trợ giúp"), box("menu", "ul"):
            for code, title in CHAPTERS.items():
                with ui.element("li"):
                    found = link(title, f"/tro-giup?muc={code}")
                    if code == chapter:
                        attr(found, aria_current="page")
