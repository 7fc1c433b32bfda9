"""Văn bản liên quan: what a directive cites, what cites it and what we issued to carry it out, as a picture and as lists."""

from __future__ import annotations

from nicegui import ui

from drafting.dates import short
from tracking.screens.lineage import Graph, Paper, lineage
from ui.frame import heading
from ui.parts.graph import drawing
from ui.parts.html import box, link, section, words
from ui.parts.lists import cell, empty, table, text_cell
from ui.parts.wording import capital
from ui.visit import Visit

_TO_CENTRE = "for (const n of document.querySelectorAll('.graph .centre')) n.scrollIntoView({block: 'nearest', inline: 'center'})"
"""A graph wider than the screen opens on the document that was asked for."""


async def show(visit: Visit, directive_id: int) -> None:
    """The page."""
    graph = await visit.asked(lineage, directive_id)
    centre = graph.papers[0]
    day = f", ngày {short(centre.issued_on)}" if centre.issued_on else ""
    with heading("Văn bản liên quan", f"{capital(centre.kind)} {centre.number}{day}, {centre.issuer}", [("Văn bản đến", "/van-ban-den")]):
        link("Mở văn bản", centre.href, "btn")
        if centre.sort == "directive":
            link("Phiếu giải quyết", f"/van-ban-den/{directive_id}/phieu-giai-quyet.docx", "btn")
        link("Nhiệm vụ trong sổ", f"/so-nhiem-vu?tinh_trang=tat_ca&van_ban={directive_id}", "btn")
    if len(graph.papers) == 1:
        empty("Văn bản này không viện dẫn văn bản nào và chưa có văn bản nào viện dẫn. Văn bản triển khai soạn từ nhiệm vụ sẽ hiện ở đây.")
        return
    with box("graph-room").props('tabindex=0 role=region aria-label="Sơ đồ văn bản liên quan"'):
        ui.html(drawing(graph), sanitize=False)
    ui.timer(0.1, lambda: ui.run_javascript(_TO_CENTRE), once=True)
    _list("Văn bản được viện dẫn", [paper for paper in graph.papers if paper.level < 0], graph)
    _list("Văn bản viện dẫn, thay thế, triển khai", [paper for paper in graph.papers if paper.level > 0], graph)


def _list(title: str, papers: list[Paper], graph: Graph) -> None:
    if not papers:
        return
    with section(title), table(("Số, ký hiệu", "Ngày văn bản", "Cơ quan ban hành", "Trích yếu", "Quan hệ"), title), box(tag="tbody"):
        for paper in papers:
            with box(tag="tr"):
                with cell("", "lead nowrap"):
                    if paper.href:
                        link(paper.number, paper.href)
                    else:
                        words(paper.number)
                text_cell("Ngày văn bản", short(paper.issued_on) if paper.issued_on else "chưa rõ", "nowrap")
                text_cell("Cơ quan ban hành", paper.issuer)
                text_cell("Trích yếu", capital(paper.subject) or ("Chưa có trong sổ" if paper.sort == "cited" else ""))
                text_cell("Quan hệ", _relation(paper, graph))


def _relation(paper: Paper, graph: Graph) -> str:
    """In words: "15/UBND-TH thực hiện văn bản này", seen from the other end of each tie."""
    names = {found.key: found.number for found in graph.papers}
    below = [f"{names[tie.later]} {tie.relation}" for tie in graph.ties if tie.earlier == paper.key and paper.level < 0]
    above = [f"{tie.relation} {names[tie.earlier]}" for tie in graph.ties if tie.later == paper.key and paper.level > 0]
    return "; ".join(below + above)
