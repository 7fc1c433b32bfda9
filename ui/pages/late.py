"""Quá hạn: who is late and why, office by office: cause, whom it waits for, the last news, the letters sent, the new promise."""

from __future__ import annotations

from itertools import groupby

from drafting.dates import short
from tracking.screens.directives import office_choices
from tracking.screens.figures import by_office
from tracking.screens.late import Late, late, latest_directives
from tracking.screens.shares import NO_OFFICE
from ui.frame import heading
from ui.parts.html import attr, box, link, section, words
from ui.parts.lists import address, chips, empty, key_in, tag
from ui.parts.still import still
from ui.parts.wording import Tag, capital, thousands, two
from ui.visit import Visit

PATH = "/qua-han"
_MOST = 300
_CHIPS = 14


async def show(visit: Visit, don_vi: str = "", van_ban: str = "") -> None:
    """The page; the office or directive asked for is in its address."""
    office, directive = key_in(don_vi), key_in(van_ban)
    rows = await visit.asked(late, office, directive, _MOST)
    with heading("Vì sao quá hạn", _sub(rows, office, directive, await visit.ask(office_choices) if office else {})):
        link("Mở trong sổ", address("/so-nhiem-vu", tinh_trang="open_overdue", don_vi=don_vi, van_ban=van_ban), "btn")
        if visit.may("admin", "officer", "leader"):
            link("Đôn đốc", "/don-doc", "btn")
    if visit.who.role != "unit":
        await _narrow(visit, don_vi, van_ban)
    if not rows:
        empty(f"Không có nhiệm vụ quá hạn tính đến hết ngày {short(visit.today)}.")
        return
    ordered = sorted(rows, key=lambda row: row.share.office)
    groups = {name: list(found) for name, found in groupby(ordered, key=lambda row: row.share.office)}
    for name, found in sorted(groups.items(), key=lambda item: -len(item[1])):
        with still(), section(f"{name or 'Chưa rõ đơn vị chủ trì'} ({two(len(found))})"), box("ranked plain", "ol"):
            for row in sorted(found, key=lambda row: -row.share.days_late):
                with box(tag="li"):
                    _row(row)


async def _narrow(visit: Visit, don_vi: str, van_ban: str) -> None:
    lines = [line for line in await visit.asked(by_office) if line.counts["open_overdue"]][:_CHIPS]
    papers = await visit.asked(latest_directives, _CHIPS // 2)
    offices = [(str(line.id or NO_OFFICE), line.name, line.counts["open_overdue"]) for line in lines]
    with attr(box("narrow no-print", "nav"), aria_label="Lọc theo đơn vị, văn bản"):
        words("Đơn vị", "span", "small muted")
        chips(PATH, "don_vi", don_vi if don_vi else ("" if not van_ban else "-"), [("", "Tất cả", None), *offices])
        words("Văn bản", "span", "small muted")
        chips(PATH, "van_ban", van_ban, [(str(line.id), line.name, line.counts["open_overdue"]) for line in papers])


def _row(row: Late) -> None:
    share = row.share
    with box("row"):
        tag(Tag(f"Quá hạn {thousands(share.days_late)} ngày", "late"))
        words(f"hạn {short(share.due_on)}" if share.due_on else "", "span", "small muted")
        if row.weighty:
            tag(Tag("Trọng tâm", "soon"))
    link(capital(share.text), f"/nhiem-vu/{share.duty_id}", "what clip")
    words(" · ".join(facts_of(row)), "p", "small")
    if row.news:
        words(f"{short(row.news_on)}: {row.news}" if row.news_on else row.news, "p", "said pre")


def facts_of(row: Late) -> list[str]:
    """Why it is late, in the words of those who said so, and what was done about it."""
    share = row.share
    place = f"{share.number}, mục {share.ordinal}" if share.ordinal else share.number
    found = [place, row.cause]
    if share.waiting_for:
        found.append(f"đang chờ {share.waiting_for}" + (f" từ {short(share.waiting_since)}" if share.waiting_since else ""))
    if row.letters:
        found.append(f"đã đôn đốc {two(row.letters)} lần")
    if share.extensions:
        found.append(f"gia hạn {two(share.extensions)} lần")
    if row.committed_on:
        found.append(f"cam kết xong {short(row.committed_on)}")
    if row.silent:
        found.append("đơn vị chưa nêu nguyên nhân")
    return [part for part in found if part]


def _sub(rows: list[Late], office: int | None, directive: int | None, names: dict[int, str]) -> str:
    silent = sum(row.silent for row in rows)
    parts = [f"{two(len(rows))} phần việc", names.get(office or 0, "")]
    if directive and rows:
        parts.append(rows[0].share.number)
    parts.append(f"{two(silent)} việc đơn vị chưa nêu nguyên nhân" if silent else "")
    return " · ".join(part for part in parts if part)
