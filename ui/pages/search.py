"""Tìm kiếm: one box over duties, received and outgoing documents; the answer has an address."""

from __future__ import annotations

from tracking.screens.search import MOST, Hit, find
from ui.frame import heading
from ui.pages.outgoing import outgoing_table
from ui.parts.html import box, link, section, words
from ui.parts.lists import address, empty, tag
from ui.parts.still import still
from ui.parts.wording import capital, state_tag, two
from ui.visit import Visit


async def show(visit: Visit, tim: str = "") -> None:
    """The page."""
    text = tim.strip()[:200]
    found = await visit.asked(find, text)
    with heading("Tìm kiếm", f"«{text}»" if text else "Gõ từ cần tìm vào ô ở đầu mục lục; không cần dấu, hiểu chữ viết tắt."):
        if found.duties:
            link("Lọc trong sổ nhiệm vụ", address("/so-nhiem-vu", tinh_trang="tat_ca", tim=text), "btn")
    if found.nothing:
        if text:
            empty(f"Không có kết quả cho «{text}». Đã tìm cả chữ không dấu và tên viết tắt; thử bớt từ.")
        return
    _hits("Nhiệm vụ", found.duties)
    _hits("Văn bản đến", found.received)
    if found.issued:
        with section("Văn bản đi"):
            outgoing_table(list(found.issued))


def _hits(title: str, hits: tuple[Hit, ...]) -> None:
    if not hits:
        return
    number = f"{MOST} mới nhất" if len(hits) == MOST else two(len(hits))
    with still(), section(f"{title} ({number})"), box("hits", "ol"):
        for hit in hits:
            with box(tag="li"):
                link(capital(hit.text), hit.href, "clip")
                with box("row small muted"):
                    words(hit.place)
                    if hit.state:
                        tag(state_tag(hit.state))
